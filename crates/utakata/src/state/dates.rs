//! When the state began, in hindsight.

use super::machine::Cycle;
use super::{Call, FollowOptions, Since, State};
use crate::Execution;
use crate::dating::{DateRange, DateSet, date_bubble};
use crate::monitor::MonitorError;
use crate::null::NullError;
use crate::sample::SampleError;

/// Observations before the window that called inflation that a cycle is dated on, at most: enough to know the walk
/// before the growth, and no more time than that needs.
const BEFORE: usize = 250;

/// Dates the event that `call`, the last one, stands for, on the data of its cycle: from the end of the cycle before to
/// now, or to one patience after the fall was over. What comes later is no part of it, and would move its dates.
pub(super) fn since(
    values: &[f64],
    cycle: &Cycle,
    call: &Call,
    options: &FollowOptions,
    seed: u64,
    execution: &Execution<'_>,
) -> Result<Since, MonitorError> {
    let first = cycle.start.max(cycle.window.saturating_sub(BEFORE));
    let last = cycle.over.map_or(values.len(), |t| values.len().min(t + options.patience + 1));
    let unknown = Since { point: call.index, set: None, may_lie_ahead: false, level: options.dating.level };
    let dated = match date_bubble(&values[first..last], &options.dating, seed, execution) {
        Ok(dated) if dated.datable => dated,
        Ok(_) | Err(SampleError::TooShort { .. } | SampleError::Still(_)) => return Ok(unknown),
        Err(SampleError::Null(NullError::Cancelled(cancelled))) => return Err(cancelled.into()),
        Err(error) => return Err(error.into()),
    };
    let set: &DateSet = match call.state {
        State::Inflating => &dated.origination,
        State::Bursting => &dated.collapse,
        State::Deflated | State::Calm => &dated.recovery,
    };
    // The estimate has to agree with the calls: growth begins before it is called and ends after that; where it does
    // not, another bubble in the same data was dated.
    let agrees = |date: usize| match call.state {
        State::Inflating => date <= call.index,
        State::Bursting => (cycle.window..=call.index).contains(&date),
        State::Deflated | State::Calm => date >= cycle.called,
    };
    let estimate = set.estimate.map(|date| date + first).filter(|&date| agrees(date));
    let Some(point) = estimate else { return Ok(Since { may_lie_ahead: set.may_lie_ahead, ..unknown }) };
    let ranges = set.ranges.iter().map(|r| DateRange { first: r.first + first, last: r.last + first });
    Ok(Since { point, set: Some(ranges.collect()), may_lie_ahead: set.may_lie_ahead, ..unknown })
}
