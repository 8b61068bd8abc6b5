//! The statement over several events.

use super::{CombinedTests, Design, EventReturns, EventStudyError, EventTest, NormalModel, combined_tests};
use crate::{Guarantee, Phrase, Statement, statement::GuaranteeKind};

/// "The events moved nothing": the mean cumulative abnormal return over several events.
///
/// The p-value is the exact sign-flip one when no two events share a day, and otherwise that of placebo
/// windows of BMP's t-ratio, which allow for firms that move together and for more variance on event days. All other tests are notes; Patell's only beside
/// its adjustment.
///
/// # Errors
/// As [`combined_tests`].
pub fn combined_statement(events: &[EventReturns], model: NormalModel) -> Result<Statement, EventStudyError> {
    let tests = combined_tests(events, model)?;
    let (method, p_value, smallest_p, guarantee) = if tests.default_test() == EventTest::SignFlip {
        let flipped = tests.sign_flip;
        ("event-sign-flip", Some(flipped.p_two_sided), Some(flipped.smallest_p), sign_flip_guarantee())
    } else {
        let placebo = tests.placebo_of_ratios;
        let smallest_p = placebo.map(|placebo| (1.0 + placebo.windows as f64).recip());
        ("event-placebo-ratio", placebo.map(|placebo| placebo.p_two_sided), smallest_p, placebo_guarantee())
    };
    Ok(Statement {
        method: method.to_owned(),
        null: Phrase::new("event-combined-null", "the events moved returns neither up nor down"),
        alternative: Phrase::new("event-combined-alternative", "the events moved returns"),
        statistic_name: "CAAR".to_owned(),
        statistic: Some(tests.caar),
        p_value,
        smallest_p,
        e_value: None,
        interval: None,
        guarantee,
        observations: tests.firms.len(),
        notes: notes(&tests),
    })
}

fn sign_flip_guarantee() -> Guarantee {
    Guarantee {
        kind: GuaranteeKind::Exact,
        text: Phrase::new(
            "event-sign-flip-guarantee",
            "if events are independent and their cumulative abnormal returns symmetric about zero, the chance of p ≤ α \
             is at most α",
        ),
    }
}

fn placebo_guarantee() -> Guarantee {
    Guarantee {
        kind: GuaranteeKind::Asymptotic,
        text: Phrase::new(
            "event-rank-guarantee",
            "nearly valid for long estimation windows, also when firms move together or event days are more volatile",
        ),
    }
}

fn notes(tests: &CombinedTests) -> Vec<Phrase> {
    let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |v| format!("{v:.2}"));
    let p_value = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |p| format!("{p:.3}"));
    let parametric = &tests.parametric;
    let adjusted = |test: &Option<super::Standardized>| test.as_ref().and_then(|test| test.car);
    let mut notes = vec![
        Phrase::fill(
            "event-combined-dependence",
            "errors of different firms correlate by {r} on average",
            [("r", format!("{:.2}", tests.mean_correlation))],
        ),
        Phrase::fill(
            "event-combined-bmp",
            "Boehmer–Musumeci–Poulsen {bmp} (p = {p}), adjusted for that correlation {adjusted} (p = {p_adjusted})",
            [
                ("bmp", number(parametric.bmp.car)),
                ("p", p_value(tests.p_bmp)),
                ("adjusted", number(adjusted(&parametric.bmp_adjusted))),
                ("p_adjusted", p_value(tests.p_bmp_adjusted)),
            ],
        ),
        Phrase::fill(
            "event-combined-patell",
            "Patell {patell}, adjusted {adjusted}: trusts that event days are no more volatile",
            [
                ("patell", number(parametric.patell.car)),
                ("adjusted", number(adjusted(&parametric.patell_adjusted))),
            ],
        ),
        Phrase::fill(
            "event-combined-sign",
            "generalised sign test, exact: p = {p}",
            [("p", p_value(tests.generalized_sign.map(|sign| sign.p_exact_two_sided)))],
        ),
    ];
    notes.push(Phrase::fill(
        "event-combined-rank",
        "generalised rank test: p = {p}",
        [("p", p_value(tests.generalized_rank.map(|rank| rank.p_two_sided)))],
    ));
    if tests.design == Design::CommonDate {
        notes.push(Phrase::fill(
            "event-combined-placebo",
            "placebo windows: p = {p}; trusts that the estimation period was as volatile",
            [("p", p_value(tests.placebo.map(|placebo| placebo.p_two_sided)))],
        ));
    }
    notes
}
