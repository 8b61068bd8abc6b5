//! The over-dispersion dial: what is left of a ratio when counts vary more than chance.

use serde::Serialize;

use super::{RateError, checked_counts, checked_dispersion, checked_level};
use crate::{
    Interval,
    tail::{normal_quantile, normal_two_sided},
};

/// A ratio of rates when counts have `dispersion` times the Poisson variance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DispersionRow {
    /// Variance of a count divided by its mean, φ ≥ 1.
    pub dispersion: f64,
    /// `(x₁/t₁) / (x₂/t₂)`.
    pub estimate: f64,
    /// `ratio · exp(±z √(φ (1/x₁ + 1/x₂)))`.
    pub interval: Interval,
    /// Two-sided p-value of "the rates are equal".
    pub p_two_sided: f64,
}

/// Quasi-Poisson inference on the ratio of two rates: the normal approximation on the log scale with its standard
/// error multiplied by √φ (McCullagh & Nelder 1989, Generalized Linear Models, section 6.2.3).
///
/// `counts` and `exposures` are `[first, second]`.
///
/// # Errors
/// [`RateError`] when a count is zero, or an exposure, the dispersion or the level is out of range.
pub fn dispersion_row(
    counts: [u64; 2],
    exposures: [f64; 2],
    dispersion: f64,
    level: f64,
) -> Result<DispersionRow, RateError> {
    let (log_ratio, error) = log_ratio(counts, exposures)?;
    let dispersion = checked_dispersion(dispersion)?;
    let error = error * dispersion.sqrt();
    let z = normal_quantile(0.5 + 0.5 * checked_level(level)?);
    let end = |sign: f64| Some((log_ratio + sign * z * error).exp());
    Ok(DispersionRow {
        dispersion,
        estimate: log_ratio.exp(),
        interval: Interval { low: end(-1.0), high: end(1.0), level },
        p_two_sided: normal_two_sided(log_ratio / error),
    })
}

/// [`dispersion_row`] for each setting of the dial.
///
/// # Errors
/// As [`dispersion_row`].
pub fn dispersion_rows(
    counts: [u64; 2],
    exposures: [f64; 2],
    dispersions: &[f64],
    level: f64,
) -> Result<Vec<DispersionRow>, RateError> {
    dispersions.iter().map(|&dispersion| dispersion_row(counts, exposures, dispersion, level)).collect()
}

/// The dispersion at which the interval of [`dispersion_row`] just touches equal rates; absent when it already does
/// at dispersion 1.
///
/// # Errors
/// As [`dispersion_row`].
pub fn break_even_dispersion(
    counts: [u64; 2],
    exposures: [f64; 2],
    level: f64,
) -> Result<Option<f64>, RateError> {
    let (log_ratio, error) = log_ratio(counts, exposures)?;
    let dispersion = (log_ratio / (normal_quantile(0.5 + 0.5 * checked_level(level)?) * error)).powi(2);
    Ok((dispersion > 1.0).then_some(dispersion))
}

/// Logarithm of the ratio and its Poisson standard error.
fn log_ratio(counts: [u64; 2], exposures: [f64; 2]) -> Result<(f64, f64), RateError> {
    let [x, y] = checked_counts(counts, exposures)?;
    for (which, count) in ["first", "second"].into_iter().zip(counts) {
        if count == 0 {
            return Err(RateError::ZeroCount { which });
        }
    }
    Ok(((x / exposures[0] / (y / exposures[1])).ln(), (x.recip() + y.recip()).sqrt()))
}
