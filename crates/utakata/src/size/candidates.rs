//! The tests whose size is measured, each as a function from a path to a p-value.

use super::Campaign;
use crate::Execution;
use crate::cusum::{CusumKind, CusumNull, cusum};
use crate::explosive::{Layout, Recursive, default_minimum_window, recursive, rolling_adf, rolling_null};
use crate::lbi::lbi;
use crate::null::{LEAST_REPLICATIONS, Null, NullDistribution, NullError, PValues, Simulation, simulate};
use crate::quantile_test::{QuantileOptions, Tau, Windows, quantile_test};
use crate::random::Multiplier;
use crate::robust::kernel_purged::{purged_union, simulate_purged_union};
use crate::robust::time_transformed::ProfileBandwidth;
use crate::robust::{RobustError, RobustTest, Supremum, robust_statistics, simulate_robust};
use crate::ssu::{SsuNull, SsuOptions, ssu_test};
use crate::weighted::{WildBootstrap, weighted_test};

/// p-value of a path, given a seed for what the test itself draws; `None` where the test cannot be made. One above the
/// nominal size may be a lower bound.
pub type Prepared = Box<dyn Fn(&[f64], u64) -> Option<f64> + Send + Sync>;

/// A test whose size can be measured.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Stable name.
    pub name: &'static str,
    /// What it is, in a few words.
    pub what: &'static str,
    how: How,
}

#[derive(Debug, Clone, Copy)]
enum How {
    Recursive { statistic: fn(PValues) -> Option<f64>, lag: usize, null: Bootstrap },
    Robust(RobustTest),
    PurgedUnion,
    Weighted { supremum: Supremum, union: bool },
    Ssu { supremum: Supremum, null: SsuNull, union: bool },
    Quantile(Windows),
    Rolling,
    Lbi,
    Cusum(CusumKind),
}

#[derive(Debug, Clone, Copy)]
enum Bootstrap {
    MonteCarlo { drift: bool },
    Wild(Multiplier),
    Composite,
}

const fn gsadf(name: &'static str, what: &'static str, lag: usize, null: Bootstrap) -> Candidate {
    Candidate { name, what, how: How::Recursive { statistic: |p| p.gsadf, lag, null } }
}

const SIGNS: SsuNull = SsuNull::WildBootstrap { multiplier: Multiplier::Rademacher };

/// All tests that can be studied.
pub const CANDIDATES: &[Candidate] = &[
    gsadf(
        "gsadf-monte-carlo-lag0",
        "GSADF, lag 0, critical values of Gaussian walks (what peers do by default)",
        0,
        Bootstrap::MonteCarlo { drift: false },
    ),
    gsadf(
        "gsadf-monte-carlo",
        "GSADF, lag 1, critical values of Gaussian walks",
        1,
        Bootstrap::MonteCarlo { drift: false },
    ),
    gsadf(
        "gsadf-drift",
        "GSADF, lag 1, Gaussian walks with the drift of the series",
        1,
        Bootstrap::MonteCarlo { drift: true },
    ),
    gsadf(
        "gsadf-wild",
        "GSADF, lag 1, wild bootstrap with random signs (the default)",
        1,
        Bootstrap::Wild(Multiplier::Rademacher),
    ),
    gsadf(
        "gsadf-wild-lag0",
        "GSADF, lag 0, wild bootstrap with random signs",
        0,
        Bootstrap::Wild(Multiplier::Rademacher),
    ),
    gsadf(
        "gsadf-wild-gaussian",
        "GSADF, lag 1, wild bootstrap with normal multipliers",
        1,
        Bootstrap::Wild(Multiplier::Gaussian),
    ),
    gsadf(
        "gsadf-wild-skewed",
        "GSADF, lag 1, wild bootstrap with skew-corrected multipliers",
        1,
        Bootstrap::Wild(Multiplier::Skewed),
    ),
    gsadf(
        "gsadf-composite",
        "GSADF, lag 1, composite bootstrap over the whole sample",
        1,
        Bootstrap::Composite,
    ),
    Candidate {
        name: "sadf-wild",
        what: "SADF, lag 1, wild bootstrap with random signs",
        how: How::Recursive { statistic: |p| p.sadf, lag: 1, null: Bootstrap::Wild(Multiplier::Rademacher) },
    },
    Candidate { name: "sign", what: "sPSY, signs only, exact null", how: How::Robust(RobustTest::Sign) },
    Candidate {
        name: "demeaned-sign",
        what: "demeaned sPSY, signs less their mean so far",
        how: How::Robust(RobustTest::DemeanedSign),
    },
    Candidate {
        name: "time-transformed",
        what: "GSTADF, the series on the clock of its variance",
        how: How::Robust(RobustTest::TimeTransformed { bandwidth: ProfileBandwidth::Fixed }),
    },
    Candidate {
        name: "kernel-purged",
        what: "PSYσ, changes over their local deviation",
        how: How::Robust(RobustTest::KernelPurged { bandwidth: None }),
    },
    Candidate {
        name: "purged-union",
        what: "UPSYσ, union of PSYσ with and without constant",
        how: How::PurgedUnion,
    },
    Candidate {
        name: "weighted",
        what: "supBZ, weighted least squares, wild bootstrap",
        how: How::Weighted { supremum: Supremum::Forward, union: false },
    },
    Candidate {
        name: "weighted-union",
        what: "union of supBZ and SADF (lag 0), wild bootstrap",
        how: How::Weighted { supremum: Supremum::Forward, union: true },
    },
    Candidate {
        name: "weighted-union-double",
        what: "union of double supBZ and GSADF (lag 0), wild bootstrap",
        how: How::Weighted { supremum: Supremum::Double, union: true },
    },
    Candidate {
        name: "ssu-monte-carlo",
        what: "SSU, critical values of Gaussian walks (the paper's)",
        how: How::Ssu { supremum: Supremum::Forward, null: SsuNull::MonteCarlo, union: false },
    },
    Candidate {
        name: "ssu",
        what: "SSU, wild bootstrap with random signs",
        how: How::Ssu { supremum: Supremum::Forward, null: SIGNS, union: false },
    },
    Candidate {
        name: "ssu-union",
        what: "union of SSU and SADF (lag 0), wild bootstrap",
        how: How::Ssu { supremum: Supremum::Forward, null: SIGNS, union: true },
    },
    Candidate {
        name: "gssu",
        what: "GSSU, wild bootstrap with random signs",
        how: How::Ssu { supremum: Supremum::Double, null: SIGNS, union: false },
    },
    Candidate {
        name: "quantile",
        what: "median autoregression, whole sample, limit law",
        how: How::Quantile(Windows::Whole),
    },
    Candidate {
        name: "quantile-forward",
        what: "QPWY at the median, limit law",
        how: How::Quantile(Windows::Forward),
    },
    Candidate { name: "rolling-adf", what: "largest rolling ADF, lag 1, wild bootstrap", how: How::Rolling },
    Candidate { name: "lbi", what: "LBI from the first observation, normal limit", how: How::Lbi },
    Candidate { name: "cusum", what: "CUSUM of changes, simulated null", how: How::Cusum(CusumKind::Sum) },
    Candidate {
        name: "cusum-generalized",
        what: "CUSUM of any stretch, simulated null",
        how: How::Cusum(CusumKind::GeneralizedSum),
    },
];

