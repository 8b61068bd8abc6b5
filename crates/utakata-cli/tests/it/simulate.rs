//! `utakata simulate`.

use crate::command::{json, refusal, text, utakata};

const PROCESSES: [&str; 23] = [
    "random-walk",
    "student-walk",
    "skew-student-walk",
    "jump-walk",
    "arima",
    "garch",
    "gjr-garch",
    "stochastic-volatility",
    "cir-volatility",
    "variance-break",
    "volatility-burst",
    "fractional",
    "present-value",
    "false-bubble",
    "psy1",
    "psy2",
    "ps1",
    "evans",
    "blanchard",
    "lognormal-bubble",
    "tree",
    "markov-switching",
    "mar",
];

#[test]
fn every_process_gives_a_path_that_depends_on_the_seed_only() {
    for process in PROCESSES {
        let path = |seed| text(&["simulate", process, "--observations", "50", "--seed", seed]);
        let csv = path("1");
        assert_eq!(csv.lines().count(), 51, "{process}");
        assert!(csv.starts_with("date,value\n2000-01-01,"), "{process}");
        assert_eq!(csv, text(&["simulate", "--process", process, "--observations", "50"]));
        assert_ne!(csv, path("2"));
    }
    let answer = json(&["simulate", "psy1", "--observations", "50"]);
    assert_eq!((answer["process"].as_str(), answer["schema"].as_u64()), (Some("psy1"), Some(1)));
    assert_eq!(answer["values"].as_array().unwrap().len(), 50);
}

#[test]
fn several_series_share_their_dates() {
    let panel = text(&["simulate", "common-factor", "--observations", "9", "--columns", "3"]);
    assert!(panel.starts_with("date,s1,s2,s3\n2000-01-01,"), "{panel}");
    let pair = json(&["simulate", "co-explosive", "--observations", "9", "--delay", "2"]);
    assert_eq!(
        (pair["series"][0]["name"].as_str(), pair["series"][1]["name"].as_str()),
        (Some("x"), Some("y"))
    );
    assert_eq!(pair["series"][1]["values"].as_array().unwrap().len(), 9);
}

#[test]
fn dates_are_as_asked() {
    let months =
        text(&["simulate", "psy1", "--observations", "3", "--dates", "month", "--first", "2020-01-31"]);
    let first = |csv: &str| -> Vec<String> {
        csv.lines().skip(1).map(|l| l.split(',').next().unwrap().to_owned()).collect()
    };
    assert_eq!(first(&months), ["2020-01-31", "2020-02-29", "2020-03-31"]);
    let none = text(&["simulate", "psy1", "--observations", "2", "--dates", "none"]);
    assert!(none.starts_with("observation,value\n1,100"), "{none}");
    let message = refusal(&["simulate", "psy1", "--observations", "100000", "--dates", "year"]);
    assert!(message.contains("--dates none"), "{message}");
}

#[test]
fn parameters_reach_the_process() {
    let value = |extra: &[&str]| -> Vec<f64> {
        let all = [&["simulate", "psy1", "--observations", "100", "--deviation", "0"], extra].concat();
        let answer = json(&all);
        answer["values"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
    };
    let slide = value(&["--collapse", "slide", "--fall-factor", "0.9", "--fall-share", "0.1"]);
    assert!((slide[64] / slide[54] - 0.9_f64.powi(10)).abs() < 1e-12);
    let stop = value(&["--collapse", "stop", "--level-shift", "0.9:-5"]);
    assert_eq!((stop[60], stop[95]), (stop[54], stop[54] - 5.0));
    let earlier = value(&["--from", "0.2", "--to", "0.3", "--start", "7"]);
    assert!(earlier[18] == 7.0 && earlier[25] > 7.0);
    let tails = |law| text(&["simulate", "psy1", "--observations", "20", "--innovation", law]);
    assert!(tails("normal") != tails("student") && tails("student") != tails("skew-student"));
}

#[test]
fn a_simulated_bubble_is_found() {
    let path = text(&["simulate", "psy1", "--observations", "200", "--seed", "2"]);
    let found = utakata(&["diagnose", "-", "--replications", "99", "--format", "json"])
        .write_stdin(path)
        .output()
        .unwrap();
    let answer: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(answer["significant"], true);
    assert_eq!(answer["series"], "value");
}

#[test]
fn impossible_processes_are_refused() {
    let message = refusal(&["simulate", "garch", "--observations", "50", "--news", "0.5", "--memory", "0.9"]);
    assert!(message.contains("no finite number"), "{message}");
    refusal(&["simulate", "psy1", "--observations", "0"]);
    for (arguments, told) in [
        (
            &["psy1", "--news", "0.5"] as &[&str],
            "--news is no parameter of psy1; it takes --from 0.4, --to 0.55",
        ),
        (&["garch", "--collapse", "stop"], "--collapse is no parameter of garch"),
        (&["evans", "--level-shift", "0.5:1"], "--level-shift is no parameter of evans"),
        (&["psy1", "--freedom", "4"], "--freedom has no effect with --innovation normal"),
        (&["psy1", "--innovation", "student", "--skewness", "2"], "it belongs to --innovation skew-student"),
        (&["psy1", "--collapse", "stop", "--fall-factor", "0.9"], "it belongs to --collapse slide, decay"),
        (&["psy1", "--fall-share", "0.2"], "--fall-share has no effect with --collapse abrupt"),
        (&["evans", "--survival", "1.5"], "--survival 1.5 is out of range"),
        (&["evans", "--survival", "nan"], "--survival NaN is out of range"),
        (&["student-walk", "--freedom", "3.5"], "3.5 is not a whole number"),
        (&["psy1", "--level-shift", "2:1"], "a share from 0 to 1"),
        (&["fractional", "--observations", "900000"], "at most 50000"),
    ] {
        let mut all = vec!["simulate"];
        all.extend(arguments);
        if !arguments.contains(&"--observations") {
            all.extend(["--observations", "50"]);
        }
        let message = refusal(&all);
        assert!(message.contains(told), "{message}");
    }
}
