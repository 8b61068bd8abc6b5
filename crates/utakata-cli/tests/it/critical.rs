//! `utakata critical`.

use crate::command::{figure, json, refusal, text};

const SMALL: [&str; 7] = ["critical", "--observations", "60", "--replications", "199", "--seed", "7"];

#[test]
fn values_rise_with_the_level_and_carry_standard_errors() {
    let answer = json(&SMALL);
    assert_eq!(answer["schema"], 1);
    assert_eq!(answer["method"], "monte-carlo");
    assert_eq!((figure(&answer, "/replications"), figure(&answer, "/seed")), (199.0, 7.0));
    assert_eq!((figure(&answer, "/observations"), figure(&answer, "/minimum_window")), (60.0, 14.0));
    for statistic in ["adf", "sadf", "gsadf"] {
        let value = |level: &str| figure(&answer, &format!("/{statistic}/{level}"));
        let error = |level: &str| figure(&answer, &format!("/standard_errors/{statistic}/{level}"));
        assert!(value("90") < value("95") && value("95") < value("99"));
        assert!(error("90") > 0.0 && error("95") > 0.0 && error("99") > 0.0);
    }
    assert!(figure(&answer, "/sadf/95") < figure(&answer, "/gsadf/95"));
}

#[test]
fn within_three_standard_errors_of_the_reference() {
    // mc_critical_values.csv of the shared reference: T = 100, lag 0, window 19, no drift, 200,000 replications.
    let reference = [
        ("adf", "90", -0.422561),
        ("adf", "95", -0.052308),
        ("adf", "99", 0.631679),
        ("gsadf", "90", 1.656625),
        ("gsadf", "95", 1.952019),
        ("gsadf", "99", 2.576790),
        ("sadf", "90", 0.972992),
        ("sadf", "95", 1.283072),
        ("sadf", "99", 1.883274),
    ];
    let answer = json(&["critical", "--observations", "100", "--replications", "600"]);
    for (statistic, level, expected) in reference {
        let value = figure(&answer, &format!("/{statistic}/{level}"));
        let error = figure(&answer, &format!("/standard_errors/{statistic}/{level}"));
        assert!(
            (value - expected).abs() < 3.0 * error,
            "{statistic} {level}: {value} ± {error}, not {expected}"
        );
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let with = |threads| text(&[SMALL.as_slice(), &["--format", "json", "--threads", threads]].concat());
    assert_eq!(with("1"), with("4"));
}

#[test]
fn table_and_rows() {
    insta::assert_snapshot!(text(&SMALL));
    let rows = text(&[SMALL.as_slice(), &["--format", "csv"]].concat());
    assert_eq!(rows.lines().count(), 10);
    assert!(rows.starts_with("statistic,level_percent,critical_value,standard_error\nadf,90,"));
}

#[test]
fn impossible_designs_are_refused() {
    assert!(refusal(&["critical", "--observations", "3"]).contains("window"));
    assert!(refusal(&["critical", "--observations", "50", "--replications", "3"]).contains("3 replications"));
    assert!(refusal(&["critical", "--observations", "50", "--minimum-window", "60"]).contains("60"));
}
