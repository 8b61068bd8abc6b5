//! `utakata simulate`: one path of a null or of a bubble.

mod parameters;
mod processes;

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::Serialize;
use utakata::random::{Normal, Stream};

use self::parameters::{Parameters, Taker};
use self::processes::{Model, Name};
use crate::arguments::Run;
use crate::failure::{Failure, Outcome};

/// Version of the JSON.
const SCHEMA: u32 = 1;

/// Simulate prices: a null that no test should reject, or a bubble that it should
///
/// Prints dates and values as CSV, ready for `utakata diagnose`. Parameters have the papers' values unless they are
/// given; one that the process does not have is refused.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true, after_long_help = after_help())]
pub(crate) struct Arguments {
    /// Process to simulate
    #[arg(
        value_enum,
        value_name = "PROCESS",
        required_unless_present = "process",
        conflicts_with = "process"
    )]
    name: Option<Name>,
    /// The same as a flag
    #[arg(long, value_enum, value_name = "PROCESS", hide_possible_values = true)]
    process: Option<Name>,
    /// Length of the path
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    observations: u32,
    /// Time between two values; `none` numbers them instead of giving dates
    #[arg(long, value_enum, value_name = "STEP", default_value = "day")]
    dates: Step,
    /// Date of the first value
    #[arg(long, value_name = "DATE", default_value = "2000-01-01")]
    first: Date,
    /// Form of the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "csv", help_heading = "Common")]
    format: Form,
    #[command(flatten)]
    parameters: Parameters,
    #[command(flatten)]
    run: Run,
}

/// Time between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// A day
    Day,
    /// A week
    Week,
    /// A month
    Month,
    /// A quarter of a year
    Quarter,
    /// A year
    Year,
    /// Numbers from 1 instead of dates
    None,
}

impl Step {
    fn span(self) -> Option<Span> {
        match self {
            Self::Day => Some(1.day()),
            Self::Week => Some(1.week()),
            Self::Month => Some(1.month()),
            Self::Quarter => Some(3.months()),
            Self::Year => Some(1.year()),
            Self::None => None,
        }
    }
}

/// Form of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One row per date, one column per series
    Csv,
    /// The same with the process and its seed
    Json,
}

#[derive(Debug, Serialize)]
struct Simulated {
    schema: u32,
    process: String,
    observations: usize,
    seed: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    dates: Option<Vec<Date>>,
    /// Values of a single series.
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Vec<f64>>,
    /// Values by series, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    series: Vec<Column>,
}

#[derive(Debug, Serialize)]
struct Column {
    name: String,
    values: Vec<f64>,
}

fn after_help() -> String {
    let mut text = "Processes and their parameters with the values they have unless given:\n".to_owned();
    for name in Name::value_variants() {
        let taker = Taker::new(None);
        // Asking for the model tells the taker what the process takes.
        drop(name.model(&taker));
        // Writing to a string cannot fail.
        let _ = write!(text, "  {}\n    {}\n    {}\n", name.text(), name.about(), taker.flags());
    }
    text + "
Examples:
  utakata simulate psy1 --observations 200 --seed 7
  utakata simulate --process psy1 --observations 200 --collapse slide --fall-factor 0.97 --dates month
  utakata simulate garch --observations 500 | utakata diagnose -
  utakata simulate common-factor --observations 200 --columns 20 | utakata diagnose - --panel"
}

/// Simulates and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Some(name) = arguments.name.or(arguments.process) else {
        return Err(Failure::Input(anyhow::anyhow!("say which process")));
    };
    let destination = arguments.run.destination()?;
    if arguments.observations > name.longest() {
        return Err(Failure::Input(anyhow::anyhow!(
            "--observations {} is too many for {}, whose work grows with their square; give at most {}",
            arguments.observations,
            name.text(),
            name.longest()
        )));
    }
    let taker = Taker::new(Some(&arguments.parameters));
    let model = name.model(&taker);
    taker.finish(&name.text())?;
    let columns = draw(&model, arguments)?;
    let dates = dates(arguments)?;
    match arguments.format {
        Form::Json => destination.write_json(&whole(name, &model, &arguments.run, columns, dates))?,
        Form::Csv => destination.write_bytes(&rows(&columns, dates.as_deref())?)?,
    }
    Ok(Outcome::Done)
}

fn draw(model: &Model, arguments: &Arguments) -> Result<Vec<Column>, Failure> {
    let (normal, mut stream) = (Normal::new(), Stream::new(arguments.run.seed, 0));
    let observations = arguments.observations as usize;
    let columns: Vec<Column> = match model {
        Model::One(process) => {
            vec![Column {
                name: "value".to_owned(),
                values: process.path(observations, &normal, &mut stream),
            }]
        }
        Model::Several(process) => {
            let names = process.names();
            let most = 100_000_000;
            if names.len().saturating_mul(observations) > most {
                return Err(Failure::Input(anyhow::anyhow!(
                    "{} series of {observations} values are too many; give at most {most} values in all",
                    names.len()
                )));
            }
            let paths = process.paths(observations, &normal, &mut stream);
            names.into_iter().zip(paths).map(|(name, values)| Column { name, values }).collect()
        }
    };
    for column in &columns {
        if let Some(t) = column.values.iter().position(|v| !v.is_finite()) {
            return Err(Failure::Input(anyhow::anyhow!(
                "with these parameters value {} of the path is no finite number; choose a stationary variance and \
                 a gentler growth",
                t + 1
            )));
        }
    }
    Ok(columns)
}

fn dates(arguments: &Arguments) -> Result<Option<Vec<Date>>, Failure> {
    let Some(span) = arguments.dates.span() else { return Ok(None) };
    let dates = (0..i64::from(arguments.observations)).map(|t| {
        // From the first date each time, so that months keep their day where they have it.
        span.checked_mul(t).and_then(|span| arguments.first.checked_add(span))
    });
    let dates = dates.collect::<Result<Vec<Date>, _>>();
    dates.map(Some).map_err(|_| {
        Failure::Input(anyhow::anyhow!(
            "{} dates from {} go beyond the calendar; use --dates none or a shorter step",
            arguments.observations,
            arguments.first
        ))
    })
}

fn whole(
    name: Name,
    model: &Model,
    run: &Run,
    mut columns: Vec<Column>,
    dates: Option<Vec<Date>>,
) -> Simulated {
    let observations = columns.first().map_or(0, |c| c.values.len());
    let values = match model {
        Model::One(_) => columns.pop().map(|c| c.values),
        Model::Several(_) => None,
    };
    Simulated {
        schema: SCHEMA,
        process: name.text(),
        observations,
        seed: run.seed,
        dates,
        values,
        series: columns,
    }
}

fn rows(columns: &[Column], dates: Option<&[Date]>) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let first = if dates.is_some() { "date" } else { "observation" };
    let names = columns.iter().map(|c| c.name.as_str());
    writer.write_record(std::iter::once(first).chain(names)).map_err(Failure::runtime)?;
    for t in 0..columns.first().map_or(0, |c| c.values.len()) {
        let at = dates.map_or_else(|| (t + 1).to_string(), |d| d[t].to_string());
        let values = columns.iter().map(|c| c.values[t].to_string());
        writer.write_record(std::iter::once(at).chain(values)).map_err(Failure::runtime)?;
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}
