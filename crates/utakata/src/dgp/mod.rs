//! Simulators: unit-root nulls with the volatility and dependence of real data, and rational or periodic bubbles.
//!
//! Every simulator is a value with the paper's parameters as default; `path` draws one series from a
//! [`Stream`], so the same `(seed, stream)` gives the same path on every machine.

mod bubble;
mod rational;
mod walk;

pub use bubble::{Collapse, PeriodicBubble};
pub use rational::{Blanchard, Evans};
pub use walk::{Arima, Garch, RandomWalk, StochasticVolatility, StudentWalk, VarianceBreak};

use crate::random::{Normal, Stream};

/// A data-generating process of one price series.
pub trait Process {
    /// One path of `observations` values.
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64>;
}

/// Levels from `start` by steps: the first value is `start`, each later one adds the next step.
fn cumulated(start: f64, observations: usize, mut step: impl FnMut() -> f64) -> Vec<f64> {
    let mut level = start;
    (0..observations)
        .map(|t| {
            if t > 0 {
                level += step();
            }
            level
        })
        .collect()
}
