//! How often do the tests reject? Size under nulls and power under bubbles, by simulation.
//!
//! A [`Candidate`] is a test as a user would run it: a bootstrap is run anew on every path, a simulated null is shared
//! by all paths of one length. The rate comes with the Wilson interval that the number of paths leaves.

mod candidates;
mod measured;

use serde::Serialize;

pub use candidates::{CANDIDATES, Candidate, Prepared, candidate};
pub use measured::{MEASURED, NULLS, measured};

use crate::dgp::Process;
use crate::null::NullError;
use crate::proportion::wilson;
use crate::random::{Normal, Stream, derive_seed};
use crate::{Execution, Interval};

/// How much to simulate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Campaign {
    /// Length of every path.
    pub observations: usize,
    /// Paths per process.
    pub paths: usize,
    /// Bootstrap draws behind each p-value; a null shared by all paths has at least 4999.
    pub replications: usize,
    /// Nominal size in (0, 1), for example 0.05.
    pub size: f64,
    /// Seed; path `i` of a process uses stream `i` of a seed derived from it and the name of the process.
    pub seed: u64,
}

/// How often a test rejected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rejections {
    /// Name of the test.
    pub test: String,
    /// Name of the process.
    pub process: String,
    /// Paths with a p-value.
    pub paths: usize,
    /// Paths on which the test could not be made.
    pub undefined: usize,
    /// Paths with a p-value of at most the nominal size.
    pub rejected: usize,
    /// Share of the paths with a p-value; `None` when there are none.
    pub rate: Option<f64>,
    /// Its 95 % Wilson interval.
    pub interval: Option<Interval>,
}

/// Runs `test` over the paths of `process`. The result does not depend on `execution`.
///
/// # Errors
/// [`NullError::Cancelled`].
pub fn rejections(
    test: &str,
    prepared: &Prepared,
    name: &str,
    process: &(dyn Process + Sync),
    campaign: &Campaign,
    execution: &Execution<'_>,
) -> Result<Rejections, NullError> {
    let (normal, seed) = (Normal::new(), derive_seed(campaign.seed, name));
    let p_values = execution.map(campaign.paths, |path| {
        let mut stream = Stream::new(seed, path as u64);
        let values = process.path(campaign.observations, &normal, &mut stream);
        // The draws of a bootstrap must not repeat those of the path.
        prepared(&values, derive_seed(seed ^ path as u64, "size"))
    })?;
    let defined: Vec<f64> = p_values.iter().flatten().copied().collect();
    // A p-value is a count over R + 1: the allowance is for its last bit.
    let rejected = defined.iter().filter(|&&p| p <= campaign.size * (1.0 + 1e-12)).count();
    let paths = defined.len();
    let rate = (paths > 0).then(|| rejected as f64 / paths as f64);
    Ok(Rejections {
        test: test.to_owned(),
        process: name.to_owned(),
        paths,
        undefined: campaign.paths - paths,
        rejected,
        rate,
        interval: rate.and_then(|r| wilson(r, paths as f64, 0.95).ok()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dgp::{PeriodicBubble, RandomWalk};

    const CAMPAIGN: Campaign =
        Campaign { observations: 100, paths: 400, replications: 199, size: 0.05, seed: 3 };

    fn rate(test: &str, process: &(dyn Process + Sync)) -> Rejections {
        let found = candidate(test).unwrap();
        let prepared = found.prepare(&CAMPAIGN, &Execution::serial()).unwrap();
        rejections(test, &prepared, "process", process, &CAMPAIGN, &Execution::serial()).unwrap()
    }

    #[test]
    fn a_right_test_rejects_walks_at_its_size_and_bubbles_often() {
        let size = rate("gsadf-wild", &RandomWalk::default());
        // 5 % of 400 with three binomial standard errors of 4.4.
        assert!((7..=33).contains(&size.rejected), "{size:?}");
        assert_eq!((size.paths, size.undefined), (400, 0));
        let power = rate("gsadf-wild", &PeriodicBubble::psy1());
        // The bubble lasts 15 of 100 observations: lag, short window and robustness cost power.
        assert!(power.rate.unwrap() > 0.25, "{power:?}");
    }

    #[test]
    fn names_are_unique_and_unknown_ones_are_unknown() {
        let mut names: Vec<_> = CANDIDATES.iter().map(|c| c.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CANDIDATES.len());
        assert!(candidate("no-such-test").is_none());
    }

    #[test]
    fn every_candidate_gives_a_p_value() {
        let campaign = Campaign { observations: 80, paths: 4, replications: 39, ..CAMPAIGN };
        for test in CANDIDATES {
            let prepared = test.prepare(&campaign, &Execution::serial()).unwrap();
            let walk = RandomWalk::default();
            let found =
                rejections(test.name, &prepared, "walk", &walk, &campaign, &Execution::serial()).unwrap();
            assert_eq!(found.undefined, 0, "{}", test.name);
        }
    }
}
