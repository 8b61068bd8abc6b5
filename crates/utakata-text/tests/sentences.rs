//! Sentences of many kinds of text in three languages, with what a reader takes from them.
//!
//! Each item has `quote` (the number with its unit; what is found must contain it), `kind`, `value` or `low` and `high`, and
//! where they apply `unit`, `bound`, `approximate`, `direction` (`any`: not checked) and the sentence's `speaker` (dates have
//! none), `relayed_by` where somebody passes it on. A sentence with `beyond` says why no rule of the grammar can read it; it is counted and printed.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; what is beyond is printed

use jiff::civil::date;
use serde::Deserialize;
use serde_json::{Value, json};

/// Most sentences of a language that may be beyond the grammar.
const BEYOND: usize = 6;
/// Fewest sentences of a language.
const FEWEST: usize = 60;

#[derive(Deserialize)]
struct File {
    sentence: Vec<Sentence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    #[serde(rename = "from")]
    _from: String,
    text: String,
    speaker: Option<String>,
    relayed_by: Option<String>,
    items: Vec<Expected>,
    beyond: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    quote: String,
    kind: String,
    value: Option<Value>,
    low: Option<Value>,
    high: Option<Value>,
    unit: Option<String>,
    bound: Option<String>,
    #[serde(default)]
    approximate: bool,
    direction: Option<String>,
}

fn same(found: &Value, wanted: &Value) -> bool {
    match (found.as_f64(), wanted.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * b.abs(),
        _ => found == wanted,
    }
}

/// What differs, field by field.
fn differences(
    found: &Value,
    wanted: &Expected,
    (speaker, relay): (Option<&str>, Option<&str>),
) -> Vec<String> {
    let text = |field: &str| found[field].as_str();
    let mut wrong = Vec::new();
    let mut check = |holds: bool, field: &str| {
        if !holds {
            wrong.push(format!("{field} {}", found[field]));
        }
    };
    check(text("quote").is_some_and(|quote| quote.contains(&wanted.quote)), "quote");
    check(text("kind") == Some(&wanted.kind), "kind");
    for (field, wanted) in [("value", &wanted.value), ("low", &wanted.low), ("high", &wanted.high)] {
        check(same(&found[field], wanted.as_ref().unwrap_or(&Value::Null)), field);
    }
    if let Some(unit) = wanted.unit.as_deref().filter(|unit| *unit != "any") {
        check(text("unit") == Some(unit), "unit");
    }
    check(text("bound") == wanted.bound.as_deref(), "bound");
    check(found["approximate"] == json!(wanted.approximate), "approximate");
    let moves = matches!(wanted.kind.as_str(), "percent" | "percentage-points" | "streak");
    if moves && wanted.direction.as_deref() != Some("any") {
        check(text("direction") == wanted.direction.as_deref(), "direction");
    }
    if !wanted.kind.starts_with("date") {
        check(text("speaker") == speaker, "speaker");
        check(text("relayed_by") == relay, "relayed_by");
    }
    wrong
}

/// Nothing, or what the program makes of the sentence and where that is wrong.
fn wrong(sentence: &Sentence) -> Option<String> {
    let items = utakata_text::read(&sentence.text, Some(date(2023, 6, 27))).items;
    let found: Vec<Value> = items.iter().map(|item| serde_json::to_value(item).unwrap()).collect();
    if found.len() != sentence.items.len() {
        let quotes: Vec<&Value> = found.iter().map(|item| &item["quote"]).collect();
        let wanted: Vec<&str> = sentence.items.iter().map(|item| item.quote.as_str()).collect();
        return Some(format!("{}\n    found {}\n    wants {}", sentence.text, json!(quotes), json!(wanted)));
    }
    let pairs = found.iter().zip(&sentence.items);
    let differ = pairs.flat_map(|(found, wanted)| {
        let wrong = differences(found, wanted, (sentence.speaker.as_deref(), sentence.relayed_by.as_deref()));
        wrong.into_iter().map(|what| format!("    {}: found {what}", wanted.quote)).collect::<Vec<_>>()
    });
    let differ: Vec<String> = differ.collect();
    (!differ.is_empty()).then(|| format!("{}\n{}", sentence.text, differ.join("\n")))
}

fn all_are_read(language: &str, text: &str) {
    let file: File = toml::from_str(text).unwrap();
    assert!(file.sentence.len() >= FEWEST, "{language}: {}", file.sentence.len());
    let (beyond, within): (Vec<_>, Vec<_>) = file.sentence.iter().partition(|s| s.beyond.is_some());
    for sentence in &beyond {
        eprintln!("beyond: {} ({})", sentence.text, sentence.beyond.as_deref().unwrap_or_default());
        assert!(wrong(sentence).is_some(), "no longer beyond the grammar: {}", sentence.text);
    }
    eprintln!("{language}: {} sentences, {} beyond the grammar", file.sentence.len(), beyond.len());
    assert!(beyond.len() <= BEYOND, "{language}: {} beyond the grammar", beyond.len());
    let wrong: Vec<String> = within.into_iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn japanese() {
    all_are_read("Japanese", include_str!("sentences/ja.toml"));
}

#[test]
fn chinese() {
    all_are_read("Chinese", include_str!("sentences/zh.toml"));
}

#[test]
fn english() {
    all_are_read("English", include_str!("sentences/en.toml"));
}
