//! Events fixed in advance: have they happened by the as-of date?

use jiff::civil::Date;
use utakata::{Phrase, Series};

use crate::{
    Case,
    baskets::Baskets,
    findings::ResolvableEvent,
    folder::{Event, EventRule},
};

/// What the data says about one event.
pub(super) fn event(case: &Case, baskets: &Baskets<'_>, event: &Event) -> ResolvableEvent {
    let (happened, evidence) = match &event.rule {
        EventRule::Drawdown { basket, from, fall, within } => match baskets.get(basket).map(|b| &b.prices) {
            Some(Ok(prices)) => drawdown(&prices.index, *from, *fall, *within),
            _ => (None, None),
        },
        EventRule::NegativeGrowth { stream, periods } => match case.growth(stream) {
            Some(growth) => negative_growth(growth, *periods),
            None => (None, None),
        },
        EventRule::ByHand => (None, None),
    };
    ResolvableEvent { id: event.id.clone(), text: event.text.phrase(), happened, evidence }
}

/// Largest fall from the running peak within `within` trading days of it, both counted from `from` on.
fn drawdown(index: &Series, from: Date, fall: f64, within: usize) -> (Option<bool>, Option<Phrase>) {
    let index = index.since(from);
    if index.is_empty() {
        return (None, None);
    }
    let (mut peak, mut deepest, mut on) = (0, 0.0, 0);
    for (t, &value) in index.values().iter().enumerate() {
        if value > index.values()[peak] {
            peak = t;
        }
        let depth = 1.0 - value / index.values()[peak];
        if t - peak <= within && depth > deepest {
            (deepest, on) = (depth, t);
        }
    }
    let evidence = Phrase::fill(
        "event-drawdown",
        "deepest fall from the running peak since {from}: {depth} % ({on})",
        [
            ("from", from.to_string()),
            ("depth", format!("{:.1}", 100.0 * deepest)),
            ("on", index.dates()[on].to_string()),
        ],
    );
    (Some(100.0 * deepest >= fall), Some(evidence))
}

fn negative_growth(growth: &Series, periods: usize) -> (Option<bool>, Option<Phrase>) {
    let (mut run, mut longest) = (0, 0);
    for &g in growth.values() {
        run = if g < 0.0 { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let evidence = Phrase::fill(
        "event-negative-growth",
        "longest run of negative growth so far: {longest} of {periods}",
        [("longest", longest.to_string()), ("periods", periods.to_string())],
    );
    (Some(longest >= periods), Some(evidence))
}
