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
    let likelihood = likelihood(&event.rule);
    ResolvableEvent { id: event.id.clone(), text: event.text.phrase(), happened, evidence, likelihood }
}

/// Only the crash has a library of earlier cases with known outcomes.
fn likelihood(rule: &EventRule) -> Phrase {
    if rule.is_crash() {
        Phrase::new(
            "event-likelihood-library",
            "What became of earlier booms (layer C) speaks of this fall, there counted from the start of the boom.",
        )
    } else {
        Phrase::new(
            "event-likelihood-none",
            "No probability: there is no library of earlier cases of this kind with known outcomes.",
        )
    }
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

/// How far each basket still is from a drawdown event that has not happened.
pub(super) fn flips(case: &Case, baskets: &Baskets<'_>) -> Vec<Phrase> {
    case.file
        .events
        .iter()
        .filter_map(|event| {
            let EventRule::Drawdown { basket, from, fall, .. } = &event.rule else { return None };
            let data = baskets.get(basket)?;
            let index = data.prices.as_ref().ok()?.index.since(*from);
            let last = index.values().last()?;
            let peak = index.values().iter().copied().fold(f64::MIN, f64::max);
            let further = 1.0 - peak * (1.0 - fall / 100.0) / last;
            (further > 0.0).then(|| {
                Phrase::new(
                    "flip-event",
                    "{basket}: a further fall of {further} % from today would be event {event}, fixed in advance as \
                     \"burst\".",
                )
                .with_texts("basket", &[&data.basket.name.phrase()])
                .with("further", format!("{:.0}", 100.0 * further))
                .with("event", event.id.clone())
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn index(values: &[f64]) -> Series {
        let dates = (1..).take(values.len()).map(|d| date(2023, 6, d)).collect();
        Series::new("x", dates, values.to_vec()).unwrap()
    }

    #[test]
    fn the_clock_of_a_drawdown_starts_with_the_boom() {
        let path = index(&[100.0, 50.0, 80.0, 100.0, 70.0]);
        let happened = |from, fall| drawdown(&path, date(2023, 6, from), fall, 504).0;
        assert_eq!(happened(1, 40.0), Some(true), "the fall of 50 % counts from the first day");
        assert_eq!(happened(2, 40.0), Some(false), "but not when the clock starts after it");
        assert_eq!(happened(2, 30.0), Some(true), "100 to 70");
        assert_eq!(drawdown(&path, date(2023, 6, 2), 30.0, 0).0, Some(false), "too late after the peak");
        assert_eq!(drawdown(&path, date(2024, 1, 1), 30.0, 9).0, None);
    }

    #[test]
    fn negative_growth_must_run_without_a_break() {
        assert_eq!(negative_growth(&index(&[-1.0, -1.0, 2.0, -1.0]), 3).0, Some(false));
        assert_eq!(negative_growth(&index(&[1.0, -1.0, -2.0, -1.0]), 3).0, Some(true));
    }
}
