//! `--indicator`: the share of nested windows that count as a bubble, date by date, and its p-values.

use std::str::FromStr;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde::Serialize;
use utakata::lppls::SearchBox;
use utakata::lppls::filter::{Denominator, Direction, Filter, Preset, Scale, ScaleName, Source};
use utakata::lppls::indicator::null::{NullModel, Paths, from_table};
use utakata::lppls::indicator::{Confidence, Indicator, IndicatorError, Resampling};
use utakata::{Execution, Series, Statement};

use super::preset::PresetChoice;
use crate::failure::Failure;
use crate::input::Named;

/// Version of the JSON of an indicator.
const SCHEMA: u32 = 1;
/// Simulated paths unless asked otherwise.
const PATHS: usize = 199;

/// Flags of the indicator.
#[derive(Debug, Args)]
pub(super) struct Flags {
    /// Published filter with its windows and search box
    ///
    /// filimonov-sornette-2013, sornette-2015-c1 (the default of --indicator), sornette-2015-c2, shu-zhu-2019,
    /// lin-ren-sornette-2014, filimonov-2017, demos-sornette-2017, multi-scale, gerlach-2019, demirer-2019, or
    /// lppls-package (the defaults of the Python package)
    #[arg(long, value_name = "NAME", help_heading = "Filter and indicator")]
    pub(super) preset: Option<PresetChoice>,
    /// The confidence indicator: the share of nested windows that count as a bubble, instead of one fit
    #[arg(
        long,
        conflicts_with_all = ["window", "search_box", "quantiles", "inference", "lagrange"],
        help_heading = "Filter and indicator"
    )]
    pub(super) indicator: bool,
    /// First date of the indicator [default: the last date alone]
    #[arg(long, value_name = "DATE", requires = "indicator", help_heading = "Filter and indicator")]
    from: Option<Date>,
    /// Observations from one date of the indicator to the next, counted back from the last [default: 1]
    #[arg(long, value_name = "N", requires = "indicator", help_heading = "Filter and indicator")]
    step: Option<Step>,
    /// Prices without a bubble that the p-values are for [default: table where the windows and the trend are in it, else gbm]
    #[arg(
        long,
        value_enum,
        value_name = "NULL",
        requires = "indicator",
        help_heading = "Filter and indicator"
    )]
    null: Option<NullChoice>,
    /// Simulated paths of the null [default: 199]
    #[arg(long, value_name = "N", requires = "indicator", help_heading = "Filter and indicator")]
    paths: Option<usize>,
    /// The trust indicator as well: 100 resamples of the residuals of every window, fitted again
    #[arg(long, requires = "indicator", help_heading = "Filter and indicator")]
    trust: bool,
    /// Short (30 to 90 observations), medium (90 to 300) and long (300 to 745) windows instead of the preset's own
    #[arg(long, requires = "indicator", help_heading = "Filter and indicator")]
    scales: bool,
}

/// A positive number of observations.
#[derive(Debug, Clone, Copy)]
struct Step(usize);

impl FromStr for Step {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse().ok().filter(|&n| n > 0).map(Self).ok_or_else(|| "give a whole number from 1".to_owned())
    }
}

/// Prices without a bubble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
enum NullChoice {
    /// Random walk with the drift and volatility of the window, simulated
    Gbm,
    /// Random walk with GARCH(1,1)-t steps fitted to the returns, simulated
    Garch,
    /// The returns in blocks drawn at random
    Block,
    /// The same as gbm from a table, at once
    Table,
    /// No p-values
    None,
}

/// The indicator of one series.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    schema: u32,
    pub(super) series: String,
    pub(super) preset: Preset,
    pub(super) source: Source,
    pub(super) filter: Filter,
    #[serde(rename = "box")]
    search_box: SearchBox,
    pub(super) denominator: Denominator,
    pub(super) windows: Vec<Windows>,
    null: NullChoice,
    /// One for each date and set of windows.
    pub(super) rows: Vec<Row>,
    /// Of the last date, and of the largest value where several were looked at.
    pub(super) statements: Vec<Statement>,
}

/// A set of windows.
#[derive(Debug, Serialize)]
pub(super) struct Windows {
    #[serde(flatten)]
    pub(super) scale: Scale,
    pub(super) count: usize,
}

