//! Tail probabilities that keep their digits: binomial, Student and Poisson, from one incomplete beta function.
//!
//! `statrs` stops its continued fraction after 140 terms, which costs digits from samples of 50,000 and returns
//! nonsense at a million; here it runs until it has converged, and the factor in front comes from saddle-point
//! deviances instead of differences of large log-gammas. Its complementary error function is good to 1e-10 only, so
//! that one is libm's. Quantiles are returned as odds, so that neither end of (0, 1) loses digits.

use std::f64::consts::{PI, SQRT_2};

use libm::{erfc, lgamma};
use statrs::distribution::{ContinuousCDF, Normal};

/// Enough for `a + b` of 10¹²; the fraction needs about `√(max(a, b))` terms.
const MOST_TERMS: u32 = 4_000_000;
const TINY: f64 = 1e-300;

/// `ln Γ(x+1) − ln √(2πx) − x ln x + x`, the error of Stirling's formula (Loader 2000, "Fast and accurate computation
/// of binomial probabilities").
fn stirling_error(x: f64) -> f64 {
    if x < 16.0 {
        return lgamma(x + 1.0) - (x + 0.5) * x.ln() + x - 0.5 * (2.0 * PI).ln();
    }
    let s = (x * x).recip();
    (1.0 / 12.0
        - s * (1.0 / 360.0
            - s * (1.0 / 1260.0 - s * (1.0 / 1680.0 - s * (1.0 / 1188.0 - s * 691.0 / 360360.0)))))
        / x
}

