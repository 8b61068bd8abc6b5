//! `utakata backtest`.

use std::fmt::Write as _;

use tempfile::TempDir;

use crate::command::{figure, file, json, refusal, text};

const SMALL: [&str; 8] =
    ["backtest", "--simulated", "--paths", "60", "--replications", "199", "--cell", "rho-1.04-s"];

#[test]
fn a_monitor_is_measured_beside_the_crossing_rules() {
    let answer = json(&SMALL);
    assert_eq!((figure(&answer, "/schema"), figure(&answer, "/training")), (1.0, 120.0));
    let names: Vec<&str> =
        answer["monitors"].as_array().unwrap().iter().map(|m| m["monitor"].as_str().unwrap()).collect();
    assert_eq!(names, ["utakata", "bsadf-running", "bsadf-pointwise"]);
    // The first cell is the slide of the steep bubble.
    assert_eq!(answer["monitors"][0]["cells"][0]["cell"], "rho-1.04-slide");
    assert!(figure(&answer, "/monitors/0/cells/0/power") > 0.9);
    assert!(figure(&answer, "/monitors/0/cells/0/crash_delay/median") <= 3.0);
    assert!(figure(&answer, "/monitors/2/cells/0/crash_delay/median") >= 10.0);
    assert_eq!(figure(&answer, "/monitors/0/design/false_alarm_rate"), 0.05);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let with =
        |threads| text(&[SMALL.as_slice(), &["--alone", "--format", "json", "--threads", threads]].concat());
    assert_eq!(with("1"), with("3"));
}

#[test]
fn nulls_have_their_own_table_and_rows() {
    let nulls = ["backtest", "--simulated", "--alone", "--paths", "40", "--replications", "199"];
    let page = text(&[nulls.as_slice(), &["--cell", "drift", "--monitor", "cusum,fluc"]].concat());
    assert!(page.contains("cusum") && page.contains("fluc") && page.contains("drift-0.1"), "{page}");
    assert!(!page.contains("premature %"));
    let rows = text(&[nulls.as_slice(), &["--cell", "variance-up", "--format", "csv"]].concat());
    // Two nulls and two bubbles, under a header.
    assert_eq!(rows.lines().count(), 5);
    assert!(rows.starts_with("monitor,cell,bubble,paths,false_alarm_rate,"));
}

#[test]
fn dates_are_scored_when_asked_for() {
    let few = [SMALL.as_slice(), &["--dates", "10"]].concat();
    let answer = json(&few);
    let dates = "/monitors/0/cells/0/dates";
    assert!(figure(&answer, &format!("{dates}/paths")) >= 9.0);
    assert!(figure(&answer, &format!("{dates}/origination/error/median")) <= 1.0);
    // Ten paths at a chance of 0.97: fewer than 8 in one of 350 runs.
    assert!(figure(&answer, &format!("{dates}/origination/covered")) >= 0.8);
    // The crossing rules beside it are not dated.
    assert!(answer["monitors"][1]["cells"][0]["dates"].is_null());
    assert!(text(&few).contains("peak: error"));
    let rows = text(&[few.as_slice(), &["--format", "csv"]].concat());
    assert!(rows.lines().next().unwrap().contains(",origination_covered,"));
}

#[test]
fn bad_input_is_named() {
    assert!(refusal(&["backtest", "--monitor", "utakata"]).contains("--simulated"));
    assert!(refusal(&["backtest", "--simulated", "--monitor", "oracle"]).contains("kurozumi"));
    assert!(refusal(&["backtest", "--simulated", "--cell", "none"]).contains("rho-1.04-stop"));
    assert!(refusal(&["backtest", "--simulated", "--observations", "200"]).contains("240"));
    assert!(refusal(&["backtest", "--simulated", "--training", "240"]).contains("nothing"));
    let short = ["backtest", "--simulated", "--cell", "iid", "--alone", "--training", "30"];
    assert!(refusal(&short).contains("at least 31"));
}

/// A library of 80 booms from 20 years: those that burst had moved more in the second year.
fn library() -> (TempDir, String) {
    let mut table = "rule,asset,start,fate,suspected_split".to_owned();
    for i in 0..25 {
        let _ = write!(table, ",path{i:02}");
    }
    for fall in [10, 15, 20, 25, 30, 35, 40] {
        let _ = write!(table, ",days{fall}");
    }
    table.push('\n');
    for boom in 0..82 {
        let burst = boom % 5 < 2;
        let fate = if boom < 80 { "complete" } else { "censored" };
        let _ = write!(table, "two-year-double,A{boom},{}-03-01,{fate},false", 1980 + 2 * (boom % 20));
        for i in 0..25 {
            let sign = if i % 2 == 0 { 1.0 } else { -1.0 };
            let swing = if burst && i > 12 { 0.1 } else { 0.01 } * (1.0 + 0.01 * f64::from(boom));
            let _ = write!(table, ",{:.6}", 0.03 * f64::from(i) + sign * swing);
        }
        for fall in [10, 15, 20, 25, 30, 35, 40] {
            let reached = burst || fall < 20 + boom % 20;
            let _ = if reached { write!(table, ",{}", 5 * fall) } else { write!(table, ",") };
        }
        table.push('\n');
    }
    file("library.csv", table)
}

