//! Incidents and how the market took them: event studies for one event and for many.
//!
//! Returns are fractions per day (simple or logarithmic, one kind throughout). The estimation window ends before the
//! event window; a model of normal returns is fitted on the first and its errors in the second are the abnormal
//! returns. An event must be chosen by a rule, not because the price moved; the day is the first on which the news
//! could be priced.

mod abnormal;
mod combined;
mod combined_statement;
mod confounding;
mod dependence;
mod limit;
mod parametric;
mod permutation;
mod rank;
mod single;
mod tests_of_many;
mod window;

pub use abnormal::{AbnormalReturns, NormalModel, abnormal_returns};
pub use combined::{CombinedTests, Design, combined_tests, combined_tests_with};
pub use combined_statement::combined_statement;
pub use confounding::{Confounding, Overlap, confounding};
pub use limit::{Reaction, reaction_until_open};
pub use parametric::{Parametric, Standardized};
pub use permutation::{Flips, GeneralizedSign, Placebo, SignFlip};
pub use rank::GeneralizedRank;
pub use single::{SingleEvent, Tail, single_event, single_event_statement};
pub use tests_of_many::EventTest;
pub use window::{EventReturns, NotTraded, Window};

use jiff::civil::Date;
use thiserror::Error;

use crate::evalue::EvalueError;

/// Fewest estimation days accepted: Patell's correction needs more than four.
pub const SHORTEST_ESTIMATION: usize = 10;

/// Why an event study cannot be made.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum EventStudyError {
    /// The event day is not a day of the firm's returns.
    #[error("{firm} has no return on {date}; give the first trading day on which the news could be priced")]
    EventNotTraded {
        /// The firm.
        firm: String,
        /// The event day.
        date: Date,
    },
    /// Too few returns before or after the event.
    #[error("{firm} needs {needed} returns {side} the event on {date} but has {given}")]
    TooShort {
        /// The firm.
        firm: String,
        /// The event day.
        date: Date,
        /// `before`, or `from … on`.
        side: &'static str,
        /// Returns needed.
        needed: usize,
        /// Returns there.
        given: usize,
    },
    /// The market lacks a day.
    #[error("the market has no return on {date}, on which {firm} traded")]
    MarketGap {
        /// The firm.
        firm: String,
        /// The day.
        date: Date,
    },
    /// A model that needs the market, without it.
    #[error("this model of normal returns needs the market's returns; give them or use the constant mean")]
    NoMarket,
    /// An estimation window that is too short.
    #[error(
        "an estimation window of {given} days is too short; use {SHORTEST_ESTIMATION} or more (usually 250)"
    )]
    ShortEstimation {
        /// Days given.
        given: usize,
    },
    /// An event window without days.
    #[error("the event window needs at least one day")]
    EmptyEvent,
    /// More factors than the estimation window can carry.
    #[error(
        "{factors} factors need an estimation window of {needed} days or more but it has {given}: lengthen it"
    )]
    ManyFactors {
        /// Factors.
        factors: usize,
        /// Days needed.
        needed: usize,
        /// Days given.
        given: usize,
    },
    /// The market did not move over the estimation window, or one factor follows from the others.
    #[error(
        "the market's return (or a factor's) did not vary over the estimation window of {firm} or follows from the other \
         factors, so its slope is undefined: leave it out or choose another window"
    )]
    ConstantMarket {
        /// The firm.
        firm: String,
    },
    /// No abnormal variation at all.
    #[error("{firm} has no abnormal variation over its estimation window (was it suspended?)")]
    NoVariation {
        /// The firm.
        firm: String,
    },
    /// Fewer than two firms.
    #[error("tests over several events need at least 2 but got {given}; use the single-event test")]
    TooFewEvents {
        /// Events given.
        given: usize,
    },
    /// Windows of different lengths.
    #[error("{firm} has windows of other lengths than {first}; use the same window for every event")]
    UnequalWindows {
        /// The firm.
        firm: String,
        /// The first firm.
        first: String,
    },
    /// A price limit that is not a fraction in (0, 1).
    #[error("the price limit is {value}; give a fraction such as 0.2 for 20 %")]
    Limit {
        /// The value given.
        value: f64,
    },
    /// The e-value could not be formed.
    #[error(transparent)]
    Evalue(#[from] EvalueError),
}
