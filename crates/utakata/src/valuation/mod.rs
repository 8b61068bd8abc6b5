//! Prices against what they are prices of: ratios, the growth a price implies, predictability by fundamentals (IVX), and
//! whether the part of a price that fundamentals do not explain is explosive.

mod implied_growth;
mod ivx;
mod ivx_statement;
mod non_fundamental;
mod ratio;
mod value_statement;

pub use implied_growth::{Discounting, implied_growth};
pub use ivx::{Ivx, Predictor, ivx};
pub use ivx_statement::ivx_statement;
pub use non_fundamental::{NonFundamental, non_fundamental};
pub use ratio::{Range, price_ratio, share_at_or_below};
pub use value_statement::value_statement;

use thiserror::Error;

/// Observations below which a regression on fundamentals is refused: its tests rest on long samples.
pub const LEAST_OBSERVATIONS: usize = 30;

/// Why a valuation cannot be made. Indices count observations from 0.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ValuationError {
    /// A number outside its range.
    #[error("{name} is {value}, but must be {expected}")]
    Parameter {
        /// Which.
        name: &'static str,
        /// The value given.
        value: f64,
        /// The range in words.
        expected: &'static str,
    },
    /// A value is NaN or infinite.
    #[error(
        "value {value} of `{column}` at observation {index} is not a finite number; remove that date first"
    )]
    NotFinite {
        /// Name of the column.
        column: String,
        /// Position.
        index: usize,
        /// The value.
        value: f64,
    },
    /// Columns of different lengths.
    #[error("`{column}` has {given} observations, the response {expected}; give the same dates of all")]
    LengthMismatch {
        /// Name of the column.
        column: String,
        /// Its observations.
        given: usize,
        /// Those of the response.
        expected: usize,
    },
    /// No predictor.
    #[error("there is no predictor; name at least one")]
    NoPredictor,
    /// Too few observations.
    #[error(
        "{observations} observations are too few for a regression on fundamentals over {horizon} periods, which needs \
         {needed}; print the ratio and the growth it implies instead"
    )]
    TooShort {
        /// Observations given.
        observations: usize,
        /// Periods ahead.
        horizon: usize,
        /// Observations needed.
        needed: usize,
    },
    /// Predictors that do not vary, or that add up.
    #[error("the predictors {columns} are constant, or one is a combination of the others; leave it out")]
    Collinear {
        /// Their names.
        columns: String,
    },
    /// The response is explained to the last digit, so that there is no error to measure by.
    #[error("the predictors explain the response exactly; there is no error left to test by")]
    Exact,
}
