//! Forecasts, what decides them, and what became of them.

use jiff::civil::Date;

use crate::{
    findings::{ForecastLine, Hindsight},
    folder::Case,
    ledger::{Entry, Kind, Outcome, Resolution},
};

/// Every entry that is a forecast or has a resolution, in the order of the ledger.
///
/// What became known after the as-of date is kept apart in [`ForecastLine::hindsight`]; a forecast without a
/// resolution is unresolvable.
pub fn forecast_lines(case: &Case) -> Vec<ForecastLine> {
    case.ledger.entries.iter().filter(|e| foretells(e)).map(|entry| line(case, entry)).collect()
}

/// Whether an entry speaks of the future.
pub(crate) fn foretells(entry: &Entry) -> bool {
    entry.kind == Kind::Forecast || entry.resolution.is_some()
}

fn line(case: &Case, entry: &Entry) -> ForecastLine {
    let resolution = entry.resolution.as_ref();
    let (outcome, hindsight) = match resolution {
        Some(resolution) => seen_from(resolution, case.as_of()),
        None => (Outcome::Unresolvable, None),
    };
    ForecastLine {
        entry: entry.id.clone(),
        speaker: speaker(case, entry),
        statement: entry.statement.clone(),
        rule: resolution.map(|r| r.rule.clone()),
        due: resolution.and_then(|r| r.due),
        due_proposed: resolution.is_some_and(|r| r.due_proposed),
        outcome,
        hindsight,
    }
}

/// The outcome as known at `as_of`, and what is known only since.
fn seen_from(resolution: &Resolution, as_of: Date) -> (Outcome, Option<Hindsight>) {
    let known = match resolution.known_on {
        Some(day) => day <= as_of,
        // That no rule can decide it does not wait for a day.
        None => resolution.outcome == Outcome::Unresolvable,
    };
    if known {
        return (resolution.outcome, None);
    }
    let later = resolution.outcome != Outcome::Open || resolution.evidence.is_some();
    let hindsight = later.then(|| Hindsight {
        outcome: resolution.outcome,
        known_on: resolution.known_on,
        evidence: resolution.evidence.clone(),
    });
    (Outcome::Open, hindsight)
}

/// The speaker's name; failing that, who relayed it; failing that, the publisher.
pub(crate) fn speaker(case: &Case, entry: &Entry) -> String {
    let person = entry.speaker.as_ref().and_then(|id| case.ledger.people.get(id)).map(|p| p.name.clone());
    let publisher = || case.ledger.sources.get(&entry.source).map(|s| s.publisher.clone());
    person.or_else(|| entry.relayed_by.clone()).or_else(publisher).unwrap_or_default()
}