/// `x ln(x/m) + m − x` without cancellation near `x = m` (Loader 2000).
fn deviance(x: f64, m: f64) -> f64 {
    if (x - m).abs() >= 0.1 * (x + m) {
        return x * (x / m).ln() + m - x;
    }
    let v = (x - m) / (x + m);
    let mut sum = (x - m) * v;
    let mut term = 2.0 * x * v;
    for j in 1..1000 {
        term *= v * v;
        let next = sum + term / f64::from(2 * j + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// `Γ(n+1)/(Γ(x+1)Γ(n−x+1)) p^x q^{n−x}` for real `0 ≤ x ≤ n` and `p + q = 1`.
pub(crate) fn binomial_mass(x: f64, n: f64, p: f64, q: f64) -> f64 {
    ln_binomial_mass(x, n, p, q).exp()
}

/// The logarithm of [`binomial_mass`]; `−∞` for an impossible outcome.
pub(crate) fn ln_binomial_mass(x: f64, n: f64, p: f64, q: f64) -> f64 {
    let y = n - x;
    if p <= 0.0 || q <= 0.0 {
        let certain = if p <= 0.0 { x == 0.0 } else { y == 0.0 };
        return if certain { 0.0 } else { f64::NEG_INFINITY };
    }
    if x == 0.0 {
        return n * if p < 0.1 { (-p).ln_1p() } else { q.ln() };
    }
    if y == 0.0 {
        return n * if q < 0.1 { (-q).ln_1p() } else { p.ln() };
    }
    let errors = stirling_error(n) - stirling_error(x) - stirling_error(y);
    errors - deviance(x, n * p) - deviance(y, n * q) + 0.5 * (n / (2.0 * PI * x * y)).ln()
}

/// Poisson probability of `x` at mean `m > 0`.
pub(crate) fn poisson_mass(x: f64, m: f64) -> f64 {
    if x == 0.0 { (-m).exp() } else { (-stirling_error(x) - deviance(x, m)).exp() / (2.0 * PI * x).sqrt() }
}

/// Regularised incomplete beta function `I_p(a, b)` for `a, b > 0` and `p + q = 1`.
pub(crate) fn beta_regularized(a: f64, b: f64, p: f64, q: f64) -> f64 {
    if p <= 0.0 {
        0.0
    } else if q <= 0.0 {
        1.0
    } else if p * (a + b + 2.0) < a + 1.0 {
        beta_fraction(a, b, p, q).clamp(0.0, 1.0)
    } else {
        (1.0 - beta_fraction(b, a, q, p)).clamp(0.0, 1.0)
    }
}

/// `I_p(a, b)` by Lentz's continued fraction, for `p < (a+1)/(a+b+2)`.
fn beta_fraction(a: f64, b: f64, p: f64, q: f64) -> f64 {
    let front = binomial_mass(a, a + b, p, q) * b / (a + b);
    let away = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = away(1.0 - (a + b) * p / (a + 1.0)).recip();
    let mut h = d;
    for m in 1..MOST_TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * p / ((a - 1.0 + 2.0 * m) * (a + 2.0 * m));
        d = away(1.0 + even * d).recip();
        c = away(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * p / ((a + 2.0 * m) * (a + 1.0 + 2.0 * m));
        d = away(1.0 + odd * d).recip();
        c = away(1.0 + odd / c);
        h *= d * c;
        if (d * c - 1.0).abs() < 4.0 * f64::EPSILON {
            break;
        }
    }
    front * h
}

/// The odds `p/q` at which `I_p(a, b) = probability`, by bisection of the log-odds.
pub(crate) fn beta_odds(a: f64, b: f64, probability: f64) -> f64 {
    bisect_odds(|p, q| beta_regularized(a, b, p, q) < probability)
}

/// The odds at which `below(p, q)`, true first and false later as `p` grows, changes.
pub(crate) fn bisect_odds(below: impl Fn(f64, f64) -> bool) -> f64 {
    let (mut low, mut high) = (-700.0_f64, 700.0_f64);
    while high - low > 1e-15 * (1.0 + low.abs().min(high.abs())) {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        let (p, q) = from_log_odds(middle);
        if below(p, q) {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high).exp()
}

/// `(p, q)` of log-odds, both with full relative accuracy.
fn from_log_odds(t: f64) -> (f64, f64) {
    let e = (-t.abs()).exp();
    let (large, small) = ((1.0 + e).recip(), e / (1.0 + e));
    if t < 0.0 { (small, large) } else { (large, small) }
}

/// `P(X ≤ x)` for `X ~ Bin(n, p)`; real `x` and `n` interpolate as the beta function does.
pub(crate) fn binomial_at_most(x: f64, n: f64, p: f64, q: f64) -> f64 {
    if x < 0.0 {
        0.0
    } else if x >= n {
        1.0
    } else {
        beta_regularized(n - x, x + 1.0, q, p)
    }
}

/// `P(X ≥ x)` for `X ~ Bin(n, p)`.
pub(crate) fn binomial_at_least(x: f64, n: f64, p: f64, q: f64) -> f64 {
    if x <= 0.0 {
        1.0
    } else if x > n {
        0.0
    } else {
        beta_regularized(x, n - x + 1.0, p, q)
    }
}

/// `Φ(x)` with full relative accuracy in the lower tail.
pub(crate) fn normal_below(x: f64) -> f64 {
    0.5 * erfc(-x / SQRT_2)
}

/// The `x` with `Φ(x) = p`; one Newton step takes the library's 1e-11 to full accuracy.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    if p > 0.5 {
        return -normal_quantile(1.0 - p);
    }
    let x = Normal::standard().inverse_cdf(p);
    let density = (-0.5 * x * x).exp() / (2.0 * PI).sqrt();
    x - (normal_below(x) - p) / density
}

/// `P(|Z| ≥ |z|)` for a standard normal `Z`.
pub(crate) fn normal_two_sided(z: f64) -> f64 {
    erfc(z.abs() / SQRT_2)
}

/// `P(|T| ≥ |t|)` for Student's t with `df` degrees of freedom.
pub(crate) fn student_two_sided(t: f64, df: f64) -> f64 {
    let square = t * t;
    if square.is_infinite() {
        return 0.0;
    }
    beta_regularized(0.5 * df, 0.5, df / (df + square), square / (df + square))
}

/// The `t > 0` with `P(|T| ≥ t) = two_sided`.
pub(crate) fn student_quantile(two_sided: f64, df: f64) -> f64 {
    (df / beta_odds(0.5 * df, 0.5, two_sided)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(actual: f64, expected: f64, tolerance: f64) {
        assert!((actual - expected).abs() <= tolerance * expected.abs(), "{actual} is not {expected}");
    }

    #[test]
    fn binomial_tails_equal_the_sum_of_their_terms() {
        for (n, p) in [(20.0_f64, 0.3_f64), (12_800.0, 0.86), (400_000.0, 0.5)] {
            let x = (n * p - 1.3 * (n * p * (1.0 - p)).sqrt()).floor();
            // Terms by the ratio of neighbours, from one end only: an independent route.
            let (mut sum, mut term) = (0.0, 1.0);
            let mut k = x;
            while k >= 0.0 && term > 1e-18 {
                sum += term;
                term *= k / (n - k + 1.0) * (1.0 - p) / p;
                k -= 1.0;
            }
            close(binomial_at_most(x, n, p, 1.0 - p), sum * binomial_mass(x, n, p, 1.0 - p), 1e-12);
            close(binomial_at_least(x + 1.0, n, p, 1.0 - p), 1.0 - binomial_at_most(x, n, p, 1.0 - p), 1e-12);
        }
    }

    #[test]
    fn closed_forms_of_student_and_small_masses() {
        // Cauchy: P(|T| ≥ 1) = 1/2; two degrees of freedom: t = u√(2/(1−u²)) for central probability u.
        close(student_two_sided(1.0, 1.0), 0.5, 1e-14);
        close(student_quantile(0.05, 2.0), 0.95 * (2.0_f64 / (1.0 - 0.95 * 0.95)).sqrt(), 1e-13);
        close(binomial_mass(3.0, 8.0, 0.5, 0.5), 56.0 / 256.0, 1e-14);
        close(poisson_mass(4.0, 2.5), 2.5_f64.powi(4) / 24.0 * (-2.5_f64).exp(), 1e-14);
        // Mass sums to one at a size where log-gammas would have lost five digits.
        let n = 1_000_000.0;
        let total: f64 = (0..20_000).map(|i| binomial_mass(490_000.0 + f64::from(i), n, 0.5, 0.5)).sum();
        close(total, 1.0, 1e-13);
    }
}
