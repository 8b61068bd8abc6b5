//! The figures: growth, levels, or a table of levels; months per day.

use std::path::PathBuf;

use clap::Args;
use jiff::ToSpan as _;
use jiff::civil::Date;
use utakata::adoption::{self, Counting};
use utakata::{Phrase, Series};

use crate::failure::Failure;
use crate::input::Columns;

/// Where the figures come from.
#[derive(Debug, Args)]
pub(super) struct Periods {
    /// CSV of levels (visits, users, units sold), one per period
    #[arg(value_name = "LEVELS", required_unless_present_any = ["growth", "levels"], conflicts_with_all = ["growth", "levels", "first_month"])]
    file: Option<PathBuf>,
    /// Growth in per cent per period, oldest first
    #[arg(
        long,
        value_name = "PERCENT,…",
        value_delimiter = ',',
        allow_hyphen_values = true,
        conflicts_with = "levels"
    )]
    growth: Vec<f64>,
    /// Levels themselves, oldest first: visits, users, units sold
    #[arg(long, value_name = "LEVEL,…", value_delimiter = ',', allow_hyphen_values = true)]
    levels: Vec<f64>,
    /// Compare months per day: a total over February holds three days less than one over January
    #[arg(long)]
    per_day: bool,
    /// Month of the first figure, for `--per-day` without a table
    #[arg(long, value_name = "YYYY-MM", value_parser = month, requires = "per_day")]
    first_month: Option<Date>,
    /// The source has re-estimated the series: say so beside the answer
    #[arg(long)]
    revised: bool,
    #[command(flatten)]
    columns: Columns,
}

/// What was read.
pub(super) struct Figures {
    /// Growth as fractions.
    pub(super) growth: Vec<f64>,
    /// The levels behind it.
    pub(super) levels: Vec<f64>,
    /// What the answer has to say about them.
    pub(super) notes: Vec<Phrase>,
    /// Their flag or file, for messages.
    pub(super) source: String,
}

impl Periods {
    /// Growth and levels. Ceilings of a stock are of what it is per day where months are compared per day; those of a
    /// flow are of its sum, whatever the months.
    pub(super) fn read(&self, counting: Counting) -> Result<Figures, Failure> {
        let (source, dates, given) = self.given()?;
        let flag = |error| Failure::input(error).context(source.clone());
        let (mut growth, mut levels) = match given {
            Given::Growth(growth) => {
                let levels = adoption::index_of_growth(&growth).map_err(flag)?;
                (growth, levels)
            }
            Given::Levels(levels) => (adoption::growth_of_levels(&levels).map_err(flag)?, levels),
        };
        let mut notes = Vec::new();
        if self.per_day {
            // Months of the growth figures: the last ones, for levels begin one period before.
            let months = dates.get(dates.len() - growth.len()..).unwrap_or_default();
            growth = adoption::growth_per_day(&growth, months).map_err(flag)?;
            if counting == Counting::Stock {
                let first = levels.first().copied().unwrap_or(1.0);
                levels = adoption::index_of_growth(&growth).map_err(flag)?;
                for level in &mut levels {
                    *level *= first;
                }
            }
            notes.push(adoption::per_day_note());
        }
        if self.revised {
            notes.push(adoption::revised_note());
        }
        Ok(Figures { growth, levels, notes, source })
    }

    fn given(&self) -> Result<(String, Vec<Date>, Given), Failure> {
        if let Some(file) = &self.file {
            let (name, series) = self.series(file)?;
            return Ok((name, series.dates().to_vec(), Given::Levels(series.values().to_vec())));
        }
        if self.columns.any() {
            return Err(Failure::Input(anyhow::anyhow!(
                "--date, --value and --series choose columns of a table of levels; give its path, or leave them out"
            )));
        }
        let (flag, count, given) = if self.growth.is_empty() {
            ("--levels", self.levels.len(), Given::Levels(self.levels.clone()))
        } else {
            let growth: Vec<f64> = self.growth.iter().map(|g| g / 100.0).collect();
            ("--growth", growth.len(), Given::Growth(growth))
        };
        let dates = match (self.per_day, self.first_month) {
            (false, _) => Vec::new(),
            (true, Some(first)) => months(first, count)?,
            (true, None) => {
                return Err(Failure::Input(anyhow::anyhow!(
                    "--per-day needs the months: give --first-month YYYY-MM, or a table of levels with dates"
                )));
            }
        };
        Ok((flag.to_owned(), dates, given))
    }

    /// The one series of the table.
    fn series(&self, file: &PathBuf) -> Result<(String, Series), Failure> {
        let mut named = self.columns.read(std::slice::from_ref(file))?;
        if named.len() > 1 {
            let names: Vec<String> = named.iter().map(|n| format!("`{}`", n.name)).collect();
            return Err(Failure::Input(anyhow::anyhow!(
                "{}: which column holds the levels? name it with --value; there are: {}",
                file.display(),
                names.join(", ")
            )));
        }
        let Some(only) = named.pop() else {
            return Err(Failure::Input(anyhow::anyhow!("{}: no series", file.display())));
        };
        Ok((format!("{}, `{}`", only.file, only.name), only.series.map_err(Failure::input)?))
    }
}

/// What was given.
enum Given {
    Growth(Vec<f64>),
    Levels(Vec<f64>),
}

fn month(text: &str) -> Result<Date, String> {
    format!("{text}-01").parse().map_err(|_| "expected a month, YYYY-MM".to_owned())
}

fn months(first: Date, count: usize) -> Result<Vec<Date>, Failure> {
    let month = |k: usize| first.checked_add((k as i64).months());
    (0..count)
        .map(month)
        .collect::<Result<_, _>>()
        .map_err(|error| Failure::input(error).context("--first-month"))
}
