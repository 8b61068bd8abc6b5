//! `utakata evidence basket`.

mod detail;
mod sessions;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use utakata::Series;
use utakata::basket::{BasketError, LeftOut, Panel, Weighting, period_statement};

use crate::answer::Answer;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::input::Columns;
use detail::Detail;

/// Is the last week of a basket an ordinary one? Its return among earlier weeks, breadth, streaks, drawdown
///
/// Fix the members before the days that are judged; `docs/basket.md` has the conventions.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  Closes in columns, one for each member, as of a day:
    utakata evidence basket closes.csv --as-of 2023-06-26
  Members in proportion to what they were worth on the last day:
    utakata evidence basket closes.csv --capitalization NVDA=1.05e12,AMD=1.77e11,INTC=1.39e11")]
pub(super) struct Arguments {
    /// CSV of closes, adjusted for splits and dividends: dates, and one column for each member
    #[arg(value_name = "PRICES")]
    prices: PathBuf,
    /// Last day to know of [default: the last of the file]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Days of the stretch that is judged
    #[arg(long, value_name = "N", default_value_t = 5)]
    horizon: usize,
    /// Days before it that it is compared with; fewer are used as they are
    #[arg(long, value_name = "N", default_value_t = 504)]
    history: usize,
    /// Fall of a member that counts, as a fraction
    #[arg(long, value_name = "FRACTION", default_value_t = 0.1)]
    fall: f64,
    /// Falling days in a row that count
    #[arg(long, value_name = "N", default_value_t = 6)]
    streak: usize,
    /// Equal weights: set once at the start of each stretch, or restored every day
    #[arg(long, value_enum, value_name = "WEIGHTING", default_value = "buy-and-hold")]
    weighting: Equal,
    /// What each member is worth on the last day, in one currency; for all members or none
    #[arg(long, value_name = "MEMBER=AMOUNT,…", value_delimiter = ',', value_parser = amount)]
    capitalization: Vec<(String, f64)>,
    /// Column of the opens in a table of quotes, adjusted as the closes: splits the last day into night and session
    #[arg(long, value_name = "COLUMN")]
    open: Option<String>,
    /// What to do about days that some members lack
    #[arg(long, value_enum, value_name = "RULE", default_value = "hold")]
    missing: Missing,
    #[command(flatten)]
    columns: Columns,
    #[command(flatten)]
    pub(super) common: Common,
}

/// Equal weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Equal {
    /// Set at the start of the stretch
    BuyAndHold,
    /// Restored every day
    Rebalanced,
}

/// Days that some members lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Missing {
    /// Keep the last close; leave out, and name, members that start late or end early
    Hold,
    /// Drop the days that not all members have
    Common,
    /// Refuse the file
    Refuse,
}

fn amount(text: &str) -> Result<(String, f64), String> {
    let (member, amount) = text.split_once('=').ok_or("expected MEMBER=AMOUNT")?;
    match amount.parse() {
        Ok(amount) if amount > 0.0 && f64::is_finite(amount) => Ok((member.to_owned(), amount)),
        _ => Err("expected a positive amount after the =".to_owned()),
    }
}

impl Arguments {
    fn weighting(&self) -> Weighting {
        match self.weighting {
            Equal::BuyAndHold => Weighting::EqualBuyAndHold,
            Equal::Rebalanced => Weighting::EqualRebalanced,
        }
    }

    fn closes(&self) -> Result<Vec<Series>, Failure> {
        let named = self.columns.read(std::slice::from_ref(&self.prices))?;
        let known = |series: Series| match self.as_of {
            Some(day) => series.until(day),
            None => series,
        };
        let series = named.into_iter().map(|named| named.series.map(known).map_err(Failure::input));
        series.collect()
    }

    fn panel(&self, closes: &[Series]) -> Result<(Panel, Vec<LeftOut>), Failure> {
        match self.missing {
            Missing::Hold => Panel::held(closes),
            Missing::Common => Panel::on_common_dates(closes).map(|panel| (panel, Vec::new())),
            Missing::Refuse => Panel::new(closes).map(|panel| (panel, Vec::new())),
        }
        .map_err(|error| Failure::input(error).context(self.prices.display().to_string()))
    }

    /// In the order of the members; empty when none is given.
    fn capitalizations(&self, panel: &Panel) -> Result<Vec<f64>, Failure> {
        if self.capitalization.is_empty() {
            return Ok(Vec::new());
        }
        let amount = |member: &String| {
            let given =
                self.capitalization.iter().find(|(name, _)| name == member).map(|(_, amount)| *amount);
            given.ok_or_else(|| {
                Failure::Input(anyhow::anyhow!(
                    "--capitalization has no amount for {member}; give one for each member"
                ))
            })
        };
        panel.members().iter().map(amount).collect()
    }
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let closes = arguments.closes()?;
    let (panel, left_out) = arguments.panel(&closes)?;
    let sessions = match &arguments.open {
        Some(column) => sessions::sessions(&arguments.prices, &arguments.columns, column, &closes)?,
        None => Vec::new(),
    };
    let Arguments { horizon, history, .. } = *arguments;
    let weighting = arguments.weighting();
    let statement = period_statement(&panel, horizon, history, weighting).map_err(Failure::input)?;
    let asked = detail::Asked {
        horizon,
        history,
        fall: arguments.fall,
        streak: arguments.streak,
        weighting,
        capitalizations: arguments.capitalizations(&panel)?,
    };
    let detail = Detail::new(&panel, left_out, sessions, &asked)
        .map_err(|error: BasketError| Failure::input(error))?;
    Ok(Answer::new("basket", statement, detail))
}
