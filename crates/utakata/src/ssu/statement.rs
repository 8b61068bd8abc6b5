//! What the tests with a random coefficient say.

use super::{Origin, SsuNull, SsuTest};
use crate::robust::Supremum;
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement, size};

impl SsuTest {
    /// The answer of SSU or GSSU.
    pub fn statement(&self) -> Statement {
        let (method, name) = match self.options.supremum {
            Supremum::Forward => ("ssu", "SSU"),
            Supremum::Double => ("gssu", "GSSU"),
        };
        let mut statement = self.common(method, name, self.ssu.statistic, self.p_value);
        let measured = match (self.options.supremum, self.options.null) {
            (Supremum::Forward, SsuNull::MonteCarlo) => size::measured("ssu-monte-carlo"),
            (Supremum::Forward, SsuNull::WildBootstrap { .. }) => size::measured("ssu"),
            (Supremum::Double, SsuNull::WildBootstrap { .. }) => size::measured("gssu"),
            (Supremum::Double, SsuNull::MonteCarlo) => None,
        };
        statement.notes.extend(measured);
        statement
    }

    /// The answer of the union of rejections with SADF or GSADF.
    pub fn union_statement(&self) -> Statement {
        let (method, name) = match self.options.supremum {
            Supremum::Forward => ("ssu-union", "UR"),
            Supremum::Double => ("gssu-union", "GUR"),
        };
        let mut statement = self.common(method, name, Some(self.union.statistic), Some(self.union.p_value));
        let shown = |p: Option<f64>| p.map_or_else(|| "none".to_owned(), |p| format!("{p:.3}"));
        statement.notes.push(Phrase::fill(
            "ssu-note-union",
            "either test may reject: steady growth p = {df_p}, wavering growth p = {ssu_p}; the joint p-value pays for \
             trying both",
            [("df_p", shown(Some(self.df_p_value))), ("ssu_p", shown(self.p_value))],
        ));
        if let (Supremum::Forward, SsuNull::WildBootstrap { .. }) = (self.options.supremum, self.options.null)
        {
            statement.notes.extend(size::measured("ssu-union"));
        }
        statement
    }

    fn common(&self, method: &str, name: &str, statistic: Option<f64>, p_value: Option<f64>) -> Statement {
        let count = self.options.replications;
        let replications = [("replications", count.to_string())];
        let (null, text) = match self.options.null {
            SsuNull::MonteCarlo => (
                Phrase::new("ssu-null-walk", "the price is a random walk with normal steps of constant size"),
                Phrase::fill(
                    "ssu-guarantee-walk",
                    "the error rate holds for independent normal steps of constant variance; volatility that changes is \
                     taken for a bubble; {replications} simulated series",
                    replications,
                ),
            ),
            SsuNull::WildBootstrap { .. } => (
                Phrase::new(
                    "ssu-null-wild",
                    "the price is a random walk whose volatility may change over time, but not with the price",
                ),
                Phrase::fill(
                    "ssu-guarantee-wild",
                    "the error rate holds for increments equally likely up as down, however volatility moves in time; \
                     {replications} bootstrap replications",
                    replications,
                ),
            ),
        };
        Statement {
            method: method.to_owned(),
            null,
            alternative: Phrase::new(
                "ssu-alternative",
                "the price grew explosively at a wavering rate in at least one stretch: the larger it was, the larger its \
                 moves",
            ),
            statistic_name: name.to_owned(),
            statistic,
            p_value,
            smallest_p: Some(1.0 / (count as f64 + 1.0)),
            e_value: None,
            interval: None,
            guarantee: Guarantee { kind: GuaranteeKind::Simulated, text },
            observations: self.ssu.layout.observations(),
            notes: vec![match self.options.origin {
                Origin::First => Phrase::new(
                    "ssu-note-first",
                    "levels are measured from the first observation: starting the series elsewhere changes the answer",
                ),
                Origin::Zero => Phrase::new(
                    "ssu-note-zero",
                    "levels are measured from zero: adding a constant to the series changes the answer",
                ),
            }],
        }
    }
}
