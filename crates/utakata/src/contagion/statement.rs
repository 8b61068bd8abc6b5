//! What the contagion curve says.

use super::{Contagion, ContagionBands};
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement};

impl Contagion {
    /// The test against no contagion as a statement; `bands` must have been made from this curve.
    pub fn statement(&self, bands: &ContagionBands) -> Statement {
        let mut notes = vec![Phrase::fill(
            "contagion-note-delay",
            "the core leads by {delay} observations; windows of {window} levels, bandwidth {bandwidth} of the sample",
            [
                ("delay", self.delay.to_string()),
                ("window", self.window.to_string()),
                ("bandwidth", format!("{:.2}", self.bandwidth)),
            ],
        )];
        notes.push(Phrase::new(
            "contagion-note-cause",
            "a bubble of the receiving market at the same time for a reason of its own looks like contagion",
        ));
        Statement {
            method: "contagion".to_owned(),
            null: Phrase::new(
                "contagion-null",
                "the receiving market is a random walk that does not depend on the core market",
            ),
            alternative: Phrase::new(
                "contagion-alternative",
                "at some date the receiving market is the more explosive the more the core market was",
            ),
            statistic_name: "largest standardised contagion coefficient".to_owned(),
            statistic: Some(bands.statistic),
            p_value: Some(bands.p_value),
            smallest_p: Some(1.0 / (bands.replications as f64 + 1.0)),
            e_value: None,
            interval: None,
            guarantee: Guarantee {
                kind: GuaranteeKind::Simulated,
                text: Phrase::fill(
                    "contagion-guarantee",
                    "the error rate is over all dates together and includes the choice of delay and bandwidth; it is for \
                     uncorrelated changes whose variance may change, from {replications} bootstrap draws",
                    [("replications", bands.replications.to_string())],
                ),
            },
            observations: self.observations,
            notes,
        }
    }
}