#[test]
fn a_library_is_judged_with_eras_left_out() {
    let (_folder, path) = library();
    let answer = json(&["backtest", &path]);
    assert_eq!((figure(&answer, "/booms"), figure(&answer, "/bursting")), (80.0, 32.0));
    assert_eq!(figure(&answer, "/left_out/censored"), 1.0 + 1.0);
    assert_eq!(figure(&answer, "/alarms/1/alpha"), 0.1);
    assert_eq!(figure(&answer, "/alarms/1/power"), 1.0);
    assert!(figure(&answer, "/alarms/1/false_alarm_rate") < 0.25);
    assert!(figure(&answer, "/alarms/1/interval/low") <= figure(&answer, "/alarms/1/false_alarm_rate"));
    assert!(answer["brier"]["enters"].as_bool().unwrap());
    let gain = figure(&answer, "/brier/climatology") - figure(&answer, "/brier/model");
    assert!((gain - figure(&answer, "/brier/gain")).abs() < 1e-12);
    // Nobody had burst on the day of entry; the burst came on day 200.
    assert_eq!(figure(&answer, "/after_entry/landmarks/0/survivors"), 80.0);
    assert_eq!(figure(&answer, "/after_entry/landmarks/3/bursting"), 32.0);
    assert_eq!(figure(&answer, "/after_entry/landmarks/4/bursting"), 0.0);
    assert_eq!(answer["after_entry"]["pooled"].as_array().unwrap().len(), 5);
    assert!(answer["after_entry"]["printed"].is_string());
    assert_eq!(answer["episodes"].as_array().unwrap().len(), 80);
    assert_eq!(answer["episodes"][0]["neighbours"].as_array().unwrap().len(), 10);
}

#[test]
fn a_library_has_a_page_and_rows() {
    let (_folder, path) = library();
    let page = text(&["backtest", &path]);
    for part in [
        "80, of which 32 burst",
        "Alarm at entry: second-half-volatility",
        "chosen without the era",
        "Reliability",
        "Probability after entry",
    ] {
        assert!(page.contains(part), "{part} is missing from {page}");
    }
    assert!(text(&["backtest", &path, "--score", "run-up"]).contains("Alarm at entry: run-up"));
    let rows = text(&["backtest", &path, "--format", "csv"]);
    assert_eq!(rows.lines().count(), 81);
    assert!(rows.starts_with("asset,start,burst,burst_day,score,p_value,climatology,probability,neighbours"));
}

#[test]
fn a_library_that_cannot_be_read_is_named() {
    let (_folder, path) = library();
    let whole = std::fs::read_to_string(&path).unwrap();
    let (_other, broken) = file("broken.csv", whole.replace("1984-03-01", "spring"));
    let message = refusal(&["backtest", &broken]);
    assert!(message.contains("broken.csv, line 4, column start"), "{message}");
    let (_third, prices) = file("prices.csv", "date,value\n2020-01-01,3\n");
    assert!(refusal(&["backtest", &prices]).contains("asset"));
    assert!(refusal(&["backtest", &path, "--group", "stock"]).contains("0 of 0 booms"));
    assert!(refusal(&["backtest", &path, "--rule", "explosive"]).contains("0 of 0 booms"));
    assert!(refusal(&["backtest", &path, "--paths", "9"]).contains("cannot be used with"));
    assert!(refusal(&["backtest", &path, "--simulated"]).contains("cannot be used"));
    assert!(refusal(&["backtest", "--simulated", "--score", "run-up"]).contains("cannot be used with"));
}

#[test]
fn without_a_file_the_shipped_library_is_judged() {
    let answer = json(&["backtest"]);
    assert_eq!(answer["library"], "the shipped library");
    assert_eq!(answer["alarms"].as_array().unwrap().len(), 3);
    assert!(answer["episodes"].as_array().unwrap().len() > 100);
    if cfg!(feature = "parquet") {
        let dot_com = answer["replay"]["named"].as_array().unwrap().iter().find(|n| n["name"] == "Dot-com");
        assert_eq!(dot_com.unwrap()["starts"].as_array().unwrap().len(), 1);
        assert!(figure(&answer, "/replay/summary/booms") > 100.0);
    }
}

/// `docs/backtest.md` quotes the command: every line of its tables on the shipped library is printed today.
#[test]
#[cfg(feature = "parquet")]
fn the_page_of_the_backtest_is_what_the_command_prints() {
    let page = include_str!("../../../../docs/backtest.md");
    let printed = text(&["backtest"]);
    let lines: std::collections::HashSet<&str> = printed.lines().map(str::trim_end).collect();
    let mut quoted = 0;
    for heading in ["## The shipped library", "## The verdict replayed"] {
        let (_, section) = page.split_once(heading).unwrap();
        let (_, block) = section.split_once("```text\n").unwrap();
        let (block, _) = block.split_once("```").unwrap();
        for line in block.lines().filter(|line| !line.is_empty()) {
            assert!(lines.contains(line.trim_end()), "{heading}: the command no longer prints `{line}`");
            quoted += 1;
        }
    }
    assert!(quoted > 100, "{quoted}");
}

