//! Right-tailed unit-root tests against explosive alternatives.
//!
//! [`recursive`] computes ADF, BADF, BSADF, SADF and GSADF for one [`Layout`] (sample length, lag, smallest
//! window). Null distributions for the same layout are made in [`crate::null`]; [`live`] follows a growing series.

mod error;
pub(crate) mod headline;
mod lag;
mod layout;
pub mod live;
mod recursive;
pub(crate) mod regression;
mod rolling;

pub use error::{DegenerateReason, ExplosiveError};
pub use lag::choose_lag;
pub use layout::{Lag, Layout, Options, WindowConvention, default_minimum_window};
pub use recursive::{Degenerate, Recursive, recursive};
pub(crate) use recursive::{check, largest, signed_root};
pub use rolling::{Rolling, rolling_adf, rolling_null};
