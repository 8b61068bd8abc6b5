//! The diagnosis of one series, and of many.

use std::ffi::OsString;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use utakata::Series;
use utakata::diagnose::{DiagnoseOptions, diagnose as engine};
use utakata_cli::{Tested, diagnose_options};

use crate::command::refused;
use crate::series::series;
use crate::table::{Column, Table};
use crate::watch::executed;

/// The diagnosis of one series, with the series.
#[pyclass(frozen, module = "utakata._native")]
#[derive(Debug)]
pub(crate) struct Diagnosis {
    inner: Tested,
    series: Series,
}

#[pymethods]
impl Diagnosis {
    /// Date, BADF, BSADF and boundary.
    fn table(&self) -> Table {
        let rows = &self.inner.diagnosis.bsadf;
        Table::new(vec![
            ("date", Column::dates(rows.iter().map(|row| row.date))),
            ("badf", Column::Numbers(rows.iter().map(|row| row.badf).collect())),
            ("bsadf", Column::Numbers(rows.iter().map(|row| row.bsadf).collect())),
            ("boundary", Column::Numbers(rows.iter().map(|row| row.boundary).collect())),
        ])
    }

    /// The series as it was given.
    fn series(&self) -> Table {
        Table::new(vec![
            ("date", Column::dates(self.series.dates().iter().copied())),
            ("value", Column::numbers(self.series.values().iter().copied())),
        ])
    }

    fn to_json(&self) -> PyResult<String> {
        crate::json(&self.inner)
    }
}

fn options(flags: Vec<String>) -> PyResult<DiagnoseOptions> {
    diagnose_options(flags.into_iter().map(OsString::from)).map_err(refused)
}

/// Diagnoses one series; `flags` are those of `utakata diagnose`.
#[pyfunction]
#[pyo3(signature = (values, days, name, flags, threads, progress))]
pub(crate) fn diagnose(
    py: Python<'_>,
    values: &Bound<'_, PyAny>,
    days: Option<&Bound<'_, PyAny>>,
    name: &str,
    flags: Vec<String>,
    threads: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Diagnosis> {
    let (series, options) = (series(name, values, days)?, options(flags)?);
    match executed(py, threads, progress, |execution| engine(&series, &options, execution))? {
        Ok(diagnosis) => Ok(Diagnosis { inner: diagnosis.into(), series }),
        Err(error) => Err(PyValueError::new_err(format!("{name}: {error}"))),
    }
}

/// A diagnosis, or why there is none.
type Entry = (Option<Diagnosis>, Option<String>);

/// Values and days of one group.
type Group<'py> = (String, Bound<'py, PyAny>, Option<Bound<'py, PyAny>>);

/// Diagnoses many series in parallel; one that fails gives its message instead.
#[pyfunction]
#[pyo3(signature = (groups, flags, threads, progress))]
pub(crate) fn diagnose_panel(
    py: Python<'_>,
    groups: Vec<Group<'_>>,
    flags: Vec<String>,
    threads: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Vec<Entry>> {
    let options = options(flags)?;
    let all: Vec<Result<Series, String>> = groups
        .iter()
        .map(|(name, values, days)| {
            series(name, values, days.as_ref()).map_err(|error| error.value(py).to_string())
        })
        .collect();
    let pool = crate::watch::pool(threads)?;
    let worked = crate::watch::watched(py, progress, |watch| {
        let (outer, inner) =
            (utakata::Execution::on(&pool).observed_by(&**watch), utakata::Execution::on(&pool));
        outer.map(all.len(), |at| match &all[at] {
            Ok(series) => {
                engine(series, &options, &inner).map_err(|error| format!("{}: {error}", series.name()))
            }
            Err(error) => Err(error.clone()),
        })
    })?;
    // Who cancels raises, so this is never seen.
    let worked = worked.map_err(|error| PyValueError::new_err(error.to_string()))?;
    let entries = all.into_iter().zip(worked).map(|(series, diagnosis)| match (series, diagnosis) {
        (Ok(series), Ok(diagnosis)) => (Some(Diagnosis { inner: diagnosis.into(), series }), None),
        (_, Err(error)) | (Err(error), _) => (None, Some(error)),
    });
    Ok(entries.collect())
}
