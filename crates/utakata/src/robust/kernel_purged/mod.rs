//! The changes divided by a kernel estimate of their standard deviation: Harvey, Leybourne, Taylor and Zu (2025,
//! Journal of Time Series Analysis 46(5), 846-866), after Beare (2018).
//!
//! `σ̂_t² = Σ_i K((i − t)/(T·h))·Δy_i² / Σ_i K((i − t)/(T·h))` over the `T` changes, `K` the normal density and
//! `h = 0.1·T^{−1/4}`; the purged series is `x_t = Σ_{i ≤ t} Δy_i/σ̂_i`, `x_1 = 0`. Its limit is that of a walk with
//! constant variance, so PSYσ is GSADF of `x` and PSY*σ the same without constant; PSY*σ is better for bubbles early in
//! the sample, PSYσ for late ones.
//!
//! The variance of a change looks at both sides of it, so the last few bandwidths of `x` still move when new data come.
//! Both find a bubble less clearly than GSADF does when the variance is constant: a strong bubble's own changes raise
//! `σ̂` and are partly purged.
//!
//! R `exuber` (`radf_kp`) leaves the first squared change out of every `σ̂_t²` and drops the first observation of `x`, so
//! it has one date less and dates each statistic one observation early. Its output for a series is ours for the
//! series without its first observation, at its bandwidth (checked to 1e-11).

mod union;
mod variance;

pub use union::{PurgedUnion, PurgedUnionNull, purged_union, simulate_purged_union};
pub use variance::local_variance;

use crate::explosive::ExplosiveError;
use crate::random::{exp, ln};

/// `h` of the paper for `changes` changes, as a share of the sample: `0.1·T^{−1/4}`.
pub fn default_bandwidth(changes: usize) -> f64 {
    0.1 * exp(-0.25 * ln(changes.max(1) as f64))
}

/// The purged series, one value per observation, with `bandwidth` as a share of the number of changes
/// ([`default_bandwidth`] for `None`). Stretches where the price stands still stand still. Invariant to `a + b·y`,
/// `b > 0`.
///
/// # Errors
/// [`ExplosiveError::NotFinite`]; [`ExplosiveError::Bandwidth`] unless positive and finite.
pub fn purge(values: &[f64], bandwidth: Option<f64>) -> Result<Vec<f64>, ExplosiveError> {
    let variance = local_variance(values, bandwidth)?;
    let mut level = 0.0;
    let mut purged = Vec::with_capacity(values.len());
    purged.extend(values.first().map(|_| 0.0));
    for (change, variance) in variance.changes.iter().zip(&variance.variance) {
        // Its own square is part of its variance, so only a change of zero can have none, or one so small beside the range
        // of the series (10⁻¹⁵⁰) that its square is.
        if *variance > f64::MIN_POSITIVE {
            level += change / variance.sqrt();
        }
        purged.push(level);
    }
    Ok(purged)
}
