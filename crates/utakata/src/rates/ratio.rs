//! The exact ratio of two Poisson rates.

use serde::Serialize;

use super::{RateError, checked_counts, checked_level, smallest_acceptance};
use crate::{
    Interval,
    tail::{beta_odds, binomial_at_least, binomial_at_most},
};

/// How an exact two-sided p-value orders outcomes, and so which interval it inverts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Inversion {
    /// Twice the smaller tail; the interval is Clopper & Pearson's (1934, Biometrika 26) on the conditional share.
    Central,
    /// The probability of all outcomes no likelier than the one observed (Sterne 1954, Biometrika 41).
    MinimumLikelihood,
    /// The smaller tail plus the largest opposite tail not exceeding it (Blaker 2000, Canadian Journal of
    /// Statistics 28).
    Blaker,
}

/// A ratio of two rates with its exact interval and p-values.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RateRatio {
    /// `(x₁/t₁) / (x₂/t₂)`; absent when `x₂ = 0`.
    pub estimate: Option<f64>,
    /// Confidence interval of the ratio; no upper end when `x₂ = 0`.
    pub interval: Interval,
    /// Two-sided p-value against the hypothetical ratio, by the same inversion as the interval.
    pub p_two_sided: f64,
    /// `P(X₁ ≤ x₁)` given the sum: against a ratio below the hypothetical one.
    pub p_lower: f64,
    /// `P(X₁ ≥ x₁)` given the sum: against a ratio above the hypothetical one.
    pub p_upper: f64,
    /// The ratio under the null.
    pub null_ratio: f64,
    /// How the two-sided answers order outcomes.
    pub inversion: Inversion,
}

/// Exact conditional inference on the ratio of two Poisson rates: given `n = x₁ + x₂`, `x₁ ~ Bin(n, p)` with odds
/// `p/(1−p) = ρ t₁/t₂` (Przyborowski & Wilenski 1940, Biometrika 31; intervals and p-values by the same inversion as
/// in Fay 2010, The R Journal 2/1).
///
/// `counts` and `exposures` are `[first, second]`; the ratio is first over second; `null_ratio` is usually 1.
///
/// # Errors
/// [`RateError`] when both counts are zero, or exposures, ratio or level are out of range.
pub fn rate_ratio(
    counts: [u64; 2],
    exposures: [f64; 2],
    null_ratio: f64,
    level: f64,
    inversion: Inversion,
) -> Result<RateRatio, RateError> {
    let [x, y] = checked_counts(counts, exposures)?;
    let level = checked_level(level)?;
    if !(null_ratio.is_finite() && null_ratio > 0.0) {
        return Err(RateError::Ratio { value: null_ratio });
    }
    if counts == [0, 0] {
        return Err(RateError::NoEvents);
    }
    let n = x + y;
    let weights = [null_ratio * exposures[0], exposures[1]];
    let (p, q) = (weights[0] / (weights[0] + weights[1]), weights[1] / (weights[0] + weights[1]));
    let (p_lower, p_upper) = (binomial_at_most(x, n, p, q), binomial_at_least(x, n, p, q));
    let alpha = 1.0 - level;
    let (p_two_sided, odds) = match inversion {
        Inversion::Central => ((2.0 * p_lower.min(p_upper)).min(1.0), clopper_pearson_odds(x, n, alpha)),
        Inversion::MinimumLikelihood => {
            let p_value = smallest_acceptance::minimum_likelihood_p(x, n, p, q);
            (p_value, smallest_acceptance::minimum_likelihood_odds(x, n, alpha))
        }
        Inversion::Blaker => {
            (smallest_acceptance::blaker_p(x, n, p, q), smallest_acceptance::blaker_odds(x, n, alpha))
        }
    };
    let per_exposure = exposures[1] / exposures[0];
    let interval =
        Interval { low: Some(odds.0 * per_exposure), high: odds.1.map(|high| high * per_exposure), level };
    let estimate = (y > 0.0).then(|| x / exposures[0] / (y / exposures[1]));
    Ok(RateRatio { estimate, interval, p_two_sided, p_lower, p_upper, null_ratio, inversion })
}

/// Clopper–Pearson limits of the share behind `x` of `n`, as odds.
pub(crate) fn clopper_pearson_odds(x: f64, n: f64, alpha: f64) -> (f64, Option<f64>) {
    let low = if x == 0.0 { 0.0 } else { beta_odds(x, n - x + 1.0, 0.5 * alpha) };
    // The upper limit through the mirrored share keeps its digits.
    let high = (x < n).then(|| beta_odds(n - x, x + 1.0, 0.5 * alpha).recip());
    (low, high)
}
