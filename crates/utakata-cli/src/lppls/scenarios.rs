//! Scenarios of the critical time: where windows of several lengths that end together place it.

use jiff::civil::Date;
use serde::Serialize;
use utakata::Execution;
use utakata::lppls::inference::scenarios;
use utakata::lppls::{ActiveBound, SearchBox, fit};

use super::inference::Asked;
use crate::failure::Failure;

/// Windows: from seven twentieths of the longest to the whole, none shorter than 30 observations.
const TWENTIETHS: std::ops::RangeInclusive<usize> = 7..=20;
const SHORTEST: usize = 30;

/// The scenarios of one series.
#[derive(Debug, Serialize)]
pub(super) struct DatedScenarios {
    /// Windows fitted.
    pub windows: usize,
    /// Those whose critical time lies on a bound of the box: they belong to no scenario.
    pub at_bound: usize,
    /// Nearest first.
    pub scenarios: Vec<DatedScenario>,
    /// Mean silhouette of the clusters; absent with one.
    pub silhouette: Option<f64>,
}

/// One scenario.
#[derive(Debug, Serialize)]
pub(super) struct DatedScenario {
    pub windows: usize,
    /// Share of the windows in scenarios; no probability.
    pub share: f64,
    pub from: Option<Date>,
    pub median: Option<Date>,
    pub to: Option<Date>,
}

/// Fits the windows and clusters their critical times.
pub(super) fn dated(asked: &Asked<'_>, execution: &Execution<'_>) -> Result<DatedScenarios, Failure> {
    let n = asked.logs.len();
    let mut lengths: Vec<usize> =
        TWENTIETHS.map(|k| (n * k).div_ceil(20)).filter(|&length| length >= SHORTEST.min(n)).collect();
    lengths.dedup();
    let latest = asked.search_box.greatest(asked.found.span);
    let found = execution.map(lengths.len(), |k| {
        let from = n - lengths[k];
        let (times, logs) = (&asked.times[from..], &asked.logs[from..]);
        // All windows may place it equally far ahead.
        let search_box =
            SearchBox { share: latest / (times[times.len() - 1] - times[0]), ..*asked.search_box };
        fit(times, logs, &search_box)
    });
    let found = found.map_err(Failure::runtime)?;
    let fits: Vec<_> = found.into_iter().flatten().collect();
    let inside: Vec<f64> = fits
        .iter()
        .map(utakata::lppls::Fit::best)
        .filter(|best| {
            !best.active_bounds.iter().any(|b| matches!(b, ActiveBound::TcLow | ActiveBound::TcHigh))
        })
        .map(|best| best.tc_minus_t2)
        .collect();
    let clusters = scenarios(&inside);
    let silhouette = clusters.as_ref().and_then(|clusters| clusters.silhouette);
    let scenarios = clusters.map_or_else(Vec::new, |clusters| clusters.scenarios);
    Ok(DatedScenarios {
        windows: fits.len(),
        at_bound: fits.len() - inside.len(),
        scenarios: scenarios
            .iter()
            .map(|scenario| DatedScenario {
                windows: scenario.windows,
                share: scenario.share,
                from: asked.date(scenario.low),
                median: asked.date(scenario.median),
                to: asked.date(scenario.high),
            })
            .collect(),
        silhouette,
    })
}
