//! Dated tables: CSV with commas, semicolons or tabs, read into [`Series`].
//!
//! Three shapes are understood: *wide* (a column of dates and one column per series), *long* (a column names the
//! series of each row) and *bare* (two columns, with or without a header). Dates are ISO 8601; numbers have a
//! decimal point. A date column that counts observations from 0 or 1 stands for days from 0001-01-01 on. Empty fields
//! before the first and after the last value of a series are trimmed; inside it they are errors, as is everything else
//! that would have to be guessed.

mod error;
mod field;
mod layout;
#[cfg(feature = "parquet")]
pub mod parquet;
mod reference_class;
mod series;
mod sheet;

use std::{fs, io, io::Read, path::Path};

pub use error::{Place, TableError};
pub use reference_class::read_reference_class;
use utakata::Series;

pub(crate) use field::is_day;
pub(crate) use layout::{column, date_column, find};
pub(crate) use series::{Columns, assemble};
pub(crate) use sheet::{Row, Sheet};

/// Which columns to read; all absent for a file that explains itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// Column of the dates. Absent: one called `date`, `day`, `week`, `month`, … or else the first column, if it
    /// holds dates.
    pub date: Option<String>,
    /// Column of the values. Absent: `close` in a table of quotes (with `open`, `high` or `low`) or in a long
    /// table; otherwise every other column is a series of its own.
    pub value: Option<String>,
    /// Column that names the series of each row (long format). Absent: the table is wide.
    pub series: Option<String>,
}

/// Reads the file at `path`, or standard input when `path` is `-`.
///
/// A series is called by its column heading (wide) or by its group (long); without a header, by the file's stem.
///
/// # Errors
/// [`TableError`], naming file, line, column and field.
pub fn read_path(path: &Path, options: &TableOptions) -> Result<Vec<Series>, TableError> {
    if path.as_os_str() == "-" {
        return read("standard input", io::stdin().lock(), options);
    }
    read_bytes(&path.display().to_string(), &load(path)?, options)
}

/// Reads a table from `input`; `file` is what error messages call it.
///
/// # Errors
/// [`TableError`], naming file, line, column and field.
pub fn read(file: &str, mut input: impl Read, options: &TableOptions) -> Result<Vec<Series>, TableError> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|error| unreadable(file.to_owned(), &error))?;
    read_bytes(file, &bytes, options)
}

/// Reads a table from memory; `file` is what error messages call it.
///
/// # Errors
/// [`TableError`], naming file, line, column and field.
///
/// ```
/// use utakata_case::table::{TableOptions, read_bytes};
/// let series = read_bytes("visits.csv", b"date,visits\n2023-04,1760\n2023-05,1810\n", &TableOptions::default())?;
/// assert_eq!(series[0].name(), "visits");
/// assert_eq!(series[0].values(), [1760.0, 1810.0]);
/// # Ok::<(), utakata_case::table::TableError>(())
/// ```
pub fn read_bytes(file: &str, bytes: &[u8], options: &TableOptions) -> Result<Vec<Series>, TableError> {
    let sheet = Sheet::parse(file, bytes)?;
    let layout = layout::Layout::of(&sheet, options)?;
    let columns = Columns { date: layout.date, values: &layout.values, group: layout.group };
    series::assemble(&sheet, &columns)
}

/// As [`read_bytes`], of counts: every value is a whole number of zero or more.
///
/// # Errors
/// [`TableError`], naming file, line, column and field.
pub fn read_counts(file: &str, bytes: &[u8], options: &TableOptions) -> Result<Vec<Series>, TableError> {
    let sheet = Sheet::parse(file, bytes)?;
    let layout = layout::Layout::of(&sheet, options)?;
    let columns = Columns { date: layout.date, values: &layout.values, group: layout.group };
    let counts = series::assemble(&sheet, &columns)?;
    series::counted(&sheet, &columns)?;
    Ok(counts)
}

/// The name of a series, and the series or what is wrong with it.
pub type Named = (String, Result<Series, TableError>);

/// As [`read_bytes`], but each series stands for itself, so that a bad column does not spoil the others.
///
/// # Errors
/// [`TableError`] for what concerns the whole table: its header, its rows, its dates.
pub fn read_each(file: &str, bytes: &[u8], options: &TableOptions) -> Result<Vec<Named>, TableError> {
    let sheet = Sheet::parse(file, bytes)?;
    let layout = layout::Layout::of(&sheet, options)?;
    let columns = Columns { date: layout.date, values: &layout.values, group: layout.group };
    series::each(&sheet, &columns)
}

/// The bytes of a file.
///
/// # Errors
/// [`TableError::MissingFile`], [`TableError::Unreadable`].
pub fn load(path: &Path) -> Result<Vec<u8>, TableError> {
    fs::read(path).map_err(|error| unreadable(path.display().to_string(), &error))
}

fn unreadable(file: String, error: &io::Error) -> TableError {
    match error.kind() {
        io::ErrorKind::NotFound => TableError::MissingFile { file },
        _ => TableError::Unreadable { file, reason: error.to_string() },
    }
}
