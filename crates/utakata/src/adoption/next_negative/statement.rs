//! The family's answer in words.

use super::super::{AdoptionError, ReferenceSummary};
use super::{GrowthModel, NextNegative, Refusal, Unavailable, next_negative};
use crate::statement::GuaranteeKind;
use crate::{Guarantee, Phrase, Statement};

/// Will growth be negative next period? A description, not a test: the range over the family, each model's
/// probability, and the reference class when there is one.
///
/// # Errors
/// As [`next_negative`].
pub fn next_negative_statement(
    growth: &[f64],
    reference: Option<&ReferenceSummary>,
) -> Result<Statement, AdoptionError> {
    let family = next_negative(growth)?;
    let mut notes = vec![Phrase::fill(
        "adoption-next-range",
        "P(next growth < 0) runs from {low} to {high} across {count} models: the model decides, not the data",
        [
            ("low", format!("{:.2}", family.low)),
            ("high", format!("{:.2}", family.high)),
            ("count", family.forecasts.len().to_string()),
        ],
    )];
    notes.extend(family.forecasts.iter().map(|f| model_note(f.model, f.probability)));
    notes.extend(family.refusals.iter().copied().map(refusal_note));
    if let Some(summary) = reference {
        notes.extend(reference_notes(summary));
        notes.extend(weighted_note(summary, &family));
    }
    Ok(Statement {
        method: "next-negative-family".to_owned(),
        null: Phrase::new("adoption-next-null", "growth stays at or above zero next period"),
        alternative: Phrase::new("adoption-next-alternative", "growth is negative next period"),
        statistic_name: "P(next growth < 0)".to_owned(),
        statistic: None,
        p_value: None,
        smallest_p: None,
        e_value: None,
        interval: None,
        guarantee: Guarantee {
            kind: GuaranteeKind::Descriptive,
            text: Phrase::new(
                "adoption-next-guarantee",
                "none: a forecast by several models, to be scored when the period is over",
            ),
        },
        observations: family.observations,
        notes,
    })
}

fn model_note(model: GrowthModel, probability: f64) -> Phrase {
    let (key, template) = match model {
        GrowthModel::LinearTrend => ("adoption-next-linear", "linear trend in growth: {p}"),
        GrowthModel::LinearTrendLast4 => {
            ("adoption-next-linear-last4", "linear trend in the last four periods: {p}")
        }
        GrowthModel::RandomWalkDrift => ("adoption-next-drift", "random walk with drift: {p}"),
        GrowthModel::RandomWalk => ("adoption-next-walk", "random walk: {p}"),
        GrowthModel::ExponentialDecay => ("adoption-next-decay", "growth decaying to zero: {p}"),
        GrowthModel::MonotoneCurve => {
            ("adoption-next-monotone", "saturating curve: {p}, by structure and not by evidence")
        }
    };
    Phrase::fill(key, template, [("p", format!("{probability:.4}"))])
}

fn refusal_note(refusal: Refusal) -> Phrase {
    let (key, template) = match refusal.reason {
        Unavailable::TooFewPeriods => ("adoption-next-refused-short", "{model}: too few periods"),
        Unavailable::NoNoise => {
            ("adoption-next-refused-exact", "{model}: the figures lie exactly on it, no noise to judge by")
        }
        Unavailable::NotDecaying => ("adoption-next-refused-growing", "{model}: growth does not decay"),
        Unavailable::AlreadyNegative => (
            "adoption-next-refused-negative",
            "{model}: growth was not positive throughout, which it cannot be",
        ),
    };
    Phrase::fill(key, template, [("model", refusal.model.name().to_owned())])
}

fn reference_notes(summary: &ReferenceSummary) -> Vec<Phrase> {
    let number = |x: Option<f64>| x.map_or_else(|| "–".to_owned(), |x| format!("{x:.2}"));
    let mut notes = vec![Phrase::fill(
        "adoption-next-reference",
        "of {windows} past windows like this, {negatives} were followed by a negative period: {share} [{low}, {high}]",
        [
            ("windows", summary.windows.to_string()),
            ("negatives", summary.negatives.to_string()),
            ("share", format!("{:.2}", summary.share)),
            ("low", number(summary.interval.low)),
            ("high", number(summary.interval.high)),
        ],
    )];
    if let Some(interval) = summary.clustered {
        notes.push(Phrase::fill(
            "adoption-next-reference-clustered",
            "with whole series resampled ({series} series): [{low}, {high}]",
            [
                ("series", summary.series.to_string()),
                ("low", number(interval.low)),
                ("high", number(interval.high)),
            ],
        ));
    }
    let best = summary.models.iter().min_by(|a, b| a.brier.total_cmp(&b.brier));
    if let Some(best) = best {
        let (key, template) = if best.gain > 0.0 {
            (
                "adoption-next-reference-gain",
                "{model} scored best there: Brier {brier} against {base} of the base rate",
            )
        } else {
            (
                "adoption-next-reference-none",
                "no model beat the base rate there: Brier {base}; the best, {model}, {brier}",
            )
        };
        notes.push(Phrase::fill(
            key,
            template,
            [
                ("model", best.model.clone()),
                ("brier", format!("{:.3}", best.brier)),
                ("base", format!("{:.3}", summary.climatology_brier)),
            ],
        ));
    }
    notes
}

/// What the models that beat the base rate say together; nothing when none did.
fn weighted_note(summary: &ReferenceSummary, family: &NextNegative) -> Option<Phrase> {
    let probability = summary.weighted(family)?;
    Some(Phrase::fill(
        "adoption-next-reference-weighted",
        "the models that beat the base rate there, weighted by what they gained: {p}",
        [("p", format!("{probability:.2}"))],
    ))
}
