//! How an answer reaches its reader: in colour on a terminal that wants it, plain elsewhere; a reader
//! that goes is no failure, and a full disk is one.

use super::{program, ran};
use crate::scan::outputs::planted;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::{
    ffi::OsStr,
    fs::File,
    io::Read as _,
    os::unix::ffi::OsStrExt as _,
    process::{Command, Stdio},
};

/// What a terminal gets to see of a program, and the code that this ends with.
pub(super) fn on_a_terminal(mut program: Command) -> (String, i32) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let open = || {
        let path = OsStr::from_bytes(name.to_bytes());
        File::options().read(true).write(true).open(path).unwrap()
    };
    program.stdin(open()).stdout(open()).stderr(open());
    let mut child = program.spawn().unwrap();
    // Its own ends of the terminal have to go, or the last read would wait for them.
    drop(program);
    let mut seen = Vec::new();
    // Linux ends it with an error once nobody has the other side.
    let _ = File::from(master).read_to_end(&mut seen);
    let code = child.wait().unwrap().code().unwrap();
    (String::from_utf8(seen).unwrap(), code)
}

const ESCAPE: char = '\u{1b}';

#[test]
fn colour_is_for_terminals_that_want_it() {
    let (folder, _) = planted();
    let scan = |more: &[&str]| {
        let mut scan = program(&["scan"]);
        scan.args(more).current_dir(folder.path());
        scan
    };
    let (seen, code) = on_a_terminal(scan(&[]));
    assert_eq!(code, 1);
    assert!(
        seen.contains("\u{1b}[1m\u{1b}[31merror\u{1b}[0m: "),
        "{seen:?}"
    );
    let mut plain = vec![scan(&["--color", "never"])];
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let mut own = scan(&[]);
        own.env(name, value);
        plain.push(own);
    }
    for own in plain {
        let told = format!("{own:?}");
        let (seen, code) = on_a_terminal(own);
        assert_eq!(code, 1);
        assert!(
            !seen.contains(ESCAPE) && seen.contains(": error: "),
            "{told}: {seen:?}"
        );
    }
    // Off a terminal there is none, unless it is asked for.
    let told = |mut own: Command| String::from_utf8(own.output().unwrap().stdout).unwrap();
    assert!(!told(scan(&[])).contains(ESCAPE));
    assert!(told(scan(&["--color=always"])).contains(ESCAPE));
    let mut forced = scan(&[]);
    forced.env("CLICOLOR_FORCE", "1");
    assert!(told(forced).contains(ESCAPE));
}

#[test]
fn help_and_complaints_obey_the_same_rules() {
    for arguments in [
        &["--help"] as &[_],
        &["scan", "--help"],
        &["scan", "--wrong"],
    ] {
        let (seen, _) = on_a_terminal(program(arguments));
        assert!(seen.contains(ESCAPE), "{arguments:?}: {seen:?}");
        let mut own = program(arguments);
        own.env("NO_COLOR", "1");
        assert!(!on_a_terminal(own).0.contains(ESCAPE));
        let mut never = program(&["--color", "never"]);
        never.args(arguments);
        assert!(!on_a_terminal(never).0.contains(ESCAPE));
        let plain = ran(arguments);
        assert!(!plain.shown().contains(ESCAPE));
        let mut always = program(arguments);
        let always = always.arg("--color=always").output().unwrap();
        assert!([always.stdout, always.stderr].concat().contains(&0x1b));
    }
}

#[test]
fn a_reader_that_goes_is_no_failure() {
    let (folder, _) = planted();
    for (arguments, code) in [(&["scan"] as &[_], 1), (&["completions", "bash"], 0)] {
        let mut program = program(arguments);
        program.current_dir(folder.path()).stderr(Stdio::piped());
        let (reader, writer) = std::io::pipe().unwrap();
        let child = program.stdout(writer).spawn().unwrap();
        drop((reader, program));
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert_eq!(output.stderr, b"");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let (folder, _) = planted();
    for arguments in [
        &["scan"] as &[_],
        &["completions", "zsh"],
        &["--help"],
        &["--version"],
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut program = program(arguments);
        program.current_dir(folder.path()).stderr(Stdio::piped());
        let output = program.stdout(full).spawn().unwrap();
        let output = output.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            told,
            "keyleash: the output could not be written: see that the disk has room\n"
        );
    }
}
