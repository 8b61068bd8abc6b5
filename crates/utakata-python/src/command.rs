//! The command line from Python: the same words, the same answers to the bit.

use std::ffi::OsString;
use std::process::ExitCode;

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use utakata::execution::Observer;
use utakata_cli::{Refused, embedded};

use crate::watch::watched;

/// Bad input is a `ValueError`.
pub(crate) fn refused(refused: Refused) -> PyErr {
    match refused {
        Refused::Input(text) => PyValueError::new_err(text),
        Refused::Runtime(text) => PyRuntimeError::new_err(text),
    }
}

/// What `utakata ARGUMENTS` prints, and its warnings.
#[pyfunction]
#[pyo3(signature = (arguments, progress = None))]
pub(crate) fn command(
    py: Python<'_>,
    arguments: Vec<OsString>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<(String, Vec<String>)> {
    let answered = watched(py, progress, |watch| {
        let observer: std::sync::Arc<dyn Observer + Send + Sync> = watch.clone();
        embedded(arguments, observer)
    })?;
    let answered = answered.map_err(refused)?;
    let output =
        String::from_utf8(answered.output).map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    Ok((output, answered.warnings))
}

/// The command itself, printing; its exit code.
#[pyfunction]
pub(crate) fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    let code = py.detach(|| utakata_cli::command(arguments));
    // An exit code does not tell its number, but is equal to itself.
    (0..=10).find(|&number| code == ExitCode::from(number)).unwrap_or(1)
}
