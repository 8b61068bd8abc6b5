//! What can be wrong with a case, where, and what to do about it.

use std::fmt;

use jiff::civil::Date;
use thiserror::Error;

use crate::table::TableError;

/// A place in a TOML file; lines and columns are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// File as it was named to us.
    pub file: String,
    /// Line.
    pub line: usize,
    /// Character of the line.
    pub column: usize,
    /// Path of the field, for example `entry[3].source`; empty for the file as a whole.
    pub field: String,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}, column {}", self.file, self.line, self.column)?;
        if self.field.is_empty() { Ok(()) } else { write!(f, ", field `{}`", self.field) }
    }
}

/// Why a case could not be opened.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum CaseError {
    /// There is no such folder.
    #[error("{path}: no such case folder; give a folder that holds case.toml and ledger.toml")]
    NoFolder {
        /// The path.
        path: String,
    },
    /// A file the format asks for is not there.
    #[error("{folder}: no {file}; a case folder holds case.toml, ledger.toml and series/*.csv")]
    NoFile {
        /// The folder.
        folder: String,
        /// The missing file.
        file: String,
    },
    /// Something exists but cannot be read.
    #[error("{file}: cannot be read ({reason}); check that it is there and that you may read it")]
    Unreadable {
        /// The file or folder.
        file: String,
        /// What the system said.
        reason: String,
    },
    /// Not TOML, or not of the shape the format asks for.
    #[error("{at}: {message}")]
    Toml {
        /// Where.
        at: At,
        /// What the TOML reader expected.
        message: String,
    },
    /// Well-formed, but it contradicts itself or refers to what is not there.
    #[error("{}", list(.0))]
    Flaws(Vec<LocatedFlaw>),
    /// A series file is damaged.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Everything in a file happened after the as-of date.
    #[error(
        "{file}: its first observation, {first}, lies after the case's as-of date {as_of}; supply earlier data"
    )]
    NothingKnown {
        /// The file.
        file: String,
        /// Its first date.
        first: Date,
        /// The as-of date.
        as_of: Date,
    },
    /// A price file in which neither symbols nor closes can be found.
    #[error(
        "{file}: not a table of prices, and no stream of case.toml names it; expected columns date and close, \
         with a symbol column or one column per symbol"
    )]
    NotPrices {
        /// The file.
        file: String,
    },
    /// A price that is zero or negative.
    #[error("{file}: close {value} of {symbol} on {date} is not positive; correct it or leave the row out")]
    NotPositive {
        /// The file.
        file: String,
        /// The symbol.
        symbol: String,
        /// The day.
        date: Date,
        /// The close.
        value: f64,
    },
    /// Two files of one folder hold the same symbol.
    #[error("{second}: symbol {symbol} is already in {first}; keep it in one of the two")]
    SymbolTwice {
        /// The symbol.
        symbol: String,
        /// File read first.
        first: String,
        /// File read second.
        second: String,
    },
}

fn list(flaws: &[LocatedFlaw]) -> String {
    flaws.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A flaw and its place.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("{at}: {flaw}")]
pub struct LocatedFlaw {
    /// Where.
    pub at: At,
    /// What.
    pub flaw: Flaw,
}

