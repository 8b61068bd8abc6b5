//! From a p-value to an e-value (calibrators), and one bound that is not an e-value.
//!
//! A calibrator `f` decreases and satisfies `∫₀¹ f(p) dp ≤ 1`, so `f(p)` is an e-value for every valid p-value
//! (Vovk & Wang 2021, Annals of Statistics 49, section 2). The choice must be made before the p-value is seen.

use super::{EvalueError, checked_p, inside_unit};

/// The mixture calibrator `∫₀¹ κ p^{κ−1} dκ = (1 − p + p ln p) / (p ln² p)`; `½` at `p = 1`.
///
/// Vovk & Wang (2021), section 2. A single `p` must be about 0.001 to give `e ≥ 20`.
///
/// # Errors
/// [`EvalueError::PValue`] outside (0, 1]; [`EvalueError::Overflow`] when `p` is so small that `1/p` overflows.
pub fn mixture(p: f64) -> Result<f64, EvalueError> {
    let u = -checked_p(p)?.ln();
    if u < 0.5 {
        // (e^u − 1 − u)/u² = Σ u^j/(j+2)!, where the closed form would cancel.
        let (mut term, mut sum) = (0.5, 0.5);
        for j in 1..20 {
            term *= u / f64::from(j + 2);
            sum += term;
        }
        return Ok(sum);
    }
    finite((u.exp_m1() - u) / (u * u))
}

/// Shafer's calibrator `p^{−1/2} − 1` (Shafer 2021, JRSS A 184, equation 6).
///
/// # Errors
/// [`EvalueError::PValue`] outside (0, 1].
pub fn shafer(p: f64) -> Result<f64, EvalueError> {
    Ok(checked_p(p)?.sqrt().recip() - 1.0)
}

/// The power calibrator `κ p^{κ−1}`, `0 < κ < 1` (Vovk & Wang 2021, section 2).
///
/// # Errors
/// [`EvalueError::PValue`] outside (0, 1]; [`EvalueError::NotInsideUnitInterval`] for `κ`.
pub fn kappa(p: f64, kappa: f64) -> Result<f64, EvalueError> {
    let kappa = inside_unit("kappa", kappa)?;
    finite(kappa * checked_p(p)?.powf(kappa - 1.0))
}

/// The all-or-nothing calibrator `1{p ≤ α}/α`: the bet to register when a p-value can never get small enough for
/// a smooth calibrator, and the one that stays valid for a p-value that is watched and only ever bounded below.
///
/// # Errors
/// [`EvalueError::PValue`] outside (0, 1]; [`EvalueError::NotInsideUnitInterval`] for `alpha`.
pub fn all_or_nothing(p: f64, alpha: f64) -> Result<f64, EvalueError> {
    let alpha = inside_unit("alpha", alpha)?;
    Ok(if checked_p(p)? <= alpha { alpha.recip() } else { 0.0 })
}

/// The Vovk–Sellke bound `−1 / (e p ln p)` for `p < 1/e`, else 1: the **most** a p-value could speak for the
/// alternative as a Bayes factor (Sellke, Bayarri & Berger 2001, The American Statistician 55).
///
/// It is a bound for the best case, *not* an e-value: its expectation under the null is infinite.
///
/// # Errors
/// [`EvalueError::PValue`] outside (0, 1]; [`EvalueError::Overflow`] for `p` near the smallest number.
pub fn vovk_sellke_bound(p: f64) -> Result<f64, EvalueError> {
    let p = checked_p(p)?;
    if p >= (-1.0_f64).exp() {
        return Ok(1.0);
    }
    finite(-((1.0_f64.exp() * p * p.ln()).recip()))
}

fn finite(e: f64) -> Result<f64, EvalueError> {
    if e.is_finite() { Ok(e) } else { Err(EvalueError::Overflow { index: 0 }) }
}
