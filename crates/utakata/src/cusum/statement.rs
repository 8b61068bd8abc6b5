//! What the cumulative sums say.

use super::{Cusum, CusumKind, CusumNull};
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement, size};

impl Cusum {
    /// The test as a statement, with a p-value from `null` when that is of this kind and length.
    pub fn statement(&self, null: &CusumNull) -> Statement {
        let squares = self.kind.two_sided();
        let replications = null.upper().values().len().to_string();
        let (null_phrase, alternative, text) = if squares {
            (
                Phrase::new("cusum-squares-null", "the changes have the same variance throughout"),
                Phrase::new(
                    "cusum-squares-alternative",
                    "the variance of the changes is not the same throughout",
                ),
                Phrase::fill(
                    "cusum-squares-guarantee",
                    "the error rate is that of independent normal changes, from {replications} simulated walks; heavy \
                     tails keep it only in large samples, and clustered volatility is what the test finds",
                    [("replications", replications)],
                ),
            )
        } else {
            (
                Phrase::new("cusum-null", "the price is a random walk without drift"),
                Phrase::new(
                    "cusum-alternative",
                    "over some stretch the price rises further than a random walk does",
                ),
                Phrase::fill(
                    "cusum-guarantee",
                    "the error rate is that of independent normal changes of constant variance, from {replications} \
                     simulated walks; a drift counts against the null",
                    [("replications", replications)],
                ),
            )
        };
        let extreme = squares && -self.smallest > self.largest;
        Statement {
            method: format!("cusum-{}", self.kind.name()),
            null: null_phrase,
            alternative,
            statistic_name: self.kind.name().to_uppercase(),
            statistic: Some(if extreme { self.smallest } else { self.largest }),
            p_value: null.p_value(self),
            smallest_p: Some(null.smallest_p()),
            e_value: None,
            interval: None,
            guarantee: Guarantee { kind: GuaranteeKind::Simulated, text },
            observations: self.observations,
            notes: if squares {
                vec![Phrase::new(
                    "cusum-note-squares",
                    "changing variance is no bubble by itself; it says that tests assuming a constant one cannot be \
                     trusted here",
                )]
            } else {
                size::measured(if self.kind == CusumKind::Sum { "cusum" } else { "cusum-generalized" })
                    .into_iter()
                    .collect()
            },
        }
    }
}
