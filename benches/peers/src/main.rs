//! Times peers and keyleash in turn: a line of JSON a case on standard output, tables on standard
//! error.
//!
//! ```sh
//! cargo build --release --locked && target/release/keyleash-peers [--quick]
//! ```

use keyleash_peers::{
    case::{Case, Table},
    cases, rounds,
};
use std::{
    env, fs,
    process::{Command, ExitCode},
};

fn main() -> ExitCode {
    match timed() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn timed() -> Result<(), String> {
    let rounds = match env::args().nth(1).as_deref() {
        None => 501,
        Some("--quick") => 51,
        Some(other) => return Err(format!("not known: {other}; there is --quick alone")),
    };
    let counts = counted()?;
    let mut cases = cases().map_err(|wrong| wrong.to_string())?;
    if counts.len() != cases.len() {
        return Err("the two programs are not of one build".to_owned());
    }
    let times = rounds::run(&mut cases, rounds);
    let mut lines = Vec::new();
    for ((case, ns), allocations) in cases.iter().zip(times).zip(counts) {
        let mut line = case.line();
        line["ns"] = ((ns * 10.0).round() / 10.0).into();
        line["allocations"] = allocations.into();
        println!("{line}");
        lines.push((case, ns, allocations));
    }
    for table in Table::ALL {
        show(table, &lines);
    }
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    eprintln!("\nmedians of {rounds} rounds in turn; load {}", load.trim());
    Ok(())
}

/// The allocations of each case, by the program beside this one.
fn counted() -> Result<Vec<f64>, String> {
    let program = env::current_exe().map_err(|error| error.to_string())?;
    let program = program.with_file_name("allocations");
    let output = Command::new(&program).output().map_err(|error| {
        let name = program.display();
        format!("{name}: {error}; build both programs: cargo build --release --locked")
    })?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines()
        .map(|line| line.parse().map_err(|_| format!("not a number: {line}")))
        .collect()
}

fn show(table: Table, lines: &[(&Case, f64, f64)]) {
    eprintln!("\n{}", table.name());
    let mut venue = "";
    let mut own = 0.0;
    for (case, ns, allocations) in lines.iter().filter(|(case, ..)| case.table == table) {
        if case.venue != venue {
            // keyleash is the first of each venue.
            (venue, own) = (case.venue, *ns);
        }
        let (who, how, bytes) = (&case.who, case.how, case.bytes);
        let times = ns / own;
        eprintln!(
            "{venue:8} {who:28} {ns:8.0} ns {times:6.2} x {allocations:6.1} allocations  {bytes} B  {how}"
        );
    }
}
