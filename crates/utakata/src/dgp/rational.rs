//! Rational bubbles: explosive in expectation, `E_t B_{t+1} = (1 + r)·B_t`, and bursting at random.

use super::Process;
use crate::random::{self, Normal, Stream};

/// Periodically collapsing bubble of Evans (1991, American Economic Review 81): while `B ≤ α` it grows by
/// `(1 + r)·B·u`; above, it is `{δ + π⁻¹(1 + r)·θ·(B − δ/(1 + r))}·u` with `θ = 1` with probability `π`, else 0.
/// `u = exp(τ·N − τ²/2)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evans {
    /// `r`, required return per period.
    pub rate: f64,
    /// `α`, the size above which it may burst.
    pub threshold: f64,
    /// `δ`, expected size after a burst; below `(1 + r)·α`.
    pub restart: f64,
    /// `π`, the probability of surviving a period.
    pub survival: f64,
    /// `τ`, standard deviation of the logarithmic noise.
    pub deviation: f64,
}

impl Default for Evans {
    /// `r = 0.05`, `α = 1`, `δ = 0.5`, `π = 0.7`, `τ = 0.05`; the path begins at `δ`.
    fn default() -> Self {
        Self { rate: 0.05, threshold: 1.0, restart: 0.5, survival: 0.7, deviation: 0.05 }
    }
}

impl Process for Evans {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let growth = 1.0 + self.rate;
        let mut size = self.restart;
        (0..observations)
            .map(|_| {
                let now = size;
                let tau = self.deviation;
                let u = random::exp(tau * normal.sample(stream) - 0.5 * tau * tau);
                size = if size <= self.threshold {
                    growth * size * u
                } else {
                    let theta = if stream.uniform() < self.survival { 1.0 / self.survival } else { 0.0 };
                    (self.restart + growth * theta * (size - self.restart / growth)) * u
                };
                now
            })
            .collect()
    }
}

/// Bubble of Blanchard (1979, Economics Letters 3): `(1 + r)/π·B + ε` with probability `π`, else `ε`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Blanchard {
    /// `r`, required return per period.
    pub rate: f64,
    /// `π`, the probability of surviving a period.
    pub survival: f64,
    /// Standard deviation of `ε`.
    pub deviation: f64,
    /// First value.
    pub start: f64,
}

impl Default for Blanchard {
    /// `r = 0.05`, `π = 0.7`, `σ = 0.03`, from 0.1.
    fn default() -> Self {
        Self { rate: 0.05, survival: 0.7, deviation: 0.03, start: 0.1 }
    }
}

impl Process for Blanchard {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let mut size = self.start;
        (0..observations)
            .map(|_| {
                let now = size;
                let noise = self.deviation * normal.sample(stream);
                let survives = stream.uniform() < self.survival;
                size = noise + if survives { (1.0 + self.rate) / self.survival * size } else { 0.0 };
                now
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and standard error of `B_{t+1}/B_t − (1 + r)`, weighted down to bounded terms by the size.
    fn excess_growth(path: &[f64], rate: f64) -> (f64, f64) {
        let terms: Vec<f64> =
            path.windows(2).map(|w| (w[1] - (1.0 + rate) * w[0]) / (1.0 + w[0].abs())).collect();
        let n = terms.len() as f64;
        let mean = terms.iter().sum::<f64>() / n;
        let variance = terms.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        (mean, (variance / n).sqrt())
    }

    #[test]
    fn bubbles_earn_the_required_return_on_average_and_burst() {
        let normal = Normal::new();
        let evans = Evans::default().path(200_000, &normal, &mut Stream::new(4, 0));
        let blanchard = Blanchard::default().path(200_000, &normal, &mut Stream::new(4, 1));
        for path in [&evans, &blanchard] {
            let (mean, se) = excess_growth(path, 0.05);
            assert!(mean.abs() < 3.5 * se, "{mean} {se}");
        }
        assert!(evans.iter().all(|&b| b > 0.0), "Evans's bubble never dies");
        // Bursts: of the periods above the threshold, a share 1 − π = 0.3.
        let above = evans.windows(2).filter(|w| w[0] > 2.0);
        let (total, bursts) = above.fold((0.0, 0.0), |(n, k), w| (n + 1.0, k + f64::from(w[1] < 0.5 * w[0])));
        assert!((bursts / total - 0.3_f64).abs() < 0.03, "{bursts} of {total}");
    }
}
