//! `utakata backtest`.

use crate::command::{figure, json, refusal, text};

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
