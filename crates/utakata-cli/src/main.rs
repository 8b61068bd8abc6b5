//! The `utakata` command: reads files, asks the engine, prints answers. No numerics live here.

mod answer;
mod arguments;
mod backtest;
mod critical;
mod diagnose;
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
use failure::{Failure, Outcome};

fn main() -> ExitCode {
    // Bad usage leaves from here with code 2, help and version with 0.
    let cli = Cli::parse();
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
