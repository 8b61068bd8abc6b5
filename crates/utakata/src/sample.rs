//! One series as the single-number tests read it, and the ways it can be unusable.

use thiserror::Error;

use crate::null::NullError;

/// Why a test of one sample cannot be made. Indices count observations from 0.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum SampleError {
    /// A value is NaN or infinite.
    #[error("value {value} at observation {index} is not a finite number; remove or fill it first")]
    NotFinite {
        /// Position of the value.
        index: usize,
        /// The value.
        value: f64,
    },
    /// Too few observations.
    #[error(
        "{observations} observations are too few; this test needs at least {needed}: give a longer series"
    )]
    TooShort {
        /// Observations given.
        observations: usize,
        /// Observations needed.
        needed: usize,
    },
    /// The series, or its changes, never vary.
    #[error("no variation in {0}, so there is no scale to measure it by")]
    Still(&'static str),
    /// Two series that must share their dates differ in length.
    #[error("the two series have {first} and {second} observations; give the same dates of both")]
    LengthMismatch {
        /// Observations of the first.
        first: usize,
        /// Observations of the second.
        second: usize,
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
    /// The null distribution cannot be simulated.
    #[error(transparent)]
    Null(#[from] NullError),
}

/// Refuses samples shorter than `needed` or with values that are not finite.
pub(crate) fn check(values: &[f64], needed: usize) -> Result<(), SampleError> {
    if let Some(index) = values.iter().position(|v| !v.is_finite()) {
        return Err(SampleError::NotFinite { index, value: values[index] });
    }
    if values.len() < needed {
        return Err(SampleError::TooShort { observations: values.len(), needed });
    }
    Ok(())
}

/// A probability strictly between 0 and 1.
pub(crate) fn check_level(level: f64) -> Result<f64, SampleError> {
    if level > 0.0 && level < 1.0 {
        Ok(level)
    } else {
        Err(SampleError::Parameter {
            name: "the level",
            value: level,
            expected: "strictly between 0 and 1; 95 % is 0.95",
        })
    }
}

/// First differences: `values[t + 1] − values[t]`.
pub(crate) fn differences(values: &[f64]) -> Vec<f64> {
    values.windows(2).map(|w| w[1] - w[0]).collect()
}

/// Sum of products.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
