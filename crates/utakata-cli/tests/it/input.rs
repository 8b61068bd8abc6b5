//! Files that are not what they should be: exit code 2 and a message that names file, line and column.

use crate::command::{file, json, refusal, text, utakata};

fn refused(content: &str) -> String {
    let (_folder, path) = file("prices.csv", content);
    let message = refusal(&["diagnose", &path, "--null", "none"]);
    assert!(message.contains("prices.csv"), "{message}");
    assert_eq!(message.lines().count(), 1, "{message}");
    message
}

#[test]
fn a_missing_file() {
    assert!(refusal(&["diagnose", "no/such/prices.csv"]).contains("no/such/prices.csv: no such file"));
}

#[test]
fn a_malformed_date() {
    let message = refused("date,close\n2020-01-01,1\n2020-02-31,2\n");
    assert!(message.contains("line 3, column `date`: `2020-02-31` is not a date"), "{message}");
}

#[test]
fn a_duplicate_date() {
    let message = refused("date,close\n2020-01-01,1\n2020-01-01,2\n");
    assert!(message.contains("line 3, column `date`: 2020-01-01 appears twice"), "{message}");
}

#[test]
fn unsorted_dates() {
    let message = refused("date,close\n2020-01-02,1\n2020-01-01,2\n");
    assert!(message.contains("line 3, column `date`: 2020-01-01 comes after the later date"), "{message}");
}

#[test]
fn a_gap_inside_a_series() {
    let message = refused("date,close\n2020-01-01,1\n2020-01-02,\n2020-01-03,2\n");
    assert!(message.contains("line 3, column `close`: no value on 2020-01-02"), "{message}");
}

#[test]
fn a_non_number_and_infinity() {
    let message = refused("date,close\n2020-01-01,1\n2020-01-02,n/a\n");
    assert!(message.contains("line 3, column `close`: `n/a` is not a number"), "{message}");
    let message = refused("date,close\n2020-01-01,1\n2020-01-02,inf\n");
    assert!(message.contains("line 3, column `close`: `inf` is not a finite number"), "{message}");
}

#[test]
fn an_unknown_column() {
    let (_folder, path) = file("prices.csv", "date,close\n2020-01-01,1\n");
    let message = refusal(&["diagnose", &path, "--value", "price"]);
    assert!(message.contains("line 1: no column `price`; there are: `date`, `close`"), "{message}");
}

#[test]
fn values_without_logarithm_and_series_too_short() {
    let (_folder, path) = file("prices.csv", "date,close\n2020-01-01,1\n2020-01-02,-2\n2020-01-03,2\n");
    let message = refusal(&["diagnose", &path, "--log"]);
    assert!(message.contains("prices.csv, series `close`: value -2 on 2020-01-02"), "{message}");
    let message = refusal(&["diagnose", &path]);
    assert!(message.contains("prices.csv, series `close`"), "{message}");
}

#[test]
fn a_damaged_parquet_file() {
    let (_folder, path) = file("prices.parquet", b"PAR1 and then nothing of the kind PAR1");
    assert!(refusal(&["diagnose", &path]).contains("prices.parquet"));
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_read_like_csv() {
    let pandas = concat!(env!("CARGO_MANIFEST_DIR"), "/../utakata-case/tests/data/pandas_index.parquet");
    let arguments = ["--null", "none", "--lag", "0", "--minimum-window", "4"];
    let answer = json(&[["diagnose", pandas].as_slice(), &arguments].concat());
    assert_eq!(answer[0]["series"], "a");
    assert_eq!(answer[1]["first_date"], "2020-03-01");
    assert_eq!(answer[1]["observations"], 10);
}

#[test]
fn standard_input_is_a_dash() {
    let (_folder, path) = file("prices.csv", crate::command::bubble(60, false));
    let flags = ["--null", "none", "--format", "json"];
    let from_file = text(&[["diagnose", path.as_str()].as_slice(), &flags].concat());
    let piped = utakata(&[["diagnose", "-"].as_slice(), &flags].concat())
        .write_stdin(crate::command::bubble(60, false))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(piped.stdout).unwrap(), from_file);
}
