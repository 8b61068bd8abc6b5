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
    assert!(rows.starts_with("statistic,level_percent,critical_value,standard_error,method\nadf,90,"));
}

#[test]
fn impossible_designs_are_refused() {
    assert!(refusal(&["critical", "--observations", "3"]).contains("window"));
    assert!(refusal(&["critical", "--observations", "50", "--replications", "3"]).contains("3 replications"));
    assert!(refusal(&["critical", "--observations", "50", "--minimum-window", "60"]).contains("60"));
}

#[test]
fn the_surface_answers_at_once_and_says_so() {
    let ask = ["critical", "--observations", "100", "--method", "surface"];
    let answer = json(&ask);
    assert_eq!(answer["method"], "response-surface");
    assert_eq!(figure(&answer, "/horizon"), 81.0);
    // mc_critical_values.csv of the shared reference: T = 100, window 19.
    for (pointer, expected) in
        [("/adf/95", -0.052308), ("/sadf/95", 1.283072), ("/gsadf/95", 1.952019), ("/gsadf/99", 2.576790)]
    {
        let (value, error) =
            (figure(&answer, pointer), figure(&answer, &format!("/standard_errors{pointer}")));
        assert!(error < 0.05 && (value - expected).abs() < 3.0 * error, "{pointer}: {value} ± {error}");
    }
    figure(&answer, "/bsadf_last/95");
    let page = text(&ask);
    assert!(page.contains("response surfaces") && page.contains("not fitted to"), "{page}");
    let rows = text(&[&ask[..], &["--format", "csv"]].concat());
    assert!(rows.contains("gsadf,95,") && rows.contains(",response-surface"), "{rows}");
}

#[test]
fn outside_the_surface_the_question_is_simulated_or_refused() {
    let answer = json(&["critical", "--observations", "40", "--replications", "99"]);
    assert_eq!(answer["method"], "monte-carlo");
    assert_eq!(json(&["critical", "--observations", "40"])["method"], "monte-carlo");
    let message = refusal(&["critical", "--observations", "40", "--method", "surface"]);
    assert!(message.contains("50 to 5000") && message.contains("simulate"), "{message}");
    let message =
        refusal(&["critical", "--observations", "100", "--method", "surface", "--replications", "99"]);
    assert!(message.contains("--method simulate"), "{message}");
    let drifting = ["critical", "--observations", "60", "--drift", "0.2", "--replications", "99"];
    assert_eq!(json(&drifting)["method"], "monte-carlo");
    assert!(refusal(&["critical", "--observations", "60", "--drift", "inf"]).contains("--drift"));
}

#[test]
fn window_conventions_differ_by_one_and_the_lag() {
    let levels = json(&[
        "critical",
        "--observations",
        "100",
        "--lag",
        "1",
        "--minimum-window",
        "21",
        "--window-convention",
        "levels",
    ]);
    let rows = json(&["critical", "--observations", "100", "--lag", "1", "--minimum-window", "19"]);
    assert_eq!(levels["gsadf"], rows["gsadf"]);
    assert_eq!(
        (figure(&levels, "/minimum_window"), levels["window_convention"].as_str()),
        (21.0, Some("levels"))
    );
}
