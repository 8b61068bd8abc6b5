//! The statement about a price and the growth it implies.

use super::{Discounting, Range};
use crate::{Guarantee, Phrase, Statement, statement::GuaranteeKind};

/// The growth a price implies: a description, since one price is no sample.
pub fn value_statement(ratio: Range, implied: Range, by: &Discounting) -> Statement {
    Statement {
        method: "reverse-discounted-cash-flow".to_owned(),
        null: Phrase::new("value-null", "none: one price is no sample"),
        alternative: Phrase::new(
            "value-alternative",
            "none: the growth that the price implies is described, not tested",
        ),
        statistic_name: "implied growth".to_owned(),
        statistic: (implied.low == implied.high).then_some(implied.low),
        p_value: None,
        smallest_p: None,
        e_value: None,
        interval: None,
        guarantee: Guarantee {
            kind: GuaranteeKind::Descriptive,
            text: Phrase::new(
                "value-guarantee",
                "arithmetic: it holds if the discount rate and the multiple at the end do",
            ),
        },
        observations: 1,
        notes: vec![
            Phrase::fill(
                "value-implied",
                "{low} to {high} times revenue are fair at a growth of {slow} to {fast} % a year over {years} years, sold at \
                 {multiple} times revenue, at {discount} % a year",
                [
                    ("low", format!("{:.1}", ratio.low)),
                    ("high", format!("{:.1}", ratio.high)),
                    ("slow", format!("{:.1}", 100.0 * implied.low)),
                    ("fast", format!("{:.1}", 100.0 * implied.high)),
                    ("years", by.years.to_string()),
                    ("multiple", format!("{}", by.exit_multiple)),
                    ("discount", format!("{:.1}", 100.0 * by.discount)),
                ],
            ),
            Phrase::new(
                "value-preference",
                "the price of a private round buys preferences that ordinary shares do not have, so the ratio is an upper bound",
            ),
        ],
    }
}
