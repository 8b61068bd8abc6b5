//! The founding case, rendered whole: nothing left untranslated, nothing wider than the terminal, nothing loaded.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::fmt::Write as _;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::date;
use utakata::Execution;
use utakata_case::{
    Case, Findings,
    verdict::{InquiryOptions, inquire},
};
use utakata_report::{
    Language, html, json, missing_translations,
    terminal::{self, TerminalOptions},
};

fn founding_case() -> Findings {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/ai-2023");
    let case = Case::open(&folder, &[]).unwrap();
    inquire(&case, &InquiryOptions { replications: 99, seed: 1 }, &Execution::serial()).unwrap()
}

#[test]
fn every_sentence_is_said_in_japanese_and_chinese() {
    let findings = founding_case();
    for language in [Language::Japanese, Language::Chinese] {
        assert_eq!(missing_translations(&findings, language), Vec::<String>::new(), "{language:?}");
    }
}

/// The founding case with other closes for the four US names: a steady doubling over 504 days, then `after`.
fn with_a_boom(after: impl Iterator<Item = f64>) -> Findings {
    let closes: Vec<f64> = (0..=504).map(|t| 2.01_f64.powf(f64::from(t) / 504.0)).chain(after).collect();
    let mut text = "symbol,date,close\n".to_owned();
    for symbol in ["AMZN", "GOOG", "META", "NVDA"] {
        for (back, close) in (0..closes.len() as i64).rev().zip(&closes) {
            let on = date(2023, 6, 26).checked_sub(back.days()).unwrap();
            writeln!(text, "{symbol},{on},{close:.6}").unwrap();
        }
    }
    let file = std::env::temp_dir().join(format!("utakata-boom-{}-{}.csv", std::process::id(), closes.len()));
    std::fs::write(&file, text).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/ai-2023");
    let case = Case::open(&folder, std::slice::from_ref(&file)).unwrap();
    std::fs::remove_file(file).unwrap();
    inquire(&case, &InquiryOptions { replications: 49, seed: 1 }, &Execution::serial()).unwrap()
}

#[test]
fn what_layer_c_says_of_a_boom_is_said_in_japanese_and_chinese() {
    let down = |t: i32| 2.0 - 0.01 * f64::from(t);
    let rise = (1..=300).map(|t| 2.01 + 1.1 * f64::from(t) / 300.0);
    for (findings, key) in [
        (with_a_boom((0..20).map(down)), "probability-running"),
        (with_a_boom((0..90).map(down)), "probability-happened"),
        (with_a_boom(rise.chain((1..=216).map(|t| 3.11 - 0.002 * f64::from(t)))), "probability-expired"),
    ] {
        assert_eq!(findings.probabilities[0].text.key, key);
        assert!(findings.streams.iter().flat_map(|s| &s.statements).any(|s| s.method == "boom-alarm"));
        for language in [Language::Japanese, Language::Chinese] {
            assert_eq!(missing_translations(&findings, language), Vec::<String>::new(), "{language:?}");
            let page = html::render(&findings, language).unwrap();
            assert!(!page.contains("model-after-entry") && !page.contains("class-of-booms"));
        }
        assert_eq!(findings.lenses.len(), 3, "one answer per lens: one basket has a probability, or none");
        let text = terminal::render(&findings, &TerminalOptions::default());
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = &findings.probabilities[0].text.english;
        assert!(text.contains(said.as_str()) && !said.contains('{'), "{said}");
    }
}

#[test]
fn the_rendered_json_obeys_the_published_schema() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/findings.schema.json");
    let schema: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    let value: serde_json::Value = serde_json::from_str(&json::render(&founding_case()).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn the_page_loads_nothing_and_the_terminal_keeps_its_width() {
    let findings = founding_case();
    let page = html::render(&findings, Language::English).unwrap();
    for loader in ["src=\"http", "src='http", "@import", "url(http", "<link"] {
        assert!(!page.contains(loader), "{loader}");
    }
    for language in [Language::English, Language::Japanese, Language::Chinese] {
        let text = terminal::render(&findings, &TerminalOptions { language, ..TerminalOptions::default() });
        let widest = text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0);
        assert!(widest <= 100, "{language:?}: {widest}");
    }
}
