//! `utakata report`.

use std::fs;

use crate::command::{json, refusal, run, text};

/// Few replications: the verdict on the founding case does not hang on them.
const REPORT: [&str; 3] = ["report", "--replications", "49"];

fn with<'a>(extra: &[&'a str]) -> Vec<&'a str> {
    [REPORT.as_slice(), extra].concat()
}

#[test]
fn the_founding_case_needs_no_files() {
    let findings = json(&REPORT);
    assert_eq!(findings["schema"], 1);
    assert_eq!(findings["case"]["as_of"], "2023-06-27");
    for key in [
        "verdict",
        "gates",
        "streams",
        "broad_turn",
        "climatology",
        "lenses",
        "events",
        "claims",
        "stances",
        "forecasts",
        "ledger",
        "sources",
        "missing",
    ] {
        assert!(findings.get(key).is_some(), "{key}");
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/ai-2023");
    let mut opened = json(&["report", folder, "--replications", "49"]);
    // The files are the same; only their names differ.
    for key in ["verdict", "gates", "broad_turn", "climatology", "events"] {
        assert_eq!(opened[key].take(), findings[key], "{key}");
    }
}

#[test]
fn threads_change_no_bit() {
    let on = |threads| text(&with(&["--format", "json", "--threads", threads]));
    assert_eq!(on("1"), on("4"));
}

#[test]
fn the_page_for_the_terminal_fits_100_columns() {
    let page = text(&REPORT);
    assert!(page.contains("as of 27 June 2023"));
    assert!(!page.contains('\u{1b}'));
    // East Asian characters take two columns; the English page has none.
    assert!(page.lines().all(|line| line.chars().count() <= 100));
    assert!(text(&with(&["--language", "ja"])).contains("2023年6月27日"));
    assert!(text(&with(&["--language", "zh-Hans"])).contains("2023年6月27日"));
}

#[test]
fn html_is_one_file_in_the_language_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.html");
    text(&with(&["--format", "html", "--language", "ja", "--output", path.to_str().unwrap()]));
    let page = fs::read_to_string(&path).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") || page.starts_with("<!doctype html>"), "{}", &page[..60]);
    assert!(page.contains("lang=\"ja\""));
    assert!(page.trim_end().ends_with("</html>"));
}

#[test]
fn csv_is_the_evidence_table() {
    let rows = text(&with(&["--format", "csv"]));
    assert!(rows.starts_with("stream,kind,name,standing,method,statistic_name,statistic,p_value,"));
    assert!(
        rows.lines()
            .any(|row| row.starts_with("usage,usage,") && row.contains(",turned,mann-kendall-exact,S,"))
    );
}

#[test]
fn fail_on_the_label_or_a_state() {
    let findings = json(&REPORT);
    let label = findings["verdict"]["label"].as_str().unwrap().to_owned();
    assert_eq!(run(&with(&["--fail-on", &label])).status.code(), Some(10));
    let other = if label == "burst-confirmed" { "no-turn-shown" } else { "burst-confirmed" };
    assert_eq!(run(&with(&["--fail-on", other])).status.code(), Some(0));
    let state = findings["verdict"]["states"][0]["state"].as_str().unwrap().to_owned();
    assert_eq!(run(&with(&["--fail-on", other, "--fail-on", &state])).status.code(), Some(10));
}

#[test]
fn bad_cases_are_refused() {
    assert!(refusal(&["report", "no/such/case"]).contains("no/such/case: no such case folder"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    assert!(refusal(&["report", path]).contains("no case.toml"));
    fs::write(folder.path().join("case.toml"), "schema = 1\nid =\n").unwrap();
    fs::write(folder.path().join("ledger.toml"), "").unwrap();
    assert!(refusal(&["report", path]).contains("case.toml, line 2"));
    assert!(refusal(&["report", "--series", "no/such.csv"]).contains("no/such.csv"));
    assert!(refusal(&["report", "--language", "fr"]).contains("choose en, ja or zh"));
}

#[test]
fn a_ledger_entry_without_a_source_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/ai-2023");
    fs::create_dir(folder.path().join("series")).unwrap();
    for entry in fs::read_dir(format!("{case}/series")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join("series").join(entry.file_name())).unwrap();
    }
    fs::copy(format!("{case}/case.toml"), folder.path().join("case.toml")).unwrap();
    let ledger = fs::read_to_string(format!("{case}/ledger.toml")).unwrap();
    let begin = ledger.find("[[entry]]").unwrap();
    let line = begin + ledger[begin..].find("\nsource").unwrap() + 1;
    let end = line + ledger[line..].find('\n').unwrap() + 1;
    fs::write(folder.path().join("ledger.toml"), format!("{}{}", &ledger[..line], &ledger[end..])).unwrap();
    let message = refusal(&["report", folder.path().to_str().unwrap()]);
    assert!(message.contains("ledger.toml, line ") && message.contains("source"), "{message}");
}
