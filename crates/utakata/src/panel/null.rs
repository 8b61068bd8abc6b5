//! Null distributions of the panel statistics.

use super::factor::first_factor;
use super::{Column, Headline, PanelError, PanelTest, Sieve};
use crate::Execution;
use crate::explosive::{Lag, Layout, signed_root};
use crate::moments::{Columns, Goal, Lengths, sweep};
use crate::null::{
    Boundary, BoundaryKind, LEAST_REPLICATIONS, MOST_BYTES, NullError, Quantiles, Simulation, by_date,
    quantile, shaped,
};
use crate::random::{Normal, Stream, derive_seed};

/// The joint null hypothesis of all columns: no column is explosive.
#[derive(Debug, Clone, PartialEq)]
pub enum PanelProcess {
    /// Independent Gaussian random walks without drift, of equal step size: the null of the published tables of the
    /// common-bubble test. Its critical values grow with the number of columns.
    IndependentWalks {
        /// Number of columns.
        columns: usize,
    },
    /// The columns' own null autoregressions with jointly resampled residuals: respects drift, serial correlation and
    /// dependence across columns; does not keep the timing of volatility.
    Sieve(Sieve),
}

impl PanelProcess {
    /// The sieve fitted to `columns` ([`Sieve::fit`]).
    ///
    /// # Errors
    /// As [`Sieve::fit`].
    pub fn sieve(columns: &[Column<'_>], lag: Lag) -> Result<Self, PanelError> {
        Sieve::fit(columns, lag).map(Self::Sieve)
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        match self {
            Self::IndependentWalks { columns } => *columns,
            Self::Sieve(sieve) => sieve.columns(),
        }
    }

    /// Stable name: `independent-walks` or `sieve`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::IndependentWalks { .. } => "independent-walks",
            Self::Sieve(_) => "sieve",
        }
    }

    fn draw(&self, normal: &Normal, stream: &mut Stream, levels: &mut [Vec<f64>]) {
        match self {
            Self::IndependentWalks { .. } => {
                for column in levels {
                    let mut level = 0.0;
                    for y in column {
                        level += normal.sample(stream);
                        *y = level;
                    }
                }
            }
            Self::Sieve(sieve) => sieve.draw(stream, levels),
        }
    }
}

/// Simulated panel statistics for one test, layout and number of columns.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelNull {
    pub(super) test: PanelTest,
    pub(super) process: PanelProcess,
    layout: Layout,
    simulation: Simulation,
    gsadf: Vec<f64>,
    bsadf: Vec<Vec<f64>>,
}

/// Simulates `test` for `layout` under `process`. The result does not depend on `execution`.
///
/// # Errors
/// [`NullError::Replications`], [`NullError::Undefined`], [`NullError::Cancelled`]; [`PanelError::TooFewColumns`] for
/// no column, or fewer than two with [`PanelTest::CommonFactor`].
pub fn simulate_panel(
    test: PanelTest,
    process: &PanelProcess,
    layout: &Layout,
    simulation: &Simulation,
    execution: &Execution<'_>,
) -> Result<PanelNull, PanelError> {
    let columns = process.columns();
    let needed = if test == PanelTest::CommonFactor { 2 } else { 1 };
    if columns < needed {
        return Err(PanelError::TooFewColumns { columns, usable: columns, needed, first: None });
    }
    let replications = simulation.replications;
    let most = if simulation.keep_sequences { MOST_BYTES / (8 * layout.dates()) } else { 10_000_000 };
    if !(LEAST_REPLICATIONS..=most).contains(&replications) {
        return Err(NullError::Replications { replications, least: LEAST_REPLICATIONS, most }.into());
    }
    let normal = Normal::new();
    let lengths = Lengths::new(layout.observations() - 1 - layout.lag(), layout.lag());
    let seed = derive_seed(simulation.seed, process.name());
    let draws = execution
        .map(replications, |replication| {
            let mut levels = vec![vec![0.0; layout.observations()]; columns];
            process.draw(&normal, &mut Stream::new(seed, replication as u64), &mut levels);
            let sequence = sequence_of(test, &levels, layout, &lengths);
            let gsadf = sequence.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            (gsadf, if simulation.keep_sequences { sequence } else { Vec::new() })
        })
        .map_err(NullError::from)?;
    let (mut gsadf, bsadf): (Vec<f64>, Vec<Vec<f64>>) = draws.into_iter().unzip();
    gsadf.sort_by(f64::total_cmp);
    if quantile(&gsadf, 0.5).is_none() {
        return Err(NullError::Undefined.into());
    }
    Ok(PanelNull { test, process: process.clone(), layout: *layout, simulation: *simulation, gsadf, bsadf })
}

