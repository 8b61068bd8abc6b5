//! ADF, SADF, GSADF and their sequences.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use utakata::explosive::{Lag, Layout, Options, Recursive, WindowConvention, choose_lag, recursive};

use crate::table::{Column, Table};
use crate::values::Values;
use crate::watch::executed;

/// Longer series are worked on away from the interpreter, so that Ctrl-C is heard.
const LONG: usize = 4000;
/// Largest lag that a criterion considers, as on the command line.
const MOST_LAGS: usize = 8;

/// Lag from Python: a number, or a criterion.
#[derive(Debug, Clone, FromPyObject)]
pub(crate) enum LagChoice {
    Fixed(usize),
    Criterion(String),
}

/// Lag and windows in the words of the engine.
pub(crate) fn options(lag: LagChoice, minimum_window: Option<usize>, convention: &str) -> PyResult<Options> {
    let lag = match lag {
        LagChoice::Fixed(lag) => Lag::Fixed(lag),
        LagChoice::Criterion(name) if name == "bic" => Lag::Bic { max: MOST_LAGS },
        LagChoice::Criterion(name) if name == "maic" => Lag::Maic { max: MOST_LAGS },
        LagChoice::Criterion(name) => {
            return Err(PyValueError::new_err(format!(
                "lag is '{name}'; give a whole number, 'bic' or 'maic'"
            )));
        }
    };
    let window_convention = match convention {
        "observations" => WindowConvention::Observations,
        "levels" => WindowConvention::Levels,
        other => {
            return Err(PyValueError::new_err(format!(
                "window_convention is '{other}'; give 'observations' or 'levels'"
            )));
        }
    };
    Ok(Options { lag, minimum_window, window_convention })
}

/// Recursive statistics of one series.
#[pyclass(frozen, module = "utakata._native")]
#[derive(Debug)]
pub(crate) struct Statistics {
    pub(crate) inner: Recursive,
}

/// Computes every recursive statistic of `values`.
#[pyfunction]
#[pyo3(signature = (values, lag, minimum_window, convention, name))]
pub(crate) fn statistics(
    py: Python<'_>,
    values: &Bound<'_, PyAny>,
    lag: LagChoice,
    minimum_window: Option<usize>,
    convention: &str,
    name: &str,
) -> PyResult<Statistics> {
    let values = Values::of(values, name)?;
    let options = options(lag, minimum_window, convention)?;
    let compute = || {
        let lag = choose_lag(&values, options.lag)?;
        recursive(&values, &Layout::resolve(values.len(), lag, &options)?)
    };
    let computed =
        if values.len() < LONG { py.detach(compute) } else { executed(py, Some(1), None, |_| compute())? };
    match computed {
        Ok(inner) => Ok(Statistics { inner }),
        Err(error) => Err(PyValueError::new_err(format!("{name}: {error}"))),
    }
}

#[pymethods]
impl Statistics {
    #[getter]
    fn adf(&self) -> Option<f64> {
        self.inner.adf
    }

    #[getter]
    fn sadf(&self) -> Option<f64> {
        self.inner.sadf
    }

    #[getter]
    fn gsadf(&self) -> f64 {
        self.inner.gsadf
    }

    #[getter]
    fn observations(&self) -> usize {
        self.inner.layout.observations()
    }

    #[getter]
    fn lag(&self) -> usize {
        self.inner.layout.lag()
    }

    #[getter]
    fn minimum_window(&self) -> usize {
        self.inner.layout.window()
    }

    /// Observation (from 0) of the first entry of the sequences.
    #[getter]
    fn first_observation(&self) -> usize {
        self.inner.layout.first_date()
    }

    fn table(&self) -> Table {
        let first = self.inner.layout.first_date();
        let starts = self.inner.window_start.iter().map(|start| start.map(|start| start as f64));
        Table::new(vec![
            ("observation", Column::numbers((0..self.inner.badf.len()).map(|at| (first + at) as f64))),
            ("badf", Column::Numbers(self.inner.badf.clone())),
            ("bsadf", Column::Numbers(self.inner.bsadf.clone())),
            ("window_start", Column::Numbers(starts.collect())),
        ])
    }

    fn to_json(&self) -> PyResult<String> {
        crate::json(&self.inner)
    }
}
