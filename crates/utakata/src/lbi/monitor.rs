//! Watching for the sum of increments to cross a constant boundary.

use serde::Serialize;

use super::{LEAST, weights};
use crate::sample::{self, SampleError};
use crate::tail::{normal_below, normal_quantile};

/// The weighted CUSUM after a training stretch, over a horizon fixed in advance (Breitung and Diegel 2025, section
/// 4.2: mCUSUM with `c̄ = 0`, wCUSUM with `c̄ > 0`).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LbiMonitor {
    /// Training observations, assumed without a bubble.
    pub training: usize,
    /// Observations after the training for which the false-alarm rate holds.
    pub horizon: usize,
    /// Weight parameter `c̄`.
    pub weight: f64,
    /// Chance of any false alarm over the whole horizon.
    pub false_alarm_rate: f64,
    /// The boundary: exceeded by a standard Brownian motion on [0, 1] with that chance.
    pub boundary: f64,
    /// One statistic per observation seen from observation `training` (from 0) on.
    pub path: Vec<f64>,
    /// First observation (from 0) whose statistic exceeds the boundary.
    pub alarm: Option<usize>,
    /// `2·(1 − Φ(max path))`, at most one: chance that the path of the whole horizon reaches this high under the
    /// null. Valid at any moment.
    pub p_value: f64,
}

/// Follows `S_t = Σ_{j ≤ t} w_j·Δy_j/(σ̃·√Σ w_j²)` after the first `training` observations, with `w_j = e^{c̄·j/n}` for
/// the `j`-th of the `n = horizon` observations to come and `σ̃²` the mean squared increment of the training.
///
/// `S` is a Brownian motion in transformed time, so the boundary `b` of `P(sup W > b) = 2·(1 − Φ(b)) = α` is 1.645,
/// 1.960, 2.241, 2.576, 2.807 at 10, 5, 2.5, 1, 0.5 % (the paper's simulated Table 1 has 1.64, 1.95, 2.24, 2.57,
/// 2.80). R `exuber` divides by the limit `√(n·∫e^{2c̄r}dr)` of `√Σ w_j²`; here the variance at the horizon is exactly
/// one.
///
/// # Errors
/// [`SampleError::TooShort`] with fewer than eleven training observations or none after them;
/// [`SampleError::Parameter`] for a bad rate or weight, or a horizon shorter than what was observed;
/// [`SampleError::NotFinite`], [`SampleError::Still`] for a training that does not move.
pub fn lbi_monitor(
    values: &[f64],
    training: usize,
    horizon: usize,
    weight: f64,
    false_alarm_rate: f64,
) -> Result<LbiMonitor, SampleError> {
    sample::check(values, training.max(LEAST + 1) + 1)?;
    if training <= LEAST {
        return Err(SampleError::TooShort { observations: training, needed: LEAST + 1 });
    }
    sample::check_level(false_alarm_rate)?;
    if horizon < values.len() - training {
        return Err(SampleError::Parameter {
            name: "the horizon",
            value: horizon as f64,
            expected: "at least the number of observations after the training",
        });
    }
    let weights = weights(horizon, weight)?;
    let trained = sample::differences(&values[..training]);
    let deviation = (sample::dot(&trained, &trained) / trained.len() as f64).sqrt();
    if deviation == 0.0 {
        return Err(SampleError::Still("the training stretch"));
    }
    let scale = deviation * sample::dot(&weights, &weights).sqrt();
    let boundary = -normal_quantile(0.5 * false_alarm_rate);
    let mut sum = 0.0;
    let path: Vec<f64> = values[training - 1..]
        .windows(2)
        .zip(&weights)
        .map(|(pair, w)| {
            sum += w * (pair[1] - pair[0]);
            sum / scale
        })
        .collect();
    let alarm = path.iter().position(|&s| s > boundary).map(|i| training + i);
    let highest = path.iter().copied().fold(0.0, f64::max);
    let p_value = (2.0 * normal_below(-highest)).min(1.0);
    Ok(LbiMonitor { training, horizon, weight, false_alarm_rate, boundary, path, alarm, p_value })
}
