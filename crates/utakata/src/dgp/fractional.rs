//! Fractional integration.

use super::Process;
use crate::random::{Normal, Stream};

/// Fractionally integrated noise of type II, `(1 − L)^d y_t = σ·ε_t·1{t ≥ 1}` (Granger and Joyeux 1980, Journal of Time
/// Series Analysis 1; Marinucci and Robinson 1999): `y_t = σ Σ_j ψ_j ε_{t−j}` with `ψ_0 = 1`,
/// `ψ_j = ψ_{j−1}·(j − 1 + d)/j`. Order 1 is the random walk; above 1 the path is smoother and looks like a trend.
///
/// Work grows with the square of the length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FractionalNoise {
    /// `d`.
    pub order: f64,
    /// `σ`.
    pub deviation: f64,
}

impl Default for FractionalNoise {
    /// `d = 0.8`: mean-reverting, not stationary.
    fn default() -> Self {
        Self { order: 0.8, deviation: 1.0 }
    }
}

impl Process for FractionalNoise {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let shocks: Vec<f64> = (0..observations).map(|_| self.deviation * normal.sample(stream)).collect();
        let mut weights = Vec::with_capacity(observations);
        let mut weight = 1.0;
        for j in 1..=observations {
            weights.push(weight);
            weight *= (j as f64 - 1.0 + self.order) / j as f64;
        }
        (1..=observations)
            .map(|t| weights.iter().zip(shocks[..t].iter().rev()).map(|(w, e)| w * e).sum())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(order: f64, observations: usize) -> Vec<f64> {
        FractionalNoise { order, deviation: 1.0 }.path(observations, &Normal::new(), &mut Stream::new(4, 0))
    }

    #[test]
    fn whole_orders_are_noise_and_its_sums() {
        let (noise, walk, twice) = (at(0.0, 60), at(1.0, 60), at(2.0, 60));
        let (mut once, mut again) = (0.0, 0.0);
        for t in 0..60 {
            once += noise[t];
            again += once;
            assert!((walk[t] - once).abs() < 1e-12 && (twice[t] - again).abs() < 1e-11, "{t}");
        }
    }

    #[test]
    fn a_stationary_order_has_its_autocorrelation() {
        // First autocorrelation d/(1 − d).
        let x = at(0.2, 8000);
        let product: f64 = x.windows(2).map(|w| w[0] * w[1]).sum();
        let square: f64 = x.iter().map(|v| v * v).sum();
        assert!((product / square - 0.25).abs() < 0.05, "{}", product / square);
    }
}
