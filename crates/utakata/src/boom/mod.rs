//! Booms, and what became of them: the reference class behind the frequency of crashes.
//!
//! A run-up is found by a rule that was written down before its outcome was looked at, so that booms that went on are
//! found as surely as those that burst. An [`Episode`] records what could be seen when the rule first held (the path of
//! the two years before, acceleration, change of volatility) apart from what followed in the two years after (first
//! passages of drawdowns, the deepest fall, the return). Nothing of the second part enters the first.
//!
//! # The rules
//! | [`Rule`] | an episode opens on the first observation on which | source |
//! |---|---|---|
//! | `two-year-double` | the return over two years is at least 100 % | Greenwood, Shleifer & You 2019, Journal of Financial Economics 131 |
//! | `three-year-double` | the return over three years is at least 100 % | Goetzmann 2016, "Bubble Investing: Learning from History", who takes a doubling as the boom and warns that within one year it is too strict: the booms of the 1920s and the 1990s took several |
//! | `explosive` | growth is called by the default monitor of [`crate::state`] on weekly logarithms, chance of a false call 5 % over two years | that module |
//!
//! A year is 252 observations of a daily series (also of one with weekends), 52 of a weekly and 12 of a monthly one. An
//! episode lasts two years; the next of the same asset and rule opens when it is over at the earliest. The three rules
//! have episodes of their own and must not be counted together: one run-up may open an episode under each.
//!
//! A crash is a fall of at least 40 % from the running peak within those two years; the running peak starts with the
//! close on which the episode opened.
//!
//! # What is not an outcome
//! An episode whose two years are not over is [`Fate::Censored`], also when it has crashed already: to count the early
//! crashes and not the others would make crashes look more frequent. An asset that is said to have been delisted has an
//! outcome, [`Fate::Delisted`]; one whose data merely end does not.

mod check;
mod episode;
mod error;
mod rule;
mod scores;

pub use check::{SPLITS, SuspectedSplit, check, suspected_splits};
pub(crate) use episode::path;
pub use episode::{Asset, CRASH, DRAWDOWNS, Episode, Fate, PATH_POINTS, episodes};
pub use error::BoomError;
pub use rule::{Calendar, Openings, Rule, trading_days};
