//! What can be wrong with outcomes, where, and what to do about it.

use jiff::civil::Date;
use thiserror::Error;

use crate::{CaseError, table::TableError};

/// Why nothing can be scored.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ScoreError {
    /// The outcomes are TOML and damaged.
    #[error(transparent)]
    Toml(#[from] CaseError),
    /// The outcomes are a table and damaged.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A column of the table is missing.
    #[error("{file}, line {line}: no column `{column}`; outcomes need id, date, outcome and source")]
    NoColumn {
        /// File.
        file: String,
        /// Line of the header.
        line: usize,
        /// The column.
        column: &'static str,
    },
    /// A field is empty.
    #[error("{file}, line {line}: `{field}` is empty; an outcome needs it")]
    Empty {
        /// File.
        file: String,
        /// Line.
        line: usize,
        /// The field.
        field: &'static str,
    },
    /// Not an outcome.
    #[error("{file}, line {line}: the outcome `{found}` is not known; write true, false or void")]
    NotAnOutcome {
        /// File.
        file: String,
        /// Line.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// Not a date.
    #[error("{file}, line {line}: `{found}` is not a date; write YYYY-MM-DD")]
    NotADate {
        /// File.
        file: String,
        /// Line.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// An outcome from the future.
    #[error("{file}, line {line}: the outcome of `{id}` is dated {date}, which is after today, {today}")]
    Future {
        /// File.
        file: String,
        /// Line.
        line: usize,
        /// Event or forecast.
        id: String,
        /// Its date.
        date: Date,
        /// Today.
        today: Date,
    },
    /// An outcome of nothing.
    #[error(
        "{file}, line {line}: `{id}` is neither an event of the log nor a forecast of the ledger; known are {}",
        known.join(", ")
    )]
    Unknown {
        /// File.
        file: String,
        /// Line.
        line: usize,
        /// What stands there.
        id: String,
        /// What could.
        known: Vec<String>,
    },
    /// An identifier of several cases.
    #[error("{file}, line {line}: `{id}` belongs to {}; say which by `case`", cases.join(" and "))]
    Ambiguous {
        /// File.
        file: String,
        /// Line.
        line: usize,
        /// The identifier.
        id: String,
        /// The cases.
        cases: Vec<String>,
    },
    /// Two outcomes of one thing.
    #[error("{file}, line {line}: the outcome of `{id}` stands on line {first} already; keep one of the two")]
    Duplicate {
        /// File.
        file: String,
        /// Line of the second.
        line: usize,
        /// Event or forecast.
        id: String,
        /// Line of the first.
        first: usize,
    },
    /// The ledger says otherwise.
    #[error(
        "{file}, line {line}: the outcome of `{id}` contradicts the one in the ledger (line {ledger_line}); correct \
         one of the two"
    )]
    Contradiction {
        /// File.
        file: String,
        /// Line.
        line: usize,
        /// The forecast.
        id: String,
        /// Line of the ledger's entry.
        ledger_line: usize,
    },
    /// A sealed or recorded probability is not one.
    #[error("{place}: {error}")]
    Probability {
        /// The forecast.
        place: String,
        /// What is wrong with it.
        error: utakata::forecast::ForecastError,
    },
}
