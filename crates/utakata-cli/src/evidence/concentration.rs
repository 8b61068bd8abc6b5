//! `utakata evidence concentration`.

use clap::Args;
use serde::Serialize;
use utakata::Interval;
use utakata::concentration::{
    Concentration, ConcentrationIntervals, Resampling, Shares, concentration, concentration_intervals,
    concentration_statement, hhi_unbiased, top_share,
};

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::text::{Page, number, optional};
use crate::work::Work;

/// How few hold how much? Herfindahl-Hirschman index, effective number, top shares, Gini
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  Four vendors by share of visits, in whole per cents:
    utakata evidence concentration --shares 60,25,10,5
  The same as seen in a sample of 100 users:
    utakata evidence concentration --shares 60,25,10,5 --users 100 --top 1,2,3")]
pub(super) struct Arguments {
    /// Shares that sum to 100 (per cents, within rounding to whole ones) or to 1 (fractions)
    #[arg(long, value_name = "S,S,…", value_delimiter = ',', required = true)]
    shares: Vec<f64>,
    /// Sampled users the shares were counted among, for the unbiased index and the bootstrap intervals
    #[arg(long, value_name = "N")]
    users: Option<usize>,
    /// How many of the largest to count together
    #[arg(long, value_name = "K,K,…", value_delimiter = ',', default_values_t = [1, 2, 4, 8])]
    top: Vec<usize>,
    /// Confidence level of the intervals
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95, requires = "users")]
    level: f64,
    /// Multinomial samples behind the intervals
    #[arg(long, value_name = "N", default_value_t = 10_000, requires = "users")]
    replications: usize,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Serialize)]
pub(super) struct Detail {
    shares: Vec<f64>,
    #[serde(flatten)]
    measures: Concentration,
    /// Index of the population estimated from a sample of users.
    hhi_unbiased: Option<f64>,
    /// Share of the largest few.
    top: Vec<Top>,
    /// Bootstrap intervals, when the shares come from a sample.
    intervals: Option<ConcentrationIntervals>,
}

#[derive(Debug, Serialize)]
struct Top {
    largest: usize,
    share: f64,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let Concentration { effective_number, entropy, gini, .. } = self.measures;
        let with = |value: f64, interval: Option<Interval>| {
            let end = |end: Option<f64>| optional(end, 4);
            let range = interval.map(|i| format!(" ({} to {})", end(i.low), end(i.high)));
            format!("{}{}", number(value, 4), range.unwrap_or_default())
        };
        let sampled = self.intervals.as_ref();
        page.fact("HHI", &with(self.measures.hhi, sampled.map(|i| i.hhi)));
        page.fact("effective number", &with(effective_number, sampled.map(|i| i.effective_number)));
        page.fact("entropy, nats", &with(entropy, sampled.map(|i| i.entropy)));
        for (place, Top { largest, share }) in self.top.iter().enumerate() {
            let interval = sampled.and_then(|i| i.top.get(place)).map(|top| top.interval);
            page.fact(&format!("largest {largest}"), &with(*share, interval));
        }
        page.fact("Gini", &with(gini, sampled.map(|i| i.gini)));
        if let Some(unbiased) = self.hhi_unbiased {
            page.fact("HHI of the population", &number(unbiased, 4));
        }
    }
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    // Fractions cannot sum to more than one, per cents hardly to less than two.
    let fractions = arguments.shares.iter().sum::<f64>() < 2.0;
    let shares = if fractions {
        Shares::fractions(&arguments.shares)
    } else {
        Shares::percentages(&arguments.shares, 1.0)
    }
    .map_err(Failure::input)?;
    let unbiased = arguments.users.map(|users| hhi_unbiased(&shares, users)).transpose();
    let intervals = match arguments.users {
        Some(users) => Some(intervals(arguments, &shares, users)?),
        None => None,
    };
    let top = |&largest: &usize| Top { largest, share: top_share(&shares, largest) };
    let detail = Detail {
        top: arguments.top.iter().map(top).collect(),
        intervals,
        shares: shares.values().to_vec(),
        measures: concentration(&shares),
        hhi_unbiased: unbiased.map_err(Failure::input)?,
    };
    Ok(Answer::new("concentration", concentration_statement(&shares), detail))
}

fn intervals(
    arguments: &Arguments,
    shares: &Shares,
    users: usize,
) -> Result<ConcentrationIntervals, Failure> {
    let Arguments { level, replications, .. } = *arguments;
    let resampling = Resampling { users, level, replications, seed: arguments.common.run.seed };
    let work = Work::new(&arguments.common.run)?;
    concentration_intervals(shares, &arguments.top, &resampling, &work.execution()).map_err(Failure::input)
}
