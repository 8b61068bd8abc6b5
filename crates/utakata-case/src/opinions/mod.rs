//! Who says what: the camps, the forecasts, and the ledger as the report lists it.
//!
//! Nothing here is tested and nothing enters layer B; opinions are counted over independent speakers only.

mod forecasts;
mod stances;
mod tracing;

pub use forecasts::forecast_lines;
pub(crate) use forecasts::{foretells, speaker};
pub use stances::stance_map;
pub use tracing::{cited_sources, ledger_lines};
