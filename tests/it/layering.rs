//! A module uses only its own layer or a lower one.
//!
//! The sources are read as tokens: comments, strings and the like do not count, groups and
//! `super` do. A path through the crate's root is refused too, since a re-export hides its layer.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// From the bottom up. A new module needs its place here.
const LAYERS: &[(&str, &[&str])] = &[
    (
        "words",
        &[
            "lanes",
            "measure",
            "memory",
            "permission",
            "secret",
            "request",
            "sync",
            "time",
        ],
    ),
    ("meaning", &["scope", "scheme", "report", "event", "shape"]),
    ("judgement", &["policy"]),
    ("venues", &["venue"]),
    (
        "life",
        &[
            "source",
            "key",
            "credential",
            "inspection",
            "signer",
            "kill_switch",
            "rotation",
            "leash",
            "limits",
            "watch",
            "fleet",
            "redis",
            "incident",
        ],
    ),
    (
        "doors",
        &[
            "client",
            "config",
            "danger",
            "error",
            "fixtures",
            "hardening",
            "manual",
            "redaction",
            "scan",
            "selfcheck",
            "upkeep",
            "lib",
        ],
    ),
];

fn layer(module: &str) -> Option<usize> {
    LAYERS
        .iter()
        .position(|(_, modules)| modules.contains(&module))
}

#[test]
fn uses_point_downward() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    assert!(files.len() > 20, "the sources were not found");
    let mut faults = Vec::new();
    let mut modules = BTreeSet::new();
    for file in &files {
        let path = file.strip_prefix(&src).unwrap().with_extension("");
        let module: Vec<_> = path.iter().map(|part| part.to_str().unwrap()).collect();
        modules.insert(module[0].to_owned());
        let text = fs::read_to_string(file).unwrap();
        faults.extend(check(&module, &text));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    for module in LAYERS.iter().flat_map(|(_, modules)| *modules) {
        assert!(
            modules.contains(*module),
            "`{module}` is gone: drop its layer"
        );
    }
}

/// Every source below `folder`, but for the modules that are compiled for tests only.
pub(crate) fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("src/bin") {
            // Programs are crates of their own: they have the public API and nothing below it.
        } else if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") && !is_test_only(&path) {
            files.push(path);
        }
    }
    files.sort();
}

/// Whether the module above declares this file behind `#[cfg(test)]`.
fn is_test_only(file: &Path) -> bool {
    let name = file.file_stem().unwrap().to_str().unwrap();
    let above = file.parent().unwrap().with_extension("rs");
    fs::read_to_string(above).is_ok_and(|text| text.contains(&format!("#[cfg(test)]\nmod {name};")))
}

/// What `text`, the source of `module`, uses from a higher layer.
fn check(module: &[&str], text: &str) -> Vec<String> {
    let name = module.join("/");
    let Some(own) = layer(module[0]) else {
        return vec![format!("src/{name}.rs has no layer: add it to the list")];
    };
    if module[0] == "lib" {
        return Vec::new();
    }
    used(module.len(), text)
        .into_iter()
        .filter_map(|target| match layer(&target) {
            Some(other) if other <= own => None,
            Some(other) => Some(format!(
                "src/{name}.rs ({}) uses `{target}`, which is above it ({})",
                LAYERS[own].0, LAYERS[other].0
            )),
            None => Some(format!(
                "src/{name}.rs uses `{target}` by way of the root: name the module it is from"
            )),
        })
        .collect()
}