/// One date and set of windows.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) date: Date,
    pub(super) scale: ScaleName,
    /// Share of windows that count as a positive bubble.
    pub(super) positive: f64,
    pub(super) negative: f64,
    pub(super) qualified_positive: usize,
    pub(super) qualified_negative: usize,
    pub(super) among_positive: usize,
    pub(super) among_negative: usize,
    /// On every date with the table, otherwise on the last.
    pub(super) p_positive: Option<f64>,
    pub(super) p_negative: Option<f64>,
    pub(super) trust_positive: Option<f64>,
    pub(super) trust_negative: Option<f64>,
}

/// What is to be computed, the same for every series.
pub(super) struct Plan<'a> {
    flags: &'a Flags,
    preset: Preset,
    scales: Vec<Scale>,
    indicator: Indicator,
    null: NullChoice,
    seed: u64,
}

impl<'a> Plan<'a> {
    /// Prepares the table.
    pub(super) fn new(flags: &'a Flags, seed: u64) -> Result<Self, Failure> {
        let preset = flags.preset.map_or(Preset::Sornette2015C1, |choice| choice.0);
        let scales = if flags.scales { Scale::MULTI.to_vec() } else { preset.scales() };
        let tabled = !flags.scales && utakata::lppls::indicator::null::has_table(preset);
        let null = flags.null.unwrap_or(if tabled && flags.paths.is_none() {
            NullChoice::Table
        } else {
            NullChoice::Gbm
        });
        if null == NullChoice::Table && !tabled {
            return Err(Failure::Input(anyhow::anyhow!(
                "--null table has no walks for these windows of {}; give --null gbm, which simulates them",
                preset.name()
            )));
        }
        if matches!(null, NullChoice::Table | NullChoice::None) && flags.paths.is_some() {
            return Err(Failure::Input(anyhow::anyhow!(
                "--paths has no effect without a simulated null; leave it out, or give --null gbm, garch or block"
            )));
        }
        let indicator = Indicator::new(preset.filter(), &preset.search_box(), &scales, preset.denominator());
        Ok(Self { flags, preset, scales, indicator: indicator.map_err(Failure::input)?, null, seed })
    }

    /// The indicator of one series up to `end`.
    pub(super) fn answer(
        &self,
        named: &Named,
        end: Option<Date>,
        execution: &Execution<'_>,
    ) -> Result<Answer, Failure> {
        let series = named.series.as_ref().map_err(|error| Failure::input(error.clone()))?;
        let ended = end.map_or_else(|| series.clone(), |date| series.until(date));
        let logs = ended.log().map_err(Failure::input)?;
        let ends = self.ends(&logs)?;
        let values = logs.values();
        let confidence = self.indicator.confidence(values, &ends, execution).map_err(failure)?;
        let mut rows: Vec<Row> = confidence.iter().map(|c| row(c, &logs)).collect();
        let mut statements = Vec::new();
        let model = match self.null {
            NullChoice::None => None,
            NullChoice::Table if self.tabled(values, &confidence, &mut rows, &mut statements)? => None,
            NullChoice::Table if self.flags.null.is_some() => {
                return Err(Failure::Input(anyhow::anyhow!(
                    "the drift of these returns over their volatility lies beyond the table; give --null gbm, which \
                     simulates it"
                )));
            }
            // The same null where the table was only the default.
            NullChoice::Table | NullChoice::Gbm => Some(NullModel::Gbm),
            NullChoice::Garch => Some(NullModel::Garch),
            NullChoice::Block => Some(NullModel::Block),
        };
        if let Some(model) = model {
            self.simulated(model, values, &ends, &mut rows, &mut statements, execution).map_err(failure)?;
        }
        if self.flags.trust {
            let resampling = Resampling::new(self.seed);
            let trust = self.indicator.trust(values, &ends, &resampling, execution).map_err(failure)?;
            for (row, trust) in rows.iter_mut().zip(trust) {
                (row.trust_positive, row.trust_negative) = (Some(trust.positive), Some(trust.negative));
            }
        }
        Ok(Answer {
            schema: SCHEMA,
            series: named.name.clone(),
            preset: self.preset,
            source: self.preset.source(),
            filter: self.preset.filter(),
            search_box: self.preset.search_box(),
            denominator: self.preset.denominator(),
            windows: self.scales.iter().map(|s| Windows { scale: *s, count: s.lengths().len() }).collect(),
            null: if model == Some(NullModel::Gbm) { NullChoice::Gbm } else { self.null },
            rows,
            statements,
        })
    }

