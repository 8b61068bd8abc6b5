//! The end of growth: statistics of the increments after a call against those before.

use serde::{Deserialize, Serialize};

use super::ring::Ring;

/// The crash statistics.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Turn {
    rule: TurnRule,
    last: f64,
    ring: Ring,
    /// Observations since the inflation call; `None` while none stands.
    since: Option<usize>,
}

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
    pub(super) fn new(rule: TurnRule, first: f64) -> Self {
        let keep = match &rule {
            TurnRule::Drop { windows, .. } => windows.iter().map(|(m, n)| m + n).max().unwrap_or(1),
            TurnRule::Product { left, right } => left + right,
        };
        Self { rule, last: first, ring: Ring::new(keep), since: None }
    }

    /// An inflation call stands from now on.
    pub(super) fn begin(&mut self) {
        self.since = Some(0);
    }

    /// No call stands.
    pub(super) fn end(&mut self) {
        self.since = None;
    }

    pub(super) fn components(&self) -> usize {
        match &self.rule {
            TurnRule::Drop { windows, .. } => windows.len(),
            TurnRule::Product { .. } => 1,
        }
    }

    pub(super) fn window(&self, component: usize) -> usize {
        match &self.rule {
            TurnRule::Drop { windows, .. } => windows[component].1,
            TurnRule::Product { right, .. } => *right,
        }
    }

    /// Takes the next value; the statistics are −∞ while no inflation call stands.
    pub(super) fn observe(&mut self, value: f64, statistics: &mut [f64]) {
        self.ring.push(value - self.last);
        self.last = value;
        statistics.fill(f64::NEG_INFINITY);
        let Some(since) = &mut self.since else { return };
        *since += 1;
        let since = *since;
        match &self.rule {
            TurnRule::Drop { windows, gated } => {
                for (statistic, &(left, right)) in statistics.iter_mut().zip(windows) {
                    if right <= since
                        && let Some(z) = drop(&self.ring, left, right, *gated)
                    {
                        *statistic = z;
                    }
                }
            }
            TurnRule::Product { left, right } => {
                if let Some(s) = product(&self.ring, *left, *right) {
                    statistics[0] = -s;
                }
            }
        }
    }

    /// The largest `−S` over a training sample.
    pub(super) fn training_maximum(training: &[f64], left: usize, right: usize) -> f64 {
        let mut turn = Self::new(TurnRule::Product { left, right }, training[0]);
        turn.begin();
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
