//! `utakata evidence usage`.

mod ceilings;
mod page;
mod periods;

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use utakata::adoption::{self, BreakTest, Dating, MannKendall, NextNegative, ReferenceSummary, Ties};
use utakata::evalue::EProcess;
use utakata_case::table::read_reference_class;

use crate::answer::Answer;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::input::load;

use ceilings::{Ceilings, CurveCeiling};
use periods::Periods;

/// Confidence of the sets.
const CONFIDENCE: f64 = 0.95;
/// Share of the capital bet each period by the e-process.
const KAPPA: f64 = 0.5;

/// Has the growth of usage slowed, and since when? How high can it go, and will it fall next?
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  Monthly growth of visits to ChatGPT, January to May 2023:
    utakata evidence usage --growth 131.6,62.5,55.8,12.6,2.8
  Visits themselves, months compared per day, against your own past windows:
    utakata evidence usage visits.csv --value visits --per-day --reference-class windows.csv
  Units sold in each period since launch, Bass curve:
    utakata evidence usage --levels 25,40,60,88,102,121,135,119 --counting flow --curve bass")]
pub(super) struct Arguments {
    #[command(flatten)]
    periods: Periods,
    #[command(flatten)]
    ceilings: Ceilings,
    /// CSV of past windows to score the forecasts on: columns `series`, `neg` (1 if growth turned negative after the
    /// window, else 0), and the probability of that by each model (`lin`, `rwd`, `rw0`, `dec`, `gom`, or your own)
    #[arg(long, value_name = "FILE", help_heading = "Next period")]
    reference_class: Option<PathBuf>,
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
    /// Splits that permutation cannot exclude; absent for series too long for it.
    since_when: Option<Dating>,
    /// One change of level at an unknown date; absent when growth never varies.
    break_test: Option<BreakTest>,
    /// Levels the curves were fitted to: those given, or the index that growth compounds to.
    levels: Vec<f64>,
    ceilings: Vec<CurveCeiling>,
    /// Probability that the next period's growth is negative, under a family of models.
    next_negative: Option<NextNegative>,
    reference_class: Option<ReferenceSummary>,
    /// The models that beat the reference class's own share, weighted by what they gained; absent when none did.
    weighted_probability: Option<f64>,
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let read = arguments.periods.read(arguments.ceilings.counting())?;
    let growth = read.growth;
    let flag = |error| Failure::input(error).context(read.source.clone());
    let mut statement = adoption::slowdown_statement(&growth).map_err(flag)?;
    statement.notes.extend(read.notes);
    let reference_class = arguments.reference_class.as_deref().map(reference_class).transpose()?;
    let next_negative = adoption::next_negative(&growth).ok();
    let weighted = reference_class.as_ref().zip(next_negative.as_ref());
    let detail = Detail {
        mann_kendall: adoption::mann_kendall(&growth).map_err(flag)?,
        e_process: adoption::rank_process(&growth, KAPPA, Ties::Conservative).map_err(flag)?,
        since_when: adoption::since_when(&growth, CONFIDENCE).ok(),
        break_test: adoption::break_test(&growth).ok(),
        ceilings: arguments.ceilings.fit(&read.levels).map_err(flag)?,
        levels: read.levels,
        weighted_probability: weighted.and_then(|(class, family)| class.weighted(family)),
        next_negative,
        reference_class,
        growth,
    };
    Ok(Answer::new("usage", statement, detail))
}

fn reference_class(path: &std::path::Path) -> Result<ReferenceSummary, Failure> {
    let (file, bytes) = load(path)?;
    let class = read_reference_class(&file, &bytes).map_err(Failure::input)?;
    class.summary(CONFIDENCE).map_err(|error| Failure::input(error).context(file))
}
