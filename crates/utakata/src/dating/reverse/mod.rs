//! When a collapse began and ended, by reading the series backwards (Phillips and Shi 2018, Econometric Theory 34(4),
//! 705–753).
//!
//! A fall to a trough is an explosive rise in reverse. Where BSADF of the reversed series first exceeds its boundary the
//! price has recovered; where it drops below again the crisis had begun. The null is the reversed random walk, which is
//! a random walk once more (the regression has a constant, so where it starts does not matter); a bootstrap must be made of
//! the reversed series, so that its volatility lies where it belongs.
//!
//! The peers take the first crossing of a pointwise or running boundary and so find a recovery in 29 to 38 % of random
//! walks. Here the boundary is family-wise and a run of exceedances must last, which brings that to the nominal level.

mod statement;

use serde::Serialize;

use super::episodes::{DatingError, Signal, episodes};
use crate::explosive::{ExplosiveError, recursive};
use crate::null::{BoundaryKind, NullDistribution, NullError};

/// Why a reverse regression cannot be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ReverseError {
    /// The statistic.
    #[error(transparent)]
    Explosive(#[from] ExplosiveError),
    /// Its null distribution.
    #[error(transparent)]
    Null(#[from] NullError),
    /// Statistic and boundary do not belong together.
    #[error(transparent)]
    Dating(#[from] DatingError),
}

/// A collapse, found in reverse. Both dates are crossings: when the test, coming from the future, noticed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Implosion {
    /// First observation (in calendar order) of the run of exceedances: the crisis has begun. `None` where the run
    /// reaches back to the first observation. That is common when the price stood still before it fell: in reverse,
    /// growth that merely stops keeps BSADF above its boundary. A price that had risen to a peak ends the run.
    pub crisis: Option<usize>,
    /// Last observation of the run: the recovery from the crisis.
    pub recovery: usize,
    /// Number of exceedances.
    pub duration: usize,
    /// Largest reverse BSADF of the run.
    pub bsadf: f64,
}

/// The reverse regression of one series.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reverse {
    /// Number of observations.
    pub observations: usize,
    /// Reverse BSADF by observation in calendar order, from the first observation on; the last `window + lag`
    /// observations have none and are left out.
    pub bsadf: Vec<Option<f64>>,
    /// Largest of them.
    pub gsadf: f64,
    /// Its p-value under the null distribution given.
    pub p_value: Option<f64>,
    /// Smallest p-value the null distribution could have given.
    pub smallest_p: f64,
    /// The constant boundary.
    pub boundary: Option<f64>,
    /// Chance that a random walk crosses it anywhere.
    pub false_alarm_rate: f64,
    /// Fewest exceedances in a row.
    pub persistence: usize,
    /// Collapses in calendar order. Explosive *rises* in reverse only: falls of the price.
    pub implosions: Vec<Implosion>,
}

/// The series read backwards: what the null distribution must be made from.
pub fn reversed(values: &[f64]) -> Vec<f64> {
    values.iter().rev().copied().collect()
}

/// Runs the reverse regression of `values` against `null`, the null distribution for [`reversed`]`(values)`.
///
/// A run must exceed the family-wise boundary of `level` at least `persistence` times in a row;
/// [`super::minimum_duration`] with `δ = 1` is a usual choice.
///
/// # Errors
/// [`ReverseError`] when the statistic is undefined or the null has another layout.
pub fn reverse_regression(
    values: &[f64],
    null: &NullDistribution,
    level: f64,
    persistence: usize,
) -> Result<Reverse, ReverseError> {
    let backwards = reversed(values);
    let statistics = recursive(&backwards, null.layout())?;
    let boundary = null.boundary(BoundaryKind::FamilyWise, level)?;
    let last = values.len() - 1;
    let mut implosions: Vec<Implosion> = episodes(&statistics, &boundary, &backwards, persistence)?
        .into_iter()
        .filter(|episode| episode.signal == Signal::Positive)
        .map(|episode| Implosion {
            crisis: episode.collapse.map(|end| last + 1 - end),
            recovery: last - episode.origination,
            duration: episode.duration,
            bsadf: episode.bsadf_at_peak,
        })
        .collect();
    implosions.reverse();
    Ok(Reverse {
        observations: values.len(),
        bsadf: statistics.bsadf.iter().rev().copied().collect(),
        gsadf: statistics.gsadf,
        p_value: null.p_values(&statistics)?.gsadf,
        smallest_p: null.smallest_p(),
        boundary: boundary.values.iter().find_map(|v| *v),
        false_alarm_rate: boundary.false_alarm_rate,
        persistence,
        implosions,
    })
}
