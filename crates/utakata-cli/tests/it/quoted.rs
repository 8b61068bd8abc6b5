//! Evidence without prices, and prices with opens.

use std::fmt::Write as _;

use crate::command::{figure, file, json, refusal, text};

#[test]
fn a_quoted_fall_is_judged_by_what_is_assumed() {
    let answer = json(&["evidence", "move", "--return", "-0.047", "--volatility", "0.4", "--days", "5"]);
    let z = (-0.047_f64).ln_1p() / (0.4 * (5.0_f64 / 252.0).sqrt());
    assert!((figure(&answer, "/statistic") - z).abs() < 1e-12);
    let percent = ["evidence", "move", "--return", "-4.7", "--volatility", "0.4", "--days", "5"];
    assert!(refusal(&percent).contains("-0.047"));
}

#[test]
fn a_quoted_count_depends_on_the_correlation() {
    let asked = ["evidence", "breadth", "--members", "50", "--fallen", "20", "--p", "0.05", "--correlation"];
    let answer = json(&[asked.as_slice(), &["0.5"]].concat());
    assert!((figure(&answer, "/p_value") - 0.021899591596810895).abs() < 1e-9);
    assert!((figure(&answer, "/detail/rows/0/tail") - 1.0426234691989216e-13).abs() < 1e-20);
    assert!(refusal(&[asked.as_slice(), &["1.5"]].concat()).contains("between 0 and 1"));
}

#[test]
fn opens_split_the_last_day() {
    let mut table = "symbol,date,open,close\n".to_owned();
    for day in 1..=30 {
        for (symbol, open) in [("A", 10.0), ("B", 20.0)] {
            let close = open + 0.1 * f64::from(day % 3);
            writeln!(table, "{symbol},2024-01-{day:02},{open},{close}").unwrap();
        }
    }
    let (_folder, path) = file("quotes.csv", table);
    let asked = ["evidence", "basket", &path, "--series", "symbol", "--value", "close"];
    let answer = json(&[asked.as_slice(), &["--open", "open"]].concat());
    // The 29th closed at 10.2, the 30th opened and closed at 10.
    assert!((figure(&answer, "/detail/sessions/0/overnight") - (10.0 / 10.2 - 1.0)).abs() < 1e-12);
    assert_eq!(figure(&answer, "/detail/sessions/0/intraday"), 0.0);
    assert!(text(&[asked.as_slice(), &["--open", "open"]].concat()).contains("overnight"));
    assert!(refusal(&[asked.as_slice(), &["--open", "first"]].concat()).contains("no column `first`"));
}
