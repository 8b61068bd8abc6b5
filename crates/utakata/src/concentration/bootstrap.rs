//! Sampling error of the measures when shares come from a sample of users.

use serde::Serialize;

use super::{Concentration, ConcentrationError, Shares, concentration, top_share};
use crate::{Execution, Interval, random::Stream};

/// Fewest replications for which an interval is given.
const FEWEST_REPLICATIONS: usize = 100;

/// Percentile intervals of every measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConcentrationIntervals {
    /// Of the Herfindahl–Hirschman index.
    pub hhi: Interval,
    /// Of the effective number.
    pub effective_number: Interval,
    /// Of the entropy in nats.
    pub entropy: Interval,
    /// Of the effective number by entropy.
    pub effective_number_entropy: Interval,
    /// Of the Gini coefficient over all shares given, also those that a sample misses.
    pub gini: Interval,
    /// Of the share of the largest `k`, for every `k` asked for.
    pub top: Vec<TopInterval>,
    /// Sampled users.
    pub users: usize,
    /// Replications.
    pub replications: usize,
}

/// The share of the largest few.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TopInterval {
    /// How many are counted.
    pub largest: usize,
    /// Their share.
    pub share: f64,
    /// Its interval; the largest are chosen anew in every replication.
    pub interval: Interval,
}

/// How users are resampled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resampling {
    /// Sampled users behind the shares.
    pub users: usize,
    /// Confidence level.
    pub level: f64,
    /// Multinomial samples drawn.
    pub replications: usize,
    /// Seed; replication `i` draws from its stream `i`, so results do not depend on the execution.
    pub seed: u64,
}

impl Resampling {
    /// `measure` of every replication.
    fn map<T: Send>(
        &self,
        shares: &Shares,
        execution: &Execution<'_>,
        measure: impl Fn(&Shares) -> T + Sync,
    ) -> Result<Vec<T>, ConcentrationError> {
        let Self { users, level, replications, seed } = *self;
        if users < 2 {
            return Err(ConcentrationError::Sample { given: users });
        }
        if replications < FEWEST_REPLICATIONS {
            return Err(ConcentrationError::Replications { given: replications });
        }
        if !(level > 0.0 && level < 1.0) {
            return Err(ConcentrationError::Level { value: level });
        }
        let cumulated: Vec<f64> = shares
            .values()
            .iter()
            .scan(0.0, |sum, share| {
                *sum += share;
                Some(*sum)
            })
            .collect();
        let replicate = |replication: usize| {
            let mut stream = Stream::new(seed, replication as u64);
            let mut counts = vec![0_u64; cumulated.len()];
            for _ in 0..users {
                let u = stream.uniform();
                // Rounding of the last sum below 1 must not lose a user.
                counts[cumulated.partition_point(|&c| c < u).min(cumulated.len() - 1)] += 1;
            }
            measure(&Shares::of_counts(&counts, users))
        };
        Ok(execution.map(replications, replicate)?)
    }

    /// The middle `level` of the values.
    fn interval(&self, mut values: Vec<f64>) -> Interval {
        values.sort_by(f64::total_cmp);
        let quantile =
            |p: f64| values.get(((p * values.len() as f64) as usize).min(values.len() - 1)).copied();
        let tail = 0.5 * (1.0 - self.level);
        Interval { low: quantile(tail), high: quantile(1.0 - tail), level: self.level }
    }
}

/// Percentile interval of the Herfindahl–Hirschman index over `replications` multinomial samples of `users` users with
/// the given shares. The index of a sample is too high by about `(1 − HHI)/users`, and so is this interval; see
/// [`super::hhi_unbiased`].
///
/// Replication `i` draws from stream `i` of `seed`, so the result does not depend on `execution`.
///
/// # Errors
/// [`ConcentrationError`] below 2 users or 100 replications, for a level outside (0, 1), or when cancelled.
pub fn hhi_interval(
    shares: &Shares,
    users: usize,
    level: f64,
    replications: usize,
    seed: u64,
    execution: &Execution<'_>,
) -> Result<Interval, ConcentrationError> {
    let resampling = Resampling { users, level, replications, seed };
    Ok(resampling.interval(resampling.map(shares, execution, super::hhi)?))
}

/// Percentile intervals of all measures from the same multinomial samples as [`hhi_interval`], with the share of the
/// `largest` few for each number in `largest`.
///
/// All measures of a sample lean towards more concentration than the population has, the more so the rarer the small
/// shares are; the intervals lean with them.
///
/// # Errors
/// As [`hhi_interval`]; [`ConcentrationError::Largest`] for a zero in `largest`.
pub fn concentration_intervals(
    shares: &Shares,
    largest: &[usize],
    resampling: &Resampling,
    execution: &Execution<'_>,
) -> Result<ConcentrationIntervals, ConcentrationError> {
    if largest.contains(&0) {
        return Err(ConcentrationError::Largest);
    }
    let measure = |sample: &Shares| {
        let top: Vec<f64> = largest.iter().map(|&k| top_share(sample, k)).collect();
        (concentration(sample), top)
    };
    let samples = resampling.map(shares, execution, measure)?;
    let of = |field: fn(&Concentration) -> f64| {
        resampling.interval(samples.iter().map(|(measured, _)| field(measured)).collect())
    };
    let top = largest.iter().enumerate().map(|(place, &k)| TopInterval {
        largest: k,
        share: top_share(shares, k),
        interval: resampling.interval(samples.iter().map(|(_, top)| top[place]).collect()),
    });
    Ok(ConcentrationIntervals {
        hhi: of(|c| c.hhi),
        effective_number: of(|c| c.effective_number),
        entropy: of(|c| c.entropy),
        effective_number_entropy: of(|c| c.effective_number_entropy),
        gini: of(|c| c.gini),
        top: top.collect(),
        users: resampling.users,
        replications: resampling.replications,
    })
}
