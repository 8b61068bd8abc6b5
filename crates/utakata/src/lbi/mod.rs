//! The locally best invariant test for a bubble whose start is known (Breitung and Diegel 2025, Journal of Time
//! Series Analysis 46(5)). Its sequential form is [`crate::monitor::Inflation::Weighted`].
//!
//! With the start given there is nothing to search for: the best direction is the sum of the increments, and no
//! simulated distribution is needed.

mod statement;

use serde::Serialize;

use crate::sample::{self, SampleError};
use crate::tail::normal_below;

/// The LBI statistic of the stretch after a known start.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lbi {
    /// Observation (from 0) after which the increments count: the last one before the possible bubble.
    pub start: usize,
    /// Weight parameter `c̄`; 0 for equal weights.
    pub weight: f64,
    /// Number of increments used.
    pub increments: usize,
    /// `Σ w_t·Δy_t/√(Σ w_t²·Δy_t²)`.
    pub statistic: f64,
    /// `P(N(0, 1) ≥ statistic)`.
    pub p_value: f64,
}

/// The LBI statistic of `values` from observation `start` (from 0) to the end:
/// `Σ w_t·Δy_t/√(Σ w_t²·Δy_t²)` over `t > start`, `w_t = e^{c̄·r_t}` with `r_t` rising to 1 in equal steps.
///
/// With `weight` `c̄ = 0` this is `(y_T − y_1)/(σ̃·√(T − 1))`, `σ̃² = mean(Δy²)` (Breitung and Diegel 2025, section 2);
/// `c̄ > 0` gives later increments, larger in a bubble, more weight (their equation 12, about 2 advised). The
/// denominator is self-normalised, so the limit N(0, 1) under the null holds when the variance of the increments
/// changes over time. Invariant to `a + b·y`, `b > 0`. A drift counts as a bubble: the null has none.
///
/// # Errors
/// [`SampleError::TooShort`] with fewer than ten increments after `start`, [`SampleError::NotFinite`],
/// [`SampleError::Parameter`] for a negative or infinite weight, [`SampleError::Still`].
pub fn lbi(values: &[f64], start: usize, weight: f64) -> Result<Lbi, SampleError> {
    sample::check(values, start + LEAST + 1)?;
    let weights = weights(values.len() - 1 - start, weight)?;
    let increments = sample::differences(&values[start..]);
    // Scaled by the largest, so that no square over- or underflows.
    let largest = increments.iter().fold(0.0_f64, |m, d| m.max(d.abs()));
    if largest == 0.0 {
        return Err(SampleError::Still("the series after the start"));
    }
    let weighted: Vec<f64> = increments.iter().zip(&weights).map(|(d, w)| w * (d / largest)).collect();
    let statistic = weighted.iter().sum::<f64>() / sample::dot(&weighted, &weighted).sqrt();
    let p_value = normal_below(-statistic);
    Ok(Lbi { start, weight, increments: increments.len(), statistic, p_value })
}

/// Fewest increments with a usable normal approximation.
const LEAST: usize = 10;

/// `e^{c̄·j/n}` for `j = 1 … n`, divided by the last.
fn weights(n: usize, weight: f64) -> Result<Vec<f64>, SampleError> {
    if !(0.0..=100.0).contains(&weight) {
        return Err(SampleError::Parameter {
            name: "the weight parameter",
            value: weight,
            expected: "between 0 (equal weights) and 100; about 2 is advised",
        });
    }
    Ok((1..=n).map(|j| (weight * (j as f64 / n as f64 - 1.0)).exp()).collect())
}
