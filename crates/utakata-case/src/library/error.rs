//! What can be wrong with a library.

use thiserror::Error;
use utakata::SeriesError;
use utakata::boom::BoomError;
use utakata::proportion::ProportionError;
use utakata::reference_class::ReferenceClassError;

use crate::table::TableError;
#[cfg(feature = "parquet")]
use crate::table::parquet::ParquetError;

/// Why a library cannot be read, made or summed up.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// Not a table of episodes.
    #[error("{file}: this is no boom library: {reason}; make one with `utakata library build`")]
    Header {
        /// The file.
        file: String,
        /// What is missing or unexpected.
        reason: String,
    },
    /// A field that cannot be read.
    #[error("{file}, line {line}, column {column}: `{text}` is not {expected}")]
    Field {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// What stands there.
        text: String,
        /// What should.
        expected: &'static str,
    },
    /// A file of closes puts one asset in two groups.
    #[error("{file}, line {line}: {asset} is in another group than above; an asset has one group")]
    Groups {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The asset.
        asset: String,
    },
    /// A file of closes is no table of them.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A file of closes is damaged.
    #[cfg(feature = "parquet")]
    #[error(transparent)]
    Parquet(#[from] ParquetError),
    /// Closes are no series.
    #[error(transparent)]
    Series(#[from] SeriesError),
    /// No interval over start years can be made.
    #[error(
        "the library has booms of the group {group} in fewer than two start years; an interval needs two"
    )]
    Empty {
        /// The group.
        group: &'static str,
    },
    /// No episodes can be sought.
    #[error(transparent)]
    Boom(#[from] BoomError),
    /// A frequency has no interval.
    #[error(transparent)]
    Proportion(#[from] ProportionError),
    /// An interval over eras cannot be made.
    #[error(transparent)]
    ReferenceClass(#[from] ReferenceClassError),
    /// The work was stopped.
    #[error(transparent)]
    Cancelled(#[from] utakata::execution::Cancelled),
}
