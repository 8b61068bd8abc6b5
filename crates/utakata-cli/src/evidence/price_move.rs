//! `utakata evidence move`.

use clap::Args;
use utakata::basket::{AssumedMove, assumed_move, assumed_move_statement};

use crate::answer::{Answer, Plain};
use crate::arguments::Common;
use crate::failure::Failure;

/// How unusual is a quoted fall, when no prices are at hand? Normal law at an assumed volatility
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  Minus 4.7 % in a week, for stocks that vary by 40 % a year:
    utakata evidence move --return -0.047 --volatility 0.4 --days 5")]
pub(super) struct Arguments {
    /// Return over the days, as a fraction
    #[arg(long = "return", value_name = "FRACTION", allow_hyphen_values = true)]
    simple_return: f64,
    /// Volatility a year (252 trading days), as a fraction
    #[arg(long, value_name = "FRACTION")]
    volatility: f64,
    /// Trading days
    #[arg(long, value_name = "N")]
    days: usize,
    #[command(flatten)]
    pub(super) common: Common,
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Plain<AssumedMove>>, Failure> {
    let Arguments { simple_return, volatility, days, .. } = *arguments;
    let statement = assumed_move_statement(simple_return, volatility, days).map_err(Failure::input)?;
    let detail = assumed_move(simple_return, volatility, days).map_err(Failure::input)?;
    Ok(Answer::new("move", statement, Plain(detail)))
}
