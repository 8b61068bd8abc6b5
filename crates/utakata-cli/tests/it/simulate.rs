//! `utakata simulate`.

use crate::command::{json, refusal, text, utakata};

const PROCESSES: [&str; 10] = [
    "random-walk",
    "student-walk",
    "garch",
    "stochastic-volatility",
    "variance-break",
    "arima",
    "psy1",
    "psy2",
    "evans",
    "blanchard",
];

#[test]
fn every_process_gives_a_path_that_depends_on_the_seed_only() {
    for process in PROCESSES {
        let path = |seed| text(&["simulate", process, "--observations", "50", "--seed", seed]);
        let csv = path("1");
        assert_eq!(csv.lines().count(), 51, "{process}");
        assert!(csv.starts_with("date,value\n2000-01-01,"), "{process}");
        assert_eq!(csv, path("1"));
        assert_ne!(csv, path("2"));
        let answer = json(&["simulate", process, "--observations", "50"]);
        assert_eq!(answer["process"], *process);
        assert_eq!(answer["values"].as_array().unwrap().len(), 50);
    }
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
    assert!(
        refusal(&["simulate", "psy1", "--observations", "9", "--fall-factor", "0.9"])
            .contains("--fall-share")
    );
}
