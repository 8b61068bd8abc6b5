//! What the LBI test says.

use super::Lbi;
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement, size};

impl Lbi {
    /// The test as a statement.
    pub fn statement(&self) -> Statement {
        let mut notes = vec![Phrase::new(
            "lbi-note-start",
            "the start must have been fixed before looking at the data; choosing it afterwards makes the p-value too \
             small",
        )];
        if self.weight > 0.0 {
            notes.push(Phrase::fill(
                "lbi-note-weight",
                "later increments count more, by a factor of e to the {weight} from the first to the last",
                [("weight", format!("{}", self.weight))],
            ));
        }
        if self.weight == 0.0 {
            notes.extend(size::measured("lbi"));
        }
        Statement {
            method: "lbi".to_owned(),
            null: Phrase::new("lbi-null", "the price is a random walk without drift after the given start"),
            alternative: Phrase::new(
                "lbi-alternative",
                "the price grows explosively from the given start on",
            ),
            statistic_name: "LBI".to_owned(),
            statistic: Some(self.statistic),
            p_value: Some(self.p_value),
            smallest_p: None,
            e_value: None,
            interval: None,
            guarantee: Guarantee {
                kind: GuaranteeKind::Asymptotic,
                text: Phrase::new(
                    "lbi-guarantee",
                    "the error rate holds in large samples for uncorrelated increments, whose variance may change; a \
                     drift counts against the null",
                ),
            },
            observations: self.increments + 1,
            notes,
        }
    }
}
