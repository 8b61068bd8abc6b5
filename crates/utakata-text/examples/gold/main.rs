//! Scores reading on the annotated part of the founding article: `cargo run --release -p utakata-text --example gold`,
//! and with a language model's answer, `{"claims": [...]}`, also what the model claims: `... --example gold -- CLAIMS.json`.
//!
//! The article and its annotation are not part of this repository; without them there is nothing to score.
#![allow(clippy::print_stdout)]

mod score;

use std::collections::BTreeMap;

use jiff::civil::date;
use serde_json::Value as Json;
use utakata_text::{Claim, Reading, Verified, read, verify};

use score::{Found, Place, Scores, Share, claims, end, f1, ratio, score};

fn line(what: &str, share: Share) {
    println!("{what:<52} {:>3} of {:>3}  {:.3}", share.hits, share.of, ratio(share));
}

fn print(scores: &Scores) {
    println!("{:<52} {:>3} of {:>3}", "quotes that are the bytes they name", scores.grounded, scores.items);
    line("annotator's quotes found to the byte", scores.exact);
    line("annotator's quotes with an item inside (recall)", scores.recall);
    line("items inside an annotator's quote (precision)", scores.precision);
    let exact = Share { of: scores.items, hits: scores.exact.hits };
    println!("{:<52} {:.3}", "F1 of exact spans", f1(exact, scores.exact));
    println!("{:<52} {:.3}", "F1 of numbers inside the quotes", f1(scores.precision, scores.recall));
    line("value right, where a number was found", scores.value);
    line("bound right", scores.bound);
    line("speaker or source right", scores.speaker);
    line("damaged sentences doubted", scores.damage);
    println!("doubts elsewhere: {}", scores.elsewhere.len());
    for doubt in scores.elsewhere.iter().chain(&scores.missed) {
        println!("  {doubt}");
    }
}

fn with_model(article: &str, gold: &Json, mut reading: Reading, claims: &[Claim]) {
    let day = Some(date(2023, 6, 27));
    let verified: Vec<Verified> = claims.iter().map(|claim| verify(article, claim, day)).collect();
    let counted: Vec<&Verified> = verified.iter().filter(|claim| claim.counts()).collect();
    println!("\nthe model alone, claims of numbers that are borne out");
    println!("{:<52} {:>3} of {:>3}", "claims borne out", counted.len(), verified.len());
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for doubt in verified.iter().flat_map(|claim| &claim.doubts) {
        *reasons.entry(format!("{doubt:?}")).or_default() += 1;
    }
    for (reason, count) in reasons {
        println!("  {reason}: {count}");
    }
    for claim in verified.iter().filter(|claim| !claim.counts()) {
        println!("  {:?} {:?} {}", claim.doubts, claim.claim.value, claim.claim.quote);
    }
    let numbers = |claims: &[&Verified]| -> Vec<Found> {
        claims.iter().filter_map(|claim| Found::of(article, claim)).collect()
    };
    print(&score(article, gold, &numbers(&counted), &[], Place::Overlap));
    println!("\nthe model alone, all claims of numbers whose place is known");
    print(&score(article, gold, &numbers(&verified.iter().collect::<Vec<_>>()), &[], Place::Overlap));
    println!("\nthe grammar with what the model adds");
    reading.add_claims(article, &verified);
    print(&score(article, gold, &numbers_of(&reading), &reading.lints, Place::Inside));
    let end = end(article, gold);
    let own = reading.opinions.iter().filter(|opinion| opinion.byte_start < end);
    let (model, grammar): (Vec<_>, Vec<_>) = own.partition(|opinion| opinion.from_model);
    println!("opinions: {} of the grammar, {} added by the model", grammar.len(), model.len());
}

fn numbers_of(reading: &Reading) -> Vec<Found> {
    reading.items.iter().map(Found::from).collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference");
    let article = std::fs::read_to_string(shared.join("article/000_271aeefae9a9c7bd.txt"))?;
    let gold = serde_json::from_str(&std::fs::read_to_string(shared.join("evidence/article_gold.json"))?)?;
    let reading = read(&article, Some(date(2023, 6, 27)));
    println!("the grammar alone");
    print(&score(&article, &gold, &numbers_of(&reading), &reading.lints, Place::Inside));
    if let Some(file) = std::env::args_os().nth(1) {
        let claims = claims(&article, &std::fs::read_to_string(file)?)?;
        with_model(&article, &gold, reading, &claims);
    }
    Ok(())
}
