//! Series from Python.

use jiff::Span;
use jiff::civil::{Date, date};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use utakata::Series;

use crate::values::Values;

/// The day of the first observation where no dates are given, as on the command line.
const FIRST: Date = date(1, 1, 1);
const EPOCH: Date = date(1970, 1, 1);

/// A checked series of `values`, dated by `days` since 1970-01-01 or, without them, from 0001-01-01 day by day.
pub(crate) fn series(
    name: &str,
    values: &Bound<'_, PyAny>,
    days: Option<&Bound<'_, PyAny>>,
) -> PyResult<Series> {
    let values = Values::of(values, name)?;
    let dates = match days {
        Some(days) => dates(&Values::of(days, "dates")?)?,
        None => (0..values.len()).map(|row| day(FIRST, row as f64, row)).collect::<PyResult<_>>()?,
    };
    Series::new(name, dates, values.to_vec())
        .map_err(|error| PyValueError::new_err(format!("{name}: {error}")))
}

fn dates(days: &[f64]) -> PyResult<Vec<Date>> {
    days.iter().enumerate().map(|(row, &days)| day(EPOCH, days, row)).collect()
}

fn day(from: Date, days: f64, row: usize) -> PyResult<Date> {
    let whole = days as i64;
    if days.is_finite() && whole as f64 == days {
        let span = Span::new().try_days(whole).ok();
        if let Some(date) = span.and_then(|span| from.checked_add(span).ok()) {
            return Ok(date);
        }
    }
    Err(PyValueError::new_err(format!("dates, row {row}: {days} days from {from} is no date")))
}

/// Days since 1970-01-01.
pub(crate) fn days(date: Date) -> i32 {
    // Dates of four digits are at most some millions of days away.
    EPOCH.until(date).map_or(0, |span| span.get_days())
}
