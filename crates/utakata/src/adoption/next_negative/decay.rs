//! Exponential decay to zero with additive noise, by least squares.

use super::Unavailable;

/// Fastest decay per period searched: beyond it everything after the first period is zero to the last digit kept.
const FASTEST: f64 = 20.0;
/// Steps of the search grid, denser for slow decay.
const GRID: usize = 400;

/// `x_t = c e^{−b (t−1)}`, with residual standard deviation `s` on `n − 2` degrees of freedom.
pub(super) struct Decay {
    pub(super) c: f64,
    pub(super) b: f64,
    pub(super) s: f64,
    /// Prediction at `t = n + 1`.
    pub(super) prediction: f64,
    /// Delta-method standard error of a new observation there.
    pub(super) standard_error: f64,
}

impl Decay {
    /// Variable projection (Golub & Pereyra 1973): `c` is linear given `b`, so only `b` is searched, on a grid and
    /// then by bisection of the derivative to the last bit.
    pub(super) fn fit(x: &[f64]) -> Result<Self, Unavailable> {
        if x.len() < 3 {
            return Err(Unavailable::TooFewPeriods);
        }
        let at = |step: usize| FASTEST * (step as f64 / GRID as f64).powi(2);
        let sse = |b: f64| residuals(x, b, amplitude(x, b)).map(|r| r * r).sum::<f64>();
        let best = (0..=GRID).min_by(|&i, &j| sse(at(i)).total_cmp(&sse(at(j)))).unwrap_or(0);
        if best == 0 || best == GRID {
            return Err(Unavailable::NotDecaying);
        }
        let (mut low, mut high) = (at(best - 1), at(best + 1));
        // The grid holds a strict interior minimum, so the derivative changes sign between its neighbours.
        for _ in 0..200 {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                break;
            }
            if slope(x, middle) < 0.0 { low = middle } else { high = middle }
        }
        Ok(Self::at(x, f64::midpoint(low, high)))
    }

    fn at(x: &[f64], b: f64) -> Self {
        let n = x.len();
        let c = amplitude(x, b);
        let s = (residuals(x, b, c).map(|r| r * r).sum::<f64>() / (n as f64 - 2.0)).sqrt();
        // Gradient of the curve: (e^{−bt}, −c t e^{−bt}).
        let gradient = |t: f64| [(-b * t).exp(), -c * t * (-b * t).exp()];
        let (mut j00, mut j01, mut j11) = (0.0, 0.0, 0.0);
        for t in 0..n {
            let [g0, g1] = gradient(t as f64);
            j00 += g0 * g0;
            j01 += g0 * g1;
            j11 += g1 * g1;
        }
        let [g0, g1] = gradient(n as f64);
        let quadratic = (g0 * g0 * j11 - 2.0 * g0 * g1 * j01 + g1 * g1 * j00) / (j00 * j11 - j01 * j01);
        let prediction = c * (-b * n as f64).exp();
        Self { c, b, s, prediction, standard_error: s * (1.0 + quadratic).sqrt() }
    }
}

/// The least-squares `c` given `b`.
fn amplitude(x: &[f64], b: f64) -> f64 {
    let (mut xy, mut yy) = (0.0, 0.0);
    for (t, value) in x.iter().enumerate() {
        let decay = (-b * t as f64).exp();
        xy += value * decay;
        yy += decay * decay;
    }
    xy / yy
}

fn residuals(x: &[f64], b: f64, c: f64) -> impl Iterator<Item = f64> + '_ {
    x.iter().enumerate().map(move |(t, value)| value - c * (-b * t as f64).exp())
}

/// Derivative of the profiled sum of squares in `b`, up to the factor 2: `c Σ r_t t e^{−bt}`.
fn slope(x: &[f64], b: f64) -> f64 {
    let c = amplitude(x, b);
    c * residuals(x, b, c).enumerate().map(|(t, r)| r * t as f64 * (-b * t as f64).exp()).sum::<f64>()
}
