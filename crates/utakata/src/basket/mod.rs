//! Baskets of stocks: returns with stated weights, breadth, losing streaks, drawdown, and whether there was a run-up.
//!
//! A basket is a [`Panel`]: named members with one positive value per common date. Membership must have been frozen
//! before the window that is judged, or every answer is biased by selection. Use closes adjusted for splits and
//! dividends for returns; quoted losing streaks are about the unadjusted close.

mod assumed;
mod breadth;
mod capitalization;
mod copula;
mod correlation;
mod drawdown;
mod history;
mod index;
mod panel;
mod participation;
mod run_up;
mod session;
mod streak;
mod streak_statement;
mod week;

pub use assumed::{AssumedMove, assumed_breadth_statement, assumed_move, assumed_move_statement};
pub use breadth::{Breadth, breadth, breadth_statement, share_above_average};
pub use capitalization::{Capitalizations, Holding};
pub use copula::copula_tail;
pub use correlation::mean_pairwise_correlation;
pub use drawdown::{Drawdown, drawdown};
pub use history::{HistoricalRank, Rank};
pub use index::{Weighting, index_levels, period_return, period_returns};
pub use panel::{LeftOut, Panel};
pub use participation::{
    AdvanceDecline, BreadthThrust, NewExtremes, advance_decline, breadth_thrust, mcclellan,
    mcclellan_summation, new_extremes,
};
pub use run_up::{RunUp, run_up};
pub use session::{SessionReturns, session_returns};
pub use streak::{Direction, StreakBaseRate, run_probability, streak, streak_base_rate};
pub use streak_statement::{basket_streak_statement, streak_statement};
pub use week::{period_rank, period_statement};

use jiff::civil::Date;
use thiserror::Error;

use crate::evalue::EvalueError;

/// Why a question about a basket cannot be answered.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum BasketError {
    /// No members.
    #[error("the basket has no members")]
    Empty,
    /// The same member twice.
    #[error("member {member} appears twice in the basket")]
    DuplicateMember {
        /// The member.
        member: String,
    },
    /// A member lacks a date that others have.
    #[error(
        "member {member} has no value on {date}, which other members have; fill it, drop the member, or align on \
         common dates"
    )]
    MissingDate {
        /// The member.
        member: String,
        /// The first date it lacks.
        date: Date,
    },
    /// No date is common to all members.
    #[error("the members of the basket have no date in common")]
    NoCommonDate,
    /// A value that is not a positive number.
    #[error("member {member} has value {value} on {date}; prices must be positive")]
    NotPositive {
        /// The member.
        member: String,
        /// The date.
        date: Date,
        /// The value.
        value: f64,
    },
    /// Too few dates for the question.
    #[error("{what} needs at least {needed} dates but the basket has {given}")]
    TooShort {
        /// What was asked.
        what: &'static str,
        /// Dates needed.
        needed: usize,
        /// Dates given.
        given: usize,
    },
    /// A length of zero.
    #[error("{name} must be at least 1")]
    Zero {
        /// What the number is.
        name: &'static str,
    },
    /// A number outside its range.
    #[error("{name} is {value} but must be {expected}")]
    Range {
        /// What the number is.
        name: &'static str,
        /// The value given.
        value: f64,
        /// The range in words.
        expected: &'static str,
    },
    /// Capitalisations that do not fit the members.
    #[error("{given} capitalisations for {members} members; give one for each member")]
    Capitalizations {
        /// Capitalisations given.
        given: usize,
        /// Members of the basket.
        members: usize,
    },
    /// Opens and closes that do not fit.
    #[error("{opens} opens but {closes} closes; give both for the same days")]
    Sessions {
        /// Opens given.
        opens: usize,
        /// Closes given.
        closes: usize,
    },
    /// A member whose returns do not vary, so that it has no correlation.
    #[error(
        "member {member} does not move over the window, so it has no correlation; drop it (is it suspended?)"
    )]
    Constant {
        /// The member.
        member: String,
    },
    /// The e-value could not be formed.
    #[error(transparent)]
    Evalue(#[from] EvalueError),
}

fn positive_length(name: &'static str, value: usize) -> Result<(), BasketError> {
    if value == 0 { Err(BasketError::Zero { name }) } else { Ok(()) }
}

fn long_enough(what: &'static str, needed: usize, given: usize) -> Result<(), BasketError> {
    if given < needed { Err(BasketError::TooShort { what, needed, given }) } else { Ok(()) }
}

/// The number itself when `holds`.
fn in_range(name: &'static str, value: f64, holds: bool, expected: &'static str) -> Result<f64, BasketError> {
    if value.is_finite() && holds { Ok(value) } else { Err(BasketError::Range { name, value, expected }) }
}
