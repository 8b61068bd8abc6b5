//! Why a log is not a chain.

use thiserror::Error;

/// A log that cannot be trusted or extended.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ChainError {
    /// The log is not what was sealed.
    #[error("{file}, line {line}: the chain is broken: {by}; restore the file from a copy")]
    Broken {
        /// File as it was named to us.
        file: String,
        /// First line that is wrong, counted from 1.
        line: usize,
        /// What is wrong with it.
        by: BrokenBy,
    },
    /// A record cannot be written as JSON.
    #[error("the verdict cannot be written as JSON: {reason}")]
    Unwritable {
        /// What the writer said.
        reason: String,
    },
    /// A clock that runs backwards.
    #[error("{file}, line {line}: sealed at {last}, which is after now, {now}; set the clock right")]
    Earlier {
        /// File as it was named to us.
        file: String,
        /// Line of the last record.
        line: usize,
        /// Its time.
        last: jiff::Timestamp,
        /// The time given.
        now: jiff::Timestamp,
    },
}

/// What breaks a chain at a line.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BrokenBy {
    /// Not UTF-8.
    #[error("it is not UTF-8 text")]
    Encoding,
    /// Not a record.
    #[error("it is not a sealed record ({0})")]
    Shape(String),
    /// A record of another version.
    #[error("it is a record of schema {0}; this program reads schema 1")]
    Schema(u32),
    /// White space, order of keys or spelling of numbers differ.
    #[error("its text is not in canonical form, so it has been rewritten")]
    Spelling,
    /// The last line has no line break.
    #[error("it does not end with a line break, so its writing was cut short")]
    Unfinished,
    /// The content does not match its own hash.
    #[error("its content does not match its hash, so it has been altered")]
    Content,
    /// The hash of the previous record is another.
    #[error("it does not follow the record before it, so a record has been removed, inserted or replaced")]
    Link,
    /// Sequence numbers have a gap.
    #[error("it is numbered {found} instead of {expected}")]
    Sequence {
        /// Number found.
        found: usize,
        /// Number of the line.
        expected: usize,
    },
    /// Sealed before its predecessor.
    #[error("it says it was sealed before the record above it")]
    Time,
}
