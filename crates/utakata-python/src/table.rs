//! Columns for Python: as an Arrow stream, as NumPy arrays.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, Date32Array, Float64Array, RecordBatch, StructArray};
use arrow_schema::{ArrowError, Field, Schema};
use jiff::civil::Date;
use numpy::PyArray1;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayIterator, to_stream_pycapsule};

use crate::series::days;

/// One column.
#[derive(Debug)]
pub(crate) enum Column {
    /// Numbers, missing where a statistic is undefined.
    Numbers(Vec<Option<f64>>),
    /// Days since 1970-01-01.
    Days(Vec<i32>),
}

impl Column {
    pub(crate) fn dates(dates: impl IntoIterator<Item = Date>) -> Self {
        Self::Days(dates.into_iter().map(days).collect())
    }

    pub(crate) fn numbers(numbers: impl IntoIterator<Item = f64>) -> Self {
        Self::Numbers(numbers.into_iter().map(Some).collect())
    }

    fn len(&self) -> usize {
        match self {
            Self::Numbers(numbers) => numbers.len(),
            Self::Days(days) => days.len(),
        }
    }

    fn array(&self) -> ArrayRef {
        match self {
            Self::Numbers(numbers) => Arc::new(Float64Array::from(numbers.clone())),
            Self::Days(days) => Arc::new(Date32Array::from(days.clone())),
        }
    }
}

/// Columns of one length.
#[pyclass(frozen, module = "utakata._native")]
#[derive(Debug)]
pub(crate) struct Table {
    columns: Vec<(String, Column)>,
}

impl Table {
    pub(crate) fn new(columns: Vec<(&str, Column)>) -> Self {
        Self { columns: columns.into_iter().map(|(name, column)| (name.to_owned(), column)).collect() }
    }

    fn batch(&self) -> Result<RecordBatch, ArrowError> {
        let arrays: Vec<ArrayRef> = self.columns.iter().map(|(_, column)| column.array()).collect();
        let fields = self.columns.iter().zip(&arrays).map(|((name, column), array)| {
            Field::new(name, array.data_type().clone(), !matches!(column, Column::Days(_)))
        });
        RecordBatch::try_new(Arc::new(Schema::new(fields.collect::<Vec<_>>())), arrays)
    }
}

#[pymethods]
impl Table {
    /// Names of the columns.
    #[getter]
    fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// A column as a NumPy array (numbers, NaN where missing; days as `datetime64[D]`).
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let found = self.columns.iter().find(|(own, _)| own == name);
        let (_, column) = found.ok_or_else(|| PyKeyError::new_err(name.to_owned()))?;
        match column {
            Column::Numbers(numbers) => {
                let numbers: Vec<f64> = numbers.iter().map(|x| x.unwrap_or(f64::NAN)).collect();
                Ok(PyArray1::from_vec(py, numbers).into_any())
            }
            Column::Days(days) => {
                let days: Vec<i64> = days.iter().map(|&day| i64::from(day)).collect();
                PyArray1::from_vec(py, days).call_method1("view", ("datetime64[D]",))
            }
        }
    }

    /// The table as an Arrow stream (PyCapsule interface).
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let batch = self.batch()?;
        let field = Arc::new(Field::new_struct("", batch.schema().fields().clone(), false));
        let array: ArrayRef = Arc::new(StructArray::from(batch));
        to_stream_pycapsule(py, Box::new(ArrayIterator::new([Ok(array)], field)), requested_schema)
    }

    fn __len__(&self) -> usize {
        self.columns.first().map_or(0, |(_, column)| column.len())
    }
}
