//! The statement about predictability.

use super::{Ivx, LEAST_OBSERVATIONS};
use crate::{Guarantee, Phrase, Statement, statement::GuaranteeKind};

/// Whether the fundamentals predict the response: the joint Wald test, each coefficient as a note.
pub fn ivx_statement(ivx: &Ivx) -> Statement {
    let notes = ivx.predictors.iter().enumerate().map(|(j, name)| {
        Phrase::fill(
            "ivx-coefficient",
            "{name}: coefficient {coefficient}, Wald {wald}, p = {p}; its autoregressive root is {root}",
            [
                ("name", name.clone()),
                ("coefficient", format!("{:.6}", ivx.coefficients[j])),
                ("wald", format!("{:.3}", ivx.wald_each[j])),
                ("p", format!("{:.4}", ivx.p_each[j])),
                ("root", format!("{:.4}", ivx.roots[j])),
            ],
        )
    });
    Statement {
        method: "ivx-wald".to_owned(),
        null: Phrase::new("ivx-null", "no predictor says anything of the response ahead"),
        alternative: Phrase::new("ivx-alternative", "at least one predictor does, in either direction"),
        statistic_name: "W".to_owned(),
        statistic: Some(ivx.wald_joint),
        p_value: Some(ivx.p_joint),
        smallest_p: None,
        e_value: None,
        interval: None,
        guarantee: Guarantee {
            kind: GuaranteeKind::Asymptotic,
            text: Phrase::fill(
                "ivx-guarantee",
                "holds in long samples whatever the persistence of the predictors; refused below {least} observations",
                [("least", LEAST_OBSERVATIONS.to_string())],
            ),
        },
        observations: ivx.observations,
        notes: notes.collect(),
    }
}
