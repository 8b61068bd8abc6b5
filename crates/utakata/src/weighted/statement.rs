//! What the weighted test and the union say.

use super::WeightedTest;
use crate::random::Multiplier;
use crate::robust::Supremum;
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement, size};

impl WeightedTest {
    /// The answer of supBZ.
    pub fn statement(&self) -> Statement {
        let name = match self.supremum {
            Supremum::Forward => "supBZ",
            Supremum::Double => "double supBZ",
        };
        let mut statement = self.common("weighted-sup", name, self.bz, self.bz_p_value);
        statement.notes.push(Phrase::fill(
            "weighted-note-bandwidth",
            "increments are weighted by a kernel estimate of their variance with bandwidth {bandwidth} of the sample, \
             chosen by cross-validation",
            [("bandwidth", format!("{:.3}", self.bandwidth))],
        ));
        if self.supremum == Supremum::Forward {
            statement.notes.extend(size::measured("weighted"));
        }
        statement
    }

    /// The answer of the union of rejections.
    pub fn union_statement(&self) -> Statement {
        let mut statement = self.common("weighted-union", "U", self.union.statistic, self.union.p_value);
        statement.notes.push(Phrase::fill(
            "weighted-note-union",
            "either test may reject: ordinary {df} (p = {df_p}), weighted {bz} (p = {bz_p}); the joint p-value pays for \
             trying both, on a scale set by the bootstrap",
            [
                ("df", format!("{:.3}", self.df)),
                ("df_p", format!("{:.3}", self.df_p_value)),
                ("bz", format!("{:.3}", self.bz)),
                ("bz_p", format!("{:.3}", self.bz_p_value)),
            ],
        ));
        statement.notes.extend(size::measured(match self.supremum {
            Supremum::Forward => "weighted-union",
            Supremum::Double => "weighted-union-double",
        }));
        statement
    }

    fn common(&self, method: &str, name: &str, statistic: f64, p_value: f64) -> Statement {
        let count = self.bootstrap.replications;
        let replications = [("replications", count.to_string())];
        let text = match self.bootstrap.multiplier {
            Multiplier::Rademacher => Phrase::fill(
                "weighted-guarantee-signs",
                "the error rate is exact when increments are equally likely up as down, independently, given their \
                 sizes, however volatility moves; {replications} bootstrap replications",
                replications,
            ),
            _ => Phrase::fill(
                "weighted-guarantee",
                "the error rate holds in large samples for uncorrelated increments whose variance changes smoothly or \
                 breaks; {replications} bootstrap replications",
                replications,
            ),
        };
        Statement {
            method: method.to_owned(),
            null: Phrase::new(
                "weighted-null",
                "the price is a random walk without drift whose volatility may change over time as in the data",
            ),
            alternative: Phrase::new(
                "weighted-alternative",
                "the price grew explosively in at least one stretch of the sample",
            ),
            statistic_name: name.to_owned(),
            statistic: Some(statistic),
            p_value: Some(p_value),
            smallest_p: Some(1.0 / (count as f64 + 1.0)),
            e_value: None,
            interval: None,
            guarantee: Guarantee { kind: GuaranteeKind::Simulated, text },
            observations: self.layout.observations(),
            notes: vec![Phrase::new(
                "weighted-note-lag",
                "no lagged differences: autocorrelated increments make the p-value too small",
            )],
        }
    }
}
