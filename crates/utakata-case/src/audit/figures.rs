//! Claims about usage growth, and claims compared with their primary source.

use jiff::civil::Date;
use utakata::Phrase;

use super::{Gap, Recomputed, decided, wording};
use crate::{
    findings::{AuditOutcome, Comparison},
    folder::{Case, Null},
    ledger::{Bound, Entry, Value},
    table::TableOptions,
};

/// Growth of a usage stream in one month against the claimed bounds, ends included.
pub(super) fn growth(
    case: &Case,
    stream: &str,
    month: Date,
    (low, high): (Option<f64>, Option<f64>),
) -> Recomputed {
    let gap = Gap::Growth { stream: stream.to_owned(), month };
    let Some(Null::ExchangeableGrowth { series, column, .. }) = case.stream(stream).map(|s| &s.null) else {
        return Recomputed::lacking(gap);
    };
    let options = TableOptions { value: Some(column.clone()), ..TableOptions::default() };
    let known = case.series(series, &options).unwrap_or_default();
    let Some(found) = known.first().and_then(|s| s.on(month)) else {
        return Recomputed::lacking(gap).using(series);
    };
    let holds = low.is_none_or(|low| found >= low) && high.is_none_or(|high| found <= high);
    let args = [
        ("stream", stream.to_owned()),
        ("month", month.strftime("%Y-%m").to_string()),
        ("found", wording::number(found, 1)),
        ("claimed", wording::bounds(low, high)),
    ];
    let text = if holds {
        Phrase::fill(
            "audit-growth-confirmed",
            "{stream} grew {found} % in {month} (claimed: {claimed} %).",
            args,
        )
    } else {
        Phrase::fill(
            "audit-growth-contradicted",
            "{stream} grew {found} % in {month}, not {claimed} %.",
            args,
        )
    };
    let comparison = Comparison {
        what: "growth, per cent per month".to_owned(),
        claimed_low: low,
        claimed_high: high,
        found,
        on: Some(month),
    };
    Recomputed::new(decided(holds), text).comparing(vec![comparison]).using(series)
}

/// Values of the entry against those of its primary source with the same `what`: they agree when the intervals
/// overlap.
pub(super) fn primary_source(entry: &Entry) -> Recomputed {
    let Some(primary) = &entry.primary else {
        return Recomputed::lacking(Gap::Primary { of: entry.subject.clone() });
    };
    let pairs: Vec<(&Value, &Value)> = entry
        .values
        .iter()
        .filter_map(|claimed| Some((claimed, primary.values.iter().find(|p| same_quantity(p, claimed))?)))
        .collect();
    let numbers = pairs.iter().flat_map(|(claimed, found)| beside(found, Some(claimed))).collect();
    let source = ("source", primary.source.clone());
    let statement = ("statement", primary.statement.clone());
    if pairs.is_empty() {
        let text = Phrase::fill(
            "audit-primary-silent",
            "The primary source ({source}) gives no figure for it. It says: {statement}",
            [source, statement],
        );
        return Recomputed::new(AuditOutcome::NotCheckable, text);
    }
    let Some((claimed, found)) = pairs.iter().find(|(claimed, found)| !overlap(claimed, found)) else {
        let text = Phrase::fill(
            "audit-primary-confirmed",
            "The primary source ({source}) agrees: {statement}",
            [source, statement],
        );
        return Recomputed::new(AuditOutcome::Confirmed, text).comparing(numbers);
    };
    let text = Phrase::fill(
        "audit-primary-contradicted",
        "The primary source ({source}) differs: {what} is {found}, not {claimed} {unit}.",
        [
            source,
            ("what", claimed.what.clone()),
            ("found", wording::bounds(found.low, found.high)),
            ("claimed", wording::bounds(claimed.low, claimed.high)),
            ("unit", claimed.unit.clone()),
        ],
    );
    Recomputed::new(AuditOutcome::Contradicted, text).comparing(numbers)
}

/// A value of the primary source as comparisons: one for a figure, two for the ends of a range.
pub(super) fn beside(found: &Value, claimed: Option<&Value>) -> Vec<Comparison> {
    let one = |what: String, figure: f64| Comparison {
        what: format!("{what}, {}", found.unit),
        claimed_low: claimed.and_then(|c| c.low),
        claimed_high: claimed.and_then(|c| c.high),
        found: figure,
        on: None,
    };
    let what = found.what.clone();
    match (found.low, found.high) {
        (Some(low), Some(high)) if low == high => vec![one(what, low)],
        // The bounds of a rounded figure lie half a digit either side of what was printed.
        (Some(low), Some(high)) if found.bound == Bound::About => vec![one(what, rounded(low, high))],
        (Some(low), Some(high)) => {
            vec![one(format!("{what} (from)"), low), one(format!("{what} (to)"), high)]
        }
        (Some(low), None) => vec![one(format!("{what} (at least)"), low)],
        (None, Some(high)) => vec![one(format!("{what} (at most)"), high)],
        (None, None) => Vec::new(),
    }
}

/// The middle of two bounds without the noise of binary fractions.
fn rounded(low: f64, high: f64) -> f64 {
    let middle = f64::midpoint(low, high);
    let tidy = (middle * 1e6).round() / 1e6;
    if (tidy - middle).abs() <= 1e-9 * middle.abs() { tidy } else { middle }
}

fn same_quantity(a: &Value, b: &Value) -> bool {
    a.what == b.what && a.unit == b.unit
}

fn overlap(a: &Value, b: &Value) -> bool {
    let low = |v: &Value| v.low.unwrap_or(f64::NEG_INFINITY);
    let high = |v: &Value| v.high.unwrap_or(f64::INFINITY);
    low(a) <= high(b) && low(b) <= high(a)
}
