//! Running the built binary.

use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

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
