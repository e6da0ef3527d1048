//! Made-up keys, recorded answers and stand-in exchanges, for the tests of a bot (feature `fixtures`).
//!
//! **Nothing here can reach a real host.** A stand-in listens on an address of this machine; what is
//! loaded here signs for it, or for a port on which nothing can listen; the [client](send) connects to
//! addresses of this machine and resolves no name; and a made-up [report] is refused for a credential
//! that goes anywhere else, as verifying refuses it, too.
//!
//! ```
//! use keyleash::{assert_refused, fixtures::{self, Exchange, Fault, Rights}};
//!
//! let exchange = Exchange::open("kucoin")?;
//! let key = exchange.issue(Rights::good());
//! let credential = exchange.credential(&key)?;
//! let policy = fixtures::policy(exchange.venue());
//! let report = credential.inspect(fixtures::send)?;
//! let signer = credential.verify(&policy, report)?;
//!
//! // The exchange does not answer as it should, and then somebody ticks a box.
//! exchange.misbehave(Fault::AllowlistShrunk);
//! assert_refused!(signer.inspect(fixtures::send), "address_not_listed");
//! exchange.behave();
//! exchange.misbehave(Fault::RightsChanged(Rights::withdrawing()));
//! assert_refused!(signer.renew(signer.inspect(fixtures::send)?), "KL-WITHDRAW");
//! // A refused renewal stops the signer.
//! assert_refused!(signer.inspect(fixtures::send), "stopped");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Exchange`] checks what a key signs by code of its own, and can be told to [misbehave](Fault).
//! - [`credential`], [`report`] and [`signer`] need no socket.
//! - [`assert_refused!`](crate::assert_refused) says what was there instead.
//!
//! A stand-in shows that a bot signs as the venue documents, and what the bot does when things go
//! wrong. It is not the venue: where the documentation is wrong, so is the stand-in.

mod client;
mod desk;
mod dialect;
mod error;
mod exchange;
mod fault;
mod issued;
mod json;
mod place;
mod placed;
mod ready;
mod recorded;
mod refused;
mod rights;
mod wire;

pub use client::{send, sender};
pub use error::FixtureError;
pub use exchange::Exchange;
pub use fault::Fault;
pub use issued::IssuedKey;
pub use placed::Placed;
pub use ready::{credential, credential_of, policy, report, report_at, signer, signer_of};
pub use refused::{Refusal, unexpected};
pub use rights::Rights;
