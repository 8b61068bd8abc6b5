//! How many members fall together when one common factor drives them.

use std::f64::consts::PI;

use super::{BasketError, in_range};
use crate::tail::{binomial_at_least, binomial_mass, normal_below, normal_quantile};

/// Beyond this the normal density underflows.
const REACH: f64 = 38.0;
const COARSEST_STEP: f64 = 0.125;
const FINEST_STEP: f64 = 1e-6;
const TOLERANCE: f64 = 1e-12;

/// `P(K ≥ fallen)` for the number `K` of `members` that fall, each with probability `p`, when their moves share one
/// Gaussian factor with correlation `rho`: `∫ P(Bin(N, Φ((Φ⁻¹(p) − √ρ z)/√(1−ρ))) ≥ k) φ(z) dz` (Vasicek 2002, Risk
/// 15/12), to about 1e-11 relative.
///
/// The integral over the whole line is a trapezoidal sum, which converges exponentially for such integrands
/// (Trefethen & Weideman 2014, SIAM Review 56). Above correlation one half it is first integrated by parts, which
/// keeps the integrand smooth up to correlation 1.
///
/// # Errors
/// [`BasketError::Range`] for `p` outside (0, 1), `rho` outside [0, 1], or `fallen > members`.
pub fn copula_tail(members: usize, p: f64, rho: f64, fallen: usize) -> Result<f64, BasketError> {
    in_range("the probability of a fall", p, p > 0.0 && p < 1.0, "strictly between 0 and 1")?;
    in_range("the correlation", rho, (0.0..=1.0).contains(&rho), "between 0 and 1")?;
    in_range("the number fallen", fallen as f64, fallen <= members, "at most the number of members")?;
    let (n, k) = (members as f64, fallen as f64);
    if fallen == 0 {
        return Ok(1.0);
    }
    if rho == 0.0 {
        return Ok(binomial_at_least(k, n, p, 1.0 - p));
    }
    let barrier = normal_quantile(p);
    let (common, own) = (rho.sqrt(), (1.0 - rho).sqrt());
    Ok(if rho <= 0.5 {
        trapezoid(|z| {
            let x = (barrier - common * z) / own;
            density(z) * binomial_at_least(k, n, normal_below(x), normal_below(-x))
        })
    } else {
        trapezoid(|x| {
            // Density of the k-th smallest of n uniform numbers, at Φ(x).
            let order = n * binomial_mass(k - 1.0, n - 1.0, normal_below(x), normal_below(-x));
            density(x) * order * normal_below((barrier - own * x) / common)
        })
    }
    .min(1.0))
}

fn density(z: f64) -> f64 {
    (-0.5 * z * z).exp() / (2.0 * PI).sqrt()
}

/// `∫ f` over the line by trapezoidal sums, halving the step until the sum stands still.
fn trapezoid(f: impl Fn(f64) -> f64) -> f64 {
    let mut step = COARSEST_STEP;
    let points = |step: f64, offset: f64| {
        let count = (2.0 * REACH / step) as i64;
        (0..=count).map(|i| f(-REACH + (i as f64 + offset) * step)).sum::<f64>()
    };
    let mut sum = points(step, 0.0);
    while step > FINEST_STEP {
        let refined = sum + points(step, 0.5);
        step *= 0.5;
        let change = (refined * step - sum * 2.0 * step).abs();
        sum = refined;
        if change <= TOLERANCE * refined * step {
            break;
        }
    }
    sum * step
}
