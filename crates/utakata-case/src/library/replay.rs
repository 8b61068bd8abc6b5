//! Replaying the booms of many assets.

use std::collections::HashMap;
use std::fmt::Write as _;

use utakata::boom::{Asset, Calendar, Openings, Rule};
use utakata::replay::{self, Monitors, ReplayError, ReplayOptions, Replayed};
use utakata::{Execution, Series};

use super::build::{Notice, longest, openings, usable};
use super::{Assets, LibraryError};
use crate::seal::sha256;

/// The assets whose booms are replayed, one at a time and in any order, by monitors made once.
#[derive(Debug)]
pub struct Replays<'a> {
    assets: Vec<(&'a Assets<'a>, &'a Series)>,
    openings: HashMap<(Rule, Calendar), Openings>,
    monitors: Monitors,
}

impl<'a> Replays<'a> {
    /// Ready to replay `groups` of assets, and which series are left out because another of that name is longer.
    ///
    /// # Errors
    /// [`LibraryError`] when cancelled.
    pub fn new(
        groups: &'a [Assets<'a>],
        options: ReplayOptions,
        execution: &Execution<'_>,
    ) -> Result<(Self, Vec<Notice>), LibraryError> {
        let (mut assets, mut all, mut notices) = (Vec::new(), HashMap::new(), Vec::new());
        for group in groups {
            let (prices, shorter) = longest(group.prices);
            all.extend(openings(group.rules, &prices, options.seed, execution)?);
            assets.extend(prices.into_iter().map(|series| (group, series)));
            notices.extend(shorter);
        }
        Ok((Self { assets, openings: all, monitors: Monitors::new(options) }, notices))
    }

    /// Number of assets.
    pub fn len(&self) -> usize {
        self.assets.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.assets.is_empty()
    }

    /// The name of an asset.
    pub fn name(&self, asset: usize) -> &str {
        self.assets[asset].1.name()
    }

    /// SHA-256 of everything about an asset that its replay depends on.
    pub fn digest(&self, asset: usize) -> String {
        let (group, series) = self.assets[asset];
        let delisted = group.delisted.get(series.name());
        let split = group.without_splits.contains(series.name());
        let rules: Vec<&str> = group.rules.iter().map(|rule| rule.name()).collect();
        let mut text =
            format!("{}\n{}\n{delisted:?}\n{split}\n{}\n", series.name(), group.group, rules.join(","));
        for (date, value) in series.dates().iter().zip(series.values()) {
            // Writing to memory cannot fail.
            let _ = writeln!(text, "{date} {value:?}");
        }
        sha256(text.as_bytes())
    }

    /// The booms of an asset under every rule, replayed, or why it is left out.
    ///
    /// # Errors
    /// [`ReplayError`] for prices that have no logarithm.
    pub fn replay(&self, asset: usize) -> Result<(Vec<Replayed>, Vec<Notice>), ReplayError> {
        let (group, prices) = self.assets[asset];
        let (splits, calendar) = match usable(group, prices) {
            Ok(usable) => usable,
            Err(error) => return Ok((Vec::new(), vec![Notice::LeftOut(error)])),
        };
        let delisting_return = group.delisted.get(prices.name()).copied();
        let asset = Asset {
            prices,
            group: group.group,
            market: group.market,
            volume: None,
            delisting_return,
            splits: &splits,
        };
        let (mut booms, mut notices) = (Vec::new(), Vec::new());
        for openings in group.rules.iter().filter_map(|&rule| self.openings.get(&(rule, calendar))) {
            match replay::replay(&asset, openings, &self.monitors) {
                Ok(found) => booms.extend(found),
                Err(ReplayError::Boom(error)) => notices.push(Notice::LeftOut(error)),
                Err(error) => return Err(error),
            }
        }
        Ok((booms, notices))
    }
}
