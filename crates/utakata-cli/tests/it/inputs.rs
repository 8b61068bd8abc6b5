//! `utakata evidence inputs`.

use std::fmt::Write;

use crate::command::{figure, file, json, refusal, text};

/// Prices that rise by one for eight months and are cut four times; a fifth cut lies later.
fn prices() -> String {
    let mut csv = "date,gpu,token\n".to_owned();
    for i in 0..9 {
        writeln!(csv, "2023-0{}-05,{},{}", i + 1, 100 + i, 50 + i).unwrap();
    }
    for (i, day) in ["2024-01-05", "2024-01-20", "2024-02-05", "2024-03-05", "2024-04-05"].iter().enumerate()
    {
        let left = 0.5_f64.powi(i as i32);
        writeln!(csv, "{day},{},{}", 50.0 * left, 20.0 * left).unwrap();
    }
    csv
}

#[test]
fn cuts_that_are_all_recent_are_one_choice_of_many() {
    let (_folder, path) = file("prices.csv", prices());
    let base = ["evidence", "inputs", &path, "--since", "2024-01-01"];
    let answer = json(&[base.as_slice(), &["--as-of", "2024-03-31"]].concat());
    assert_eq!(answer["kind"], "inputs");
    // 8 steps before and 4 since: one choice of C(12, 4) = 495 is as low.
    assert!((figure(&answer, "/p_value") - 1.0 / 495.0).abs() < 1e-12, "{answer}");
    assert_eq!(answer["detail"]["recent"], 4);
    assert_eq!(answer["detail"]["items"], serde_json::json!(["gpu", "token"]));
    // The first cut: the mean logarithm of 50/108 and 20/58.
    let first = 0.5 * ((50.0_f64 / 108.0).ln() + (20.0_f64 / 58.0).ln());
    assert!((figure(&answer, "/detail/steps/8/change") - first).abs() < 1e-12);
    // With the fifth cut: C(13, 5) = 1287.
    assert!((figure(&json(&base), "/p_value") - 1.0 / 1287.0).abs() < 1e-12);
    assert!(text(&base).contains("5, 5 of them cuts"));
    let one = json(&[base.as_slice(), &["--item", "gpu"]].concat());
    assert_eq!(one["detail"]["steps"][8]["items"], 1);
}

#[test]
fn a_long_table_reads_alike() {
    let (_wide, path) = file("wide.csv", "date,a,b\n2023-01-05,4,3\n2023-02-05,2,3\n");
    let long = "date,model,price\n2023-01-05,a,4\n2023-01-05,b,3\n2023-02-05,a,2\n2023-02-05,b,3\n";
    let (_long, longer) = file("long.csv", long);
    let since = ["--since", "2023-02-01"];
    let wide = json(&[&["evidence", "inputs", path.as_str()], since.as_slice()].concat());
    let by = ["evidence", "inputs", &longer, "--series", "model", "--value", "price"];
    assert_eq!(wide, json(&[by.as_slice(), &since].concat()));
    // One step and none before: described, not tested.
    assert!(wide["p_value"].is_null());
    assert_eq!(
        (figure(&wide, "/smallest_p"), wide["guarantee"]["kind"].as_str()),
        (1.0, Some("descriptive"))
    );
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    let refused = |csv: &str, more: &[&str]| {
        let (_folder, path) = file("prices.csv", csv);
        refusal(&[&["evidence", "inputs", path.as_str(), "--since", "2023-02-01"], more].concat())
    };
    let free = refused("date,gpu\n2023-01-05,10\n2023-02-05,0\n", &[]);
    assert!(free.contains("prices.csv: the price of gpu on 2023-02-05 is 0"), "{free}");
    let word = refused("date,gpu\n2023-01-05,10\n2023-02-05,free\n", &[]);
    assert!(word.contains("prices.csv, line 3, column `gpu`: `free` is not a number"), "{word}");
    let unknown = refused("date,gpu\n2023-01-05,10\n", &["--item", "tpu"]);
    assert!(unknown.contains("prices.csv: no item `tpu`; there are: gpu"), "{unknown}");
    let early = refused("date,gpu\n2023-01-05,10\n", &["--as-of", "2022-12-31"]);
    assert!(early.contains("no list price was known on 2022-12-31"), "{early}");
    assert!(refusal(&["evidence", "inputs", "prices.csv"]).contains("--since"));
}
