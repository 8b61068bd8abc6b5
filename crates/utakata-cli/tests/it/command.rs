//! Running the built binary.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The binary, with no colours and no surroundings that could change what it prints.
pub(crate) fn utakata(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("utakata").unwrap();
    command.args(arguments).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
    command
}

/// Runs and gives what was printed.
pub(crate) fn run(arguments: &[&str]) -> Output {
    utakata(arguments).output().unwrap()
}

/// Runs what must succeed and gives its standard output.
pub(crate) fn text(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs what must succeed with `--format json` and parses it.
pub(crate) fn json(arguments: &[&str]) -> Value {
    let mut all = arguments.to_vec();
    all.extend(["--format", "json"]);
    serde_json::from_str(&text(&all)).unwrap()
}

/// Runs what must be refused as bad input: exit code 2, nothing on standard output, and the message.
pub(crate) fn refusal(arguments: &[&str]) -> String {
    let output = run(arguments);
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(output.stdout.is_empty());
    assert!(message.starts_with("error: "), "{message}");
    message
}

/// A number of a JSON value.
pub(crate) fn figure(value: &Value, pointer: &str) -> f64 {
    let found = value.pointer(pointer).and_then(Value::as_f64);
    found.unwrap_or_else(|| panic!("no number at {pointer}"))
}

/// A folder with one file in it.
pub(crate) fn file(name: &str, content: impl AsRef<[u8]>) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    let name = path.to_str().unwrap().to_owned();
    (folder, name)
}

/// Monthly prices from 1990 as CSV: a random walk about 100 that begins to grow by 3 % a month half way and loses 15 %
/// a month in the last year if `crash`.
pub(crate) fn bubble(months: usize, crash: bool) -> String {
    let mut csv = "date,price\n".to_owned();
    let mut price = 100.0;
    let mut state: u64 = 42;
    for t in 0..months {
        // Knuth's MMIX generator; its upper bits are random enough for steps.
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let step = (state >> 33) as f64 / (1_u64 << 30) as f64 - 1.0;
        let growth = match t {
            t if crash && t + 12 > months => 0.85,
            t if t > months / 2 => 1.03,
            _ => 1.0,
        };
        price = price * growth + step;
        writeln!(csv, "{}-{:02}-01,{price}", 1990 + t / 12, t % 12 + 1).unwrap();
    }
    csv
}
