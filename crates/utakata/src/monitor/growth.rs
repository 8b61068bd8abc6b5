//! Growth over the last `k` increments against their own size: the statistics of Astill, Harvey, Leybourne and
//! Taylor (2017, Econometric Reviews 36) and Astill, Harvey, Leybourne, Sollis and Taylor (2018, Journal of Time
//! Series Analysis 39).

use serde::{Deserialize, Serialize};

use super::increments::Increments;
use super::ring::Ring;
use crate::sample::SampleError;

/// `A_{e,k} = Σ j·u_j/√Σ (j·u_j)²` over the last `k` increments, `j = 1 … k` from the oldest to the newest (Astill et
/// al. 2018), for several `k` at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Growth {
    windows: Vec<usize>,
    increments: Increments,
    ring: Ring,
}

impl Growth {
    /// Has seen the training; the first windows reach back into it.
    pub(super) fn new(training: &[f64], windows: &[usize], standardised: bool) -> Result<Self, SampleError> {
        let increments =
            if standardised { Increments::standardised(training)? } else { Increments::raw(training)? };
        let longest = windows.iter().copied().max().unwrap_or(1);
        let mut growth = Self { windows: windows.to_vec(), increments, ring: Ring::new(longest) };
        for &value in &training[1..] {
            growth.push(value);
        }
        Ok(growth)
    }

    /// As [`Growth::new`] with one window, and the statistics of all training windows. What follows reads only
    /// increments after the training, as the published rule does.
    pub(super) fn with_training_statistics(
        training: &[f64],
        window: usize,
        standardised: bool,
    ) -> Result<(Self, Vec<f64>), SampleError> {
        let mut growth = Self::new(training, &[window], standardised)?;
        let increments =
            if standardised { Increments::standardised(training)? } else { Increments::raw(training)? };
        let mut again = Self { increments, ring: Ring::new(window), windows: vec![window] };
        let mut statistics = Vec::with_capacity(training.len());
        let mut statistic = [0.0];
        for &value in &training[1..] {
            again.observe(value, &mut statistic);
            if statistic[0] > f64::NEG_INFINITY {
                statistics.push(statistic[0]);
            }
        }
        growth.ring.clear();
        Ok((growth, statistics))
    }

    fn push(&mut self, value: f64) {
        let increment = self.increments.next(value);
        self.ring.push(increment);
    }

    pub(super) fn windows(&self) -> &[usize] {
        &self.windows
    }

    pub(super) fn observe(&mut self, value: f64, statistics: &mut [f64]) {
        self.push(value);
        for (statistic, &window) in statistics.iter_mut().zip(&self.windows) {
            *statistic = self.ring.last(window, 0).map_or(f64::NEG_INFINITY, trending);
        }
    }
}

/// `Σ j·u_j/√Σ (j·u_j)²`; −∞ where nothing moves.
fn trending(increments: &[f64]) -> f64 {
    // Two accumulators a side let the additions overlap.
    let (mut sums, mut squares) = ([0.0; 2], [0.0; 2]);
    let mut weight = 1.0;
    let pairs = increments.chunks_exact(2);
    let odd = pairs.remainder().first().map(|u| increments.len() as f64 * u);
    for pair in pairs {
        let (a, b) = (weight * pair[0], (weight + 1.0) * pair[1]);
        sums[0] += a;
        sums[1] += b;
        squares[0] += a * a;
        squares[1] += b * b;
        weight += 2.0;
    }
    let odd = odd.unwrap_or(0.0);
    let square = squares[0] + squares[1] + odd * odd;
    if square > 0.0 { (sums[0] + sums[1] + odd) / square.sqrt() } else { f64::NEG_INFINITY }
}

/// How many of the last observations in a row had `A_{e,k}` above a threshold (Astill et al. 2018, section 3.2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Exceedances {
    growth: Growth,
    threshold: f64,
    run: usize,
}

impl Exceedances {
    /// With the longest run of the training; the threshold is the `quantile` of its statistics.
    pub(super) fn new(training: &[f64], window: usize, quantile: f64) -> Result<(Self, f64), SampleError> {
        let (growth, statistics) = Growth::with_training_statistics(training, window, false)?;
        let mut sorted = statistics.clone();
        sorted.sort_by(f64::total_cmp);
        let threshold =
            crate::null::quantile(&sorted, quantile).ok_or(SampleError::Still("the training sample"))?;
        let (mut run, mut longest) = (0_usize, 0_usize);
        for statistic in statistics {
            run = if statistic > threshold { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        Ok((Self { growth, threshold, run: 0 }, longest as f64))
    }

    pub(super) fn window(&self) -> usize {
        self.growth.windows[0] + self.run.saturating_sub(1)
    }

    pub(super) fn observe(&mut self, value: f64, statistics: &mut [f64]) {
        self.growth.observe(value, statistics);
        self.run = if statistics[0] > self.threshold { self.run + 1 } else { 0 };
        statistics[0] = self.run as f64;
    }
}
