//! Window moments by centred running sums, and the lockstep kernels built on them.

mod columns;
mod sweep;
mod window;

pub(crate) use columns::{Columns, power_of_two_scale};
pub(crate) use sweep::{EndResult, Lengths, MOST_LAGS, sweep};
