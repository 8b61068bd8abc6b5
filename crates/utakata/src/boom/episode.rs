//! One run-up and what followed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::scores::{bsadf, largest_volatility, turnover_change};
use super::{BoomError, Calendar, Openings, Rule, SuspectedSplit};
use crate::Series;

/// Fall from the running peak that is a crash.
pub const CRASH: f64 = 0.40;

/// Falls from the running peak whose first passage is recorded; the last is the crash.
pub const DRAWDOWNS: [f64; 7] = [0.10, 0.15, 0.20, 0.25, 0.30, 0.35, CRASH];

/// Points of the path before an episode.
pub const PATH_POINTS: usize = 25;

/// A market value older than this many days does not stand for the day asked about.
const MARKET_AGE: i64 = 10;

/// Whether what followed is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// Two years followed.
    Complete,
    /// The asset was delisted before two years were over; its outcome counts.
    Delisted,
    /// The data end before two years were over; no outcome.
    Censored,
}

/// A run-up that a [`Rule`] found, and what followed within two years of it. Returns are simple, 1.0 is a doubling;
/// lengths are in observations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Episode {
    /// The rule.
    pub rule: Rule,
    /// The asset.
    pub asset: String,
    /// The kind of asset, in the words of whoever made the library (index, stock, …).
    pub group: String,
    /// The first date on which the rule held.
    pub start: Date,
    /// The last date of what followed.
    pub end: Date,
    /// The year of the start: booms of one year share their fate.
    pub era: i16,
    /// Observations that count as a year.
    pub year: usize,
    /// Whether the rule could not have held earlier for want of data: the run-up may be older than it looks.
    pub from_first: bool,
    /// Return over the years of the rule up to the start; two for [`Rule::Explosive`].
    pub run_up: f64,
    /// Return of the market over the same time; `None` where it is not known. The market-adjusted run-up of Greenwood,
    /// Shleifer & You is the difference.
    pub market_run_up: Option<f64>,
    /// Logarithmic return from two years before the start, at 25 equally spaced observations.
    pub path: [f64; PATH_POINTS],
    /// Logarithmic return of the second of those years minus that of the first.
    pub acceleration: f64,
    /// Logarithm of the ratio of the standard deviations of logarithmic returns, second year to first; `None` where the
    /// price did not move in one of them.
    pub volatility_change: Option<f64>,
    /// Observations after the start, at most two years.
    pub followed: usize,
    /// Whether what followed is known.
    pub fate: Fate,
    /// Observations from the start to the first fall by each of [`DRAWDOWNS`] from the running peak.
    pub first_passage: [Option<usize>; DRAWDOWNS.len()],
    /// The deepest fall from the running peak, from 0 to 1.
    pub deepest: f64,
    /// Whether it was a crash, within what followed.
    pub crash: bool,
    /// Return from the start to the end.
    pub after: f64,
    /// Return of the market over the same time.
    pub market_after: Option<f64>,
    /// Whether a split seems to have been left in the prices the episode rests on.
    pub suspected_split: bool,
    /// BSADF statistic of weekly logarithms of the two years to the start, without lags; `None` where it is degenerate, or
    /// a library does not record it.
    pub bsadf: Option<f64>,
    /// The largest [`SecondHalfVolatility`](crate::reference_class::PathScore::SecondHalfVolatility) of the two years up
    /// to each observation from the start to the end: what a
    /// [`ConformalAlarm`](crate::reference_class::ConformalAlarm) that is watched compares with. `None` when censored, or
    /// where a library does not record it.
    pub window_volatility: Option<f64>,
    /// The same from the start to the observation before the crash, and to the end where there was none: alarms later
    /// than that warn of nothing.
    pub volatility_before_burst: Option<f64>,
    /// Logarithm of the mean volume of the second of the two years to the start over that of the first. Volumes of zero
    /// count as unknown; `None` where most of either year is, or a library does not record it.
    pub turnover_change: Option<f64>,
    /// Whether growth was called and stood when the rule first held, by
    /// [`Monitors::at_start`](crate::replay::Monitors::at_start) on levels. `None` where too little was known then, or a
    /// library does not record it, and from [`episodes`], which has no monitors.
    pub called: Option<bool>,
}

impl Episode {
    /// The outcome; `None` when censored.
    pub fn outcome(&self) -> Option<bool> {
        (self.fate != Fate::Censored).then_some(self.crash)
    }

    /// Run-up net of the market; `None` without one.
    pub fn net_run_up(&self) -> Option<f64> {
        self.market_run_up.map(|market| self.run_up - market)
    }

    /// What followed net of the market; `None` without one.
    pub fn net_after(&self) -> Option<f64> {
        self.market_after.map(|market| self.after - market)
    }
}

/// The prices of an asset and what belongs to them.
#[derive(Debug, Clone, Copy)]
pub struct Asset<'a> {
    /// Prices, adjusted for splits.
    pub prices: &'a Series,
    /// The kind of asset, for [`Episode::group`].
    pub group: &'a str,
    /// The market, where returns net of it are wanted.
    pub market: Option<&'a Series>,
    /// Its volume, in whatever unit, where it is known; zero stands for unknown.
    pub volume: Option<&'a Series>,
    /// Return from the last price to what a holder got, when the asset was delisted after it.
    pub delisting_return: Option<f64>,
    /// Splits suspected in the prices, as [`super::check`] lists them.
    pub splits: &'a [SuspectedSplit],
}

