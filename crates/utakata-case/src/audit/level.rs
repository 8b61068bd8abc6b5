//! Claims about the price at which a stock stood, on quoted closes.

use jiff::civil::Date;
use utakata::Phrase;

use super::movement::{covers, quoted, within};
use super::window::distance;
use super::{Gap, Recomputed, decided, wording};
use crate::findings::{AuditOutcome, Comparison};
use crate::folder::Case;

/// A close of `from ..= to` against the claimed bounds, ends included: the nearest to them is told.
///
/// A price reached during a day is confirmed by a close, and contradicted by none.
pub(super) fn level(
    case: &Case,
    symbol: &str,
    (from, to): (Date, Date),
    (low, high): (Option<f64>, Option<f64>),
    during_day: bool,
) -> Recomputed {
    let gap = Gap::closes(&[symbol], from, to);
    let Some((closes, file)) = quoted(case, symbol) else { return Recomputed::lacking(gap) };
    let known = closes.dates().iter().copied().zip(closes.values().iter().copied());
    let inside = known.filter(|(day, _)| (from..=to).contains(day));
    let far = |close: f64| distance(close, low, high);
    let nearest = inside.min_by(|(_, a), (_, b)| far(*a).total_cmp(&far(*b)));
    let Some((on, found)) = nearest else {
        let first = closes.dates().first().copied().filter(|first| *first > to);
        return first
            .map_or_else(
                || Recomputed::lacking(gap.clone()),
                |first| Recomputed::begins_late(symbol, first, to, gap.clone()),
            )
            .using(file);
    };
    let holds = within(found, low, high);
    if !holds && !covers(closes.dates(), from, to) {
        return Recomputed::lacking(gap).using(file);
    }
    let (outcome, key, template) = match (holds, during_day) {
        (true, _) => (
            decided(true),
            "audit-level-confirmed",
            "{symbol} closed at {found} on {on} (claimed: {claimed}).",
        ),
        (false, false) => {
            (decided(false), "audit-level-contradicted", "{symbol} closed at {found} on {on}, not {claimed}.")
        }
        (false, true) => (
            AuditOutcome::NotCheckable,
            "audit-level-day",
            "{symbol} closed at {found} on {on}; whether it stood at {claimed} during a day, closes cannot tell.",
        ),
    };
    let text = Phrase::new(key, template)
        .with("symbol", symbol)
        .with("found", wording::number(found, 2))
        .with("on", on.to_string())
        .with("claimed", wording::bounds(low, high));
    let comparison =
        Comparison { what: "close".to_owned(), claimed_low: low, claimed_high: high, found, on: Some(on) };
    Recomputed::new(outcome, text).comparing(vec![comparison]).using(file)
}
