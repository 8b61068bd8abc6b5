//! The command inside another program: what it would print is given back, and who watches it may stop it.

use std::cell::RefCell;
use std::ffi::OsString;
use std::sync::Arc;

use clap::Parser;
use utakata::execution::Observer;

use crate::arguments::Cli;
use crate::failure::{Failure, Outcome};

/// What the command brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// What would stand on standard output.
    pub output: Vec<u8>,
    /// Warnings, without the word.
    pub warnings: Vec<String>,
    /// Whether a state named by `--fail-on` is reached.
    pub reached: bool,
}

/// Why the command did not do its work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Bad usage or bad input; the message says what to do.
    #[error("{0}")]
    Input(String),
    /// Something failed at run time.
    #[error("{0}")]
    Runtime(String),
}

/// What a run inside another program keeps; of this thread, on which every verb reads and writes.
struct Embedding {
    output: Vec<u8>,
    warnings: Vec<String>,
    observer: Arc<dyn Observer + Send + Sync>,
}

thread_local! {
    static EMBEDDING: RefCell<Option<Embedding>> = const { RefCell::new(None) };
}

/// Runs the command with `arguments` (without its name) on this thread and gives back what it would have printed. `observer`
/// hears of progress and may stop long work.
///
/// # Errors
/// [`Refused`], with the message that the command would have printed.
pub fn embedded(
    arguments: impl IntoIterator<Item = OsString>,
    observer: Arc<dyn Observer + Send + Sync>,
) -> Result<Answered, Refused> {
    let named = std::iter::once(OsString::from("utakata")).chain(arguments);
    let cli = Cli::try_parse_from(named).map_err(|told| Refused::Input(usage(&told)))?;
    let before = EMBEDDING.replace(Some(Embedding { output: Vec::new(), warnings: Vec::new(), observer }));
    let outcome = crate::run(&cli.verb);
    let kept = EMBEDDING.replace(before);
    let (output, warnings) = kept.map(|kept| (kept.output, kept.warnings)).unwrap_or_default();
    match outcome {
        Ok(outcome) => Ok(Answered { output, warnings, reached: outcome == Outcome::Reached }),
        Err(failure) => Err(failure.into()),
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        let text = failure.text();
        match failure {
            Failure::Input(_) => Self::Input(text),
            Failure::Runtime(_) => Self::Runtime(text),
        }
    }
}

/// What is wrong with the arguments, without the colours and the hint at `--help`.
pub(crate) fn usage(told: &clap::Error) -> String {
    let text = told.to_string();
    let lines = text.lines().take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"));
    lines.collect::<Vec<_>>().join("\n").trim().trim_start_matches("error: ").to_owned()
}

/// Keeps bytes for standard output; `false` where no other program runs the command.
pub(crate) fn keep_output(bytes: &[u8]) -> bool {
    EMBEDDING.with_borrow_mut(|embedding| {
        let kept = embedding.as_mut().map(|embedding| embedding.output.extend_from_slice(bytes));
        kept.is_some()
    })
}

/// Keeps a warning; `false` where no other program runs the command.
pub(crate) fn keep_warning(text: &str) -> bool {
    EMBEDDING.with_borrow_mut(|embedding| {
        let kept = embedding.as_mut().map(|embedding| embedding.warnings.push(text.to_owned()));
        kept.is_some()
    })
}

/// Who watches the run inside another program.
pub(crate) fn observer() -> Option<Arc<dyn Observer + Send + Sync>> {
    EMBEDDING.with_borrow(|embedding| embedding.as_ref().map(|embedding| Arc::clone(&embedding.observer)))
}

#[cfg(test)]
mod tests {
    use utakata::execution::Unobserved;

    use super::*;

    fn ask(line: &str) -> Result<Answered, Refused> {
        embedded(line.split(' ').map(OsString::from), Arc::new(Unobserved))
    }

    #[test]
    fn what_it_would_print_is_given_back() {
        let answered = ask("evidence survey --share 0.86 --n 12800 --format json").unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&answered.output).unwrap();
        assert_eq!(answer["kind"], "survey");
        assert!(answered.warnings.is_empty() && !answered.reached);
        assert!(observer().is_none(), "nothing is left behind");
        assert!(!keep_output(b"x"));
    }

    #[test]
    fn what_is_wrong_is_told_once() {
        let Err(Refused::Input(text)) = ask("evidence survey --share 1.5 --n 12800") else { panic!() };
        assert!(text.contains("1.5"), "{text}");
        let Err(Refused::Input(text)) = ask("evidence survey --share x --n 12800") else { panic!() };
        assert!(text.starts_with("invalid value 'x'") && !text.contains("--help"), "{text}");
    }

    struct Never;
    impl Observer for Never {
        fn cancelled(&self) -> bool {
            true
        }
    }

    #[test]
    fn who_watches_may_stop_it() {
        let line = "critical --observations 100 --replications 50";
        let stopped = embedded(line.split(' ').map(OsString::from), Arc::new(Never));
        assert!(matches!(stopped, Err(Refused::Runtime(text)) if text.contains("cancelled")));
    }
}
