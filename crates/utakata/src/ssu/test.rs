//! SSU against a simulated null, and its union with SADF.

use serde::Serialize;

use super::{Origin, Ssu, default_window, ssu, ssu_statistic};
use crate::Execution;
use crate::explosive::{Layout, default_minimum_window, headline};
use crate::null::{JointDraws, Null, NullError, Quantiles, Union};
use crate::random::Multiplier;
use crate::robust::Supremum;
use crate::sample::{self, SampleError};
use crate::weighted::{layout, scaled_differences};

/// The null hypothesis to simulate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "name")]
pub enum SsuNull {
    /// A random walk with independent normal steps of one size: the paper's null.
    MonteCarlo,
    /// The data's increments times independent multipliers: their squares stay where they are.
    WildBootstrap {
        /// Distribution of the multipliers; random signs keep the squares exactly.
        multiplier: Multiplier,
    },
}

/// What to test and how much to simulate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SsuOptions {
    /// SSU with SADF, or GSSU with GSADF.
    pub supremum: Supremum,
    /// Where levels are measured from.
    pub origin: Origin,
    /// Smallest window of SSU in regression rows; `None` for [`default_window`]. SADF and GSADF have that of
    /// Phillips, Shi and Yu (2015), or this one when it is given.
    pub window: Option<usize>,
    /// The null.
    pub null: SsuNull,
    /// Level at which the union puts the two tests on a common scale.
    pub level: f64,
    /// Replications.
    pub replications: usize,
    /// Seed.
    pub seed: u64,
}

impl Default for SsuOptions {
    /// SSU from the first observation under random signs, 95 %, 999 replications.
    fn default() -> Self {
        Self {
            supremum: Supremum::Forward,
            origin: Origin::First,
            window: None,
            null: SsuNull::WildBootstrap { multiplier: Multiplier::Rademacher },
            level: 0.95,
            replications: 999,
            seed: 1,
        }
    }
}

/// SSU or GSSU, SADF or GSADF, and their union on one series.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SsuTest {
    /// The statistic with its path.
    pub ssu: Ssu,
    /// What was asked.
    pub options: SsuOptions,
    /// p-value of SSU; `None` when the statistic is undefined.
    pub p_value: Option<f64>,
    /// Simulated critical values of SSU.
    pub critical_values: Quantiles,
    /// SADF or GSADF at lag 0.
    pub df: f64,
    /// p-value of `df`.
    pub df_p_value: f64,
    /// `UR = max(SADF, (q_SADF/q_SSU)·SSU)`: the paper's `max(SADF/q_SADF, SSU/q_SSU)` in units of SADF.
    pub union: Union,
}

/// Tests `values` with SSU (GSSU), SADF (GSADF) and their union, all against the same simulated series.
///
/// # Errors
/// As [`ssu`]; [`SampleError::Null`] for unworkable replications or level, or when cancelled;
/// [`SampleError::Parameter`] for a level that is no probability.
pub fn ssu_test(
    values: &[f64],
    options: &SsuOptions,
    execution: &Execution<'_>,
) -> Result<SsuTest, SampleError> {
    sample::check_level(options.level)?;
    let supremum = options.supremum;
    let window = options.window.unwrap_or_else(|| default_window(values.len(), supremum));
    let df_window = options.window.unwrap_or_else(|| default_minimum_window(values.len()));
    let observed = ssu(values, window, supremum, options.origin)?;
    layout(values, df_window)?;
    let (scale, _) = scaled_differences(values)?;
    let scaled: Vec<f64> = values.iter().map(|y| (y - values[0]) / scale).collect();
    let draws = simulate((&scaled, values[0] / scale), &observed.layout, df_window, options, execution)?;
    let df = ordinary(&scaled, df_window, supremum);
    let statistic = observed.statistic.unwrap_or(f64::NEG_INFINITY);
    let of = |level| draws.second().quantile(level);
    Ok(SsuTest {
        p_value: observed.statistic.map(|s| draws.second().p_upper(s)),
        critical_values: Quantiles { p90: of(0.90), p95: of(0.95), p99: of(0.99) },
        df,
        df_p_value: draws.first().p_upper(df),
        union: draws.union(options.level, (df, statistic))?,
        ssu: observed,
        options: *options,
    })
}

/// Draws for the series `first + scaled`.
fn simulate(
    (scaled, first): (&[f64], f64),
    layout: &Layout,
    df_window: usize,
    options: &SsuOptions,
    execution: &Execution<'_>,
) -> Result<JointDraws, NullError> {
    let differences = sample::differences(scaled);
    let step = (sample::dot(&differences, &differences) / differences.len() as f64).sqrt();
    // Simulated series begin at the first level of the data, in the units of the simulation.
    let (null, first) = match options.null {
        SsuNull::MonteCarlo => (Null::RandomWalk { drift: 0.0 }, first / step),
        SsuNull::WildBootstrap { multiplier } => (Null::WildBootstrap { values: scaled, multiplier }, first),
    };
    let size = (options.replications, options.seed);
    JointDraws::under(&null, layout, size, execution, |levels| {
        let begun: Vec<f64> = levels.iter().map(|y| y - levels[0] + first).collect();
        let ssu = ssu_statistic(&begun, layout.window(), options.supremum, options.origin);
        (ordinary(levels, df_window, options.supremum), ssu)
    })
}

fn ordinary(levels: &[f64], window: usize, supremum: Supremum) -> f64 {
    match supremum {
        Supremum::Forward => headline::sadf(levels, window),
        Supremum::Double => headline::gsadf(levels, window),
    }
}
