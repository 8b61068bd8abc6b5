//! Events of one firm too near each other to be told apart.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::EventReturns;

/// What overlaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Overlap {
    /// The event windows share a day: one return is counted for both.
    EventWindows,
    /// The earlier event lies in the estimation window of the later: what counts as ordinary includes it.
    Estimation,
}

/// Two events of one firm whose windows overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Confounding {
    /// The firm.
    pub firm: String,
    /// The earlier event.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub first: Date,
    /// The later event.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub second: Date,
    /// What overlaps.
    pub overlap: Overlap,
}

/// Every pair of events of one firm whose windows overlap, by firm and date. Such events are not left out of the tests.
pub fn confounding(events: &[EventReturns]) -> Vec<Confounding> {
    let mut firms: BTreeMap<&str, Vec<&EventReturns>> = BTreeMap::new();
    for event in events {
        firms.entry(event.firm()).or_default().push(event);
    }
    let mut found = Vec::new();
    for (firm, mut events) in firms {
        events.sort_by_key(|event| event.event_dates.first().copied());
        for (place, second) in events.iter().enumerate() {
            for first in &events[..place] {
                if let Some(overlap) = overlap(first, second) {
                    let (first, second) = (first.date, second.date);
                    found.push(Confounding { firm: firm.to_owned(), first, second, overlap });
                }
            }
        }
    }
    found
}

fn overlap(first: &EventReturns, second: &EventReturns) -> Option<Overlap> {
    let shares = |days: &[Date]| first.event_dates.iter().any(|day| days.binary_search(day).is_ok());
    if shares(&second.event_dates) {
        return Some(Overlap::EventWindows);
    }
    shares(&second.estimation_dates).then_some(Overlap::Estimation)
}
