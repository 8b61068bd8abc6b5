//! `utakata diagnose`: the contract of its JSON, several series, states.

use serde_json::Value;

use crate::command::{bubble, figure, file, json, refusal, run, text};

const FAST: [&str; 4] = ["--replications", "99", "--minimum-window", "20"];

fn with<'a>(path: &'a str, extra: &[&'a str]) -> Vec<&'a str> {
    [["diagnose", path].as_slice(), &FAST, extra].concat()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn json_keeps_the_contract() {
    let (_folder, path) = file("prices.csv", bubble(120, false));
    let answer = json(&with(&path, &[]));
    for key in [
        "schema",
        "series",
        "observations",
        "first_date",
        "last_date",
        "lag",
        "minimum_window",
        "window_convention",
        "adf",
        "sadf",
        "gsadf",
        "p_values",
        "critical_values",
        "bsadf",
        "episodes",
        "state",
        "since",
        "false_alarm_rate",
    ] {
        assert!(answer.get(key).is_some(), "no {key} among {:?}", keys(&answer));
    }
    assert_eq!((answer["schema"].as_u64(), answer["series"].as_str()), (Some(1), Some("price")));
    assert_eq!(
        (answer["first_date"].as_str(), answer["last_date"].as_str()),
        (Some("1990-01-01"), Some("1999-12-01"))
    );
    assert_eq!((figure(&answer, "/observations"), figure(&answer, "/lag")), (120.0, 1.0));
    assert_eq!(answer["window_convention"], "observations");
    assert_eq!(answer["critical_values"]["method"], "wild-bootstrap");
    assert_eq!(
        (figure(&answer, "/critical_values/replications"), figure(&answer, "/critical_values/seed")),
        (99.0, 1.0)
    );
    for level in ["90", "95", "99"] {
        figure(&answer, &format!("/critical_values/gsadf/{level}"));
    }
    assert!(figure(&answer, "/p_values/gsadf") <= 0.05 && figure(&answer, "/p_values/sadf") > 0.0);
    // One entry per date from the first with a statistic: window + lag observations come before it.
    assert_eq!(answer["bsadf"].as_array().unwrap().len(), 120 - 20 - 1);
    assert_eq!(answer["bsadf"][0]["date"], "1991-10-01");
    for key in ["date", "badf", "bsadf", "boundary"] {
        assert!(answer["bsadf"][5].get(key).is_some(), "{key}");
    }
    for key in ["origination", "peak", "collapse", "recovery", "ongoing"] {
        assert!(answer["episodes"][0].get(key).is_some(), "{key}");
    }
    assert_eq!(answer["state"], "inflating");
    assert!(answer["since"].is_string());
    assert!((figure(&answer, "/false_alarm_rate") - 0.05).abs() < 0.011);
    assert_eq!(answer["statement"]["statistic_name"], "gsadf");
}

#[test]
fn without_a_null_there_are_statistics_only() {
    let (_folder, path) = file("prices.csv", bubble(120, false));
    let answer = json(&with(&path, &["--null", "none"]));
    assert!(answer["p_values"].is_null() && answer["critical_values"].is_null() && answer["state"].is_null());
    figure(&answer, "/gsadf");
    assert!(refusal(&with(&path, &["--null", "none", "--fail-on", "calm"])).contains("--fail-on"));
}

#[test]
fn every_null_names_itself() {
    let (_folder, path) = file("prices.csv", bubble(120, false));
    for (null, method) in
        [("monte-carlo", "monte-carlo"), ("wild", "wild-bootstrap"), ("composite", "composite")]
    {
        let answer = json(&with(&path, &["--null", null]));
        assert_eq!(answer["critical_values"]["method"], method);
        assert!(answer["statement"]["guarantee"]["text"]["english"].as_str().unwrap().contains("99"));
    }
}

#[test]
fn the_statistics_are_the_oracles() {
    let reference =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/explosive");
    let (Ok(series), Ok(oracle)) = (
        std::fs::read_to_string(reference.join("series/rw200.csv")),
        std::fs::read_to_string(reference.join("radf/rw200_lag4.csv")),
    ) else {
        eprintln!("skipped: the shared reference values are not here");
        return;
    };
    // The reference series have no dates, only numbers.
    let values = series.lines().filter_map(|l| l.rsplit(',').next()?.parse::<f64>().ok());
    let dated: Vec<String> = values.enumerate().map(|(i, v)| format!("{},{v}", 1000 + i)).collect();
    let (_folder, path) = file("rw200.csv", format!("date,y\n{}\n", dated.join("\n")));
    let answer = json(&["diagnose", &path, "--lag", "4", "--null", "none"]);
    let mut largest = f64::NEG_INFINITY;
    for (row, at) in oracle.lines().skip(1).zip(answer["bsadf"].as_array().unwrap()) {
        let fields: Vec<f64> = row.split(',').map(|f| f.parse().unwrap()).collect();
        for (column, key) in [(3, "badf"), (4, "bsadf")] {
            let ours = at[key].as_f64().unwrap();
            assert!((ours - fields[column]).abs() <= 1e-9 * fields[column].abs(), "{key}: {ours} {row}");
        }
        largest = largest.max(fields[4]);
    }
    assert!((figure(&answer, "/gsadf") - largest).abs() <= 1e-9 * largest.abs());
}

#[test]
fn fail_on_a_state_exits_with_10() {
    let (_folder, path) = file("prices.csv", bubble(120, false));
    let output = run(&with(&path, &["--fail-on", "inflating", "--format", "json"]));
    assert_eq!(output.status.code(), Some(10));
    assert!(serde_json::from_slice::<Value>(&output.stdout).is_ok(), "the result is printed all the same");
    assert_eq!(run(&with(&path, &["--fail-on", "calm"])).status.code(), Some(0));
    assert_eq!(run(&with(&path, &["--fail-on", "calm", "--fail-on", "inflating"])).status.code(), Some(10));
}

#[test]
fn a_bad_series_names_itself_and_the_rest_is_reported() {
    let wide: String = bubble(60, false)
        .lines()
        .enumerate()
        .map(|(i, line)| match i {
            0 => "date,good,flat,bad\n".to_owned(),
            9 => format!("{line},1,oops\n"),
            _ => format!("{line},1,2\n"),
        })
        .collect();
    let (_folder, path) = file("panel.csv", &wide);
    let output = run(&with(&path, &["--format", "json"]));
    assert_eq!(output.status.code(), Some(0));
    let warnings = String::from_utf8(output.stderr).unwrap();
    assert!(
        warnings.contains("line 10, column `bad`: `oops`") && warnings.contains("series `flat`"),
        "{warnings}"
    );
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(answer[0]["error"].is_null());
    assert_eq!((answer[1]["schema"].as_u64(), answer[1]["series"].as_str()), (Some(1), Some("flat")));
    assert!(answer[2]["error"].as_str().unwrap().contains("`oops` is not a number"));
    let quiet = run(&with(&path, &["--format", "json", "--quiet"]));
    assert!(quiet.stderr.is_empty());
    let none = refusal(&with(&path, &["--value", "flat"]));
    assert!(none.contains("series `flat`"), "{none}");
}

#[test]
fn long_format_and_threads_change_nothing_about_a_series() {
    let one = bubble(60, false);
    let long: String = std::iter::once("day,name,close\n".to_owned())
        .chain(["x", "y", "z"].into_iter().flat_map(|name| {
            one.lines().skip(1).map(move |row| row.replacen(',', &format!(",{name},"), 1) + "\n")
        }))
        .collect();
    let (_folder, path) = file("long.csv", long);
    let flags = |threads| ["--series", "name", "--format", "json", "--threads", threads];
    let answer = text(&with(&path, &flags("1")));
    assert_eq!(answer, text(&with(&path, &flags("4"))), "bit for bit");
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let (_folder, path) = file("one.csv", &one);
    let mut alone = json(&with(&path, &["--threads", "4"]));
    alone["series"] = "y".into();
    assert_eq!(answer[1], alone);
    assert_eq!(answer[2]["series"], "z");
}

#[test]
fn logarithms_and_bic_are_stated() {
    let (_folder, path) = file("prices.csv", bubble(120, false));
    let answer = json(&with(&path, &["--log", "--lag", "bic", "--null", "none"]));
    assert_eq!(answer["log"], true);
    assert!(figure(&answer, "/lag") <= 8.0);
    assert!(refusal_of_lag(&path).contains("bic"));
}

fn refusal_of_lag(path: &str) -> String {
    refusal(&with(path, &["--lag", "many"]))
}

#[test]
fn the_page_for_people() {
    let (_folder, path) = file("prices.csv", bubble(120, true));
    let page = text(&with(&path, &["--sensitivity"]));
    insta::assert_snapshot!(page);
    assert!(page.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn the_path_as_rows() {
    let (_folder, path) = file("prices.csv", bubble(60, false));
    let rows = text(&with(&path, &["--format", "csv"]));
    let lines: Vec<&str> = rows.lines().collect();
    assert_eq!(lines[0], "series,date,badf,bsadf,boundary");
    assert_eq!(lines.len(), 1 + 60 - 20 - 1);
    assert!(lines[1].starts_with("price,1991-10-01,"));
    assert_eq!(lines[1].split(',').count(), 5);
}
