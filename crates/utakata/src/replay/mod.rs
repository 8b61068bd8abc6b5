//! What the program would have said about past booms, look by look, with the data of that day alone, and what was true.
//!
//! A boom is an [`Episode`](crate::boom::Episode): a run-up that a registered rule found, and the two years after it.
//! [`replay`] goes through it as if the prices were arriving, one *look* per observation (every fifth of a daily
//! series), and writes down at each look a [`Label`] per [`Method`], the score of the reference-class alarm, and the
//! [`Truth`], which only hindsight knows. [`summarise`] counts.
//!
//! # What is known at a look
//! The monitor is opened at the first look on or after the day on which the run-up qualified. Its training is a third
//! of the observations known then, at least 61, rounded down to a multiple of 13 so that booms share simulated
//! boundaries; it is frozen from then on. Horizon, boundaries and the rule that ends a fall are the defaults of
//! [`crate::state::FollowOptions`]. No call depends on anything later than itself, so the calls on the whole path are
//! those that would have been made on each of its beginnings; a test runs both.
//!
//! # What is not known then
//! The rule of the labels, and every constant in it, was chosen when most of these booms were over. The replay shows
//! what the rule does to data it did not see on the day; it cannot make the rule older than it is.

mod alert;
mod asset;
mod confusion;
mod course;
mod monitors;
mod summary;
mod watch;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::boom::BoomError;
use crate::monitor::MonitorError;
use crate::reference_class::ReferenceClassError;
use crate::state::State;

pub use alert::{Alert, AlertRates, Lead, Quartiles, Share, Sounded};
pub use asset::{Look, Replayed, replay};
pub use confusion::Confusion;
pub use course::{Course, Truth};
pub use monitors::{Monitors, ReplayOptions};
pub use summary::{Summary, SummaryDesign, judged, summarise};
pub use watch::{AlarmWatch, WatchRates, Watched};

/// What is said at a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// As [`State::Calm`].
    Calm,
    /// As [`State::Inflating`].
    Inflating,
    /// As [`State::Bursting`].
    Bursting,
    /// As [`State::Deflated`].
    Deflated,
    /// Too few observations were known when the run-up qualified, or they never moved.
    Insufficient,
}

impl Label {
    /// All labels, in the order of a boom.
    pub const ALL: [Self; 5] =
        [Self::Calm, Self::Inflating, Self::Bursting, Self::Deflated, Self::Insufficient];

    /// Its name, as in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Inflating => "inflating",
            Self::Bursting => "bursting",
            Self::Deflated => "deflated",
            Self::Insufficient => "insufficient",
        }
    }
}

impl From<State> for Label {
    fn from(state: State) -> Self {
        match state {
            State::Calm => Self::Calm,
            State::Inflating => Self::Inflating,
            State::Bursting => Self::Bursting,
            State::Deflated => Self::Deflated,
        }
    }
}

/// What makes the labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The state of [`crate::state`] on prices as they are.
    Levels,
    /// The state on logarithms of prices.
    Logarithms,
    /// The usual crossing rule on logarithms: BSADF above its simulated 95 % quantile at each date is a bubble, back
    /// below it is the end. Watched over the boom alone, with the two years before as training. States after a
    /// crossing are those of [`crate::state`].
    Crossing,
}

impl Method {
    /// All methods.
    pub const ALL: [Self; 3] = [Self::Levels, Self::Logarithms, Self::Crossing];

    /// Its name, as in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Levels => "levels",
            Self::Logarithms => "logarithms",
            Self::Crossing => "crossing",
        }
    }
}

/// Why booms cannot be replayed or counted.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// No booms can be sought.
    #[error(transparent)]
    Boom(#[from] BoomError),
    /// A monitor cannot be made.
    #[error(transparent)]
    Monitor(#[from] MonitorError),
    /// A score or a rate cannot be computed.
    #[error(transparent)]
    ReferenceClass(#[from] ReferenceClassError),
}
