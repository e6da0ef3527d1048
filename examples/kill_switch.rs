//! Looks at, trips and resets the kill switch of the bots on this host, by its directory:
//!
//! ```sh
//! cargo run --example kill_switch status /var/lib/bot/switch
//! cargo run --example kill_switch trip /var/lib/bot/switch alice "orders that nobody placed"
//! cargo run --example kill_switch reset /var/lib/bot/switch alice "a false alarm"
//! ```
//!
//! It runs as the user of the bots. `status` ends with 0 where the switch is armed, and with 1
//! otherwise.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use keyleash::{KillSwitch, SwitchStanding, TrippedBy};
use std::{error::Error, process::ExitCode};

const USAGE: &str = "usage: kill_switch status DIR | trip DIR WHO WHY | reset DIR WHO WHY";

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = std::env::args_os().skip(1);
    let arguments: Vec<_> = arguments
        .map(|argument| argument.into_string().map_err(|_| USAGE))
        .collect::<Result<_, _>>()?;
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match *arguments {
        ["status", directory] => {
            let switch = KillSwitch::at(directory)?;
            println!("{}", switch.standing());
            for reset in switch.resets() {
                println!("{reset}");
            }
            if switch.standing() != SwitchStanding::Armed {
                return Ok(ExitCode::FAILURE);
            }
        }
        ["trip", directory, who, why] => {
            KillSwitch::at(directory)?.trip(TrippedBy::owner(who), why)?;
            println!("tripped");
        }
        ["reset", directory, who, why] => {
            let switch = KillSwitch::at(directory)?;
            let reset = switch.reset(who, why)?;
            println!("{reset}");
            for trip in &reset.trips {
                println!("  - {trip}");
            }
            println!("{}", switch.standing());
        }
        _ => return Err(USAGE.into()),
    }
    Ok(ExitCode::SUCCESS)
}
