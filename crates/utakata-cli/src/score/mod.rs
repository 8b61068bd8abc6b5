//! `utakata score`: sealed verdicts and the ledger's forecasts, graded.

mod page;

use std::path::PathBuf;

use clap::Args;
use jiff::tz::Offset;
use utakata_case::score::{Outcomes, score};

use crate::arguments::{Common, Format};
use crate::failure::{Failure, Outcome};
use crate::{report, seal};

/// Grade sealed verdicts and a ledger's forecasts, once it is known what became of them
///
/// Scores are Brier's and the logarithmic one (smaller is better), with calibration, per speaker and for Utakata
/// itself. A hedge word stands for an interval of probabilities, so its score is an interval. Forecasts that are
/// conditional, open, without a rule or without a probability are listed, not scored; so is whatever was sealed after
/// its outcome was known. Outcomes come from the ledger and from --outcomes: a CSV or TOML file with id (of an event or
/// a ledger entry), date (on which it became known), outcome (true, false, void), source, and case where several cases
/// share an id.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  utakata score
  utakata score --log verdicts.jsonl --outcomes outcomes.csv
  utakata score path/to/case --log verdicts.jsonl --outcomes outcomes.toml --format json")]
pub(crate) struct Arguments {
    /// Folder of the case whose ledger is graded [default: none with --log, else the founding case]
    #[arg(value_name = "CASE")]
    case: Option<PathBuf>,
    /// Log of sealed verdicts; its chain must hold
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// What became of events and forecasts: .toml, or else CSV
    #[arg(long, value_name = "FILE")]
    outcomes: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
}

/// Grades and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let common = &arguments.common;
    let destination = common.run.destination()?;
    let chain = arguments.log.as_deref().map(seal::read).transpose()?;
    let ledger = arguments.case.is_some() || chain.is_none();
    let case = ledger.then(|| report::open(arguments.case.as_deref(), &[])).transpose()?;
    let outcomes = match &arguments.outcomes {
        None => None,
        Some(path) => {
            let bytes = utakata_case::table::load(path).map_err(Failure::input)?;
            Some(Outcomes::parse(&path.display().to_string(), &bytes).map_err(Failure::input)?)
        }
    };
    let today = Offset::UTC.to_datetime(seal::now()?).date();
    let card = score(chain.as_ref(), case.as_ref(), outcomes.as_ref(), today).map_err(Failure::input)?;
    match common.format {
        Format::Json => destination.write_json(&page::Versioned::new(&card))?,
        Format::Csv => destination.write_bytes(&page::rows(&card)?)?,
        Format::Table => destination.write_text(&page::page(&card))?,
    }
    Ok(Outcome::Done)
}
