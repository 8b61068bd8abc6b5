//! How the command ends: exit codes and the one line printed when something is wrong.

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

    /// The whole chain in one line, free of control characters (file names and cells may hold any).
    pub(crate) fn line(&self) -> String {
        let (Self::Input(error) | Self::Runtime(error)) = self;
        one_line(&format!("{error:#}"))
    }

    /// Prints the line and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        complain("error", AnsiColor::Red, &self.line());
        match self {
            Self::Input(_) => ExitCode::from(2),
            Self::Runtime(_) => ExitCode::from(1),
        }
    }
}

/// Prints a warning on standard error.
pub(crate) fn warn(text: &str) {
    complain("warning", AnsiColor::Yellow, &one_line(text));
}

fn complain(kind: &str, colour: AnsiColor, text: &str) {
    let style = Style::new().bold().fg_color(Some(colour.into()));
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(anstream::stderr(), "{style}{kind}:{style:#} {text}");
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' if !line.ends_with(' ') => line.push(' '),
            '\n' | '\r' | '\t' => {}
            c if c.is_control() => line.push('\u{fffd}'),
            c => line.push(c),
        }
    }
    line.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_becomes_one_line_without_terminal_escapes() {
        let error = anyhow::anyhow!("cell \u{1b}[31mred\nexpected a number").context("prices.csv");
        let line = Failure::Input(error).line();
        assert_eq!(line, "prices.csv: cell \u{fffd}[31mred expected a number");
    }
}
