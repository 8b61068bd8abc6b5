//! `utakata test dates`.

use clap::Args;
use jiff::civil::Date;
use serde::Serialize;
use utakata::dating::confidence::{DateOptions, DateSet, Dated, date_bubble};
use utakata::dating::hls::{Model, hls};
use utakata::dating::knp::knp_by_bic;
use utakata::dating::splitting::{Weighting, split_dates};
use utakata::dating::weights::ModelWeights;
use utakata::sample::SampleError;
use utakata::{Execution, Series, Statement};

use super::question::{Test, flag};
use crate::failure::Failure;

/// Share of the changes on either side of a split.
const TRIM: f64 = 0.05;
/// Most bubbles that are looked for by the number of them.
const MOST: usize = 3;

/// When did it begin, peak and end? Confidence sets, and the point dates of other methods beside them
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub(super) struct Dates {
    /// First date of the stretch with one bubble [default: the first there is]
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last date of the stretch [default: the last there is]
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// Confidence of each set
    #[arg(long, value_name = "LEVEL", default_value_t = 0.9)]
    level: f64,
    /// Bootstrap samples behind the sets
    #[arg(long, value_name = "N", default_value_t = 99)]
    replications: usize,
}

/// Dates by method. The names of the methods are their papers'.
#[derive(Debug, Serialize)]
pub(super) struct Dating {
    origination: Set,
    collapse: Set,
    recovery: Set,
    /// Of the models at the end of the sample; not probabilities of error.
    weights: ModelWeights,
    harvey_leybourne_sollis: Found<Regimes>,
    kejriwal_nguyen_perron: Found<Vec<Regimes>>,
    pang_du_chong: Found<Regimes>,
    kurozumi_skrobotov_weighted: Found<Regimes>,
}

/// One date with its confidence set.
#[derive(Debug, Serialize)]
struct Set {
    best: Option<Date>,
    /// Ranges of dates that are not rejected, both ends included.
    not_rejected: Vec<String>,
    may_lie_ahead: bool,
    undatable: bool,
}

/// Point dates of one bubble.
#[derive(Debug, Serialize)]
struct Regimes {
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<Model>,
    origination: Date,
    collapse: Option<Date>,
    recovery: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    root: Option<f64>,
}

/// What a method found, or why it found nothing.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Found<T> {
    Dates(T),
    Nothing { reason: String },
}

impl<T> From<Result<T, SampleError>> for Found<T> {
    fn from(result: Result<T, SampleError>) -> Self {
        match result {
            Ok(dates) => Self::Dates(dates),
            Err(error) => Self::Nothing { reason: error.to_string() },
        }
    }
}

impl Test for Dates {
    const KIND: &'static str = "dates";
    type Detail = Dating;

    fn ask(
        &self,
        series: &Series,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<(Statement, Dating), Failure> {
        let started = self.from.map_or_else(|| series.clone(), |date| series.since(date));
        let stretch = self.until.map_or_else(|| started.clone(), |date| started.until(date));
        let options =
            DateOptions { level: self.level, replications: self.replications, ..DateOptions::default() };
        let dated =
            date_bubble(stretch.values(), &options, seed, execution).map_err(|error| match error {
                SampleError::Null(error) => flag(error),
                error => Failure::input(error),
            })?;
        Ok((dated.statement(), dating(&stretch, &dated, &options)))
    }
}

fn dating(stretch: &Series, dated: &Dated, options: &DateOptions) -> Dating {
    let (values, lengths) = (stretch.values(), options.lengths);
    let on = |t: usize| stretch.dates()[t];
    let split = |weighting| {
        split_dates(values, TRIM, weighting)
            .map(|s| Regimes {
                model: None,
                origination: on(s.origination),
                collapse: Some(on(s.collapse)),
                recovery: Some(on(s.recovery)),
                root: None,
            })
            .into()
    };
    Dating {
        origination: set(&dated.origination, stretch),
        collapse: set(&dated.collapse, stretch),
        recovery: set(&dated.recovery, stretch),
        weights: dated.weights,
        harvey_leybourne_sollis: hls(values, lengths)
            .map(|found| {
                let fit = found.chosen();
                Regimes {
                    model: Some(fit.model),
                    origination: on(fit.origination),
                    collapse: fit.collapse.map(on),
                    recovery: fit.recovery.map(on),
                    root: Some(fit.root),
                }
            })
            .into(),
        kejriwal_nguyen_perron: knp_by_bic(values, MOST, lengths)
            .map(|found| {
                let bubble = |b: &utakata::dating::knp::Bubble| Regimes {
                    model: None,
                    origination: on(b.origination),
                    collapse: Some(on(b.collapse)),
                    recovery: None,
                    root: Some(b.root),
                };
                found.bubbles.iter().map(bubble).collect()
            })
            .into(),
        pang_du_chong: split(Weighting::Ordinary),
        kurozumi_skrobotov_weighted: split(Weighting::Volatility),
    }
}

fn set(set: &DateSet, stretch: &Series) -> Set {
    let on = |t: usize| stretch.dates()[t];
    let range = |r: &utakata::dating::DateRange| match (on(r.first), on(r.last)) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first} to {last}"),
    };
    Set {
        best: set.estimate.map(on),
        not_rejected: set.ranges.iter().map(range).collect(),
        may_lie_ahead: set.may_lie_ahead,
        undatable: set.undatable,
    }
}
