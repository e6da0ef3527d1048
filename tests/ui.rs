//! The refusals of the compiler, and the words it finds for them: `tests/ui/`.
//!
//! The words are those of one compiler, so they are compared there only. That the refusals hold
//! on any compiler is for `tests/it/negatives.rs`. New texts: `TRYBUILD=overwrite cargo test
//! --test ui`, then read each: our own text has to come first.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

/// The compiler whose words stand in `tests/ui/*.stderr`.
const PINNED: &str = "rustc 1.95.";

#[test]
fn refused_by_the_compiler_in_our_words() {
    let version = version();
    if version.starts_with(PINNED) {
        trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
    } else {
        #[expect(clippy::print_stderr, reason = "who runs the tests should know")]
        {
            eprintln!(
                "not compared: the texts in tests/ui are those of {PINNED}x, this is {version}"
            );
        }
    }
}

fn version() -> String {
    // Cargo runs tests with the toolchain that built them on `PATH`.
    #[expect(clippy::disallowed_methods, reason = "no secret is read here")]
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
