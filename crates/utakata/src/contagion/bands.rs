//! What the curve looks like when the receiving series is a random walk of its own.

use serde::Serialize;

use super::curve::{self, Fit};
use super::{Contagion, ContagionOptions};
use crate::Execution;
use crate::null::{NullError, quantile};
use crate::random::{Multiplier, Normal, Stream, derive_seed};
use crate::sample::{self, SampleError};

/// Bands for the contagion curve, and a p-value against no contagion.
///
/// The null: the receiving series is a random walk, independent of the core, whose changes have the sizes they had and
/// random signs or multipliers. Each replication builds such a series, and repeats everything that was done to the
/// data: slopes, choice of delay and bandwidth, curve. The core stays as it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContagionBands {
    /// Chance under the null that the curve stays between `low` and `high` at *every* date.
    pub level: f64,
    /// Observation (from 0) of the first entry.
    pub first_date: usize,
    /// Lower band by date, mean minus a multiple of the standard deviation of the draws.
    pub low: Vec<f64>,
    /// Upper band by date.
    pub high: Vec<f64>,
    /// Dates (observations from 0) with the curve above `high`.
    pub above: Vec<usize>,
    /// Largest standardised height of the curve, in standard deviations of the draws at its date.
    pub statistic: f64,
    /// Observation (from 0) of that date.
    pub at: usize,
    /// `(1 + #{draws at least as high})/(R + 1)`: small speaks for contagion at some date.
    pub p_value: f64,
    /// Replications.
    pub replications: usize,
}

impl Contagion {
    /// Bands of simultaneous `level` by wild bootstrap of the receiving series.
    ///
    /// # Errors
    /// [`SampleError::Parameter`] for a level outside (0, 1); [`SampleError::Null`] for fewer than 19 replications,
    /// too few for the level, when cancelled, or when the simulated curves are mostly undefined.
    pub fn bands(
        &self,
        level: f64,
        multiplier: Multiplier,
        replications: usize,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<ContagionBands, SampleError> {
        let tail = 1.0 - sample::check_level(level)?;
        let (least, most) = (((1.0 / tail).ceil() as usize).max(19), 1_000_000);
        if !(least..=most).contains(&replications) {
            return Err(NullError::Replications { replications, least, most }.into());
        }
        let drawn = self.draws(multiplier, replications, seed, execution)?;
        if 2 * drawn.len() < replications {
            return Err(NullError::Undefined.into());
        }
        Ok(self.standardised(level, replications, &drawn))
    }

    /// Curves under the null at the dates of `self`; those that cannot be made are left out.
    fn draws(
        &self,
        multiplier: Multiplier,
        replications: usize,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<Vec<Vec<f64>>, NullError> {
        let (normal, seed) = (Normal::new(), derive_seed(seed, "contagion"));
        let changes = sample::differences(&self.receiving);
        let most = match self.options.delay {
            super::ContagionDelay::Fixed(d) | super::ContagionDelay::Estimated { most: d } => d,
        };
        let options = ContagionOptions { window: Some(self.window), ..self.options };
        let drawn = execution.map(replications, |replication| {
            let mut steps = vec![0.0; changes.len()];
            multiplier.fill(&normal, &mut Stream::new(seed, replication as u64), &mut steps);
            let mut level = 0.0;
            let walk: Vec<f64> = std::iter::once(0.0)
                .chain(steps.iter().zip(&changes).map(|(w, d)| {
                    level += w * d;
                    level
                }))
                .collect();
            let slopes = curve::slopes(&walk, self.window)?;
            let fit = Fit::new(&slopes, &self.core_slopes, self.observations, &options)?;
            // Dates that every delay has, so that curves of different delays can be compared.
            Some(fit.curve[most - fit.delay..].to_vec())
        })?;
        Ok(drawn.into_iter().flatten().collect())
    }

    fn standardised(&self, level: f64, replications: usize, drawn: &[Vec<f64>]) -> ContagionBands {
        let dates = drawn[0].len();
        let skipped = self.curve.len() - dates;
        let curve = &self.curve[skipped..];
        let n = drawn.len() as f64;
        let (means, deviations): (Vec<f64>, Vec<f64>) = (0..dates)
            .map(|i| {
                let mean = drawn.iter().map(|d| d[i]).sum::<f64>() / n;
                let square = drawn.iter().map(|d| (d[i] - mean).powi(2)).sum::<f64>() / (n - 1.0);
                (mean, square.sqrt())
            })
            .unzip();
        let heights = |path: &[f64]| -> Vec<f64> {
            path.iter().zip(means.iter().zip(&deviations)).map(|(d, (m, s))| (d - m) / s).collect()
        };
        let (mut either, mut upper) = (Vec::new(), Vec::new());
        for path in drawn {
            let heights = heights(path);
            either.push(heights.iter().fold(0.0_f64, |m, h| m.max(h.abs())));
            upper.push(heights.iter().copied().fold(f64::NEG_INFINITY, f64::max));
        }
        either.sort_by(f64::total_cmp);
        let width = quantile(&either, level).unwrap_or(f64::INFINITY);
        let observed = heights(curve);
        let (place, statistic) = observed
            .iter()
            .copied()
            .enumerate()
            .fold((0, f64::NEG_INFINITY), |best, (i, h)| if h > best.1 { (i, h) } else { best });
        let reached = upper.iter().filter(|&&u| u >= statistic).count() + (replications - drawn.len());
        let first_date = self.first_date + skipped;
        let edge = |sign: f64| -> Vec<f64> {
            means.iter().zip(&deviations).map(|(m, s)| m + sign * width * s).collect()
        };
        let high = edge(1.0);
        let above = curve.iter().zip(&high).enumerate().filter(|(_, (d, h))| d > h);
        ContagionBands {
            level,
            first_date,
            low: edge(-1.0),
            above: above.map(|(i, _)| first_date + i).collect(),
            high,
            statistic,
            at: first_date + place,
            p_value: (1 + reached) as f64 / (replications + 1) as f64,
            replications,
        }
    }
}
