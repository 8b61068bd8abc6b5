//! `utakata size`: how often do the tests reject, by simulation.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use serde::Serialize;
use utakata::laboratory::{Cell, bubbles, nulls};
use utakata::null::NullError;
use utakata::size::{CANDIDATES, Campaign, Candidate, Rejections, candidate, rejections};

use crate::arguments::Common;
use crate::failure::{Failure, Outcome};
use crate::text::{Page, full, number};
use crate::work::Work;

/// Version of the JSON.
const SCHEMA: u32 = 1;

/// Size and power of the tests by simulation
///
/// Runs each test on simulated prices and counts how often it rejects: under a null the share should be the nominal
/// size, under a bubble it is the power. Bootstraps are run anew on every path. docs/size.md is made by this command.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Tests, by name (repeatable) [default: all]
    #[arg(long = "test", value_name = "NAME", value_parser = known_test)]
    tests: Vec<&'static str>,
    /// Processes, by name as in `utakata backtest --simulated` (repeatable) [default: all nulls and three bubbles]
    #[arg(long = "process", value_name = "NAME")]
    processes: Vec<String>,
    /// Length of every path
    #[arg(long, value_name = "N", default_value_t = 200)]
    observations: usize,
    /// Paths per process
    #[arg(long, value_name = "N", default_value_t = 1000)]
    paths: usize,
    /// Bootstrap draws behind each p-value (a null that all paths share has at least 4999)
    #[arg(long, value_name = "N", default_value_t = 199)]
    replications: usize,
    /// Nominal size
    #[arg(long, value_name = "SIZE", default_value_t = 0.05)]
    size: f64,
    #[command(flatten)]
    common: Common<Form>,
}

/// Form of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    Table,
    /// For programs, all numbers at full precision
    Json,
    /// Rows for a spreadsheet
    Csv,
    /// The table of docs/size.md: one row per test, sizes more than two points off in bold
    Markdown,
}

const EXAMPLES: &str = "\
Examples:
  utakata size --test gsadf-wild --test demeaned-sign
  utakata size --observations 400 --paths 2000 --format csv --output size.csv
  utakata size --test gssu --format markdown";

/// Bubbles shown when none are named.
const BUBBLES: [&str; 3] = ["rho-1.02-reset", "rho-1.04-reset", "rho-1.04-slide"];

fn known_test(text: &str) -> Result<&'static str, String> {
    candidate(text).map(|c| c.name).ok_or_else(|| {
        let names: Vec<&str> = CANDIDATES.iter().map(|c| c.name).collect();
        format!("there is no such test; the tests are {}", names.join(", "))
    })
}

#[derive(Debug, Serialize)]
struct Answer {
    schema: u32,
    #[serde(flatten)]
    campaign: Campaign,
    results: Vec<Rejections>,
}

/// Simulates and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let common = &arguments.common;
    let destination = common.run.destination()?;
    let work = Work::new(&common.run)?;
    let campaign = campaign(arguments)?;
    let tests: Vec<&Candidate> = CANDIDATES
        .iter()
        .filter(|c| arguments.tests.is_empty() || arguments.tests.contains(&c.name))
        .collect();
    let cells = cells(arguments)?;
    let mut results = Vec::new();
    for test in &tests {
        let prepared = test.prepare(&campaign, &work.execution()).map_err(flag)?;
        for cell in &cells {
            let result = rejections(test.name, &prepared, &cell.name, cell, &campaign, &work.execution());
            results.push(result.map_err(flag)?);
        }
    }
    let answer = Answer { schema: SCHEMA, campaign, results };
    match common.format {
        Form::Json => destination.write_json(&answer)?,
        Form::Csv => destination.write_bytes(&rows(&answer)?)?,
        Form::Table => destination.write_text(&page(&answer, &tests, &cells))?,
        Form::Markdown => destination.write_text(&markdown(&answer, &tests, &cells))?,
    }
    Ok(Outcome::Done)
}

fn campaign(arguments: &Arguments) -> Result<Campaign, Failure> {
    let &Arguments { observations, paths, replications, size, .. } = arguments;
    if !(size > 0.0 && size < 1.0 && (1..=10_000_000).contains(&paths)) {
        return Err(Failure::Input(anyhow::anyhow!(
            "--size must lie between 0 and 1 (5 % is 0.05), and --paths between 1 and 10000000"
        )));
    }
    Ok(Campaign { observations, paths, replications, size, seed: arguments.common.run.seed })
}

