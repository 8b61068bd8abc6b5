//! `utakata report`: from a case to a verdict.

mod built_in;
mod rows;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use utakata_case::findings::Label;
use utakata_case::verdict::{InquiryError, InquiryOptions, inquire};
use utakata_case::{Case, Findings};
use utakata_report::terminal::{TerminalOptions, WIDEST};
use utakata_report::{Language, html, json, terminal};

use crate::arguments::Common;
use crate::failure::{Failure, Outcome};
use crate::work::Work;

/// Answer the question of a case: verdict, evidence, audited claims, sources
///
/// A case is a folder with case.toml, ledger.toml and series/*.csv (docs/case-format.md). Without one, the founding
/// case is used: is the AI large-model bubble bursting, as of 27 June 2023? JSON is the whole report as one value
/// (schema/findings.schema.json); table and html are renderings of it; csv is its evidence table.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  utakata report
  utakata report --format html --language ja --output report.html
  utakata report path/to/case --series closes.csv --series 300418.SZ=kunlun.csv
  utakata report path/to/case --quiet --fail-on broad-turn --fail-on burst-confirmed")]
pub(crate) struct Arguments {
    /// Folder of the case, or `-` for one that `utakata read --draft -` prints [default: the founding case]
    #[arg(value_name = "CASE")]
    case: Option<PathBuf>,
    /// Further prices: a CSV file, or SYMBOL=FILE for a file without a symbol column (repeatable)
    #[arg(long, value_name = "FILE")]
    series: Vec<PathBuf>,
    /// Language of the table and of the page: en, ja or zh
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: Language,
    /// Replications of each bootstrap
    #[arg(long, value_name = "N", default_value_t = InquiryOptions::default().replications)]
    replications: usize,
    /// Exit with code 10 when the verdict has this label, or a basket is in this state (repeatable)
    #[arg(long, value_enum, value_name = "STATE")]
    fail_on: Vec<Awaited>,
    #[command(flatten)]
    common: Common<Format>,
}

/// Form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, at most 100 columns
    Table,
    /// The whole report as one value
    Json,
    /// One self-contained page
    Html,
    /// The evidence table
    Csv,
}

/// Labels of a verdict and states of a basket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Awaited {
    /// No basket has a qualifying run-up
    NoRunUp,
    /// There is a run-up; no stream has turned
    NoTurnShown,
    /// Some streams have turned, not enough for a broad turn
    TurnInSomeStreams,
    /// At least the registered number of streams have turned
    BroadTurn,
    /// One of the resolvable events has happened
    BurstConfirmed,
    /// A basket is calm
    Calm,
    /// A basket is inflating
    Inflating,
    /// A basket is bursting
    Bursting,
    /// A basket is deflated
    Deflated,
}

impl Awaited {
    fn reached(self, findings: &Findings) -> bool {
        let label = |label| findings.verdict.label == label;
        let state = |word| findings.verdict.states.iter().any(|s| s.state == word);
        match self {
            Self::NoRunUp => label(Label::NoRunUp),
            Self::NoTurnShown => label(Label::NoTurnShown),
            Self::TurnInSomeStreams => label(Label::TurnInSomeStreams),
            Self::BroadTurn => label(Label::BroadTurn),
            Self::BurstConfirmed => label(Label::BurstConfirmed),
            Self::Calm => state("calm"),
            Self::Inflating => state("inflating"),
            Self::Bursting => state("bursting"),
            Self::Deflated => state("deflated"),
        }
    }
}

/// Opens, inquires and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let common = &arguments.common;
    let destination = common.run.destination()?;
    let work = Work::new(&common.run)?;
    let case = open(arguments.case.as_deref(), &arguments.series)?;
    let options = InquiryOptions { replications: arguments.replications, seed: common.run.seed };
    let findings = inquire(&case, &options, &work.execution()).map_err(blame)?;
    drop(work);
    match common.format {
        Format::Json => {
            destination.write_bytes(json::render(&findings).map_err(Failure::runtime)?.as_bytes())?;
        }
        Format::Html => {
            let page = html::render(&findings, arguments.language).map_err(Failure::runtime)?;
            destination.write_bytes(page.as_bytes())?;
        }
        Format::Csv => destination.write_bytes(&rows::rows(&findings)?)?,
        Format::Table => {
            let options = TerminalOptions { language: arguments.language, width: width(), colour: true };
            destination.write_text(&terminal::render(&findings, &options))?;
        }
    }
    let reached = arguments.fail_on.iter().any(|awaited| awaited.reached(&findings));
    Ok(if reached { Outcome::Reached } else { Outcome::Done })
}

/// The case in `folder`, or the founding case, with further prices.
pub(crate) fn open(folder: Option<&Path>, series: &[PathBuf]) -> Result<Case, Failure> {
    match folder {
        Some(folder) if folder.as_os_str() == "-" => {
            let (_, bytes) = crate::input::load(folder)?;
            let files = crate::read::unbundle(&String::from_utf8_lossy(&bytes))?;
            let files: Vec<(&str, &[u8])> = files.iter().map(|(n, c)| (n.as_str(), c.as_bytes())).collect();
            Case::embedded(&files, series)
        }
        Some(folder) => Case::open(folder, series),
        None => Case::embedded(built_in::FILES, series),
    }
    .map_err(Failure::input)
}

/// Whose fault it is that an inquiry ended early.
pub(crate) fn blame(error: InquiryError) -> Failure {
    match error {
        InquiryError::Cancelled(_) | InquiryError::Library(_) => Failure::runtime(error),
        _ => Failure::input(error),
    }
}

/// Columns of the terminal, if there is one.
fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDEST, |(width, _)| usize::from(width.0))
}
