//! A credential as lines of `name = value`, with comments and PEM blocks between them.

use super::parts::{Fault, Parts};

/// Reads `text`. A fault names the line by its number, and shows nothing of it.
pub(super) fn parse(text: &str) -> Result<Parts, Fault> {
    let mut parts = Parts::default();
    let mut rest = text;
    let mut number = 0_usize;
    while !rest.is_empty() {
        if rest.starts_with("-----BEGIN ") {
            let end = pem_end(rest).ok_or_else(|| {
                Fault::new(
                    format!("line {} begins a PEM block without an end", number + 1),
                    "copy the whole block",
                )
            })?;
            let (block, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let at = format!("line {}", number + 1);
            parts.set("secret", block.trim(), &at)?;
            number += block.lines().count();
            rest = after;
            continue;
        }
        number += 1;
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        rest = after;
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let at = format!("line {number}");
        let known = match line.split_once('=') {
            Some((_, value)) if is_quoted(value.trim()) => {
                return Err(Fault::new(
                    format!("{at} has its value in quotes"),
                    "leave them out, since they would be taken for a part of it",
                ));
            }
            Some((name, value)) => parts.set(name.trim(), value.trim(), &at)?,
            None => false,
        };
        if !known {
            return Err(Fault::new(
                format!("{at} is not understood"),
                "write `key = …`, `secret = …`, `passphrase = …`, `created = …` or `expires = …`, without quotes",
            ));
        }
    }
    Ok(parts)
}

/// Whether a value stands in quotes, as other formats have it: they would be taken for its own.
fn is_quoted(value: &str) -> bool {
    let between = |quote| {
        value
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote))
    };
    ['"', '\''].into_iter().find_map(between).is_some()
}

/// Where the PEM block at the start of `text` ends.
fn pem_end(text: &str) -> Option<usize> {
    let end = text.find("-----END ")?;
    let behind = text.get(end..)?;
    Some(
        end + behind
            .find('\n')
            .map_or(behind.len(), |newline| newline + 1),
    )
}
