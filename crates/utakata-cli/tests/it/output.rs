//! Where results go and how the command ends.

use std::fs;
use std::process::{Command, Stdio};

use crate::command::{refusal, run, text, utakata};

const ANY: [&str; 4] = ["evidence", "usage", "--growth", "10,5,2,1"];

fn with<'a>(extra: &[&'a str]) -> Vec<&'a str> {
    [ANY.as_slice(), extra].concat()
}

#[test]
fn output_replaces_a_file_whole_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answer.json");
    fs::write(&path, "old").unwrap();
    let name = path.to_str().unwrap();
    assert_eq!(text(&with(&["--format", "json", "--output", name])), "");
    assert_eq!(fs::read_to_string(&path).unwrap(), text(&with(&["--format", "json"])));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_failure_leaves_the_old_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answer.json");
    fs::write(&path, "old").unwrap();
    refusal(&["evidence", "usage", "--growth", "1,2", "--output", path.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_impossible_output_is_told_before_the_work() {
    let folder = tempfile::tempdir().unwrap();
    assert!(refusal(&with(&["--output", folder.path().to_str().unwrap()])).contains("is a folder"));
    let missing = folder.path().join("no/such/answer.json");
    assert!(refusal(&with(&["--output", missing.to_str().unwrap()])).contains("there is no folder"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_devices_are_written_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempfile::tempdir().unwrap();
    let (target, link) = (folder.path().join("target"), folder.path().join("link"));
    fs::write(&target, "old").unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    text(&with(&["--output", link.to_str().unwrap()]));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&target).unwrap().contains("Evidence"));
    text(&with(&["--output", "/dev/null"]));
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let program = utakata(&[]).get_program().to_owned();
    let mut child =
        Command::new(program).args(ANY).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}

#[test]
fn colours_appear_only_where_wanted() {
    assert!(!text(&ANY).contains('\u{1b}'));
    let forced = utakata(&ANY).env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(String::from_utf8(forced.stdout).unwrap().contains("\u{1b}[1m"));
}

#[test]
fn usage_errors_end_with_2_and_help_with_0() {
    assert_eq!(run(&[]).status.code(), Some(2));
    assert_eq!(run(&["frobnicate"]).status.code(), Some(2));
    assert_eq!(run(&with(&["--format", "yaml"])).status.code(), Some(2));
    assert_eq!(run(&with(&["--threads", "0"])).status.code(), Some(2));
    insta::assert_snapshot!(text(&["--help"]));
    assert!(text(&["--version"]).starts_with("utakata "));
    assert!(text(&["completions", "bash"]).contains("complete -F"));
}
