//! Sealed verdicts: a log that only grows, in which each record carries the hash of the one before it.
//!
//! `docs/sealing.md` says what such a chain proves and what it does not. Nothing here reads a file or a clock: the
//! text of the log and the time of sealing are given.

mod chain;
mod digest;
mod error;
mod verdict;

pub use chain::{Chain, GENESIS, Record};
pub use digest::{canonical, sha256};
pub use error::{BrokenBy, ChainError};
pub use verdict::{
    Probability, SealedBroadTurn, SealedDates, SealedEvent, SealedLens, SealedState, SealedStream,
    SealedVerdict, seal,
};

#[cfg(test)]
pub(crate) use verdict::tests;
