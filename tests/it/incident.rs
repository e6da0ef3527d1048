//! The journal of evidence, and incidents.

mod journal;
mod killed;
mod report;
mod signed;
