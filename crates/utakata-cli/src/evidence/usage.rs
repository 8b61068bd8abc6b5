//! `utakata evidence usage`.

use clap::Args;
use serde::Serialize;
use utakata::adoption::{self, Dating, DatingOutcome, MannKendall, NextNegative, Ties};
use utakata::evalue::EProcess;

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::text::{Page, name_of, number, optional};

/// Confidence of the set of dates.
const CONFIDENCE: f64 = 0.95;
/// Share of the capital bet each period by the e-process.
const KAPPA: f64 = 0.5;

/// Has the growth of usage slowed, and since when?
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  Monthly growth of visits to ChatGPT, January to May 2023:
    utakata evidence usage --growth 131.6,62.5,55.8,12.6,2.8")]
pub(super) struct Arguments {
    /// Growth in per cent per period, oldest first
    #[arg(
        long,
        value_name = "PERCENT,…",
        required = true,
        value_delimiter = ',',
        allow_hyphen_values = true
    )]
    growth: Vec<f64>,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Serialize)]
pub(super) struct Detail {
    /// Growth per period as fractions.
    growth: Vec<f64>,
    mann_kendall: MannKendall,
    /// Sequential rank e-process, conservative ties.
    e_process: EProcess,
    /// Splits that exact permutation cannot exclude; absent for series too long to enumerate.
    since_when: Option<Dating>,
    /// Probability that the next period's growth is negative, under a family of models.
    next_negative: Option<NextNegative>,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let rows = self.growth.iter().zip(&self.e_process.path).enumerate();
        let rows = rows.map(|(i, (growth, capital))| {
            vec![(i + 1).to_string(), number(growth * 100.0, 5), number(*capital, 5)]
        });
        page.table(&["period", "growth %", "e-process"], rows);
        match &self.since_when {
            Some(dating) => page.fact(
                "since when",
                &match dating.outcome {
                    DatingOutcome::Dated => format!(
                        "after period {} (the other splits are excluded at {} %)",
                        dating.possible.iter().map(usize::to_string).collect::<Vec<_>>().join(" or "),
                        number(dating.confidence * 100.0, 3)
                    ),
                    DatingOutcome::EverySplitPossible => {
                        "cannot be dated with this data: no split is excluded".to_owned()
                    }
                    DatingOutcome::NoChangeShown => format!(
                        "no single change is shown (p = {} over all splits), so there is none to date",
                        number(dating.p_change, 5)
                    ),
                    DatingOutcome::NoSingleChange => {
                        "every split is excluded: the fall is no single step".to_owned()
                    }
                },
            ),
            None => page.fact("since when", "not enumerated: the series is too long"),
        }
        if let Some(next) = &self.next_negative {
            let range = format!(
                "probability {} to {} that usage falls in the next period, depending on the model",
                number(next.low, 3),
                number(next.high, 3)
            );
            page.fact("next period", &range);
            let rows = next.forecasts.iter().map(|f| {
                let error = optional(f.standard_error, 4);
                vec![name_of(&f.model), number(f.prediction, 4), error, number(f.probability, 4)]
            });
            page.table(&["model", "log growth", "its error", "P(negative)"], rows);
        }
    }
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let growth: Vec<f64> = arguments.growth.iter().map(|g| g / 100.0).collect();
    let statement = adoption::slowdown_statement(&growth).map_err(flag)?;
    let detail = Detail {
        mann_kendall: adoption::mann_kendall(&growth).map_err(flag)?,
        e_process: adoption::rank_process(&growth, KAPPA, Ties::Conservative).map_err(flag)?,
        since_when: adoption::since_when(&growth, CONFIDENCE).ok(),
        next_negative: adoption::next_negative(&growth).ok(),
        growth,
    };
    Ok(Answer::new("usage", statement, detail))
}

fn flag(error: adoption::AdoptionError) -> Failure {
    Failure::input(error).context("--growth")
}
