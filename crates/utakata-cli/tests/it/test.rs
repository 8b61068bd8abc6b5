//! `utakata test`: single tests asked alone.

use std::fmt::Write as _;

use crate::command::{bubble, figure, file, json, refusal, text};

#[test]
fn lbi_from_a_known_start_is_a_statement_with_its_figures() {
    let (_folder, prices) = file("prices.csv", bubble(120, false));
    let answer = json(&["test", "lbi", &prices, "--start", "1995-01-01"]);
    assert_eq!(answer["kind"], "lbi");
    assert_eq!(answer["series"], serde_json::json!(["price"]));
    assert_eq!(figure(&answer, "/detail/start"), 60.0);
    assert_eq!(figure(&answer, "/detail/increments"), 59.0);
    // The price grows by 3 % a month about 100 with steps below one.
    assert!(figure(&answer, "/p_value") < 1e-6);
    let page = text(&["test", "lbi", &prices]);
    for expected in ["Test: lbi", "null", "guarantee", "increments"] {
        assert!(page.contains(expected), "{expected} in {page}");
    }
}

#[test]
fn rolling_adf_has_a_bootstrap_p_value_and_obeys_the_seed() {
    let (_folder, prices) = file("prices.csv", bubble(96, false));
    let ask = |seed: &str| {
        json(&[
            "test",
            "rolling",
            &prices,
            "--lag",
            "0",
            "--minimum-window",
            "30",
            "--replications",
            "99",
            "--seed",
            seed,
        ])
    };
    let answer = ask("4");
    assert_eq!(answer["detail"]["layout"]["window"], 30);
    assert_eq!(figure(&answer, "/p_value"), 0.01, "no draw comes near a bubble");
    assert_eq!(answer, ask("4"));
    let rows = text(&["test", "rolling", &prices, "--replications", "19", "--format", "csv"]);
    assert_eq!(rows.lines().count(), 2);
    assert!(rows.starts_with("kind,method,"));
}

#[test]
fn a_series_that_cannot_be_tested_is_named_and_the_rest_is_answered() {
    let mut csv = "date,good,still\n".to_owned();
    for line in bubble(60, false).lines().skip(1) {
        writeln!(csv, "{line},5").unwrap();
    }
    let (_folder, prices) = file("two.csv", csv);
    let answer = json(&["test", "lbi", &prices]);
    assert_eq!(answer["series"][0], "good");
    let (_folder, short) = file("short.csv", bubble(8, false));
    let message = refusal(&["test", "lbi", &short]);
    assert!(message.contains("short.csv, series `price`: 8 observations are too few"), "{message}");
    let (_folder, blank) = file("blank.csv", bubble(30, false).replace("1991-02-01,", "1991-02-01,x"));
    let message = refusal(&["test", "lbi", &blank]);
    assert_eq!(message.matches("blank.csv").count(), 1, "{message}");
    let (_folder, whole) = file("whole.csv", bubble(60, false));
    let message = refusal(&["test", "robust", "--method", "purged-union", "--forward", &whole]);
    assert!(message.contains("--forward has no effect with --method purged-union"), "{message}");
}

#[test]
fn weighted_states_the_union_or_the_weighted_test_alone() {
    let (_folder, prices) = file("prices.csv", bubble(96, false));
    let union = json(&["test", "weighted", &prices, "--replications", "99"]);
    assert_eq!(union["method"], "weighted-union");
    let alone = json(&["test", "weighted", &prices, "--replications", "99", "--alone"]);
    assert_eq!(alone["statistic_name"], "supBZ");
    assert_eq!(alone["statistic"], alone["detail"]["bz"]);
    assert_eq!(union["detail"], alone["detail"], "the figures do not depend on what is stated");
}

#[test]
fn cusum_sums_changes_or_squares() {
    let (_folder, prices) = file("prices.csv", bubble(96, false));
    let sums = json(&["test", "cusum", &prices, "--replications", "99"]);
    assert_eq!((&sums["method"], figure(&sums, "/p_value")), (&"cusum-gcs".into(), 0.01));
    let squares = json(&["test", "cusum", &prices, "--sum", "squares", "--replications", "99"]);
    assert_eq!(squares["method"], "cusum-cssq");
    assert!(figure(&squares, "/detail/smallest") < 0.0);
}

#[test]
fn cobubble_takes_two_series_on_their_common_dates() {
    let (first, second) = (bubble(96, false), bubble(90, false));
    let (_folder, a) = file("a.csv", first);
    let (_other, b) = file("b.csv", second);
    let answer = json(&["test", "cobubble", &a, &b, "--delay", "0", "--replications", "99", "--quiet"]);
    assert_eq!(figure(&answer, "/observations"), 90.0);
    assert_eq!(answer["series"], serde_json::json!(["price", "price"]));
    assert!(refusal(&["test", "cobubble", &a]).contains("about two series, and 1 were given"));
}

