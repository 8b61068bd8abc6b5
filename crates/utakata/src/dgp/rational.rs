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

/// Lognormal bubble (Rotermann and Wilfling 2014, Economics Letters 123; 2018, Journal of Empirical Finance): it never
/// restarts from noise and stays positive. `B_{t+1} = α(1 + r)/π·B_t·u` with probability `π`, else
/// `B_{t+1} = (1 − α)(1 + r)/(1 − π)·B_t·u`, `u = exp(τ·N − τ²/2)`; so `E_t B_{t+1} = (1 + r)·B_t` for every `α`.
///
/// Written from the description of the process in later papers; the original parametrisation was not at hand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LognormalBubble {
    /// `r`, required return per period.
    pub rate: f64,
    /// `π`, the probability of growing, in (0, 1).
    pub survival: f64,
    /// `α` in (0, 1): the part of the expected value carried by the growing branch; a collapse keeps about
    /// `(1 − α)/(1 − π)` of the bubble.
    pub growing: f64,
    /// `τ`, standard deviation of the logarithmic noise.
    pub deviation: f64,
    /// First value, above 0.
    pub start: f64,
}

impl Default for LognormalBubble {
    /// `r = 0.01`, `π = 0.95`, `α = 0.98`, `τ = 0.05`, from 1: it grows by 4 % a period and halves or worse in a collapse.
    fn default() -> Self {
        Self { rate: 0.01, survival: 0.95, growing: 0.98, deviation: 0.05, start: 1.0 }
    }
}

impl Process for LognormalBubble {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let up = self.growing * (1.0 + self.rate) / self.survival;
        let down = (1.0 - self.growing) * (1.0 + self.rate) / (1.0 - self.survival);
        let tau = self.deviation;
        let mut size = self.start;
        (0..observations)
            .map(|_| {
                let now = size;
                let factor = if stream.uniform() < self.survival { up } else { down };
                size *= factor * random::exp(tau * normal.sample(stream) - 0.5 * tau * tau);
                now
            })
            .collect()
    }
}

/// Stationary submartingale on a random tree (the idea of Gouriéroux and Jasiak 2019, "A stochastic tree with application
/// to bubble modelling and pricing", which extends Blanchard's bubble): from each node the value either grows by
/// `((1 + r) − (1 − π)·d)/π` or falls to the part `d`, and a positive shock is added,
/// `x_{t+1} = c_{t+1}·x_t + σ·e_{t+1}`, `e` standard exponential. `E_t x_{t+1} = (1 + r)·x_t + σ`; the law is stationary
/// when `E ln c < 0`.
///
/// The paper's own parametrisation was not at hand; two branches with a constant growth are the simplest member.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StochasticTree {
    /// `r`, expected growth per period.
    pub rate: f64,
    /// `π`, the probability of the growing branch, in (0, 1).
    pub survival: f64,
    /// `d`, what a crash leaves, from 0 to 1.
    pub remainder: f64,
    /// `σ`, mean of the shock.
    pub deviation: f64,
    /// First value.
    pub start: f64,
}

impl Default for StochasticTree {
    /// `r = 0.02`, `π = 0.9`, `d = 0.1`, `σ = 0.1`, from 1: the growing branch gains 12 %.
    fn default() -> Self {
        Self { rate: 0.02, survival: 0.9, remainder: 0.1, deviation: 0.1, start: 1.0 }
    }
}

impl Process for StochasticTree {
    fn path(&self, observations: usize, _: &Normal, stream: &mut Stream) -> Vec<f64> {
        let up = (1.0 + self.rate - (1.0 - self.survival) * self.remainder) / self.survival;
        let mut size = self.start;
        (0..observations)
            .map(|_| {
                let now = size;
                let factor = if stream.uniform() < self.survival { up } else { self.remainder };
                size = factor * size - self.deviation * random::ln(stream.uniform());
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

    #[test]
    fn the_lognormal_bubble_is_a_positive_martingale_with_two_branches() {
        let process = LognormalBubble::default();
        let path = process.path(100_000, &Normal::new(), &mut Stream::new(4, 2));
        let growth: Vec<f64> = path.windows(2).filter(|w| w[0] > 1e-290).map(|w| w[1] / w[0]).collect();
        let n = growth.len() as f64;
        let mean = growth.iter().sum::<f64>() / n;
        let variance = growth.iter().map(|g| (g - mean).powi(2)).sum::<f64>() / n;
        assert!(path.iter().all(|&b| b > 0.0) && n > 10_000.0);
        assert!((mean - 1.01).abs() < 3.5 * (variance / n).sqrt(), "{mean}");
        let falls = growth.iter().filter(|&&g| g < 0.7).count() as f64 / n;
        assert!((falls - 0.05).abs() < 0.01, "{falls}");
    }

    #[test]
    fn the_tree_grows_in_expectation_and_stays_put() {
        let process = StochasticTree::default();
        let path = process.path(200_000, &Normal::new(), &mut Stream::new(4, 3));
        // Residuals of E x' = 1.02·x + 0.1, weighted down by the size.
        let terms: Vec<f64> = path.windows(2).map(|w| (w[1] - 1.02 * w[0] - 0.1) / (1.0 + w[0])).collect();
        let n = terms.len() as f64;
        let mean = terms.iter().sum::<f64>() / n;
        let variance = terms.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        assert!(mean.abs() < 3.5 * (variance / n).sqrt(), "{mean}");
        // Stationary: the median of the first half is that of the second.
        let median = |x: &[f64]| {
            let mut x = x.to_vec();
            x.sort_by(f64::total_cmp);
            x[x.len() / 2]
        };
        assert!((median(&path[..100_000]) / median(&path[100_000..]) - 1.0).abs() < 0.05);
    }
}