/// The modules right below the root that a source of this depth names.
fn used(depth: usize, text: &str) -> BTreeSet<String> {
    let tokens = tokens(text);
    let mut found = BTreeSet::new();
    // For each open brace, whether it is that of a module.
    let mut open = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let word = |ahead: usize| tokens.get(at + ahead).map_or("", String::as_str);
        match word(0) {
            "{" => open.push(at >= 2 && tokens[at - 2] == "mod"),
            "}" => {
                open.pop();
            }
            "crate" if word(1) == "::" => {
                at += 2;
                firsts(&tokens, &mut at, &mut found);
                continue;
            }
            "super" if word(1) == "::" => {
                let mut ups = 0;
                while tokens.get(at).is_some_and(|word| word == "super")
                    && tokens.get(at + 1).is_some_and(|word| word == "::")
                {
                    ups += 1;
                    at += 2;
                }
                let here = depth + open.iter().filter(|module| **module).count();
                if ups >= here {
                    firsts(&tokens, &mut at, &mut found);
                }
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// The first names of the path, or of the group of paths, that begins at `at`. Groups further
/// down are gone through by the caller, which leaves their braces balanced.
fn firsts(tokens: &[String], at: &mut usize, found: &mut BTreeSet<String>) {
    if tokens.get(*at).is_none_or(|word| word != "{") {
        found.extend(tokens.get(*at).cloned());
        *at += 1;
        return;
    }
    let mut depth = 0;
    let mut first = true;
    while let Some(word) = tokens.get(*at) {
        *at += 1;
        match word.as_str() {
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                if depth == 0 {
                    return;
                }
            }
            "," if depth == 1 => first = true,
            name if depth == 1 && first => {
                found.insert(name.to_owned());
                first = false;
            }
            _ => {}
        }
    }
}

/// Words, `::` and single characters; comments, strings, characters and lifetimes are left out.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if c == '"' {
            string(rest)
        } else if let Some(length) = raw_string(rest) {
            length
        } else if c == '\'' {
            quote(rest)
        } else if c.is_alphanumeric() || c == '_' {
            let word = |c: char| c.is_alphanumeric() || c == '_';
            let length = rest.find(|c| !word(c)).unwrap_or(rest.len());
            out.push(rest[..length].to_owned());
            length
        } else {
            let length = if rest.starts_with("::") {
                2
            } else {
                c.len_utf8()
            };
            if !c.is_whitespace() {
                out.push(rest[..length].to_owned());
            }
            length
        };
        rest = &rest[length..];
    }
    out
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of `r"…"`, `r#"…"#`, `br"…"` and so on; `None` where `text` begins otherwise.
fn raw_string(text: &str) -> Option<usize> {
    let lead = if text.starts_with("br") { 2 } else { 1 };
    let hashes = text.get(lead..)?.chars().take_while(|c| *c == '#').count();
    let start = lead + hashes;
    if !(text.starts_with('r') || text.starts_with("br")) || !text[start..].starts_with('"') {
        return None;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let inside = &text[start + 1..];
    Some(start + 1 + inside.find(&end).map_or(inside.len(), |at| at + end.len()))
}

/// The length of `'x'` or of a lifetime's quote.
fn quote(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            chars.next();
            chars.find(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1)
        }
        Some(_) => match chars.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}

fn names(depth: usize, text: &str) -> Vec<String> {
    used(depth, text).into_iter().collect()
}

#[test]
fn an_upward_use_is_caught() {
    for text in [
        "use crate::signer::Signer;",
        "use crate::{permission::Read, signer::{AnySigner, Signer}};",
        "use crate::{\n    permission::{\n        Read,\n    },\n    // why\n    signer,\n};",
        "use {core::fmt, crate::{signer::Signer}};",
        "fn f() { let _ = crate::signer::Signer::of(1); }",
        "fn f() -> [super::super::signer::Signer; 1] {}",
        "mod inside { use super::super::super::{signer::Signer}; }",
        "macro_rules! m { () => { $crate::signer::Signer } }",
        "const C: char = '\"'; use crate::signer::Signer; const D: char = '\"';",
        "const C: &str = r#\"a \" b\"#; fn f<'a>(_: &'a crate::signer::Signer) {}",
    ] {
        let faults = check(&["policy", "rights"], text);
        assert_eq!(
            faults,
            ["src/policy/rights.rs (judgement) uses `signer`, which is above it (life)"],
            "{text}"
        );
    }
    let root = "src/policy.rs uses `Signer` by way of the root: name the module it is from";
    assert_eq!(check(&["policy"], "use crate::Signer;"), [root]);
    assert_eq!(check(&["policy"], "use super::Signer;"), [root]);
    assert_eq!(check(&["policy"], "use crate::*;").len(), 1);
    assert_eq!(check(&["novelty"], "").len(), 1);
}

#[test]
fn what_is_no_use_is_not_caught() {
    for text in [
        "// use crate::signer::Signer;",
        "/// See [`crate::signer`].",
        "/* use crate::signer /* nested */ crate::signer */",
        "const A: &str = \"use crate::signer; \\\" crate::signer\";",
        "const A: &str = r##\"use crate::signer; \"# crate::signer\"##;",
        "use super::signer;",
        "mod inside { use super::super::signer; }",
        "use signer::Signer;",
    ] {
        assert_eq!(names(2, text), [""; 0], "{text}");
    }
    assert_eq!(
        names(
            2,
            "use crate::{a, b::{c, signer}, d as signer, e::{f::{g}}, h};"
        ),
        ["a", "b", "d", "e", "h"]
    );
    assert_eq!(
        names(1, "mod inside { use super::a; } use super::b;"),
        ["b"]
    );
}
