//! What the dates say.

use super::Dated;
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement};

impl Dated {
    /// The test that there is something to date, with the promise of the sets, as a statement.
    pub fn statement(&self) -> Statement {
        let percent = format!("{:.0}", 100.0 * self.origination.level);
        let mut notes = Vec::new();
        if !self.datable {
            notes.push(Phrase::new(
                "dated-note-undatable",
                "a random walk without a bubble is not rejected, so nothing can be dated with this data",
            ));
        }
        Statement {
            method: "bubble-dates".to_owned(),
            null: Phrase::new("dated-null", "the price is a random walk without a bubble"),
            alternative: Phrase::new("dated-alternative", "the price is explosive from one date to another"),
            statistic_name: "BIC weight of a bubble".to_owned(),
            statistic: Some(self.weights.growing + self.weights.ended()),
            p_value: Some(self.p_value),
            smallest_p: Some(self.smallest_p),
            e_value: None,
            interval: None,
            guarantee: Guarantee {
                kind: GuaranteeKind::Simulated,
                text: Phrase::fill(
                    "dated-guarantee",
                    "each set is meant to contain its date in {level} % of samples with one bubble, by a bootstrap of \
                     the fitted regimes whose coverage was checked by simulation; volatility that changes just where \
                     the bubble begins lowers it",
                    [("level", percent)],
                ),
            },
            observations: self.observations,
            notes,
        }
    }
}
