//! The grammar on the annotated part of the founding article; skipped, and saying so, where that is absent.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

use std::path::Path;

#[path = "../examples/gold/score.rs"]
mod score;

use score::{f1, ratio, score};

#[test]
fn the_annotated_part_is_read() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference");
    let article = std::fs::read_to_string(shared.join("article/000_271aeefae9a9c7bd.txt"));
    let gold = std::fs::read_to_string(shared.join("evidence/article_gold.json"));
    let (Ok(article), Ok(gold)) = (article, gold) else {
        eprintln!("skipped: {} is absent", shared.display());
        return;
    };
    let scores = score(&article, &serde_json::from_str(&gold).unwrap());
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
