//! `utakata diagnose`: the contract of its JSON, several series, states.

use std::fmt::Write as _;

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
        "since_set",
        "calls",
        "peak",
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
    assert_eq!(figure(&answer, "/call_false_alarm_rate"), 0.05);
    assert!((figure(&answer, "/false_alarm_rate") - 0.05).abs() < 0.011);
    assert_eq!(answer["calls"][0]["state"], "inflating");
    assert_eq!(answer["calls"][0]["date"].as_str().map(str::len), Some(10));
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
    assert_eq!(
        lines[0],
        "series,date,badf,bsadf,boundary,boundary_kind,false_alarm_rate,false_alarm_horizon"
    );
    assert_eq!(lines.len(), 1 + 60 - 20 - 1);
    assert!(lines[1].starts_with("price,1991-10-01,"));
    let fields: Vec<&str> = lines[1].split(',').collect();
    assert_eq!((fields.len(), fields[5], fields[7]), (8, "family-wise", "39"));
    assert!((fields[6].parse::<f64>().unwrap() - 0.05).abs() < 0.011, "{}", fields[6]);
}

#[test]
fn sensitivity_covers_lags_and_windows_in_words_and_json() {
    let (_folder, path) = file("prices.csv", bubble(120, false));
    let answer = json(&with(&path, &["--sensitivity"]));
    let rows = answer["sensitivity"].as_array().unwrap();
    let settings: Vec<(f64, f64)> =
        rows.iter().map(|r| (figure(r, "/lag"), figure(r, "/minimum_window"))).collect();
    let lags = [(0.0, 20.0), (1.0, 20.0), (2.0, 20.0), (3.0, 20.0), (4.0, 20.0)];
    let windows = [(1.0, 10.0), (1.0, 15.0), (1.0, 30.0), (1.0, 40.0)];
    assert_eq!(settings, [lags.as_slice(), windows.as_slice()].concat());
    assert!(rows.iter().all(|r| r["p_value"].is_number() && r["reason"].is_null()));
    // The chosen setting is among them, with the same answer.
    assert_eq!(rows[1]["gsadf"], answer["gsadf"]);
    assert_eq!(rows[1]["p_value"], answer["p_values"]["gsadf"]);
}

#[test]
fn every_boundary_says_its_false_alarm_rate_and_horizon() {
    let (_folder, path) = file("prices.csv", bubble(120, false));
    for (kind, most) in
        [("family-wise", 0.06), ("family-wise-shaped", 0.06), ("running-sup", 0.6), ("pointwise", 0.95)]
    {
        let answer = json(&with(&path, &["--null", "monte-carlo", "--boundary", kind]));
        assert_eq!(
            (answer["boundary"].as_str(), figure(&answer, "/false_alarm_horizon")),
            (Some(kind), 99.0)
        );
        assert!((0.03..=most).contains(&figure(&answer, "/false_alarm_rate")), "{kind}");
        let page = text(&with(&path, &["--null", "monte-carlo", "--boundary", kind]));
        let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("some date of 99 by mistake"), "{page}");
    }
    let composite = json(&with(&path, &["--null", "composite", "--control", "24"]));
    assert_eq!(figure(&composite, "/false_alarm_horizon"), 24.0);
    let message = refusal(&with(&path, &["--null", "composite", "--control", "500"]));
    assert!(message.contains("control window of 500"), "{message}");
}

#[test]
fn a_flag_that_the_null_does_not_use_is_refused_with_the_nulls_that_do() {
    let (_folder, path) = file("prices.csv", bubble(60, false));
    for (flags, told) in [
        (
            &["--control", "24"] as &[&str],
            "--control has no effect with --null wild; it belongs to --null composite",
        ),
        (&["--drift"], "--drift has no effect with --null wild; it belongs to --null monte-carlo"),
        (&["--null", "none", "--drift"], "--drift has no effect with --null none"),
        (&["--null", "composite", "--multiplier", "skewed"], "it belongs to --null wild"),
        (&["--panel", "--multiplier", "gaussian"], "--multiplier has no effect with --null sieve"),
        (&["--panel", "--null", "monte-carlo", "--drift"], "--drift has no effect with --panel"),
    ] {
        let message = refusal(&with(&path, flags));
        assert!(message.contains(told), "{message}");
    }
}

