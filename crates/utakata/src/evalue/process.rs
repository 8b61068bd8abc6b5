//! The capital of a bettor against a null, observed over time.

use serde::Serialize;

use super::{EvalueError, checked_e_values, inside_unit};

/// An e-process as the running product of sequentially conditional e-values.
///
/// If each factor has expectation at most one given the factors before it, `P(∃t: E_t ≥ 1/α) ≤ α` (Ville 1939).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EProcess {
    /// Capital after each observation, starting from one unit before the first.
    pub path: Vec<f64>,
}

impl EProcess {
    /// Multiplies the factors up.
    ///
    /// # Errors
    /// [`EvalueError`] for an empty input, a negative or infinite factor, or a product that overflows.
    pub fn from_factors(factors: &[f64]) -> Result<Self, EvalueError> {
        checked_e_values(factors)?;
        let mut capital = 1.0;
        let path: Vec<f64> = factors
            .iter()
            .map(|factor| {
                capital *= factor;
                capital
            })
            .collect();
        match path.iter().position(|e: &f64| !e.is_finite()) {
            Some(index) => Err(EvalueError::Overflow { index }),
            None => Ok(Self { path }),
        }
    }

    /// Capital after the last observation: the e-value of today.
    pub fn last(&self) -> f64 {
        self.path.last().copied().unwrap_or(1.0)
    }

    /// Highest capital so far. Comparable with `1/α` by Ville's inequality, but not itself an e-value.
    pub fn supremum(&self) -> f64 {
        self.path.iter().copied().fold(1.0, f64::max)
    }

    /// Index (from 0) of the first observation at which the capital reached `1/alpha`; once crossed, the
    /// rejection at level `alpha` stands.
    ///
    /// # Errors
    /// [`EvalueError::NotInsideUnitInterval`] for `alpha`.
    pub fn first_crossing(&self, alpha: f64) -> Result<Option<usize>, EvalueError> {
        let threshold = inside_unit("alpha", alpha)?.recip();
        Ok(self.path.iter().position(|&e| e >= threshold))
    }
}