/// The episodes of an asset under one rule, oldest first.
///
/// # Errors
/// [`BoomError`] for an asset shorter than the rule needs, a delisting return below −1, or prices without a logarithm.
pub fn episodes(asset: &Asset<'_>, openings: &Openings) -> Result<Vec<Episode>, BoomError> {
    let (series, calendar) = (asset.prices, openings.calendar());
    let needed = openings.rule().history(calendar) + 1;
    if series.len() < needed {
        let (asset, given) = (series.name().to_owned(), series.len());
        return Err(BoomError::TooShort { asset, given, needed });
    }
    if let Some(value) = asset.delisting_return.filter(|r| !(r.is_finite() && *r >= -1.0)) {
        return Err(BoomError::DelistingReturn { asset: series.name().to_owned(), value });
    }
    let starts = openings.on(series.values())?.into_iter();
    Ok(starts.map(|start| episode(asset, openings.rule(), calendar, start)).collect())
}

fn episode(asset: &Asset<'_>, rule: Rule, calendar: Calendar, start: usize) -> Episode {
    let (dates, prices) = (asset.prices.dates(), asset.prices.values());
    let (year, window, horizon) = (calendar.year, rule.years() * calendar.year, 2 * calendar.year);
    let end = (start + horizon).min(prices.len() - 1);
    let mut after = prices[start..=end].to_vec();
    let mut fate = if start + horizon < prices.len() { Fate::Complete } else { Fate::Censored };
    if let (Fate::Censored, Some(delisting)) = (fate, asset.delisting_return) {
        after.push(prices[end] * (1.0 + delisting));
        fate = Fate::Delisted;
    }
    let fall = Fall::of(&after);
    let burst = fall.first_passage[DRAWDOWNS.len() - 1];
    let volatility = |last: usize| {
        (fate != Fate::Censored).then(|| largest_volatility(prices, start, last, horizon)).flatten()
    };
    let before = &prices[start - horizon..=start];
    Episode {
        rule,
        asset: asset.prices.name().to_owned(),
        group: asset.group.to_owned(),
        start: dates[start],
        end: dates[end],
        era: dates[start].year(),
        year,
        from_first: start == rule.history(calendar),
        run_up: prices[start] / prices[start - window] - 1.0,
        market_run_up: market(asset, start - window, start),
        path: path(before),
        acceleration: (before[2 * year] / before[year]).ln() - (before[year] / before[0]).ln(),
        volatility_change: volatility_change(before, year),
        followed: after.len() - 1,
        fate,
        first_passage: fall.first_passage,
        deepest: fall.deepest,
        crash: burst.is_some(),
        after: after[after.len() - 1] / prices[start] - 1.0,
        market_after: market(asset, start, end),
        suspected_split: asset.splits.iter().any(|s| s.index > start - window.max(horizon) && s.index <= end),
        bsadf: bsadf(before, calendar.stride),
        window_volatility: volatility(end),
        // The peak runs from the start, so the crash comes after it.
        volatility_before_burst: volatility(burst.map_or(end, |day| start + day - 1)),
        turnover_change: asset.volume.and_then(|volume| {
            turnover_change(volume, [start - horizon, start - year, start].map(|t| dates[t]), year)
        }),
        called: None,
    }
}

/// What a path of prices did below its running peak.
struct Fall {
    first_passage: [Option<usize>; DRAWDOWNS.len()],
    deepest: f64,
}

impl Fall {
    fn of(prices: &[f64]) -> Self {
        let mut fall = Self { first_passage: [None; DRAWDOWNS.len()], deepest: 0.0 };
        let mut peak = f64::NEG_INFINITY;
        for (t, &price) in prices.iter().enumerate() {
            peak = peak.max(price);
            let depth = 1.0 - price / peak;
            fall.deepest = fall.deepest.max(depth);
            for (passage, drawdown) in fall.first_passage.iter_mut().zip(DRAWDOWNS) {
                if depth >= drawdown {
                    passage.get_or_insert(t);
                }
            }
        }
        fall
    }
}

/// Logarithmic returns since the first of `before` at 25 equally spaced observations.
pub(crate) fn path(before: &[f64]) -> [f64; PATH_POINTS] {
    let last = before.len() - 1;
    std::array::from_fn(|k| (before[(k * last + (PATH_POINTS - 1) / 2) / (PATH_POINTS - 1)] / before[0]).ln())
}

fn volatility_change(before: &[f64], year: usize) -> Option<f64> {
    let deviation = |prices: &[f64]| {
        let returns: Vec<f64> = prices.windows(2).map(|w| (w[1] / w[0]).ln()).collect();
        let mean = returns.iter().sum::<f64>() / returns.len() as f64;
        (returns.iter().map(|r| (r - mean).powi(2)).sum::<f64>() / (returns.len() as f64 - 1.0)).sqrt()
    };
    let change = (deviation(&before[year..]) / deviation(&before[..=year])).ln();
    change.is_finite().then_some(change)
}

/// Return of the market between two observations of the asset; `None` without a market, or where it has no value that
/// stands for one of the days.
fn market(asset: &Asset<'_>, from: usize, to: usize) -> Option<f64> {
    let market = asset.market?;
    let on = |index: usize| {
        let date = asset.prices.dates()[index];
        let known = market.dates().partition_point(|&d| d <= date).checked_sub(1)?;
        let age = date.duration_since(market.dates()[known]).as_hours() / 24;
        Some(market.values()[known]).filter(|&value| age <= MARKET_AGE && value > 0.0)
    };
    Some(on(to)? / on(from)? - 1.0)
}
