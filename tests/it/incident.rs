//! The journal of evidence, and incidents.

#[cfg(target_os = "linux")]
mod full;
mod journal;
mod killed;
mod pipelines;
mod report;
mod signed;
mod story;
