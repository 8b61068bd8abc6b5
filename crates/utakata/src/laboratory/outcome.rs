//! From single paths to rates and delays.

use serde::Serialize;

use super::{Cell, DateAccuracy};
use crate::Interval;
use crate::proportion::wilson;

/// One path's calls against the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Inflation was not called while there was a bubble, or, under a null, at all.
    Silent,
    /// Inflation was called under a null or before the bubble began.
    FalseAlarm,
    /// Inflation was called so many observations after the first explosive one, and its end so many after the peak
    /// (negative or zero: before growth ended; `None`: never).
    Called { inflation: usize, crash: Option<isize> },
}

/// What a monitor did in one cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CellResult {
    /// The cell.
    pub cell: String,
    /// Whether there is a bubble to find.
    pub bubble: bool,
    /// Paths.
    pub paths: usize,
    /// Share of paths with an inflation call under the null, or before the bubble began.
    pub false_alarm_rate: f64,
    /// Its 95 % Wilson interval.
    pub false_alarm_interval: Option<Interval>,
    /// Share of paths on which inflation was called while the bubble grew; `None` under a null. What follows is about
    /// these paths.
    pub power: Option<f64>,
    /// From the first explosive observation to the inflation call.
    pub inflation_delay: Delays,
    /// Share on which the end was called while the bubble still grew.
    pub premature: Option<f64>,
    /// Its 95 % Wilson interval.
    pub premature_interval: Option<Interval>,
    /// From the peak to the crash call, where that was not premature; never called counts as infinitely late.
    pub crash_delay: Delays,
    /// Share on which the end was not called before the path ended, of those not called prematurely.
    pub crash_missed: Option<f64>,
    /// How well the bubbles were dated; `None` under a null and unless asked for.
    pub dates: Option<DateAccuracy>,
}

/// Quantiles of a delay in observations: the smallest delay that at least that share of paths does not exceed; `None`
/// where it is infinite or there are no paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Delays {
    /// Half of the paths.
    pub median: Option<usize>,
    /// Nine of ten.
    pub p90: Option<usize>,
}

impl Delays {
    pub(super) fn of(mut delays: Vec<Option<usize>>) -> Self {
        delays.sort_by_key(|d| d.unwrap_or(usize::MAX));
        let n = delays.len();
        let at = |rank: usize| rank.checked_sub(1).and_then(|r| delays.get(r).copied().flatten());
        Self { median: at(n.div_ceil(2)), p90: at((9 * n).div_ceil(10)) }
    }
}

/// Level of the intervals.
const LEVEL: f64 = 0.95;

pub(super) fn summary(cell: &Cell, outcomes: &[Outcome], dates: Option<DateAccuracy>) -> CellResult {
    let paths = outcomes.len();
    let false_alarms = outcomes.iter().filter(|o| **o == Outcome::FalseAlarm).count();
    let called: Vec<(usize, Option<isize>)> = outcomes
        .iter()
        .filter_map(|o| match o {
            Outcome::Called { inflation, crash } => Some((*inflation, *crash)),
            _ => None,
        })
        .collect();
    let premature = called.iter().filter(|(_, crash)| crash.is_some_and(|c| c <= 0)).count();
    let late: Vec<Option<usize>> = called
        .iter()
        .filter(|(_, crash)| crash.is_none_or(|c| c > 0))
        .map(|(_, crash)| crash.and_then(|c| usize::try_from(c).ok()))
        .collect();
    let missed = late.iter().filter(|d| d.is_none()).count();
    CellResult {
        cell: cell.name.clone(),
        bubble: cell.bubble.is_some(),
        paths,
        false_alarm_rate: share(false_alarms, paths).unwrap_or(0.0),
        false_alarm_interval: interval(false_alarms, paths),
        power: cell.bubble.and_then(|_| share(called.len(), paths)),
        inflation_delay: Delays::of(called.iter().map(|(inflation, _)| Some(*inflation)).collect()),
        premature: share(premature, called.len()),
        premature_interval: interval(premature, called.len()),
        crash_missed: share(missed, late.len()),
        crash_delay: Delays::of(late),
        dates,
    }
}

pub(super) fn share(count: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| count as f64 / of as f64)
}

pub(super) fn interval(count: usize, of: usize) -> Option<Interval> {
    share(count, of).and_then(|share| wilson(share, of as f64, LEVEL).ok())
}
