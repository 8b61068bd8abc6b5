//! Window moments by centred running sums, and the lockstep kernels built on them.

mod block;
mod columns;
mod fixed;
mod found;
mod lag_zero;
mod latest;
mod lengths;
mod sweep;
mod window;

pub(crate) use columns::{Columns, power_of_two_scale};
pub(crate) use fixed::one_window;
pub(crate) use found::{BLOCK, FLOOR, Found, Largest};
pub(crate) use latest::latest;
pub(crate) use lengths::Lengths;
pub(crate) use sweep::{EndResult, Goal, sweep};

/// Most lagged differences.
pub(crate) const MOST_LAGS: usize = 30;
const MOST_COLUMNS: usize = MOST_LAGS + 2;
