//! Usage: has growth slowed, since when, and will it turn negative next?

use std::collections::BTreeMap;

use utakata::adoption::{self, Counting, DatingOutcome};
use utakata::{Phrase, Series};

use super::{StreamError, Tested, standing, usage_ceilings::ceilings};
use crate::{
    Case,
    findings::{DateSet, Figure, FigureKind, Line, LineRole, StreamFinding},
    folder::{Null, Stream},
};

/// Confidence level of the date set.
const CONFIDENCE: f64 = 0.95;

/// Fewest growth figures that can be tested.
const FEWEST: usize = 3;

/// Tests the null "growth rates are exchangeable" on the stream's growth, in per cent per period.
pub(super) fn usage(case: &Case, stream: &Stream, level: f64) -> Result<Tested, StreamError> {
    let Some(growth) = case.growth(&stream.id) else {
        return Err(StreamError::TooFewPeriods { needed: FEWEST, given: 0 });
    };
    if growth.len() < FEWEST {
        return Err(StreamError::TooFewPeriods { needed: FEWEST, given: growth.len() });
    }
    let Null::ExchangeableGrowth { series, per_day, revised, flow, reference_class, .. } = &stream.null
    else {
        return Err(StreamError::TooFewPeriods { needed: FEWEST, given: 0 });
    };
    let growth = &if *per_day { per_day_growth(growth)? } else { growth.clone() };
    let fractions: Vec<f64> = growth.values().iter().map(|g| g / 100.0).collect();
    let mut slowdown = adoption::slowdown_statement(&fractions)?;
    slowdown.notes.extend(per_day.then(adoption::per_day_note));
    slowdown.notes.extend(revised.then(adoption::revised_note));
    let class = case.reference_class(&stream.id).map(|class| class.summary(CONFIDENCE)).transpose()?;
    let next = adoption::next_negative_statement(&fractions, class.as_ref())?;
    let family = adoption::next_negative(&fractions)?;
    let e_value = slowdown.e_value.unwrap_or(1.0);
    let summary = summary(growth, e_value, slowdown.p_value.unwrap_or(1.0), (family.low, family.high));
    let numbers = BTreeMap::from([
        ("first_growth_per_cent".to_owned(), growth.values()[0]),
        ("last_growth_per_cent".to_owned(), growth.values()[growth.len() - 1]),
        ("mann_kendall_s".to_owned(), slowdown.statistic.unwrap_or(0.0)),
        ("next_negative_low".to_owned(), family.low),
        ("next_negative_high".to_owned(), family.high),
    ]);
    let since = since(stream, growth, &fractions)?;
    let mut statements = vec![slowdown, next];
    // Growth that never varies cannot be tested for a break.
    statements.extend(adoption::break_test(&fractions).ok().map(|test| test.statement()));
    let mut figures = vec![growth_bars(stream, growth)];
    let counting = if *flow { Counting::Flow } else { Counting::Stock };
    if let Some((statement, picture)) = ceilings(stream, growth, &fractions, counting) {
        statements.push(statement);
        figures.push(picture);
    }
    let finding = StreamFinding {
        standing: standing(e_value, level),
        summary,
        statements,
        numbers,
        figures,
        span: growth.dates().first().copied().zip(growth.dates().last().copied()),
        files: std::iter::once(series).chain(reference_class).cloned().collect(),
        ..super::blank(stream)
    };
    Ok(Tested { finding, e_value, since })
}

/// The growth of means per day, in per cent.
fn per_day_growth(growth: &Series) -> Result<Series, StreamError> {
    let fractions: Vec<f64> = growth.values().iter().map(|g| g / 100.0).collect();
    let adjusted = adoption::growth_per_day(&fractions, growth.dates())?;
    let values = adjusted.iter().map(|g| 100.0 * g).collect();
    Ok(Series::new(growth.name(), growth.dates().to_vec(), values)?)
}

fn summary(growth: &Series, e_value: f64, p_value: f64, next: (f64, f64)) -> Phrase {
    let values = growth.values();
    let dates = growth.dates();
    Phrase::fill(
        "usage-summary",
        "Growth went from {first} % ({from}) to {last} % ({to}): slowdown p = {p}, e = {e}. Models put the chance \
         that the next figure is negative anywhere from {low} to {high}.",
        [
            ("first", format!("{:+.1}", values[0])),
            ("from", dates[0].to_string()),
            ("last", format!("{:+.1}", values[values.len() - 1])),
            ("to", dates[dates.len() - 1].to_string()),
            ("p", format!("{p_value:.4}")),
            ("e", format!("{e_value:.1}")),
            ("low", format!("{:.2}", next.0)),
            ("high", format!("{:.2}", next.1)),
        ],
    )
}

/// The permutation set of dates, where the series is short enough to enumerate.
fn since(stream: &Stream, growth: &Series, fractions: &[f64]) -> Result<Option<DateSet>, StreamError> {
    if fractions.len() > adoption::LONGEST_EXACT {
        return Ok(None);
    }
    let dating = adoption::since_when(fractions, CONFIDENCE)?;
    let (Some(&first), Some(&last)) = (dating.possible.first(), dating.possible.last()) else {
        return Ok(None);
    };
    let (earliest, latest) = (growth.dates()[first - 1], growth.dates()[last]);
    let splits: Vec<String> = dating.splits.iter().map(|s| format!("{:.2}", s.p_two_sided)).collect();
    let args = || {
        [
            ("from", earliest.to_string()),
            ("to", latest.to_string()),
            ("n", fractions.len().to_string()),
            ("p", splits.join(", ")),
        ]
    };
    let text = match dating.outcome {
        DatingOutcome::Dated => {
            Phrase::fill("since-dated", "between {from} and {to} (95 % permutation set)", args())
        }
        DatingOutcome::NoChangeShown | DatingOutcome::EverySplitPossible => Phrase::fill(
            "since-undatable",
            "somewhere between {from} and {to}; it cannot be dated with {n} points (permutation p of a break after \
             each period: {p})",
            args(),
        ),
        DatingOutcome::NoSingleChange => Phrase::fill(
            "since-gradual",
            "no single date fits: the decline is gradual or in several steps ({from} to {to})",
            args(),
        ),
    };
    Ok(Some(DateSet {
        what: Phrase::new("since-usage", "slowdown of usage growth"),
        stream: stream.id.clone(),
        earliest: Some(earliest),
        latest: Some(latest),
        datable: dating.outcome == DatingOutcome::Dated,
        text,
    }))
}

fn growth_bars(stream: &Stream, growth: &Series) -> Figure {
    let list: Vec<String> =
        growth.dates().iter().zip(growth.values()).map(|(d, g)| format!("{d} {g:+.1} %")).collect();
    Figure {
        id: format!("{}-growth", stream.id),
        kind: FigureKind::Bars,
        title: stream.name.phrase(),
        axis: Phrase::new("axis-growth", "growth on the period before, per cent"),
        dates: growth.dates().to_vec(),
        lines: vec![Line {
            name: Phrase::new("line-growth", "growth"),
            role: LineRole::Main,
            values: growth.values().iter().copied().map(Some).collect(),
        }],
        shades: vec![],
        logarithmic: false,
        description: Phrase::fill("figure-growth", "Growth by period: {list}.", [("list", list.join("; "))]),
    }
}
