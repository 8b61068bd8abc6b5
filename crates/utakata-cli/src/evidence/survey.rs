//! `utakata evidence survey`.

use clap::Args;
use serde::Serialize;
use utakata::Interval;
use utakata::proportion::{
    DesignEffect, Rounded, clopper_pearson, design_effect, korn_graubard, rounding_envelope,
    survey_statement, wilson,
};

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::text::{Page, number, optional};

/// How precise is a share from a survey? Sampling error, clusters, rounding
///
/// One survey describes; it cannot turn. Errors of coverage, wording and interest are in none of the intervals.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  utakata evidence survey --share 0.86 --n 12800
  utakata evidence survey --share 0.86 --n 12800 --icc 0.02 --clusters 18 --rounded-to 0.01")]
pub(super) struct Arguments {
    /// The share, from 0 to 1
    #[arg(long, value_name = "SHARE")]
    share: f64,
    /// Respondents
    #[arg(long, value_name = "N")]
    n: f64,
    /// Correlation of answers within a cluster (a country, an interviewer)
    #[arg(long, value_name = "RHO", requires = "clusters", default_value_t = 0.0)]
    icc: f64,
    /// Number of clusters [default: every respondent is one]
    #[arg(long, value_name = "N")]
    clusters: Option<f64>,
    /// Unit the share was rounded to
    #[arg(long, value_name = "UNIT", default_value_t = 0.01)]
    rounded_to: f64,
    /// Confidence level
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95)]
    level: f64,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Serialize)]
pub(super) struct Detail {
    share: f64,
    n: f64,
    /// Score interval as if respondents were independent.
    wilson: Interval,
    clopper_pearson: Interval,
    design: DesignEffect,
    /// Exact interval at the effective sample size, with few clusters allowed for.
    korn_graubard: Interval,
    /// Score interval at the effective sample size over every share that rounds to the one given.
    rounding: Rounded,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let row = |name: &str, interval: Interval| {
            vec![name.to_owned(), optional(interval.low, 5), optional(interval.high, 5)]
        };
        page.fact(
            "effective sample",
            &format!(
                "{} of {} (design effect {})",
                number(self.design.effective_n, 5),
                number(self.n, 9),
                number(self.design.factor, 4)
            ),
        );
        page.table(
            &["interval", "low", "high"],
            [
                row("Wilson, independent answers", self.wilson),
                row("Clopper-Pearson, independent answers", self.clopper_pearson),
                row("Korn-Graubard, clusters", self.korn_graubard),
                row("Wilson, clusters and rounding", self.rounding.interval),
            ],
        );
    }
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let Arguments { share, n, icc, level, .. } = *arguments;
    let clusters = arguments.clusters.unwrap_or(n);
    let statement = survey_statement(share, n, icc, clusters, level).map_err(Failure::input)?;
    let design = design_effect(n, icc, clusters).map_err(Failure::input)?;
    let detail = Detail {
        share,
        n,
        wilson: wilson(share, n, level).map_err(Failure::input)?,
        clopper_pearson: clopper_pearson(share, n, level).map_err(Failure::input)?,
        korn_graubard: korn_graubard(share, &design, level).map_err(Failure::input)?,
        design,
        rounding: rounding_envelope(share, arguments.rounded_to, design.effective_n, level)
            .map_err(Failure::input)?,
    };
    Ok(Answer::new("survey", statement, detail))
}
