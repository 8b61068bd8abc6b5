//! Dates by crossing a boundary (Phillips, Shi and Yu 2015).
//!
//! Known to be late at both ends (Harvey, Leybourne and Sollis 2017): a crossing dates when the test noticed, and the
//! end can lag the price peak by tens of observations when the fall is slow.

use serde::Serialize;
use thiserror::Error;

use crate::explosive::{Layout, Recursive};
use crate::null::Boundary;

/// Direction of an episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Signal {
    /// The price at the BSADF peak is at or above the price at the origination: a run-up.
    Positive,
    /// It is below: an explosive fall or a crisis.
    Negative,
}

/// An interval of explosive behaviour. All indices are observations of the series, from 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Episode {
    /// Start of the window that gives the largest BSADF of the run: where the explosive stretch began as seen in
    /// hindsight. Never after the origination; at least the smallest window before the BSADF peak.
    pub onset: usize,
    /// First observation whose BSADF exceeds the boundary (`r̂_e` of Phillips, Shi and Yu 2015): when the test noticed.
    pub origination: usize,
    /// Observation with the most extreme price from the origination to the last exceedance: the highest of a
    /// positive episode, the lowest of a negative one.
    pub peak: usize,
    /// Observation with the largest BSADF.
    pub bsadf_peak: usize,
    /// That BSADF.
    pub bsadf_at_peak: f64,
    /// First observation after the run whose BSADF is at or below the boundary (`r̂_f`); `None` while ongoing.
    pub collapse: Option<usize>,
    /// First observation from the collapse on at which the price is back at its price at the onset, or beyond; `None`
    /// when that has not happened. The onset, because a conservative boundary is crossed when much of the run-up is
    /// already over.
    pub recovery: Option<usize>,
    /// Number of observations that exceed the boundary.
    pub duration: usize,
    /// Direction.
    pub signal: Signal,
    /// Whether the last observation of the sample still exceeds the boundary.
    pub ongoing: bool,
}

/// Why episodes cannot be dated.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DatingError {
    /// Statistic and boundary have different sample length, lag or window.
    #[error(
        "the boundary was made for another sample length, lag or window than the statistic; make it anew"
    )]
    LayoutMismatch {
        /// Layout of the statistic.
        statistic: Layout,
        /// Layout of the boundary.
        boundary: Layout,
    },
    /// The prices are not those of the statistic.
    #[error("{prices} prices were given for a statistic on {observations} observations")]
    LengthMismatch {
        /// Prices given.
        prices: usize,
        /// Observations of the statistic.
        observations: usize,
    },
}

/// The shortest duration by the logarithmic rule of Phillips, Shi and Yu (2015): `δ·ln T`, rounded.
pub fn minimum_duration(delta: f64, observations: usize) -> usize {
    (delta * (observations.max(1) as f64).ln()).round().max(0.0) as usize
}

/// Runs of BSADF above `boundary` that last at least `minimum_duration` observations, in time order.
///
/// `prices` are the series the statistic was computed on. Dates without a statistic or boundary end a run. An
/// unfinished run shorter than `minimum_duration` is not yet an episode.
///
/// # Errors
/// [`DatingError`] when the three do not belong together.
pub fn episodes(
    statistics: &Recursive,
    boundary: &Boundary,
    prices: &[f64],
    minimum_duration: usize,
) -> Result<Vec<Episode>, DatingError> {
    let layout = statistics.layout;
    if boundary.layout != layout || boundary.values.len() != layout.dates() {
        return Err(DatingError::LayoutMismatch { statistic: layout, boundary: boundary.layout });
    }
    if prices.len() != layout.observations() {
        return Err(DatingError::LengthMismatch {
            prices: prices.len(),
            observations: layout.observations(),
        });
    }
    let above: Vec<bool> = statistics
        .bsadf
        .iter()
        .zip(&boundary.values)
        .map(|(b, v)| matches!((b, v), (Some(b), Some(v)) if b > v))
        .collect();
    let mut found = Vec::new();
    let mut date = 0;
    for run in above.chunk_by(|a, b| a == b) {
        if run[0] && run.len() >= minimum_duration.max(1) {
            found.push(episode(statistics, prices, date, run.len()));
        }
        date += run.len();
    }
    Ok(found)
}

/// The episode of `duration` dates from date number `date`.
fn episode(statistics: &Recursive, prices: &[f64], date: usize, duration: usize) -> Episode {
    let first = statistics.layout.first_date();
    let origination = first + date;
    let after = origination + duration;
    let (mut bsadf_peak, mut bsadf_at_peak) = (origination, f64::NEG_INFINITY);
    for (t, bsadf) in (origination..after).zip(&statistics.bsadf[date..]) {
        if let Some(b) = *bsadf
            && b > bsadf_at_peak
        {
            (bsadf_peak, bsadf_at_peak) = (t, b);
        }
    }
    let start_price = prices[origination];
    let signal = if prices[bsadf_peak] >= start_price { Signal::Positive } else { Signal::Negative };
    // Upside down for a negative episode, so that one comparison serves both.
    let sign = if signal == Signal::Positive { 1.0 } else { -1.0 };
    let mut peak = origination;
    for t in origination..after {
        if sign * prices[t] > sign * prices[peak] {
            peak = t;
        }
    }
    let onset = statistics.window_start[bsadf_peak - first].unwrap_or(origination).min(origination);
    let collapse = (after < prices.len()).then_some(after);
    let recovery =
        collapse.and_then(|from| (from..prices.len()).find(|&t| sign * prices[t] <= sign * prices[onset]));
    Episode {
        onset,
        origination,
        peak,
        bsadf_peak,
        bsadf_at_peak,
        collapse,
        recovery,
        duration,
        signal,
        ongoing: collapse.is_none(),
    }
}
