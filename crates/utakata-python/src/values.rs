//! Numbers from Python: Arrow without a copy, buffers and sequences with one.

use std::ops::Deref;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType};
use arrow_buffer::ScalarBuffer;
use arrow_schema::DataType;
use pyo3::buffer::{Element, PyUntypedBuffer};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyArray;

/// Whole numbers up to this are exact in 64-bit floats.
const EXACT: u64 = 1 << 53;

/// A column of 64-bit floats.
#[derive(Debug)]
pub(crate) enum Values {
    /// The memory of an Arrow column.
    Shared(ScalarBuffer<f64>),
    /// A copy.
    Owned(Vec<f64>),
}

impl Deref for Values {
    type Target = [f64];

    fn deref(&self) -> &[f64] {
        match self {
            Self::Shared(buffer) => buffer,
            Self::Owned(values) => values,
        }
    }
}

impl Values {
    /// Reads `given`; messages call it `name`. An Arrow column of 64-bit floats in one piece is not copied; it may hold NaN,
    /// which the engine refuses with the row.
    pub(crate) fn of(given: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if given.hasattr("__arrow_c_array__")? || given.hasattr("__arrow_c_stream__")? {
            return from_arrow(given, name);
        }
        if let Ok(buffer) = PyUntypedBuffer::get(given) {
            if buffer.dimensions() != 1 {
                return Err(PyValueError::new_err(format!(
                    "{name} has {} dimensions; give one column",
                    buffer.dimensions()
                )));
            }
            if let Some(values) = from_buffer(&buffer, given.py(), name)? {
                return Ok(Self::Owned(values));
            }
        }
        from_sequence(given, name).map(Self::Owned)
    }
}

fn from_arrow(given: &Bound<'_, PyAny>, name: &str) -> PyResult<Values> {
    let chunked = given.extract::<AnyArray>()?.into_chunked_array()?;
    let chunks = chunked.chunks();
    let mut row = 0;
    for chunk in chunks {
        if let Some(null) =
            chunk.logical_nulls().and_then(|nulls| (0..nulls.len()).find(|&i| nulls.is_null(i)))
        {
            return Err(missing(name, row + null));
        }
        row += chunk.len();
    }
    if let [only] = chunks
        && let Some(floats) = only.as_primitive_opt::<Float64Type>()
    {
        return Ok(Values::Shared(floats.values().clone()));
    }
    let mut values = Vec::with_capacity(row);
    for chunk in chunks {
        append(&mut values, chunk, name)?;
    }
    Ok(Values::Owned(values))
}

fn append(values: &mut Vec<f64>, chunk: &ArrayRef, name: &str) -> PyResult<()> {
    match chunk.data_type() {
        DataType::Float64 => values.extend(chunk.as_primitive::<Float64Type>().values().iter()),
        DataType::Float32 => converted::<Float32Type>(values, chunk, f64::from),
        DataType::Int8 => converted::<Int8Type>(values, chunk, f64::from),
        DataType::Int16 => converted::<Int16Type>(values, chunk, f64::from),
        DataType::Int32 => converted::<Int32Type>(values, chunk, f64::from),
        DataType::Date32 => converted::<Date32Type>(values, chunk, f64::from),
        DataType::UInt8 => converted::<UInt8Type>(values, chunk, f64::from),
        DataType::UInt16 => converted::<UInt16Type>(values, chunk, f64::from),
        DataType::UInt32 => converted::<UInt32Type>(values, chunk, f64::from),
        DataType::Int64 => {
            exact(values, chunk.as_primitive::<Int64Type>().values(), name, |x| x.unsigned_abs())?;
        }
        DataType::UInt64 => exact(values, chunk.as_primitive::<UInt64Type>().values(), name, |x| *x)?,
        DataType::Struct(fields) => {
            return Err(PyTypeError::new_err(format!(
                "{name} has {} columns; give one of them",
                fields.len()
            )));
        }
        other => {
            return Err(PyTypeError::new_err(format!(
                "{name} holds {other}; give numbers, such as 64-bit floats"
            )));
        }
    }
    Ok(())
}

fn converted<T: ArrowPrimitiveType>(values: &mut Vec<f64>, chunk: &ArrayRef, to: impl Fn(T::Native) -> f64) {
    values.extend(chunk.as_primitive::<T>().values().iter().map(|&x| to(x)));
}