/// The candidate called `name`.
pub fn candidate(name: &str) -> Option<&'static Candidate> {
    CANDIDATES.iter().find(|c| c.name == name)
}

impl Candidate {
    /// Simulates what all paths of the campaign share, and gives the test.
    ///
    /// # Errors
    /// [`NullError`] when the length or the replications make the test impossible.
    pub fn prepare(&self, campaign: &Campaign, execution: &Execution<'_>) -> Result<Prepared, NullError> {
        let &Campaign { observations, replications, seed, .. } = campaign;
        let window = default_minimum_window(observations);
        match self.how {
            How::Recursive { statistic, lag, null } => prepare_recursive(
                Layout::new(observations, lag, window)?,
                statistic,
                null,
                campaign,
                execution,
            ),
            How::Robust(test) => {
                prepare_robust(test, Layout::new(observations, 0, window)?, campaign, execution)
            }
            How::PurgedUnion => {
                let layout = Layout::new(observations, 0, window)?;
                let simulation = shared(campaign);
                let null = simulate_purged_union(None, &layout, 1.0 - campaign.size, &simulation, execution)
                    .map_err(null_error)?;
                Ok(Box::new(move |values, _| null.p_value(&purged_union(values, None, &layout).ok()?).ok()))
            }
            How::Weighted { supremum, union } => {
                let level = 1.0 - campaign.size;
                Ok(Box::new(move |values, seed| {
                    let bootstrap = WildBootstrap { level, replications, seed, ..WildBootstrap::default() };
                    let test =
                        weighted_test(values, window, supremum, &bootstrap, &Execution::serial()).ok()?;
                    Some(if union { test.union.p_value } else { test.bz_p_value })
                }))
            }
            How::Ssu { supremum, null, union } => {
                let level = 1.0 - campaign.size;
                Ok(Box::new(move |values, seed| {
                    let options =
                        SsuOptions { supremum, null, level, replications, seed, ..SsuOptions::default() };
                    let test = ssu_test(values, &options, &Execution::serial()).ok()?;
                    if union { Some(test.union.p_value) } else { test.p_value }
                }))
            }
            How::Quantile(windows) => Ok(Box::new(move |values, seed| {
                let tau = Tau::Fixed(0.5);
                let options =
                    QuantileOptions { tau, windows, replications, seed, ..QuantileOptions::default() };
                quantile_test(values, &options, &Execution::serial()).ok()?.p_value
            })),
            How::Rolling => {
                let layout = Layout::new(observations, 1, window)?;
                Ok(Box::new(move |values, seed| {
                    let sup = rolling_adf(values, &layout).ok()?.sup;
                    let serial = Execution::serial();
                    let draws =
                        rolling_null(values, &layout, Multiplier::Rademacher, replications, seed, &serial);
                    Some(draws.ok()?.p_upper(sup))
                }))
            }
            How::Lbi => Ok(Box::new(|values, _| lbi(values, 0, 0.0).ok().map(|l| l.p_value))),
            How::Cusum(kind) => {
                let null =
                    CusumNull::simulate(kind, observations, shared(campaign).replications, seed, execution)?;
                Ok(Box::new(move |values, _| null.p_value(&cusum(values, kind).ok()?)))
            }
        }
    }
}

