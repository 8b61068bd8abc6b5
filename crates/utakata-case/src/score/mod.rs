//! Grading forecasts once outcomes are known: Utakata's own, sealed in a log, and those of a ledger.
//!
//! `docs/sealing.md` says how; [`score`] does it.

mod card;
mod error;
mod grade;
mod outcomes;
#[cfg(test)]
mod tests;

pub use card::{EDGES, LEVEL, Scorecard, Summary, score};
pub use error::ScoreError;
pub use grade::{Grade, Listed, Reason, UTAKATA};
pub use outcomes::{OutcomeRow, Outcomes, Settled};
