//! What the rolling test says.

use super::Rolling;
use crate::null::Draws;
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement, size};

impl Rolling {
    /// The largest rolling statistic as a test; `null` must be [`super::rolling_null`] of the same series and layout.
    pub fn statement(&self, null: &Draws) -> Statement {
        let mut notes = Vec::new();
        if let Some(left_out) = &self.degenerate {
            notes.push(Phrase::fill(
                "rolling-note-degenerate",
                "{windows} windows have no statistic: {reason}",
                [("windows", left_out.dates.to_string()), ("reason", left_out.reason.to_string())],
            ));
        }
        if self.layout.lag() == 1 {
            notes.extend(size::measured("rolling-adf"));
        }
        Statement {
            method: "rolling-adf".to_owned(),
            null: Phrase::new(
                "rolling-null",
                "the price has a unit root throughout, with whatever volatility it has",
            ),
            alternative: Phrase::fill(
                "rolling-alternative",
                "the price grows explosively over some stretch of {window} observations",
                [("window", self.layout.window_levels().to_string())],
            ),
            statistic_name: "sup rolling ADF".to_owned(),
            statistic: Some(self.sup),
            p_value: Some(null.p_upper(self.sup)),
            smallest_p: Some(null.smallest_p()),
            e_value: None,
            interval: None,
            guarantee: Guarantee {
                kind: GuaranteeKind::Simulated,
                text: Phrase::fill(
                    "rolling-guarantee",
                    "the error rate over all windows together holds for steps whose signs are independent given their \
                     sizes, from {replications} wild bootstrap draws",
                    [("replications", null.values().len().to_string())],
                ),
            },
            observations: self.layout.observations(),
            notes,
        }
    }
}