/// Weekly prices of two assets that double in two years: one bursts and one goes on; a third is too short.
fn closes() -> (TempDir, String) {
    let mut table = "symbol,date,close\n".to_owned();
    for (name, weeks, after) in [("burst", 330, -0.06), ("kept", 330, 0.0), ("short", 50, 0.0)] {
        let mut day = jiff::civil::date(2000, 1, 7);
        let mut log = 4.6_f64;
        for t in 0..weeks {
            // Noise from a fixed recurrence, a run-up that gathers pace, and what follows for 15 weeks.
            let noise = 0.02 * f64::from((t * t * 7 + t * 13) % 23 - 11) / 11.0;
            log += noise
                + match t {
                    150..=205 => 0.04 * f64::from(t - 150) / 55.0,
                    206..=220 => after,
                    _ => 0.0,
                };
            let _ = writeln!(table, "{name},{day},{:.4}", log.exp());
            day = day.saturating_add(jiff::ToSpan::days(7));
        }
    }
    file("closes.csv", table)
}

#[test]
fn booms_of_a_file_are_replayed() {
    let (folder, path) = closes();
    let pages = folder.path().join("pages");
    let replay = ["backtest", "--replay", &path, "--series", "symbol"];
    let shown = text(&[&replay[..], &["--pages", pages.to_str().unwrap(), "--group", "made"]].concat());
    let named = |text: &str| text.replace(&path, "closes.csv");
    insta::assert_snapshot!("replay-table", named(&shown));
    let names = std::fs::read_dir(&pages).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap());
    let burst = names.filter(|name| name.starts_with("burst")).min().unwrap();
    let page = |name: &str| named(&std::fs::read_to_string(pages.join(name)).unwrap());
    insta::assert_snapshot!("replay-page", page(&burst));
    insta::assert_snapshot!("replay-index", page("index.md"));
    let answer = json(&replay);
    assert_eq!(answer["booms"][0]["burst"], true);
    let rows = text(&[&replay[..], &["--format", "csv", "--threads", "1"]].concat());
    assert_eq!(rows.lines().count(), 1 + answer["booms"].as_array().unwrap().len());
}

#[test]
fn an_interrupted_replay_goes_on_where_it_stopped() {
    let (folder, path) = closes();
    let journal = folder.path().join("journal.jsonl");
    let replay = ["backtest", "--replay", &path, "--series", "symbol", "--format", "json", "--threads", "1"];
    let plain = text(&replay);
    let resumed = [&replay[..], &["--resume", journal.to_str().unwrap()]].concat();
    assert_eq!(text(&resumed), plain);
    let whole = std::fs::read_to_string(&journal).unwrap();
    assert_eq!(whole.lines().count(), 1 + 3);
    // Interrupted in the middle of the second asset's line.
    let two: usize = whole.lines().take(2).map(|line| line.len() + 1).sum();
    std::fs::write(&journal, &whole[..two + 40]).unwrap();
    assert_eq!(text(&resumed), plain);
    assert_eq!(std::fs::read_to_string(&journal).unwrap(), whole);
    // What the journal says is what is printed: nothing is replayed again.
    std::fs::write(
        &journal,
        whole.replacen("\"asset\":\"burst\",\"group\"", "\"asset\":\"other\",\"group\"", 1),
    )
    .unwrap();
    assert!(text(&resumed).contains("\"other\""));
}

#[test]
fn a_journal_that_does_not_belong_is_refused() {
    let (folder, path) = closes();
    let journal = folder.path().join("journal.jsonl").to_str().unwrap().to_owned();
    let replay = ["backtest", "--replay", &path, "--series", "symbol", "--resume", &journal];
    text(&replay);
    let other = [&replay[..], &["--seed", "2"]].concat();
    let message = refusal(&other);
    assert!(message.contains("another design") && message.contains("seed 1"), "{message}");
    assert!(refusal(&[&replay[..], &["--rule", "three-year-double"]].concat()).contains("another design"));
    let (_other, table) = file("table.csv", "date,value\n2020-01-01,3\n");
    let wrong = ["backtest", "--replay", &path, "--series", "symbol", "--resume", &table];
    assert!(refusal(&wrong).contains("not a journal"));
    assert_eq!(std::fs::read_to_string(&table).unwrap(), "date,value\n2020-01-01,3\n");
}

#[test]
fn flags_of_a_replay_belong_to_it() {
    assert!(refusal(&["backtest", "--series", "symbol"]).contains("--replay"));
    assert!(refusal(&["backtest", "--replay", "--series", "symbol"]).contains("after --replay"));
    assert!(refusal(&["backtest", "--pages", "folder"]).contains("--replay"));
    assert!(refusal(&["backtest", "--replay", "--score", "run-up"]).contains("cannot be used with"));
    assert!(refusal(&["backtest", "--replay", "--simulated"]).contains("cannot be used with"));
    if cfg!(feature = "parquet") {
        assert!(refusal(&["backtest", "--replay", "--group", "tulips"]).contains("tulips"));
    }
}
