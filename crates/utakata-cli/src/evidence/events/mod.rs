//! `utakata evidence events`.

mod detail;
mod table;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use utakata::Series;
use utakata::event_study::{
    EventReturns, EventStudyError, EventTest, NormalModel, NotTraded, Reaction, Tail, Window,
    combined_statement, combined_tests, confounding, reaction_until_open, single_event,
    single_event_statement,
};

use crate::answer::Answer;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::text::name_of;
use detail::{Detail, Stopped};

/// Did events move returns? Abnormal returns of one event or many, with the tests that allow for firms moving together
///
/// One event is ranked among the ordinary days of its firm; several are tested together, by placebo windows or, where no two
/// share a day, by flipping signs. All other tests are shown beside it. `docs/event-study.md` has the measured size of each.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  Daily returns of firms and of the market in columns, events in rows `firm,date`:
    utakata evidence events returns.csv --events events.csv --market SPX --estimation 240 --days 5
  A market whose prices may not move by more than 10 % a day:
    utakata evidence events returns.csv --events events.csv --market INDEX --limit 0.1")]
pub(super) struct Arguments {
    /// CSV of daily returns as fractions: dates in the first column, one column for each firm, the market and the factors;
    /// an empty field is a day without a trade
    #[arg(value_name = "RETURNS")]
    returns: PathBuf,
    /// CSV of events with a header: firm (a column of RETURNS) and date
    #[arg(long, value_name = "FILE")]
    events: PathBuf,
    /// Column of the market
    #[arg(long, value_name = "COLUMN")]
    market: Option<String>,
    /// Columns of further factors, for the model with factors
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',', requires = "market")]
    factors: Vec<String>,
    /// Model of normal returns [default: factors if there are any, else market, else constant-mean]
    #[arg(long, value_enum, value_name = "MODEL")]
    model: Option<Model>,
    /// Days of the estimation window
    #[arg(long, value_name = "N", default_value_t = 250)]
    estimation: usize,
    /// Days left out between estimation and event
    #[arg(long, value_name = "N", default_value_t = 0)]
    gap: usize,
    /// Days of the event window, the first being the event's
    #[arg(long, value_name = "N", default_value_t = 1)]
    days: usize,
    /// Take an event on a day without a trade to be on the next trading day, instead of refusing it
    #[arg(long)]
    next_day: bool,
    /// Daily price limit as a fraction: a single event is followed until the price can move, and bounds are marked
    #[arg(long, value_name = "FRACTION")]
    limit: Option<f64>,
    /// Direction of a single event
    #[arg(long, value_enum, value_name = "TAIL", default_value = "two-sided")]
    tail: Side,
    /// Tests of several events to show beside the one to trust, such as bmp-adjusted,sign-exact [default: all]
    #[arg(long, value_name = "TEST,…", value_delimiter = ',', value_parser = test)]
    tests: Vec<EventTest>,
    #[command(flatten)]
    pub(super) common: Common,
}

/// A test by the name that JSON gives it.
fn test(text: &str) -> Result<EventTest, String> {
    let names = EventTest::ALL.map(|test| name_of(&test));
    let found = EventTest::ALL.into_iter().zip(&names).find(|(_, name)| *name == text).map(|(test, _)| test);
    found.ok_or_else(|| format!("no test has this name; there are {}", names.join(", ")))
}

/// Models of normal returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Model {
    /// Intercept and slope on the market
    Market,
    /// The market's return
    MarketAdjusted,
    /// The firm's mean
    ConstantMean,
    /// Intercept and slopes on the market and all factors
    Factors,
}

/// Directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Side {
    /// Both
    TwoSided,
    /// Falls
    Lower,
    /// Rises
    Upper,
}

