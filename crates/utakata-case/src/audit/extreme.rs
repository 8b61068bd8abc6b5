//! Claims about highs and lows, on quoted closes and as far as these reach.

use jiff::ToSpan as _;
use jiff::civil::Date;
use utakata::{Phrase, Series};

use super::movement::{quoted, reaches, weekend};
use super::{Gap, Recomputed, decided, wording};
use crate::findings::{AuditOutcome, Comparison};
use crate::folder::Case;
use crate::ledger::Side;

/// A close at its place.
type Close = (Date, f64);

/// The highest (lowest) close of `from ..= to` against every close before it, from `since` on.
///
/// Confirmed when none of these is beyond it and the closes reach back to `since`; where they do not (and without `since`,
/// where no series is long enough) it is not checkable, and the answer says how far back it holds. One beyond it
/// contradicts, unless the price was reached during a day.
pub(super) fn extreme(
    case: &Case,
    symbol: &str,
    side: Side,
    (from, to): (Date, Date),
    since: Option<Date>,
    during_day: bool,
) -> Recomputed {
    let gap = Gap::closes(&[symbol], since.unwrap_or(from), to);
    let Some((closes, file)) = quoted(case, symbol) else { return Recomputed::lacking(gap) };
    let beyond = |a: f64, b: f64| if side == Side::High { a > b } else { a < b };
    let most = |found: Option<Close>, close: Close| match found {
        Some(best) if !beyond(close.1, best.1) => Some(best),
        _ => Some(close),
    };
    let known = || closes.dates().iter().copied().zip(closes.values().iter().copied());
    let reached = known().filter(|(day, _)| (from..=to).contains(day)).fold(None, most);
    let Some((on, found)) = reached else { return Recomputed::lacking(gap).using(file) };
    let compared = |day: Date| since.is_none_or(|since| day >= since) && day < on;
    let before = known().filter(|(day, _)| compared(*day)).fold(None, most);
    let higher = before.filter(|(_, close)| beyond(*close, found));
    let whole = since.is_some_and(|since| begins_by(closes, since));
    if higher.is_some() && !during_day && !reaches(closes.dates(), to) {
        return Recomputed::lacking(gap).using(file);
    }
    let (outcome, key, template) = words(side, (higher.is_none(), whole, during_day));
    let mut text = Phrase::new(key, template)
        .with("symbol", symbol)
        .with("on", on.to_string())
        .with("found", wording::number(found, 2));
    text = match (higher, since) {
        (Some((day, close)), _) => text.with("day", day.to_string()).with("other", wording::number(close, 2)),
        (None, Some(since)) if whole => text.with("since", since.to_string()),
        (None, _) => {
            let first = closes.dates().first().copied().unwrap_or(on);
            text.with("first", first.to_string())
        }
    };
    let (low, high) = match (side, before) {
        (Side::High, Some((_, close))) => (Some(close), None),
        (Side::Low, Some((_, close))) => (None, Some(close)),
        (_, None) => (None, None),
    };
    let comparison = Comparison {
        what: "close, against the one farthest that way before it".to_owned(),
        claimed_low: low,
        claimed_high: high,
        found,
        on: Some(on),
    };
    let recomputed = Recomputed::new(outcome, text).comparing(vec![comparison]).using(file);
    if higher.is_none() && !whole { recomputed.waiting(gap) } else { recomputed }
}

/// Whether closes begin on a day or before: weekends need none, nor do the days around New Year (1 to 3 January).
fn begins_by(closes: &Series, since: Date) -> bool {
    let Some(first) = closes.dates().first() else { return false };
    let closed = |day: Date| weekend(day) || (day.month() == 1 && day.day() <= 3);
    since.series(1.day()).take_while(|day| day < first).all(closed)
}

fn words(
    side: Side,
    (stands, whole, during_day): (bool, bool, bool),
) -> (AuditOutcome, &'static str, &'static str) {
    match (stands, whole, during_day) {
        (true, true, _) => {
            let (key, template) = match side {
                Side::High => (
                    "audit-high-confirmed",
                    "The close of {symbol} on {on}, {found}, is its highest since {since}.",
                ),
                Side::Low => (
                    "audit-low-confirmed",
                    "The close of {symbol} on {on}, {found}, is its lowest since {since}.",
                ),
            };
            (decided(true), key, template)
        }
        (true, false, _) => {
            let (key, template) = match side {
                Side::High => (
                    "audit-high-so-far",
                    "Not checkable: the series begins on {first}. From then on, the close of {symbol} on {on}, \
                     {found}, is its highest.",
                ),
                Side::Low => (
                    "audit-low-so-far",
                    "Not checkable: the series begins on {first}. From then on, the close of {symbol} on {on}, \
                     {found}, is its lowest.",
                ),
            };
            (AuditOutcome::NotCheckable, key, template)
        }
        (false, _, false) => {
            let (key, template) = match side {
                Side::High => (
                    "audit-high-contradicted",
                    "{symbol} closed at {found} on {on}; on {day} it had closed higher, at {other}.",
                ),
                Side::Low => (
                    "audit-low-contradicted",
                    "{symbol} closed at {found} on {on}; on {day} it had closed lower, at {other}.",
                ),
            };
            (decided(false), key, template)
        }
        (false, _, true) => {
            let (key, template) = match side {
                Side::High => (
                    "audit-high-day",
                    "{symbol} closed at {found} on {on}, and higher, at {other}, on {day}; whether it was higher \
                     still during a day, closes cannot tell.",
                ),
                Side::Low => (
                    "audit-low-day",
                    "{symbol} closed at {found} on {on}, and lower, at {other}, on {day}; whether it was lower \
                     still during a day, closes cannot tell.",
                ),
            };
            (AuditOutcome::NotCheckable, key, template)
        }
    }
}
