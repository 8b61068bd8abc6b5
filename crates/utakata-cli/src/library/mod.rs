//! `utakata library`: booms and what became of them.

mod build;
#[cfg(feature = "parquet")]
mod parquet;
mod show;

use std::path::Path;

use clap::{Args, Subcommand, builder::PossibleValuesParser};
use utakata::boom::Rule;
use utakata_case::library::Library;

use crate::failure::{Failure, Outcome};
use crate::input;

/// The boom library: run-ups found by rules fixed in advance, and what followed each
///
/// Booms that went on are in it as surely as those that burst. A library holds facts derived from prices (path of the
/// run-up, acceleration, first passages of drawdowns, what followed), not the prices. The method and the shipped
/// library are described in docs/library.md.
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

/// What to do with a library.
#[derive(Debug, Subcommand)]
enum What {
    Build(Box<build::Arguments>),
    Show(show::Arguments),
}

/// Builds or shows.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.what {
        What::Build(build) => build::run(build),
        What::Show(show) => show::run(show),
    }
}

fn rules() -> PossibleValuesParser {
    PossibleValuesParser::new(Rule::ALL.map(Rule::name))
}

/// The rules named, in the order of the registry; all of them when none is named.
fn chosen(names: &[String]) -> Vec<Rule> {
    let named = |rule: &Rule| names.is_empty() || names.iter().any(|name| name == rule.name());
    Rule::ALL.into_iter().filter(named).collect()
}

/// A library file, CSV or Parquet.
fn read(path: &Path) -> Result<Library, Failure> {
    let (name, bytes) = input::load(path)?;
    Library::parse(&name, &bytes).map_err(Failure::input)
}
