//! Window moments by centred running sums, and the lockstep kernels built on them.

mod columns;
mod sweep;
mod window;

pub(crate) use columns::Columns;
pub(crate) use sweep::{EndResult, Lengths, MOST_LAGS, sweep};
