//! What the reverse regression says.

use super::Reverse;
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement};

impl Reverse {
    /// The test for a collapse anywhere in the sample, as a statement.
    pub fn statement(&self) -> Statement {
        Statement {
            method: "reverse-gsadf".to_owned(),
            null: Phrase::new("reverse-null", "the price is a random walk, forwards and backwards"),
            alternative: Phrase::new(
                "reverse-alternative",
                "read backwards, the price rises explosively somewhere: a collapse to a trough",
            ),
            statistic_name: "gsadf".to_owned(),
            statistic: Some(self.gsadf),
            p_value: self.p_value,
            smallest_p: Some(self.smallest_p),
            e_value: None,
            interval: None,
            guarantee: Guarantee {
                kind: GuaranteeKind::Simulated,
                text: Phrase::fill(
                    "reverse-guarantee",
                    "a random walk crosses the boundary anywhere with a chance of {rate} %, and rarely {runs} times in \
                     a row",
                    [
                        ("rate", format!("{:.1}", 100.0 * self.false_alarm_rate)),
                        ("runs", self.persistence.to_string()),
                    ],
                ),
            },
            observations: self.observations,
            notes: vec![Phrase::new(
                "reverse-note",
                "the whole sample is needed: the dates come from the future and cannot be had while watching",
            )],
        }
    }
}
