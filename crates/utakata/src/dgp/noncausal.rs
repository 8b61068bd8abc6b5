//! Mixed causal-noncausal autoregressions: bubbles inside a stationary process.

use super::Process;
use crate::random::{Normal, Stream};

/// Mixed causal-noncausal autoregression MAR(1,1) (Lanne and Saikkonen 2011, Journal of Time Series Econometrics 3;
/// Gouriéroux and Zakoïan 2017, Journal of the Royal Statistical Society B 79):
/// `(1 − φL)(1 − ψL⁻¹)·y_t = σ·ε_t` with Student t shocks (not scaled), Cauchy at one degree of freedom.
///
/// The noncausal part grows like `ψ^{−t}` towards a large shock and then crashes at once: a locally explosive path without
/// any change of regime.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MixedAutoregression {
    /// `φ` in (−1, 1): how slowly a crash fades.
    pub causal: f64,
    /// `ψ` in (−1, 1): how slowly a bubble builds.
    pub noncausal: f64,
    /// Degrees of freedom of the shocks; 0 counts as 1, Cauchy.
    pub freedom: u32,
    /// `σ`.
    pub scale: f64,
}

impl Default for MixedAutoregression {
    /// `φ = 0.1`, `ψ = 0.9`, Cauchy shocks of scale 1.
    fn default() -> Self {
        Self { causal: 0.1, noncausal: 0.9, freedom: 1, scale: 1.0 }
    }
}

/// Observations thrown away at both ends.
const BURN_IN: usize = 500;

impl Process for MixedAutoregression {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let freedom = self.freedom.max(1);
        let mut values: Vec<f64> = (0..observations + 2 * BURN_IN)
            .map(|_| {
                let z = normal.sample(stream);
                let chi2: f64 = (0..freedom).map(|_| normal.sample(stream).powi(2)).sum();
                self.scale * z * (f64::from(freedom) / chi2).sqrt()
            })
            .collect();
        let mut later = 0.0;
        for value in values.iter_mut().rev() {
            *value += self.noncausal * later;
            later = *value;
        }
        let mut earlier = 0.0;
        for value in &mut values {
            *value += self.causal * earlier;
            earlier = *value;
        }
        values[BURN_IN..BURN_IN + observations].to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn median_size(x: impl Iterator<Item = f64>) -> f64 {
        let mut sizes: Vec<f64> = x.map(f64::abs).collect();
        sizes.sort_by(f64::total_cmp);
        sizes[sizes.len() / 2]
    }

    #[test]
    fn the_cauchy_noncausal_autoregression_has_its_marginal_law() {
        // y = Σ ψ^j ε_{t+j} is Cauchy with scale σ/(1 − ψ), and |Cauchy(s)| has median s.
        let process = MixedAutoregression { causal: 0.0, noncausal: 0.6, freedom: 1, scale: 2.0 };
        let path = process.path(100_000, &Normal::new(), &mut Stream::new(3, 0));
        let median = median_size(path.iter().copied());
        assert!((median / 5.0 - 1.0).abs() < 0.05, "{median}");
    }

    #[test]
    fn both_filters_give_the_shocks_back() {
        let process = MixedAutoregression { causal: 0.3, noncausal: 0.8, freedom: 1, scale: 1.0 };
        let path = process.path(50_000, &Normal::new(), &mut Stream::new(3, 1));
        let filtered = path.windows(3).map(|w| (w[1] - 0.3 * w[0]) - 0.8 * (w[2] - 0.3 * w[1]));
        assert!((median_size(filtered) - 1.0).abs() < 0.03);
    }
}
