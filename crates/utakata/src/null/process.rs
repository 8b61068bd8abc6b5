//! The data-generating processes of the nulls.

use serde::Serialize;

use super::NullError;
use crate::explosive::regression::least_squares;
use crate::explosive::{DegenerateReason, ExplosiveError, Layout};
use crate::random::{Multiplier, Normal, Stream};

/// The null hypothesis to simulate from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Null<'a> {
    /// A random walk with independent standard normal innovations and `drift` per step, in units of their standard
    /// deviation (Phillips, Wu and Yu 2011 with `drift = 0`).
    RandomWalk {
        /// Drift per step over the innovations' standard deviation.
        drift: f64,
    },
    /// `y*_t = Σ_{i≤t} w_i·Δy_i`: a unit root whose volatility path is that of `values` (Harvey, Leybourne, Sollis
    /// and Taylor 2016). The statistic is recomputed with the lag of the layout.
    WildBootstrap {
        /// The series under test.
        values: &'a [f64],
        /// Distribution of `w`.
        multiplier: Multiplier,
    },
    /// The composite bootstrap of Phillips and Shi (2020): increments from the null autoregression of `Δy` fitted
    /// to all of `values`, with its residuals drawn at random and multiplied by standard normals, over a sample just
    /// long enough for `control` dates. Controls the family-wise error over any `control` consecutive dates; the
    /// timing of the volatility is not kept.
    Composite {
        /// The series under test.
        values: &'a [f64],
        /// Dates over which the error is controlled.
        control: usize,
    },
}

/// How a null distribution was made.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "name")]
pub enum Method {
    /// Gaussian random walk.
    MonteCarlo {
        /// Drift per step over the innovations' standard deviation.
        drift: f64,
    },
    /// Wild bootstrap of the data's increments.
    WildBootstrap {
        /// Distribution of the multipliers.
        multiplier: Multiplier,
    },
    /// Composite bootstrap.
    Composite {
        /// Dates over which the error is controlled.
        control: usize,
    },
}

impl Method {
    /// Stable name: `monte-carlo`, `wild-bootstrap` or `composite`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::MonteCarlo { .. } => "monte-carlo",
            Self::WildBootstrap { .. } => "wild-bootstrap",
            Self::Composite { .. } => "composite",
        }
    }
}

impl Null<'_> {
    /// How the distribution is made.
    pub fn method(&self) -> Method {
        match *self {
            Self::RandomWalk { drift } => Method::MonteCarlo { drift },
            Self::WildBootstrap { multiplier, .. } => Method::WildBootstrap { multiplier },
            Self::Composite { control, .. } => Method::Composite { control },
        }
    }

    /// The Gaussian random walk with the drift estimated from `values`: mean over standard deviation of `Δy`.
    ///
    /// # Errors
    /// [`ExplosiveError::Degenerate`] when the differences do not vary.
    pub fn random_walk_with_drift_of(values: &[f64]) -> Result<Null<'static>, ExplosiveError> {
        let differences: Vec<f64> = values.windows(2).map(|w| w[1] - w[0]).collect();
        let n = differences.len() as f64;
        let mean = differences.iter().sum::<f64>() / n;
        let variance = differences.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / (n - 1.0);
        let drift = mean / variance.sqrt();
        if drift.is_finite() {
            Ok(Null::RandomWalk { drift })
        } else {
            Err(ExplosiveError::Degenerate(DegenerateReason::ConstantDifference))
        }
    }
}

/// A null ready to be drawn from.
#[derive(Debug)]
pub(super) enum Process {
    RandomWalk { drift: f64 },
    Wild { differences: Vec<f64>, multiplier: Multiplier },
    Composite { autoregression: Vec<f64>, residuals: Vec<f64> },
}

impl Process {
    /// Prepares `null` for a statistic of layout `target`; with the layout of the simulated series.
    pub(super) fn prepare(null: &Null<'_>, target: &Layout) -> Result<(Self, Layout), NullError> {
        match *null {
            Null::RandomWalk { drift } => Ok((Self::RandomWalk { drift }, *target)),
            Null::WildBootstrap { values, multiplier } => {
                let differences = differences(values, target)?;
                if differences.iter().all(|&d| d == 0.0) {
                    return Err(ExplosiveError::Degenerate(DegenerateReason::ConstantLevel).into());
                }
                Ok((Self::Wild { differences, multiplier }, *target))
            }
            Null::Composite { values, control } => {
                if control == 0 || control > target.dates() {
                    return Err(NullError::Control { control, dates: target.dates() });
                }
                let (lag, window) = (target.lag(), target.window());
                let simulated = Layout::new(window + lag + control, lag, window)?;
                Ok((Self::composite(&differences(values, target)?, lag)?, simulated))
            }
        }
    }

    fn composite(differences: &[f64], lag: usize) -> Result<Self, NullError> {
        let response = &differences[lag..];
        let mut regressors = vec![vec![1.0; response.len()]];
        regressors.extend((1..=lag).map(|j| differences[lag - j..differences.len() - j].to_vec()));
        let fit = least_squares(&regressors, response)
            .ok_or(ExplosiveError::Degenerate(DegenerateReason::Collinear))?;
        let total: f64 = response.iter().map(|d| d * d).sum();
        if fit.ssr <= 1e-22 * total {
            return Err(ExplosiveError::Degenerate(DegenerateReason::ConstantDifference).into());
        }
        Ok(Self::Composite { autoregression: fit.coefficients[1..].to_vec(), residuals: fit.residuals })
    }

    /// Fills `levels` with one simulated series.
    pub(super) fn draw(&self, normal: &Normal, stream: &mut Stream, levels: &mut [f64]) {
        match self {
            Self::RandomWalk { drift } => {
                for y in levels.iter_mut() {
                    *y = drift + normal.sample(stream);
                }
            }
            Self::Wild { differences, multiplier } => {
                levels[0] = 0.0;
                multiplier.fill(normal, stream, &mut levels[1..]);
                for (y, d) in levels[1..].iter_mut().zip(differences) {
                    *y *= d;
                }
            }
            Self::Composite { autoregression, residuals } => {
                levels[0] = 0.0;
                for t in 1..levels.len() {
                    let carried: f64 =
                        autoregression.iter().zip(1..t).map(|(phi, back)| phi * levels[t - back]).sum();
                    levels[t] = carried + normal.sample(stream) * residuals[stream.below(residuals.len())];
                }
            }
        }
        let mut level = 0.0;
        for y in levels {
            level += *y;
            *y = level;
        }
    }
}

fn differences(values: &[f64], target: &Layout) -> Result<Vec<f64>, ExplosiveError> {
    crate::explosive::check(values, target)?;
    Ok(values.windows(2).map(|w| w[1] - w[0]).collect())
}
