//! Null distributions of the robust statistics.

use thiserror::Error;

use super::no_intercept::{Rows, check_no_lag, sweep};
use super::{RobustStatistics, RobustTest};
use crate::Execution;
use crate::explosive::{DegenerateReason, ExplosiveError, Layout};
use crate::moments::{self, Columns, EndResult, Lengths};
use crate::null::{
    Boundary, BoundaryKind, CriticalValues, Draw, Method, NullDistribution, NullError, PValues, Simulation,
};
use crate::random::{Multiplier, Normal, Stream, derive_seed};

/// Why a robust statistic cannot be judged.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum RobustError {
    /// The statistic is of one test and the null distribution of another.
    #[error("the statistic is {:?}, the null distribution {:?}; simulate it for the statistic", .statistic, .null)]
    TestMismatch {
        /// Test of the statistic.
        statistic: RobustTest,
        /// Test of the null distribution.
        null: RobustTest,
    },
    /// The series stands still at other observations than the simulated ones.
    #[error(
        "the series has {statistic} changes of exactly zero and the null distribution was simulated with {null}, or \
         with others; simulate it with `unchanged` of the statistic"
    )]
    UnchangedMismatch {
        /// Zero changes of the series.
        statistic: usize,
        /// Zero changes of the simulated ones.
        null: usize,
    },
    /// The statistic cannot be computed.
    #[error(transparent)]
    Explosive(#[from] ExplosiveError),
    /// The null distribution cannot be simulated or used.
    #[error(transparent)]
    Null(#[from] NullError),
}

/// Simulated statistics of one test for one layout.
#[derive(Debug, Clone, PartialEq)]
pub struct RobustNull {
    test: RobustTest,
    unchanged: Vec<usize>,
    distribution: NullDistribution,
}

/// Simulates `test` for `layout` on Gaussian random walks without drift, transformation and all, so that what the
/// transformation costs in a finite sample is part of the law; the sign tests on fair coins, which is exact.
///
/// `unchanged` are the observations (from 0) with a change of exactly zero, of [`RobustStatistics::unchanged`]; they
/// matter to the sign tests alone, and are empty for a table of critical values. The result does not depend on
/// `execution`.
///
/// # Errors
/// [`NullError::Replications`], [`NullError::Cancelled`], [`NullError::Undefined`];
/// [`ExplosiveError::LagTooLarge`] for a layout with lags, [`ExplosiveError::Bandwidth`].
pub fn simulate_robust(
    test: RobustTest,
    layout: &Layout,
    unchanged: &[usize],
    simulation: &Simulation,
    execution: &Execution<'_>,
) -> Result<RobustNull, RobustError> {
    check_no_lag(layout)?;
    let unchanged = if test.signs_only() { unchanged.to_vec() } else { Vec::new() };
    if unchanged.len() + 1 >= layout.observations() {
        return Err(ExplosiveError::Degenerate(DegenerateReason::ConstantLevel).into());
    }
    // Refuses parameters of the test before any work is done.
    test.check_bandwidth()?;
    let replications = simulation.check(layout.dates())?;
    let simulator = Simulator::new(test, layout, &unchanged);
    let seed = derive_seed(simulation.seed, test.name());
    let draws = execution
        .map(replications, |replication| {
            simulator.draw(&mut Stream::new(seed, replication as u64), simulation.keep_sequences)
        })
        .map_err(NullError::from)?;
    let method = Method::MonteCarlo { drift: 0.0 };
    let distribution = NullDistribution::from_draws(method, *layout, *layout, *simulation, draws)?;
    Ok(RobustNull { test, unchanged, distribution })
}

/// Everything that replications share.
pub(super) struct Simulator<'a> {
    test: RobustTest,
    layout: &'a Layout,
    unchanged: &'a [usize],
    normal: Normal,
    lengths: Lengths,
}

impl<'a> Simulator<'a> {
    pub(super) fn new(test: RobustTest, layout: &'a Layout, unchanged: &'a [usize]) -> Self {
        let lengths = Lengths::new(layout.observations() - 1, 0);
        Self { test, layout, unchanged, normal: Normal::new(), lengths }
    }

