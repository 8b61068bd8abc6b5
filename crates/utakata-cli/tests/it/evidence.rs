//! `utakata evidence`, against the published reference numbers.

use serde_json::Value;

use crate::command::{json, refusal, text};

/// Asserts a number of the answer to nine digits.
fn number(answer: &Value, pointer: &str, expected: f64) {
    let actual = answer.pointer(pointer).and_then(Value::as_f64);
    let actual = actual.unwrap_or_else(|| panic!("no number at {pointer} in {answer:#}"));
    assert!((actual - expected).abs() <= 1e-9 * expected.abs(), "{pointer}: {actual} is not {expected}");
}

const USAGE: [&str; 4] = ["evidence", "usage", "--growth", "131.6,62.5,55.8,12.6,2.8"];

#[test]
fn usage_answers_with_its_statement_and_detail() {
    let answer = json(&USAGE);
    assert_eq!(answer["schema"], 1);
    assert_eq!(answer["kind"], "usage");
    assert_eq!(answer["method"], "mann-kendall-exact");
    number(&answer, "/statistic", -10.0);
    number(&answer, "/p_value", 1.0 / 120.0);
    number(&answer, "/smallest_p", 1.0 / 120.0);
    number(&answer, "/e_value", 22.5);
    for (period, capital) in [1.0, 1.5, 3.0, 7.5, 22.5].into_iter().enumerate() {
        number(&answer, &format!("/detail/e_process/path/{period}"), capital);
    }
    number(&answer, "/detail/mann_kendall/p_two_sided", 1.0 / 60.0);
    assert_eq!(answer["detail"]["since_when"]["outcome"], "no-change-shown");
}

#[test]
fn a_fall_is_a_negative_growth() {
    let answer = json(&["evidence", "usage", "--growth", "-9.7,-3,1.5"]);
    number(&answer, "/detail/growth/0", -0.097);
}

#[test]
fn the_page_for_people_fits_and_names_the_guarantee() {
    let page = text(&USAGE);
    insta::assert_snapshot!(page);
    assert!(page.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn a_row_for_a_spreadsheet() {
    let mut arguments = USAGE.to_vec();
    arguments.extend(["--format", "csv"]);
    let rows = text(&arguments);
    let lines: Vec<&str> = rows.lines().collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0].split(',').count(), lines[1].split(',').count());
    assert!(lines[1].starts_with("usage,mann-kendall-exact,S,-10,0.00833333333333333"), "{rows}");
}

#[test]
fn bad_growth_is_refused() {
    assert!(
        refusal(&["evidence", "usage", "--growth", "5,2"])
            .contains("--growth: the slowdown test needs at least 3")
    );
    assert!(refusal(&["evidence", "usage", "--growth", "5,x,1"]).contains("'x'"));
    assert!(refusal(&["evidence", "usage", "--growth", "5,-100,1"]).contains("−100 %"));
    assert!(refusal(&["evidence", "usage", "--growth", "5,inf,1"]).contains("finite"));
}
