//! `utakata lppls`: the log-periodic power law singularity model fitted to the end of price series.

mod drawing;
mod indicator;
mod indicator_page;
mod inference;
mod inference_page;
mod page;
mod preset;
mod quantiles;
mod scenarios;
mod search_box;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Span;
use jiff::civil::Date;
use serde::Serialize;
use utakata::Execution;
use utakata::lppls::filter::{Preset, relative_error};
use utakata::lppls::{Fit, SearchBox, Solution, fit};
use utakata_report::html::Sheet;

use crate::arguments::{Common, Format};
use crate::failure::{Failure, Outcome};
use crate::input::{Columns, Named};
use crate::output::Destination;
use crate::work::Work;
use inference::{Asked, Conclusions, InferenceArguments, Start};
use preset::Filters;
use quantiles::Quantiles;
use search_box::BoxChoice;

/// Version of the JSON of a fit.
const SCHEMA: u32 = 1;

/// Fit the log-periodic power law singularity model (LPPLS) to the end of a price series
///
/// The logarithm of the price is modelled as a + x^m (b + c1 cos(omega ln x) + c2 sin(omega ln x)), where x is the time
/// left to the critical time tc. The fit is the global optimum in the search box; the other minima are printed with it,
/// and the bounds that hold a solution, because most optima lie on one. A fit is no test: random walks are fitted as well,
/// and no false-alarm rate belongs to it.
/// With --indicator the answer is the share of nested windows whose fit counts as a bubble, and how often prices without a
/// bubble reach it.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  utakata lppls prices.csv
  utakata lppls prices.csv --window 250 --preset sornette-2015-c1 --format json
  utakata lppls prices.csv --indicator --preset lppls-package --from 2000-01-01 --format csv
  utakata lppls prices.csv --indicator --preset multi-scale --null garch --trust")]
pub(crate) struct Arguments {
    /// CSV or Parquet files of prices; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    columns: Columns,
    /// Observations of the window [default: all up to its end]
    #[arg(long, value_name = "N", help_heading = "Model")]
    window: Option<usize>,
    /// Last date of the window, or the last observation before it [default: the last there is]
    #[arg(long, value_name = "DATE", help_heading = "Model")]
    end: Option<Date>,
    /// What time is counted in
    #[arg(long, value_enum, value_name = "CLOCK", default_value = "index", help_heading = "Model")]
    clock: Clock,
    /// Where m, omega and tc are searched for: `narrow` (m 0.1 to 0.9, omega 6 to 13, tc up to a fifth of the window
    /// ahead), `wide` (0.01 to 1.2, 2 to 25, half of the window), or six numbers m0,m1,w0,w1,tc0,tc1, the last two in units
    /// of the clock after the last observation [default: narrow, or that of --preset]
    #[arg(long = "box", value_name = "BOX", help_heading = "Model")]
    search_box: Option<BoxChoice>,
    /// Fit these quantiles of the logarithms as well, each above 0 and below 1, such as 0.1,0.5,0.9; tables and JSON
    /// show them
    #[arg(long, value_name = "Q", value_delimiter = ',', help_heading = "Model")]
    quantiles: Vec<f64>,
    /// Draw the fits, or the indicator, on a page for browsers
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    #[command(flatten)]
    inference: InferenceArguments,
    #[command(flatten)]
    indicator: indicator::Flags,
    #[command(flatten)]
    common: Common,
}

/// What time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Clock {
    /// Observations, so that weekends and holidays have no length
    Index,
    /// Days of the calendar
    Calendar,
}

/// A fit and what it is of.
#[derive(Debug, Serialize)]
struct Answer {
    schema: u32,
    series: String,
    t1: Date,
    t2: Date,
    observations: usize,
    clock: Clock,
    #[serde(rename = "box")]
    search_box: SearchBox,
    /// Date of the critical time; on the index clock the day if one observation takes as long as it did in the window.
    critical_date: Option<Date>,
    best: Solution,
    minima: Vec<Solution>,
    damping: f64,
    oscillations: f64,
    /// Share of the variation of the logarithms that the best solution explains.
    r_squared: f64,
    #[serde(skip_serializing_if = "Quantiles::is_empty")]
    quantiles: Quantiles,
    #[serde(skip_serializing_if = "Option::is_none")]
    inference: Option<Conclusions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lagrange: Option<Start>,
    /// Largest relative error of the fitted price.
    relative_error: f64,
    /// The preset that was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    preset: Option<Preset>,
    /// What every preset says of the best solution.
    filters: Filters,
    #[serde(skip)]
    observed: drawing::Observed,
}

/// Fits and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let work = Work::new(&arguments.common.run)?;
    if !arguments.indicator.indicator {
        let answers = answers(arguments, |named| answer(named, arguments, &work.execution()))?;
        draw(arguments, || drawing::fits(&answers))?;
        return print(arguments, &answers, page::page, page::rows);
    }
    if arguments.clock == Clock::Calendar {
        return Err(Failure::Input(anyhow::anyhow!(
            "the indicator counts observations: leave --clock calendar out"
        )));
    }
    let plan = indicator::Plan::new(&arguments.indicator, arguments.common.run.seed)?;
    let answers = answers(arguments, |named| plan.answer(named, arguments.end, &work.execution()))?;
    draw(arguments, || drawing::indicators(&answers))?;
    print(arguments, &answers, indicator_page::page, indicator_page::rows)
}

