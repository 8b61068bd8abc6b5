//! Dates of several bubbles, one window each (Harvey, Leybourne and Whitehouse 2020, Journal of Empirical Finance 58,
//! 226–246).
//!
//! Crossings say roughly where the bubbles are; the regimes of [`super::hls`] then date each within its window.

use super::Lengths;
use super::episodes::{Episode, Signal};
use super::hls::{Hls, Model, hls_among};
use crate::sample::SampleError;

/// Longest gap between two runs of exceedances that are one bubble.
const GAP: usize = 3;

/// One window and its dates.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WindowDates {
    /// First observation of the window.
    pub first: usize,
    /// Last observation of the window.
    pub last: usize,
    /// The models; dates count from the start of the whole series.
    pub dates: Hls,
}

/// Dates every positive episode of `episodes` (in time order) within its own window.
///
/// Runs at most three observations apart are joined, and negative episodes left out. A window ends half way between
/// its run and the next; the next begins at the first normal observation after the dated bubble. Only the last bubble may
/// still be running or falling (M1, M3) at the end of its window. `lengths` are counts, the same for every window.
/// A window too short for a bubble is left out.
///
/// # Errors
/// [`SampleError`] when a value is not finite, a length too small, or an episode lies outside the series.
pub fn hlw(values: &[f64], episodes: &[Episode], lengths: Lengths) -> Result<Vec<WindowDates>, SampleError> {
    let lengths = lengths.check()?;
    crate::sample::check(values, lengths.calm + lengths.explosive + 1)?;
    let runs = joined(episodes);
    if let Some(&(_, last)) = runs.last()
        && last >= values.len()
    {
        return Err(SampleError::TooShort { observations: values.len(), needed: last + 1 });
    }
    let mut found: Vec<WindowDates> = Vec::new();
    let mut first = 0;
    for (i, &(_, end)) in runs.iter().enumerate() {
        let next = runs.get(i + 1);
        let last = next.map_or(values.len() - 1, |&(start, _)| end.midpoint(start));
        let models: &[Model] = if next.is_some() { &[Model::Stopped, Model::Recovered] } else { &Model::ALL };
        match hls_among(&values[first..=last], lengths, models) {
            Ok(mut dates) => {
                dates.shift(first);
                let chosen = dates.chosen();
                let after = chosen.recovery.or(chosen.collapse.map(|peak| peak + 1));
                found.push(WindowDates { first, last, dates });
                first = after.map_or(last, |t| t.min(last));
            }
            Err(SampleError::TooShort { .. } | SampleError::Still(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// First and last exceedance of the positive runs, those close together joined.
fn joined(episodes: &[Episode]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for episode in episodes.iter().filter(|e| e.signal == Signal::Positive) {
        let (start, end) = (episode.origination, episode.origination + episode.duration - 1);
        match runs.last_mut() {
            Some((_, last)) if start <= *last + GAP + 1 => *last = end,
            _ => runs.push((start, end)),
        }
    }
    runs
}
