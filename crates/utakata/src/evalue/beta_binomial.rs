//! One-sided e-values for a share or a ratio of rates, by a truncated beta mixture.

use std::f64::consts::FRAC_2_PI;

use statrs::function::beta::ln_beta;

use super::{EvalueError, inside_unit};
use crate::tail::beta_regularized;

/// e-value against "the share is at least `p0`" from `x` successes in `n` trials, both divided by `dispersion`.
///
/// The alternative is Jeffreys' Beta(½, ½) truncated to `p < p0`; the null is represented by its boundary, which
/// is the least favourable point because the likelihood ratio falls in `x`:
/// `e = B(x+½, n−x+½) I_{p0}(x+½, n−x+½) / (B(½, ½) I_{p0}(½, ½) p0^x (1−p0)^{n−x})`
/// (a mixture in the sense of Robbins 1970, Annals of Mathematical Statistics 41).
///
/// With `dispersion` 1 its expectation under the null is at most one, exactly, for binomial counts (and for two
/// Poisson counts given their sum). For counts with variance `φ` times the Poisson one, pass `φ`: dividing the
/// counts is a quasi-likelihood device, checked by enumeration against negative-binomial counts rather than proved.
///
/// # Errors
/// [`EvalueError`] when a count is negative or not finite, `x > n`, `p0` is not inside (0, 1), `dispersion < 1`,
/// or the value overflows.
pub fn share_at_least(x: f64, n: f64, p0: f64, dispersion: f64) -> Result<f64, EvalueError> {
    let p0 = inside_unit("p0", p0)?;
    count("the number of trials", n, n >= 0.0, "zero or more")?;
    count("the number of successes", x, x >= 0.0 && x <= n, "between zero and the number of trials")?;
    count("the dispersion", dispersion, dispersion >= 1.0, "one (Poisson) or more")?;
    let (x, rest) = (x / dispersion, (n - x) / dispersion);
    let (a, b) = (x + 0.5, rest + 0.5);
    // B(½, ½) I_{p0}(½, ½) = π · (2/π) asin √p0.
    let prior = (std::f64::consts::PI * FRAC_2_PI * p0.sqrt().asin()).ln();
    let log_e = ln_beta(a, b) + beta_regularized(a, b, p0, 1.0 - p0).ln()
        - prior
        - x * p0.ln()
        - rest * (-p0).ln_1p();
    let e = log_e.exp();
    if e.is_finite() { Ok(e) } else { Err(EvalueError::Overflow { index: 0 }) }
}

/// The mirror image of [`share_at_least`]: e-value against "the share is at most `p0`".
///
/// # Errors
/// As [`share_at_least`].
pub fn share_at_most(x: f64, n: f64, p0: f64, dispersion: f64) -> Result<f64, EvalueError> {
    let p0 = inside_unit("p0", p0)?;
    count("the number of successes", x, x >= 0.0 && x <= n, "between zero and the number of trials")?;
    share_at_least(n - x, n, 1.0 - p0, dispersion)
}

/// e-value against "the later rate is at least `ratio` times the earlier rate", from two counts with exposures.
///
/// Given the sum, the later count is binomial with `p0 = ratio·t₁/(ratio·t₁ + t₂)` at the boundary (Przyborowski &
/// Wilenski 1940), and [`share_at_least`] applies. `counts` and `exposures` are `[later, earlier]`.
///
/// # Errors
/// As [`share_at_least`]; exposures and ratio must be positive.
pub fn rate_ratio_at_least(
    counts: [f64; 2],
    exposures: [f64; 2],
    ratio: f64,
    dispersion: f64,
) -> Result<f64, EvalueError> {
    count("the later exposure", exposures[0], exposures[0] > 0.0, "positive")?;
    count("the earlier exposure", exposures[1], exposures[1] > 0.0, "positive")?;
    count("the ratio of rates", ratio, ratio > 0.0, "positive")?;
    count("the later count", counts[0], counts[0] >= 0.0, "zero or more")?;
    count("the earlier count", counts[1], counts[1] >= 0.0, "zero or more")?;
    let p0 = ratio * exposures[0] / (ratio * exposures[0] + exposures[1]);
    share_at_least(counts[0], counts[0] + counts[1], p0, dispersion)
}

fn count(name: &'static str, value: f64, holds: bool, expected: &'static str) -> Result<(), EvalueError> {
    if value.is_finite() && holds { Ok(()) } else { Err(EvalueError::Count { name, value, expected }) }
}
