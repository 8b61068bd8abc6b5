//! Forecasts and opinions: scoring what was resolved, measuring disagreement over what was not.

mod disagreement;
mod range;
mod reliability;
mod score;

pub use disagreement::{Disagreement, StanceShare, Voice, disagreement};
pub use range::{ScoreRange, brier_range, log_range, mean_range};
pub use reliability::{Reliability, ReliabilityBin, reliability};
pub use score::{brier, log_score, mean_brier};

use thiserror::Error;

/// Why forecasts or stances cannot be scored.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ForecastError {
    /// A probability outside [0, 1].
    #[error("probability {value} is outside [0, 1]; write 30 % as 0.3")]
    Probability {
        /// The value given.
        value: f64,
    },
    /// The log score of an outcome that was declared impossible is infinite.
    #[error(
        "the forecast gave probability zero to what happened: its log score is infinite; use the Brier score"
    )]
    DeclaredImpossible,
    /// An interval whose ends are in the wrong order.
    #[error("the interval runs from {low} to {high}; give its lower end first")]
    Reversed {
        /// Lower end given.
        low: f64,
        /// Upper end given.
        high: f64,
    },
    /// Bins that do not cover the probabilities.
    #[error("the edges of the bins must rise from 0 to 1")]
    Edges,
    /// A confidence level outside (0, 1).
    #[error("the level is {value} but must lie strictly between 0 and 1; 95 % is 0.95")]
    Level {
        /// The value given.
        value: f64,
    },
    /// Nothing to score.
    #[error("there is nothing to score; give at least one forecast or stance")]
    Empty,
}
