//! How well a bubble is dated as soon as its end is called.

use serde::Serialize;

use super::outcome::{Delays, interval, share};
use super::{Campaign, Cell, Span};
use crate::dating::{DateOptions, DateSet, date_bubble};
use crate::monitor::{Alarm, MonitorError};
use crate::random::derive_seed;
use crate::{Execution, Interval};

/// Dates of the bubbles whose growth and end were called, each on the data up to and including the call of its end.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DateAccuracy {
    /// Paths dated: of the first [`Campaign::dated`] those on which inflation was called while it lasted and its end
    /// after the peak.
    pub paths: usize,
    /// Share of them on which a random walk was rejected, so that there is something to date; `None` without any.
    pub datable: Option<f64>,
    /// The first explosive observation.
    pub origination: DateScore,
    /// The last explosive observation.
    pub peak: DateScore,
}

/// Estimates and 90 % sets of one date against the truth.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DateScore {
    /// Absolute error in observations, over all paths dated; infinite where "not yet" was the estimate.
    pub error: Delays,
    /// Share of the datable paths whose set contains the date.
    pub covered: Option<f64>,
    /// Its 95 % Wilson interval.
    pub covered_interval: Option<Interval>,
    /// Mean number of observations in the sets of the datable paths.
    pub length: Option<f64>,
}

/// One path's dates against the truth.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dating {
    datable: bool,
    origination: Mark,
    peak: Mark,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    error: Option<usize>,
    covered: bool,
    length: usize,
}

impl Mark {
    fn of(set: &DateSet, truth: usize) -> Self {
        let error = set.estimate.map(|date| date.abs_diff(truth));
        Self { error, covered: set.contains(truth), length: set.size() }
    }
}

/// The dates at the call `end` on path number `path` of a cell.
pub(super) fn dating(
    cell: &Cell,
    Span { first, peak }: Span,
    campaign: &Campaign,
    path: usize,
    (values, end): (&[f64], &Alarm),
) -> Result<Dating, MonitorError> {
    let seed = derive_seed(derive_seed(campaign.seed, &cell.name), &format!("dates-{path}"));
    let known = &values[..=end.index];
    let dated = date_bubble(known, &DateOptions::default(), seed, &Execution::serial())?;
    Ok(Dating {
        datable: dated.datable,
        origination: Mark::of(&dated.origination, first),
        peak: Mark::of(&dated.collapse, peak),
    })
}

/// What all paths together say.
pub(super) fn accuracy(datings: &[Dating]) -> DateAccuracy {
    let score = |of: fn(&Dating) -> Mark| {
        let datable: Vec<Mark> = datings.iter().filter(|d| d.datable).map(of).collect();
        let covered = datable.iter().filter(|m| m.covered).count();
        let lengths: usize = datable.iter().map(|m| m.length).sum();
        DateScore {
            error: Delays::of(datings.iter().map(|d| of(d).error).collect()),
            covered: share(covered, datable.len()),
            covered_interval: interval(covered, datable.len()),
            length: share(lengths, datable.len()),
        }
    };
    DateAccuracy {
        paths: datings.len(),
        datable: share(datings.iter().filter(|d| d.datable).count(), datings.len()),
        origination: score(|d| d.origination),
        peak: score(|d| d.peak),
    }
}
