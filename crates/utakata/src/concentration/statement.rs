//! The statement about concentration.

use super::{Shares, concentration};
use crate::{Guarantee, Phrase, Statement, statement::GuaranteeKind};

/// How concentrated the shares are: the Herfindahl–Hirschman index described, with the other measures as notes. Shares
/// of a whole are no sample, so nothing is tested.
pub fn concentration_statement(shares: &Shares) -> Statement {
    let measured = concentration(shares);
    Statement {
        method: "herfindahl-hirschman".to_owned(),
        null: Phrase::new("concentration-null", "none: shares of one moment have nothing to turn from"),
        alternative: Phrase::new("concentration-alternative", "none: concentration is described, not tested"),
        statistic_name: "HHI".to_owned(),
        statistic: Some(measured.hhi),
        p_value: None,
        smallest_p: None,
        e_value: None,
        interval: None,
        guarantee: Guarantee {
            kind: GuaranteeKind::Descriptive,
            text: Phrase::new("concentration-guarantee", "a description without an error rate"),
        },
        observations: measured.count,
        notes: vec![
            Phrase::fill(
                "concentration-effective",
                "as concentrated as {hhi} equal shares (by entropy {entropy}) out of {count}",
                [
                    ("hhi", format!("{:.2}", measured.effective_number)),
                    ("entropy", format!("{:.2}", measured.effective_number_entropy)),
                    ("count", measured.count.to_string()),
                ],
            ),
            Phrase::fill(
                "concentration-top",
                "the largest two hold {cr2} %, the largest four {cr4} %; Gini {gini}",
                [
                    ("cr2", format!("{:.1}", 100.0 * measured.cr2)),
                    ("cr4", format!("{:.1}", 100.0 * measured.cr4)),
                    ("gini", format!("{:.3}", measured.gini)),
                ],
            ),
            Phrase::new(
                "concentration-of-what",
                "depends on what is shared (visits, tokens, revenue) and on how finely rivals are split",
            ),
        ],
    }
}
