//! What the migration regression says.

use super::{Migration, MigrationNull};
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement};

impl Migration {
    /// The test as a statement; `null` must have been bootstrapped from this regression.
    pub fn statement(&self, null: &MigrationNull) -> Statement {
        let replications = null.draws().values().len().to_string();
        Statement {
            method: "migration".to_owned(),
            null: Phrase::new(
                "migration-null",
                "the receiving market is a random walk that does not depend on the source market",
            ),
            alternative: Phrase::new(
                "migration-alternative",
                "the receiving market becomes more explosive after the source market's peak",
            ),
            statistic_name: "beta_1".to_owned(),
            statistic: Some(self.slope),
            p_value: Some(null.p_value()),
            smallest_p: Some(null.draws().smallest_p()),
            e_value: None,
            interval: None,
            guarantee: Guarantee {
                kind: GuaranteeKind::Simulated,
                text: Phrase::fill(
                    "migration-guarantee",
                    "the error rate is for uncorrelated changes whose variance may change, from {replications} bootstrap \
                     draws, given the source's peak",
                    [("replications", replications)],
                ),
            },
            observations: self.observations,
            notes: vec![
                Phrase::fill(
                    "migration-note-dates",
                    "the regression uses the {dates} observations after the source's peak",
                    [("dates", (self.last - self.source_peak).to_string())],
                ),
                Phrase::new(
                    "migration-note-cause",
                    "a later bubble with a cause of its own looks the same; the test says when, not why",
                ),
            ],
        }
    }
}