    /// The dates looked at, oldest first.
    fn ends(&self, logs: &Series) -> Result<Vec<usize>, Failure> {
        let (needed, observations) = (self.indicator.least(), logs.len());
        if observations < needed {
            return Err(Failure::input(IndicatorError::TooShort { observations, needed }));
        }
        let first =
            self.flags.from.map_or(observations - 1, |from| logs.dates().partition_point(|&d| d < from));
        if first >= observations {
            return Err(Failure::Input(anyhow::anyhow!(
                "--from is after the last observation: give an earlier date"
            )));
        }
        if first + 1 < needed {
            return Err(Failure::Input(anyhow::anyhow!(
                "--from {} has {} observations up to it, the windows of {} need {needed}: the first possible date is {}",
                logs.dates()[first],
                first + 1,
                self.preset.name(),
                logs.dates()[needed - 1]
            )));
        }
        let step = self.flags.step.map_or(1, |step| step.0);
        let mut ends: Vec<usize> = (first..observations).rev().step_by(step).collect();
        ends.reverse();
        Ok(ends)
    }

    /// p-values from the table for the dates whose trend is in it; statements, and whether there are any, for the last.
    fn tabled(
        &self,
        logs: &[f64],
        confidence: &[Confidence],
        rows: &mut [Row],
        statements: &mut Vec<Statement>,
    ) -> Result<bool, Failure> {
        let longest = self.indicator.longest();
        let mut within = true;
        for (k, (found, row)) in confidence.iter().zip(rows).enumerate() {
            let window = &logs[found.end + 1 - longest..=found.end];
            let of = |direction: Direction| {
                from_table(self.preset, window, direction, found.share(direction)).map_err(Failure::input)
            };
            let (positive, negative) = (of(Direction::Positive)?, of(Direction::Negative)?);
            (row.p_positive, row.p_negative) = (positive.map(|p| p.p_value), negative.map(|p| p.p_value));
            if k + 1 == confidence.len() {
                within = positive.is_some() && negative.is_some();
                let said = [(Direction::Positive, positive), (Direction::Negative, negative)];
                for (direction, p) in said.into_iter().filter(|_| within) {
                    statements.extend(p.map(|p| p.statement(direction, found.share(direction), longest)));
                }
            }
        }
        Ok(within)
    }

    fn simulated(
        &self,
        model: NullModel,
        logs: &[f64],
        ends: &[usize],
        rows: &mut [Row],
        statements: &mut Vec<Statement>,
        execution: &Execution<'_>,
    ) -> Result<(), IndicatorError> {
        let paths = Paths { model, paths: self.flags.paths.unwrap_or(PATHS), seed: self.seed };
        let Some(&last) = ends.last() else { return Ok(()) };
        let found = self.indicator.significance(logs, last, &paths, execution)?;
        let first = rows.len() - found.len() / 2;
        for (row, pair) in rows[first..].iter_mut().zip(found.chunks(2)) {
            (row.p_positive, row.p_negative) = (Some(pair[0].p_value()), Some(pair[1].p_value()));
        }
        statements.extend(found.iter().map(utakata::lppls::indicator::null::Significance::statement));
        if rows.len() > 1 {
            let largest = self.indicator.significance_of_largest(logs, ends, &paths, execution)?;
            statements.extend(largest.iter().map(utakata::lppls::indicator::null::Significance::statement));
        }
        Ok(())
    }
}

fn failure(error: IndicatorError) -> Failure {
    Failure::input(error)
}

fn row(confidence: &Confidence, logs: &Series) -> Row {
    Row {
        date: logs.dates()[confidence.end],
        scale: confidence.scale,
        positive: confidence.share(Direction::Positive),
        negative: confidence.share(Direction::Negative),
        qualified_positive: confidence.qualified[0],
        qualified_negative: confidence.qualified[1],
        among_positive: confidence.among[0],
        among_negative: confidence.among[1],
        p_positive: None,
        p_negative: None,
        trust_positive: None,
        trust_negative: None,
    }
}
