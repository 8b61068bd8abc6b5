//! What the weights say.

use super::ModelWeights;
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement};

impl ModelWeights {
    /// The weights as a statement; its statistic is [`ModelWeights::ended_given_bubble`].
    pub fn statement(&self) -> Statement {
        let percent = |w: f64| format!("{:.0}", 100.0 * w);
        Statement {
            method: "bic-weights".to_owned(),
            null: Phrase::new("bic-weights-null", "the bubble runs to the end of the sample"),
            alternative: Phrase::new("bic-weights-alternative", "the bubble has ended within the sample"),
            statistic_name: "weight".to_owned(),
            statistic: self.ended_given_bubble(),
            p_value: None,
            smallest_p: None,
            e_value: None,
            interval: None,
            guarantee: Guarantee {
                kind: GuaranteeKind::Descriptive,
                text: Phrase::new(
                    "bic-weights-guarantee",
                    "weights of models by the BIC, all equally likely beforehand; they are not error rates",
                ),
            },
            observations: self.observations,
            notes: vec![
                Phrase::new(
                    "bic-weights-note",
                    "no bubble {calm} %, still growing {growing} %, stopped without a fall {stopped} %, fell at once \
                     {jumped} %, falling {falling} %, fallen and over {recovered} %",
                )
                .with("calm", percent(self.calm))
                .with("growing", percent(self.growing))
                .with("stopped", percent(self.stopped))
                .with("jumped", percent(self.jumped))
                .with("falling", percent(self.falling))
                .with("recovered", percent(self.recovered)),
            ],
        }
    }
}