/// What a well-formed file can still get wrong.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum Flaw {
    /// A format version this program does not know.
    #[error("schema {found} is not known; this program reads schema 1")]
    Schema {
        /// The version found.
        found: u32,
    },
    /// A text that must say something is empty.
    #[error("is empty; write something")]
    Empty,
    /// Not kebab case.
    #[error("`{id}` is not an identifier; use small letters, digits and hyphens")]
    Identifier {
        /// What was written.
        id: String,
    },
    /// An identifier twice.
    #[error("`{id}` is used twice; identifiers are unique")]
    Duplicate {
        /// The identifier.
        id: String,
    },
    /// A member of two layers.
    #[error("`{member}` is already in layer `{first}`; a member belongs to one layer only")]
    Shared {
        /// The member.
        member: String,
        /// The layer that names it first.
        first: String,
    },
    /// Membership frozen after the window it is judged in begins.
    #[error("membership was frozen on {frozen}, after the window begins on {from}; freeze it before")]
    FrozenLate {
        /// Day of the freeze.
        frozen: Date,
        /// First day of the window.
        from: Date,
    },
    /// A reference to something that is not there.
    #[error("unknown {what} `{id}`; {}", known_list(.known))]
    Unknown {
        /// Kind of thing.
        what: &'static str,
        /// Identifier referred to.
        id: String,
        /// Identifiers there are.
        known: Vec<String>,
    },
    /// A number outside its range.
    #[error("{found} is out of range; expected {expected}")]
    Range {
        /// The number.
        found: f64,
        /// What is allowed.
        expected: &'static str,
    },
    /// A lower end above the upper end.
    #[error("the interval is inverted: low {low} is above high {high}; swap them")]
    Inverted {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// Neither end of an interval.
    #[error("has neither `low` nor `high`; give at least one end")]
    Unbounded,
    /// Ends that do not fit the word.
    #[error("bound `{bound}` needs {expected}")]
    Bound {
        /// The word.
        bound: &'static str,
        /// What goes with it.
        expected: &'static str,
    },
    /// A window whose beginning is given twice or not at all.
    #[error(
        "a window begins on a day (`from`) or so many closes before its end (`closes`); give one of the two"
    )]
    Beginning,
    /// A stated probability that is neither a word nor an interval.
    #[error("give a `hedge` or both `low` and `high` (not all three), or only a `condition`")]
    Likelihood,
    /// A period that ends before it begins.
    #[error("the period ends on {to}, before it begins on {from}; swap them")]
    Backwards {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// Not a date.
    #[error("`{text}` is not a date; write YYYY-MM-DD")]
    NotADate {
        /// What was written.
        text: String,
    },
    /// A date after the as-of date.
    #[error("{date} lies after the as-of date {as_of}; {hint}")]
    Later {
        /// The date.
        date: Date,
        /// The as-of date.
        as_of: Date,
        /// What to do.
        hint: &'static str,
    },
    /// A month that does not start on its first day.
    #[error("{date} is not the first day of a month; write the month as YYYY-MM-01")]
    NotMonthStart {
        /// The date.
        date: Date,
    },
    /// More streams required than there are.
    #[error("requires {required} of {streams} streams; at most all of them can be required")]
    TooManyRequired {
        /// Number required.
        required: usize,
        /// Number of streams.
        streams: usize,
    },
    /// Two streams of one kind count towards the broad turn.
    #[error("stream `{id}` is the second of kind `{kind}`; layer B counts each kind of evidence once")]
    KindTwice {
        /// The stream.
        id: String,
        /// Its kind.
        kind: String,
    },
    /// A null that does not belong to the stream's kind.
    #[error("the null belongs to streams of kind `{expected}`, not `{found}`")]
    KindMismatch {
        /// Kind the null speaks of.
        expected: String,
        /// Kind of the stream.
        found: String,
    },
    /// A growth claim about a stream without growth rates.
    #[error("stream `{id}` has no growth rates; name one whose null is `exchangeable-growth`")]
    NoGrowth {
        /// The stream.
        id: String,
    },
    /// An outcome without the day it became known.
    #[error("an outcome needs `known_on`, the day it became known, so that hindsight can be kept apart")]
    UndatedOutcome,
    /// A file that is not in the folder.
    #[error("no file `{name}` in the case folder; paths are relative to it, for example `series/visits.csv`")]
    NoSeries {
        /// The file.
        name: String,
    },
}

fn known_list(known: &[String]) -> String {
    if known.is_empty() { "none is defined".to_owned() } else { format!("defined are: {}", known.join(", ")) }
}
