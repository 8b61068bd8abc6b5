//! What the quantile tests say.

use super::{QuantileNull, QuantileTest, Windows};
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement, size};

impl QuantileTest {
    /// The test as a statement.
    pub fn statement(&self) -> Statement {
        let (method, name, alternative) = match self.options.windows {
            Windows::Whole => (
                "quantile-global",
                "t(tau)",
                Phrase::new(
                    "quantile-alternative-whole",
                    "the price grew explosively over the sample as a whole",
                ),
            ),
            Windows::Forward => (
                "quantile-qpwy",
                "QPWY",
                Phrase::new(
                    "quantile-alternative-forward",
                    "the price grew explosively from the start of the sample to some date",
                ),
            ),
            Windows::Double => (
                "quantile-qpsy",
                "QPSY",
                Phrase::new(
                    "quantile-alternative-double",
                    "the price grew explosively in at least one stretch of the sample",
                ),
            ),
        };
        Statement {
            method: method.to_owned(),
            null: Phrase::new(
                "quantile-null",
                "the price is a random walk without drift, its steps independent and alike",
            ),
            alternative,
            statistic_name: name.to_owned(),
            statistic: self.statistic,
            p_value: self.p_value,
            smallest_p: Some(1.0 / (self.options.replications as f64 + 1.0)),
            e_value: None,
            interval: None,
            guarantee: self.guarantee(),
            observations: self.layout.observations(),
            notes: self.notes(),
        }
    }

    fn guarantee(&self) -> Guarantee {
        let replications = [("replications", self.options.replications.to_string())];
        let text = match self.options.null {
            QuantileNull::Limit => Phrase::fill(
                "quantile-guarantee-limit",
                "the error rate holds in large windows for steps of constant volatility; {replications} simulated series",
                replications,
            ),
            QuantileNull::Resampled => Phrase::fill(
                "quantile-guarantee-resampled",
                "the error rate holds for independent steps of constant volatility, whatever their distribution; \
                 {replications} resampled series",
                replications,
            ),
        };
        Guarantee { kind: GuaranteeKind::Simulated, text }
    }

    fn notes(&self) -> Vec<Phrase> {
        let mut notes = vec![
            Phrase::fill(
                "quantile-note-tau",
                "regression of the {tau} quantile of changes on the level",
                [("tau", format!("{:.2}", self.tau))],
            ),
            Phrase::new(
                "quantile-note-volatility",
                "volatility that changes over time makes the p-value too small",
            ),
        ];
        if self.options.windows != Windows::Whole && self.options.training.is_none() {
            notes.push(Phrase::new(
                "quantile-note-whole-sample",
                "the correlation that shapes the null was estimated from the whole sample: a verdict on the past, not a \
                 monitor",
            ));
        }
        if self.options.windows == Windows::Double
            && self.options.null == QuantileNull::Limit
            && (self.tau - 0.5).abs() > 0.25
        {
            notes.push(Phrase::new(
                "quantile-note-small-windows",
                "away from the median the smallest windows reject too often against the limit distribution; resample",
            ));
        }
        notes.extend(match (self.options.windows, self.options.null) {
            (Windows::Whole, QuantileNull::Limit) => size::measured("quantile"),
            (Windows::Forward, QuantileNull::Limit) => size::measured("quantile-forward"),
            _ => None,
        });
        notes
    }
}
