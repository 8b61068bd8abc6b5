//! The ceilings in words.

use super::{AdoptionError, Ceiling, CeilingOptions, Counting, Curve, Scale, ceiling};
use crate::statement::GuaranteeKind;
use crate::{Guarantee, Interval, Phrase, Statement};

/// How high can it go? The profile set of every curve in `curves` that the levels allow, and their hull as the
/// interval: the curve is an assumption, so no curve is preferred. A description, not a test.
///
/// # Errors
/// [`AdoptionError`] when no curve can be fitted: that of the first curve.
pub fn ceiling_statement(
    levels: &[f64],
    curves: &[Curve],
    options: CeilingOptions,
    confidence: f64,
) -> Result<Statement, AdoptionError> {
    let tried: Vec<(Curve, Result<Ceiling, AdoptionError>)> =
        curves.iter().map(|&curve| (curve, ceiling(levels, curve, options, confidence))).collect();
    let sets: Vec<&Ceiling> = tried.iter().filter_map(|(_, fit)| fit.as_ref().ok()).collect();
    let Some(interval) = hull(&sets) else {
        let first = tried.into_iter().find_map(|(_, fit)| fit.err());
        return Err(first.unwrap_or(AdoptionError::NoModel));
    };
    let mut notes: Vec<Phrase> = sets.iter().map(|set| set_note(set)).collect();
    notes.extend(tried.iter().filter_map(|(curve, fit)| refusal_note(*curve, fit.as_ref().err()?)));
    notes.push(reading_note(options));
    notes.push(Phrase::new(
        "adoption-ceiling-curve-decides",
        "the curve is assumed, not found: below half of the ceiling curves differ by far more than any one set says",
    ));
    Ok(Statement {
        method: "ceiling-profile".to_owned(),
        null: Phrase::new("adoption-ceiling-null", "usage has reached its ceiling"),
        alternative: Phrase::new("adoption-ceiling-alternative", "it has not"),
        statistic_name: "ceiling / reached".to_owned(),
        statistic: None,
        p_value: None,
        smallest_p: None,
        e_value: None,
        interval: Some(interval),
        guarantee: Guarantee {
            kind: GuaranteeKind::Descriptive,
            text: Phrase::new(
                "adoption-ceiling-guarantee",
                "none across curves; each set covers the ceiling about as often as it says if its own curve is right \
                 and the errors are independent and normal",
            ),
        },
        observations: levels.len(),
        notes,
    })
}

/// The smallest interval that holds every set; absent without sets.
fn hull(sets: &[&Ceiling]) -> Option<Interval> {
    let level = sets.first()?.interval.level;
    let low = sets.iter().map(|set| set.interval.low).reduce(|a, b| Some(a?.min(b?))).flatten();
    let high = sets.iter().map(|set| set.interval.high).reduce(|a, b| Some(a?.max(b?))).flatten();
    Some(Interval { low, high, level })
}

fn set_note(set: &Ceiling) -> Phrase {
    let number = |x: Option<f64>| x.map_or_else(|| "–".to_owned(), |x| format!("{x:.2}"));
    let Interval { low, high, .. } = set.interval;
    let (key, template) = match (low, high) {
        (Some(_), Some(_)) => (
            "adoption-ceiling-set",
            "{curve} curve: ceiling {ratio} times what was reached, not below {low} nor above {high}",
        ),
        (None, Some(_)) => (
            "adoption-ceiling-set-reached",
            "{curve} curve: ceiling {ratio} times what was reached, not above {high}; it may be reached already",
        ),
        (Some(_), None) => (
            "adoption-ceiling-set-open",
            "{curve} curve: ceiling at least {low} times what was reached; nothing bounds it from above",
        ),
        (None, None) => (
            "adoption-ceiling-set-all",
            "{curve} curve: no ceiling is excluded, neither one reached already nor one a thousand times higher",
        ),
    };
    Phrase::fill(
        key,
        template,
        [
            ("curve", set.curve.name().to_owned()),
            ("ratio", number(set.ratio)),
            ("low", number(low)),
            ("high", number(high)),
        ],
    )
}

fn refusal_note(curve: Curve, error: &AdoptionError) -> Option<Phrase> {
    let AdoptionError::TooFewLevels { needed, given, .. } = error else { return None };
    Some(Phrase::fill(
        "adoption-ceiling-short",
        "{curve} curve: needs at least {needed} levels, {given} are given",
        [("curve", curve.name().to_owned()), ("needed", needed.to_string()), ("given", given.to_string())],
    ))
}

fn reading_note(options: CeilingOptions) -> Phrase {
    let (key, text) = match (options.counting, options.scale) {
        (Counting::Stock, Scale::Log) => (
            "adoption-ceiling-stock-log",
            "read as a stock (what is there in each period), fitted to logarithms",
        ),
        (Counting::Stock, Scale::Level) => (
            "adoption-ceiling-stock-level",
            "read as a stock (what is there in each period), fitted to levels",
        ),
        (Counting::Flow, Scale::Log) => (
            "adoption-ceiling-flow-log",
            "read as a flow (what is added in each period): the ceiling is of its sum; fitted to logarithms",
        ),
        (Counting::Flow, Scale::Level) => (
            "adoption-ceiling-flow-level",
            "read as a flow (what is added in each period): the ceiling is of its sum; fitted to levels",
        ),
    };
    Phrase::new(key, text)
}
