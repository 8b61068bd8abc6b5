//! How ordinary the last window is among earlier ones.

use serde::Serialize;

use super::{BasketError, long_enough, positive_length};

/// Place of a value among the values of earlier windows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rank {
    /// Number of earlier windows.
    pub windows: usize,
    /// Earlier windows at least as extreme as the last one.
    pub as_extreme: usize,
    /// `as_extreme / windows`: the historical percentile, without the last window itself.
    pub percentile: f64,
    /// `(1 + as_extreme) / (1 + windows)`: a p-value when windows are exchangeable.
    pub p_value: f64,
}

impl Rank {
    fn of(windows: usize, as_extreme: usize) -> Self {
        let (w, e) = (windows as f64, as_extreme as f64);
        Self { windows, as_extreme, percentile: e / w, p_value: (1.0 + e) / (1.0 + w) }
    }

    /// Smallest p-value that this number of windows can give.
    pub fn smallest_p(&self) -> f64 {
        (1.0 + self.windows as f64).recip()
    }
}

/// The last window against the windows before it, none of which shares a day with it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoricalRank {
    /// Value of the last window.
    pub value: f64,
    /// Among windows that begin on every day: more windows, but neighbours share days, so the p-value rests on
    /// stationarity and is exact only on average over the history (Chernozhukov, Wüthrich & Zhu 2021, JASA 116).
    pub overlapping: Rank,
    /// Among back-to-back windows counted backwards: fewer, and exact when they are exchangeable.
    pub disjoint: Rank,
}

/// Ranks the last of `values` (one per window of `horizon` days, in order of their ends) among the windows that lie
/// within `history` days before it, by `as_extreme(earlier, last)`.
pub(super) fn rank(
    values: &[f64],
    horizon: usize,
    history: usize,
    as_extreme: impl Fn(f64, f64) -> bool,
) -> Result<HistoricalRank, BasketError> {
    positive_length("the horizon", horizon)?;
    long_enough("the history", horizon + 1, history + 1)?;
    // The window that ends on index i covers horizon + 1 dates.
    long_enough("the comparison with history", 2 * horizon + 1, values.len() + horizon)?;
    let last = values.len() - 1;
    let newest = last - horizon;
    let oldest = newest.saturating_sub(history - horizon);
    let count = |step: usize| {
        let windows = (0..=newest - oldest).step_by(step).map(|back| values[newest - back]);
        Rank::of(windows.clone().count(), windows.filter(|&value| as_extreme(value, values[last])).count())
    };
    Ok(HistoricalRank { value: values[last], overlapping: count(1), disjoint: count(horizon) })
}