/// The tested sequence of one simulated panel.
fn sequence_of(test: PanelTest, levels: &[Vec<f64>], layout: &Layout, lengths: &Lengths) -> Vec<f64> {
    let mut sum = vec![0.0; layout.dates()];
    let mut add = |values: &[f64]| {
        let mut date = 0;
        sweep(Goal::Statistics, &Columns::new(values, layout.lag()), layout.window(), lengths, |_, end| {
            sum[date] += signed_root(end.best);
            date += 1;
        });
    };
    match test {
        PanelTest::MeanBsadf => {
            for column in levels {
                add(column);
            }
            let count = levels.len() as f64;
            for s in &mut sum {
                *s /= count;
            }
        }
        PanelTest::CommonFactor => {
            let columns: Vec<&[f64]> = levels.iter().map(Vec::as_slice).collect();
            // A tie has probability zero here; where two factors are close, either one is a fair draw.
            match first_factor(&columns, 1e-9) {
                Some(factor) => add(&factor.scores),
                None => sum.fill(f64::NEG_INFINITY),
            }
        }
    }
    sum
}

impl PanelNull {
    /// Layout of the statistics it may be compared with.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Simulated statistics, ascending.
    pub fn gsadf(&self) -> &[f64] {
        &self.gsadf
    }

    /// Replications and seed.
    pub fn simulation(&self) -> Simulation {
        self.simulation
    }

    /// Smallest p-value these draws can give, `1/(R + 1)`.
    pub fn smallest_p(&self) -> f64 {
        1.0 / (self.gsadf.len() as f64 + 1.0)
    }

    /// Right-tailed p-value `(1 + #{draws ≥ statistic})/(R + 1)`.
    ///
    /// # Errors
    /// [`PanelError::TestMismatch`], [`NullError::LayoutMismatch`].
    pub fn p_value(&self, statistic: &Headline) -> Result<f64, PanelError> {
        let (given, own) = ((statistic.test, statistic.columns), (self.test, self.process.columns()));
        if given != own {
            return Err(PanelError::TestMismatch { statistic: given, null: own });
        }
        if statistic.layout != self.layout {
            return Err(NullError::LayoutMismatch { statistic: statistic.layout, null: self.layout }.into());
        }
        let reached = self.gsadf.len() - self.gsadf.partition_point(|&d| d < statistic.gsadf);
        Ok((1 + reached) as f64 / (self.gsadf.len() + 1) as f64)
    }

    /// Critical values at 90, 95 and 99 %.
    pub fn critical_values(&self) -> Quantiles {
        Quantiles {
            p90: quantile(&self.gsadf, 0.90),
            p95: quantile(&self.gsadf, 0.95),
            p99: quantile(&self.gsadf, 0.99),
        }
    }

    /// A boundary for the tested sequence: the constant family-wise one, the shaped family-wise one, or the pointwise
    /// one. `None` for [`BoundaryKind::RunningSup`], which needs BADF sequences that a panel has not.
    ///
    /// # Errors
    /// [`NullError::Level`], [`NullError::SequencesNotKept`], [`NullError::Undefined`].
    pub fn boundary(&self, kind: BoundaryKind, level: f64) -> Result<Option<Boundary>, PanelError> {
        let replications = self.gsadf.len();
        let most = replications as f64 / (replications as f64 + 1.0);
        if !(level > 0.0 && level <= most) {
            return Err(NullError::Level { level, replications, most }.into());
        }
        let constant = kind == BoundaryKind::FamilyWise;
        if !constant && !self.simulation.keep_sequences {
            return Err(NullError::SequencesNotKept.into());
        }
        let values = match kind {
            BoundaryKind::FamilyWise => {
                let c = quantile(&self.gsadf, level).ok_or(NullError::Undefined)?;
                vec![Some(c); self.layout.dates()]
            }
            BoundaryKind::FamilyWiseShaped => shaped(&self.bsadf, level)?,
            BoundaryKind::Pointwise => by_date(&self.bsadf, |d| quantile(d, level)),
            BoundaryKind::RunningSup => return Ok(None),
        };
        let crossed = if constant {
            self.gsadf.iter().filter(|&&g| values[0].is_some_and(|c| g > c)).count()
        } else {
            let crosses = |s: &&Vec<f64>| s.iter().zip(&values).any(|(b, v)| v.is_some_and(|v| *b > v));
            self.bsadf.iter().filter(crosses).count()
        };
        Ok(Some(Boundary {
            kind,
            layout: self.layout,
            level,
            values,
            false_alarm_rate: crossed as f64 / replications as f64,
            horizon: self.layout.dates(),
        }))
    }
}
