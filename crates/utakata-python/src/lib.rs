//! The native module of the Python package `utakata`: conversions between Python and the engine, and nothing else. What
//! people call, with its documentation, is in `python/utakata`.

// PyO3 takes arguments of Python functions by value.
#![allow(clippy::needless_pass_by_value)]

mod command;
mod diagnosis;
mod monitor;
mod null;
mod series;
mod statistics;
mod table;
mod values;
mod watch;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use serde::Serialize;

/// As the command line prints it, without the last line's end.
fn json(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string_pretty(value).map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

/// Native parts of `utakata`.
#[pymodule(gil_used = true)]
mod _native {
    #[pymodule_export]
    use crate::command::{command, main};
    #[pymodule_export]
    use crate::diagnosis::{Diagnosis, diagnose, diagnose_panel};
    #[pymodule_export]
    use crate::monitor::{Monitor, monitor, monitor_from_json};
    #[pymodule_export]
    use crate::null::{NullDistribution, null_distribution};
    #[pymodule_export]
    use crate::statistics::{Statistics, statistics};
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::values::address;
}
