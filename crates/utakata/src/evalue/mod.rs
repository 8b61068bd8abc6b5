//! E-values: bets against a null whose expected gain under the null is at most nothing.
//!
//! An e-value `e ≥ 0` has expectation at most one when the null is true, so `P(e ≥ 1/α) ≤ α` (Markov). An
//! [`EProcess`] keeps that promise at every look: `P(∃t: E_t ≥ 1/α) ≤ α` (Ville 1939). Means of e-values are
//! e-values whatever the dependence; products only for independent or sequentially conditional ones.

mod beta_binomial;
mod calibrate;
mod combine;
mod pooled;
mod process;

pub use beta_binomial::{rate_ratio_at_least, share_at_least, share_at_most};
pub use calibrate::{all_or_nothing, kappa, mixture, shafer, vovk_sellke_bound};
pub use combine::{EBenjaminiHochberg, PartialConjunction, e_bh, partial_conjunction, weighted_mean};
pub use pooled::{PooledP, PoolingRule, pool};
pub use process::EProcess;

use thiserror::Error;

/// Why numbers do not make an e-value.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum EvalueError {
    /// A p-value outside (0, 1].
    #[error("p-value {value} is outside (0, 1]; an exact or simulated p-value is never zero")]
    PValue {
        /// The value given.
        value: f64,
    },
    /// An e-value that is negative, infinite or not a number.
    #[error("e-value {value} (position {index}, counted from 0) must be finite and at least zero")]
    EValue {
        /// Position in the input.
        index: usize,
        /// The value given.
        value: f64,
    },
    /// Nothing to combine.
    #[error("there is nothing to combine; give at least one value")]
    Empty,
    /// Weights and values differ in number, or a weight is negative, or all are zero.
    #[error("give one weight, zero or more and not all zero, for each of the {values} values")]
    Weights {
        /// Number of values to be weighted.
        values: usize,
    },
    /// A level or share outside its open interval.
    #[error("{name} is {value} but must lie strictly between 0 and 1")]
    NotInsideUnitInterval {
        /// What the number is.
        name: &'static str,
        /// The value given.
        value: f64,
    },
    /// Asked for more streams than there are.
    #[error("asked whether at least {required} of {streams} streams turned; ask for 1 to {streams}")]
    Required {
        /// Streams required.
        required: usize,
        /// Streams given.
        streams: usize,
    },
    /// A count, exposure, ratio or dispersion outside its range.
    #[error("{name} is {value} but must be {expected}")]
    Count {
        /// What the number is.
        name: &'static str,
        /// The value given.
        value: f64,
        /// What is expected, in words.
        expected: &'static str,
    },
    /// The result exceeds the largest floating-point number.
    #[error("the e-value at position {index} exceeds the largest floating-point number")]
    Overflow {
        /// Position in the path or input.
        index: usize,
    },
}

/// The p-value itself when it lies in (0, 1].
fn checked_p(value: f64) -> Result<f64, EvalueError> {
    if value > 0.0 && value <= 1.0 { Ok(value) } else { Err(EvalueError::PValue { value }) }
}

/// The number itself when it lies strictly between 0 and 1.
fn inside_unit(name: &'static str, value: f64) -> Result<f64, EvalueError> {
    if value > 0.0 && value < 1.0 {
        Ok(value)
    } else {
        Err(EvalueError::NotInsideUnitInterval { name, value })
    }
}

/// Checks that there is at least one e-value and that all are finite and nonnegative.
fn checked_e_values(e_values: &[f64]) -> Result<(), EvalueError> {
    if e_values.is_empty() {
        return Err(EvalueError::Empty);
    }
    match e_values.iter().position(|e| !(e.is_finite() && *e >= 0.0)) {
        Some(index) => Err(EvalueError::EValue { index, value: e_values[index] }),
        None => Ok(()),
    }
}
