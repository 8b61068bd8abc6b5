//! What may be concluded from an LPPLS fit: how sure its critical time is, whether its residuals revert, and whether a
//! simpler model would do.

mod autoregressive;
mod columns;
mod comparison;
mod critical_time;
mod lagrange;
mod lomb;
mod profile;
mod quantiles;
mod residuals;
mod reversion;
mod scenarios;

pub use comparison::{Comparison, ComparisonOptions, TrendModel, TrendScore, TrendTest, comparison};
pub use critical_time::{
    Candidate, CriticalTimeOptions, CriticalTimeSet, Piece, critical_time_set, critical_time_test,
};
pub use lagrange::{Lagrange, LagrangeVariant, LagrangeWindow, lagrange, lagrange_windows};
pub use lomb::{LombPeak, lomb};
pub use profile::{Profile, ProfilePoint, profile};
pub use residuals::ResidualStatistics;
pub use reversion::{Reversion, ReversionOptions, ReversionPValues, reversion};
pub use scenarios::{Scenario, Scenarios, scenarios};
