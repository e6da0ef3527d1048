//! The tools beyond cargo that some tests need: where one is missing, the test says so and passes;
//! under `KEYLEASH_TEST_TOOLS=all`, which `.ci/run` sets once it has installed them, it fails.

use std::{env, ffi::OsStr, io::Write as _};

/// Whether these programs are there.
pub(crate) fn has(tools: &[&str]) -> bool {
    let missing: Vec<_> = tools
        .iter()
        .copied()
        .filter(|tool| !is_on_path(tool))
        .collect();
    has_else(missing.is_empty(), &missing.join(" and "))
}

/// Whether `there`; otherwise `what` is said to be missing.
pub(crate) fn has_else(there: bool, what: &str) -> bool {
    if there {
        return true;
    }
    let name = std::thread::current().name().unwrap_or("a test").to_owned();
    assert!(
        variable("KEYLEASH_TEST_TOOLS").is_none_or(|which| which != OsStr::new("all")),
        "`{name}` needs {what}, and KEYLEASH_TEST_TOOLS=all promises it"
    );
    // Not by a macro: what those print is kept back where a test passes.
    let said = writeln!(
        std::io::stderr(),
        "not run: `{name}` needs {what}, which is not here"
    );
    said.unwrap();
    false
}

fn is_on_path(tool: &str) -> bool {
    variable("PATH").is_some_and(|path| env::split_paths(&path).any(|at| at.join(tool).is_file()))
}

#[expect(clippy::disallowed_methods, reason = "neither is a secret")]
fn variable(name: &str) -> Option<std::ffi::OsString> {
    env::var_os(name)
}
