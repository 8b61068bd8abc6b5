//! Unit roots with steps of one law throughout: nulls that a test must not reject.

use super::{Innovation, Process, cumulated};
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
        let innovation = Innovation::Student { freedom: self.freedom };
        cumulated(0.0, observations, || innovation.draw(normal, stream))
    }
}

/// Random walk with skewed Student t steps of mean 0 and unit variance ([`Innovation::SkewStudent`]).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SkewStudentWalk {
    /// Degrees of freedom, at least 3.
    pub freedom: u32,
    /// Skewness parameter `γ` above 0; 1 is symmetric.
    pub skewness: f64,
}

impl Default for SkewStudentWalk {
    /// Five degrees of freedom, `γ = 0.8`: crashes are larger than rises.
    fn default() -> Self {
        Self { freedom: 5, skewness: 0.8 }
    }
}

impl Process for SkewStudentWalk {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let innovation = Innovation::SkewStudent { freedom: self.freedom, skewness: self.skewness };
        cumulated(0.0, observations, || innovation.draw(normal, stream))
    }
}

/// Random walk with Poisson jumps in its steps (Merton 1976, Journal of Financial Economics 3): each step is
/// `σ·ε_t` plus `N_t` normal jumps, `N_t` Poisson.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct JumpWalk {
    /// Standard deviation of a step without jumps, `σ`.
    pub deviation: f64,
    /// Expected jumps per step, from 0 to 100.
    pub intensity: f64,
    /// Mean of a jump.
    pub jump_mean: f64,
    /// Standard deviation of a jump.
    pub jump_deviation: f64,
}

impl Default for JumpWalk {
    /// Unit steps, one jump in fifty steps, five standard deviations large, as likely up as down.
    fn default() -> Self {
        Self { deviation: 1.0, intensity: 0.02, jump_mean: 0.0, jump_deviation: 5.0 }
    }
}

impl Process for JumpWalk {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        // Jumps of a step: uniforms multiplied until they fall below exp(−intensity) (Knuth 1969).
        let floor = random::exp(-self.intensity.clamp(0.0, 100.0));
        cumulated(0.0, observations, || {
            let mut step = self.deviation * normal.sample(stream);
            let mut product = stream.uniform();
            while product > floor {
                step += self.jump_mean + self.jump_deviation * normal.sample(stream);
                product *= stream.uniform();
            }
            step
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

        let skewed = steps(&SkewStudentWalk { freedom: 12, skewness: 1.5 });
        assert!(skewed.iter().sum::<f64>().abs() / 1e5 < 0.02 && (variance(&skewed) - 1.0).abs() < 0.03);

        // Mean λμ, variance σ² + λ(μ² + s²).
        let jumps = steps(&JumpWalk { deviation: 1.0, intensity: 0.5, jump_mean: -1.0, jump_deviation: 2.0 });
        assert!((jumps.iter().sum::<f64>() / 1e5 + 0.5).abs() < 0.03);
        assert!((variance(&jumps) - 3.5).abs() < 0.1, "{}", variance(&jumps));

        assert!(
            (correlation(&steps(&Arima { autoregressive: 0.3, moving_average: 0.0 })) - 0.3).abs() < 0.02
        );
        assert!(
            (correlation(&steps(&Arima { autoregressive: 0.0, moving_average: 0.5 })) - 0.4).abs() < 0.02
        );
    }
}
