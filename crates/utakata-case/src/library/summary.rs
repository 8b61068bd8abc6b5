//! What a library says about crashes.

use std::collections::BTreeMap;

use serde::Serialize;
use utakata::boom::{DRAWDOWNS, Episode, Fate, Rule};
use utakata::reference_class::{EraBootstrap, EraInterval, FirstPassageRow, Outcomes, first_passage_table};
use utakata::{Interval, proportion};

use super::{Library, LibraryError};

/// Counts of one rule. Frequencies are of the episodes whose outcome is known and whose prices are not suspected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleSummary {
    /// The rule.
    pub rule: Rule,
    /// The group of assets; absent for all.
    pub group: Option<String>,
    /// Assets with an episode.
    pub assets: usize,
    /// All episodes.
    pub episodes: usize,
    /// Those whose outcome is not known.
    pub censored: usize,
    /// Those of a delisted asset.
    pub delisted: usize,
    /// Those with a suspected split.
    pub suspected: usize,
    /// Episodes that count.
    pub booms: usize,
    /// Those that crashed.
    pub crashes: usize,
    /// Their share; absent when none counts.
    pub frequency: Option<f64>,
    /// Wilson's interval, as if episodes were independent.
    pub independent: Option<Interval>,
    /// The interval with whole start years resampled; absent with fewer than two years.
    pub era: Option<EraInterval>,
    /// Counts by start year.
    pub eras: Vec<EraCount>,
    /// What became of booms by how far they had fallen; empty where no interval can be made.
    pub first_passage: Vec<FirstPassageRow>,
}

/// Booms of one start year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct EraCount {
    /// The year.
    pub era: i16,
    /// Episodes that count.
    pub booms: usize,
    /// Those that crashed.
    pub crashes: usize,
}

impl Library {
    /// What the library says about one rule and one group of assets or all, with intervals at the level of `bootstrap`.
    ///
    /// # Errors
    /// [`LibraryError`] for a level outside (0, 1) or no replications.
    pub fn summary(
        &self,
        rule: Rule,
        group: Option<&str>,
        bootstrap: &EraBootstrap,
    ) -> Result<RuleSummary, LibraryError> {
        let all = || self.of(rule, group);
        let mut names: Vec<&str> = all().map(|e| e.asset.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let judged: Vec<_> = self.judged(rule, group).collect();
        let (booms, crashes) = (judged.len(), judged.iter().filter(|e| e.crash).count());
        let mut eras: BTreeMap<i16, EraCount> = BTreeMap::new();
        for episode in &judged {
            let count =
                eras.entry(episode.era).or_insert(EraCount { era: episode.era, booms: 0, crashes: 0 });
            count.booms += 1;
            count.crashes += usize::from(episode.crash);
        }
        let frequency = (booms > 0).then(|| crashes as f64 / booms as f64);
        let independent =
            frequency.map(|f| proportion::wilson(f, booms as f64, bootstrap.level)).transpose()?;
        let years: Vec<i32> = judged.iter().map(|e| i32::from(e.era)).collect();
        let burst: Vec<bool> = judged.iter().map(|e| e.crash).collect();
        let shares: Vec<f64> = burst.iter().map(|&b| f64::from(u8::from(b))).collect();
        let era = (eras.len() > 1).then(|| bootstrap.mean(&shares, &years)).transpose()?;
        Ok(RuleSummary {
            rule,
            group: group.map(str::to_owned),
            assets: names.len(),
            episodes: all().count(),
            censored: all().filter(|e| e.fate == Fate::Censored).count(),
            delisted: all().filter(|e| e.fate == Fate::Delisted).count(),
            suspected: all().filter(|e| e.suspected_split).count(),
            booms,
            crashes,
            frequency,
            independent,
            era,
            eras: eras.into_values().collect(),
            first_passage: first_passage(&judged, &years, &burst, bootstrap),
        })
    }
}

/// Empty where a drawdown was reached in fewer than two start years, or all or no booms crashed.
fn first_passage(
    judged: &[&Episode],
    years: &[i32],
    burst: &[bool],
    bootstrap: &EraBootstrap,
) -> Vec<FirstPassageRow> {
    let drawdowns = &DRAWDOWNS[..DRAWDOWNS.len() - 1];
    let days: Vec<Vec<Option<u32>>> = (0..drawdowns.len())
        .map(|k| judged.iter().map(|e| e.first_passage[k].map(|d| d as u32)).collect())
        .collect();
    Outcomes::new(years, burst)
        .and_then(|outcomes| first_passage_table(drawdowns, &days, &outcomes, bootstrap))
        .unwrap_or_default()
}
