//! PSYσ and PSY*σ together: rejecting when either is large enough, at the size of one test.

use serde::Serialize;

use super::purge;
use crate::Execution;
use crate::explosive::{ExplosiveError, Layout, recursive};
use crate::moments::Lengths;
use crate::null::{NullError, Quantiles, Simulation, quantile};
use crate::random::{Stream, derive_seed};
use crate::robust::no_intercept::{check_no_lag, no_intercept};
use crate::robust::null::{Simulator, suprema};
use crate::robust::statement::{alternative, kernel_note, large_samples, volatile_walk};
use crate::robust::{RobustError, RobustStatistics, RobustTest, Supremum};
use crate::{Phrase, Statement, size};

/// The two statistics of the union on one series.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PurgedUnion {
    /// With constant: PSYσ is its `recursive.gsadf`.
    pub constant: RobustStatistics,
    /// Without: PSY*σ.
    pub no_constant: RobustStatistics,
}

/// Computes both statistics of the purged series, with `bandwidth` as in [`purge`].
///
/// # Errors
/// As [`crate::robust::robust_statistics`].
pub fn purged_union(
    values: &[f64],
    bandwidth: Option<f64>,
    layout: &Layout,
) -> Result<PurgedUnion, ExplosiveError> {
    check_no_lag(layout)?;
    crate::explosive::check(values, layout)?;
    let series = purge(values, bandwidth)?;
    let of = |test, recursive| RobustStatistics { test, recursive, clock: None, unchanged: Vec::new() };
    Ok(PurgedUnion {
        constant: of(RobustTest::KernelPurged { bandwidth }, recursive(&series, layout)?),
        no_constant: of(RobustTest::KernelPurgedNoConstant { bandwidth }, no_intercept(&series, layout)?),
    })
}

/// Null distribution of UPSYσ `= max(s·PSYσ, PSY*σ)` of Harvey, Leybourne, Taylor and Zu (2025): `s` is the ratio of the
/// critical values of PSY*σ and PSYσ at one level, so that at that level neither of the two dominates.
#[derive(Debug, Clone, PartialEq)]
pub struct PurgedUnionNull {
    bandwidth: Option<f64>,
    layout: Layout,
    simulation: Simulation,
    level: f64,
    scale: f64,
    draws: Vec<f64>,
}

/// Simulates both statistics on the same Gaussian random walks, purging and all, takes the scale `s` at `level` (0.95
/// for tests at 5 %) from them, and the law of the union. The result does not depend on `execution`.
///
/// # Errors
/// [`NullError::Replications`], [`NullError::Level`], [`NullError::Cancelled`], [`NullError::Undefined`] when the critical
/// value of PSYσ is not positive (hardly any window); [`ExplosiveError::LagTooLarge`], [`ExplosiveError::Bandwidth`].
pub fn simulate_purged_union(
    bandwidth: Option<f64>,
    layout: &Layout,
    level: f64,
    simulation: &Simulation,
    execution: &Execution<'_>,
) -> Result<PurgedUnionNull, RobustError> {
    check_no_lag(layout)?;
    let test = RobustTest::KernelPurged { bandwidth };
    test.check_bandwidth()?;
    let replications = simulation.check(layout.dates())?;
    let most = replications as f64 / (replications as f64 + 1.0);
    if !(level > 0.0 && level <= most) {
        return Err(NullError::Level { level, replications, most }.into());
    }
    let simulator = Simulator::new(test, layout, &[]);
    let seed = derive_seed(simulation.seed, "kernel-purged-union");
    let pairs = execution
        .map(replications, |replication| {
            let walk = simulator.walk(&mut Stream::new(seed, replication as u64));
            pair(&walk, bandwidth, layout, simulator.lengths())
        })
        .map_err(NullError::from)?;
    let critical = |of: fn(&(f64, f64)) -> f64| {
        let mut values: Vec<f64> = pairs.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        quantile(&values, level).filter(|q| *q > 0.0).ok_or(NullError::Undefined)
    };
    let scale = critical(|p| p.1)? / critical(|p| p.0)?;
    let mut draws: Vec<f64> = pairs.iter().map(|p| (scale * p.0).max(p.1)).collect();
    draws.sort_by(f64::total_cmp);
    let simulation = Simulation { keep_sequences: false, ..*simulation };
    Ok(PurgedUnionNull { bandwidth, layout: *layout, simulation, level, scale, draws })
}

