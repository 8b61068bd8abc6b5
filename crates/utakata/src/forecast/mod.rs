//! Forecasts and opinions: scoring what was resolved, measuring disagreement over what was not.

mod disagreement;
mod score;

pub use disagreement::{Disagreement, StanceShare, Voice, disagreement};
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
    /// Nothing to score.
    #[error("there is nothing to score; give at least one forecast or stance")]
    Empty,
}
