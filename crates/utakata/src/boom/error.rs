//! What can be wrong with the prices of an asset.

use jiff::civil::Date;
use thiserror::Error;

use crate::Frequency;
use crate::monitor::MonitorError;

/// Why no booms can be sought in an asset.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum BoomError {
    /// A price that is not positive.
    #[error("{asset} has value {value} on {date}; prices must be positive")]
    NotPositive {
        /// The asset.
        asset: String,
        /// The date.
        date: Date,
        /// The value.
        value: f64,
    },
    /// Too few observations for the rule ever to hold.
    #[error("{asset} has {given} observations and the rule needs at least {needed}; give a longer history")]
    TooShort {
        /// The asset.
        asset: String,
        /// Observations given.
        given: usize,
        /// Observations needed.
        needed: usize,
    },
    /// Observed too rarely.
    #[error("{asset} is observed too rarely ({frequency:?}); give monthly, weekly or daily prices")]
    Frequency {
        /// The asset.
        asset: String,
        /// Its frequency.
        frequency: Frequency,
    },
    /// A return on delisting below minus one.
    #[error("the delisting return of {asset} is {value}; give a number of at least -1 (a total loss)")]
    DelistingReturn {
        /// The asset.
        asset: String,
        /// The value given.
        value: f64,
    },
    /// The monitor of the explosive rule could not be made.
    #[error(transparent)]
    Monitor(#[from] MonitorError),
}