impl Arguments {
    fn model(&self) -> NormalModel {
        match self.model {
            Some(Model::MarketAdjusted) => NormalModel::MarketAdjusted,
            Some(Model::Factors) => NormalModel::Factors,
            Some(Model::Market) => NormalModel::Market,
            None if !self.factors.is_empty() => NormalModel::Factors,
            None if self.market.is_some() => NormalModel::Market,
            Some(Model::ConstantMean) | None => NormalModel::ConstantMean,
        }
    }

    fn tail(&self) -> Tail {
        match self.tail {
            Side::TwoSided => Tail::TwoSided,
            Side::Lower => Tail::Lower,
            Side::Upper => Tail::Upper,
        }
    }
}

/// Asks.
pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let series = table::returns(&arguments.returns)?;
    let find = |name: &str| {
        let missing = || anyhow::anyhow!("{} has no column `{name}`", arguments.returns.display());
        series.iter().find(|series| series.name() == name).ok_or_else(|| Failure::Input(missing()))
    };
    let names = arguments.market.iter().chain(&arguments.factors);
    let factors = names.map(|name| find(name)).collect::<Result<Vec<&Series>, Failure>>()?;
    let events = table::events(&arguments.events)?;
    let (mut cut, mut stopped) = (Vec::new(), Vec::new());
    for (firm, date) in &events {
        let own = find(firm)?;
        let reaction = reaction(own, *date, arguments.limit)?;
        // Windows of many events have one length.
        let longer = reaction.as_ref().filter(|_| events.len() == 1).map_or(0, |reaction| reaction.days);
        let window = Window {
            estimation: arguments.estimation,
            gap: arguments.gap,
            event: arguments.days.max(longer),
        };
        let convention = if arguments.next_day { NotTraded::Next } else { NotTraded::Refuse };
        let event = EventReturns::with_factors(own, &factors, *date, window, convention);
        let event = event.map_err(|error| hint(&error, arguments))?;
        stopped.extend(reaction.map(|reaction| Stopped::new(&event, &reaction)));
        cut.push(event);
    }
    match cut.as_slice() {
        [] => Err(Failure::Input(anyhow::anyhow!("{} has no events", arguments.events.display()))),
        [one] => alone(one, stopped, arguments),
        several => together(several, stopped, arguments),
    }
}

/// An event on a day without a trade may be moved.
fn hint(error: &EventStudyError, arguments: &Arguments) -> Failure {
    let failure = Failure::input(error.clone());
    match error {
        EventStudyError::EventNotTraded { .. } if !arguments.next_day => {
            failure.context("--next-day takes the next trading day".to_owned())
        }
        _ => failure,
    }
}

/// How long the limit stopped the price, if it did.
fn reaction(own: &Series, date: Date, limit: Option<f64>) -> Result<Option<Reaction>, Failure> {
    let Some(limit) = limit else { return Ok(None) };
    let found = reaction_until_open(own, date, limit).map_err(Failure::input)?;
    Ok(Some(found).filter(|reaction| !reaction.stopped.is_empty()))
}

fn alone(
    event: &EventReturns,
    stopped: Vec<Stopped>,
    arguments: &Arguments,
) -> Result<Answer<Detail>, Failure> {
    let (model, tail, limit) = (arguments.model(), arguments.tail(), arguments.limit);
    let statement = single_event_statement(event, model, tail, limit).map_err(Failure::input)?;
    let test = single_event(event, model, tail, limit).map_err(Failure::input)?;
    Ok(Answer::new("events", statement, Detail::alone(event, test, stopped)))
}

fn together(
    events: &[EventReturns],
    stopped: Vec<Stopped>,
    arguments: &Arguments,
) -> Result<Answer<Detail>, Failure> {
    let model = arguments.model();
    let statement = combined_statement(events, model).map_err(Failure::input)?;
    let tests = combined_tests(events, model).map_err(Failure::input)?;
    Ok(Answer::new(
        "events",
        statement,
        Detail::together(events, (tests, &arguments.tests), stopped, confounding(events)),
    ))
}
