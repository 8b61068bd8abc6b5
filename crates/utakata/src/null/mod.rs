//! Null distributions of the recursive statistics: one simulation kernel for Monte Carlo, wild bootstrap and
//! composite bootstrap; from the same draws p-values, critical values and boundaries.
//!
//! ```
//! use utakata::Execution;
//! use utakata::explosive::{Layout, recursive};
//! use utakata::null::{BoundaryKind, Null, Simulation, simulate};
//! use utakata::random::Multiplier;
//!
//! let values: Vec<f64> = (0..60).map(|t| f64::from((t * 37) % 11)).collect();
//! let layout = Layout::new(60, 1, 15)?;
//! let null = Null::WildBootstrap { values: &values, multiplier: Multiplier::Gaussian };
//! let draws = simulate(&null, &layout, &Simulation::new(99, 1), &Execution::serial())?;
//! let statistics = recursive(&values, &layout)?;
//! assert!(draws.p_values(&statistics)?.gsadf.is_some_and(|p| p > 0.0));
//! assert_eq!(draws.boundary(BoundaryKind::FamilyWise, 0.95)?.values.len(), layout.dates());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod boundary;
mod distribution;
mod draws;
mod joint;
mod process;
mod quantile;
mod simulate;
mod standard_error;
pub mod surface;

use thiserror::Error;

pub use boundary::{Boundary, BoundaryKind};
pub(crate) use boundary::{by_date, shaped};
pub use distribution::{CriticalValues, NullDistribution, PValues, Quantiles};
pub use draws::Draws;
pub use joint::{JointDraws, Union};
pub use process::{Method, Null};
pub use quantile::quantile;
pub(crate) use simulate::{Draw, LEAST_REPLICATIONS, MOST_BYTES};
pub use simulate::{Simulation, simulate};
pub use standard_error::quantile_standard_error;

use crate::execution::Cancelled;
use crate::explosive::{ExplosiveError, Layout};

/// Why a null distribution cannot be simulated or used.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum NullError {
    /// The statistic cannot be computed on the data or the simulated series.
    #[error(transparent)]
    Explosive(#[from] ExplosiveError),
    /// Statistic and null distribution have different sample length, lag or window.
    #[error(
        "the statistic has {} observations, lag {} and window {}, but the null distribution was simulated for {} \
         observations, lag {} and window {}; simulate it for the statistic's layout",
        .statistic.observations(), .statistic.lag(), .statistic.window(),
        .null.observations(), .null.lag(), .null.window()
    )]
    LayoutMismatch {
        /// Layout of the statistic.
        statistic: Layout,
        /// Layout of the null distribution.
        null: Layout,
    },
    /// The null distribution covers fewer dates than the question.
    #[error(
        "the null distribution controls {control} dates, not the {dates} dates of the whole sample; ask for its \
         family-wise boundary, or simulate with a control window of {dates}"
    )]
    Horizon {
        /// Dates covered.
        control: usize,
        /// Dates of the sample.
        dates: usize,
    },
    /// The control window is empty or longer than the sample.
    #[error("a control window of {control} dates is impossible; give 1 to {dates}")]
    Control {
        /// Control window asked for.
        control: usize,
        /// Dates of the sample.
        dates: usize,
    },
    /// Too few or too many replications.
    #[error("{replications} replications are not workable; give {least} to {most}")]
    Replications {
        /// Replications asked for.
        replications: usize,
        /// Fewest that give a 5 % critical value.
        least: usize,
        /// Most that are accepted for this sample.
        most: usize,
    },
    /// A level that is no probability, or beyond what the replications can resolve.
    #[error(
        "level {level} cannot be had from {replications} replications; give a level above 0 and at most {most}"
    )]
    Level {
        /// Level asked for.
        level: f64,
        /// Replications drawn.
        replications: usize,
        /// Largest usable level, `R/(R + 1)`.
        most: f64,
    },
    /// The boundary needs the simulated sequences, which were not kept.
    #[error("this boundary needs the simulated sequences; simulate with sequences kept")]
    SequencesNotKept,
    /// Too many simulated statistics are undefined.
    #[error(
        "the simulated statistics are mostly undefined: the changes of the series are all of one size or mostly zero"
    )]
    Undefined,
    /// The response surfaces were not fitted there.
    #[error(
        "response surfaces hold for 50 to 5000 observations, lags 0 to 4 and smallest windows from 0.7 to 2.2 times the \
         default one with at least 8 degrees of freedom, not for {} observations, lag {} and window {}; simulate instead",
        .layout.observations(), .layout.lag(), .layout.window()
    )]
    OutsideSurface {
        /// Layout asked for.
        layout: Layout,
    },
    /// The observer stopped the work.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}
