//! Where the boom of a basket stands.

use jiff::civil::Date;
use utakata::boom::{
    Asset, BoomError, Calendar, DRAWDOWNS, Episode, Fate, Openings, Rule, episodes, trading_days,
};
use utakata::reference_class::{BoomState, PathScore};
use utakata::{Execution, Series};

/// The course of the latest boom that a rule finds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Course {
    /// Its two years are running.
    Running { start: Date, day: u32, state: Option<BoomState> },
    /// It has fallen 40 % from its running peak.
    Burst { start: Date, on: Date },
    /// Its two years ended without.
    Over { start: Date, end: Date },
    /// The rule finds no boom, for want of data or because the index itself did not rise so far.
    Unknown,
}

impl Course {
    /// Of the latest boom on `index`, as [`latest`] finds it.
    pub(super) fn of(index: &Series, latest: Option<&Episode>) -> Self {
        latest.map_or(Self::Unknown, |latest| Self::at(index, latest))
    }

    fn at(index: &Series, latest: &Episode) -> Self {
        let start = latest.start;
        let below = DRAWDOWNS.len() - 1;
        if let Some(observations) = latest.first_passage[below] {
            let first = index.dates().partition_point(|&date| date < start);
            return Self::Burst { start, on: index.dates()[first + observations] };
        }
        if latest.fate == Fate::Complete {
            return Self::Over { start, end: latest.end };
        }
        let day = trading_days(latest.followed, latest.year);
        let passages = latest.first_passage.iter().map(|on| on.map(|on| trading_days(on, latest.year)));
        let volatility = PathScore::SecondHalfVolatility.of(&latest.path).ok();
        let state = volatility.map(|v| BoomState::on(day, v, &DRAWDOWNS[..below], passages));
        Self::Running { start, day, state }
    }
}

/// The latest boom by the library's own rule on the index of a basket.
///
/// # Errors
/// [`BoomError`] when the simulation behind the explosive rule is cancelled.
pub(super) fn latest(
    index: &Series,
    rule: Rule,
    seed: u64,
    execution: &Execution<'_>,
) -> Result<Option<Episode>, BoomError> {
    let Ok(calendar) = Calendar::of_series(index) else { return Ok(None) };
    if index.len() <= rule.history(calendar) {
        return Ok(None);
    }
    let openings = Openings::new(rule, calendar, seed, execution)?;
    let asset =
        Asset { prices: index, group: "", market: None, volume: None, delisting_return: None, splits: &[] };
    Ok(episodes(&asset, &openings)?.pop())
}
