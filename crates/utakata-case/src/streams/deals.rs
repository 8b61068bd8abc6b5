//! Deals: has the rate fallen, and how do two regions compare?

use std::collections::BTreeMap;

use utakata::{
    Phrase,
    rates::{self, Count},
};

use super::{StreamError, Tested, blank, insufficient, standing};
use crate::{
    findings::{StreamFinding, StreamStanding},
    folder::{CountBounds, Stream, Text},
};

/// Confidence level of the intervals.
const LEVEL: f64 = 0.95;

/// Tests "the rate has not fallen" with the e-value at the corner of the bounds that speaks least for a fall.
pub(super) fn rate_not_fallen(
    stream: &Stream,
    (recent, earlier): (CountBounds, CountBounds),
    dispersion: f64,
    assumption: Option<&Text>,
    level: f64,
) -> Result<Tested, StreamError> {
    if recent.high.is_none() {
        let why = Phrase::new(
            "deals-unbounded",
            "The recent count has no upper bound, so a fall cannot be tested.",
        );
        return Ok(insufficient(stream, why));
    }
    let mut statement = rates::rate_not_fallen_statement(count(recent), count(earlier), dispersion, LEVEL)?;
    statement.notes.extend(assumption.map(Text::phrase));
    let e_value = statement.e_value.unwrap_or(1.0);
    let key = if assumption.is_some() { "deals-fallen-assumed" } else { "deals-fallen" };
    let template = if assumption.is_some() {
        "{recent} against {earlier} (an assumed reading): e = {e} with counts divided by {phi} for over-dispersion."
    } else {
        "{recent} against {earlier}: e = {e} with counts divided by {phi} for over-dispersion."
    };
    let summary = Phrase::fill(
        key,
        template,
        [
            ("recent", bounds(recent)),
            ("earlier", bounds(earlier)),
            ("e", format!("{e_value:.2}")),
            ("phi", format!("{dispersion}")),
        ],
    );
    let numbers = BTreeMap::from([
        ("recent_low".to_owned(), recent.low),
        ("earlier_low".to_owned(), earlier.low),
        ("dispersion".to_owned(), dispersion),
    ]);
    let finding = StreamFinding {
        standing: standing(e_value, level),
        summary,
        statements: vec![statement],
        numbers,
        files: vec!["ledger.toml".to_owned()],
        ..blank(stream)
    };
    Ok(Tested { finding, e_value, since: None })
}

/// Two regions side by side: a ratio with its interval and no claim about change.
pub(super) fn comparison(
    stream: &Stream,
    (first, first_name): (CountBounds, &Text),
    (second, second_name): (CountBounds, &Text),
) -> Result<Tested, StreamError> {
    let statement = rates::ratio_statement(count(first), count(second), 1.0, LEVEL)?;
    let dispersed = rates::ratio_statement(count(first), count(second), 5.0, LEVEL)?;
    let ends = |s: &utakata::Statement| {
        let end = |e: Option<f64>| e.map_or_else(|| "∞".to_owned(), |e| format!("{e:.1}"));
        s.interval.map_or_else(String::new, |i| format!("[{}, {}]", end(i.low), end(i.high)))
    };
    let summary = Phrase::new(
        "deals-comparison",
        "{first_name} {first}, {second_name} {second}: rate ratio {ratio} {interval}, {dispersed} if counts vary \
         five times as much as chance. A gap in levels says nothing about change.",
    )
    .with_texts("first_name", &[&first_name.phrase()])
    .with("first", bounds(first))
    .with_texts("second_name", &[&second_name.phrase()])
    .with("second", bounds(second))
    .with("ratio", statement.statistic.map_or_else(String::new, |r| format!("{r:.1}")))
    .with("interval", ends(&statement))
    .with("dispersed", ends(&dispersed));
    let numbers: BTreeMap<String, f64> =
        statement.statistic.map(|ratio| ("rate_ratio".to_owned(), ratio)).into_iter().collect();
    let finding = StreamFinding {
        standing: StreamStanding::Descriptive,
        summary,
        statements: vec![statement],
        numbers,
        files: vec!["ledger.toml".to_owned()],
        ..blank(stream)
    };
    Ok(Tested { finding, e_value: 1.0, since: None })
}

fn count(bounds: CountBounds) -> Count {
    Count { low: bounds.low, high: bounds.high, exposure: bounds.exposure }
}

fn bounds(count: CountBounds) -> String {
    let CountBounds { low, high, exposure } = count;
    match high {
        Some(high) if high == low => format!("{low} in {exposure}"),
        Some(high) => format!("{low}–{high} in {exposure}"),
        None => format!("{low} or more in {exposure}"),
    }
}
