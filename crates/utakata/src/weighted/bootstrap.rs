//! The joint wild bootstrap of the weighted and the ordinary test.

use serde::Serialize;

use super::{Kernel, choose, largest_of, layout, scaled_differences, squares};
use crate::Execution;
use crate::explosive::{Layout, headline};
use crate::null::{JointDraws, Null, Union};
use crate::random::Multiplier;
use crate::robust::Supremum;
use crate::sample::{self, SampleError};

/// How much to bootstrap.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WildBootstrap {
    /// Distribution of the multipliers; the paper has standard normals.
    pub multiplier: Multiplier,
    /// Level at which the union puts the two tests on a common scale: one minus the size aimed at.
    pub level: f64,
    /// Replications.
    pub replications: usize,
    /// Seed.
    pub seed: u64,
}

impl Default for WildBootstrap {
    /// Random signs, 95 %, 999 replications.
    fn default() -> Self {
        Self { multiplier: Multiplier::Rademacher, level: 0.95, replications: 999, seed: 1 }
    }
}

/// The weighted test, the ordinary one and their union on one series.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WeightedTest {
    /// Windows of the suprema.
    pub supremum: Supremum,
    /// Sample length and smallest window in regression rows; lag 0.
    pub layout: Layout,
    /// Bandwidth of the variance path as a share of the number of increments.
    pub bandwidth: f64,
    /// The bootstrap.
    pub bootstrap: WildBootstrap,
    /// supBZ.
    pub bz: f64,
    /// p-value of supBZ.
    pub bz_p_value: f64,
    /// SADF or GSADF at lag 0, with intercept.
    pub df: f64,
    /// p-value of the ordinary test.
    pub df_p_value: f64,
    /// `U = max(supDF, (q_DF/q_BZ)·supBZ)` (the paper's section 5 and Theorem 3).
    pub union: Union,
}

/// Tests `values` over windows of at least `window` regression rows: supBZ, supDF and their union, all against the
/// same wild bootstrap series `y*_t = Σ_{s ≤ t} w_s·Δy_s`. A replication costs `O(T)` with random signs and
/// [`Supremum::Forward`], `O(T·h·T)` with other multipliers, `O(T²)` with [`Supremum::Double`].
///
/// # Errors
/// As [`super::sup_bz`]; [`SampleError::Null`] for unworkable replications or level, or when cancelled;
/// [`SampleError::Parameter`] for a level that is no probability.
pub fn weighted_test(
    values: &[f64],
    window: usize,
    supremum: Supremum,
    bootstrap: &WildBootstrap,
    execution: &Execution<'_>,
) -> Result<WeightedTest, SampleError> {
    let layout = layout(values, window)?;
    sample::check_level(bootstrap.level)?;
    let (scale, differences) = scaled_differences(values)?;
    let scaled: Vec<f64> = values.iter().map(|y| (y - values[0]) / scale).collect();
    let kernel = choose(&squares(&differences))?;
    let variance = kernel.variance(&squares(&differences));
    let draw =
        Draw { kernel: &kernel, variance: &variance, multiplier: bootstrap.multiplier, window, supremum };
    let null = Null::WildBootstrap { values: &scaled, multiplier: bootstrap.multiplier };
    let size = (bootstrap.replications, bootstrap.seed);
    let draws = JointDraws::under(&null, &layout, size, execution, |levels| draw.statistics(levels))?;
    let df = draw.ordinary(&scaled);
    let bz = largest_of(supremum, &differences, &variance, window);
    Ok(WeightedTest {
        supremum,
        layout,
        bandwidth: kernel.bandwidth(),
        bootstrap: *bootstrap,
        bz,
        bz_p_value: draws.second().p_upper(bz),
        df,
        df_p_value: draws.first().p_upper(df),
        union: draws.union(bootstrap.level, (df, bz))?,
    })
}

/// What a replication needs.
struct Draw<'a> {
    kernel: &'a Kernel,
    variance: &'a [f64],
    multiplier: Multiplier,
    window: usize,
    supremum: Supremum,
}

impl Draw<'_> {
    /// supDF and supBZ of one bootstrap series.
    fn statistics(&self, levels: &[f64]) -> (f64, f64) {
        let differences = sample::differences(levels);
        let weighted = if self.multiplier == Multiplier::Rademacher {
            largest_of(self.supremum, &differences, self.variance, self.window)
        } else {
            largest_of(
                self.supremum,
                &differences,
                &self.kernel.variance(&squares(&differences)),
                self.window,
            )
        };
        (self.ordinary(levels), weighted)
    }

    fn ordinary(&self, levels: &[f64]) -> f64 {
        match self.supremum {
            Supremum::Forward => headline::sadf(levels, self.window),
            Supremum::Double => headline::gsadf(levels, self.window),
        }
    }
}
