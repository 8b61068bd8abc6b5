//! Many series at once: do they boom together, and does one factor explain it?
//!
//! [`panel_gsadf`] averages the BSADF sequences of the columns (Pavlidis et al. 2016); [`common_bubble`] tests their
//! first principal component (Chen, Phillips and Shi 2023). Neither has a usable table: the law of both depends on
//! how many columns there are and on how they move together, so [`simulate_panel`] draws it, from the columns' own
//! joint residuals ([`PanelProcess::Sieve`]) or from independent walks.
//!
//! ```
//! use utakata::Execution;
//! use utakata::explosive::{Lag, Layout};
//! use utakata::null::Simulation;
//! use utakata::panel::{Column, PanelProcess, PanelTest, panel_gsadf, simulate_panel};
//!
//! let wave = |step: usize| (0..60).map(|t| ((t * step) % 11) as f64).collect::<Vec<f64>>();
//! let (a, b) = (wave(37), wave(24));
//! let columns = [Column { name: "a", values: &a }, Column { name: "b", values: &b }];
//! let layout = Layout::new(60, 0, 15)?;
//! let panel = panel_gsadf(&columns, &layout, &Execution::serial())?;
//! let process = PanelProcess::sieve(&columns, Lag::Bic { max: 2 })?;
//! let null = simulate_panel(
//!     PanelTest::MeanBsadf, &process, &layout, &Simulation::new(99, 1), &Execution::serial(),
//! )?;
//! assert!(null.p_value(&panel.headline())? > 0.0);
//! # Ok::<(), utakata::panel::PanelError>(())
//! ```

mod common;
mod factor;
mod null;
mod sieve;
mod statement;
mod statistic;

use serde::Serialize;
use thiserror::Error;

pub use common::{CommonBubble, common_bubble};
pub use null::{PanelNull, PanelProcess, simulate_panel};
pub use sieve::Sieve;
pub use statistic::{PanelColumn, PanelGsadf, RejectedColumn, panel_gsadf};

use crate::explosive::{ExplosiveError, Layout};
use crate::null::NullError;

/// One named series of a panel; all columns of a panel share their dates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column<'a> {
    /// Name used in messages.
    pub name: &'a str,
    /// One value per date.
    pub values: &'a [f64],
}

/// Which statistic of a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PanelTest {
    /// Largest mean over columns of BSADF (Pavlidis et al. 2016).
    MeanBsadf,
    /// GSADF of the first principal component (Chen, Phillips and Shi 2023).
    CommonFactor,
}

/// The number that is tested, with everything a null distribution must share with it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Headline {
    /// Which statistic.
    pub test: PanelTest,
    /// Sample length, lag and smallest window.
    pub layout: Layout,
    /// Number of columns used.
    pub columns: usize,
    /// Largest value over the dates.
    pub gsadf: f64,
}

/// Why a panel cannot be tested.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum PanelError {
    /// Too few columns are left.
    #[error(
        "{usable} of {columns} columns can be used and {needed} are needed; the first one left out is {}: {}",
        .first.as_ref().map_or("none", |f| f.name.as_str()),
        .first.as_ref().map_or("give more columns", |f| f.reason.as_str())
    )]
    TooFewColumns {
        /// Columns given.
        columns: usize,
        /// Columns that can be used.
        usable: usize,
        /// Columns needed.
        needed: usize,
        /// The first column left out.
        first: Option<RejectedColumn>,
    },
    /// A column cannot be used where every column is needed.
    #[error("column {name}: {source}")]
    Column {
        /// Its name.
        name: String,
        /// What is wrong.
        source: ExplosiveError,
    },
    /// The fitted null autoregression of a column is not stationary, so nothing can be simulated from it.
    #[error(
        "the differences of column {name} follow an explosive autoregression of order {order}; use a smaller lag, \
         or leave the column out"
    )]
    NotStationary {
        /// Its name.
        name: String,
        /// Order of the autoregression.
        order: usize,
    },
    /// The two largest eigenvalues of the panel are equal to working precision.
    #[error("the panel has no single first principal component: two factors explain equally much")]
    FactorNotIdentified,
    /// Statistic and null distribution do not belong together.
    #[error(
        "the statistic is {:?} of {} columns, the null distribution {:?} of {}; simulate it for the statistic",
        .statistic.0, .statistic.1, .null.0, .null.1
    )]
    TestMismatch {
        /// Test and columns of the statistic.
        statistic: (PanelTest, usize),
        /// Test and columns of the null distribution.
        null: (PanelTest, usize),
    },
    /// The statistic cannot be computed.
    #[error(transparent)]
    Explosive(#[from] ExplosiveError),
    /// The null distribution cannot be simulated or used.
    #[error(transparent)]
    Null(#[from] NullError),
}