#[test]
fn a_series_too_short_for_any_window_is_told_its_length_and_the_least() {
    let (_folder, path) = file("short.csv", bubble(3, false));
    for verb in [&["diagnose"] as &[&str], &["test", "rolling"]] {
        let message = refusal(&[verb, &[path.as_str()]].concat());
        assert!(message.contains("short.csv, series `price`: 3 observations are too few"), "{message}");
        assert!(message.contains("needs at least 6; give a longer series"), "{message}");
    }
}

/// A wide table of `columns` walks over `rows` days, with what `change` does to a cell.
fn wide(columns: usize, rows: usize, change: impl Fn(usize, usize, f64) -> String) -> String {
    let mut state: u64 = 7;
    let mut levels = vec![100.0; columns];
    let names: Vec<String> = (0..columns).map(|c| format!("c{c}")).collect();
    let mut csv = format!("date,{}\n", names.join(","));
    for t in 0..rows {
        let cells: Vec<String> = levels
            .iter_mut()
            .enumerate()
            .map(|(c, level)| {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                *level += (state >> 33) as f64 / (1_u64 << 30) as f64 - 1.0;
                change(c, t, *level)
            })
            .collect();
        writeln!(csv, "{}-{:02}-01,{}", 1990 + t / 12, t % 12 + 1, cells.join(",")).unwrap();
    }
    csv
}

#[test]
fn a_panel_is_tested_together() {
    // A common run-up in the second half.
    let boom =
        wide(4, 80, |_, t, y| (y + if t > 40 { 1.08_f64.powi(t as i32 - 40) } else { 0.0 }).to_string());
    let (_folder, path) = file("panel.csv", boom);
    let flags = ["--panel", "--replications", "99", "--minimum-window", "16"];
    let all = [["diagnose", path.as_str()].as_slice(), &flags].concat();
    let answer = json(&all);
    assert_eq!((answer["panel"].as_bool(), answer["columns"].as_array().unwrap().len()), (Some(true), 4));
    for (test, name) in answer["tests"].as_array().unwrap().iter().zip(["mean-bsadf", "common-factor"]) {
        assert_eq!(test["test"], *name);
        assert!(figure(test, "/p_value") <= 0.05, "{test}");
        assert_eq!(
            (test["boundary"].as_str(), figure(test, "/false_alarm_horizon")),
            (Some("family-wise"), 63.0)
        );
        assert!((figure(test, "/false_alarm_rate") - 0.05).abs() < 0.011);
        assert_eq!(test["path"].as_array().unwrap().len(), 63);
    }
    assert!(figure(&answer["tests"][1], "/explained") > 0.8);
    let page = text(&all);
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Panel of 4 series") && words.contains("by mistake with probability"), "{page}");
    assert!(answer["sieve_order"].as_u64().is_some_and(|order| order <= 4));
    assert!(page.contains("1996-08-01"), "{page}");
    let rows = text(&[all.as_slice(), &["--format", "csv"]].concat());
    assert_eq!(rows.lines().count(), 1 + 2 * 63);
    for (extra, told) in [
        (["--null", "wild"], "sieve, monte-carlo and none"),
        (["--boundary", "running-sup"], "not defined for a panel"),
        (["--lag", "bic"], "give --lag a number"),
        (["--fail-on", "calm"], "--panel has none"),
    ] {
        let message = refusal(&[all.as_slice(), &extra].concat());
        assert!(message.contains(told), "{message}");
    }
    assert!(refusal(&with(&path, &["--null", "sieve"])).contains("add --panel"));
    let walks = json(&[all.as_slice(), &["--null", "monte-carlo"]].concat());
    assert_eq!(walks["tests"][0]["statement"]["method"], "panel-gsadf-independent-walks");
}

#[test]
fn a_thousand_columns_with_bad_ones_name_them_and_report_the_rest() {
    let table = wide(1000, 40, |c, t, y| match (c, t) {
        (500, 20) => "oops".to_owned(),
        (600, _) => "5".to_owned(),
        _ => format!("{y:.6}"),
    });
    let (_folder, path) = file("panel.csv", table);
    let flags = ["--panel", "--replications", "19", "--minimum-window", "12", "--format", "json"];
    let output = run(&[["diagnose", path.as_str()].as_slice(), &flags].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let warnings = String::from_utf8(output.stderr).unwrap();
    assert!(warnings.contains("series `c500` is left out") && warnings.contains("line 22"), "{warnings}");
    assert!(warnings.contains("series `c600` is left out: no window can be tested"), "{warnings}");
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["columns"].as_array().unwrap().len(), 998);
    assert_eq!(answer["rejected"].as_array().unwrap().len(), 2);
    assert!(answer["tests"].as_array().unwrap().iter().all(|t| t["p_value"].is_number()));
}

