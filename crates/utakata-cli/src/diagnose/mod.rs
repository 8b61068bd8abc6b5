//! `utakata diagnose`: price series against the null of no bubble.

mod arguments;
mod page;
mod panel;

use serde::Serialize;
use utakata::diagnose::{DiagnoseError, DiagnoseOptions, Diagnosis, SCHEMA, State, diagnose};
use utakata::null::NullError;
use utakata::{Execution, Statement};

pub(crate) use arguments::Arguments;
pub use arguments::diagnose_options;

use crate::arguments::Format;
use crate::failure::{Failure, Outcome};
use crate::input::Named;
use crate::text::{full, name_of};
use crate::work::Work;

/// What is printed for one series.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Entry {
    Tested(Box<Tested>),
    Failed(Failed),
}

/// A diagnosis and the same in words: the JSON of one series.
#[derive(Debug, Clone, Serialize)]
pub struct Tested {
    /// The figures.
    #[serde(flatten)]
    pub diagnosis: Diagnosis,
    /// The same in words.
    pub statement: Statement,
}

impl From<Diagnosis> for Tested {
    fn from(diagnosis: Diagnosis) -> Self {
        let statement = diagnosis.statement();
        Self { diagnosis, statement }
    }
}

#[derive(Debug, Serialize)]
struct Failed {
    schema: u32,
    series: String,
    error: String,
}

/// Reads, tests and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let common = &arguments.common;
    if !arguments.fail_on.is_empty() && !arguments.test.has_null() {
        return Err(Failure::Input(anyhow::anyhow!(
            "--fail-on needs a state, and --null none gives none; choose another null"
        )));
    }
    let destination = common.run.destination()?;
    let work = Work::new(&common.run)?;
    if arguments.test.panel {
        if !arguments.fail_on.is_empty() {
            return Err(Failure::Input(anyhow::anyhow!(
                "--fail-on needs the state of a series; --panel has none"
            )));
        }
        let joint = arguments.test.joint(common)?;
        let all = arguments.columns.read(&arguments.files)?;
        return panel::run(&all, &joint, &work, |text| common.run.warn(text), &destination);
    }
    let options = arguments.test.options(common.run.seed)?;
    let entries = test(arguments.columns.read(&arguments.files)?, &options, &work)?;
    complain(arguments, &entries)?;
    match common.format {
        Format::Json => match entries.as_slice() {
            [one] => destination.write_json(one)?,
            several => destination.write_json(&several)?,
        },
        Format::Csv => destination.write_bytes(&rows(&entries)?)?,
        Format::Table => destination.write_text(&page::page(&entries))?,
    }
    let awaited: Vec<State> = arguments.fail_on.iter().map(|&state| state.into()).collect();
    let reached = entries.iter().any(|entry| match entry {
        Entry::Tested(tested) => tested.diagnosis.state.is_some_and(|state| awaited.contains(&state)),
        Entry::Failed(_) => false,
    });
    Ok(if reached { Outcome::Reached } else { Outcome::Done })
}

/// Tests every series; one alone has all threads and the progress bar for its replications, several share them.
fn test(all: Vec<Named>, options: &DiagnoseOptions, work: &Work) -> Result<Vec<Entry>, Failure> {
    if let [_] = all.as_slice() {
        return all.into_iter().map(|named| entry(&named, options, &work.execution())).collect();
    }
    work.execution()
        .map(all.len(), |index| entry(&all[index], options, &work.unobserved()))
        .map_err(Failure::runtime)?
        .into_iter()
        .collect()
}

fn entry(named: &Named, options: &DiagnoseOptions, execution: &Execution<'_>) -> Result<Entry, Failure> {
    let failed = |error: String| Entry::Failed(Failed { schema: SCHEMA, series: named.name.clone(), error });
    let series = match &named.series {
        Ok(series) => series,
        Err(error) => return Ok(failed(error.to_string())),
    };
    match diagnose(series, options, execution) {
        Ok(diagnosis) => Ok(Entry::Tested(Box::new(diagnosis.into()))),
        Err(DiagnoseError::Null(error @ NullError::Cancelled(_))) => Err(Failure::runtime(error)),
        Err(error) => Ok(failed(format!("{}, series `{}`: {error}", named.file, named.name))),
    }
}

/// Warns of every series that failed; when all did, that is bad input.
fn complain(arguments: &Arguments, entries: &[Entry]) -> Result<(), Failure> {
    let errors: Vec<&str> = entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Failed(failed) => Some(failed.error.as_str()),
            Entry::Tested(_) => None,
        })
        .collect();
    if errors.len() < entries.len() {
        for error in errors {
            arguments.common.run.warn(error);
        }
        return Ok(());
    }
    match errors.as_slice() {
        [] => Err(Failure::Input(anyhow::anyhow!("there is no series to test"))),
        [only] => Err(Failure::Input(anyhow::anyhow!("{only}"))),
        [first, ..] => Err(Failure::Input(anyhow::anyhow!(
            "none of the {} series could be tested; the first: {first}",
            errors.len()
        ))),
    }
}

fn rows(entries: &[Entry]) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "series",
        "date",
        "badf",
        "bsadf",
        "boundary",
        "boundary_kind",
        "false_alarm_rate",
        "false_alarm_horizon",
    ];
    writer.write_record(header).map_err(Failure::runtime)?;
    for entry in entries {
        let Entry::Tested(tested) = entry else { continue };
        let diagnosis = &tested.diagnosis;
        let kind = diagnosis.boundary.map(|kind| name_of(&kind)).unwrap_or_default();
        let rate = full(diagnosis.false_alarm_rate);
        let horizon = diagnosis.false_alarm_horizon.map(|h| h.to_string()).unwrap_or_default();
        for at in &diagnosis.bsadf {
            let (badf, bsadf, boundary) = (full(at.badf), full(at.bsadf), full(at.boundary));
            let date = at.date.to_string();
            writer
                .write_record([&diagnosis.series, &date, &badf, &bsadf, &boundary, &kind, &rate, &horizon])
                .map_err(Failure::runtime)?;
        }
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}
