//! Counts what each case allocates, and prints one number a line.
//!
//! A program of its own, since counting takes an allocator that is slower than the system's, which
//! would be held against whoever allocates.

use keyleash_peers::cases;
use std::process::ExitCode;

/// The mean of so many calls.
const CALLS: u32 = 16;

fn main() -> ExitCode {
    let mut cases = match cases() {
        Ok(cases) => cases,
        Err(wrong) => {
            eprintln!("{wrong}");
            return ExitCode::FAILURE;
        }
    };
    for case in &mut cases {
        // Buffers grow to size, and what is made once is made.
        for _ in 0..CALLS {
            (case.run)();
        }
        let counted = allocation_counter::measure(|| {
            for _ in 0..CALLS {
                (case.run)();
            }
        });
        println!("{}", counted.count_total as f64 / f64::from(CALLS));
    }
    ExitCode::SUCCESS
}
