//! `utakata backtest`: how often the verdict's parts are wrong, and how late they are right.

mod after_entry_page;
mod episodes;
mod library;
mod library_page;
mod page;
mod replay;

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use utakata::boom::Rule;
use utakata::laboratory::{self, CROSSING, Campaign, Cell, CellResult, MONITORS, grid};
use utakata::monitor::{Calibrated, Design, MonitorError};
use utakata::reference_class::PathScore;

use crate::arguments::{Common, Format};
use crate::failure::{Failure, Outcome};
use crate::prices::Prices;
use crate::work::Work;

/// Version of the JSON.
const SCHEMA: u32 = 1;

/// Measure how often alarms, labels and monitors are wrong: on past booms, or on simulated paths
///
/// On a library, every boom is judged by booms of other eras only. Measured are the reference-class alarm at entry (false
/// alarms among booms that went on, power among booms that burst) with every score tried and what choosing among them
/// costs, and the probability of bursting against the plain frequency, with intervals that resample whole eras. A
/// forecast whose gain is not shown is replaced by that frequency.
///
/// With --replay: what the verdict on prices would have said on every week of every boom with only the data of that day,
/// against what was true. Without a library that of the shipped closes follows the tables of the shipped one, except in
/// rows.
///
/// With --simulated: nulls (constant, clustered and breaking volatility, fat tails, autocorrelation, drift) and bubbles
/// (slow and fast growth that ends by a reset, a decay, a slide, or merely stops); monitors are trained on the first part
/// of every path and replay the rest one observation at a time, with the usual BSADF crossing rules beside them.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  utakata backtest
  utakata backtest --score acceleration --format csv
  utakata backtest library.csv --group index
  utakata backtest --replay
  utakata backtest --replay indices.csv --series symbol --pages booms
  utakata backtest --simulated
  utakata backtest --simulated --monitor amax,cusum --observations 600 --paths 500
  utakata backtest --simulated --alone --cell stop --format csv
  utakata backtest --simulated --alone --cell rho --dates 200