#[test]
fn series_with_other_dates_are_left_out_of_a_panel_by_name() {
    let (_a, long) = file("long.csv", wide(3, 60, |_, _, y| y.to_string()));
    let (_b, short) = file("short.csv", wide(1, 50, |_, _, y| y.to_string()).replace("c0", "other"));
    let flags = ["--panel", "--replications", "19", "--minimum-window", "15"];
    let answer = json(&[["diagnose", long.as_str(), short.as_str(), "--quiet"].as_slice(), &flags].concat());
    assert_eq!(answer["columns"].as_array().unwrap().len(), 3);
    assert_eq!(answer["rejected"][0]["name"], "other");
    let reason = answer["rejected"][0]["reason"].as_str().unwrap();
    assert!(reason.contains("50 dates from 1990-01-01 to 1994-02-01") && reason.contains("60"), "{reason}");
}

#[test]
fn bad_series_are_refused_with_what_to_do() {
    let table = |values: &[String]| -> String {
        let rows: Vec<String> = values
            .iter()
            .enumerate()
            .map(|(t, v)| format!("{}-{:02}-01,{v}", 1990 + t / 12, t % 12 + 1))
            .collect();
        format!("date,price\n{}\n", rows.join("\n"))
    };
    let line = |f: &dyn Fn(usize) -> f64| table(&(0..60).map(|t| f(t).to_string()).collect::<Vec<_>>());
    let walk: Vec<f64> = wide(1, 60, |_, _, y| y.to_string())
        .lines()
        .skip(1)
        .map(|l| l.split(',').nth(1).unwrap().parse().unwrap())
        .collect();
    let with_cell = |at: usize, cell: &str| {
        let mut values: Vec<String> = walk.iter().map(ToString::to_string).collect();
        values[at] = cell.to_owned();
        table(&values)
    };
    for (name, content, told) in [
        ("short", table(&["1", "2", "4", "3", "5"].map(str::to_owned)), "5 observations are too few"),
        ("constant", line(&|_| 5.0), "does not move"),
        ("linear", line(&|t| 3.0 + 2.0 * t as f64), "exactly linear"),
        ("exponential, lag 1", line(&|t| 1.5_f64.powi(t as i32)), "use a smaller lag"),
        ("infinite", with_cell(30, "inf"), "line 32"),
        ("not a number", with_cell(30, "NaN"), "line 32"),
        ("gap", with_cell(30, ""), "line 32"),
    ] {
        let (_folder, path) = file("bad.csv", content);
        let message = refusal(&["diagnose", &path, "--replications", "99"]);
        assert!(message.contains(told), "{name}: {message}");
        assert!(message.contains("bad.csv"), "{name}: {message}");
    }
    let (_folder, path) = file("bad.csv", line(&|t| 1.5_f64.powi(t as i32)));
    let message = refusal(&["diagnose", &path, "--replications", "99", "--lag", "0"]);
    assert!(message.contains("fits without error") && message.contains("bad.csv"), "{message}");
    let (_folder, path) = file("prices.csv", bubble(120, false));
    for (flags, told) in [
        (["--replications", "0"], "0 replications"),
        (["--replications", "99999999999"], "replications"),
        (["--level", "1.5"], "level 1.5"),
        (["--lag", "99"], "lag 99"),
        (["--minimum-window", "2"], "too small"),
        (["--minimum-window", "500"], "too few"),
    ] {
        let message = refusal(&["diagnose", &path, flags[0], flags[1]]);
        assert!(message.contains(told), "{flags:?}: {message}");
    }
}

#[test]
fn a_constant_stretch_is_flagged_with_its_reason() {
    let table = wide(1, 120, |_, t, y| if (40..75).contains(&t) { "90".to_owned() } else { y.to_string() });
    let (_folder, path) = file("prices.csv", table);
    let answer = json(&with(&path, &["--lag", "0"]));
    assert!(figure(&answer, "/degenerate/dates") > 0.0);
    // The first such window ends in the stretch and begins with the step into it: two levels, which a line fits.
    assert_eq!(answer["degenerate"]["reason"], "perfect-fit");
    assert!(text(&with(&path, &["--lag", "0"])).contains("windows were left out"));
}
