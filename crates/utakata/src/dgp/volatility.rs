//! Unit roots whose volatility changes: nulls that a test with constant-variance critical values rejects too often.

use super::{Innovation, Process, cumulated};
use crate::random::{self, Normal, Stream};

/// Random walk with GARCH(1,1) steps (Bollerslev 1986): `h_t = ω + α·e²_{t−1} + β·h_{t−1}`, started at the
/// stationary variance `ω/(1 − α − β)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Garch {
    /// `ω`.
    pub constant: f64,
    /// `α`, the weight of the last squared step.
    pub news: f64,
    /// `β`, the weight of the last variance; `α + β < 1`.
    pub memory: f64,
}

impl Default for Garch {
    /// `α = 0.09`, `β = 0.90`, unit variance.
    fn default() -> Self {
        Self { constant: 0.01, news: 0.09, memory: 0.90 }
    }
}

impl Process for Garch {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let mut variance = self.constant / (1.0 - self.news - self.memory);
        let mut last = variance.sqrt() * normal.sample(stream);
        cumulated(0.0, observations, || {
            variance = self.constant + self.news * last * last + self.memory * variance;
            last = variance.sqrt() * normal.sample(stream);
            last
        })
    }
}

/// Random walk whose log variance is an AR(1) (Taylor 1986): `h_t = φ·h_{t−1} + τ·η_t`, step `exp(h_t/2)·ε_t`,
/// started in the stationary distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StochasticVolatility {
    /// `φ`, in (−1, 1).
    pub persistence: f64,
    /// `τ`, standard deviation of the shocks to log variance.
    pub deviation: f64,
}

impl Default for StochasticVolatility {
    /// `φ = 0.98`, `τ = 0.2`.
    fn default() -> Self {
        Self { persistence: 0.98, deviation: 0.2 }
    }
}

impl Process for StochasticVolatility {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let stationary = self.deviation / (1.0 - self.persistence * self.persistence).sqrt();
        let mut log_variance = stationary * normal.sample(stream);
        cumulated(0.0, observations, || {
            log_variance = self.persistence * log_variance + self.deviation * normal.sample(stream);
            random::exp(0.5 * log_variance) * normal.sample(stream)
        })
    }
}

/// Random walk whose step variance changes once (Harvey, Leybourne, Sollis and Taylor 2016).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VarianceBreak {
    /// Variance after the break over the variance before it.
    pub ratio: f64,
    /// Share of the sample before the break.
    pub at: f64,
}

impl Default for VarianceBreak {
    /// Nine times the variance from mid-sample on.
    fn default() -> Self {
        Self { ratio: 9.0, at: 0.5 }
    }
}

impl Process for VarianceBreak {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let before = (self.at * observations as f64) as usize;
        let mut t = 0;
        cumulated(0.0, observations, || {
            t += 1;
            normal.sample(stream) * if t < before { 1.0 } else { self.ratio.sqrt() }
        })
    }
}

/// Random walk whose steps have one loud stretch (Harvey, Leybourne, Sollis and Taylor 2016, their temporary break).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VolatilityBurst {
    /// Variance in the stretch over the variance outside it.
    pub ratio: f64,
    /// Where it begins, as a share of the sample.
    pub from: f64,
    /// Where it ends, as a share of the sample.
    pub to: f64,
}

impl Default for VolatilityBurst {
    /// Five times the standard deviation over a tenth of the sample, in its middle.
    fn default() -> Self {
        Self { ratio: 25.0, from: 0.45, to: 0.55 }
    }
}

impl Process for VolatilityBurst {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let n = observations as f64;
        let (from, to) = ((self.from * n) as usize, (self.to * n) as usize);
        let mut t = 0;
        cumulated(0.0, observations, || {
            t += 1;
            normal.sample(stream) * if (from..to).contains(&t) { self.ratio.sqrt() } else { 1.0 }
        })
    }
}

/// Random walk with GJR-GARCH(1,1) steps (Glosten, Jagannathan and Runkle 1993, Journal of Finance 48):
/// `h_t = ω + (α + γ·1{e_{t−1} < 0})·e²_{t−1} + β·h_{t−1}`, with a burn-in from `ω/(1 − α − γ/2 − β)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GjrGarch {
    /// `ω`.
    pub constant: f64,
    /// `α`, the weight of the last squared step.
    pub news: f64,
    /// `γ`, its extra weight after a fall; `α + γ/2 + β < 1` for symmetric shocks.
    pub asymmetry: f64,
    /// `β`, the weight of the last variance.
    pub memory: f64,
    /// Law of the shocks.
    pub innovation: Innovation,
    /// Steps thrown away before the path begins.
    pub burn_in: usize,
}

impl Default for GjrGarch {
    /// `α = 0.04`, `γ = 0.10`, `β = 0.90`, unit variance, normal shocks, 500 burnt steps.
    fn default() -> Self {
        Self {
            constant: 0.01,
            news: 0.04,
            asymmetry: 0.10,
            memory: 0.90,
            innovation: Innovation::Normal,
            burn_in: 500,
        }
    }
}

impl Process for GjrGarch {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let mut variance = self.constant / (1.0 - self.news - 0.5 * self.asymmetry - self.memory);
        let mut last = variance.sqrt() * self.innovation.draw(normal, stream);
        let mut step = || {
            let news = self.news + if last < 0.0 { self.asymmetry } else { 0.0 };
            variance = self.constant + news * last * last + self.memory * variance;
            last = variance.sqrt() * self.innovation.draw(normal, stream);
            last
        };
        for _ in 0..self.burn_in {
            step();
        }
        cumulated(0.0, observations, step)
    }
}

