//! What can be wrong with the input of an LPPLS fit.

use thiserror::Error;

/// Why a fit was refused.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum LpplsError {
    /// Times and values differ in number.
    #[error("{times} times and {values} values: give one time for each value")]
    Lengths {
        /// Times given.
        times: usize,
        /// Values given.
        values: usize,
    },
    /// Too few observations for seven parameters.
    #[error("{observations} observations: an LPPLS fit needs at least {needed}")]
    TooShort {
        /// Observations given.
        observations: usize,
        /// Observations needed.
        needed: usize,
    },
    /// A time or a logarithm of a price is not finite.
    #[error("observation {index} (from 0) is not a finite number: prices must be positive")]
    NotFinite {
        /// The observation.
        index: usize,
    },
    /// Times do not increase.
    #[error("the time of observation {index} (from 0) is not after the one before it")]
    Times {
        /// The observation.
        index: usize,
    },
    /// The prices do not vary.
    #[error("the {observations} prices of the window do not vary, so there is nothing to fit")]
    Constant {
        /// Observations of the window.
        observations: usize,
    },
    /// The basis is degenerate everywhere in the box.
    #[error(
        "the {observations} observations do not tell the parts of the model apart anywhere in the search box"
    )]
    Degenerate {
        /// Observations of the window.
        observations: usize,
    },
    /// A date on which not all windows are complete, or outside the series.
    #[error(
        "windows cannot end at observation {end} (from 0): the first possible is {first}, the series has {observations}"
    )]
    End {
        /// The date asked for.
        end: usize,
        /// The first possible.
        first: usize,
        /// Observations of the series.
        observations: usize,
    },
    /// A path of another length than the windows to be fitted.
    #[error(
        "{observations} observations are none of the lengths to be fitted, of which the longest is {longest}"
    )]
    Observations {
        /// Observations given.
        observations: usize,
        /// Observations of the longest window.
        longest: usize,
    },
    /// Something is wrong with one of many paths.
    #[error("path {path} (from 0): {reason}")]
    Path {
        /// The path.
        path: usize,
        /// What is wrong.
        reason: Box<LpplsError>,
    },
    /// The work was stopped.
    #[error(transparent)]
    Cancelled(crate::execution::Cancelled),
    /// A bound of the search box is impossible.
    #[error("the search box is impossible: {parameter} from {low} to {high}; {needed}")]
    SearchBox {
        /// The parameter.
        parameter: &'static str,
        /// Lower bound.
        low: f64,
        /// Upper bound.
        high: f64,
        /// What it must be.
        needed: &'static str,
    },
    /// A quantile is impossible.
    #[error("the quantile is {value}: it must be above 0 and below 1")]
    Quantile {
        /// The value given.
        value: f64,
    },
}
