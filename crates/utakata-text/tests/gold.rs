//! The grammar on the annotated part of the founding article; skipped, and saying so, where that is absent.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

use std::path::Path;

#[path = "../examples/gold/score.rs"]
mod score;

use jiff::civil::date;
use score::{Found, Place, claims, f1, ratio, score};
use utakata_text::{Verified, read, verify};

/// The article and its annotation, where they are at hand.
fn annotated() -> Option<(String, serde_json::Value)> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference");
    let article = std::fs::read_to_string(shared.join("article/000_271aeefae9a9c7bd.txt"));
    let gold = std::fs::read_to_string(shared.join("evidence/article_gold.json"));
    let (Ok(article), Ok(gold)) = (article, gold) else {
        eprintln!("skipped: {} is absent", shared.display());
        return None;
    };
    Some((article, serde_json::from_str(&gold).unwrap()))
}

#[test]
fn the_annotated_part_is_read() {
    let Some((article, gold)) = annotated() else { return };
    let reading = read(&article, Some(date(2023, 6, 27)));
    let found: Vec<Found> = reading.items.iter().map(Found::from).collect();
    let scores = score(&article, &gold, &found, &reading.lints, Place::Inside);
    let all = format!("{scores:#?}");
    // What docs/reading.md says of it.
    assert_eq!(scores.grounded, scores.items, "{all}");
    assert_eq!((scores.recall.hits, scores.recall.of), (31, 31), "{all}");
    assert_eq!((scores.value.hits, scores.value.of), (30, 30), "{all}");
    assert!(f1(scores.precision, scores.recall) >= 0.9, "{all}");
    assert!(ratio(scores.speaker) >= 0.95, "{all}");
    assert_eq!(scores.exact.hits, 1, "{all}");
    assert_eq!((scores.bound.hits, scores.damage.hits, scores.elsewhere.len()), (5, 4, 1), "{all}");
    assert!(!scores.missed.is_empty(), "{all}");
}

#[test]
fn a_models_claims_about_it_are_judged() {
    let Some((article, gold)) = annotated() else { return };
    let claims = claims(&article, include_str!("claims/founding.json")).unwrap();
    let verified: Vec<Verified> =
        claims.iter().map(|claim| verify(&article, claim, Some(date(2023, 6, 27)))).collect();
    let counted: Vec<&Verified> = verified.iter().filter(|claim| claim.counts()).collect();
    let found: Vec<Found> = counted.iter().filter_map(|claim| Found::of(&article, claim)).collect();
    let scores = score(&article, &gold, &found, &[], Place::Overlap);
    let all = format!("{scores:#?}");
    // What docs/reading.md says of it.
    assert_eq!((counted.len(), verified.len()), (67, 78), "{all}");
    assert_eq!(scores.grounded, scores.items, "{all}");
    assert_eq!((scores.exact.hits, scores.recall.hits), (7, 28), "{all}");
    assert_eq!((scores.value.hits, scores.value.of), (28, 28), "{all}");
    assert_eq!((scores.speaker.hits, scores.speaker.of), (20, 20), "{all}");
}
