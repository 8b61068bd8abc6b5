//! Why a monitor cannot be made or cannot go on.

use thiserror::Error;

use crate::execution::Cancelled;
use crate::null::NullError;
use crate::sample::SampleError;

/// Why a monitor cannot be made or cannot take an observation. The state is unchanged after an error.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum MonitorError {
    /// The training sample, an observation or a parameter cannot be used.
    #[error(transparent)]
    Sample(#[from] SampleError),
    /// The null distribution behind a boundary cannot be simulated.
    #[error(transparent)]
    Null(#[from] NullError),
    /// All observations for which the false-alarm rate holds have been seen.
    #[error(
        "the horizon of {horizon} observations is over, so the false-alarm rate no longer holds; train a new \
         monitor on the data up to here"
    )]
    HorizonOver {
        /// Observations after the training.
        horizon: usize,
    },
    /// The constants were made for another training length.
    #[error("the boundary was calibrated for {calibrated} training observations, but {given} were given")]
    TrainingLength {
        /// Length it was made for.
        calibrated: usize,
        /// Length given.
        given: usize,
    },
    /// The observer stopped the work.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}
