//! Sampling error of the index when shares come from a sample of users.

use super::{ConcentrationError, Shares};
use crate::{Execution, Interval, random::Stream};

/// Fewest replications for which an interval is given.
const FEWEST_REPLICATIONS: usize = 100;

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
        counts.iter().map(|&count| (count as f64 / users as f64).powi(2)).sum::<f64>()
    };
    let mut indices = execution.map(replications, replicate)?;
    indices.sort_by(f64::total_cmp);
    let quantile = |p: f64| indices[((p * replications as f64) as usize).min(replications - 1)];
    let tail = 0.5 * (1.0 - level);
    Ok(Interval { low: Some(quantile(tail)), high: Some(quantile(1.0 - tail)), level })
}
