//! Statements about survival.

use super::{AgainstBaseRate, Entrants, KaplanMeier, SurvivalError};
use crate::{Guarantee, Interval, Phrase, Statement, statement::GuaranteeKind};

/// Do fewer of the entrants survive than the base rate says? With a base rate the exact binomial p-value and e-value of
/// "at least as many survive"; without one a description with the exact interval of the share.
///
/// # Errors
/// [`SurvivalError::BaseRate`] outside (0, 1).
pub fn entrants_statement(counted: &Entrants, base_rate: Option<f64>) -> Result<Statement, SurvivalError> {
    let against = base_rate.map(|base_rate| counted.against(base_rate)).transpose()?;
    let mut notes = vec![Phrase::fill(
        "survival-hazard",
        "the same as an exit of {hazard} % of those left in each of {years} years ({low} % to {high} %)",
        [
            ("hazard", percent(Some(counted.hazard))),
            ("years", format!("{}", counted.years)),
            ("low", percent(counted.hazard_interval.low)),
            ("high", percent(counted.hazard_interval.high)),
        ],
    )];
    notes.extend(against.map(expected_note));
    notes.push(independence_note());
    Ok(Statement {
        method: if against.is_some() { "survival-binomial" } else { "survival-share" }.to_owned(),
        null: null(base_rate, counted.years),
        alternative: alternative(base_rate),
        statistic_name: "share surviving".to_owned(),
        statistic: Some(counted.share),
        p_value: against.map(|a| a.p_at_most),
        smallest_p: against.map(|a| a.smallest_p_at_most),
        e_value: against.map(|a| a.e_value),
        interval: Some(counted.share_interval),
        guarantee: Guarantee {
            kind: GuaranteeKind::Exact,
            text: Phrase::new(
                "survival-guarantee-exact",
                "for entrants that exit independently, the interval covers the true share at least as often as its level \
                 says, and the chance of p ≤ α under the null is at most α",
            ),
        },
        observations: counted.entrants as usize,
        notes,
    })
}

/// The survival curve at `horizon` with its log-log interval; with a base rate the one-sided p-value of "at least as many
/// survive".
///
/// # Errors
/// As [`KaplanMeier::at`] and [`KaplanMeier::p_at_least`].
pub fn curve_statement(
    curve: &KaplanMeier,
    horizon: f64,
    base_rate: Option<f64>,
) -> Result<Statement, SurvivalError> {
    let step = curve.at(horizon)?;
    let p_value = match base_rate {
        Some(base_rate) => curve.p_at_least(horizon, base_rate)?,
        None => None,
    };
    let interval: Option<Interval> = step.and_then(|step| step.log_log);
    let mut notes = vec![Phrase::fill(
        "survival-watched",
        "{exits} of {entrants} exited while they were watched; {at_risk} were at risk at the last exit before the horizon",
        [
            ("exits", curve.exits.to_string()),
            ("entrants", curve.entrants.to_string()),
            ("at_risk", step.map_or(curve.entrants, |step| step.at_risk).to_string()),
        ],
    )];
    if interval.is_none() {
        notes.push(Phrase::new(
            "survival-edge",
            "nobody has exited by the horizon, or nobody is left: the curve has no interval there; count entrants instead",
        ));
    }
    notes.push(Phrase::new(
        "survival-censoring",
        "assumes that those still watched at the end are like those that exited later",
    ));
    notes.push(independence_note());
    Ok(Statement {
        method: "kaplan-meier".to_owned(),
        null: null(base_rate, horizon),
        alternative: alternative(base_rate),
        statistic_name: "share surviving".to_owned(),
        statistic: Some(step.map_or(1.0, |step| step.survival)),
        p_value,
        smallest_p: None,
        e_value: None,
        interval,
        guarantee: Guarantee {
            kind: GuaranteeKind::Asymptotic,
            text: Phrase::new(
                "survival-guarantee-curve",
                "nearly valid when dozens exited before the horizon and the watch ended for reasons of its own",
            ),
        },
        observations: curve.entrants as usize,
        notes,
    })
}

fn null(base_rate: Option<f64>, years: f64) -> Phrase {
    match base_rate {
        Some(base_rate) => Phrase::fill(
            "survival-null",
            "at least {percent} % survive {years} years",
            [("percent", percent(Some(base_rate))), ("years", format!("{years}"))],
        ),
        None => Phrase::new("survival-null-none", "none: no base rate was given"),
    }
}

fn alternative(base_rate: Option<f64>) -> Phrase {
    if base_rate.is_some() {
        Phrase::new("survival-alternative", "fewer survive")
    } else {
        Phrase::new("survival-alternative-none", "none: survival is described, not tested")
    }
}

fn expected_note(against: AgainstBaseRate) -> Phrase {
    Phrase::fill(
        "survival-expected",
        "the base rate expects {expected} survivors; P(as few) = {low}, P(as many) = {high}",
        [
            ("expected", format!("{:.1}", against.expected)),
            ("low", format!("{:.4}", against.p_at_most)),
            ("high", format!("{:.4}", against.p_at_least)),
        ],
    )
}

fn independence_note() -> Phrase {
    Phrase::new(
        "survival-independence",
        "entrants count as independent; a common shock makes every interval here too narrow",
    )
}

/// Per cent with two digits after the point at most.
fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "?".to_owned(), |share| format!("{}", (1e4 * share).round() / 100.0))
}
