//! Dates by splitting the sample in two, and each part again (Pang, Du and Chong 2021, Journal of Econometrics 221(1),
//! 277–311; Kurozumi and Skrobotov 2023, Journal of Time Series Analysis 44(4), 359–373).
//!
//! One break between two first-order autoregressions without a constant is put where the sum of squared residuals is
//! least. Over the whole sample this finds the collapse, the largest of the breaks; in the part before it the origination;
//! in the part after it the recovery. Each split is O(T). Without a constant the answer depends on the zero point of the
//! unit: adding 10⁶ to a series moves its dates.

mod volatility;

use serde::Serialize;

pub(super) use volatility::Smoother;
pub use volatility::kernel_variance;

use crate::sample::{self, SampleError};

/// Weights of the squared residuals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Weighting {
    /// All the same.
    Ordinary,
    /// Inversely to a kernel estimate of the variance of the residuals of a first, ordinary dating (Kurozumi and
    /// Skrobotov 2023, arXiv 2306.02977), see [`kernel_variance`].
    Volatility,
}

/// Dates of the four regimes, as defined in [`crate::dating`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SplitDates {
    /// First explosive observation.
    pub origination: usize,
    /// The peak.
    pub collapse: usize,
    /// First normal observation after the collapse.
    pub recovery: usize,
    /// Weights used.
    pub weighting: Weighting,
}

/// Dates `values` by three splits; each leaves at least the share `trim` of the changes it splits (rounded up)
/// on either side.
///
/// The three-regime model of Pang, Du and Chong (2021) has the same origination and collapse; ignore the recovery.
///
/// # Errors
/// [`SampleError`] when a value is not finite, nothing moves, `trim` is not in (0, 0.4), or there are fewer than 30
/// observations.
pub fn split_dates(values: &[f64], trim: f64, weighting: Weighting) -> Result<SplitDates, SampleError> {
    if !(trim > 0.0 && trim < 0.4) {
        return Err(SampleError::Parameter {
            name: "the trim",
            value: trim,
            expected: "above 0 and below 0.4; 0.05 is usual",
        });
    }
    sample::check(values, 30)?;
    if values.iter().all(|&v| v == values[0]) {
        return Err(SampleError::Still("the series"));
    }
    let equal = vec![1.0; values.len()];
    let first = three_splits(values, &equal, trim);
    let dates = match weighting {
        Weighting::Ordinary => first,
        Weighting::Volatility => {
            let variance = kernel_variance(&residuals(values, first))?;
            let weights: Vec<f64> = std::iter::once(1.0).chain(variance.iter().map(|v| 1.0 / v)).collect();
            three_splits(values, &weights, trim)
        }
    };
    let [before, peak, fallen] = dates;
    Ok(SplitDates { origination: before + 1, collapse: peak, recovery: fallen + 1, weighting })
}

/// Last observations of the regimes before, in and after the bubble.
fn three_splits(values: &[f64], weights: &[f64], trim: f64) -> [usize; 3] {
    let end = values.len() - 1;
    let peak = split(values, weights, (0, end), trim);
    let before = split(values, weights, (0, peak), trim);
    let fallen = split(values, weights, (peak, end), trim);
    [before, peak, fallen]
}

/// The `k` that minimises the squared residuals of one autoregression over the changes into `a + 1 … k` and another over
/// `k + 1 … b`, with at least a share `trim` of the changes in each.
fn split(values: &[f64], weights: &[f64], (a, b): (usize, usize), trim: f64) -> usize {
    let shortest = ((trim * (b - a) as f64).ceil() as usize).max(1);
    let mut left = vec![0.0; b - a + 1];
    let mut sums = Sums::default();
    for t in a + 1..=b {
        sums.add(values, weights, t);
        left[t - a] = sums.ssr();
    }
    let mut sums = Sums::default();
    let mut best = (f64::INFINITY, a + shortest);
    for k in (a + shortest..b).rev() {
        sums.add(values, weights, k + 1);
        let total = left[k - a] + sums.ssr();
        if b - k >= shortest && total < best.0 {
            best = (total, k);
        }
    }
    best.1
}

/// Sums of the regression of `Δy_t` on `y_{t−1}` alone.
#[derive(Default)]
struct Sums {
    level_square: f64,
    product: f64,
    change_square: f64,
}

impl Sums {
    fn add(&mut self, values: &[f64], weights: &[f64], t: usize) {
        let (x, d, w) = (values[t - 1], values[t] - values[t - 1], weights[t]);
        self.level_square += w * x * x;
        self.product += w * x * d;
        self.change_square += w * d * d;
    }

    fn slope(&self) -> f64 {
        if self.level_square > 0.0 { self.product / self.level_square } else { 0.0 }
    }

    fn ssr(&self) -> f64 {
        (self.change_square - self.slope() * self.product).max(0.0)
    }
}

/// Residuals of the observations from 1 on, given the dates.
fn residuals(values: &[f64], [before, peak, fallen]: [usize; 3]) -> Vec<f64> {
    let end = values.len() - 1;
    let equal = vec![1.0; values.len()];
    let mut all = Vec::with_capacity(end);
    for (a, b) in [(0, before), (before, peak), (peak, fallen), (fallen, end)] {
        let mut sums = Sums::default();
        (a + 1..=b).for_each(|t| sums.add(values, &equal, t));
        all.extend((a + 1..=b).map(|t| values[t] - values[t - 1] - sums.slope() * values[t - 1]));
    }
    all
}
