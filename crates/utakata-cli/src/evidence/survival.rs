//! `utakata evidence survival`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use utakata::survival::{
    AgainstBaseRate, Entrants, KaplanMeier, Life, SurvivalStep, curve_statement, entrants_statement,
    kaplan_meier,
};

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::input::load;
use crate::text::{Page, number, optional};

/// Most steps of the curve that are printed to people.
const STEPS: usize = 20;

/// How many entrants survive? A count of survivors against a base rate, or the Kaplan-Meier curve of observed lives
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  \"Only 2 of 100 models will survive\", in ten years, where 5 % do elsewhere:
    utakata evidence survival --entrants 100 --survivors 2 --years 10 --base-rate 0.05
  Observed lives, one in each row `duration,exited`, up to year 5:
    utakata evidence survival lives.csv --years 5")]
pub(super) struct Arguments {
    /// CSV of lives with a header: duration in years, and whether the entrant exited then (1 or 0, yes or no, true or
    /// false); the rest was still there when the watch ended
    #[arg(value_name = "LIVES", required_unless_present = "entrants", conflicts_with = "entrants")]
    lives: Option<PathBuf>,
    /// Entrants
    #[arg(long, value_name = "N", requires = "survivors")]
    entrants: Option<u64>,
    /// Those of them that are left
    #[arg(long, value_name = "N", requires = "entrants")]
    survivors: Option<u64>,
    /// Years after entry
    #[arg(long, value_name = "T")]
    years: f64,
    /// Share that survives as many years elsewhere, to test against
    #[arg(long, value_name = "SHARE")]
    base_rate: Option<f64>,
    /// Confidence level
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95)]
    level: f64,
    #[command(flatten)]
    pub(super) common: Common,
}

/// What stands behind the statement.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Detail {
    /// Entrants that were counted.
    Counted {
        #[serde(flatten)]
        counted: Entrants,
        against: Option<AgainstBaseRate>,
    },
    /// Lives that were watched.
    Watched {
        years: f64,
        /// The step that holds after that many years; absent before the first exit.
        at_years: Option<SurvivalStep>,
        curve: KaplanMeier,
    },
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        match self {
            Self::Counted { counted, against } => {
                let percent = |share: f64| format!("{} %", number(100.0 * share, 4));
                page.fact("exits a year", &percent(counted.hazard));
                if let Some(against) = against {
                    page.fact("expected", &format!("{} survivors", number(against.expected, 4)));
                    page.fact("P(as few)", &number(against.p_at_most, 5));
                    page.fact("P(as many)", &number(against.p_at_least, 5));
                }
            }
            Self::Watched { curve, .. } => {
                page.fact("median", &optional(curve.median, 5));
                let rows = curve.steps.iter().take(STEPS).map(|step| {
                    let (low, high) = step.log_log.map_or((None, None), |i| (i.low, i.high));
                    vec![
                        number(step.time, 5),
                        step.at_risk.to_string(),
                        step.exits.to_string(),
                        number(step.survival, 4),
                        optional(low, 4),
                        optional(high, 4),
                    ]
                });
                page.table(&["time", "at risk", "exits", "surviving", "low", "high"], rows);
                if curve.steps.len() > STEPS {
                    page.fact("", &format!("{} steps in all; --format json has them", curve.steps.len()));
                }
            }
        }
    }
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let Arguments { years, base_rate, level, .. } = *arguments;
    if let Some(path) = &arguments.lives {
        let curve = kaplan_meier(&lives(path)?, level).map_err(Failure::input)?;
        let statement = curve_statement(&curve, years, base_rate).map_err(Failure::input)?;
        let at_years = curve.at(years).map_err(Failure::input)?.copied();
        return Ok(Answer::new("survival", statement, Detail::Watched { years, at_years, curve }));
    }
    let counts = (arguments.entrants.unwrap_or_default(), arguments.survivors.unwrap_or_default());
    let counted = Entrants::new(counts.0, counts.1, years, level).map_err(Failure::input)?;
    let statement = entrants_statement(&counted, base_rate).map_err(Failure::input)?;
    let against = base_rate.map(|base_rate| counted.against(base_rate)).transpose();
    let detail = Detail::Counted { counted, against: against.map_err(Failure::input)? };
    Ok(Answer::new("survival", statement, detail))
}

/// The first two columns: durations, and whether the entrant exited.
fn lives(path: &Path) -> Result<Vec<Life>, Failure> {
    let (file, bytes) = load(path)?;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes.as_slice());
    let life = |(row, record): (usize, csv::Result<csv::StringRecord>)| {
        let record = record.map_err(|error| Failure::input(error).context(file.clone()))?;
        let wrong = |text: &str, wanted: &str| {
            Failure::Input(anyhow::anyhow!("{file}, line {}: `{text}` is not {wanted}", row + 2))
        };
        let text = record.get(0).unwrap_or_default();
        let duration: f64 =
            text.parse().map_err(|_| wrong(text, "a duration: a positive number in the first column"))?;
        let text = record.get(1).unwrap_or_default();
        let exited = match text.to_ascii_lowercase().as_str() {
            "1" | "yes" | "true" => true,
            "0" | "no" | "false" => false,
            _ => return Err(wrong(text, "1 (exited) or 0 (still there) in the second column")),
        };
        Ok(Life { duration, exited })
    };
    reader.records().enumerate().map(life).collect()
}