    pub(super) fn lengths(&self) -> &Lengths {
        &self.lengths
    }

    /// A random walk: with normal steps, or with steps of one up or down where only their signs matter.
    pub(super) fn walk(&self, stream: &mut Stream) -> Vec<f64> {
        let mut levels = vec![0.0; self.layout.observations()];
        let multiplier = if self.test.signs_only() { Multiplier::Rademacher } else { Multiplier::Gaussian };
        multiplier.fill(&self.normal, stream, &mut levels[1..]);
        for &t in self.unchanged {
            if let Some(step) = levels.get_mut(t) {
                *step = 0.0;
            }
        }
        let mut level = 0.0;
        for y in &mut levels {
            level += *y;
            *y = level;
        }
        levels
    }

    /// The statistics of one simulated series; −∞ where it cannot be tested.
    fn draw(&self, stream: &mut Stream, keep: bool) -> Draw {
        match self.test.transform(&self.walk(stream)) {
            Ok(series) => suprema(&series, self.test.has_constant(), self.layout, &self.lengths, keep),
            Err(_) => Draw::gather(self.layout.dates(), keep, |_, each| {
                let (first, best) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
                for row in self.layout.window() - 1..self.layout.observations() - 1 {
                    each(row, EndResult { first, best, best_start: 0, degenerate: true });
                }
            }),
        }
    }
}

/// The statistics of a transformed series.
pub(super) fn suprema(
    series: &[f64],
    constant: bool,
    layout: &Layout,
    lengths: &Lengths,
    keep: bool,
) -> Draw {
    Draw::gather(layout.dates(), keep, |goal, each| {
        if constant {
            moments::sweep(goal, &Columns::new(series, 0), layout.window(), lengths, each);
        } else {
            sweep::<false>(&Rows::new(series), layout.window(), each);
        }
    })
}

impl RobustNull {
    /// Which test.
    pub fn test(&self) -> RobustTest {
        self.test
    }

    /// Layout of the statistics it may be compared with.
    pub fn layout(&self) -> &Layout {
        self.distribution.layout()
    }

    /// Replications and seed.
    pub fn simulation(&self) -> Simulation {
        self.distribution.simulation()
    }

    /// Simulated forward suprema, ascending.
    pub fn sadf(&self) -> &[f64] {
        self.distribution.sadf()
    }

    /// Simulated double suprema, ascending.
    pub fn gsadf(&self) -> &[f64] {
        self.distribution.gsadf()
    }

    /// Smallest p-value these draws can give, `1/(R + 1)`.
    pub fn smallest_p(&self) -> f64 {
        self.distribution.smallest_p()
    }

    /// Right-tailed p-values `(1 + #{draws ≥ statistic})/(R + 1)` of the full-sample, the forward and the double
    /// supremum statistic.
    ///
    /// # Errors
    /// [`RobustError::TestMismatch`], [`RobustError::UnchangedMismatch`], [`NullError::LayoutMismatch`].
    pub fn p_values(&self, statistics: &RobustStatistics) -> Result<PValues, RobustError> {
        if statistics.test != self.test {
            return Err(RobustError::TestMismatch { statistic: statistics.test, null: self.test });
        }
        self.distribution.check(&statistics.recursive)?;
        if statistics.unchanged != self.unchanged {
            let (statistic, null) = (statistics.unchanged.len(), self.unchanged.len());
            return Err(RobustError::UnchangedMismatch { statistic, null });
        }
        Ok(self.distribution.p_values(&statistics.recursive)?)
    }

    /// Critical values at 90, 95 and 99 %.
    pub fn critical_values(&self) -> CriticalValues {
        self.distribution.critical_values()
    }

    /// The boundary of `kind` for the `bsadf` sequence, with the false-alarm rate it really has.
    ///
    /// # Errors
    /// [`NullError::Level`], [`NullError::SequencesNotKept`], [`NullError::Undefined`].
    pub fn boundary(&self, kind: BoundaryKind, level: f64) -> Result<Boundary, NullError> {
        self.distribution.boundary(kind, level)
    }
}
