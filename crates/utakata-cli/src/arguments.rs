//! The command line: verbs and the flags they share. Each flag is defined once; the help, `docs/cli.md` and the
//! shell completions are made from these definitions.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::failure::{Failure, Outcome};
use crate::output::Destination;

/// Is this a bubble, is it bursting, since when, and how sure are we?
#[derive(Debug, Parser)]
#[command(
    name = "utakata",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true,
    after_long_help = EXIT_CODES
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

const EXIT_CODES: &str = "\
Exit codes:
  0   done
  1   something failed at run time
  2   bad usage or bad input; the message names the file, the line and the column
  10  the state named by --fail-on is reached

Results go to standard output (or --output), progress and warnings to standard error.
Colours appear on a terminal only; NO_COLOR=1 turns them off.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Report(crate::report::Arguments),
    Diagnose(crate::diagnose::Arguments),
    Test(crate::test::Arguments),
    Lppls(Box<crate::lppls::Arguments>),
    Critical(crate::critical::Arguments),
    Simulate(Box<crate::simulate::Arguments>),
    Size(crate::size::Arguments),
    Evidence(crate::evidence::Arguments),
    Read(crate::read::Arguments),
    Backtest(Box<crate::backtest::Arguments>),
    Seal(Box<crate::seal::Arguments>),
    Score(crate::score::Arguments),
    Library(crate::library::Arguments),
    /// Prints completions for a shell.
    #[command(hide = true)]
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// Flags of every verb whose result has several forms.
#[derive(Debug, Args)]
pub(crate) struct Common<F: ValueEnum + Clone + Send + Sync + 'static = Format> {
    /// Form of the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "table", help_heading = "Common")]
    pub(crate) format: F,
    #[command(flatten)]
    pub(crate) run: Run,
}

/// Flags of every verb.
#[derive(Debug, Args)]
pub(crate) struct Run {
    /// Write the result to this file instead of standard output
    ///
    /// The file is written whole and then put in place in one step: it is never left half-written. `-` means
    /// standard output.
    #[arg(long, value_name = "PATH", help_heading = "Common")]
    pub(crate) output: Option<PathBuf>,
    /// Seed of all random numbers; the same seed gives the same bits on any number of threads
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Common")]
    pub(crate) seed: u64,
    /// Threads to work on [default: one per processor]
    #[arg(long, value_name = "N", value_parser = threads, help_heading = "Common")]
    pub(crate) threads: Option<usize>,
    /// No progress bar, no warnings and no notes
    #[arg(long, help_heading = "Common")]
    pub(crate) quiet: bool,
}

impl Run {
    /// Where the result goes.
    pub(crate) fn destination(&self) -> Result<Destination, Failure> {
        Destination::new(self.output.as_deref())
    }

    /// Prints a warning unless `--quiet`.
    pub(crate) fn warn(&self, text: &str) {
        if !self.quiet {
            crate::failure::warn(text);
        }
    }

    /// Prints a note unless `--quiet`.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            crate::failure::note(text);
        }
    }
}

/// Form of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Table,
    /// For programs, all numbers at full precision
    Json,
    /// Rows for a spreadsheet
    Csv,
}

/// Refuses a flag that the choice made elsewhere on the command line would leave without effect: `given`, where the
/// choice is `chosen` and only the `fitting` ones use the flag.
pub(crate) fn without_effect(
    flag: &str,
    given: bool,
    option: &str,
    chosen: &impl ValueEnum,
    fitting: &[impl ValueEnum],
) -> Result<(), Failure> {
    let name = |value: &dyn Fn() -> Option<clap::builder::PossibleValue>| {
        value().map(|v| v.get_name().to_owned()).unwrap_or_default()
    };
    let chosen = name(&|| chosen.to_possible_value());
    let fitting: Vec<String> = fitting.iter().map(|f| name(&|| f.to_possible_value())).collect();
    if !given || fitting.contains(&chosen) {
        return Ok(());
    }
    Err(Failure::Input(anyhow::anyhow!(
        "{flag} has no effect with {option} {chosen}; it belongs to {option} {}. Leave it out, or choose that",
        fitting.join(", ")
    )))
}

/// A count of threads: more than a machine could have is a slip of the hand.
fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n @ 1..=1024) => Ok(n),
        _ => Err("expected a whole number from 1 to 1024".to_owned()),
    }
}

/// Prints shell completions.
pub(crate) fn completions(shell: Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "utakata", &mut script);
    Destination::Standard.write_bytes(&script)?;
    Ok(Outcome::Done)
}
