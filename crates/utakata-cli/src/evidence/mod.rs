//! `utakata evidence`: one kind of evidence, asked alone.

mod concentration;
mod deals;
mod page;
mod streak;
mod survey;
mod usage;

use clap::{Args, Subcommand};
use serde::Serialize;
use utakata::Statement;

use crate::arguments::{Common, Format};
use crate::failure::{Failure, Outcome};
use crate::text::Page;

/// Version of the JSON of an answer.
const SCHEMA: u32 = 1;

/// Ask one kind of evidence alone
///
/// Every answer is a statement: the null and the alternative, the statistic, its p- or e-value, the smallest
/// p-value a sample of this size could have given, and what is promised about errors. `--format json` prints the
/// statement with the figures behind it under `detail`, all at full precision.
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    kind: Kind,
}

/// The kinds of evidence.
#[derive(Debug, Subcommand)]
enum Kind {
    Usage(usage::Arguments),
    Deals(deals::Arguments),
    Survey(survey::Arguments),
    Streak(streak::Arguments),
    Concentration(concentration::Arguments),
}

/// What one kind of evidence says.
#[derive(Debug, Serialize)]
struct Answer<D> {
    schema: u32,
    kind: &'static str,
    #[serde(flatten)]
    statement: Statement,
    detail: D,
}

impl<D: Figures> Answer<D> {
    fn new(kind: &'static str, statement: Statement, detail: D) -> Self {
        Self { schema: SCHEMA, kind, statement, detail }
    }
}

/// The figures behind a statement, as people want to see them.
trait Figures: Serialize {
    /// Puts them on the page.
    fn figures(&self, page: &mut Page);
}

/// Asks and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.kind {
        Kind::Usage(usage) => print(&usage.common, || usage::ask(usage)),
        Kind::Deals(deals) => print(&deals.common, || deals::ask(deals)),
        Kind::Survey(survey) => print(&survey.common, || survey::ask(survey)),
        Kind::Streak(streak) => print(&streak.common, || streak::ask(streak)),
        Kind::Concentration(shares) => print(&shares.common, || concentration::ask(shares)),
    }
}

fn print<D: Figures>(
    common: &Common,
    ask: impl FnOnce() -> Result<Answer<D>, Failure>,
) -> Result<Outcome, Failure> {
    let destination = common.run.destination()?;
    let answer = ask()?;
    match common.format {
        Format::Json => destination.write_json(&answer)?,
        Format::Csv => destination.write_bytes(&page::row(&answer)?)?,
        Format::Table => destination.write_text(&page::page(&answer))?,
    }
    Ok(Outcome::Done)
}
