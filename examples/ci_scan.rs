//! The scan of a repository in CI: its files, and all of its history, for keys that lie in the open.
//!
//! `cargo run --features scan --example ci_scan [FOLDER] > keys.sarif` writes what services for code
//! scanning show beside the lines, and ends with 1 where there is a key, with 2 where nobody could look.
//! The program `keyleash scan` does the same and more; this is for a pipeline that is a Rust program.

use keyleash::scan::{Error, Findings, Scan};
use std::{
    env,
    io::{self, Write},
    process::ExitCode,
};

fn main() -> io::Result<ExitCode> {
    let folder = env::args_os().nth(1).unwrap_or_else(|| ".".into());
    let looked = Scan::new(&folder).run().and_then(|files| {
        // A key that was taken out of a file is in every clone all the same.
        Ok(files.and(Scan::new(&folder).history().run()?))
    });
    match looked {
        Ok(findings) => told(&findings),
        Err(error) => untold(&error),
    }
}

fn told(findings: &Findings) -> io::Result<ExitCode> {
    // A match is never shown, only where it is: a log of CI is read by many.
    writeln!(io::stderr(), "{findings}")?;
    writeln!(io::stdout(), "{}", findings.to_sarif())?;
    Ok(match (findings.is_clean(), findings.is_complete()) {
        (false, _) => ExitCode::from(1),
        (true, false) => ExitCode::from(2),
        (true, true) => ExitCode::SUCCESS,
    })
}

fn untold(error: &Error) -> io::Result<ExitCode> {
    writeln!(io::stderr(), "{error}")?;
    Ok(ExitCode::from(2))
}
