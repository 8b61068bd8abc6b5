//! Null distributions of ADF, SADF and GSADF.

use numpy::PyArray1;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use utakata::explosive::{Layout, choose_lag};
use utakata::null::{Null, NullDistribution as Inner, Simulation, simulate};
use utakata::random::Multiplier;

use crate::statistics::{LagChoice, Statistics, options};
use crate::values::Values;
use crate::watch::executed;

/// Simulated statistics under one null.
#[pyclass(frozen, module = "utakata._native")]
#[derive(Debug)]
pub(crate) struct NullDistribution {
    inner: Inner,
}

fn wrong(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// Simulates the null `method` for series like `values`.
#[pyfunction]
#[pyo3(signature = (values, method, lag, minimum_window, convention, multiplier, control, drift, replications, seed, threads, progress))]
#[allow(clippy::too_many_arguments)] // keyword arguments of one Python function
pub(crate) fn null_distribution(
    py: Python<'_>,
    values: &Bound<'_, PyAny>,
    method: &str,
    lag: LagChoice,
    minimum_window: Option<usize>,
    convention: &str,
    multiplier: &str,
    control: Option<usize>,
    drift: bool,
    replications: usize,
    seed: u64,
    threads: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<NullDistribution> {
    let values = Values::of(values, "values")?;
    let options = options(lag, minimum_window, convention)?;
    let lag = choose_lag(&values, options.lag).map_err(wrong)?;
    let layout = Layout::resolve(values.len(), lag, &options).map_err(wrong)?;
    let multiplier = match multiplier {
        "rademacher" => Multiplier::Rademacher,
        "gaussian" => Multiplier::Gaussian,
        "skewed" => Multiplier::Skewed,
        other => {
            return Err(wrong(format!("multiplier is '{other}'; give 'rademacher', 'gaussian' or 'skewed'")));
        }
    };
    let null = match method {
        "wild" => Null::WildBootstrap { values: &values, multiplier },
        "composite" => Null::Composite { values: &values, control: control.unwrap_or(layout.dates()) },
        "monte-carlo" if drift => Null::random_walk_with_drift_of(&values).map_err(wrong)?,
        "monte-carlo" => Null::RandomWalk { drift: 0.0 },
        other => {
            return Err(wrong(format!("method is '{other}'; give 'wild', 'monte-carlo' or 'composite'")));
        }
    };
    let simulation = Simulation { replications, seed, keep_sequences: false };
    let inner =
        executed(py, threads, progress, |execution| simulate(&null, &layout, &simulation, execution))?;
    Ok(NullDistribution { inner: inner.map_err(wrong)? })
}

#[pymethods]
impl NullDistribution {
    /// Sorted draws of the full-sample ADF.
    #[getter]
    fn adf<'py>(&self, py: Python<'py>) -> Bound<'py, PyAny> {
        PyArray1::from_slice(py, self.inner.adf()).into_any()
    }

    /// Sorted draws of SADF.
    #[getter]
    fn sadf<'py>(&self, py: Python<'py>) -> Bound<'py, PyAny> {
        PyArray1::from_slice(py, self.inner.sadf()).into_any()
    }

    /// Sorted draws of GSADF.
    #[getter]
    fn gsadf<'py>(&self, py: Python<'py>) -> Bound<'py, PyAny> {
        PyArray1::from_slice(py, self.inner.gsadf()).into_any()
    }

    /// Smallest p-value it can give.
    #[getter]
    fn smallest_p(&self) -> f64 {
        self.inner.smallest_p()
    }

    fn p_values(&self, statistics: &Statistics) -> PyResult<(Option<f64>, Option<f64>, Option<f64>)> {
        self.inner.check(&statistics.inner).map_err(wrong)?;
        let p = self.inner.p_values(&statistics.inner).map_err(wrong)?;
        Ok((p.adf, p.sadf, p.gsadf))
    }

    fn to_json(&self) -> PyResult<String> {
        crate::json(&self.inner.critical_values())
    }
}
