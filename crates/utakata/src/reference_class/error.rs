//! Why the reference class cannot answer.

use thiserror::Error;

use crate::{evalue::EvalueError, forecast::ForecastError, proportion::ProportionError};

/// Why the reference class cannot answer. Booms and values are counted from 0.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ReferenceClassError {
    /// Columns that describe the same booms differ in length.
    #[error("{given} {what} for {needed} booms; give one per boom")]
    Lengths {
        /// What was given.
        what: &'static str,
        /// How many were given.
        given: usize,
        /// Number of booms.
        needed: usize,
    },
    /// A library in which every boom, or none, burst.
    #[error("{bursting} of {booms} booms burst; a reference class needs both kinds")]
    OneSided {
        /// Booms in the library.
        booms: usize,
        /// Those that burst.
        bursting: usize,
    },
    /// A value is NaN or infinite.
    #[error(
        "the {what} of boom {index} is {value}, not a finite number; leave the boom out or fill the value"
    )]
    NotFinite {
        /// What the value is.
        what: &'static str,
        /// Position of the boom.
        index: usize,
        /// The value.
        value: f64,
    },
    /// Nothing to compare with.
    #[error("there is no boom to compare with; give a library")]
    Empty,
    /// Leaving an era out left too little to learn from.
    #[error(
        "only {left} booms lie more than {gap} years from {era}, and {needed} are needed; widen the library or narrow \
         the gap"
    )]
    Isolated {
        /// The era left out.
        era: i32,
        /// Years left out on either side.
        gap: u32,
        /// Booms that remain.
        left: usize,
        /// Booms needed.
        needed: usize,
    },
    /// A path of the run-up that is too short or has no middle.
    #[error("the run-up of boom {index} has {points} points; give an odd number, at least 5")]
    Path {
        /// Position of the boom.
        index: usize,
        /// Points given.
        points: usize,
    },
    /// A run-up, or a half of it, that never changes.
    #[error("the run-up of boom {index} does not move, so it has no scale")]
    Still {
        /// Position of the boom.
        index: usize,
    },
    /// A parameter outside its range.
    #[error("{name} is {value}, but must be {expected}")]
    Parameter {
        /// Which parameter.
        name: &'static str,
        /// The value given.
        value: f64,
        /// The range in words.
        expected: &'static str,
    },
    /// A share without an interval.
    #[error(transparent)]
    Proportion(#[from] ProportionError),
    /// A bet that cannot be made.
    #[error(transparent)]
    Evalue(#[from] EvalueError),
    /// A forecast that cannot be scored.
    #[error(transparent)]
    Forecast(#[from] ForecastError),
}

/// Refuses columns of different lengths.
pub(super) fn same_length(
    what: &'static str,
    given: usize,
    needed: usize,
) -> Result<(), ReferenceClassError> {
    if given == needed { Ok(()) } else { Err(ReferenceClassError::Lengths { what, given, needed }) }
}

/// Refuses values that are NaN or infinite.
pub(super) fn finite(what: &'static str, values: &[f64]) -> Result<(), ReferenceClassError> {
    match values.iter().position(|v| !v.is_finite()) {
        Some(index) => Err(ReferenceClassError::NotFinite { what, index, value: values[index] }),
        None => Ok(()),
    }
}

/// A probability strictly between 0 and 1.
pub(super) fn open_unit(name: &'static str, value: f64) -> Result<f64, ReferenceClassError> {
    if value > 0.0 && value < 1.0 {
        Ok(value)
    } else {
        Err(ReferenceClassError::Parameter { name, value, expected: "strictly between 0 and 1" })
    }
}
