//! The completeness dial: what is left of a ratio when the shorter list misses cases.

use serde::Serialize;

use super::{Inversion, RateError, rate_ratio};
use crate::Interval;

/// One side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The first count.
    First,
    /// The second count.
    Second,
}

/// The ratio when the side with the lower rate lists only a share of its cases.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CompletenessRow {
    /// Share of the cases that the incomplete side lists, in (0, 1].
    pub completeness: f64,
    /// Side taken to be incomplete: the one with the lower rate.
    pub incomplete: Side,
    /// Ratio of rates, first over second, after completing that side.
    pub estimate: Option<f64>,
    /// Central interval of that ratio.
    pub interval: Interval,
}

/// How complete the shorter list must be for the difference to stand.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BreakEvenCompleteness {
    /// Side taken to be incomplete: the one with the lower rate.
    pub incomplete: Side,
    /// Completeness at which the two estimated rates are equal.
    pub equal_rates: f64,
    /// Completeness at which the central interval just touches equal rates; absent when it includes them at full
    /// completeness.
    pub interval_touches: Option<f64>,
}

/// The exact ratio for each completeness of the side with the lower rate. A list complete to the share `c` is a
/// thinned Poisson count: its exposure becomes `c · t`, and the inference stays exact for known `c`.
///
/// # Errors
/// [`RateError::Completeness`] outside (0, 1]; otherwise as [`rate_ratio`].
pub fn completeness_rows(
    counts: [u64; 2],
    exposures: [f64; 2],
    completeness: &[f64],
    level: f64,
) -> Result<Vec<CompletenessRow>, RateError> {
    let incomplete = lower_side(counts, exposures);
    let row = |&c: &f64| {
        if !(c > 0.0 && c <= 1.0) {
            return Err(RateError::Completeness { value: c });
        }
        let thinned = match incomplete {
            Side::First => [exposures[0] * c, exposures[1]],
            Side::Second => [exposures[0], exposures[1] * c],
        };
        let ratio = rate_ratio(counts, thinned, 1.0, level, Inversion::Central)?;
        Ok(CompletenessRow {
            completeness: c,
            incomplete,
            estimate: ratio.estimate,
            interval: ratio.interval,
        })
    };
    completeness.iter().map(row).collect()
}

/// How incomplete the list with the lower rate would have to be to explain the difference.
///
/// # Errors
/// As [`rate_ratio`].
pub fn break_even_completeness(
    counts: [u64; 2],
    exposures: [f64; 2],
    level: f64,
) -> Result<BreakEvenCompleteness, RateError> {
    let ratio = rate_ratio(counts, exposures, 1.0, level, Inversion::Central)?;
    let incomplete = lower_side(counts, exposures);
    // Completing the second side divides the ratio by 1/c, completing the first multiplies it.
    let (estimate, near) = match incomplete {
        Side::First => (ratio.estimate.unwrap_or(0.0), ratio.interval.high),
        Side::Second => (ratio.estimate.map_or(0.0, f64::recip), ratio.interval.low.map(f64::recip)),
    };
    Ok(BreakEvenCompleteness {
        incomplete,
        equal_rates: estimate,
        interval_touches: near.filter(|c| c.is_finite() && *c < 1.0),
    })
}

fn lower_side(counts: [u64; 2], exposures: [f64; 2]) -> Side {
    let rates = [counts[0] as f64 / exposures[0], counts[1] as f64 / exposures[1]];
    if rates[0] < rates[1] { Side::First } else { Side::Second }
}
