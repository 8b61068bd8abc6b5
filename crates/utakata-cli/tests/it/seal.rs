//! `utakata seal`.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use serde_json::Value;
use tempfile::TempDir;

use crate::command::{json, refusal, run, text};

/// The example of `docs/case-format.md` with prices that triple in 700 days, so that gate 0 is passed.
pub(crate) fn boom() -> TempDir {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/case-format.md");
    let page = fs::read_to_string(page).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("series")).unwrap();
    for block in page.split("\n```").skip(1).step_by(2) {
        let (info, body) = block.split_once('\n').unwrap();
        if let Some((_, name)) = info.split_once(' ') {
            fs::write(folder.path().join(name), format!("{body}\n")).unwrap();
        }
    }
    let mut prices = "symbol,date,close\n".to_owned();
    for symbol in ["TEA", "POT"] {
        let last = date(2024, 3, 28);
        for day in 0..700 {
            let wobble = 1.0 + 0.01 * f64::from(day * 7 % 11 - 5) / 5.0;
            let close = 10.0 * (f64::from(day) / 700.0 * 3.0_f64.ln()).exp() * wobble;
            let on = last.checked_sub(jiff::Span::new().days(699 - day)).unwrap();
            writeln!(prices, "{symbol},{on},{close:.4}").unwrap();
        }
    }
    fs::write(folder.path().join("series/prices.csv"), prices).unwrap();
    folder
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Seals the boom into `log` and gives the record.
pub(crate) fn seal(folder: &Path, log: &Path) -> Value {
    json(&["seal", name(folder), "--log", name(log), "--replications", "49"])
}

#[test]
fn a_verdict_is_sealed_with_everything_that_can_be_graded() {
    let folder = boom();
    let log = folder.path().join("log.jsonl");
    let first = seal(folder.path(), &log);
    assert_eq!(
        (first["sequence"].as_u64(), first["verdict"]["case"].as_str()),
        (Some(1), Some("tea-robots"))
    );
    assert_eq!(first["verdict"]["as_of"], "2024-03-29");
    // What the report prints.
    let report = json(&["report", name(folder.path()), "--replications", "49"]);
    let printed = &report["probabilities"][0];
    assert_eq!((printed["basket"].as_str(), printed["standing"].as_str()), (Some("makers"), Some("open")));
    let sealed = &first["verdict"]["events"][0]["probability"];
    assert!(sealed["point"].is_number() && sealed["point"] == printed["probability"], "{sealed} {printed}");
    assert_eq!(
        (&sealed["low"], &sealed["high"]),
        (&printed["interval"]["low"], &printed["interval"]["high"])
    );
    let lens = &first["verdict"]["lenses"][0];
    assert_eq!((lens["id"].as_str(), lens["basket"].as_str()), (Some("owner"), Some("makers")));
    assert!(first["verdict"]["streams"].as_array().unwrap().iter().any(|s| s["e_value"].is_number()));
    let files: Vec<&String> = first["verdict"]["files"].as_object().unwrap().keys().collect();
    assert_eq!(files, ["case.toml", "ledger.toml", "series/prices.csv", "series/visits.csv"]);
    // The second record holds the hash of the first; the first line is untouched; no lock is left.
    let before = fs::read_to_string(&log).unwrap();
    let second = seal(folder.path(), &log);
    assert_eq!(second["previous"], first["hash"]);
    assert_eq!(second["verdict"], first["verdict"], "the same files give the same verdict");
    assert!(fs::read_to_string(&log).unwrap().starts_with(&before));
    assert!(!folder.path().join("log.jsonl.lock").exists());
    let hash = first["hash"].as_str().unwrap();
    let checked = json(&["seal", "--verify", name(&log), "--expect", hash]);
    assert_eq!((checked["records"].as_u64(), checked["expected_at"].as_u64()), (Some(2), Some(1)));
    assert_eq!(checked["head"], second["hash"]);
    assert!(text(&["seal", "--verify", name(&log)]).contains("the chain holds"));
    // A changed file changes its hash.
    let ledger = folder.path().join("ledger.toml");
    fs::write(&ledger, fs::read_to_string(&ledger).unwrap() + "\n# a note\n").unwrap();
    let third = seal(folder.path(), &log);
    assert_ne!(third["verdict"]["files"]["ledger.toml"], first["verdict"]["files"]["ledger.toml"]);
    assert_ne!(third["verdict"]["files_hash"], first["verdict"]["files_hash"]);
}

#[test]
fn the_founding_case_has_no_boom_and_so_no_probability() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log.jsonl");
    let page = text(&["seal", "--log", name(&log), "--replications", "49"]);
    assert!(page.contains("no-run-up") && page.contains("no probability"), "{page}");
    assert!(fs::read_to_string(&log).unwrap().ends_with("}\n"));
}

#[test]
fn a_broken_chain_is_refused_and_left_alone() {
    let folder = boom();
    let log = folder.path().join("log.jsonl");
    seal(folder.path(), &log);
    seal(folder.path(), &log);
    let broken = fs::read_to_string(&log).unwrap().replacen("\"point\":0.", "\"point\":0.1", 1);
    fs::write(&log, &broken).unwrap();
    for arguments in
        [&["seal", "--verify", name(&log)][..], &["seal", name(folder.path()), "--log", name(&log)][..]]
    {
        let message = refusal(arguments);
        assert!(message.contains("log.jsonl, line 1: the chain is broken: its content"), "{message}");
    }
    assert_eq!(fs::read_to_string(&log).unwrap(), broken);
    // The first record taken away: the second does not follow nothing.
    let second = broken.lines().nth(1).unwrap();
    fs::write(&log, format!("{second}\n")).unwrap();
    assert!(
        refusal(&["seal", "--verify", name(&log)])
            .contains("line 1: the chain is broken: it does not follow")
    );
}

#[test]
fn bad_usage_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log.jsonl");
    assert!(refusal(&["seal", "--verify", name(&log)]).contains("log.jsonl: no such log"));
    assert!(refusal(&["seal"]).contains("--log"));
    assert!(refusal(&["seal", "--log", name(&log), "--expect", "00"]).contains("cannot be used with"));
    assert!(refusal(&["seal", "--log", "no/such/folder/log.jsonl"]).contains("no folder"));
    assert!(refusal(&["seal", "no/such/case", "--log", name(&log)]).contains("no such case folder"));
    assert!(!log.exists());
    fs::write(&log, "").unwrap();
    let unknown = refusal(&["seal", "--verify", name(&log), "--expect", "00"]);
    assert!(unknown.contains("no record has the hash 00"), "{unknown}");
    fs::write(folder.path().join("log.jsonl.lock"), "").unwrap();
    let locked = run(&["seal", "--log", name(&log), "--replications", "49"]);
    assert_eq!(locked.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&locked.stderr).contains("log.jsonl.lock exists"));
    assert_eq!(fs::read_to_string(&log).unwrap(), "");
}
