//! GARCH(1,1) with Student t shocks, fitted to returns.

use libm::lgamma;
use serde::Serialize;

use super::matched::moments;

/// `h_t = ω + α e²_{t−1} + β h_{t−1}` with Student t shocks of unit variance (Bollerslev 1987).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct GarchFit {
    /// `ω`.
    pub constant: f64,
    /// `α`.
    pub news: f64,
    /// `β`.
    pub memory: f64,
    /// Degrees of freedom.
    pub freedom: u32,
}

const NEWS: [f64; 6] = [0.01, 0.03, 0.06, 0.1, 0.15, 0.25];
/// `1 − α − β`.
const FORGETTING: [f64; 7] = [0.005, 0.015, 0.03, 0.06, 0.12, 0.25, 0.5];
const FREEDOMS: [u32; 8] = [3, 4, 5, 6, 8, 11, 16, 30];
const LEAST_FORGETTING: f64 = 0.001;

/// Maximum likelihood with the variance of the returns as that of the model (variance targeting): a grid, then steps that
/// halve.
pub fn fit_garch(returns: &[f64]) -> GarchFit {
    let (mean, deviation) = moments(returns);
    let squares: Vec<f64> = returns.iter().map(|r| ((r - mean) / deviation).powi(2)).collect();
    let mut best = (f64::NEG_INFINITY, [0.1_f64.ln(), 0.05_f64.ln()], 5);
    let try_one = |at: [f64; 2], freedom: u32, best: &mut (f64, [f64; 2], u32)| {
        let value = likelihood(&squares, at[0].exp(), at[1].exp(), freedom);
        let better = value > best.0;
        if better {
            *best = (value, at, freedom);
        }
        better
    };
    for freedom in FREEDOMS {
        for news in NEWS {
            for forgetting in FORGETTING {
                try_one([news.ln(), forgetting.ln()], freedom, &mut best);
            }
        }
    }
    let mut step = 0.4;
    while step > 0.01 {
        let (_, [a, f], nu) = best;
        let mut moved = false;
        for (at, freedom) in [
            ([a + step, f], nu),
            ([a - step, f], nu),
            ([a, f + step], nu),
            ([a, f - step], nu),
            ([a, f], nu + 1),
            ([a, f], nu.saturating_sub(1).max(3)),
        ] {
            moved |= try_one(at, freedom, &mut best);
        }
        if !moved {
            step *= 0.5;
        }
    }
    let (_, [a, f], freedom) = best;
    let (news, forgetting) = (a.exp(), f.exp());
    GarchFit { constant: forgetting * deviation * deviation, news, memory: 1.0 - news - forgetting, freedom }
}

/// Log-likelihood of standardised squares; `−∞` outside the stationary region.
fn likelihood(squares: &[f64], news: f64, forgetting: f64, freedom: u32) -> f64 {
    const MOST_FREEDOM: u32 = 60;
    let memory = 1.0 - news - forgetting;
    if memory < 0.0 || forgetting < LEAST_FORGETTING || freedom > MOST_FREEDOM {
        return f64::NEG_INFINITY;
    }
    let nu = f64::from(freedom);
    let constant =
        lgamma(0.5 * (nu + 1.0)) - lgamma(0.5 * nu) - 0.5 * (std::f64::consts::PI * (nu - 2.0)).ln();
    let (mut variance, mut sum) = (1.0_f64, 0.0);
    for square in squares {
        sum -= 0.5 * variance.ln() + 0.5 * (nu + 1.0) * (square / ((nu - 2.0) * variance)).ln_1p();
        variance = forgetting + news * square + memory * variance;
    }
    sum + squares.len() as f64 * constant
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dgp::{GjrGarch, Innovation, Process, RandomWalk};
    use crate::random::{Normal, Stream};
    use crate::sample::differences;

    #[test]
    fn parameters_come_back_from_a_long_sample() {
        let truth = GjrGarch {
            constant: 0.05,
            news: 0.1,
            asymmetry: 0.0,
            memory: 0.85,
            innovation: Innovation::Student { freedom: 6 },
            burn_in: 500,
        };
        let path = truth.path(30_001, &Normal::new(), &mut Stream::new(9, 0));
        let found = fit_garch(&differences(&path));
        // Standard errors about 0.006, 0.01 and 0.2.
        assert!((found.news - 0.1).abs() < 0.02 && (found.memory - 0.85).abs() < 0.03, "{found:?}");
        assert!((5..=7).contains(&found.freedom), "{found:?}");
    }

    #[test]
    fn steps_of_constant_variance_have_little_news() {
        let path = RandomWalk::default().path(5_001, &Normal::new(), &mut Stream::new(9, 1));
        let found = fit_garch(&differences(&path));
        assert!(found.news < 0.03 && found.freedom > 20, "{found:?}");
        let variance = found.constant / (1.0 - found.news - found.memory);
        assert!((variance - 1.0).abs() < 0.07, "{found:?}");
    }
}
