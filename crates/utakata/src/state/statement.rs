//! What the calls say, and how wrong they can be.

use super::{Followed, State};
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement};

impl Followed {
    /// The calls as a statement: against the null that the price goes on as a random walk. The statistic is that of the
    /// last inflation call.
    pub fn statement(&self) -> Statement {
        let called = self.calls.iter().rev().find(|c| c.state == State::Inflating);
        Statement {
            method: "state-calls".to_owned(),
            null: Phrase::new(
                "state-null",
                "the price goes on as a random walk, with the increments of the training sample",
            ),
            alternative: Phrase::new("state-alternative", "the price has begun to grow explosively"),
            statistic_name: "A".to_owned(),
            statistic: called.and_then(|c| c.statistic),
            p_value: None,
            smallest_p: None,
            e_value: None,
            interval: None,
            guarantee: self.guarantee(),
            observations: self.observations,
            notes: self.notes(),
        }
    }

    fn guarantee(&self) -> Guarantee {
        if self.state.is_none() {
            let text = Phrase::new("state-guarantee-none", "nothing was watched, so nothing is promised");
            return Guarantee { kind: GuaranteeKind::Descriptive, text };
        }
        Guarantee {
            kind: GuaranteeKind::Simulated,
            text: Phrase::fill(
                "state-guarantee",
                "if the price goes on as a random walk, the chance that growth is ever called in {horizon} observations \
                 is {rate} %, by simulation",
                [("horizon", self.horizon.to_string()), ("rate", percent(self.false_alarm_rate))],
            ),
        }
    }

    fn notes(&self) -> Vec<Phrase> {
        if let Some(reason) = &self.reason {
            return vec![reason.clone()];
        }
        let mut notes = vec![
            Phrase::fill(
                "state-note-training",
                "calls are made one observation at a time after the first {training} and are never revised; growth \
                 inside those is not called",
                [("training", self.training.to_string())],
            ),
            Phrase::fill(
                "state-note-premature",
                "growth that goes on for {growth} observations after its call is called over by mistake with a chance \
                 of {rate} %",
                [("growth", self.growth.to_string()), ("rate", percent(self.premature_rate))],
            ),
            Phrase::fill(
                "state-note-over",
                "that a fall is over is a rule, not a test: no further twentieth of the gain is lost for half as \
                 many observations as the price had grown, at least {patience}",
                [("patience", self.patience.to_string())],
            ),
        ];
        notes.push(Phrase::new(
            "state-note-measured",
            "measured at nominal 5 %: 4 to 7 % when volatility moves, up to 9 % under a drift of a tenth of the noise; \
             prices whose steps are 5 % of them, read as they are, up to 19 % without a bubble: ask about logarithms too",
        ));
        if self.monitors > 1 {
            notes.push(Phrase::fill(
                "state-note-again",
                "the sample is longer than one horizon: {monitors} monitors took turns, each with that chance, together \
                 at most {rate} %",
                [
                    ("monitors", self.monitors.to_string()),
                    ("rate", percent((self.monitors as f64 * self.false_alarm_rate).min(1.0))),
                ],
            ));
        }
        if let Some(since) = &self.since {
            notes.push(match &since.set {
                Some(_) => Phrase::fill(
                    "state-note-dated",
                    "the set of dates is meant to contain the true one in {level} % of samples with one bubble",
                    [("level", percent(since.level))],
                ),
                None => Phrase::new(
                    "state-note-undatable",
                    "when it began cannot be dated with this data; the date given is that of the call",
                ),
            });
        }
        notes
    }
}

fn percent(rate: f64) -> String {
    format!("{}", (1e4 * rate).round() / 1e2)
}
