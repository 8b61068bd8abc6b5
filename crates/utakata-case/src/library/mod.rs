//! The boom library: episodes of many assets, as a file.
//!
//! A library holds facts derived from prices ([`utakata::boom::Episode`]), not prices. The shipped one is
//! `data/library.csv` of this crate, with [`Closes`] of its assets beside it; `data/README.md` gives the commands that made
//! both. Rules have episodes of their own,
//! so every count is of one rule.

mod booms;
mod build;
mod closes;
mod error;
mod file;
mod named;
mod replay;
mod summary;

use std::collections::BTreeSet;

use utakata::boom::{Episode, Rule};

pub use build::{Assets, Notice, build};
pub use closes::{AssetCloses, CLOSES_HEADER, Closes};
pub use error::LibraryError;
pub use file::HEADER;
pub use named::{NAMED, NamedEpisode};
pub use replay::Replays;
pub use summary::{EraCount, RuleSummary};

/// The shipped library as a CSV file.
pub const SHIPPED: &[u8] = include_bytes!("../../data/library.csv");

/// Episodes, sorted by rule, asset and start.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Library {
    episodes: Vec<Episode>,
}

impl Library {
    /// A library of these episodes.
    pub fn new(mut episodes: Vec<Episode>) -> Self {
        episodes.sort_by(|a, b| (a.rule, &a.asset, a.start).cmp(&(b.rule, &b.asset, b.start)));
        Self { episodes }
    }

    /// The library that comes with this crate.
    ///
    /// # Errors
    /// [`LibraryError`] when the embedded file is damaged.
    pub fn shipped() -> Result<Self, LibraryError> {
        Self::parse("the shipped library", SHIPPED)
    }

    /// All episodes.
    pub fn episodes(&self) -> &[Episode] {
        &self.episodes
    }

    /// The episodes of one rule, of one group of assets or of all.
    pub fn of<'a>(&'a self, rule: Rule, group: Option<&'a str>) -> impl Iterator<Item = &'a Episode> {
        self.episodes.iter().filter(move |e| e.rule == rule && group.is_none_or(|group| e.group == group))
    }

    /// Those of [`Library::of`] whose outcome is known and whose prices are not suspected of a split.
    pub fn judged<'a>(&'a self, rule: Rule, group: Option<&'a str>) -> impl Iterator<Item = &'a Episode> {
        self.of(rule, group).filter(|e| e.outcome().is_some() && !e.suspected_split)
    }

    /// The groups of assets, sorted.
    pub fn groups(&self) -> Vec<&str> {
        let groups: BTreeSet<&str> = self.episodes.iter().map(|e| e.group.as_str()).collect();
        groups.into_iter().collect()
    }

    /// Whether the library has episodes of an asset.
    pub fn knows(&self, asset: &str) -> bool {
        self.episodes.iter().any(|e| e.asset == asset)
    }
}
