//! Survival of entrants: how many of those that came are still there, and for how long.
//!
//! A forecast ("two of a hundred will survive") is a count of entrants with a horizon and is compared with a base rate by
//! the binomial law. Observed lives, of which some have not ended, go through the Kaplan–Meier curve. Entrants count as
//! independent; where one shock ends many of them at once, every interval here is too narrow.

mod entrants;
mod kaplan_meier;
mod statement;

pub use entrants::{AgainstBaseRate, Entrants, annual_hazard};
pub use kaplan_meier::{KaplanMeier, Life, SurvivalStep, kaplan_meier};
pub use statement::{curve_statement, entrants_statement};

use thiserror::Error;

use crate::{evalue::EvalueError, proportion::ProportionError};

/// Why survival cannot be judged. Indices count lives from 0.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum SurvivalError {
    /// No entrants, or no lives.
    #[error("there are no entrants; give at least one")]
    Empty,
    /// More survivors than entrants.
    #[error("{survivors} survivors of {entrants} entrants; give at most as many survivors as entrants")]
    Survivors {
        /// Survivors given.
        survivors: u64,
        /// Entrants given.
        entrants: u64,
    },
    /// A duration that is not positive.
    #[error("life {index} (counted from 0) lasted {value}; durations are positive numbers in one unit")]
    Duration {
        /// Position of the life.
        index: usize,
        /// The value given.
        value: f64,
    },
    /// A horizon that is not positive.
    #[error("the horizon is {value}; give a positive number of years")]
    Horizon {
        /// The value given.
        value: f64,
    },
    /// A horizon after which nobody was watched.
    #[error(
        "nobody was watched for {horizon}: the last life ends at {last} and has not exited; ask for a horizon of at most \
         {last}"
    )]
    Beyond {
        /// The horizon asked for.
        horizon: f64,
        /// The longest duration.
        last: f64,
    },
    /// A base rate outside (0, 1).
    #[error("the base rate of survival is {value}; give a fraction strictly between 0 and 1 (5 % is 0.05)")]
    BaseRate {
        /// The value given.
        value: f64,
    },
    /// A level outside (0, 1).
    #[error("the level is {value} but must lie strictly between 0 and 1; 95 % is 0.95")]
    Level {
        /// The value given.
        value: f64,
    },
    /// The interval of the share could not be formed.
    #[error(transparent)]
    Proportion(#[from] ProportionError),
    /// The e-value could not be formed.
    #[error(transparent)]
    Evalue(#[from] EvalueError),
}

fn checked_level(level: f64) -> Result<f64, SurvivalError> {
    if level > 0.0 && level < 1.0 { Ok(level) } else { Err(SurvivalError::Level { value: level }) }
}

fn checked_base_rate(value: f64) -> Result<f64, SurvivalError> {
    if value > 0.0 && value < 1.0 { Ok(value) } else { Err(SurvivalError::BaseRate { value }) }
}

fn checked_horizon(value: f64) -> Result<f64, SurvivalError> {
    if value.is_finite() && value > 0.0 { Ok(value) } else { Err(SurvivalError::Horizon { value }) }
}
