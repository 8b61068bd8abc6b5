//! `utakata lppls --indicator`, and presets of single fits.

use std::fmt::Write as _;

use crate::command::{figure, file, json, refusal, text};

/// A bubble of 130 calendar days from 2021-01-01 that would burst four days after its end, with a small ripple of its own.
fn bubble() -> String {
    let mut table = "date,price\n".to_owned();
    let start: jiff::civil::Date = "2021-01-01".parse().unwrap();
    for t in 0..130_i32 {
        let x = f64::from(133 - t);
        let log =
            5.0 - 0.05 * x.powf(0.5) * (1.0 + 0.05 * (9.0 * x.ln()).cos()) + 1e-3 * f64::from(t * t % 7 - 3);
        let date = start.checked_add(jiff::Span::new().days(i64::from(t))).unwrap();
        let _ = writeln!(table, "{date},{:?}", log.exp());
    }
    table
}

fn asked(extra: &[&str]) -> serde_json::Value {
    let (_folder, path) = file("bubble.csv", bubble());
    json(&[&["lppls", &path], extra].concat())
}

const PACKAGE: [&str; 3] = ["--indicator", "--preset", "lppls-package"];

#[test]
fn a_fit_says_what_every_preset_makes_of_it() {
    let answer = asked(&["--preset", "sornette-2015-c1"]);
    let filters = answer["filters"].as_object().unwrap();
    assert_eq!(filters.len(), 11);
    assert_eq!(answer["preset"], "sornette-2015-c1");
    assert_eq!(answer["filters"]["sornette-2015-c1"]["passes"], true, "{answer}");
    assert_eq!(answer["box"]["omega"], serde_json::json!([1.0, 50.0]));
    let tests = serde_json::json!(["lomb", "phillips-perron", "dickey-fuller"]);
    assert_eq!(answer["filters"]["shu-zhu-2019"]["not_applied"], tests);
    assert!(figure(&answer, "/relative_error") < 0.01);
    // Without --preset the box is narrow, and the presets are still there; slower oscillations are too few.
    let answer = asked(&["--box", "0.1,0.9,2,4,1,20"]);
    assert_eq!(answer["filters"]["sornette-2015-c1"]["passes"], false);
    let failed = answer["filters"]["sornette-2015-c1"]["failed"].as_array().unwrap();
    assert!(failed.contains(&serde_json::json!("oscillations")), "{failed:?}");
    let (_folder, path) = file("bubble.csv", bubble());
    let page = text(&["lppls", &path, "--preset", "shu-zhu-2019"]);
    assert!(page.contains("shu-zhu-2019: ") && page.contains("not applied: lomb"), "{page}");
}

