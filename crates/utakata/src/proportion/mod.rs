//! Shares from surveys: sampling error, clustering, rounding.
//!
//! Shares are fractions in [0, 1]; sample sizes may be fractional (effective sample sizes are). No error of coverage,
//! wording or interest is in any of these intervals: they are lower bounds on the error of a survey.

mod clustered;
mod interval;
mod rounding;
mod statement;

pub use clustered::{DesignEffect, design_effect, korn_graubard};
pub use interval::{clopper_pearson, wilson};
pub use rounding::{Rounded, rounding_envelope};
pub use statement::survey_statement;

use thiserror::Error;

/// Why a question about a share cannot be answered.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ProportionError {
    /// A share outside [0, 1].
    #[error("the share is {value}; give a fraction between 0 and 1 (86 % is 0.86)")]
    Share {
        /// The value given.
        value: f64,
    },
    /// A sample size that is not positive.
    #[error("the sample size is {value}; it must be positive")]
    SampleSize {
        /// The value given.
        value: f64,
    },
    /// An intra-class correlation outside [0, 1].
    #[error(
        "the intra-class correlation is {value}; it lies between 0 (answers in a cluster unrelated) and 1"
    )]
    IntraClass {
        /// The value given.
        value: f64,
    },
    /// Too few or too many clusters.
    #[error("{clusters} clusters for a sample of {n}; give at least 2 and at most one per respondent")]
    Clusters {
        /// Clusters given.
        clusters: f64,
        /// Sample size.
        n: f64,
    },
    /// A rounding unit that is not positive.
    #[error("the rounding unit is {value}; whole per cents are 0.01")]
    RoundingUnit {
        /// The value given.
        value: f64,
    },
    /// A level outside (0, 1).
    #[error("the level is {value} but must lie strictly between 0 and 1; 95 % is 0.95")]
    Level {
        /// The value given.
        value: f64,
    },
}

fn checked(share: f64, n: f64, level: f64) -> Result<(), ProportionError> {
    if !(0.0..=1.0).contains(&share) {
        return Err(ProportionError::Share { value: share });
    }
    if !(n.is_finite() && n > 0.0) {
        return Err(ProportionError::SampleSize { value: n });
    }
    if !(level > 0.0 && level < 1.0) {
        return Err(ProportionError::Level { value: level });
    }
    Ok(())
}
