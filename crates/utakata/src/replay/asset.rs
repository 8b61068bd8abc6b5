//! One asset, look by look.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Course, Label, Method, Monitors, ReplayError, Truth};
use crate::boom::{self, Asset, Episode, Openings, episodes};
use crate::reference_class::PathScore;

/// Trading days of a year: leads of weekly and monthly series are counted in them.
const TRADING_YEAR: f64 = 252.0;

/// One look at a boom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// The date.
    pub date: Date,
    /// Observations of the series after the entry.
    pub day: usize,
    /// The price.
    pub price: f64,
    /// How far it is below the highest price of the looks so far, a fraction.
    pub drawdown: f64,
    /// What was true; `None` where the two years are not over.
    pub truth: Option<Truth>,
    /// What was said, by method in the order of [`Method::ALL`].
    pub labels: [Label; Method::ALL.len()],
    /// [`PathScore::SecondHalfVolatility`] of the two years up to the look.
    pub score: f64,
}

impl Look {
    /// What a method said.
    pub fn label(&self, method: Method) -> Label {
        let at = Method::ALL.iter().position(|&m| m == method).unwrap_or_default();
        self.labels[at]
    }
}

/// A boom, replayed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Replayed {
    /// The boom as the library records it.
    pub episode: Episode,
    /// Its course, known in hindsight.
    pub course: Course,
    /// The day of its peak.
    pub peak: Date,
    /// The day of the fall of 40 %.
    pub burst: Option<Date>,
    /// Looks that were known when it was entered, with the first of the boom.
    pub known: usize,
    /// The looks, the first on the day of entry or, in a thinned series, up to four observations after it.
    pub looks: Vec<Look>,
}

impl Replayed {
    /// The first look at which `method` said `label`.
    pub fn first(&self, method: Method, label: Label) -> Option<usize> {
        self.looks.iter().position(|look| look.label(method) == label)
    }

    /// Observations of its series in trading days, 252 a year.
    pub fn trading_days(&self, observations: usize) -> f64 {
        observations as f64 * TRADING_YEAR / self.episode.year as f64
    }

    /// Looks on which what `method` said changed, with what it said then; the first look is one.
    pub fn changes(&self, method: Method) -> Vec<(usize, Label)> {
        let mut changes: Vec<(usize, Label)> = Vec::new();
        for (at, look) in self.looks.iter().enumerate() {
            let label = look.label(method);
            if changes.last().is_none_or(|&(_, last)| last != label) {
                changes.push((at, label));
            }
        }
        changes
    }
}

/// Replays every boom of an asset that `openings` finds, oldest first. Daily prices are looked at every fifth
/// observation, counted from the first; weekly and monthly ones at each.
///
/// # Errors
/// [`ReplayError`] as [`episodes`], or for prices that have no logarithm.
pub fn replay(
    asset: &Asset<'_>,
    openings: &Openings,
    monitors: &Monitors,
) -> Result<Vec<Replayed>, ReplayError> {
    let prices = asset.prices.values();
    let stride = openings.calendar().stride;
    let thinned: Vec<f64> = prices.iter().copied().step_by(stride).collect();
    let starts = openings.on(prices)?;
    let mut booms = Vec::new();
    for (episode, start) in episodes(asset, openings)?.into_iter().zip(starts) {
        booms.push(one(asset, episode, start, &thinned, openings, monitors)?);
    }
    Ok(booms)
}

fn one(
    asset: &Asset<'_>,
    episode: Episode,
    start: usize,
    thinned: &[f64],
    openings: &Openings,
    monitors: &Monitors,
) -> Result<Replayed, ReplayError> {
    let (dates, prices, calendar) = (asset.prices.dates(), asset.prices.values(), openings.calendar());
    let end = (start + 2 * calendar.year).min(prices.len() - 1);
    let (entry, last) = (start.div_ceil(calendar.stride), end / calendar.stride);
    let course = Course::of(&prices[start..=end], &episode);
    // No look is left where the boom is entered within the last observations.
    let seen = &thinned[..=last];
    let labels = Method::ALL.map(|method| monitors.labels(method, seen, entry.min(seen.len()), calendar));
    let [levels, logarithms, crossing] = labels;
    let (levels, logarithms, crossing) = (levels?, logarithms?, crossing?);
    let (mut looks, mut highest) = (Vec::with_capacity(levels.len()), f64::NEG_INFINITY);
    for at in entry..seen.len() {
        let index = at * calendar.stride;
        let (day, price) = (index - start, prices[index]);
        highest = highest.max(price);
        looks.push(Look {
            date: dates[index],
            day,
            price,
            drawdown: 1.0 - price / highest,
            truth: course.truth(day, episode.fate),
            labels: [levels[at - entry], logarithms[at - entry], crossing[at - entry]],
            score: score(&prices[index - 2 * calendar.year..=index])?,
        });
    }
    // The fall of a delisted asset may come with what its holder got, after the last price.
    let on = |day: usize| dates[(start + day).min(end)];
    let (peak, burst) = (on(course.peak_day), course.burst_day.map(on));
    Ok(Replayed { episode, course, peak, burst, known: entry + 1, looks })
}

fn score(before: &[f64]) -> Result<f64, ReplayError> {
    Ok(PathScore::SecondHalfVolatility.of(&boom::path(before))?)
}