#[test]
fn the_indicator_of_a_bubble_is_high() {
    let answer = asked(&[&PACKAGE[..], &["--null", "gbm", "--paths", "39"]].concat());
    assert_eq!((answer["denominator"].as_str(), answer["null"].as_str()), (Some("same-sign"), Some("gbm")));
    assert_eq!(answer["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!(answer["rows"][0]["date"], "2021-05-10");
    assert!(figure(&answer, "/rows/0/positive") > 0.4, "{}", answer["rows"]);
    assert_eq!(figure(&answer, "/statements/0/p_value"), figure(&answer, "/rows/0/p_positive"));
    assert_eq!(figure(&answer, "/rows/0/p_negative"), 1.0);
}

/// A random walk by another generator, so steep that some window qualifies now and then.
fn walk() -> String {
    let mut table = "date,price\n".to_owned();
    let start: jiff::civil::Date = "2021-01-01".parse().unwrap();
    let (mut log, mut state) = (0.0_f64, 7_u64);
    for t in 0..200_i64 {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        log += 0.002 + 0.03 * ((state >> 33) as f64 / (1_u64 << 31) as f64 - 0.5);
        let date = start.checked_add(jiff::Span::new().days(t)).unwrap();
        let _ = writeln!(table, "{date},{:?}", log.exp());
    }
    table
}

#[test]
fn the_table_answers_on_every_date() {
    let (_folder, path) = file("walk.csv", walk());
    let answer = json(&[&["lppls", &path], &PACKAGE[..], &["--from", "2021-06-01"]].concat());
    assert_eq!(answer["null"], "table");
    let rows = answer["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 49);
    for row in rows {
        let (share, p) = (figure(row, "/positive"), figure(row, "/p_positive"));
        assert!(p > 0.0 && (p == 1.0) == (share == 0.0), "{row}");
    }
    // A trend as straight as this bubble's is beyond the table.
    let (_folder, path) = file("bubble.csv", bubble());
    let steep = refusal(&[&["lppls", &path, "--null", "table"], &PACKAGE[..]].concat());
    assert!(steep.contains("lies beyond the table; give --null gbm"), "{steep}");
    // Where the table was only the default, the same null is simulated.
    let simulated = asked(&PACKAGE);
    assert_eq!(
        (simulated["null"].as_str(), figure(&simulated, "/statements/0/smallest_p")),
        (Some("gbm"), 0.005)
    );
}

#[test]
fn simulated_nulls_are_those_of_the_seed_whatever_the_threads() {
    let with = |extra: &[&str]| {
        let dates = ["--from", "2021-05-06", "--step", "2", "--null", "block", "--paths", "19"];
        asked(&[&PACKAGE[..], &dates, extra].concat())
    };
    let answer = with(&["--threads", "1"]);
    let dates: Vec<&str> =
        answer["rows"].as_array().unwrap().iter().map(|row| row["date"].as_str().unwrap()).collect();
    assert_eq!(dates, ["2021-05-06", "2021-05-08", "2021-05-10"]);
    // Both directions of the last date, and of the largest value.
    assert_eq!(answer["statements"].as_array().map(Vec::len), Some(4));
    assert_eq!(answer["rows"][0]["p_positive"], serde_json::Value::Null);
    assert_eq!(figure(&answer, "/rows/2/p_positive"), figure(&answer, "/statements/0/p_value"));
    assert_eq!(figure(&answer, "/statements/0/smallest_p"), 0.05);
    assert_eq!(answer, with(&["--threads", "3"]));
}

#[test]
fn rows_and_page_have_every_date() {
    let (_folder, path) = file("bubble.csv", bubble());
    let given = [&["lppls", &path], &PACKAGE[..], &["--from", "2021-05-01", "--null", "none"]].concat();
    let rows = text(&[&given[..], &["--format", "csv"]].concat());
    assert_eq!(rows.lines().count(), 11);
    assert!(rows.starts_with("series,date,scale,positive,negative,"), "{rows}");
    let page = text(&given);
    assert!(
        page.contains("LPPLS confidence") && page.contains("18 of 120 to 35 observations by 5"),
        "{page}"
    );
    assert!(page.contains("a confidence is a share of overlapping windows"));
}

#[test]
fn what_has_no_indicator_says_what_to_do() {
    let (_folder, path) = file("bubble.csv", bubble());
    let refused = |extra: &[&str]| refusal(&[&["lppls", &path], extra].concat());
    let short = refused(&["--indicator"]);
    assert!(
        short.contains("130 observations") && short.contains("needs 750") && short.contains("longer series"),
        "{short}"
    );
    let early = refused(&[&PACKAGE[..], &["--from", "2021-01-10"]].concat());
    assert!(early.contains("the first possible date is 2021-04-30"), "{early}");
    assert!(refused(&[&PACKAGE[..], &["--from", "2031-01-10"]].concat()).contains("give an earlier date"));
    assert!(
        refused(&["--indicator", "--preset", "multi-scale", "--null", "table"]).contains("give --null gbm")
    );
    assert!(
        refused(&[&PACKAGE[..], &["--paths", "99", "--null", "none"]].concat())
            .contains("--paths has no effect")
    );
    assert!(
        refused(&[&PACKAGE[..], &["--clock", "calendar"]].concat()).contains("leave --clock calendar out")
    );
    assert!(refused(&["--preset", "sornette"]).contains("give one of filimonov-sornette-2013, "));
    assert!(refused(&["--trust"]).contains("--indicator"));
}
