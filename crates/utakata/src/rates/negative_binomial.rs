//! Two rates from sub-counts that vary more than chance: the dispersion is estimated, not dialled.

use serde::Serialize;

use super::{RateError, checked_level};
use crate::{
    Interval,
    tail::{student_quantile, student_two_sided},
};

/// Largest sub-count accepted: the likelihood is summed case by case.
const LARGEST: f64 = 1e6;
/// Overdispersion looked at, as logarithms: `var = μ + a μ²`.
const LOWEST_LN: f64 = -18.0;
const HIGHEST_LN: f64 = 9.0;
const GRID: usize = 54;
const GOLDEN: f64 = 0.618_033_988_749_894_9;
/// Farthest ratio from the estimate that an interval may reach, as a logarithm.
const REACH: f64 = 40.0;

/// Sub-counts of one side with their exposures.
#[derive(Debug, Clone, PartialEq)]
pub struct SubCounts {
    pub(super) counts: Vec<f64>,
    pub(super) exposures: Vec<f64>,
}

/// A ratio of rates with the dispersion estimated.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NegativeBinomialRatio {
    /// First rate over the second at the maximum of the likelihood.
    pub estimate: f64,
    /// Ratios that the corrected likelihood-ratio test does not reject.
    pub interval: Interval,
    /// Two-sided p-value of "the rates are equal" by the corrected likelihood ratio.
    pub p_two_sided: f64,
    /// Estimated overdispersion `a` of the variance `μ + a μ²`; 0 when the counts vary no more than chance.
    pub overdispersion: f64,
    /// Variance over mean of an average sub-count, `1 + a μ`: comparable with the dial of quasi-Poisson rows.
    pub dispersion: f64,
    /// Logarithm of the likelihood at its maximum, without the factorials of the counts.
    pub log_likelihood: f64,
}

impl SubCounts {
    /// Counts of sub-periods over `exposures` in the same order.
    ///
    /// # Errors
    /// [`RateError::SubCounts`] with fewer than two or when the lengths differ, [`RateError::Count`] for one that is no whole
    /// number from 0 to a million, [`RateError::Exposure`], [`RateError::ZeroCount`] when all are zero. `which` is `first`
    /// or `second`, for messages.
    pub fn new(which: &'static str, counts: &[f64], exposures: &[f64]) -> Result<Self, RateError> {
        if counts.len() < 2 || counts.len() != exposures.len() {
            return Err(RateError::SubCounts { which, counts: counts.len(), exposures: exposures.len() });
        }
        if let Some(&value) = counts.iter().find(|c| !((0.0..=LARGEST).contains(*c) && c.fract() == 0.0)) {
            return Err(RateError::Count { which, value });
        }
        if let Some(&value) = exposures.iter().find(|t| !(t.is_finite() && **t > 0.0)) {
            return Err(RateError::Exposure { which, value });
        }
        if counts.iter().all(|count| *count == 0.0) {
            return Err(RateError::ZeroCount { which });
        }
        Ok(Self { counts: counts.to_vec(), exposures: exposures.to_vec() })
    }
}

/// Both sides with the first one's exposures scaled by a ratio, so that one rate serves all.
struct Pooled {
    counts: Vec<f64>,
    exposures: Vec<f64>,
}

impl Pooled {
    fn new(first: &SubCounts, second: &SubCounts, ratio: f64) -> Self {
        let scaled = first.exposures.iter().map(|t| t * ratio);
        Self {
            counts: first.counts.iter().chain(&second.counts).copied().collect(),
            exposures: scaled.chain(second.exposures.iter().copied()).collect(),
        }
    }

    /// The rate that maximises the likelihood at overdispersion `a`: the mean at equal exposures, else the root of
    /// a falling score.
    fn rate(&self, a: f64) -> f64 {
        if let Some(&exposure) = self.exposures.first()
            && self.exposures.iter().all(|t| *t == exposure)
        {
            return self.counts.iter().sum::<f64>() / (self.counts.len() as f64 * exposure);
        }
        let rates = || self.counts.iter().zip(&self.exposures).map(|(x, t)| x / t);
        let (mut low, mut high) = (rates().fold(f64::INFINITY, f64::min), rates().fold(0.0, f64::max));
        let score = |rate: f64| -> f64 {
            self.counts.iter().zip(&self.exposures).map(|(x, t)| (x - rate * t) / (1.0 + a * rate * t)).sum()
        };
        while high - low > 1e-15 * high {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                break;
            }
            if score(middle) > 0.0 { low = middle } else { high = middle }
        }
        f64::midpoint(low, high)
    }

    fn log_likelihood(&self, a: f64) -> f64 {
        let rate = self.rate(a);
        let one = |(x, t): (&f64, &f64)| one_log_likelihood(*x, rate * t, a);
        self.counts.iter().zip(&self.exposures).map(one).sum()
    }
}

