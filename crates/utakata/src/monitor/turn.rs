//! The end of growth: statistics of the increments after a call against those before.

use serde::{Deserialize, Serialize};

use super::detector::PACE;
use super::ring::Ring;

/// The crash statistics.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Turn {
    rule: TurnRule,
    /// The newest values, as many as the steps of the slowest pace need.
    levels: Ring,
    /// Steps of `pace` observations while an inflation call stands.
    steps: Ring,
    pace: usize,
    /// Observations since the inflation call; `None` while none stands.
    since: Option<usize>,
    /// Where the growth began, and its highest value with the observations since.
    base: f64,
    peak: f64,
    below: usize,
}

/// Share of the gain whose loss ends the growth.
pub(super) const RETREAT: f64 = 0.5;

/// How the `n` newest increments are judged against the `m` before them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum TurnRule {
    /// `Z_n = (n·ḡ − Σ_right)/(s·√(n + n²/m))` with mean `ḡ` and standard deviation `s` of the left window; read only
    /// where the right mean is at most half of `ḡ` and only over observations after the inflation call.
    Drop { windows: Vec<(usize, usize)>, gated: bool },
    /// `−S_{e,m,n}` of Whitehouse, Harvey and Leybourne (2023): minus the product of the two sums over the root of
    /// the product of the two sums of squares.
    Product { left: usize, right: usize },
}

impl Turn {
    /// `slowest` is the largest pace that [`Turn::begin`] will be told.
    pub(super) fn new(rule: TurnRule, first: f64, slowest: usize) -> Self {
        let keep = match &rule {
            TurnRule::Drop { windows, .. } => windows.iter().map(|(m, n)| m + n).max().unwrap_or(1),
            TurnRule::Product { left, right } => left + right,
        };
        // The windows that can speak are shorter than twice the paces in observations.
        let mut levels = Ring::new(keep.max(2 * PACE) * slowest + 1);
        levels.push(first);
        let steps = Ring::new(keep);
        Self { rule, levels, steps, pace: 1, since: None, base: first, peak: first, below: 0 }
    }

    /// An inflation call stands from now on; what follows is judged in steps of `pace` observations.
    pub(super) fn begin(&mut self, pace: usize) {
        self.since = Some(0);
        self.pace = pace;
        let last = self.levels.all().last().copied().unwrap_or(self.base);
        (self.base, self.peak, self.below) = (last, last, 0);
        self.steps.clear();
        let sampled: Vec<f64> = self.levels.all().iter().rev().step_by(pace).copied().collect();
        for pair in sampled.windows(2).rev() {
            self.steps.push(pair[0] - pair[1]);
        }
    }

    /// The growth shows over the last `window` observations, so it began no later and no higher.
    pub(super) fn reaches(&mut self, window: usize) {
        if let Some(seen) = self.levels.last(window, 0) {
            self.base = self.base.min(seen[0]);
        }
    }

    /// No call stands.
    pub(super) fn end(&mut self) {
        self.since = None;
    }

    pub(super) fn components(&self) -> usize {
        match &self.rule {
            TurnRule::Drop { windows, gated } => windows.len() + usize::from(*gated),
            TurnRule::Product { .. } => 1,
        }
    }

    /// Observations in the right window, or since the highest value.
    pub(super) fn window(&self, component: usize) -> usize {
        match &self.rule {
            TurnRule::Drop { windows, .. } => {
                windows.get(component).map_or(self.below, |&(_, right)| self.pace * right)
            }
            TurnRule::Product { right, .. } => *right,
        }
    }

    /// Takes the next value; the statistics are −∞ while no inflation call stands and between steps.
    pub(super) fn observe(&mut self, value: f64, statistics: &mut [f64]) {
        self.levels.push(value);
        statistics.fill(f64::NEG_INFINITY);
        let Some(since) = &mut self.since else { return };
        *since += 1;
        self.below = if value > self.peak { 0 } else { self.below + 1 };
        self.peak = self.peak.max(value);
        if let TurnRule::Drop { windows, gated: true } = &self.rule
            && self.peak > self.base
        {
            statistics[windows.len()] = (self.peak - value) / (self.peak - self.base);
        }
        if !since.is_multiple_of(self.pace) {
            return;
        }
        let since = *since / self.pace;
        if let Some(seen) = self.levels.last(self.pace + 1, 0) {
            self.steps.push(value - seen[0]);
        }
        match &self.rule {
            TurnRule::Drop { windows, gated } => {
                for (statistic, &(left, right)) in statistics.iter_mut().zip(windows) {
                    if right <= since
                        && let Some(z) = drop(&self.steps, left, right, *gated)
                    {
                        *statistic = z;
                    }
                }
            }
            TurnRule::Product { left, right } => {
                if let Some(s) = product(&self.steps, *left, *right) {
                    statistics[0] = -s;
                }
            }
        }
    }

    /// The largest `−S` over a training sample.
    pub(super) fn training_maximum(training: &[f64], left: usize, right: usize) -> f64 {
        let mut turn = Self::new(TurnRule::Product { left, right }, training[0], 1);
        turn.begin(1);
        let mut statistic = [0.0];
        training[1..].iter().fold(f64::NEG_INFINITY, |largest, &value| {
            turn.observe(value, &mut statistic);
            largest.max(statistic[0])
        })
    }
}

fn drop(ring: &Ring, left: usize, right: usize, gated: bool) -> Option<f64> {
    let (before, after) = (ring.last(left, right)?, ring.last(right, 0)?);
    let (m, n) = (left as f64, right as f64);
    let growth = before.iter().sum::<f64>() / m;
    let spread = (before.iter().map(|d| (d - growth).powi(2)).sum::<f64>() / (m - 1.0)).sqrt();
    let sum = after.iter().sum::<f64>();
    if gated && sum > 0.5 * n * growth {
        return None;
    }
    let z = (n * growth - sum) / (spread * (n + n * n / m).sqrt());
    (!z.is_nan()).then_some(z.min(f64::MAX))
}

fn product(ring: &Ring, left: usize, right: usize) -> Option<f64> {
    let (before, after) = (ring.last(left, right)?, ring.last(right, 0)?);
    let sums = before.iter().sum::<f64>() * after.iter().sum::<f64>();
    let squares = before.iter().map(|d| d * d).sum::<f64>() * after.iter().map(|d| d * d).sum::<f64>();
    let s = sums / squares.sqrt();
    (!s.is_nan()).then_some(s)
}
