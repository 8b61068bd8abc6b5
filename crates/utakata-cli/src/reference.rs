//! `docs/cli.md` is made from the definitions of the flags, and a test fails when they drift apart.
//!
//! `UPDATE_DOCS=1 cargo test -p utakata-cli reference` writes it anew.

use std::fmt::Write as _;
use std::path::Path;

use clap::{Command, CommandFactory};

use crate::arguments::Cli;

const HEAD: &str = "<!-- Made from the definitions of the flags: UPDATE_DOCS=1 cargo test -p utakata-cli reference -->\n\n\
                    # The `utakata` command\n";

fn write_command(page: &mut String, command: &mut Command, path: &str, depth: usize) {
    let help = command.render_long_help().to_string();
    let help = help.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    writeln!(page, "\n{} `{path}`\n\n```text\n{}\n```", "#".repeat(depth), help.trim_end()).unwrap();
    let visible = command.get_subcommands_mut().filter(|c| !c.is_hide_set() && c.get_name() != "help");
    for verb in visible {
        let path = format!("{path} {}", verb.get_name());
        write_command(page, verb, &path, (depth + 1).min(4));
    }
}

#[test]
fn the_reference_page_matches_the_flags() {
    let mut root = Cli::command().term_width(100);
    root.build();
    let mut page = HEAD.to_owned();
    write_command(&mut page, &mut root, "utakata", 2);

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, page).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        committed == page,
        "docs/cli.md is not what the flags say; run UPDATE_DOCS=1 cargo test -p utakata-cli reference"
    );
}

#[test]
fn the_definitions_are_sound() {
    Cli::command().debug_assert();
}
