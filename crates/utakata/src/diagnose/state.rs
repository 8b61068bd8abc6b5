//! The state at the last date: [`crate::state`] in dates.

use super::{DatedCall, DatedRange, DiagnoseError, DiagnoseOptions};
use crate::execution::Cancelled;
use crate::monitor::MonitorError;
use crate::null::NullError;
use crate::state::{Followed, follow};
use crate::{Execution, Series};

/// Follows `values`, the values of `series` or their logarithms.
pub(super) fn of(
    values: &[f64],
    options: &DiagnoseOptions,
    execution: &Execution<'_>,
) -> Result<Followed, DiagnoseError> {
    follow(values, &options.follow, options.seed, execution).map_err(|error| match error {
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