/// Random walk whose variance is a square-root diffusion (Cox, Ingersoll and Ross 1985, Econometrica 53; Heston 1993):
/// `dv = κ(θ − v)dt + σ√v dW`, a step of the path being `√v_t·ε_t`. Discretised with full truncation (Lord, Koekkoek and
/// van Dijk 2010), ten substeps per observation, after a burn-in of `5/κ` observations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CirVolatility {
    /// `κ` per observation, above 0.
    pub reversion: f64,
    /// `θ`, the mean variance.
    pub mean: f64,
    /// `σ`, the volatility of the variance; at most `√(2κθ)` keeps it off zero.
    pub deviation: f64,
}

impl Default for CirVolatility {
    /// `κ = 0.05`, `θ = 1`, `σ = 0.25`.
    fn default() -> Self {
        Self { reversion: 0.05, mean: 1.0, deviation: 0.25 }
    }
}

impl Process for CirVolatility {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        const SUBSTEPS: u32 = 10;
        let dt = 1.0 / f64::from(SUBSTEPS);
        let mut variance = self.mean;
        let mut step = || {
            for _ in 0..SUBSTEPS {
                let now = variance.max(0.0);
                variance += self.reversion * (self.mean - now) * dt
                    + self.deviation * (now * dt).sqrt() * normal.sample(stream);
            }
            variance.max(0.0).sqrt() * normal.sample(stream)
        };
        // A reversion that is no positive number burns nothing.
        for _ in 0..((5.0 / self.reversion) as usize).min(10_000) {
            step();
        }
        cumulated(0.0, observations, step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(process: &impl Process) -> Vec<f64> {
        let path = process.path(100_001, &Normal::new(), &mut Stream::new(21, 0));
        path.windows(2).map(|w| w[1] - w[0]).collect()
    }

    fn variance(x: &[f64]) -> f64 {
        let mean = x.iter().sum::<f64>() / x.len() as f64;
        x.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / x.len() as f64
    }

    fn correlation(x: &[f64]) -> f64 {
        let mean = x.iter().sum::<f64>() / x.len() as f64;
        x.windows(2).map(|w| (w[0] - mean) * (w[1] - mean)).sum::<f64>() / (variance(x) * x.len() as f64)
    }

    #[test]
    fn moments_are_those_of_the_theory() {
        let (alpha, beta) = (0.1, 0.8);
        let garch = steps(&Garch { constant: 0.1, news: alpha, memory: beta });
        assert!((variance(&garch) - 1.0).abs() < 0.05);
        let squares: Vec<f64> = garch.iter().map(|d| d * d).collect();
        let expected = alpha * (1.0 - alpha * beta - beta * beta) / (1.0 - 2.0 * alpha * beta - beta * beta);
        assert!((correlation(&squares) - expected).abs() < 0.04, "{} {expected}", correlation(&squares));

        // Log variance has standard deviation τ/√(1 − φ²) = 0.5: E step² = exp(0.125).
        let volatile = steps(&StochasticVolatility { persistence: 0.6, deviation: 0.4 });
        assert!((variance(&volatile) - 0.125_f64.exp()).abs() < 0.04, "{}", variance(&volatile));

        let broken = steps(&VarianceBreak { ratio: 9.0, at: 0.25 });
        assert!((variance(&broken[25_000..]) / variance(&broken[..24_990]) - 9.0).abs() < 0.5);

        let burst = steps(&VolatilityBurst { ratio: 25.0, from: 0.4, to: 0.6 });
        let (inside, outside) = (variance(&burst[40_010..59_990]), variance(&burst[..39_990]));
        assert!((inside / outside - 25.0).abs() < 1.5 && (variance(&burst[60_010..]) - 1.0).abs() < 0.05);
    }

    #[test]
    fn the_asymmetric_garch_is_stationary_and_answers_falls() {
        let gjr =
            GjrGarch { constant: 0.05, news: 0.05, asymmetry: 0.1, memory: 0.85, ..GjrGarch::default() };
        let steps = steps(&gjr);
        assert!((variance(&steps) - 1.0).abs() < 0.06, "{}", variance(&steps));
        // Cov(e_t, e²_{t+1}) = γ·E[e³; e < 0] = −γ·√(2/π)·E h^{3/2}, about −0.084; without asymmetry zero. Its standard
        // error is about 0.013.
        let leverage = |x: &[f64]| x.windows(2).map(|w| w[0] * w[1] * w[1]).sum::<f64>() / x.len() as f64;
        assert!((leverage(&steps) + 0.084).abs() < 0.045, "{}", leverage(&steps));
        let plain = super::tests::steps(&GjrGarch { asymmetry: 0.0, news: 0.1, ..gjr });
        assert!(leverage(&plain).abs() < 0.039, "{}", leverage(&plain));
        assert!((variance(&plain) - 1.0).abs() < 0.06);
    }

    #[test]
    fn the_square_root_variance_has_its_moments() {
        let (kappa, theta, sigma) = (0.2, 2.0, 0.4);
        let x = steps(&CirVolatility { reversion: kappa, mean: theta, deviation: sigma });
        assert!((variance(&x) - theta).abs() < 0.06, "{}", variance(&x));
        // Var v = σ²θ/2κ, and Cov(e²_t, e²_{t+1}) = e^{−κ}·Var v.
        let squares: Vec<f64> = x.iter().map(|e| e * e).collect();
        let covariance = correlation(&squares) * variance(&squares);
        let expected = (-kappa).exp() * sigma * sigma * theta / (2.0 * kappa);
        assert!((covariance / expected - 1.0).abs() < 0.15, "{covariance} {expected}");
    }
}
