//! Unit-root processes: the nulls a test must not reject.

use super::{Process, cumulated};
use crate::random::{self, Normal, Stream};

/// `y_t = y_{t−1} + μ + σ·ε_t`, `ε` standard normal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RandomWalk {
    /// First value.
    pub start: f64,
    /// Drift per step `μ`.
    pub drift: f64,
    /// Standard deviation of a step `σ`.
    pub deviation: f64,
}

impl Default for RandomWalk {
    /// From 0, no drift, unit steps.
    fn default() -> Self {
        Self { start: 0.0, drift: 0.0, deviation: 1.0 }
    }
}

impl Process for RandomWalk {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        cumulated(self.start, observations, || self.drift + self.deviation * normal.sample(stream))
    }
}

/// Random walk with Student t steps scaled to unit variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StudentWalk {
    /// Degrees of freedom, at least 3.
    pub freedom: u32,
}

impl Default for StudentWalk {
    /// Three degrees of freedom.
    fn default() -> Self {
        Self { freedom: 3 }
    }
}

impl Process for StudentWalk {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let freedom = f64::from(self.freedom.max(3));
        let scale = (freedom - 2.0).sqrt();
        cumulated(0.0, observations, || {
            let z = normal.sample(stream);
            let chi2: f64 = (0..self.freedom.max(3)).map(|_| normal.sample(stream).powi(2)).sum();
            z / chi2.sqrt() * scale
        })
    }
}

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

/// Random walk with ARMA(1,1) differences: `d_t = φ·d_{t−1} + ε_t + θ·ε_{t−1}`, after 50 burnt steps.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Arima {
    /// `φ`, in (−1, 1).
    pub autoregressive: f64,
    /// `θ`.
    pub moving_average: f64,
}

impl Process for Arima {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let (mut difference, mut shock) = (0.0, 0.0);
        let mut step = || {
            let new = normal.sample(stream);
            difference = self.autoregressive * difference + new + self.moving_average * shock;
            shock = new;
            difference
        };
        for _ in 0..50 {
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
        let walk = steps(&RandomWalk { drift: 0.2, deviation: 2.0, start: 5.0 });
        assert!((walk.iter().sum::<f64>() / 1e5 - 0.2).abs() < 0.03);
        assert!((variance(&walk) - 4.0).abs() < 0.1);

        let student = steps(&StudentWalk { freedom: 8 });
        assert!((variance(&student) - 1.0).abs() < 0.03);
        let kurtosis = student.iter().map(|d| d.powi(4)).sum::<f64>() / 1e5 / variance(&student).powi(2);
        assert!((kurtosis - 4.5).abs() < 0.5, "{kurtosis}");

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

        assert!(
            (correlation(&steps(&Arima { autoregressive: 0.3, moving_average: 0.0 })) - 0.3).abs() < 0.02
        );
        assert!(
            (correlation(&steps(&Arima { autoregressive: 0.0, moving_average: 0.5 })) - 0.4).abs() < 0.02
        );
    }
}
