//! `docs/founding-evidence.md`: every command of the page gives the figure that stands beside it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::command::json;

/// Keys by which an entry of a list is named.
const NAMES: [&str; 6] = ["id", "entry", "method", "model", "member", "before"];

#[test]
fn founding_evidence_is_what_the_commands_print() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = std::fs::read_to_string(root.join("docs/founding-evidence.md")).unwrap();
    let shared = root.join("../shared");
    let (mut answers, mut compared) = (BTreeMap::<String, Value>::new(), 0);
    for row in page.lines().filter(|line| line.contains("| `utakata ")) {
        let cells: Vec<&str> = row.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let [_, article, command, figure, value, _] = cells.as_slice() else { panic!("{row}") };
        if command.contains("SHARED") && !shared.is_dir() {
            println!("skipped, no {}: {article}", shared.display());
            continue;
        }
        let answer = answers.entry((*command).to_owned()).or_insert_with(|| {
            let command = command.replace("SHARED", shared.to_str().unwrap());
            json(&command.split_whitespace().skip(1).collect::<Vec<_>>())
        });
        let found = figure.split('.').try_fold(&*answer, pick);
        let found = found.unwrap_or_else(|| panic!("{article}: no {figure}"));
        assert!(is(found, value), "{article}: {found} is not {value}");
        compared += 1;
    }
    assert!(compared >= 40, "{compared} figures");
}

fn pick<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    let Some(list) = value.as_array() else { return value.get(name) };
    let named = |entry: &&Value| NAMES.iter().any(|key| entry.get(key).and_then(Value::as_str) == Some(name));
    list.iter().find(named).or_else(|| list.get(name.parse::<usize>().ok()?))
}

/// The same word, or the same number to the digits written.
fn is(found: &Value, written: &str) -> bool {
    let Some(found) = found.as_f64() else {
        return found.to_string().trim_matches('"') == written;
    };
    let (mantissa, power) = written.split_once('e').unwrap_or((written, "0"));
    let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let unit = 10_f64.powi(power.parse::<i32>().unwrap() - i32::try_from(decimals).unwrap());
    (found - written.parse::<f64>().unwrap()).abs() <= 0.5 * unit * (1.0 + 1e-9)
}
