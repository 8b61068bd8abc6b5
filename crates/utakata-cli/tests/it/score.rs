//! `utakata score`.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use tempfile::TempDir;
use utakata_case::seal::Chain;

use crate::command::{figure, json, refusal, text};
use crate::seal::{boom, seal};

/// A boom, and a log in which its verdict is sealed on 1 April 2024.
fn sealed_in_2024() -> (TempDir, String) {
    let folder = boom();
    let now = folder.path().join("now.jsonl");
    let verdict = serde_json::from_value(seal(folder.path(), &now)["verdict"].clone()).unwrap();
    let at: Timestamp = "2024-04-01T12:00:00Z".parse().unwrap();
    let (_, line) = Chain::parse("log", b"").unwrap().next(verdict, at).unwrap();
    let log = folder.path().join("log.jsonl");
    fs::write(&log, line).unwrap();
    let log = log.to_str().unwrap().to_owned();
    (folder, log)
}

fn outcomes(folder: &Path, rows: &str) -> String {
    let path = folder.join("outcomes.csv");
    fs::write(&path, format!("id,date,outcome,source\n{rows}")).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_sealed_probability_is_graded_once_the_outcome_is_known() {
    let (folder, log) = sealed_in_2024();
    let rows = outcomes(folder.path(), "B1,2025-06-02,true,closes of both makers\n");
    let card = json(&["score", "--log", &log, "--outcomes", &rows]);
    assert_eq!((card["schema"].as_u64(), card["summaries"][0]["who"].as_str()), (Some(1), Some("Utakata")));
    let record: serde_json::Value = serde_json::from_str(&fs::read_to_string(&log).unwrap()).unwrap();
    let point = figure(&record, "/verdict/events/0/probability/point");
    assert!((figure(&card, "/summaries/0/brier/low") - (1.0 - point).powi(2)).abs() < 1e-12);
    assert!((figure(&card, "/summaries/0/log/high") + point.ln()).abs() < 1e-12);
    assert_eq!(card["summaries"][0]["calibration"]["bins"][0]["can_tell"], false);
    let page = text(&["score", "--log", &log, "--outcomes", &rows]);
    assert!(page.contains("too few to tell") && page.contains("closes of both makers"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 100));
    let csv = text(&["score", "--log", &log, "--outcomes", &rows, "--format", "csv"]);
    assert!(
        csv.starts_with("who,case,id,") && csv.contains("Utakata,tea-robots,B1,1,2024-04-01,2025-06-02,")
    );
}

#[test]
fn what_was_sealed_after_its_outcome_is_hindsight() {
    let (folder, log) = sealed_in_2024();
    let rows = outcomes(folder.path(), "B1,2024-04-01,true,closes\n");
    let card = json(&["score", "--log", &log, "--outcomes", &rows]);
    assert_eq!(card["summaries"].as_array().unwrap().len(), 0);
    assert_eq!(card["listed"][0]["reason"]["hindsight"], "2024-04-01");
    assert!(text(&["score", "--log", &log, "--outcomes", &rows]).contains("hindsight"));
}

#[test]
fn the_founding_ledger_is_graded_by_its_hedge_words() {
    let card = json(&["score"]);
    let summaries = card["summaries"].as_array().unwrap();
    let of = |who: &str| summaries.iter().find(|s| s["who"] == who).unwrap_or_else(|| panic!("{who}"));
    // "Expected" (likely, 0.55 to 0.8), and it came true.
    let information = of("The Information");
    assert!((figure(information, "/brier/low") - 0.04).abs() < 1e-12);
    assert!((figure(information, "/brier/high") - 0.2025).abs() < 1e-12);
    // "May" says nothing: any score.
    assert_eq!(figure(of("Lin Zhijia"), "/brier/high"), 1.0);
    let hartnett = card["listed"].as_array().unwrap().iter().find(|l| l["id"] == "O023").unwrap();
    assert!(hartnett["reason"]["conditional"].as_str().unwrap().contains("central bank"));
    assert!(text(&["score"]).contains("holds only under a condition"));
}

#[test]
fn ledger_and_log_are_graded_together() {
    let (folder, log) = sealed_in_2024();
    let ledger = folder.path().join("ledger.toml");
    let hedged = fs::read_to_string(&ledger).unwrap().replace(
        "resolution = { rule = \"TEA",
        "likelihood = { hedge = \"very-likely\" }\nresolution = { rule = \"TEA",
    );
    fs::write(&ledger, hedged).unwrap();
    let rows = outcomes(folder.path(), "B1,2025-06-02,false,closes\nF001,2025-12-31,false,gazette\n");
    let case = folder.path().to_str().unwrap();
    let card = json(&["score", case, "--log", &log, "--outcomes", &rows]);
    let who: Vec<&str> =
        card["summaries"].as_array().unwrap().iter().map(|s| s["who"].as_str().unwrap()).collect();
    assert_eq!(who, ["Utakata", "Ada Brewer"], "the better first");
}

#[test]
fn bad_input_is_refused_with_file_and_line() {
    let (folder, log) = sealed_in_2024();
    let refused = |rows: &str| {
        let rows = outcomes(folder.path(), rows);
        refusal(&["score", "--log", &log, "--outcomes", &rows])
    };
    for (rows, expected) in [
        ("B9,2025-01-01,true,x\n", "outcomes.csv, line 2: `B9` is neither"),
        ("B1,2025-01-01,true,x\nB1,2025-01-02,true,x\n", "line 3: the outcome of `B1` stands on line 2"),
        ("B1,2025-01-01,perhaps,x\n", "line 2: the outcome `perhaps`"),
        ("B1,9999-01-01,true,x\n", "line 2: the outcome of `B1` is dated 9999-01-01, which is after today"),
        ("B1,2025-01-01,true,\n", "line 2: `source` is empty"),
    ] {
        let message = refused(rows);
        assert!(message.contains(expected), "{message}");
    }
    assert!(refusal(&["score", "--log", "no/such.jsonl"]).contains("no/such.jsonl: no such log"));
    assert!(refusal(&["score", "--outcomes", "no/such.csv"]).contains("no/such.csv"));
    let broken = fs::read_to_string(&log).unwrap().replace("tea-robots", "tea-robotz");
    fs::write(&log, broken).unwrap();
    assert!(refusal(&["score", "--log", &log]).contains("log.jsonl, line 1: the chain is broken"));
}
