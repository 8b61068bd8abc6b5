//! Dickey-Fuller t-ratios that end at the newest observation.

use serde::{Deserialize, Serialize};

use crate::explosive::signed_root;
use crate::sample::SampleError;

/// Sums of one regression of `d` on `x`.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
struct Sums {
    rows: f64,
    x: f64,
    d: f64,
    xx: f64,
    xd: f64,
    dd: f64,
}

impl Sums {
    fn add(&mut self, x: f64, d: f64) {
        self.rows += 1.0;
        self.x += x;
        self.d += d;
        self.xx += x * x;
        self.xd += x * d;
        self.dd += d * d;
    }

    /// `t·|t|` of the slope with a constant, as a fraction with a positive denominator where it is defined.
    fn squared(&self) -> (f64, f64) {
        let each = 1.0 / self.rows;
        let xx = self.xx - self.x * self.x * each;
        let xd = self.xd - self.x * self.d * each;
        let dd = self.dd - self.d * self.d * each;
        (xd * xd.abs() * (self.rows - 2.0), xx * dd - xd * xd)
    }

    /// The t-ratio without a constant.
    fn without_constant(&self) -> f64 {
        let rest = self.xx * self.dd - self.xd * self.xd;
        self.xd * ((self.rows - 1.0) / rest).sqrt()
    }
}

/// The no-constant Dickey-Fuller t-ratio of `y − y_1` over everything seen against `√(b + ln(t/T*))` (Homm and
/// Breitung 2012, FLUC).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Fluc {
    training: usize,
    seen: usize,
    first: f64,
    last: f64,
    sums: Sums,
}

impl Fluc {
    pub(super) fn new(training: &[f64]) -> Self {
        let first = training[0];
        let mut fluc = Self { training: training.len(), seen: 1, first, last: first, sums: Sums::default() };
        for &value in &training[1..] {
            fluc.push(value);
        }
        fluc
    }

    fn push(&mut self, value: f64) {
        self.sums.add(self.last - self.first, value - self.last);
        self.last = value;
        self.seen += 1;
    }

    pub(super) fn observe(&mut self, value: f64, statistics: &mut [f64]) {
        self.push(value);
        let t = self.sums.without_constant();
        statistics[0] = if t.is_nan() { f64::NEG_INFINITY } else { t * t.abs() - self.drifted() };
    }

    pub(super) fn natural(&self, c: f64) -> f64 {
        signed_root(c + self.drifted())
    }

    pub(super) fn window(&self) -> usize {
        self.seen
    }

    fn drifted(&self) -> f64 {
        crate::random::ln(self.seen as f64 / self.training as f64)
    }
}

/// The largest Dickey-Fuller t-ratio (with constant, lag 0) over windows from a set of starts to the newest
/// observation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Sup {
    training: usize,
    values: Vec<f64>,
    starts: Starts,
    best_start: usize,
}

/// Which windows, and how the boundary moves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Starts {
    /// Only the first observation (Kurozumi 2020, SADF(k)): kept as running sums.
    First(Running),
    /// Observations `0 … latest` (Kurozumi 2020, GSADF_{s0}, `latest = ⌊s0·T*⌋ − 1`); boundary
    /// `q·(a + b·ln(c + k/T*))`.
    UpTo { latest: usize, shape: [f64; 3] },
    /// All windows of at least so many rows (BSADF), above a boundary that differs by date (empty for none).
    All { window: usize, boundary: Vec<f64> },
}

/// Sums of the window from the first observation, relative to it.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Running(Sums);

/// `q` times what: Kurozumi's boundary functions for the two `s0` he tabulates, and a constant otherwise.
pub(super) fn kurozumi_shape(earliest: f64) -> [f64; 3] {
    if (earliest - 0.4).abs() < 1e-12 {
        [0.76, 0.02, 0.34]
    } else if (earliest - 0.8).abs() < 1e-12 {
        [0.73, 0.03, 0.90]
    } else {
        [1.0, 0.0, 1.0]
    }
}

impl Sup {
    pub(super) fn new(training: &[f64], starts: Starts) -> Result<Self, SampleError> {
        if training.windows(2).all(|w| w[0] == w[1]) {
            return Err(SampleError::Still("the training sample"));
        }
        let mut sup =
            Self { training: training.len(), values: training[..1].to_vec(), starts, best_start: 0 };
        for &value in &training[1..] {
            sup.push(value);
        }
        Ok(sup)
    }

    fn push(&mut self, value: f64) {
        if let Starts::First(Running(sums)) = &mut self.starts {
            let (first, last) = (self.values[0], self.values[self.values.len() - 1]);
            sums.add(last - first, value - last);
            // Only the first and the newest value are needed again.
            self.values.truncate(1);
        }
        self.values.push(value);
    }

    pub(super) fn observe(&mut self, value: f64, statistics: &mut [f64]) {
        self.push(value);
        let latest = match &self.starts {
            Starts::First(Running(sums)) => {
                let (numerator, denominator) = sums.squared();
                statistics[0] = root(numerator, denominator);
                return;
            }
            Starts::UpTo { latest, .. } => *latest,
            Starts::All { window, .. } => (self.values.len() - 1).saturating_sub(*window),
        };
        let (statistic, best_start) = backward(&self.values, latest);
        self.best_start = best_start;
        statistics[0] = match &self.starts {
            Starts::UpTo { shape, .. } => statistic / self.shaped(*shape),
            Starts::All { boundary, .. } => {
                statistic - boundary.get(self.values.len() - 1).copied().unwrap_or(0.0)
            }
            Starts::First(_) => statistic,
        };
    }

    pub(super) fn natural(&self, c: f64) -> f64 {
        match &self.starts {
            Starts::First(_) => c,
            Starts::UpTo { shape, .. } => c * self.shaped(*shape),
            Starts::All { boundary, .. } => c + boundary.get(self.values.len() - 1).copied().unwrap_or(0.0),
        }
    }

    pub(super) fn window(&self) -> usize {
        match &self.starts {
            Starts::First(Running(sums)) => sums.rows as usize + 1,
            _ => self.values.len() - self.best_start,
        }
    }

    fn shaped(&self, [a, b, c]: [f64; 3]) -> f64 {
        let k = (self.values.len() - self.training) as f64;
        a + b * crate::random::ln(c + k / self.training as f64)
    }
}

/// The largest t-ratio over windows from `0 … latest` to the end, and its start. The sums run backwards from the
/// newest observation and relative to it, so that no far level enters them.
fn backward(values: &[f64], latest: usize) -> (f64, usize) {
    let last = values.len() - 1;
    let reference = values[last];
    let mut sums = Sums::default();
    let (mut best, mut at) = ((-1.0, 0.0), latest);
    for start in (0..last).rev() {
        sums.add(values[start] - reference, values[start + 1] - values[start]);
        if start <= latest && sums.rows > 2.0 {
            let (numerator, denominator) = sums.squared();
            // Compared without division; a denominator that is not positive is a perfect fit or a flat window.
            if denominator > 0.0 && numerator * best.1 > best.0 * denominator {
                (best, at) = ((numerator, denominator), start);
            }
        }
    }
    (root(best.0, best.1), at)
}

/// The root of a fraction with the numerator's sign; −∞ where the denominator is not positive.
fn root(numerator: f64, denominator: f64) -> f64 {
    if denominator > 0.0 { signed_root(numerator / denominator) } else { f64::NEG_INFINITY }
}
