//! The founding case, rendered whole: nothing left untranslated, nothing wider than the terminal, nothing loaded.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::path::Path;

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
