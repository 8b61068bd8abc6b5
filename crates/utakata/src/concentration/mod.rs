//! Concentration of shares: how few hold how much.
//!
//! Shares are fractions that sum to one. Say what they are shares of (visits, tokens, revenue): the answer changes.

mod bootstrap;
mod measures;
mod shares;
mod statement;

pub use bootstrap::{ConcentrationIntervals, Resampling, TopInterval, concentration_intervals, hhi_interval};
pub use measures::{Concentration, concentration, hhi, hhi_unbiased, top_share};
pub use shares::Shares;
pub use statement::concentration_statement;

use thiserror::Error;

use crate::execution::Cancelled;

/// Why shares cannot be judged. Indices count shares from 0.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ConcentrationError {
    /// No shares.
    #[error("there are no shares; give at least one")]
    Empty,
    /// A share that is negative or not finite.
    #[error("share {index} (counted from 0) is {value}; shares are zero or more")]
    Share {
        /// Position of the share.
        index: usize,
        /// The value given.
        value: f64,
    },
    /// Shares that do not sum to the whole.
    #[error(
        "the shares sum to {sum}, not to {whole}; add the missing part as a share of its own, or give amounts"
    )]
    Sum {
        /// Their sum.
        sum: f64,
        /// What they should sum to.
        whole: f64,
    },
    /// Too few sampled users.
    #[error("{given} sampled users are too few; give at least 2")]
    Sample {
        /// Users given.
        given: usize,
    },
    /// Too few replications for the level.
    #[error("{given} replications are too few for an interval; give at least 100")]
    Replications {
        /// Replications given.
        given: usize,
    },
    /// The share of none.
    #[error("the share of the largest 0 is asked for; count at least the largest one")]
    Largest,
    /// A level outside (0, 1).
    #[error("the level is {value} but must lie strictly between 0 and 1; 95 % is 0.95")]
    Level {
        /// The value given.
        value: f64,
    },
    /// The observer stopped the work.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}
