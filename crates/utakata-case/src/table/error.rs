//! What can be wrong with a table, and what to do about it.

use std::fmt;

use jiff::civil::Date;
use thiserror::Error;

/// One field of a table: lines are counted from 1, as an editor counts them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// File as it was named to us.
    pub file: String,
    /// Line on which the row begins.
    pub line: usize,
    /// Column heading.
    pub column: String,
    /// Text of the field, shortened when it is long.
    pub text: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}, column `{}`", self.file, self.line, self.column)
    }
}

/// Why a table could not be read as dated series.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TableError {
    /// There is no such file.
    #[error("{file}: no such file; check the path")]
    MissingFile {
        /// The path.
        file: String,
    },
    /// The file exists but cannot be read.
    #[error("{file}: cannot be read ({reason}); check that it is a file and that you may read it")]
    Unreadable {
        /// The path.
        file: String,
        /// What the system said.
        reason: String,
    },
    /// Bytes that are no UTF-8.
    #[error("{file}, line {line}: not UTF-8 text; save the table as UTF-8 CSV")]
    NotUtf8 {
        /// The file.
        file: String,
        /// Line of the first bad byte.
        line: usize,
    },
    /// Nothing but blank lines.
    #[error("{file} is empty; expected a header line such as `date,close` and one row per date")]
    Empty {
        /// The file.
        file: String,
    },
    /// A header without rows.
    #[error("{file} has a header but no rows; expected one row per date below it")]
    NoRows {
        /// The file.
        file: String,
    },
    /// A column that was asked for is not there.
    #[error("{file}, line {line}: no column `{wanted}`; there are: {found}")]
    NoColumn {
        /// The file.
        file: String,
        /// Line of the header.
        line: usize,
        /// The column asked for.
        wanted: String,
        /// The columns there are.
        found: String,
    },
    /// No column could be taken for the dates.
    #[error("{file}, line {line}: no column of dates; name it with --date; there are: {found}")]
    NoDateColumn {
        /// The file.
        file: String,
        /// Line of the header.
        line: usize,
        /// The columns there are.
        found: String,
    },
    /// No value column, or several in a long table.
    #[error("{file}, line {line}: which column holds the values? name it with --value; there are: {found}")]
    NoValueColumn {
        /// The file.
        file: String,
        /// Line of the header.
        line: usize,
        /// The columns there are.
        found: String,
    },
    /// The same heading twice.
    #[error("{file}, line {line}: two columns are called `{column}`; give each column its own name")]
    DuplicateColumn {
        /// The file.
        file: String,
        /// Line of the header.
        line: usize,
        /// The heading.
        column: String,
    },
    /// A row with too few or too many fields.
    #[error(
        "{file}, line {line}: {found} fields where the header has {expected}; \
         fill the row, or quote fields that contain the delimiter"
    )]
    Ragged {
        /// The file.
        file: String,
        /// Line of the row.
        line: usize,
        /// Fields of the row.
        found: usize,
        /// Fields of the header.
        expected: usize,
    },
    /// Not a date.
    #[error("{at}: `{text}` is not a date; write YYYY-MM-DD (or YYYY-MM, or YYYY)", text = at.text)]
    BadDate {
        /// Where.
        at: Box<Place>,
    },
    /// A date twice in one series.
    #[error("{at}: {date} appears twice in series `{series}`; keep one value per date{hint}")]
    DuplicateDate {
        /// Where the second one stands.
        at: Box<Place>,
        /// The date.
        date: Date,
        /// The series.
        series: String,
        /// What else may be the matter.
        hint: &'static str,
    },
    /// Dates go backwards.
    #[error(
        "{at}: {date} comes after the later date {previous} in series `{series}`; sort rows oldest first"
    )]
    Unsorted {
        /// Where the earlier date stands.
        at: Box<Place>,
        /// The date.
        date: Date,
        /// The date above it.
        previous: Date,
        /// The series.
        series: String,
    },
    /// An empty field with values before and after it.
    #[error(
        "{at}: no value on {date} inside series `{series}`; fill it or delete the row \
         (empty fields are allowed only before the first and after the last value)"
    )]
    MissingValue {
        /// Where.
        at: Box<Place>,
        /// The date.
        date: Date,
        /// The series.
        series: String,
    },
    /// A series without a single value.
    #[error("{file}: series `{series}` has no values; choose another column with --value or remove it")]
    NoValues {
        /// The file.
        file: String,
        /// The series.
        series: String,
    },
    /// A row whose series is not named.
    #[error("{at}: the row does not say which series it belongs to; fill the field")]
    UnnamedSeries {
        /// Where.
        at: Box<Place>,
    },
    /// Not 1 or 0.
    #[error("{at}: `{text}` is not an outcome; write 1 (growth turned negative) or 0", text = at.text)]
    NotOutcome {
        /// Where.
        at: Box<Place>,
    },
    /// Not a number from 0 to 1.
    #[error("{at}: `{text}` is not a probability; write a number from 0 to 1", text = at.text)]
    NotProbability {
        /// Where.
        at: Box<Place>,
    },
    /// Not a whole number of zero or more.
    #[error("{at}: `{text}` is not a count; write a whole number of zero or more", text = at.text)]
    NotCount {
        /// Where.
        at: Box<Place>,
    },
    /// Not a number.
    #[error("{at}: `{text}` is not a number; {hint}", text = at.text)]
    NotNumber {
        /// Where.
        at: Box<Place>,
        /// What to do.
        hint: &'static str,
    },
    /// NaN, infinity, or too large for double precision.
    #[error("{at}: `{text}` is not a finite number; leave missing values empty", text = at.text)]
    NotFinite {
        /// Where.
        at: Box<Place>,
    },
}
