//! What step changes of list prices say.

use super::PriceSteps;
use crate::evalue::{EvalueError, mixture};
use crate::{Guarantee, Phrase, Statement, statement::GuaranteeKind};

/// "Recent list prices change as the earlier ones did" against "they fall faster", with the mixture e-value of the p-value.
///
/// # Errors
/// [`EvalueError`] when p cannot be calibrated.
pub fn price_steps_statement(compared: &PriceSteps) -> Result<Statement, EvalueError> {
    let recent = compared.recent.to_string();
    let earlier = (compared.steps.len() - compared.recent).to_string();
    let mut notes = vec![Phrase::new(
        "price-steps-one-decision",
        "changes of one date are one step, for one decision makes them all",
    )];
    if compared.p_value.is_none() {
        notes.push(Phrase::fill(
            "price-steps-not-testable",
            "not testable: {recent} recent steps and {earlier} earlier ones; the smallest p they could give is {smallest}",
            [
                ("recent", recent.clone()),
                ("earlier", earlier.clone()),
                ("smallest", format!("{:.3}", compared.smallest_p)),
            ],
        ));
    }
    notes.push(Phrase::new(
        "price-steps-quality",
        "an old item made cheaper and a better one at the old price look the same; only listed prices are seen, no discounts",
    ));
    Ok(Statement {
        method: "price-steps-permutation".to_owned(),
        null: Phrase::new("price-steps-null", "recent list prices change as the earlier ones did"),
        alternative: Phrase::new("price-steps-alternative", "they fall faster"),
        statistic_name: "difference of mean log steps".to_owned(),
        statistic: compared.difference,
        p_value: compared.p_value,
        smallest_p: Some(compared.smallest_p),
        e_value: compared.p_value.map(mixture).transpose()?,
        interval: None,
        guarantee: guarantee(compared),
        observations: compared.steps.len(),
        notes,
    })
}

fn guarantee(compared: &PriceSteps) -> Guarantee {
    match (compared.p_value, compared.exact) {
        (None, _) => Guarantee {
            kind: GuaranteeKind::Descriptive,
            text: Phrase::new("price-steps-guarantee-none", "too few steps to test: the change is described"),
        },
        (Some(_), true) => Guarantee {
            kind: GuaranteeKind::Exact,
            text: Phrase::new(
                "price-steps-guarantee-exact",
                "counted over all choices of the recent steps: if the steps are exchangeable, the chance of p ≤ α is at most α",
            ),
        },
        (Some(_), false) => Guarantee {
            kind: GuaranteeKind::Simulated,
            text: Phrase::new(
                "price-steps-guarantee-drawn",
                "over random choices of the recent steps: if the steps are exchangeable, the chance of p ≤ α is at most α",
            ),
        },
    }
}
