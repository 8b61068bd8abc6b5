//! Scores the grammar on the annotated part of the founding article: `cargo run --release -p utakata-text --example gold`.
//!
//! The article and its annotation are not part of this repository; without them there is nothing to score.
#![allow(clippy::print_stdout)]

mod score;

use score::{Scores, Share, f1, ratio, score};

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

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference");
    let article = std::fs::read_to_string(shared.join("article/000_271aeefae9a9c7bd.txt"))?;
    let gold = serde_json::from_str(&std::fs::read_to_string(shared.join("evidence/article_gold.json"))?)?;
    print(&score(&article, &gold));
    Ok(())
}
