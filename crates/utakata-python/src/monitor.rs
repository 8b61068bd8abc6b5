//! The monitor: observations in, calls out.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use utakata::monitor::{Calibrated, Design, Monitor as Inner};

use crate::values::Values;
use crate::watch::executed;

/// A monitor at work.
#[pyclass(module = "utakata._native")]
#[derive(Debug)]
pub(crate) struct Monitor {
    inner: Inner,
}

fn wrong(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// Calibrates a monitor on `training` and trains it.
#[pyfunction]
#[pyo3(signature = (training, horizon, false_alarm_rate, premature_rate, growth, replications, seed, threads, progress))]
#[allow(clippy::too_many_arguments)] // keyword arguments of one Python class
pub(crate) fn monitor(
    py: Python<'_>,
    training: &Bound<'_, PyAny>,
    horizon: usize,
    false_alarm_rate: f64,
    premature_rate: f64,
    growth: usize,
    replications: usize,
    seed: u64,
    threads: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Monitor> {
    let training = Values::of(training, "training")?;
    let design =
        Design { false_alarm_rate, premature_rate, growth, replications, seed, ..Design::new(horizon) };
    let inner = executed(py, threads, progress, |execution| {
        Calibrated::new(&design, training.len(), execution).and_then(|calibrated| calibrated.train(&training))
    })?;
    Ok(Monitor { inner: inner.map_err(wrong)? })
}

/// A monitor from what [`Monitor::to_json`] gave.
#[pyfunction]
pub(crate) fn monitor_from_json(text: &str) -> PyResult<Monitor> {
    serde_json::from_str(text).map(|inner| Monitor { inner }).map_err(wrong)
}

#[pymethods]
impl Monitor {
    /// Takes the next value; the call that it brings as JSON.
    fn observe(&mut self, value: f64) -> PyResult<Option<String>> {
        let alarm = self.inner.observe(value).map_err(wrong)?;
        alarm.map(|alarm| crate::json(&alarm)).transpose()
    }

    /// Takes the values one by one; the calls as JSON.
    fn replay(&mut self, values: &Bound<'_, PyAny>) -> PyResult<String> {
        let values = Values::of(values, "values")?;
        crate::json(&self.inner.replay(&values).map_err(wrong)?)
    }

    /// `calm`, `inflating` or `burst`.
    #[getter]
    fn phase(&self) -> PyResult<String> {
        let value = serde_json::to_value(self.inner.phase()).map_err(wrong)?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Calls so far as JSON.
    fn alarms(&self) -> PyResult<String> {
        crate::json(&self.inner.alarms())
    }

    /// Observation (from 0, the training counted) that comes next.
    #[getter]
    fn next_index(&self) -> usize {
        self.inner.next_index()
    }

    /// Statistic and boundary at the newest observation.
    #[getter]
    fn reading(&self) -> Option<(f64, f64)> {
        self.inner.reading().map(|reading| (reading.statistic, reading.boundary))
    }

    /// What it says, with its error guarantee.
    fn statement(&self) -> PyResult<String> {
        crate::json(&self.inner.statement())
    }

    /// The whole state.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&self.inner).map_err(wrong)
    }
}
