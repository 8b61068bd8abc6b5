//! Increments as the growth statistics read them: raw, or in units of their own recent size and without their
//! short memory.

use serde::{Deserialize, Serialize};

use crate::sample::{self, SampleError};

/// Weight of yesterday's variance in today's, per observation (RiskMetrics 1996, daily data): a memory of about 16
/// observations.
const MEMORY: f64 = 0.94;

/// Training increments that only start the variance.
pub(super) const BURN: usize = 20;

/// The spot variance never falls below this share of the training's mean square, so that a price that stood still
/// for a while does not make its next move infinite.
const FLOOR: f64 = 1e-6;

/// Standardised increments are cut off here, as is usual for Gaussian data with outliers (Hampel's and Huber's 2.5):
/// a few large steps otherwise make up the whole size against which the sum of all is judged, and accelerating growth
/// hides behind its own last steps.
const CUT: f64 = 2.5;

/// From values to increments. Everything estimated is estimated on the training and frozen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Increments {
    last: f64,
    /// One over the root mean square increment of the training.
    scale: f64,
    standardised: Option<Standardised>,
}

/// `u_t = z_t − max(a, 0) − φ·z_{t−1}` with `z_t = Δy_t/σ̂_t` cut off at ±2.5,
/// `σ̂²_t = λ·σ̂²_{t−1} + (1 − λ)·Δy²_{t−1}`. A rise found in the training is taken out; a fall is not, as what stops
/// falling does not grow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Standardised {
    variance: f64,
    intercept: f64,
    slope: f64,
    before: f64,
}

impl Increments {
    /// Increments divided by their training root mean square.
    pub(super) fn raw(training: &[f64]) -> Result<Self, SampleError> {
        let increments = sample::differences(training);
        let largest = increments.iter().fold(0.0_f64, |m, d| m.max(d.abs()));
        if largest == 0.0 {
            return Err(SampleError::Still("the training sample"));
        }
        // Scaled by the largest, so that no square over- or underflows.
        let squares: f64 = increments.iter().map(|d| (d / largest).powi(2)).sum();
        let scale = 1.0 / (largest * (squares / increments.len() as f64).sqrt());
        Ok(Self { last: training[0], scale, standardised: None })
    }

    /// Standardised increments; the variance starts at the mean square of the first [`BURN`].
    pub(super) fn standardised(training: &[f64]) -> Result<Self, SampleError> {
        let mut increments = Self::raw(training)?;
        let first = training.windows(2).take(BURN).map(|w| ((w[1] - w[0]) * increments.scale).powi(2));
        let variance = first.sum::<f64>() / BURN as f64;
        let start = Standardised { variance, intercept: 0.0, slope: 0.0, before: 0.0 };
        increments.standardised = Some(start.clone());
        let mut sized = increments.clone();
        let z: Vec<f64> = training[1..].iter().map(|&y| sized.next(y)).collect();
        let (intercept, slope) = autoregression(&z[BURN..]);
        increments.standardised = Some(Standardised { intercept: intercept.max(0.0), slope, ..start });
        Ok(increments)
    }

    /// Raw increments and what follows them are multiplied by this.
    pub(super) fn scale(&self) -> f64 {
        self.scale
    }

    /// The increment that `value` adds.
    pub(super) fn next(&mut self, value: f64) -> f64 {
        let increment = (value - self.last) * self.scale;
        self.last = value;
        let Some(s) = &mut self.standardised else { return increment };
        let sized = (increment / s.variance.max(FLOOR).sqrt()).clamp(-CUT, CUT);
        s.variance = MEMORY * s.variance + (1.0 - MEMORY) * increment * increment;
        let left = sized - s.intercept - s.slope * s.before;
        s.before = sized;
        left
    }
}

/// Least squares of `z_t` on a constant and `z_{t−1}`.
fn autoregression(z: &[f64]) -> (f64, f64) {
    let n = (z.len() - 1) as f64;
    let (x, y) = (&z[..z.len() - 1], &z[1..]);
    let (mx, my) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    let sxy: f64 = x.iter().zip(y).map(|(x, y)| (x - mx) * (y - my)).sum();
    let sxx: f64 = x.iter().map(|x| (x - mx).powi(2)).sum();
    let slope = if sxx > 0.0 { (sxy / sxx).clamp(-0.9, 0.9) } else { 0.0 };
    (my - slope * mx, slope)
}
