//! Intervals for a share from a simple random sample.

use super::{ProportionError, checked};
use crate::{
    Interval,
    tail::{beta_odds, normal_quantile},
};

/// Wilson's score interval (1927, JASA 22): all shares that a score test at `1 − level` does not reject.
///
/// # Errors
/// [`ProportionError`] for a share outside [0, 1], a sample size that is not positive, or a level outside (0, 1).
pub fn wilson(share: f64, n: f64, level: f64) -> Result<Interval, ProportionError> {
    checked(share, n, level)?;
    let z = normal_quantile(0.5 + 0.5 * level);
    let per = z * z / n;
    let center = (share + 0.5 * per) / (1.0 + per);
    let half = z / (1.0 + per) * (share * (1.0 - share) / n + 0.25 * per / n).sqrt();
    // At 0 and 1 the ends are exact; rounding must not put them outside.
    let low = if share == 0.0 { 0.0 } else { (center - half).max(0.0) };
    let high = if share == 1.0 { 1.0 } else { (center + half).min(1.0) };
    Ok(Interval { low: Some(low), high: Some(high), level })
}

/// Clopper and Pearson's exact interval (1934, Biometrika 26); `n · share` may be fractional.
///
/// # Errors
/// As [`wilson`].
pub fn clopper_pearson(share: f64, n: f64, level: f64) -> Result<Interval, ProportionError> {
    checked(share, n, level)?;
    let (x, y, tail) = (n * share, n * (1.0 - share), 0.5 * (1.0 - level));
    let from_odds = |odds: f64| odds / (1.0 + odds);
    let low = if share == 0.0 { 0.0 } else { from_odds(beta_odds(x, y + 1.0, tail)) };
    // The upper limit as the complement of the lower limit of the mirrored share.
    let high = if share == 1.0 { 1.0 } else { (1.0 + beta_odds(y, x + 1.0, tail)).recip() };
    Ok(Interval { low: Some(low), high: Some(high), level })
}
