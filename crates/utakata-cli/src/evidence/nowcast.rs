//! `utakata evidence nowcast`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use utakata::rates::{ChainLadder, chain_ladder, nowcast_statement};

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::input::load;
use crate::text::{Page, number, optional};

/// How many cases will a recent count hold when late reports are in? Chain ladder over earlier periods
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  Deals by quarter, and how many of them were reported in that quarter, one later, two later:
    period,0,1,2
    2022-Q3,30,12,3
    2022-Q4,28,10,
    2023-Q1,19,,
    utakata evidence nowcast reports.csv")]
pub(super) struct Arguments {
    /// CSV with a header: a period in the first column, oldest first, then the cases reported 0, 1, 2 … periods later;
    /// what is not known yet is left empty
    #[arg(value_name = "REPORTS")]
    reports: PathBuf,
    /// Confidence level
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95)]
    level: f64,
    #[command(flatten)]
    pub(super) common: Common,
}

/// The completed triangle under the names of its periods.
#[derive(Debug, Serialize)]
pub(super) struct Detail {
    names: Vec<String>,
    #[serde(flatten)]
    completed: ChainLadder,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let rows = self.names.iter().zip(&self.completed.periods).map(|(name, period)| {
            vec![
                name.clone(),
                number(period.reported, 6),
                format!("{} %", number(100.0 * period.completeness, 4)),
                number(period.ultimate, 5),
                optional(period.interval.low, 5),
                optional(period.interval.high, 5),
            ]
        });
        page.table(&["period", "reported", "complete", "expected", "low", "high"], rows);
    }
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let (names, reports) = triangle(&arguments.reports)?;
    let completed = chain_ladder(&reports, arguments.level).map_err(Failure::input)?;
    Ok(Answer::new("nowcast", nowcast_statement(&completed), Detail { names, completed }))
}

/// Names of the periods, and the reports of each up to the first empty field.
fn triangle(path: &Path) -> Result<(Vec<String>, Vec<Vec<f64>>), Failure> {
    let (file, bytes) = load(path)?;
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(bytes.as_slice());
    let (mut names, mut reports) = (Vec::new(), Vec::new());
    for (row, record) in reader.records().enumerate() {
        let record = record.map_err(|error| Failure::input(error).context(file.clone()))?;
        names.push(record.get(0).unwrap_or_default().to_owned());
        let known = record.iter().skip(1).take_while(|field| !field.is_empty());
        let counts = known.enumerate().map(|(lag, field)| {
            field.parse().map_err(|_| {
                let line = row + 2;
                Failure::Input(anyhow::anyhow!("{file}, line {line}, lag {lag}: `{field}` is not a count"))
            })
        });
        let counts = counts.collect::<Result<Vec<f64>, _>>()?;
        let later = record.iter().skip(1 + counts.len()).position(|field| !field.is_empty());
        if let Some(later) = later {
            let (line, lag) = (row + 2, counts.len() + later);
            return Err(Failure::Input(anyhow::anyhow!(
                "{file}, line {line}: a count at lag {lag} follows an empty field; write 0 where nothing was reported"
            )));
        }
        reports.push(counts);
    }
    Ok((names, reports))
}
