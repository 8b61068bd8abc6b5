//! `utakata evidence streak`.

use clap::Args;
use serde::Serialize;
use utakata::basket::{run_probability, streak_statement};

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::text::{Page, number};

/// How unusual is a losing streak? Chance of at least one run that long in so many days
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  Six losing days in a row, somewhere in a year:
    utakata evidence streak --length 6 --days 250")]
pub(super) struct Arguments {
    /// Days in a row
    #[arg(long, value_name = "N")]
    length: usize,
    /// Days looked at
    #[arg(long, value_name = "N")]
    days: usize,
    /// Chance of a losing day
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    p: f64,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Serialize)]
pub(super) struct Detail {
    length: usize,
    days: usize,
    p: f64,
    /// Chance of at least one run of `length` or more.
    run_probability: f64,
    /// Chance of the same run on the last days, named in advance.
    at_the_end: f64,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let chance = |p: f64| format!("{} %", number(100.0 * p, 4));
        page.fact("somewhere", &format!("{} in {} days", chance(self.run_probability), self.days));
        page.fact("on the last days", &chance(self.at_the_end));
    }
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let Arguments { length, days, p, .. } = *arguments;
    let statement = streak_statement(length, days, p).map_err(Failure::input)?;
    let detail = Detail {
        length,
        days,
        p,
        run_probability: run_probability(days, length, p).map_err(Failure::input)?,
        at_the_end: run_probability(length, length, p).map_err(Failure::input)?,
    };
    Ok(Answer::new("streak", statement, detail))
}
