//! What other crates do, beside what keyleash does.
//!
//! A case is one function with its arguments. Before it is timed, its answer is compared with a
//! published one, or, where it reads the clock itself, with that of a function that has passed: a
//! wrong answer ends the program.
//!
//! What is called a peer's here is its own public function, called as its documentation says. No
//! line of a peer is repeated.

pub mod bare;
pub mod case;
pub mod finished;
pub mod orders;
pub mod prehash;
pub mod requests;
pub mod rounds;
pub mod vectors;
pub mod venues;

use case::{Case, Wrong};

/// Every case, in the order of the tables.
pub fn cases() -> Result<Vec<Case>, Wrong> {
    let mut all = bare::cases()?;
    all.extend(prehash::cases()?);
    all.extend(requests::cases()?);
    Ok(all)
}
