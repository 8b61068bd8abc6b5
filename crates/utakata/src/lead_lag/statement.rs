//! What the order of first passages says.

use super::LeadLag;
use crate::{Guarantee, Phrase, Statement, statement::GuaranteeKind};

impl LeadLag {
    /// The permutation test as a statement.
    pub fn statement(&self) -> Statement {
        let mut notes = vec![self.counted()];
        if self.tied > 0 {
            notes.push(Phrase::fill(
                "lead-lag-ties",
                "{tied} pairs are tied and speak for neither order",
                [("tied", self.tied.to_string())],
            ));
        }
        if self.not_passed > 0 {
            notes.push(Phrase::fill(
                "lead-lag-not-passed",
                "{count} have not fallen so far; they count as later than the others, and as tied",
                [("count", self.not_passed.to_string())],
            ));
        }
        notes.push(Phrase::new(
            "lead-lag-one-episode",
            "one episode can agree with an order; it can never prove one",
        ));
        notes.push(Phrase::new(
            "lead-lag-swings",
            "what swings more reaches any stated fall sooner by itself; an order by swings agrees without cause",
        ));
        Statement {
            method: "lead-lag-permutation".to_owned(),
            null: Phrase::new("lead-lag-null", "every order of the first falls is equally likely"),
            alternative: Phrase::new("lead-lag-alternative", "they fall in the order foretold"),
            statistic_name: "S".to_owned(),
            statistic: Some(self.s as f64),
            p_value: Some(self.p_value),
            smallest_p: Some(self.smallest_p),
            e_value: None,
            interval: None,
            guarantee: Guarantee {
                kind: GuaranteeKind::Exact,
                text: Phrase::new(
                    "lead-lag-guarantee",
                    "counted over all orders, ties included: if every order is equally likely, the chance of p ≤ α is at \
                     most α",
                ),
            },
            observations: self.series,
            notes,
        }
    }

    fn counted(&self) -> Phrase {
        let pairs =
            [("concordant", self.concordant.to_string()), ("discordant", self.discordant.to_string())];
        match (self.orders_as_good, self.orders) {
            (Some(as_good), Some(orders)) => {
                let [concordant, discordant] = pairs;
                Phrase::fill(
                    "lead-lag-counts",
                    "{concordant} pairs in the order foretold, {discordant} against it; {as_good} of {orders} orders agree \
                     as well or better",
                    [
                        concordant,
                        discordant,
                        ("as_good", as_good.to_string()),
                        ("orders", orders.to_string()),
                    ],
                )
            }
            _ => Phrase::fill(
                "lead-lag-pairs",
                "{concordant} pairs in the order foretold, {discordant} against it",
                pairs,
            ),
        }
    }
}
