//! Every case of `reference/evidence/number_grammar.json`; skipped, and saying so, where it is absent.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

use std::path::Path;

use jiff::civil::date;
use serde_json::{Value, json};

/// The item as the reference writes it.
fn as_expected(item: &utakata_text::Item) -> Value {
    let item = serde_json::to_value(item).unwrap();
    let (low, high) = (item.get("low"), item.get("high"));
    let ranged = low.is_some();
    let kind = item["kind"].as_str().unwrap();
    let mut out = json!({});
    let wide = ranged && item["unit"] != json!(null);
    out["type"] = match kind {
        "date-range" => json!("date_range"),
        _ if wide && !item["quote"].as_str().unwrap().contains('数') => json!(format!("{kind}_range")),
        _ => json!(kind),
    };
    if kind == "date-range" {
        (out["start"], out["end"]) = (low.unwrap().clone(), high.unwrap().clone());
        out["end_part"] = item["part"].clone();
        return out;
    }
    if kind == "duration" {
        out["seconds"] = item["value"].clone();
        return out;
    }
    if ranged {
        (out["lo"], out["hi"]) = (low.unwrap().clone(), high.unwrap().clone());
    } else {
        out["value"] = item["value"].clone();
    }
    if ranged && out["type"] == kind {
        out["fuzzy"] = json!(true);
    }
    if kind == "money" {
        out["currency"] = item["unit"].clone();
    }
    if kind == "streak" {
        out["direction"] = item["direction"].clone();
    }
    if item["approximate"] == true {
        out["approx"] = json!(true);
    }
    if let Some(bound) = item.get("bound") {
        out["bound"] = bound.clone();
    }
    out
}

fn same(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            (a - b).abs() <= 1e-12 * b.abs()
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        _ => found == expected,
    }
}

#[test]
fn every_case_of_the_number_grammar_is_read() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/evidence/number_grammar.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is absent", path.display());
        return;
    };
    let cases: Value = serde_json::from_str(&text).unwrap();
    let mut wrong = Vec::new();
    for case in cases["cases"].as_array().unwrap() {
        let text = case["text"].as_str().unwrap();
        let found: Vec<Value> =
            utakata_text::read(text, Some(date(2023, 6, 27))).items.iter().map(as_expected).collect();
        let expected = case["expect"].as_array().unwrap();
        if found.len() != expected.len() || !found.iter().zip(expected).all(|(f, e)| same(f, e)) {
            wrong.push(format!("{text}\n  found {}\n  wants {}", json!(found), json!(expected)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
