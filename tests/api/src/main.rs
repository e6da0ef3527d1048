//! Compares the public API, as rustdoc's JSON has it, with the list that is checked in: whoever
//! changes it sees the change in a diff, and so does whoever reviews it.
//!
//! `tests/api/run` runs it, and `KEYLEASH_WRITE_API=1 tests/api/run` writes the list anew.
//!
//! Left out is what follows from the rest: blanket and derived implementations, and those of `Send`
//! and the like, which `tests/it/negatives.rs` watches where they matter.

use std::{collections::BTreeSet, error::Error, fs, process::ExitCode};

#[expect(
    clippy::disallowed_methods,
    reason = "arguments and a switch, and no secret"
)]
fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(json), Some(list)) = (arguments.next(), arguments.next()) else {
        return Err("usage: keyleash-api JSON LIST".into());
    };
    let api = public_api::Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .sorted(true)
        .build()?;
    let mut text = String::new();
    for item in api.items() {
        text += &shortened(&item.to_string());
        text.push('\n');
    }
    if std::env::var_os("KEYLEASH_WRITE_API").is_some() {
        fs::write(&list, &text)?;
    }
    let before = fs::read_to_string(&list)?;
    let (is, was): (BTreeSet<_>, BTreeSet<_>) = (text.lines().collect(), before.lines().collect());
    was.difference(&is).for_each(|gone| println!("- {gone}"));
    is.difference(&was).for_each(|new| println!("+ {new}"));
    if text != before {
        println!(
            "the public API is not what {list} says: if that is meant, write it anew with KEYLEASH_WRITE_API=1"
        );
        return Ok(ExitCode::FAILURE);
    }
    println!("{} items, as in {list}", text.lines().count());
    Ok(ExitCode::SUCCESS)
}

/// Two thirds of the API are endpoints, one constant each: their venue stands in their path.
fn shortened(item: &str) -> String {
    let endpoint = |item: &str| {
        let (constant, rest) = item.split_once(": keyleash::Endpoint<keyleash::venue::")?;
        let (_, permission) = rest.split_once(", keyleash::permission::")?;
        Some(format!("{constant}: Endpoint<{permission}"))
    };
    endpoint(item).unwrap_or_else(|| item.to_owned())
}
