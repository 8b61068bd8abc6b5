//! What the root says.

use super::{CorrectedRoot, DoublingTime, doubling_time};
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement};

impl CorrectedRoot {
    /// The root as a statement: its interval, the test that it is one, and the doubling time in a note.
    pub fn statement(&self) -> Statement {
        let replications = self.replications.to_string();
        Statement {
            method: "root-grid-bootstrap".to_owned(),
            null: Phrase::new("root-null", "the root is one: over this stretch the price is a random walk"),
            alternative: Phrase::new(
                "root-alternative",
                "the root is above one: the price grows explosively",
            ),
            statistic_name: "root".to_owned(),
            statistic: self.median_unbiased,
            p_value: Some(self.p_value),
            smallest_p: Some(1.0 / (self.replications as f64 + 1.0)),
            e_value: None,
            interval: Some(self.interval),
            guarantee: Guarantee {
                kind: GuaranteeKind::Simulated,
                text: Phrase::fill(
                    "root-guarantee",
                    "coverage is by simulation with {replications} series per candidate root, for uncorrelated errors \
                     whose variance may change and a stretch chosen before looking",
                    [("replications", replications)],
                ),
            },
            observations: self.estimate.observations + 1,
            notes: vec![
                self.doubling(),
                Phrase::new(
                    "root-note-selection",
                    "a stretch that a bubble test picked out grows faster than the truth, and the interval does not know \
                     it",
                ),
            ],
        }
    }

    fn doubling(&self) -> Phrase {
        let text = |time: f64| format!("{time:.1}");
        match doubling_time(&self.interval) {
            DoublingTime::Between { shortest, longest } => Phrase::fill(
                "root-doubling-between",
                "the level doubles in {shortest} to {longest} observations",
                [("shortest", text(shortest)), ("longest", text(longest))],
            ),
            DoublingTime::AtLeast { shortest } => Phrase::fill(
                "root-doubling-at-least",
                "the level takes at least {shortest} observations to double, and may never do so",
                [("shortest", text(shortest))],
            ),
            DoublingTime::AtMost { longest } => Phrase::fill(
                "root-doubling-at-most",
                "the level doubles in at most {longest} observations; how much sooner is not known",
                [("longest", text(longest))],
            ),
            DoublingTime::Never => {
                Phrase::new("root-doubling-never", "no root of the interval makes the level double")
            }
            DoublingTime::Unknown => {
                Phrase::new("root-doubling-unknown", "the data do not bound the time to double")
            }
        }
    }
}