/// Fewest replications of a null that all paths share: its error is common to all of them and does not average out.
const SHARED: usize = 4999;

/// The simulation of a null that all paths share.
fn shared(campaign: &Campaign) -> Simulation {
    Simulation { replications: campaign.replications.max(SHARED), seed: campaign.seed, keep_sequences: false }
}

/// A candidate's layout and parameters are sound, so what is left is what the simulation says.
fn null_error(error: RobustError) -> NullError {
    match error {
        RobustError::Null(error) => error,
        RobustError::Explosive(error) => error.into(),
        _ => NullError::Undefined,
    }
}

fn prepare_robust(
    test: RobustTest,
    layout: Layout,
    campaign: &Campaign,
    execution: &Execution<'_>,
) -> Result<Prepared, NullError> {
    let null = simulate_robust(test, &layout, &[], &shared(campaign), execution).map_err(null_error)?;
    Ok(Box::new(move |values, _| {
        let statistics = robust_statistics(values, test, &layout).ok()?;
        null.p_values(&statistics).ok()?.gsadf
    }))
}

fn prepare_recursive(
    layout: Layout,
    statistic: fn(PValues) -> Option<f64>,
    null: Bootstrap,
    campaign: &Campaign,
    execution: &Execution<'_>,
) -> Result<Prepared, NullError> {
    let simulation =
        Simulation { replications: campaign.replications, seed: campaign.seed, keep_sequences: false };
    let p_value = move |draws: &NullDistribution, statistics: &Recursive| {
        draws.p_values(statistics).ok().and_then(statistic)
    };
    if let Bootstrap::MonteCarlo { drift: false } = null {
        let draws = simulate(&Null::RandomWalk { drift: 0.0 }, &layout, &shared(campaign), execution)?;
        return Ok(Box::new(move |values, _| p_value(&draws, &recursive(values, &layout).ok()?)));
    }
    let (replications, size) = (campaign.replications, campaign.size);
    Ok(Box::new(move |values, seed| {
        let null = match null {
            Bootstrap::MonteCarlo { .. } => Null::random_walk_with_drift_of(values).ok()?,
            Bootstrap::Wild(multiplier) => Null::WildBootstrap { values, multiplier },
            Bootstrap::Composite => Null::Composite { values, control: layout.dates() },
        };
        let statistics = recursive(values, &layout).ok()?;
        in_two_looks(replications, size, |replications| {
            let simulation = Simulation { replications, seed, ..simulation };
            p_value(&simulate(&null, &layout, &simulation, &Execution::serial()).ok()?, &statistics)
        })
    }))
}

/// The first look is at this share of the draws.
const FIRST_LOOK: usize = 5;

/// The p-value `(1 + #{draws ≥ statistic})/(R + 1)` of `R = replications` draws, where `p_value` gives that of the first
/// few or of all. When the first few leave no doubt that it exceeds `size`, what it is at least: a rejection is one or
/// is not, and the other draws would change nothing.
fn in_two_looks(replications: usize, size: f64, p_value: impl Fn(usize) -> Option<f64>) -> Option<f64> {
    let first = replications / FIRST_LOOK;
    if first >= LEAST_REPLICATIONS {
        let least = p_value(first)? * (first as f64 + 1.0) / (replications as f64 + 1.0);
        // A p-value is a count over R + 1: the allowance is for its last bit.
        if least > size * (1.0 + 1e-12) {
            return Some(least);
        }
    }
    p_value(replications)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_look_decides_only_what_all_draws_would() {
        // p-values after 39 and after 199 draws: ten are one in twenty of two hundred.
        let look = |first: f64| {
            in_two_looks(199, 0.05, move |n| Some(if n == 39 { first / 40.0 } else { 10.0 / 200.0 }))
        };
        assert_eq!(look(1.0), Some(10.0 / 200.0));
        assert_eq!(look(10.0), Some(10.0 / 200.0));
        // Eleven are too many, whatever the others are.
        assert!((look(11.0).unwrap() - 11.0 / 200.0).abs() < 1e-15);
        assert_eq!(in_two_looks(39, 0.05, |n| Some(n as f64)), Some(39.0));
    }
}
