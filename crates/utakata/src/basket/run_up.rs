//! Gate 0: was there a run-up that could burst?

use serde::Serialize;

use super::{BasketError, in_range, positive_length};

/// The run-up criterion on the last observation and within the last window. Indices count observations from 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RunUp {
    /// Length of the window in observations.
    pub window: usize,
    /// Return that counts as a run-up, for example 1.0 for a doubling.
    pub threshold: f64,
    /// Return over the last `window` observations; absent when the series is not longer than the window.
    pub now: Option<f64>,
    /// Largest `window`-observation return that ended within the last `window` observations: a boom episode lasts
    /// that long after it qualified.
    pub largest: Option<f64>,
    /// Observation on which that window ended.
    pub largest_at: Option<usize>,
    /// Last observation within the last `window` on which the criterion held.
    pub last_qualified: Option<usize>,
}

impl RunUp {
    /// Whether the criterion held at some time within the last `window` observations; absent when the series is not
    /// longer than the window.
    pub fn qualifies(&self) -> Option<bool> {
        self.now.map(|_| self.last_qualified.is_some())
    }
}

/// The run-up criterion of Greenwood, Shleifer & You (2019, Journal of Financial Economics 131) on raw levels: a
/// return of at least `threshold` (1.0) over `window` (504 trading days, two years) observations.
///
/// # Errors
/// [`BasketError`] for a window of zero, a threshold that is not positive, no levels, or a level that is not positive.
pub fn run_up(levels: &[f64], window: usize, threshold: f64) -> Result<RunUp, BasketError> {
    positive_length("the window", window)?;
    in_range("the threshold", threshold, threshold > 0.0, "a positive number (1.0 is a doubling)")?;
    if levels.is_empty() {
        return Err(BasketError::Empty);
    }
    for &level in levels {
        in_range("a level", level, level > 0.0, "a positive number")?;
    }
    let last = levels.len() - 1;
    let over = |end: usize| levels[end] / levels[end - window] - 1.0;
    let ends = window.max((last + 1).saturating_sub(window))..levels.len();
    let largest_at = ends.clone().max_by(|&a, &b| over(a).total_cmp(&over(b)));
    Ok(RunUp {
        window,
        threshold,
        now: (last >= window).then(|| over(last)),
        largest: largest_at.map(over),
        largest_at,
        last_qualified: ends.rev().find(|&end| over(end) >= threshold),
    })
}
