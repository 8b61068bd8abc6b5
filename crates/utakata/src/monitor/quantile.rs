//! The quantile t-ratio over an expanding window (QPWY of Wu, Shi and Wu 2025) as a monitor.

use serde::{Deserialize, Serialize};

use super::MonitorError;
use super::design::Design;
use super::increments::Increments;
use crate::Execution;
use crate::null::{self, NullError};
use crate::quantile_test::{Forward, Space, delta, forward_suprema};
use crate::random::{Normal, Stream, derive_seed};
use crate::sample::SampleError;

/// Steps of `δ` between 0 and 1 at which the boundary is simulated; it is a smooth function of `δ`.
const STEPS: usize = 20;

/// `t(τ)` of everything seen, by an exact quantile regression at each observation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Quantile {
    tau: f64,
    increments: Increments,
    /// Levels before each increment, measured from the first.
    levels: Vec<f64>,
    changes: Vec<f64>,
    windows: Forward,
}

impl Quantile {
    /// Has seen the training; with it `δ`, the correlation of the increments with the score of their quantile, there.
    pub(super) fn new(training: &[f64], tau: f64) -> Result<(Self, f64), SampleError> {
        let mut quantile = Self {
            tau,
            increments: Increments::raw(training)?,
            levels: Vec::new(),
            changes: Vec::new(),
            windows: Forward::default(),
        };
        for &value in &training[1..] {
            quantile.push(value);
        }
        let delta = delta(&quantile.changes, tau).ok_or(SampleError::Still("the training sample"))?;
        Ok((quantile, delta))
    }

    fn push(&mut self, value: f64) {
        let (level, change) = match (self.levels.last(), self.changes.last()) {
            (Some(level), Some(change)) => (level + change, self.increments.next(value)),
            _ => (0.0, self.increments.next(value)),
        };
        self.levels.push(level);
        self.changes.push(change);
        self.windows.add(level, change);
    }

    pub(super) fn observe(&mut self, value: f64, statistics: &mut [f64]) {
        self.push(value);
        statistics[0] = self.windows.ratio(&self.levels, &self.changes, self.tau, &mut Space::default());
    }

    /// Observations in the window: all.
    pub(super) fn window(&self) -> usize {
        self.levels.len() + 1
    }
}

/// Boundaries at `δ = 0, 1/20, …, 1`: quantiles of the largest `δ·Q + √(1 − δ²)·Z` over the dates of the horizon, where
/// `Q` and `Z` are processes of the growing window, so that dates depend on one another as those of the statistic do.
pub(super) fn boundaries(
    design: &Design,
    training: usize,
    execution: &Execution<'_>,
) -> Result<Vec<f64>, MonitorError> {
    let (normal, seed) = (Normal::new(), derive_seed(design.seed, "monitor-quantile"));
    let deltas: Vec<f64> = (0..=STEPS).map(|i| i as f64 / STEPS as f64).collect();
    // The first window that is watched ends one observation after the training.
    let rows = (training, training - 1 + design.horizon);
    let draws = execution.map(design.replications, |replication| {
        forward_suprema(rows, &deltas, &normal, &mut Stream::new(seed, replication as u64))
    })?;
    let boundary = |i: usize| {
        let mut column: Vec<f64> = draws.iter().map(|suprema| suprema[i]).collect();
        column.sort_by(f64::total_cmp);
        null::quantile(&column, 1.0 - design.false_alarm_rate)
    };
    Ok((0..=STEPS).map(boundary).collect::<Option<Vec<_>>>().ok_or(NullError::Undefined)?)
}

/// The boundary at `delta`, between those simulated. A negative correlation only comes from chance and counts as none.
pub(super) fn boundary(boundaries: &[f64], delta: f64) -> f64 {
    let at = delta.clamp(0.0, 1.0) * STEPS as f64;
    let below = (at as usize).min(STEPS - 1);
    let share = at - below as f64;
    (1.0 - share) * boundaries[below] + share * boundaries[below + 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_run_to_those_of_kurozumi() {
        let design = Design { replications: 4000, ..Design::new(300) };
        let found = boundaries(&design, 300, &Execution::serial()).unwrap();
        // δ = 1 is BADF. Kurozumi (2020), 5 %, a horizon as long as the training: 1.0381; standard error of ours 0.03.
        assert!((found[STEPS] - 1.038).abs() < 0.12, "{found:?}");
        // δ = 0 is a martingale over its own deviation: above a single normal's quantile.
        assert!(found[0] > 1.645 && found.windows(2).all(|w| w[1] < w[0]), "{found:?}");
        assert_eq!(boundary(&found, 0.05), found[1]);
        assert_eq!(boundary(&found, 2.0), found[STEPS]);
        assert!((boundary(&found, 0.775) - 0.5 * (found[15] + found[16])).abs() < 1e-9);
    }
}
