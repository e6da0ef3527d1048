//! What the measurements share.

pub mod calls;
pub mod fleet;
pub mod floor;
pub mod growth;
pub mod pairs;
pub mod rotation;
pub mod rounds;
pub mod unguarded;
pub mod venues;
