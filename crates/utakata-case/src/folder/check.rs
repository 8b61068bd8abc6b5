//! Checks shared by `case.toml` and `ledger.toml`.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Flaw, located::Located};

/// Demands a finite number that satisfies `good`.
pub(super) fn range(found: f64, good: bool, expected: &'static str, path: &str, toml: &mut Located<'_>) {
    toml.demand(good && found.is_finite(), path, || Flaw::Range { found, expected });
}

/// Demands that `date` is not after the as-of date.
pub(super) fn later(date: Date, as_of: Date, path: &str, hint: &'static str, toml: &mut Located<'_>) {
    toml.demand(date <= as_of, path, || Flaw::Later { date, as_of, hint });
}

/// Demands that `id` is among `known`.
pub(super) fn reference<'a>(
    what: &'static str,
    id: &str,
    known: impl Iterator<Item = &'a String>,
    path: &str,
    toml: &mut Located<'_>,
) {
    let known: Vec<String> = known.cloned().collect();
    toml.demand(known.iter().any(|k| k == id), path, || Flaw::Unknown {
        what,
        id: id.to_owned(),
        known: known.clone(),
    });
}

/// Demands that the identifiers of the tables under `key` are there and unique.
pub(super) fn duplicates<'a>(ids: impl Iterator<Item = &'a str>, key: &str, toml: &mut Located<'_>) {
    let mut seen = BTreeSet::new();
    for (i, id) in ids.enumerate() {
        let path = format!("{key}/{i}/id");
        toml.demand(!id.trim().is_empty(), &path, || Flaw::Empty);
        toml.demand(seen.insert(id), &path, || Flaw::Duplicate { id: id.to_owned() });
    }
}

/// Demands at least one end, finite ends, and `low ≤ high`; `path` is the table that holds `low` and `high`.
pub(super) fn interval(low: Option<f64>, high: Option<f64>, path: &str, toml: &mut Located<'_>) {
    toml.demand(low.is_some() || high.is_some(), path, || Flaw::Unbounded);
    for (name, end) in [("low", low), ("high", high)] {
        if let Some(end) = end {
            range(end, true, "a finite number", &format!("{path}/{name}"), toml);
        }
    }
    if let (Some(low), Some(high)) = (low, high) {
        toml.demand(low <= high, &format!("{path}/low"), || Flaw::Inverted { low, high });
    }
}
