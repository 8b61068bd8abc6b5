//! Making a library from prices.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use utakata::boom::{
    Asset, BoomError, Calendar, Episode, Fate, Openings, Rule, SuspectedSplit, check, episodes,
};
use utakata::replay::{Label, Monitors, ReplayOptions};
use utakata::{Execution, Series};

use super::{Library, LibraryError};

/// What a library is made from.
#[derive(Debug, Clone)]
pub struct Assets<'a> {
    /// Prices, one series per asset; of several with one name the longest is kept.
    pub prices: &'a [Series],
    /// The market that returns are taken net of.
    pub market: Option<&'a Series>,
    /// Volume of the assets for which it is known.
    pub volumes: &'a BTreeMap<String, Series>,
    /// Assets delisted after their last price, with the return a holder got then.
    pub delisted: &'a BTreeMap<String, f64>,
    /// Assets whose large changes are known to be no splits.
    pub without_splits: &'a BTreeSet<String>,
    /// The kind of asset they all are.
    pub group: &'a str,
    /// The rules.
    pub rules: &'a [Rule],
}

/// Something the maker of a library has to know.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// The asset cannot be used (with one rule, or at all).
    LeftOut(BoomError),
    /// Another series of that name is longer.
    Shorter {
        /// The asset.
        asset: String,
        /// Observations of the one left out.
        observations: usize,
    },
    /// A split seems to have been left in.
    Split(SuspectedSplit),
    /// The data end before what followed is known.
    Censored {
        /// The asset.
        asset: String,
        /// The rules under which its last episode is not over.
        rules: Vec<Rule>,
    },
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::LeftOut(error) => write!(f, "left out: {error}"),
            Self::Shorter { asset, observations } => {
                write!(f, "left out: a series of {asset} with {observations} observations; another is longer")
            }
            Self::Split(s) => write!(
                f,
                "{} changes by a factor of {:.3} on {}, like a split of {:.4} for 1 that was left in; its episodes \
                 there are marked and not counted",
                s.asset, s.change, s.date, s.ratio
            ),
            Self::Censored { asset, rules } => write!(
                f,
                "the data of {asset} end before its last episode is over ({}): censored, unless it was delisted",
                rules.iter().map(|rule| rule.name()).collect::<Vec<_>>().join(", ")
            ),
        }
    }
}

/// Finds all episodes and what is to be said about the data. Notices come in the order of the assets.
///
/// # Errors
/// [`LibraryError`] for a market that is not positive, a delisting return below −1, or when cancelled.
pub fn build(
    assets: &Assets<'_>,
    seed: u64,
    execution: &Execution<'_>,
) -> Result<(Library, Vec<Notice>), LibraryError> {
    if let Some(market) = assets.market {
        check(market)?;
    }
    let (prices, mut notices) = longest(assets.prices);
    let openings = openings(assets.rules, &prices, seed, execution)?;
    let monitors = Monitors::new(ReplayOptions::new(seed));
    let found = execution.map(prices.len(), |k| one(assets, prices[k], &openings, &monitors))?;
    let mut all = Vec::new();
    for result in found {
        let (episodes, said) = result?;
        all.extend(episodes);
        notices.extend(said);
    }
    Ok((Library::new(all), notices))
}

/// The rules ready to be asked, for every calendar of the prices.
pub(super) fn openings(
    rules: &[Rule],
    prices: &[&Series],
    seed: u64,
    execution: &Execution<'_>,
) -> Result<HashMap<(Rule, Calendar), Openings>, LibraryError> {
    let mut openings: HashMap<(Rule, Calendar), Openings> = HashMap::new();
    for &rule in rules {
        for series in prices {
            if let Ok(calendar) = Calendar::of_series(series)
                && !openings.contains_key(&(rule, calendar))
            {
                openings.insert((rule, calendar), Openings::new(rule, calendar, seed, execution)?);
            }
        }
    }
    Ok(openings)
}

/// The longest series of each name, in the order given.
pub(super) fn longest(prices: &[Series]) -> (Vec<&Series>, Vec<Notice>) {
    let (mut kept, mut notices): (Vec<&Series>, Vec<Notice>) = (Vec::new(), Vec::new());
    for series in prices {
        let dropped = match kept.iter_mut().find(|k| k.name() == series.name()) {
            Some(known) if series.len() > known.len() => std::mem::replace(known, series),
            Some(_) => series,
            None => {
                kept.push(series);
                continue;
            }
        };
        notices.push(Notice::Shorter { asset: dropped.name().to_owned(), observations: dropped.len() });
    }
    (kept, notices)
}

/// Splits suspected in the prices of an asset, and what its year is.
pub(super) fn usable(
    assets: &Assets<'_>,
    prices: &Series,
) -> Result<(Vec<SuspectedSplit>, Calendar), BoomError> {
    let (splits, calendar) = (check(prices)?, Calendar::of_series(prices)?);
    let known = assets.without_splits.contains(prices.name());
    Ok((if known { Vec::new() } else { splits }, calendar))
}

fn one(
    assets: &Assets<'_>,
    prices: &Series,
    openings: &HashMap<(Rule, Calendar), Openings>,
    monitors: &Monitors,
) -> Result<(Vec<Episode>, Vec<Notice>), LibraryError> {
    let (splits, calendar) = match usable(assets, prices) {
        Ok(usable) => usable,
        Err(error) => return Ok((Vec::new(), vec![Notice::LeftOut(error)])),
    };
    let delisting_return = assets.delisted.get(prices.name()).copied();
    let asset = Asset {
        prices,
        group: assets.group,
        market: assets.market,
        volume: assets.volumes.get(prices.name()),
        delisting_return,
        splits: &splits,
    };
    let (mut all, mut notices) = (Vec::new(), splits.iter().cloned().map(Notice::Split).collect::<Vec<_>>());
    let mut censored = Vec::new();
    for openings in assets.rules.iter().filter_map(|&rule| openings.get(&(rule, calendar))) {
        match episodes(&asset, openings) {
            Ok(mut found) => {
                for episode in &mut found {
                    episode.called = called(prices, episode, calendar, monitors);
                }
                if found.iter().any(|e| e.fate == Fate::Censored) {
                    censored.push(openings.rule());
                }
                all.extend(found);
            }
            Err(error @ BoomError::TooShort { .. }) => notices.push(Notice::LeftOut(error)),
            Err(error) => return Err(error.into()),
        }
    }
    if !censored.is_empty() {
        notices.push(Notice::Censored { asset: prices.name().to_owned(), rules: censored });
    }
    Ok((all, notices))
}

/// Whether growth was called and stood at the start of an episode; `None` where too little was known.
fn called(prices: &Series, episode: &Episode, calendar: Calendar, monitors: &Monitors) -> Option<bool> {
    let start = prices.dates().binary_search(&episode.start).ok()?;
    // Prices with episodes are positive, and a monitor takes those.
    let label = monitors.at_start(prices.values(), start, calendar).ok()?;
    (label != Label::Insufficient).then_some(label == Label::Inflating)
}