/// `Σ_{j<x} ln(1 + a j) + x ln μ − (x + 1/a) ln(1 + a μ)`, which is Poisson's `x ln μ − μ` at `a = 0`.
fn one_log_likelihood(x: f64, mean: f64, a: f64) -> f64 {
    let own = if x > 0.0 { x * mean.ln() } else { 0.0 };
    if a == 0.0 {
        return own - mean;
    }
    let clumped: f64 = (1..x as u64).map(|j| (a * j as f64).ln_1p()).sum();
    clumped + own - (x + a.recip()) * (a * mean).ln_1p()
}

/// The overdispersion that maximises `value`, and the maximum: the best of a grid, refined by golden section, or 0.
fn maximize(value: impl Fn(f64) -> f64) -> (f64, f64) {
    let step = (HIGHEST_LN - LOWEST_LN) / GRID as f64;
    let at = |ln: f64| value(ln.exp());
    let best = (0..=GRID)
        .map(|i| LOWEST_LN + step * i as f64)
        .max_by(|a, b| at(*a).total_cmp(&at(*b)))
        .unwrap_or(LOWEST_LN);
    let (mut low, mut high) = (best - step, best + step);
    while high - low > 1e-9 {
        let (left, right) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
        if at(left) < at(right) { low = left } else { high = right }
    }
    let a = f64::midpoint(low, high).exp();
    let (poisson, found) = (value(0.0), value(a));
    if poisson >= found { (0.0, poisson) } else { (a, found) }
}

/// Compares two rates whose sub-counts are negative binomial with one overdispersion for both sides (`var = μ + a μ²`, NB2 of
/// Cameron & Trivedi 1998, Regression Analysis of Count Data, section 3.3), by maximum likelihood; interval and p-value by
/// the likelihood ratio `D` with the dispersion estimated anew at every ratio.
///
/// `D` itself, read from χ², rejects too often with few sub-counts. With `n` of them it is turned into
/// `t = √((n − 2)(exp(D/n) − 1))` and read from Student's law with `n − 2` degrees of freedom: exact when the
/// sub-counts are normal with one unknown variance, and the same for many. `docs/deals.md` has the measured size.
///
/// # Errors
/// [`RateError::Level`].
pub fn negative_binomial_ratio(
    first: &SubCounts,
    second: &SubCounts,
    level: f64,
) -> Result<NegativeBinomialRatio, RateError> {
    let level = checked_level(level)?;
    let alone = |side: &SubCounts| Pooled { counts: side.counts.clone(), exposures: side.exposures.clone() };
    let (one, two) = (alone(first), alone(second));
    let (overdispersion, log_likelihood) = maximize(|a| one.log_likelihood(a) + two.log_likelihood(a));
    let estimate = one.rate(overdispersion) / two.rate(overdispersion);
    let counts = (first.counts.len() + second.counts.len()) as f64;
    let distance = |ratio: f64| {
        let pooled = Pooled::new(first, second, ratio);
        let (_, restricted) = maximize(|a| pooled.log_likelihood(a));
        let deviance = 2.0 * (log_likelihood - restricted).max(0.0);
        ((counts - 2.0) * (deviance / counts).exp_m1()).sqrt()
    };
    let most = student_quantile(1.0 - level, counts - 2.0);
    let end = |sign: f64| {
        let (mut near, mut far) = (0.0, 0.5);
        while distance(estimate * (sign * far).exp()) < most {
            (near, far) = (far, 2.0 * far);
            if far > REACH {
                return None;
            }
        }
        while far - near > 1e-10 {
            let middle = f64::midpoint(near, far);
            if distance(estimate * (sign * middle).exp()) < most { near = middle } else { far = middle }
        }
        Some(estimate * (sign * f64::midpoint(near, far)).exp())
    };
    let mean = first.counts.iter().chain(&second.counts).sum::<f64>() / counts;
    Ok(NegativeBinomialRatio {
        estimate,
        interval: Interval { low: end(-1.0), high: end(1.0), level },
        p_two_sided: student_two_sided(distance(1.0), counts - 2.0),
        overdispersion,
        dispersion: 1.0 + overdispersion * mean,
        log_likelihood,
    })
}
