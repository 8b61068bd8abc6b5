//! The answer to "has growth slowed?".

use super::{
    AdoptionError, MannKendall, NullDistribution, Ties, at_least, log_growth, mann_kendall, rank_process,
};
use crate::statement::GuaranteeKind;
use crate::{Guarantee, Phrase, Statement};

/// Fraction of the capital bet at each period, fixed in advance.
const KAPPA: f64 = 0.5;
/// Level whose first crossing is reported.
const ALPHA: f64 = 0.05;

/// Has growth slowed? Exact one-sided Mann–Kendall p-value for falling growth, with the e-value of the sequential
/// rank process (κ = ½, conservative ties) after the last period.
///
/// `growth` in fractions per period, in time order. The p-value is for one look at a time chosen in advance; the
/// e-value holds at every look.
///
/// # Errors
/// [`AdoptionError`] below 3 periods, or for growth that is not finite or not above −1.
pub fn slowdown_statement(growth: &[f64]) -> Result<Statement, AdoptionError> {
    at_least("the slowdown test", 3, growth.len())?;
    log_growth(growth)?;
    let test = mann_kendall(growth)?;
    let process = rank_process(growth, KAPPA, Ties::Conservative)?;
    let mut notes = vec![
        Phrase::fill(
            "adoption-slowdown-two-sided",
            "two-sided p = {p}",
            [("p", format!("{:.6}", test.p_two_sided))],
        ),
        Phrase::fill(
            "adoption-slowdown-path",
            "e-process by period: {path}",
            [("path", process.path.iter().map(|e| format!("{e:.4}")).collect::<Vec<_>>().join(", "))],
        ),
    ];
    if let Some(index) = process.first_crossing(ALPHA)? {
        notes.push(Phrase::fill(
            "adoption-slowdown-crossed",
            "the e-process first reached 20 at period {period}; once reached, the rejection at 5 % stands",
            [("period", (index + 1).to_string())],
        ));
    }
    if has_ties(growth) {
        notes.push(Phrase::new(
            "adoption-slowdown-ties",
            "equal growth figures: the smallest attainable p-value allows for them, and the e-process counts a \
             tied minimum as a lost bet",
        ));
    }
    notes.push(Phrase::new(
        "adoption-slowdown-not-burst",
        "slower growth is not decline, and decline of usage is not yet a burst",
    ));
    Ok(assemble(&test, process.last(), notes))
}

fn assemble(test: &MannKendall, e_value: f64, notes: Vec<Phrase>) -> Statement {
    let (kind, method) = match test.null {
        NullDistribution::Exact => (GuaranteeKind::Exact, "mann-kendall-exact"),
        NullDistribution::Normal => (GuaranteeKind::Asymptotic, "mann-kendall-normal"),
    };
    Statement {
        method: method.to_owned(),
        null: Phrase::new(
            "adoption-slowdown-null",
            "growth rates are exchangeable: any order was equally likely",
        ),
        alternative: Phrase::new("adoption-slowdown-alternative", "growth has been falling"),
        statistic_name: "S".to_owned(),
        statistic: Some(test.s as f64),
        p_value: Some(test.p_falling),
        smallest_p: Some(test.smallest_p),
        e_value: Some(e_value),
        interval: None,
        guarantee: Guarantee {
            kind,
            text: Phrase::new(
                "adoption-slowdown-guarantee",
                "if growth had not slowed, the chance of p ≤ α at one look chosen in advance is at most α, and the \
                 chance of ever seeing the e-process reach 1/α is at most α",
            ),
        },
        observations: test.observations,
        notes,
    }
}

fn has_ties(growth: &[f64]) -> bool {
    growth.iter().enumerate().any(|(i, a)| growth[i + 1..].contains(a))
}
