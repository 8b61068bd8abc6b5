//! The `utakata` command as a library: reads files, asks the engine, prints answers. No numerics live here.
//!
//! [`main`] is the command. [`embedded`] runs it inside another program (the Python package) and gives back what it would
//! have printed, so that both say the same to the bit.

mod answer;
mod arguments;
mod backtest;
mod critical;
mod diagnose;
mod embed;
mod evidence;
mod failure;
mod input;
mod library;
mod lppls;
mod output;
mod prices;
mod progress;
mod read;
#[cfg(test)]
mod reference;
mod report;
mod score;
mod seal;
mod simulate;
mod size;
mod test;
mod text;
mod windows;
mod work;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Cli, Verb};
pub use diagnose::{Tested, diagnose_options};
pub use embed::{Answered, Refused, embedded};
use failure::{Failure, Outcome};

/// The command, with the arguments of the process.
pub fn main() -> ExitCode {
    command(std::env::args_os())
}

/// The command with these arguments, the first of which is its name: prints, and gives the exit code.
pub fn command(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        // Bad usage leaves from here with code 2, help and version with 0.
        Err(told) => {
            // Nobody is left to tell when the stream is closed.
            let _ = told.print();
            return ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2));
        }
    };
    match run(&cli.verb) {
        Ok(outcome) => outcome.exit_code(),
        Err(failure) => failure.report(),
    }
}

fn run(verb: &Verb) -> Result<Outcome, Failure> {
    match verb {
        Verb::Report(arguments) => report::run(arguments),
        Verb::Diagnose(arguments) => diagnose::run(arguments),
        Verb::Test(arguments) => test::run(arguments),
        Verb::Lppls(arguments) => lppls::run(arguments),
        Verb::Size(arguments) => size::run(arguments),
        Verb::Critical(arguments) => critical::run(arguments),
        Verb::Simulate(arguments) => simulate::run(arguments),
        Verb::Evidence(arguments) => evidence::run(arguments),
        Verb::Read(arguments) => read::run(arguments),
        Verb::Backtest(arguments) => backtest::run(arguments),
        Verb::Seal(arguments) => seal::run(arguments),
        Verb::Score(arguments) => score::run(arguments),
        Verb::Library(arguments) => library::run(arguments),
        Verb::Completions { shell } => arguments::completions(*shell),
    }
}
