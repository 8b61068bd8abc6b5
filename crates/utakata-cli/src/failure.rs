//! How the command ends: exit codes, and what is printed when something is wrong.

use std::io::Write;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};

/// Exit code when `--fail-on` names a state that is reached.
const REACHED: u8 = 10;

/// The command did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Exit code 0.
    Done,
    /// The state of `--fail-on` is reached: exit code 10.
    Reached,
}

impl Outcome {
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Self::Done => ExitCode::SUCCESS,
            Self::Reached => ExitCode::from(REACHED),
        }
    }
}

/// The command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Bad usage or bad input: exit code 2.
    Input(anyhow::Error),
    /// Anything else, for example a full disk: exit code 1.
    Runtime(anyhow::Error),
}

impl Failure {
    /// Bad input.
    pub(crate) fn input(error: impl Into<anyhow::Error>) -> Self {
        Self::Input(error.into())
    }

    /// A failure that is not the user's.
    pub(crate) fn runtime(error: impl Into<anyhow::Error>) -> Self {
        Self::Runtime(error.into())
    }

    /// Puts `context` before the cause, keeping the kind.
    pub(crate) fn context(self, context: impl std::fmt::Display + Send + Sync + 'static) -> Self {
        match self {
            Self::Input(error) => Self::Input(error.context(context)),
            Self::Runtime(error) => Self::Runtime(error.context(context)),
        }
    }

    /// The whole chain, free of control characters (file names and cells may hold any).
    pub(crate) fn text(&self) -> String {
        let (Self::Input(error) | Self::Runtime(error)) = self;
        printable(&format!("{error:#}"))
    }

    /// Prints it and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        complain("error", AnsiColor::Red, &self.text());
        match self {
            Self::Input(_) => ExitCode::from(2),
            Self::Runtime(_) => ExitCode::from(1),
        }
    }
}

/// Prints a warning on standard error, or keeps it for the program that runs the command.
pub(crate) fn warn(text: &str) {
    let text = printable(text);
    if !crate::embed::keep_warning(&text) {
        complain("warning", AnsiColor::Yellow, &text);
    }
}

/// Prints on standard error what was done that the user did not say.
pub(crate) fn note(text: &str) {
    // Another program has what notes say among the fields of the answer.
    if crate::embed::observer().is_none() {
        complain("note", AnsiColor::Cyan, &printable(text));
    }
}

fn complain(kind: &str, colour: AnsiColor, text: &str) {
    let style = Style::new().bold().fg_color(Some(colour.into()));
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(anstream::stderr(), "{style}{kind}:{style:#} {text}");
}

/// Without control characters but line breaks, which part the items of a list.
fn printable(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' => c,
        '\t' | '\r' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.trim_end().chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_is_told_without_terminal_escapes() {
        let error = anyhow::anyhow!("cell \u{1b}[31mred\r expected a number").context("prices.csv");
        let line = Failure::Input(error).text();
        assert_eq!(line, "prices.csv: cell \u{fffd}[31mred  expected a number");
    }
}