#[test]
fn robust_methods_answer_and_signs_are_exact() {
    let (_folder, prices) = file("prices.csv", bubble(96, false));
    for (method, name) in [
        ("sign", "sPSY"),
        ("demeaned-sign", "demeaned sPSY"),
        ("time-transformed", "GSTADF"),
        ("kernel-purged", "PSYσ"),
        ("purged-union", "UPSYσ"),
    ] {
        let answer = json(&["test", "robust", &prices, "--method", method, "--replications", "99"]);
        assert_eq!(answer["statistic_name"], name);
        let p = figure(&answer, "/p_value");
        assert!((0.01..=1.0).contains(&p), "{method}: {p}");
    }
    let exact = json(&["test", "robust", &prices, "--method", "sign", "--replications", "99"]);
    assert_eq!(exact["guarantee"]["kind"], "exact");
}

#[test]
fn root_gives_an_interval_for_the_stretch() {
    let (_folder, prices) = file("prices.csv", bubble(120, false));
    // Growth of 3 % a month from the 61st month on.
    let answer = json(&["test", "root", &prices, "--from", "1995-02-01", "--level", "0.99"]);
    let (low, high) = (figure(&answer, "/interval/low"), figure(&answer, "/interval/high"));
    assert!(low < 1.03 && 1.03 < high && high - low < 0.01, "{answer}");
}

#[test]
fn ssu_and_quantile_tests_state_what_was_asked() {
    let (_folder, prices) = file("prices.csv", bubble(96, false));
    let ssu = json(&["test", "ssu", &prices, "--alone", "--double", "--replications", "99"]);
    assert_eq!(
        (&ssu["statistic_name"], &ssu["detail"]["options"]["supremum"]),
        (&"GSSU".into(), &"double".into())
    );
    let quantile = json(&["test", "quantile", &prices, "--tau", "0.5", "--replications", "99"]);
    assert_eq!(figure(&quantile, "/detail/tau"), 0.5);
    assert_eq!(figure(&quantile, "/p_value"), 0.01, "growth of 3 % a month is far from a walk");
    assert!(refusal(&["test", "quantile", &prices, "--tau", "1.5"]).contains("1.5"));
}

#[test]
fn contagion_and_migration_take_the_receiving_series_first() {
    let (_folder, a) = file("a.csv", bubble(120, true));
    let (_other, b) = file("b.csv", bubble(120, false));
    let curve = json(&["test", "contagion", &a, &b, "--delay", "2", "--replications", "99"]);
    assert_eq!(figure(&curve, "/detail/curve/delay"), 2.0);
    let moved = json(&["test", "migration", &b, &a, "--replications", "99"]);
    assert!(figure(&moved, "/detail/source_peak") < 119.0);
}

#[test]
fn the_help_of_a_test_is_its_own() {
    let help = text(&["test", "robust", "--help"]);
    assert!(help.starts_with("GSADF that stays honest when the volatility moves"), "{help}");
    assert!(text(&["test", "--help"]).contains("Did the bubble of the second series move on to the first?"));
}

#[test]
fn dates_come_with_their_sets_and_beside_those_of_other_methods() {
    let (_folder, prices) = file("prices.csv", bubble(120, false));
    let ask = |extra: &[&str]| json(&[&["test", "dates", &prices, "--replications", "39"], extra].concat());
    let answer = ask(&[]);
    assert_eq!(answer["method"], "bubble-dates");
    // The growth of 3 % a month begins with observation 61 and runs to the end.
    assert_eq!(answer["detail"]["origination"]["best"], "1995-02-01");
    assert_eq!(answer["detail"]["collapse"]["may_lie_ahead"], true);
    assert_eq!(answer["detail"]["harvey_leybourne_sollis"]["model"], "growing");
    assert_eq!(answer["detail"]["harvey_leybourne_sollis"]["origination"], "1995-02-01");
    assert_eq!(answer, ask(&[]));
    let calm = ask(&["--until", "1994-12-01"]);
    assert_eq!(calm["observations"], 60);
    assert!(calm["detail"]["origination"]["best"] != "1995-02-01");
    assert!(refusal(&["test", "dates", &prices, "--until", "1990-04-01"]).contains("observations"));
    assert!(refusal(&["test", "dates", &prices, "--level", "90"]).contains("level"));
}