/// Whole numbers that a float holds exactly.
trait Whole: Copy + std::fmt::Display {
    fn float(self) -> f64;
}

impl Whole for i64 {
    fn float(self) -> f64 {
        self as f64
    }
}

impl Whole for u64 {
    fn float(self) -> f64 {
        self as f64
    }
}

fn exact<T: Whole>(values: &mut Vec<f64>, given: &[T], name: &str, size: impl Fn(&T) -> u64) -> PyResult<()> {
    for value in given {
        if size(value) > EXACT {
            let row = values.len();
            return Err(PyValueError::new_err(format!(
                "{name}, row {row}: {value} is too large to be exact in a 64-bit float; scale the column"
            )));
        }
        values.push(value.float());
    }
    Ok(())
}

fn missing(name: &str, row: usize) -> PyErr {
    PyValueError::new_err(format!("{name}, row {row}: the value is missing; leave the row out or fill it"))
}

/// The numbers of a buffer (NumPy, `array`); `None` for a type of element that is no number.
fn from_buffer(buffer: &PyUntypedBuffer, py: Python<'_>, name: &str) -> PyResult<Option<Vec<f64>>> {
    fn of<T: Element + Copy>(buffer: &PyUntypedBuffer, py: Python<'_>) -> Option<Vec<T>> {
        buffer.as_typed::<T>().ok().and_then(|typed| typed.to_vec(py).ok())
    }
    fn whole<T: Whole>(given: &[T], name: &str, size: impl Fn(&T) -> u64) -> PyResult<Option<Vec<f64>>> {
        let mut values = Vec::with_capacity(given.len());
        exact(&mut values, given, name, size)?;
        Ok(Some(values))
    }
    if let Some(values) = of::<f64>(buffer, py) {
        return Ok(Some(values));
    }
    if let Some(values) = of::<i64>(buffer, py) {
        return whole(&values, name, |x| x.unsigned_abs());
    }
    if let Some(values) = of::<u64>(buffer, py) {
        return whole(&values, name, |x| *x);
    }
    let smaller = of::<f32>(buffer, py)
        .map(|v| v.into_iter().map(f64::from).collect::<Vec<_>>())
        .or_else(|| of::<i32>(buffer, py).map(|v| v.into_iter().map(f64::from).collect()))
        .or_else(|| of::<u32>(buffer, py).map(|v| v.into_iter().map(f64::from).collect()))
        .or_else(|| of::<i16>(buffer, py).map(|v| v.into_iter().map(f64::from).collect()))
        .or_else(|| of::<u16>(buffer, py).map(|v| v.into_iter().map(f64::from).collect()))
        .or_else(|| of::<i8>(buffer, py).map(|v| v.into_iter().map(f64::from).collect()))
        .or_else(|| of::<u8>(buffer, py).map(|v| v.into_iter().map(f64::from).collect()));
    Ok(smaller)
}

fn from_sequence(given: &Bound<'_, PyAny>, name: &str) -> PyResult<Vec<f64>> {
    let wrong = || {
        let kind = given.get_type().name().map_or_else(|_| "that".to_owned(), |kind| kind.to_string());
        PyTypeError::new_err(format!(
            "{name} is {kind}; give a column: a pandas or polars Series, an Arrow or NumPy array, or a list of numbers"
        ))
    };
    if given.is_instance_of::<pyo3::types::PyString>() || given.is_instance_of::<pyo3::types::PyMapping>() {
        return Err(wrong());
    }
    let mut values = Vec::new();
    for (row, value) in given.try_iter().map_err(|_| wrong())?.enumerate() {
        let value = value?;
        let number = value.extract::<f64>().map_err(|_| {
            let shown = value.repr().map_or_else(|_| "a value".to_owned(), |text| text.to_string());
            PyTypeError::new_err(format!("{name}, row {row}: {shown} is not a number"))
        })?;
        values.push(number);
    }
    Ok(values)
}

/// Where the numbers that [`Values::of`] would use begin: the caller's own memory when nothing was copied.
#[pyfunction]
pub(crate) fn address(values: &Bound<'_, PyAny>) -> PyResult<usize> {
    Ok(Values::of(values, "values")?.as_ptr() as usize)
}