Results on booms are in docs/backtest.md; the monitors and the cells are described in docs/laboratory.md.")]
pub(crate) struct Arguments {
    /// Library of booms, CSV or Parquet, one row per boom; `-` is standard input [default: the shipped library]
    #[arg(value_name = "LIBRARY", conflicts_with = "simulated")]
    library: Option<PathBuf>,
    /// Rule whose booms are judged, where the library has several
    #[arg(long, value_name = "RULE", default_value = "two-year-double", value_parser = rules(), conflicts_with = "simulated")]
    rule: String,
    /// Only assets of this group, where the library has groups; with --replay and files, the kind of their assets
    #[arg(long, value_name = "GROUP", conflicts_with = "simulated")]
    group: Option<String>,
    /// Score of the alarm, known on the day of entry
    #[arg(long, value_name = "SCORE", default_value = "second-half-volatility", value_parser = scores(), conflicts_with_all = ["simulated", "replay"])]
    score: String,
    /// Replay every boom that the rule finds in these files of prices, look by look [default: the shipped closes]
    ///
    /// CSV or Parquet; `-` is standard input. Daily prices are looked at every fifth observation. At each look: calm,
    /// inflating, bursting or deflated by the data of that day alone, and what was true. Measured are the share of looks with
    /// each label while each thing was true, how often `bursting` was said of booms that went on, how long before a fall
    /// of 40 % otherwise, and the same for simpler signs.
    #[arg(long, value_name = "PRICES", num_args = 0.., conflicts_with_all = ["library", "simulated"])]
    replay: Option<Vec<PathBuf>>,
    #[command(flatten)]
    prices: Prices,
    /// Folder for a page in Markdown about every boom replayed, and an index of them
    #[arg(long, requires = "replay", value_name = "FOLDER")]
    pages: Option<PathBuf>,
    /// Journal of a replay: assets it has are not replayed again, those finished now are added
    #[arg(long, requires = "replay", value_name = "FILE")]
    resume: Option<PathBuf>,
    /// On simulated paths, where the truth is known
    #[arg(long)]
    simulated: bool,
    /// Monitors to measure, by name
    #[arg(long, requires = "simulated", conflicts_with = "library", value_name = "NAME", default_value = "utakata", value_delimiter = ',', value_parser = names())]
    monitor: Vec<String>,
    /// Leave out the crossing rules
    #[arg(long, requires = "simulated", conflicts_with = "library")]
    alone: bool,
    /// Only cells whose name contains this
    #[arg(long, requires = "simulated", conflicts_with = "library", value_name = "TEXT")]
    cell: Option<String>,
    /// Length of every path; bubbles need at least 240
    #[arg(long, requires = "simulated", conflicts_with = "library", value_name = "N", default_value_t = 240)]
    observations: usize,
    /// Observations to train on [default: half of them]; the horizon is the rest
    #[arg(long, requires = "simulated", conflicts_with = "library", value_name = "N")]
    training: Option<usize>,
    /// Paths per cell
    #[arg(
        long,
        requires = "simulated",
        conflicts_with = "library",
        value_name = "N",
        default_value_t = 2000
    )]
    paths: usize,
    /// Paths per bubble on which the 90 % sets of its dates are checked, when the end is called; 0 for none. Slow: 200 take
    /// seconds per cell. Not for the crossing rules, unless they are asked for by name
    #[arg(long, requires = "simulated", conflicts_with = "library", value_name = "N", default_value_t = 0)]
    dates: usize,
    /// Nominal chance of any false alarm over the horizon
    #[arg(
        long,
        requires = "simulated",
        conflicts_with = "library",
        value_name = "P",
        default_value_t = 0.05
    )]
    false_alarm_rate: f64,
    /// Simulated paths behind each boundary [default: 10000; 2000 for the sequences of the crossing rules]
    #[arg(long, requires = "simulated", conflicts_with = "library", value_name = "N")]
    replications: Option<usize>,
    #[command(flatten)]
    common: Common,
}

fn names() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(MONITORS.iter().map(|m| m.name))
}

fn rules() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(Rule::ALL.map(Rule::name))
}

fn scores() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(PathScore::ALL.iter().map(|s| s.name()))
}

/// The JSON on simulated paths.
#[derive(Debug, Serialize)]
struct Answer {
    schema: u32,
    simulated: bool,
    observations: usize,
    training: usize,
    paths: usize,
    seed: u64,
    monitors: Vec<Measured>,
}

/// One monitor's results.
#[derive(Debug, Serialize)]
struct Measured {
    monitor: String,
    about: &'static str,
    design: Design,
    /// Empty where each training sample has its own.
    inflation_constants: Vec<f64>,
    crash_constants: Vec<f64>,
    cells: Vec<CellResult>,
}

/// Measures and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    if let Some(files) = &arguments.replay {
        return replay::run(arguments, files);
    }
    if arguments.prices.any() {
        return Err(Failure::Input(anyhow::anyhow!(
            "the flags about columns and assets belong to --replay; leave them out, or add it"
        )));
    }
    if !arguments.simulated {
        return library::run(arguments);
    }
    let common = &arguments.common;
    let destination = common.run.destination()?;
    let work = Work::new(&common.run)?;
    let answer = ask(arguments, &work)?;
    match common.format {
        Format::Json => destination.write_json(&answer)?,
        Format::Csv => destination.write_bytes(&page::rows(&answer)?)?,
        Format::Table => destination.write_text(&page::page(&answer))?,
    }
    Ok(Outcome::Done)
}

