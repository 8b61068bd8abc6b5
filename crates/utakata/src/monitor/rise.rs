//! The rise over the last `k` increments against the noise before them.

use serde::{Deserialize, Serialize};

use super::growth::DWARFS;
use super::increments::Increments;
use super::ring::Ring;
use crate::sample::SampleError;

/// How much the variance of the steps may rise without a call: ninefold, the break of Harvey, Leybourne, Sollis and
/// Taylor (2016). The boundary is simulated under it, and the noise is never taken to be smaller than the training's by
/// more.
pub(super) const VARIANCE_RISE: f64 = 9.0;

/// `R_{e,k} = (y_e − y_{e−k})/(σ̂_{e−k}·√k)` for several `k`, with `σ̂²_{e−k}` the mean square of half a training's
/// increments before the window. Unlike a statistic that divides by the noise inside the window it keeps growing where
/// steps and their noise grow together, as they do in the levels of a price that multiplies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Rise {
    windows: Vec<usize>,
    increments: Increments,
    levels: Ring,
    squares: Ring,
    /// Sum of the squares, and how many increments until it is summed anew.
    sum: f64,
    left: usize,
    /// Increments behind the noise.
    before: usize,
    /// Mean squares, one per level; the largest number before there are enough increments.
    noise: Ring,
}

impl Rise {
    /// Has seen the training; the first windows and the noise before them reach back into it.
    pub(super) fn new(training: &[f64], windows: &[usize]) -> Result<Self, SampleError> {
        let longest = windows.iter().copied().max().unwrap_or(1);
        let before = training.len() - 1 - training.len() / 2;
        let mut rise = Self {
            windows: windows.to_vec(),
            increments: Increments::raw(training)?,
            levels: Ring::new(longest + 1),
            squares: Ring::new(before + 1),
            sum: 0.0,
            left: 0,
            before,
            noise: Ring::new(longest + 1),
        };
        rise.levels.push(training[0]);
        rise.noise.push(f64::MAX);
        for &value in &training[1..] {
            rise.push(value);
        }
        Ok(rise)
    }

    fn push(&mut self, value: f64) {
        let step = self.increments.next(value);
        self.squares.push(step * step);
        self.levels.push(value);
        let noise = self.squares.last(self.before, 0).map(|squares| {
            let leaving = self.squares.last(self.before + 1, 0).map(|longer| longer[0]);
            let moved = leaving.map(|old| (old, self.sum + step * step - old));
            // Summed anew once per length, and when what leaves dwarfs the rest and would leave rounding behind.
            match moved {
                Some((old, sum)) if self.left > 0 && old <= DWARFS * sum => {
                    (self.sum, self.left) = (sum, self.left - 1);
                }
                _ => (self.sum, self.left) = (squares.iter().sum(), self.before),
            }
            (self.sum / self.before as f64).max(1.0 / VARIANCE_RISE)
        });
        self.noise.push(noise.unwrap_or(f64::MAX));
    }

    pub(super) fn windows(&self) -> &[usize] {
        &self.windows
    }

    pub(super) fn observe(&mut self, value: f64, statistics: &mut [f64]) {
        self.push(value);
        for (statistic, &window) in statistics.iter_mut().zip(&self.windows) {
            let (levels, noise) = (self.levels.last(window + 1, 0), self.noise.last(window + 1, 0));
            let rise = levels.zip(noise).map(|(levels, noise)| {
                (value - levels[0]) * self.increments.scale() / (noise[0] * window as f64).sqrt()
            });
            *statistic = rise.filter(|r| !r.is_nan()).unwrap_or(f64::NEG_INFINITY);
        }
    }
}
