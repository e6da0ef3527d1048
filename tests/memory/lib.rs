//! The tests of what is left in memory, apart from all others: they are run in every build mode.
