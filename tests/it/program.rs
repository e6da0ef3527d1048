//! The program `keyleash`: the real one, as a process, with real files, pipes and terminals.

mod checking;
mod explaining;
mod handing_over;
mod incidents;
mod scanning;
mod usage;

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

/// The program with these arguments, in the environment that a user has who wants nothing special.
fn program(arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_keyleash"));
    program.args(arguments).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
        program.env_remove(name);
    }
    program.env("TERM", "xterm-256color");
    program
}

/// What the program did.
struct Ran {
    code: i32,
    out: String,
    error: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            error: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Both outputs, by their names.
    fn shown(&self) -> String {
        let (code, out, error) = (self.code, &self.out, &self.error);
        format!("=> {code}\n-- output\n{out}-- errors\n{error}")
    }
}

fn ran(arguments: &[&str]) -> Ran {
    Ran::of(program(arguments).output().unwrap())
}

fn ran_in(folder: &Path, arguments: &[&str]) -> Ran {
    Ran::of(program(arguments).current_dir(folder).output().unwrap())
}

/// A text as it was read and found good.
fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("program_{name}"), text);
    });
}
