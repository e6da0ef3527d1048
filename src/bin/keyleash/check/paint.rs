//! The report of a check in colour: how each key came out, each code by what it does, and the remedies
//! where they stand.

use crate::output::{DIM, GREEN, HEAD, RED, YELLOW, styled};
use keyleash::selfcheck::CheckedKey;

/// The text with styles in it, and nothing else changed.
pub(super) fn painted(text: &str, keys: &[CheckedKey]) -> String {
    let lines = text.lines().enumerate().map(|(at, line)| {
        if at == 0 {
            return first(line, keys);
        }
        keys.iter()
            .find_map(|key| head(line, key))
            .or_else(|| code(line))
            .or_else(|| remedy(line))
            .unwrap_or_else(|| line.to_owned())
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// `self-check: 2 of 3 keys failed, so none gave a signer`
fn first(line: &str, keys: &[CheckedKey]) -> String {
    let good = keys.iter().all(|key| key.fault().is_none());
    let style = if good && !keys.is_empty() { GREEN } else { RED };
    match line.split_once(": ") {
        Some((name, found)) => format!("{}: {}", styled(HEAD, name), styled(style, found)),
        None => line.to_owned(),
    }
}

/// `maker: binance key 5f1d3a90 (production), accepted`
fn head(line: &str, key: &CheckedKey) -> Option<String> {
    let rest = line.strip_prefix(key.name())?;
    if !rest.starts_with(": ") {
        return None;
    }
    let outcome = key.outcome().replace('_', " ");
    let style = if key.fault().is_none() { GREEN } else { RED };
    let name = styled(HEAD, key.name());
    // A long name has the outcome on the next line.
    let Some(middle) = rest.strip_suffix(&outcome) else {
        return Some(format!("{name}{rest}"));
    };
    Some(format!("{name}{middle}{}", styled(style, outcome)))
}

/// `  - KL-OPEN-TO-ALL the key works from every address`
fn code(line: &str) -> Option<String> {
    let rest = line.strip_prefix("  - ")?;
    let (code, found) = rest.split_once(' ')?;
    if !code.starts_with("KL-") {
        return None;
    }
    let style = if found.starts_with("warning: ") {
        YELLOW
    } else {
        RED
    };
    Some(format!("  - {} {found}", styled(style, code)))
}

fn remedy(line: &str) -> Option<String> {
    let rest = line.strip_prefix("    mend: ")?;
    Some(format!("    {} {rest}", styled(DIM, "mend:")))
}
