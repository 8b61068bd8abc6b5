//! Nulls fitted to the returns of an asset.

use serde::Serialize;

use super::{GarchFit, fit_garch};
use crate::dgp::{GjrGarch, Innovation, Process, RandomWalk};
use crate::random::{Normal, Stream};
use crate::sample::{SampleError, check, differences};

/// A null of no bubble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NullModel {
    /// Geometric random walk with the drift and volatility of the returns.
    Gbm,
    /// Random walk with drift and GARCH(1,1) steps with Student t shocks.
    Garch,
    /// The returns themselves in blocks of random length, 20 on average, drawn with replacement and joined (the
    /// stationary bootstrap of Politis & Romano 1994). Their mean, the drift, is kept.
    Block,
}

/// Mean number of returns in a block: a month of trading days.
const BLOCK: f64 = 20.0;
/// Fewest logarithms a null is fitted to.
const LEAST: usize = 20;

/// A null with its parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Matched {
    /// Mean return.
    drift: f64,
    steps: Steps,
}

#[derive(Debug, Clone, PartialEq)]
enum Steps {
    Gbm { deviation: f64 },
    Garch(GarchFit),
    Block { returns: Vec<f64> },
}

impl Matched {
    /// Fits `model` to the returns of logarithms of prices.
    ///
    /// # Errors
    /// [`SampleError`] for too few prices, values that are not finite, or returns that do not vary.
    pub fn fit(model: NullModel, logs: &[f64]) -> Result<Self, SampleError> {
        check(logs, LEAST)?;
        let returns = differences(logs);
        let (drift, deviation) = moments(&returns);
        if deviation <= 1e-12 * drift.abs() {
            return Err(SampleError::Still("the returns"));
        }
        let steps = match model {
            NullModel::Gbm => Steps::Gbm { deviation },
            NullModel::Garch => Steps::Garch(fit_garch(&returns)),
            NullModel::Block => Steps::Block { returns },
        };
        Ok(Self { drift, steps })
    }

    /// One path, from 0.
    pub fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        match &self.steps {
            Steps::Gbm { deviation } => RandomWalk { start: 0.0, drift: self.drift, deviation: *deviation }
                .path(observations, normal, stream),
            Steps::Garch(garch) => {
                let mut path = GjrGarch {
                    constant: garch.constant,
                    news: garch.news,
                    asymmetry: 0.0,
                    memory: garch.memory,
                    innovation: Innovation::Student { freedom: garch.freedom },
                    burn_in: 250,
                }
                .path(observations, normal, stream);
                for (t, level) in path.iter_mut().enumerate() {
                    *level += self.drift * t as f64;
                }
                path
            }
            Steps::Block { returns } => joined(returns, observations, stream),
        }
    }
}

/// Mean and standard deviation.
pub(super) fn moments(returns: &[f64]) -> (f64, f64) {
    let n = returns.len() as f64;
    let mean = returns.iter().sum::<f64>() / n;
    (mean, (returns.iter().map(|r| (r - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt())
}

/// Blocks of geometric length from a circle of the returns.
fn joined(returns: &[f64], observations: usize, stream: &mut Stream) -> Vec<f64> {
    let (mut level, mut at) = (0.0, stream.below(returns.len()));
    let mut path = Vec::with_capacity(observations);
    for t in 0..observations {
        if t > 0 {
            level += returns[at];
            let again = stream.uniform() < 1.0 / BLOCK;
            at = if again { stream.below(returns.len()) } else { (at + 1) % returns.len() };
        }
        path.push(level);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_null_keeps_drift_and_volatility() {
        let (normal, mut stream) = (Normal::new(), Stream::new(4, 0));
        let walk = RandomWalk { start: 3.0, drift: 0.02, deviation: 0.1 }.path(500, &normal, &mut stream);
        let (drift, deviation) = moments(&differences(&walk));
        for model in [NullModel::Gbm, NullModel::Garch, NullModel::Block] {
            let matched = Matched::fit(model, &walk).unwrap();
            let returns = differences(&matched.path(200_001, &normal, &mut stream));
            let (mean, spread) = moments(&returns);
            // Standard error of the mean 2.3e-4; blocks repeat, so theirs is larger.
            assert!((mean - drift).abs() < 1.5e-3, "{model:?} {mean} {drift}");
            assert!((spread / deviation - 1.0).abs() < 0.05, "{model:?} {spread} {deviation}");
        }
        assert!(matches!(Matched::fit(NullModel::Gbm, &[0.0; 30]), Err(SampleError::Still(_))));
    }

    #[test]
    fn blocks_are_as_long_as_they_should_be() {
        let returns: Vec<f64> = (0..1000).map(f64::from).collect();
        let steps = differences(&joined(&returns, 100_001, &mut Stream::new(1, 0)));
        let follows = steps.windows(2).filter(|w| (w[1] - w[0] - 1.0).abs() < 1e-3).count();
        // 19/20 of the steps go on, with a standard error of 0.0007.
        assert!((follows as f64 / 1e5 - 0.95).abs() < 0.003, "{follows}");
    }
}