/// Writes the page where one is asked for.
fn draw(arguments: &Arguments, sheet: impl FnOnce() -> Sheet) -> Result<(), Failure> {
    let Some(path) = &arguments.page else { return Ok(()) };
    let page = sheet().render().map_err(Failure::runtime)?;
    Destination::new(Some(path))?.write_bytes(page.as_bytes())
}

/// The answers of all series that have one; the others are warned of, or are the failure where there is none.
fn answers<T>(arguments: &Arguments, one: impl Fn(&Named) -> Result<T, Failure>) -> Result<Vec<T>, Failure> {
    let (mut answers, mut refused) = (Vec::new(), Vec::new());
    for named in arguments.columns.read(&arguments.files)? {
        match one(&named) {
            Ok(answer) => answers.push(answer),
            Err(failure) => refused.push(failure.context(format!("{}, series `{}`", named.file, named.name))),
        }
    }
    if answers.is_empty() {
        let nothing = || Failure::Input(anyhow::anyhow!("there is no series to fit"));
        return Err(refused.into_iter().next().unwrap_or_else(nothing));
    }
    for failure in refused {
        arguments.common.run.warn(&failure.text());
    }
    Ok(answers)
}

fn print<T: Serialize>(
    arguments: &Arguments,
    answers: &[T],
    page: impl Fn(&[T]) -> String,
    rows: impl Fn(&[T]) -> Result<Vec<u8>, Failure>,
) -> Result<Outcome, Failure> {
    let destination = arguments.common.run.destination()?;
    match arguments.common.format {
        Format::Json => match answers {
            [one] => destination.write_json(one)?,
            several => destination.write_json(&several)?,
        },
        Format::Csv => destination.write_bytes(&rows(answers)?)?,
        Format::Table => destination.write_text(&page(answers))?,
    }
    Ok(Outcome::Done)
}

fn answer(named: &Named, arguments: &Arguments, execution: &Execution<'_>) -> Result<Answer, Failure> {
    let series = named.series.as_ref().map_err(|error| Failure::input(error.clone()))?;
    let ended = arguments.end.map_or_else(|| series.clone(), |date| series.until(date));
    let logs = ended.log().map_err(Failure::input)?;
    let window = arguments.window.unwrap_or(logs.len());
    let Some(start) = logs.len().checked_sub(window) else {
        let text = format!("the window has {window} observations, the series up to its end {}", logs.len());
        return Err(Failure::Input(anyhow::anyhow!("{text}: give a smaller --window or a later --end")));
    };
    let (dates, values) = (&logs.dates()[start..], &logs.values()[start..]);
    let (&[t1, ..], &[.., t2]) = (dates, dates) else {
        return Err(Failure::Input(anyhow::anyhow!("the window has no observation: give a later --end")));
    };
    let times = times(dates, arguments.clock);
    let span = times.last().copied().unwrap_or_default();
    let preset = arguments.indicator.preset.map(|choice| choice.0);
    let search_box = match (arguments.search_box, preset) {
        (Some(choice), _) => choice.on(span),
        (None, Some(preset)) => preset.search_box(),
        (None, None) => SearchBox::NARROW,
    };
    let found = fit(&times, values, &search_box).map_err(Failure::input)?;
    let quantiles = Quantiles::of(&arguments.quantiles, &times, values, &found)?;
    let seed = arguments.common.run.seed;
    let asked = Asked { dates, times: &times, logs: values, search_box: &search_box, found: &found, seed };
    let inference = arguments.inference.conclusions(&asked, execution)?;
    let lagrange = arguments.inference.start(&asked, execution)?;
    let relative_error = relative_error(found.best(), &times, values);
    Ok(Answer {
        schema: SCHEMA,
        series: named.name.clone(),
        t1,
        t2,
        observations: found.observations,
        clock: arguments.clock,
        search_box,
        critical_date: critical_date(&found, t1, t2),
        damping: found.best().damping(),
        oscillations: found.oscillations(),
        r_squared: 1.0 - found.best().sse / found.squares,
        relative_error,
        preset,
        filters: preset::filters(&found, relative_error),
        best: found.best().clone(),
        minima: found.minima,
        quantiles,
        inference,
        lagrange,
        observed: drawing::Observed { dates: dates.to_vec(), logs: values.to_vec(), times },
    })
}

/// Times of the observations since the first.
fn times(dates: &[Date], clock: Clock) -> Vec<f64> {
    match clock {
        Clock::Index => (0..dates.len()).map(|t| t as f64).collect(),
        Clock::Calendar => dates.iter().map(|&date| days(dates[0], date)).collect(),
    }
}

fn days(from: Date, to: Date) -> f64 {
    to.duration_since(from).as_secs_f64() / 86_400.0
}

/// The nearest date to the critical time; `None` beyond the calendar.
fn critical_date(found: &Fit, t1: Date, t2: Date) -> Option<Date> {
    date_after(found.best().tc_minus_t2, found.span, t1, t2)
}

/// The nearest date to a time after the window, which spans so many units of the clock.
fn date_after(tc_minus_t2: f64, span: f64, t1: Date, t2: Date) -> Option<Date> {
    let after = (tc_minus_t2 * days(t1, t2) / span).round();
    t2.checked_add(Span::new().try_days(after as i64).ok()?).ok()
}
