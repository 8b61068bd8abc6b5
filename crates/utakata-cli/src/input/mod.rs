//! Series from files: CSV or Parquet, by path or on standard input.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use utakata::Series;
#[cfg(feature = "parquet")]
use utakata_case::table::parquet;
use utakata_case::table::{self, TableError, TableOptions};

use crate::failure::Failure;

/// Which columns of a table to read.
#[derive(Debug, Default, Args)]
pub(crate) struct Columns {
    /// Column of the dates: ISO 8601, or observations counted from 0 or 1, which are shown as days from 0001-01-01
    /// [default: one called date, day, week, month …, else the first]
    #[arg(long, value_name = "COLUMN", help_heading = "Columns")]
    date: Option<String>,
    /// Column of the values [default: close in a table of quotes, else every other column is a series]
    #[arg(long, value_name = "COLUMN", help_heading = "Columns")]
    value: Option<String>,
    /// Column that names the series of each row, for a table in long format
    #[arg(long, value_name = "COLUMN", help_heading = "Columns")]
    series: Option<String>,
}

/// A series by name, or why it could not be read; the rest of its file is not affected.
#[derive(Debug)]
pub(crate) struct Named {
    /// File it comes from, for messages.
    pub(crate) file: String,
    /// Name of the series.
    pub(crate) name: String,
    /// The series.
    pub(crate) series: Result<Series, TableError>,
}

impl Columns {
    /// Whether any column is named.
    pub(crate) fn any(&self) -> bool {
        self.date.is_some() || self.value.is_some() || self.series.is_some()
    }

    /// All series of all files, in order. `-` is standard input.
    ///
    /// A file that is no table at all is an error; a series that breaks a rule stands in for itself.
    pub(crate) fn read(&self, files: &[PathBuf]) -> Result<Vec<Named>, Failure> {
        let mut all = Vec::new();
        for path in files {
            all.extend(self.read_with(path, None)?.0);
        }
        Ok(all)
    }

    /// The series of one file, and what column `beside` holds for each, in the same order: `None` where the file has no
    /// such column.
    pub(crate) fn read_with(
        &self,
        path: &Path,
        beside: Option<&str>,
    ) -> Result<(Vec<Named>, Option<Vec<Named>>), Failure> {
        let (file, bytes) = load(path)?;
        let each = |value: Option<String>| {
            let options = TableOptions { date: self.date.clone(), value, series: self.series.clone() };
            table::read_each(&file, &bytes, &options)
        };
        let all = |each: Vec<table::Named>| {
            each.into_iter().map(|(name, series)| Named { file: file.clone(), name, series }).collect()
        };
        let series = each(self.value.clone()).map_err(Failure::input)?;
        let beside = beside.and_then(|column| each(Some(column.to_owned())).ok());
        // A wide table has one column for all its series: it is of none of them.
        let beside = beside.filter(|beside| beside.len() == series.len());
        Ok((all(series), beside.map(all)))
    }
}

/// Name for messages, and the table as delimited text.
pub(crate) fn load(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    let (name, bytes) = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::runtime(error).context("cannot read standard input"))?;
        ("standard input".to_owned(), bytes)
    } else {
        (path.display().to_string(), table::load(path).map_err(Failure::input)?)
    };
    text(&name, bytes).map(|bytes| (name, bytes))
}

#[cfg(feature = "parquet")]
fn text(name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Failure> {
    if !parquet::recognises(&bytes) {
        return Ok(bytes);
    }
    parquet::to_csv(bytes).map_err(|error| Failure::input(error).context(name.to_owned()))
}

#[cfg(not(feature = "parquet"))]
fn text(name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Failure> {
    if bytes.starts_with(b"PAR1") {
        return Err(Failure::Input(anyhow::anyhow!(
            "{name} is a Parquet file, which this build does not read; build with `--features parquet`, or \
             give CSV"
        )));
    }
    Ok(bytes)
}
