//! The state at the last date: [`crate::state`] in dates.

use super::{DatedCall, DatedRange, DiagnoseError, DiagnoseOptions};
use crate::execution::Cancelled;
use crate::monitor::MonitorError;
use crate::null::NullError;
use crate::state::{FollowOptions, Followed, follow};
use crate::{Execution, Series};

/// Fewest observations of a horizon: a year of monthly prices is too little to be worth an error rate.
const LEAST_HORIZON: usize = 61;

/// Follows `values`, the values of `series` or their logarithms. The horizon is a year where the frequency is known, so
/// that the false-alarm rate is one per year of watching whatever the length of the sample.
pub(super) fn of(
    series: &Series,
    values: &[f64],
    options: &DiagnoseOptions,
    execution: &Execution<'_>,
) -> Result<Followed, DiagnoseError> {
    let year = series.frequency().periods_per_year().map(|n| (n as usize).max(LEAST_HORIZON));
    let horizon = options.follow.horizon.or(year);
    let followed = follow(values, &FollowOptions { horizon, ..options.follow }, options.seed, execution);
    followed.map_err(|error| match error {
        MonitorError::Cancelled(Cancelled) => NullError::Cancelled(Cancelled).into(),
        error => error.into(),
    })
}

/// The calls in dates.
pub(super) fn calls(followed: &Followed, series: &Series) -> Vec<DatedCall> {
    let dated = followed.calls.iter().map(|call| DatedCall {
        date: series.dates()[call.index],
        state: call.state,
        statistic: call.statistic,
        boundary: call.boundary,
    });
    dated.collect()
}

/// The set of dates since when.
pub(super) fn since_set(followed: &Followed, series: &Series) -> Option<Vec<DatedRange>> {
    let set = followed.since.as_ref()?.set.as_ref()?;
    let on = |t: usize| series.dates()[t];
    Some(set.iter().map(|r| DatedRange { from: on(r.first), to: on(r.last) }).collect())
}
