//! Keeps a trading bot's exchange API keys on a short leash.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod credential;
pub mod danger;
mod error;
mod inspection;
mod kill_switch;
pub mod permission;
mod policy;
mod report;
mod request;
mod scheme;
pub mod scope;
mod secret;
mod signer;
mod source;
mod time;
pub mod venue;

pub use credential::{AnyCredential, ApiCredential, LoadError, VerifyError};
pub use error::Error;
pub use inspection::{InspectError, Inspection, InspectionError, VenueRefusal};
pub use permission::PermissionSet;
pub use policy::{AnyPolicy, Code, Configured, Gap, Listed, Policy, Refused, Severity, Violation};
pub use report::{Allowlist, ClockOffset, Environment, Report, Stated};
pub use request::{Call, Endpoint, Malformed, Method, Request, SignedRequest};
pub use scheme::key::KeyError;
pub use scope::Scope;
pub use secret::{Fingerprint, RawCredential, Secret};
pub use signer::{AnySigner, SignError, Signer, Standing};
#[cfg(unix)]
pub use source::File;
pub use source::{Env, Source, SourceError, Wanted};
pub use time::Date;
pub use venue::{Cause, Venue};
