//! Why a recursive statistic cannot be computed.

use serde::Serialize;
use thiserror::Error;

/// Why a recursive statistic cannot be computed. Indices count observations from 0.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ExplosiveError {
    /// A value is NaN or infinite.
    #[error("value {value} at observation {index} is not a finite number; remove or fill it first")]
    NotFinite {
        /// Position of the value.
        index: usize,
        /// The value.
        value: f64,
    },
    /// Not even one window fits.
    #[error(
        "{observations} observations are too few: a window of {window} regression observations with lag {lag} \
         needs at least {needed}; give a longer series or a smaller minimum window"
    )]
    TooShort {
        /// Observations given.
        observations: usize,
        /// Observations needed.
        needed: usize,
        /// Smallest window in regression observations.
        window: usize,
        /// Lag.
        lag: usize,
    },
    /// The smallest window leaves no degree of freedom.
    #[error(
        "a window of {window} regression observations is too small for lag {lag}; the smallest possible is {least}"
    )]
    WindowTooSmall {
        /// Window asked for.
        window: usize,
        /// Lag.
        lag: usize,
        /// Smallest window that leaves a degree of freedom.
        least: usize,
    },
    /// More lags than the kernels hold.
    #[error("lag {lag} is too large; the most is {most}")]
    LagTooLarge {
        /// Lag asked for.
        lag: usize,
        /// Largest lag.
        most: usize,
    },
    /// The series and the layout differ in length.
    #[error("the layout is for {expected} observations but the series has {observations}")]
    LengthMismatch {
        /// Length of the layout.
        expected: usize,
        /// Length of the series.
        observations: usize,
    },
    /// A smoothing bandwidth that is no positive number.
    #[error("a bandwidth of {bandwidth} is impossible; give a positive share of the sample, for example 0.1")]
    Bandwidth {
        /// Bandwidth asked for, as a share of the sample.
        bandwidth: f64,
    },
    /// No window of the sample has a statistic.
    #[error("no window can be tested: {0}")]
    Degenerate(DegenerateReason),
}

/// Why the regression of a window has no usable t-ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DegenerateReason {
    /// The level does not move.
    #[error("the series does not move within the window")]
    ConstantLevel,
    /// The differences do not vary: an exactly linear stretch.
    #[error("the series is exactly linear within the window")]
    ConstantDifference,
    /// The regression leaves no residual, so its t-ratio is unbounded.
    #[error("the regression fits without error within the window (for example exact exponential growth)")]
    PerfectFit,
    /// The lagged differences are collinear with each other or with the level.
    #[error("the lagged terms are collinear within the window; use a smaller lag or a larger window")]
    Collinear,
}
