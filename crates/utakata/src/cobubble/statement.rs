//! What the co-explosivity test says.

use super::{Cobubble, CobubbleNull};
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement};

impl Cobubble {
    /// The test as a statement; `null` must have been bootstrapped from this statistic.
    pub fn statement(&self, null: &CobubbleNull) -> Statement {
        let size = self.delay.unsigned_abs().to_string();
        let lead = match self.delay {
            0 => Phrase::new("cobubble-note-together", "the two series are compared on the same dates"),
            1.. => Phrase::fill(
                "cobubble-note-follows",
                "the first series follows the second by {size} observations",
                [("size", size)],
            ),
            _ => Phrase::fill(
                "cobubble-note-leads",
                "the first series leads the second by {size} observations",
                [("size", size)],
            ),
        };
        let mut notes = vec![lead];
        if self.estimated {
            notes.push(Phrase::new(
                "cobubble-note-estimated",
                "the delay was chosen from the data, which the p-value does not account for",
            ));
        }
        notes.push(Phrase::new(
            "cobubble-note-null",
            "a large p-value is no proof of a common bubble, and both series must be explosive for the question to make \
             sense",
        ));
        Statement {
            method: "cobubble".to_owned(),
            null: Phrase::new(
                "cobubble-null",
                "both series share one bubble: what one leaves of the other is stationary",
            ),
            alternative: Phrase::new(
                "cobubble-alternative",
                "each series has explosive or persistent moves of its own",
            ),
            statistic_name: "S".to_owned(),
            statistic: Some(self.statistic),
            p_value: Some(null.p_value()),
            smallest_p: Some(null.draws().smallest_p()),
            e_value: None,
            interval: None,
            guarantee: Guarantee {
                kind: GuaranteeKind::Simulated,
                text: Phrase::fill(
                    "cobubble-guarantee",
                    "the error rate holds in large samples for uncorrelated deviations, whose variance may change; \
                     {replications} bootstrap draws; deviations that persist make it too high",
                    [("replications", null.draws().values().len().to_string())],
                ),
            },
            observations: self.observations,
            notes,
        }
    }
}
