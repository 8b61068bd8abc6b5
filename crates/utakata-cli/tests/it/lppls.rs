//! `utakata lppls`.

use std::fmt::Write as _;

use crate::command::{figure, file, json, refusal, text};

/// A bubble of 120 calendar days that would burst 15 days after its end.
fn bubble() -> String {
    rippled(0.0)
}

/// The same with a ripple of its own, so that no number that is printed is of the size of rounding errors.
fn rippled(height: f64) -> String {
    let mut table = "date,price\n".to_owned();
    let start: jiff::civil::Date = "2021-01-01".parse().unwrap();
    for t in 0..120_i32 {
        let x = f64::from(134 - t);
        let log =
            5.0 - 0.05 * x.powf(0.5) * (1.0 + 0.1 * (8.0 * x.ln()).cos()) + height * f64::from(t * t % 7 - 3);
        let date = start.checked_add(jiff::Span::new().days(i64::from(t))).unwrap();
        let _ = writeln!(table, "{date},{:?}", log.exp());
    }
    table
}

fn fitted(extra: &[&str]) -> serde_json::Value {
    let (_folder, path) = file("bubble.csv", bubble());
    json(&[&["lppls", &path], extra].concat())
}

#[test]
fn a_bubble_without_noise_gives_its_parameters_back() {
    for clock in ["index", "calendar"] {
        let answer = fitted(&["--clock", clock]);
        assert_eq!((answer["clock"].as_str(), answer["t2"].as_str()), (Some(clock), Some("2021-04-30")));
        assert_eq!(
            (answer["critical_date"].as_str(), figure(&answer, "/observations")),
            (Some("2021-05-15"), 120.0)
        );
        let parameters = [
            ("tc_minus_t2", 15.0),
            ("m", 0.5),
            ("omega", 8.0),
            ("a", 5.0),
            ("b", -0.05),
            ("c1", -0.005),
            ("c2", 0.0),
        ];
        for (name, expected) in parameters {
            let found = figure(&answer, &format!("/best/{name}"));
            assert!((found - expected).abs() < 1e-6, "{name}: {found}");
        }
        assert_eq!(answer["best"]["active_bounds"].as_array().map(Vec::len), Some(0));
        assert_eq!(answer["best"], answer["minima"][0]);
        assert!((figure(&answer, "/damping") - 0.5 * 0.05 / (8.0 * 0.005)).abs() < 1e-6);
    }
}

#[test]
fn window_end_and_box_choose_what_is_fitted() {
    let answer = fitted(&["--window", "60", "--end", "2021-04-20", "--box", "0.2,0.8,5,10,2,40"]);
    assert_eq!((answer["t1"].as_str(), answer["t2"].as_str()), (Some("2021-02-20"), Some("2021-04-20")));
    assert_eq!(answer["box"]["m"], serde_json::json!([0.2, 0.8]));
    assert!((figure(&answer, "/best/tc_minus_t2") - 25.0).abs() < 1e-4);
}

#[test]
fn the_page_and_the_rows() {
    let (_folder, path) = file("bubble.csv", rippled(1e-3));
    insta::assert_snapshot!(text(&["lppls", &path, "--window", "80"]));
    let rows = text(&["lppls", &path, "--format", "csv"]);
    assert!(
        rows.starts_with("series,t1,t2,observations,rank,tc_minus_t2,m,omega,a,b,c1,c2,sse,active_bounds\n")
    );
}

#[test]
fn what_cannot_be_fitted_is_refused() {
    let (_folder, path) = file("bubble.csv", bubble());
    let refused = |extra: &[&str]| refusal(&[&["lppls", &path], extra].concat());
    assert!(
        refused(&["--window", "500"])
            .contains("the window has 500 observations, the series up to its end 120")
    );
    assert!(refused(&["--window", "5"]).contains("5 observations: an LPPLS fit needs at least 10"));
    assert!(refused(&["--end", "1999-01-01"]).contains("the window has no observation: give a later --end"));
    assert!(refused(&["--box", "1,2,3"]).contains("3 numbers"));
    assert!(refused(&["--box", "0.9,0.1,6,13,1,20"]).contains("m from 0.9 to 0.1"));
    assert!(refused(&["--box", "0.1,0.9,6,13,5,6"]).contains("at least twice tc0"));
    let (_folder, still) =
        file("still.csv", (10..40).map(|d| format!("2020-01-{d},1\n")).take(20).collect::<String>());
    assert!(refusal(&["lppls", &still]).contains("the 20 prices of the window do not vary"));
}

#[test]
fn quantiles_are_fitted_when_asked_for() {
    assert!(fitted(&[]).get("quantiles").is_none());
    let answer = fitted(&["--quantiles", "0.1,0.9"]);
    for (place, quantile) in [(0, 0.1), (1, 0.9)] {
        let figure = |key: &str| figure(&answer, &format!("/quantiles/{place}/{key}"));
        assert!((figure("quantile") - quantile).abs() < 1e-15);
        assert!((figure("tc_minus_t2") - 15.0).abs() < 1e-3 && figure("loss") < 1e-9);
    }
    let (_folder, path) = file("bubble.csv", bubble());
    let page = text(&["lppls", &path, "--quantiles", "0.5"]);
    assert!(page.contains("on the curve"), "{page}");
    let refused = refusal(&["lppls", &path, "--quantiles", "1.5"]);
    assert!(refused.contains("above 0 and below 1"), "{refused}");
}

#[test]
fn fits_and_indicators_are_drawn_on_a_page() {
    let (_folder, prices) = file("bubble.csv", bubble());
    let (_other, page) = file("page.html", String::new());
    let drawn = |extra: &[&str]| {
        text(&[&["lppls", &prices, "--page", &page], extra].concat());
        std::fs::read_to_string(&page).unwrap()
    };
    let fit = drawn(&[]);
    for part in ["<svg", "price: price and fit", "minimum 1, squared errors", "A fit is no test"] {
        assert!(fit.contains(part), "{part} in {fit}");
    }
    let preset = ["--indicator", "--preset", "lppls-package", "--null", "none"];
    let indicator = drawn(&preset);
    for part in ["price: positive confidence", "windows of 120 to 35", "not a probability"] {
        assert!(indicator.contains(part), "{part} in {indicator}");
    }
}
