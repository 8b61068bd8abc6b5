//! When a bubble that is still running began: the date with the largest Chow-type statistic (Breitung and Diegel 2025,
//! Journal of Time Series Analysis 46(5)).

use serde::Serialize;

use crate::sample::{self, SampleError};

/// The origination of a bubble that runs to the end of the sample.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MaxChow {
    /// First explosive observation.
    pub origination: usize,
    /// `Σ_{t≥i} x_{t−1}·Δy_t/√(σ̂²·Σ_{t≥i} x²_{t−1})` at the origination `i`, `σ̂²` the mean squared change.
    pub statistic: f64,
}

/// The `i` with the largest `Σ_{t≥i} x_{t−1}·Δy_t/√(Σ_{t≥i} x²_{t−1})`, at least `shortest` observations before the end,
/// where `x` is the price measured from `origin`.
///
/// Meant for the sample cut off shortly after a detection: there is no later regime in the model, and a collapse at the
/// end ruins it. The paper measures the price from zero, `origin = 0`; a price level as such then gives later and earlier
/// changes about the same weight, and the answer depends on the unit's zero point. `origin = values[0]` gives an answer
/// that does not. `O(T)`.
///
/// # Errors
/// [`SampleError`] when a value is not finite, fewer than `shortest + 2` observations are given, nothing moves, or
/// `shortest` is 0.
pub fn max_chow(values: &[f64], origin: f64, shortest: usize) -> Result<MaxChow, SampleError> {
    if shortest == 0 || !origin.is_finite() {
        return Err(SampleError::Parameter {
            name: "the shortest bubble, or the origin,",
            value: if shortest == 0 { 0.0 } else { origin },
            expected: "at least 1, and a finite number",
        });
    }
    sample::check(values, shortest + 2)?;
    let n = values.len();
    let squares: f64 = values.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum();
    if squares == 0.0 {
        return Err(SampleError::Still("the series"));
    }
    let deviation = (squares / (n - 1) as f64).sqrt();
    let (mut product, mut level_square) = (0.0, 0.0);
    let mut best = MaxChow { origination: n - shortest, statistic: f64::NEG_INFINITY };
    for t in (1..n).rev() {
        let x = values[t - 1] - origin;
        product += x * (values[t] - values[t - 1]);
        level_square += x * x;
        let statistic = product / (deviation * level_square.sqrt());
        if n - t >= shortest && statistic > best.statistic {
            best = MaxChow { origination: t, statistic };
        }
    }
    if best.statistic.is_finite() {
        Ok(best)
    } else {
        Err(SampleError::Still("away from the origin, the series"))
    }
}