fn ask(arguments: &Arguments, work: &Work) -> Result<Answer, Failure> {
    let observations = arguments.observations;
    let training = arguments.training.unwrap_or(observations / 2);
    if training >= observations {
        return Err(Failure::Input(anyhow::anyhow!(
            "--training {training} leaves nothing of --observations {observations} to watch"
        )));
    }
    let cells = cells(arguments, training)?;
    let campaign =
        Campaign { observations, paths: arguments.paths, seed: arguments.common.run.seed, dated: 0 };
    let mut names: Vec<&str> = arguments.monitor.iter().map(String::as_str).collect();
    if !arguments.alone {
        names.extend(CROSSING.iter().filter(|name| !arguments.monitor.iter().any(|m| m == *name)));
    }
    let monitors = names
        .iter()
        .map(|name| calibrate(name, arguments, training, work))
        .collect::<Result<Vec<_>, Failure>>()?;
    // Cells are shared out over the threads; one cell is simulated by one of them.
    let units = work.execution().map(monitors.len() * cells.len(), |unit| {
        let (monitor, cell) = (unit / cells.len(), unit % cells.len());
        let dated = if monitor < arguments.monitor.len() { arguments.dates.min(campaign.paths) } else { 0 };
        let campaign = Campaign { dated, ..campaign };
        laboratory::run(&cells[cell], &monitors[monitor], &campaign, &utakata::Execution::serial())
    });
    let results =
        units.map_err(Failure::runtime)?.into_iter().collect::<Result<Vec<_>, _>>().map_err(flag)?;
    let measured =
        names.iter().zip(monitors).zip(results.chunks(cells.len())).map(|((name, monitor), cells)| {
            Measured {
                monitor: (*name).to_owned(),
                about: MONITORS.iter().find(|m| m.name == *name).map_or("", |m| m.about),
                inflation_constants: monitor.inflation_constants().to_vec(),
                crash_constants: monitor.crash_constants().to_vec(),
                design: monitor.design().clone(),
                cells: cells.to_vec(),
            }
        });
    Ok(Answer {
        schema: SCHEMA,
        simulated: arguments.simulated,
        observations,
        training,
        paths: campaign.paths,
        seed: campaign.seed,
        monitors: measured.collect(),
    })
}

/// The cells asked for.
fn cells(arguments: &Arguments, training: usize) -> Result<Vec<Cell>, Failure> {
    if arguments.paths == 0 {
        return Err(Failure::Input(anyhow::anyhow!("--paths 0 measures nothing; give at least 1")));
    }
    let observations = arguments.observations;
    let wanted = |cell: &Cell| arguments.cell.as_ref().is_none_or(|text| cell.name.contains(text));
    let cells: Vec<Cell> = grid(observations).into_iter().filter(wanted).collect();
    let Some(first) = cells.first() else {
        let names: Vec<String> = grid(observations).into_iter().map(|cell| cell.name).collect();
        return Err(Failure::Input(anyhow::anyhow!(
            "no cell has \"{}\" in its name; there are {}",
            arguments.cell.as_deref().unwrap_or_default(),
            names.join(", ")
        )));
    };
    let begins = cells.iter().filter_map(|cell| cell.bubble).map(|span| span.first).min();
    if let Some(begins) = begins
        && (observations < 240 || begins < training)
    {
        return Err(Failure::Input(anyhow::anyhow!(
            "the bubbles of the grid begin at observation {} and need 240 observations in all; lengthen \
             --observations, shorten --training, or choose null cells with --cell, for example --cell {}",
            begins + 1,
            first.name
        )));
    }
    Ok(cells)
}

fn calibrate(name: &str, arguments: &Arguments, training: usize, work: &Work) -> Result<Calibrated, Failure> {
    let horizon = arguments.observations - training;
    let Some(mut design) = laboratory::named(name, training, horizon) else {
        return Err(Failure::Input(anyhow::anyhow!("there is no monitor {name}")));
    };
    design.false_alarm_rate = arguments.false_alarm_rate;
    design.seed = arguments.common.run.seed;
    if let Some(replications) = arguments.replications {
        design.replications = replications;
    }
    Calibrated::new(&design, training, &work.unobserved()).map_err(flag)
}

fn flag(error: MonitorError) -> Failure {
    match error {
        MonitorError::Cancelled(_) => Failure::runtime(error),
        _ => Failure::input(error),
    }
}