/// PSYσ and PSY*σ of one simulated series.
fn pair(walk: &[f64], bandwidth: Option<f64>, layout: &Layout, lengths: &Lengths) -> (f64, f64) {
    let Ok(series) = purge(walk, bandwidth) else {
        return (f64::NEG_INFINITY, f64::NEG_INFINITY);
    };
    let gsadf = |constant| suprema(&series, constant, layout, lengths, false).gsadf;
    (gsadf(true), gsadf(false))
}

impl PurgedUnionNull {
    /// Layout of the statistics it may be compared with.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Replications and seed.
    pub fn simulation(&self) -> Simulation {
        self.simulation
    }

    /// The factor `s` of PSYσ.
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// The level at which the two are in balance.
    pub fn level(&self) -> f64 {
        self.level
    }

    /// Simulated UPSYσ, ascending.
    pub fn draws(&self) -> &[f64] {
        &self.draws
    }

    /// Smallest p-value these draws can give, `1/(R + 1)`.
    pub fn smallest_p(&self) -> f64 {
        1.0 / (self.draws.len() as f64 + 1.0)
    }

    /// Critical values at 90, 95 and 99 %.
    pub fn critical_values(&self) -> Quantiles {
        Quantiles {
            p90: quantile(&self.draws, 0.90),
            p95: quantile(&self.draws, 0.95),
            p99: quantile(&self.draws, 0.99),
        }
    }

    /// UPSYσ of a series.
    ///
    /// # Errors
    /// [`RobustError::TestMismatch`] for another bandwidth, [`NullError::LayoutMismatch`].
    pub fn statistic(&self, union: &PurgedUnion) -> Result<f64, RobustError> {
        let null = RobustTest::KernelPurged { bandwidth: self.bandwidth };
        if union.constant.test != null {
            return Err(RobustError::TestMismatch { statistic: union.constant.test, null });
        }
        for layout in [union.constant.recursive.layout, union.no_constant.recursive.layout] {
            if layout != self.layout {
                return Err(NullError::LayoutMismatch { statistic: layout, null: self.layout }.into());
            }
        }
        Ok((self.scale * union.constant.recursive.gsadf).max(union.no_constant.recursive.gsadf))
    }

    /// Right-tailed p-value `(1 + #{draws ≥ statistic})/(R + 1)`.
    ///
    /// # Errors
    /// As [`PurgedUnionNull::statistic`].
    pub fn p_value(&self, union: &PurgedUnion) -> Result<f64, RobustError> {
        let statistic = self.statistic(union)?;
        let reached = self.draws.len() - self.draws.partition_point(|&d| d < statistic);
        Ok((1 + reached) as f64 / (self.draws.len() + 1) as f64)
    }

    /// The answer of the union.
    ///
    /// # Errors
    /// As [`PurgedUnionNull::statistic`].
    pub fn statement(&self, union: &PurgedUnion) -> Result<Statement, RobustError> {
        let window = self.layout.window().to_string();
        Ok(Statement {
            method: "kernel-purged-union".to_owned(),
            null: volatile_walk(),
            alternative: alternative(Supremum::Double),
            statistic_name: "UPSYσ".to_owned(),
            statistic: Some(self.statistic(union)?),
            p_value: Some(self.p_value(union)?),
            smallest_p: Some(self.smallest_p()),
            e_value: None,
            interval: None,
            guarantee: large_samples(self.draws.len()),
            observations: self.layout.observations(),
            notes: [
                Phrase::fill(
                    "robust-note-union",
                    "the larger of the statistics with constant, {with} times {scale}, and without, {without}, on every \
                     window of at least {window} observations; at the level {level} they are in balance",
                    [
                        ("with", format!("{:.2}", union.constant.recursive.gsadf)),
                        ("scale", format!("{:.2}", self.scale)),
                        ("without", format!("{:.2}", union.no_constant.recursive.gsadf)),
                        ("window", window),
                        ("level", format!("{}", self.level)),
                    ],
                ),
                kernel_note(),
            ]
            .into_iter()
            .chain(size::measured("purged-union"))
            .collect(),
        })
    }
}
