//! Counts over exposures: has a rate fallen, and how do two rates compare?
//!
//! Counts are Poisson with mean rate × exposure; exposures share one unit (months, companies at risk). Given the sum
//! of two counts the first is binomial, which makes the ratio of rates exact (Przyborowski & Wilenski 1940,
//! Biometrika 31). Real counts vary more than chance and lists are incomplete, so every answer comes with a dial for
//! each, and with the setting at which the conclusion breaks.

mod completeness;
mod count;
mod dispersion;
mod e_test;
mod exchange;
mod negative_binomial;
mod ratio;
mod reporting_lag;
mod share_fall;
mod smallest_acceptance;
mod statement;
mod sub_count_statement;

pub use completeness::{
    BreakEvenCompleteness, CompletenessRow, Side, break_even_completeness, completeness_rows,
};
pub use count::Count;
pub use dispersion::{DispersionRow, break_even_dispersion, dispersion_row, dispersion_rows};
pub use e_test::e_test;
pub use exchange::{SubCountExchange, exchange_sub_counts};
pub use negative_binomial::{NegativeBinomialRatio, SubCounts, negative_binomial_ratio};
pub use ratio::{Inversion, RateRatio, rate_ratio};
pub use reporting_lag::{ChainLadder, Nowcast, chain_ladder};
pub use share_fall::share_not_fallen_statement;
pub use statement::{rate_not_fallen_statement, ratio_statement};
pub use sub_count_statement::{nowcast_statement, sub_counts_statement};

use thiserror::Error;

use crate::evalue::EvalueError;

/// Largest count accepted: whole numbers above it are no longer exact.
const LARGEST_COUNT: f64 = 9_007_199_254_740_992.0;

/// Why a question about rates cannot be answered.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum RateError {
    /// A count that is negative, fractional or not finite.
    #[error(
        "the {which} count is {value}; counts are whole numbers of zero or more (give rounded figures as bounds)"
    )]
    Count {
        /// `first` or `second`.
        which: &'static str,
        /// The value given.
        value: f64,
    },
    /// Bounds in the wrong order.
    #[error("the {which} count runs from {low} down to {high}; swap its bounds")]
    Inverted {
        /// `first` or `second`.
        which: &'static str,
        /// Lower bound given.
        low: f64,
        /// Upper bound given.
        high: f64,
    },
    /// An exposure that is not positive, or far from any ordinary size.
    #[error(
        "the {which} exposure is {value}; it must be positive (1e-100 to 1e100), in the same unit on both sides"
    )]
    Exposure {
        /// `first` or `second`.
        which: &'static str,
        /// The value given.
        value: f64,
    },
    /// A dispersion below one.
    #[error(
        "the dispersion is {value}; it is 1 for Poisson counts and larger when counts vary more than chance"
    )]
    Dispersion {
        /// The value given.
        value: f64,
    },
    /// A completeness outside (0, 1].
    #[error("the completeness is {value}; give the share of all cases that is listed, above 0 and at most 1")]
    Completeness {
        /// The value given.
        value: f64,
    },
    /// A level outside (0, 1).
    #[error("the level is {value} but must lie strictly between 0 and 1; 95 % is 0.95")]
    Level {
        /// The value given.
        value: f64,
    },
    /// A ratio of rates that is not positive.
    #[error("the hypothetical ratio of rates is {value}; it must be positive")]
    Ratio {
        /// The value given.
        value: f64,
    },
    /// The normal approximation needs events on both sides.
    #[error("the {which} count is zero, so its logarithm has no spread; use dispersion 1 (exact) instead")]
    ZeroCount {
        /// `first` or `second`.
        which: &'static str,
    },
    /// Neither side has an event.
    #[error("both counts are zero: they say nothing about a ratio of rates")]
    NoEvents,
    /// Sub-counts without their exposures, or too few.
    #[error(
        "the {which} side has {counts} sub-counts and {exposures} exposures; give at least two, and one exposure for each"
    )]
    SubCounts {
        /// `first` or `second`.
        which: &'static str,
        /// Sub-counts given.
        counts: usize,
        /// Exposures given.
        exposures: usize,
    },
    /// A row of a triangle that does not fit, or holds a bad count.
    #[error(
        "row {row} (counted from 0) of the triangle has {given} entries; give {needed} counts of zero or more, one for each \
         lag seen so far, for at least 3 periods"
    )]
    Triangle {
        /// Position of the row.
        row: usize,
        /// Entries (or periods) given.
        given: usize,
        /// Entries (or periods) needed.
        needed: usize,
    },
    /// A lag from which no growth can be seen.
    #[error("no period had a case by lag {lag}, so its growth from there is unknown; use longer periods")]
    NoGrowth {
        /// The lag.
        lag: usize,
    },
    /// The recent count has no upper bound.
    #[error("the recent count has no upper bound, so a fall cannot be tested; give an upper bound")]
    Unbounded,
    /// The e-value could not be formed.
    #[error(transparent)]
    Evalue(#[from] EvalueError),
}

fn checked_counts(counts: [u64; 2], exposures: [f64; 2]) -> Result<[f64; 2], RateError> {
    for (which, exposure) in ["first", "second"].into_iter().zip(exposures) {
        // Beyond these, rates and their variances leave the numbers.
        if !(1e-100..=1e100).contains(&exposure) {
            return Err(RateError::Exposure { which, value: exposure });
        }
    }
    for (which, count) in ["first", "second"].into_iter().zip(counts) {
        if count as f64 > LARGEST_COUNT {
            return Err(RateError::Count { which, value: count as f64 });
        }
    }
    Ok(counts.map(|count| count as f64))
}

fn checked_level(level: f64) -> Result<f64, RateError> {
    if level > 0.0 && level < 1.0 { Ok(level) } else { Err(RateError::Level { value: level }) }
}

fn checked_dispersion(value: f64) -> Result<f64, RateError> {
    if value.is_finite() && value >= 1.0 { Ok(value) } else { Err(RateError::Dispersion { value }) }
}
