//! Usage and adoption: has growth slowed, since when, and will the next period be negative?
//!
//! Growth is given as fractions per period in time order: `1.316` for +131.6 %, `−0.097` for −9.7 %. Everything here
//! is meant for a handful of points, and says what a handful of points cannot show.

mod break_test;
mod ceiling;
mod levels;
mod mann_kendall;
mod next_negative;
mod rank_process;
mod reference_class;
mod since_when;
mod slowdown;

pub use break_test::{BreakTest, break_test};
pub use ceiling::{Ceiling, CeilingOptions, Counting, Curve, Scale, ceiling, ceiling_statement};
pub use levels::{growth_of_levels, growth_per_day, index_of_growth, per_day_note, revised_note};
pub use mann_kendall::{LONGEST_EXACT, MannKendall, NullDistribution, mann_kendall};
pub use next_negative::{
    GrowthModel, ModelForecast, NextNegative, NextNegativeRange, Parameter, ProbabilityRange, Refusal,
    Unavailable, next_negative, next_negative_range, next_negative_statement,
};
pub use rank_process::{Ties, rank_process};
pub use reference_class::{ModelScore, ReferenceClass, ReferenceRow, ReferenceSummary};
pub use since_when::{Dating, DatingOutcome, Split, since_when};
pub use slowdown::slowdown_statement;

use jiff::civil::Date;
use thiserror::Error;

use crate::evalue::EvalueError;

/// Why a question about adoption cannot be answered. Indices count periods from 0.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum AdoptionError {
    /// Too few periods.
    #[error("{method} needs at least {needed} growth periods but has {given}")]
    TooShort {
        /// What was asked.
        method: &'static str,
        /// Periods needed.
        needed: usize,
        /// Periods given.
        given: usize,
    },
    /// Too many periods for an exact enumeration.
    #[error("{method} is exact for at most {most} periods but has {given}; use a method for long series")]
    TooLong {
        /// What was asked.
        method: &'static str,
        /// Periods at most.
        most: usize,
        /// Periods given.
        given: usize,
    },
    /// A figure is NaN or infinite.
    #[error("figure {value} in period {index} (counted from 0) is not a finite number")]
    NotFinite {
        /// The period.
        index: usize,
        /// The value given.
        value: f64,
    },
    /// Growth of −100 % or worse has no logarithm.
    #[error("growth {value} in period {index} is −100 % or less; give fractions above −1 (12.6 % is 0.126)")]
    TotalLoss {
        /// The period.
        index: usize,
        /// The value given.
        value: f64,
    },
    /// A level that is zero or negative.
    #[error("level {value} in period {index} (counted from 0) must be positive; give levels, not growth")]
    NotPositive {
        /// The period.
        index: usize,
        /// The value given.
        value: f64,
    },
    /// Too few levels for a curve.
    #[error(
        "a {curve} curve has {parameters} parameters: its ceiling needs at least {needed} levels, {given} are given"
    )]
    TooFewLevels {
        /// The curve.
        curve: &'static str,
        /// Its parameters.
        parameters: usize,
        /// Levels needed.
        needed: usize,
        /// Levels given.
        given: usize,
    },
    /// Time since launch that is not positive, or less than the period a flow is added in.
    #[error("the age {value} of the first figure must be positive, and at least 1 for a flow")]
    Age {
        /// The value given.
        value: f64,
    },
    /// Not one month per growth figure.
    #[error("{growth} growth figures have {months} months; give the month of each figure")]
    Months {
        /// Growth figures.
        growth: usize,
        /// Months.
        months: usize,
    },
    /// Months that do not follow each other.
    #[error("{after} does not lie in the month after {before}: growth per day needs months without a gap")]
    MonthGap {
        /// The month before the gap.
        before: Date,
        /// The month after it.
        after: Date,
    },
    /// An interval whose low end lies above its high end.
    #[error("the growth interval of period {index} runs from {low} down to {high}; swap its ends")]
    InvertedInterval {
        /// The period.
        index: usize,
        /// Low end given.
        low: f64,
        /// High end given.
        high: f64,
    },
    /// A level outside (0, 1).
    #[error("{name} is {value} but must lie strictly between 0 and 1")]
    Level {
        /// What the number is.
        name: &'static str,
        /// The value given.
        value: f64,
    },
    /// No model of the family has noise to judge by.
    #[error(
        "no model can be fitted: the growth figures lie exactly on every curve; check that they are raw data"
    )]
    NoModel,
    /// A reference class without rows.
    #[error("the reference class has no rows; give at least one past window with its outcome")]
    EmptyReferenceClass,
    /// A row of the reference class that does not fit its models.
    #[error(
        "row {row} of the reference class (counted from 0) needs {models} probabilities in [0, 1], one per model"
    )]
    ReferenceRow {
        /// The row.
        row: usize,
        /// Number of models.
        models: usize,
    },
    /// The base rate has no interval.
    #[error(transparent)]
    Proportion(#[from] crate::proportion::ProportionError),
    /// The e-process could not be formed.
    #[error(transparent)]
    Evalue(#[from] EvalueError),
}

/// Checks that all growth figures are finite.
fn finite(growth: &[f64]) -> Result<(), AdoptionError> {
    match growth.iter().position(|g| !g.is_finite()) {
        Some(index) => Err(AdoptionError::NotFinite { index, value: growth[index] }),
        None => Ok(()),
    }
}

/// `ln(1 + g)` for every period.
fn log_growth(growth: &[f64]) -> Result<Vec<f64>, AdoptionError> {
    finite(growth)?;
    match growth.iter().position(|g| *g <= -1.0) {
        Some(index) => Err(AdoptionError::TotalLoss { index, value: growth[index] }),
        None => Ok(growth.iter().map(|g| g.ln_1p()).collect()),
    }
}

/// Refuses fewer than `needed` periods.
fn at_least(method: &'static str, needed: usize, given: usize) -> Result<(), AdoptionError> {
    if given < needed { Err(AdoptionError::TooShort { method, needed, given }) } else { Ok(()) }
}

/// The level itself when it lies strictly between 0 and 1.
fn level(name: &'static str, value: f64) -> Result<f64, AdoptionError> {
    if value > 0.0 && value < 1.0 { Ok(value) } else { Err(AdoptionError::Level { name, value }) }
}
