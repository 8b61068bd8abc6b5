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
    trends: Vec<Trend>,
}

impl Growth {
    /// Has seen the training; the first windows reach back into it.
    pub(super) fn new(training: &[f64], windows: &[usize], standardised: bool) -> Result<Self, SampleError> {
        let increments =
            if standardised { Increments::standardised(training)? } else { Increments::raw(training)? };
        let longest = windows.iter().copied().max().unwrap_or(1);
        // One more than the longest window: the increment that leaves it is needed.
        let ring = Ring::new(longest + 1);
        let trends = vec![Trend::default(); windows.len()];
        let mut growth = Self { windows: windows.to_vec(), increments, ring, trends };
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
        let (ring, trends) = (Ring::new(window + 1), vec![Trend::default()]);
        let mut again = Self { increments, ring, windows: vec![window], trends };
        let mut statistics = Vec::with_capacity(training.len());
        let mut statistic = [0.0];
        for &value in &training[1..] {
            again.observe(value, &mut statistic);
            if statistic[0] > f64::NEG_INFINITY {
                statistics.push(statistic[0]);
            }
        }
        growth.ring.clear();
        growth.trends.fill(Trend::default());
        Ok((growth, statistics))
    }

    fn push(&mut self, value: f64) {
        let increment = self.increments.next(value);
        self.ring.push(increment);
        for (trend, &window) in self.trends.iter_mut().zip(&self.windows) {
            trend.push(&self.ring, window);
        }
    }

    pub(super) fn windows(&self) -> &[usize] {
        &self.windows
    }

    pub(super) fn observe(&mut self, value: f64, statistics: &mut [f64]) {
        self.push(value);
        for (statistic, trend) in statistics.iter_mut().zip(&self.trends) {
            *statistic = trend.statistic();
        }
    }
}

/// The sums behind `Σ j·u_j/√Σ (j·u_j)²` of one window, moved on with each increment and summed anew once per window
/// length, so that an observation costs the same whatever the length and rounding does not build up.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
struct Trend {
    /// `Σ u` and `Σ j·u`.
    sums: [f64; 2],
    /// `Σ u²`, `Σ j·u²` and `Σ j²·u²`.
    squares: [f64; 3],
    /// Increments until it is summed anew; 0 before the window is full.
    left: usize,
}

/// A square that leaves the window and is so many times the rest leaves rounding behind: the rest is summed anew.
pub(super) const DWARFS: f64 = 1e4;

impl Trend {
    /// After the ring has taken the newest increment.
    fn push(&mut self, ring: &Ring, window: usize) {
        let moved = ring.last(window + 1, 0).filter(|_| self.left > 0).is_some_and(|seen| {
            let (k, old, new) = (window as f64, seen[0], seen[window]);
            let ([plain, trending], [even, once, twice]) = (self.sums, self.squares);
            self.sums = [plain - old + new, trending - plain + k * new];
            self.squares = [
                even - old * old + new * new,
                once - even + k * new * new,
                twice - 2.0 * once + even + k * k * new * new,
            ];
            self.left -= 1;
            self.left > 0 && old * old <= DWARFS * self.squares[0]
        });
        if !moved && let Some(seen) = ring.last(window, 0) {
            *self = Self { left: window, ..Self::default() };
            for (j, &u) in (1..).zip(seen) {
                let j = f64::from(j);
                self.sums[0] += u;
                self.sums[1] += j * u;
                self.squares[0] += u * u;
                self.squares[1] += j * u * u;
                self.squares[2] += j * j * u * u;
            }
        }
    }

    /// −∞ where nothing moves, and before the window is full.
    fn statistic(&self) -> f64 {
        let square = self.squares[2];
        if self.left > 0 && square > 0.0 { self.sums[1] / square.sqrt() } else { f64::NEG_INFINITY }
    }
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
