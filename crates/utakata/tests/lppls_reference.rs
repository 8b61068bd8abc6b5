//! LPPLS fits against optima found by exhaustive search and polished in 40 digits.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic

#[allow(dead_code)] // other tests read other folders with it
mod reference_files;

use std::collections::HashMap;
use std::path::PathBuf;

use serde_json::Value;
use utakata::Execution;
use utakata::lppls::{Fit, Nested, SearchBox, Solution, fit};

fn folder() -> Option<PathBuf> {
    let folder = reference_files::explosive()?.join("../lppls");
    folder.is_dir().then_some(folder)
}

fn json(path: &std::path::Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn search_box(name: &str) -> SearchBox {
    match name {
        "narrow" => SearchBox::NARROW,
        "wide" => SearchBox::WIDE,
        "search15" => SearchBox::SEARCH_2015,
        other => panic!("unknown box {other}"),
    }
}

/// The stored optimum: at least as low, and the same parameters where no bound is active.
fn agrees(name: &str, found: &Fit, stored: &Value) {
    let number = |key: &str| stored[key].as_f64().unwrap();
    let best = found.best();
    let sse = number("sse");
    assert!(best.sse <= sse * (1.0 + 1e-9), "{name}: {} for {sse}; {best:?}", best.sse);
    assert!(best.sse >= sse * (1.0 - 1e-9), "{name}: {} is below the stored {sse}", best.sse);
    let active = stored["active"].as_array().unwrap();
    assert_eq!(active.is_empty(), best.active_bounds.is_empty(), "{name}: {active:?} {best:?}");
    if active.is_empty() {
        for (ours, key) in [(best.tc_minus_t2, "d"), (best.m, "m"), (best.omega, "w")] {
            let theirs = number(key);
            assert!((ours - theirs).abs() <= 1e-6 * theirs.abs(), "{name} {key}: {ours} for {theirs}");
        }
    }
    linear(name, best, stored);
}

/// The linear parameters follow from the others; they are compared where those agree closely.
fn linear(name: &str, best: &Solution, stored: &Value) {
    let number = |key: &str| stored[key].as_f64().unwrap();
    if (best.m - number("m")).abs() > 1e-9 || (best.omega - number("w")).abs() > 1e-8 {
        return;
    }
    let size = number("B").abs();
    for (ours, key) in [(best.a, "A"), (best.b, "B"), (best.c1, "C1"), (best.c2, "C2")] {
        let theirs = number(key);
        assert!((ours - theirs).abs() <= 1e-5 * theirs.abs().max(size), "{name} {key}: {ours} for {theirs}");
    }
}

#[test]
fn every_stored_optimum_is_found() {
    let Some(folder) = folder() else { return };
    let optima = json(&folder.join("optima.json"));
    let mut compared = 0;
    for (series, entry) in optima.as_object().unwrap() {
        let path = folder.join(format!("series_{series}.csv"));
        let logs = reference_files::column(&path, "log_price");
        for window in entry["windows"].as_array().unwrap() {
            let times = reference_files::column(&path, window["clock"].as_str().unwrap());
            let at = |key: &str| usize::try_from(window[key].as_u64().unwrap()).unwrap();
            let (from, to) = (at("i1"), at("i2"));
            for (name, stored) in window["fits"].as_object().unwrap() {
                let found = fit(&times[from..=to], &logs[from..=to], &search_box(name)).unwrap();
                let name = format!("{series} {} {} {name}", window["clock"], window["n"]);
                agrees(&name, &found, &stored["minima"][0]);
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 96);
}

#[test]
fn every_synthetic_optimum_is_found() {
    let Some(folder) = folder() else { return };
    let (header, rows) = reference_files::table(&folder.join("synthetic_series.csv"));
    assert_eq!(header, ["series", "t_index", "log_price"]);
    let mut series: HashMap<String, Vec<f64>> = HashMap::new();
    for row in rows {
        series.entry(row[0].clone()).or_default().push(row[2].parse().unwrap());
    }
    let mut compared = 0;
    for item in json(&folder.join("synthetic_optima.json"))["items"].as_array().unwrap() {
        let name = item["name"].as_str().unwrap();
        for window in item["fits"].as_array().unwrap() {
            let at = |key: &str| usize::try_from(window[key].as_u64().unwrap()).unwrap();
            let logs = &series[name][at("i1")..=at("i2")];
            let times: Vec<f64> = (0..logs.len()).map(|t| t as f64).collect();
            for kind in ["narrow", "wide"] {
                let found = fit(&times, logs, &search_box(kind)).unwrap();
                let stored = &window[kind];
                if stored.get("sse").is_some() {
                    agrees(&format!("{name} {} {kind}", window["n"]), &found, stored);
                } else {
                    noiseless(name, found.best(), &item["true"]);
                }
                compared += 1;
            }
        }
    }
    assert!(compared >= 150, "{compared}");
}

fn noiseless(name: &str, best: &Solution, truth: &Value) {
    assert!(best.sse < 1e-20, "{name}: {}", best.sse);
    for (ours, key) in [(best.tc_minus_t2, "tc_minus_t2"), (best.m, "m"), (best.b, "B"), (best.c1, "C1")] {
        let theirs = truth[key].as_f64().unwrap();
        assert!((ours - theirs).abs() <= 1e-6 * theirs.abs(), "{name} {key}: {ours} for {theirs}");
    }
}

/// Windows of a file of nested fits whose optimum is missed: SSE more than 1e-9 above the stored one.
fn missed(series: &str, fits: &str, longest: usize, step: usize, shortest: usize) -> Option<(usize, usize)> {
    let folder = folder()?;
    let logs = reference_files::column(&folder.join(format!("series_{series}.csv")), "log_price");
    let path = folder.join(format!("nested_fits_{fits}.csv"));
    let numbers = |name: &str| reference_files::column(&path, name);
    let (ends, lengths, sse) = (numbers("t2_index"), numbers("n"), numbers("sse"));
    let stored: HashMap<(usize, usize), f64> =
        (0..sse.len()).map(|i| ((ends[i] as usize, lengths[i] as usize), sse[i])).collect();
    let nested_lengths: Vec<usize> = (shortest..=longest).step_by(step).collect();
    let nested = Nested::new(&SearchBox::WIDE, &nested_lengths).unwrap();
    let mut dates: Vec<usize> = stored.keys().map(|(end, _)| *end).collect();
    dates.sort_unstable();
    dates.dedup();
    let found = nested.fit(&logs, &dates, &Execution::serial()).unwrap();
    assert_eq!(found.len(), stored.len());
    let missed = found.iter().filter(|f| {
        let best = f.best.as_ref().unwrap();
        let stored = stored[&(f.end, f.length)];
        best.sse > stored * (1.0 + 1e-9)
    });
    Some((missed.count(), stored.len()))
}

#[test]
fn nested_windows_reach_their_stored_optima() {
    let Some((short, of_short)) = missed("nasdaq_dotcom", "nasdaq_dotcom_short", 120, 5, 35) else { return };
    let (long, of_long) = missed("sp500_1987", "sp500_1987_long", 750, 5, 125).unwrap();
    eprintln!("missed {short} of {of_short}, {long} of {of_long}");
    assert!(1000 * (short + long) <= of_short + of_long, "missed {short} of {of_short}, {long} of {of_long}");
}
