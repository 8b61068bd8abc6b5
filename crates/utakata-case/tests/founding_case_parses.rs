//! The founding case is written in the format this crate reads, and its identifiers agree.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use utakata_case::folder::{CaseFile, EventRule, Null};
use utakata_case::ledger::{Check, Ledger, Outcome};

fn parse<T: DeserializeOwned>(name: &str) -> T {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cases/ai-2023").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {} at {:?}", error.message(), error.span()))
}

fn case() -> CaseFile {
    parse("case.toml")
}

fn ledger() -> Ledger {
    parse("ledger.toml")
}

#[test]
fn every_reference_between_case_and_ledger_resolves() {
    let (case, ledger) = (case(), ledger());
    let entries: BTreeSet<&str> = ledger.entries.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(entries.len(), ledger.entries.len(), "entry identifiers are unique");
    let streams: BTreeSet<&str> = case.streams.iter().map(|s| s.id.as_str()).collect();
    let baskets: BTreeSet<&str> = case.baskets.iter().map(|b| b.id.as_str()).collect();

    for entry in &ledger.entries {
        assert!(ledger.sources.contains_key(&entry.source), "{}: source", entry.id);
        assert!(
            entry.speaker.as_ref().is_none_or(|s| ledger.people.contains_key(s)),
            "{}: speaker",
            entry.id
        );
        assert!(
            entry.primary.as_ref().is_none_or(|p| ledger.sources.contains_key(&p.source)),
            "{}: primary",
            entry.id
        );
        match &entry.check {
            Some(Check::Growth { stream, .. }) => assert!(streams.contains(stream.as_str()), "{}", entry.id),
            Some(Check::BasketReturn { basket, .. } | Check::Breadth { basket, .. }) => {
                assert!(baskets.contains(basket.as_str()), "{}", entry.id);
            }
            Some(Check::PrimarySource) => assert!(entry.primary.is_some(), "{}", entry.id),
            _ => {}
        }
    }
    for stream in &case.streams {
        assert!(stream.sources.iter().all(|s| ledger.sources.contains_key(s)), "{}: sources", stream.id);
        let named: Vec<&str> = match &stream.null {
            Null::RateNotFallen { entries, .. } | Null::RateComparison { entries, .. } => {
                entries.iter().map(String::as_str).collect()
            }
            Null::SurveyShares { shares, .. } => shares.iter().map(|s| s.entry.as_str()).collect(),
            Null::OrdinaryDay { entry, .. } => vec![entry.as_str()],
            Null::OrdinaryWeek { basket, .. } | Null::OrdinaryBreadth { basket, .. } => {
                assert!(baskets.contains(basket.as_str()), "{}", stream.id);
                Vec::new()
            }
            _ => Vec::new(),
        };
        assert!(named.iter().all(|id| entries.contains(id)), "{}: {named:?}", stream.id);
    }
    assert!(case.broad_turn.streams.iter().all(|id| streams.contains(id.as_str())));
    for event in &case.events {
        match &event.rule {
            EventRule::Drawdown { basket, .. } => assert!(baskets.contains(basket.as_str())),
            EventRule::NegativeGrowth { stream, .. } => assert!(streams.contains(stream.as_str())),
            EventRule::ByHand => {}
        }
    }
}

#[test]
fn layer_b_counts_each_kind_of_evidence_once() {
    let case = case();
    let counted = case.streams.iter().filter(|s| case.broad_turn.streams.contains(&s.id));
    let kinds: Vec<_> = counted.map(|s| s.kind).collect();
    let distinct: BTreeSet<_> = kinds.iter().copied().collect();
    assert_eq!(kinds.len(), case.broad_turn.streams.len());
    assert_eq!(distinct.len(), kinds.len());
}

#[test]
fn nothing_in_the_ledger_was_said_after_the_as_of_date() {
    let (case, ledger) = (case(), ledger());
    for entry in &ledger.entries {
        assert!(entry.date <= case.as_of, "{}", entry.id);
        for value in entry.values.iter().chain(entry.primary.iter().flat_map(|p| &p.values)) {
            assert!(value.low.is_some() || value.high.is_some(), "{}: {}", entry.id, value.what);
            if let (Some(low), Some(high)) = (value.low, value.high) {
                assert!(low <= high, "{}: {}", entry.id, value.what);
            }
        }
        if let Some(resolution) = &entry.resolution
            && matches!(resolution.outcome, Outcome::True | Outcome::False)
        {
            assert!(resolution.known_on.is_some() && resolution.evidence.is_some(), "{}", entry.id);
        }
    }
}

#[test]
fn the_survey_figures_that_translation_broke_are_marked() {
    let garbled: Vec<String> = ledger()
        .entries
        .into_iter()
        .filter(|e| matches!(e.check, Some(Check::PrimarySource)))
        .filter(|e| e.damage.as_ref().is_some_and(|d| d.garbles_number))
        .map(|e| e.id)
        .collect();
    assert_eq!(garbled, ["S002", "S005"]);
}