fn cells(arguments: &Arguments) -> Result<Vec<Cell>, Failure> {
    let mut all = nulls();
    all.extend(bubbles(arguments.observations));
    if arguments.processes.is_empty() {
        all.retain(|cell| cell.bubble.is_none() || BUBBLES.contains(&cell.name.as_str()));
        return Ok(all);
    }
    let names: Vec<String> = all.iter().map(|cell| cell.name.clone()).collect();
    if let Some(unknown) = arguments.processes.iter().find(|name| !names.contains(name)) {
        return Err(Failure::Input(anyhow::anyhow!(
            "--process {unknown}: there is no such process; the processes are {}",
            names.join(", ")
        )));
    }
    all.retain(|cell| arguments.processes.contains(&cell.name));
    Ok(all)
}

fn flag(error: NullError) -> Failure {
    match error {
        NullError::Cancelled(_) => Failure::runtime(error),
        _ => Failure::input(error),
    }
}

fn rows(answer: &Answer) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = ["test", "process", "paths", "undefined", "rejected", "rate", "low", "high"];
    writer.write_record(header).map_err(Failure::runtime)?;
    for r in &answer.results {
        let end = |of: fn(utakata::Interval) -> Option<f64>| full(r.interval.and_then(of));
        writer
            .write_record([
                r.test.clone(),
                r.process.clone(),
                r.paths.to_string(),
                r.undefined.to_string(),
                r.rejected.to_string(),
                full(r.rate),
                end(|i| i.low),
                end(|i| i.high),
            ])
            .map_err(Failure::runtime)?;
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}

/// Rejections of `test` on `cell`, when both were run.
fn of<'a>(answer: &'a Answer, test: &Candidate, cell: &Cell) -> Option<&'a Rejections> {
    answer.results.iter().find(|r| r.test == test.name && r.process == cell.name)
}

/// Whether a size is more than two points off; a power never is.
fn off(answer: &Answer, cell: &Cell, rate: f64) -> bool {
    cell.bubble.is_none() && (rate - answer.campaign.size).abs() > 0.02
}

/// Binomial standard error of the nominal size.
fn standard_error(campaign: &Campaign) -> f64 {
    (campaign.size * (1.0 - campaign.size) / campaign.paths as f64).sqrt()
}

fn markdown(answer: &Answer, tests: &[&Candidate], cells: &[Cell]) -> String {
    let names: Vec<&str> = cells.iter().map(|cell| cell.name.as_str()).collect();
    let mut text =
        format!("| test | paths | ± | {} |\n|{}\n", names.join(" | "), "---|".repeat(cells.len() + 3));
    let error = 100.0 * standard_error(&answer.campaign);
    for test in tests {
        // Writing to a string cannot fail.
        let _ = write!(text, "| {} | {} | {error:.1} |", test.name, answer.campaign.paths);
        for cell in cells {
            let _ = match of(answer, test, cell).and_then(|r| r.rate) {
                Some(rate) if off(answer, cell, rate) => write!(text, " **{:.1}** |", 100.0 * rate),
                Some(rate) => write!(text, " {:.1} |", 100.0 * rate),
                None => write!(text, " – |"),
            };
        }
        text.push('\n');
    }
    text
}

fn page(answer: &Answer, tests: &[&Candidate], cells: &[Cell]) -> String {
    let Campaign { observations, paths, replications, size, seed } = answer.campaign;
    let percent = |share: f64| number(100.0 * share, 3);
    let mut page = Page::default();
    page.heading(&format!("Per cent of paths rejected at nominal {} %", percent(size)));
    page.fact("paths", &format!("{paths} of {observations} observations per process, seed {seed}"));
    page.fact(
        "draws",
        &format!("{replications} behind each bootstrap p-value, 4999 or more behind a shared null"),
    );
    page.fact(
        "standard error",
        &format!("{} points at the nominal size", percent(standard_error(&answer.campaign))),
    );
    for test in tests {
        page.heading(test.name);
        page.block(test.what);
        let rows = cells.iter().filter_map(|cell| {
            let r = of(answer, test, cell)?;
            let kind = if cell.bubble.is_some() { "power" } else { "size" };
            let mark = if r.rate.is_some_and(|rate| off(answer, cell, rate)) { "off" } else { "" };
            let rate = r.rate.map_or_else(|| "–".to_owned(), percent);
            Some(vec![cell.name.clone(), kind.to_owned(), rate, mark.to_owned()])
        });
        page.table(&["process", "", "%", ""], rows);
    }
    page.block("off: more than two points from the nominal size");
    page.finish()
}
