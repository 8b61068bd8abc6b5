//! The booms a basket is compared with.

use utakata::Phrase;
use utakata::boom::Rule;

use crate::findings::{Gate, GateCriterion};
use crate::folder::{Basket, Reference};

/// A rule and a group of assets of the boom library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::verdict) struct Class {
    pub(in crate::verdict) rule: Rule,
    pub(in crate::verdict) reference: Reference,
}

impl Class {
    /// What is printed for scale where no basket qualifies: a case asks about baskets, and indices are baskets.
    pub(in crate::verdict) const FOR_SCALE: Self =
        Self { rule: Rule::TwoYearDouble, reference: Reference::Index };

    /// The class of a basket; none if it does not qualify. One that passed gate 0 only by a call of explosive growth has not
    /// doubled, and is compared with run-ups so called.
    pub(in crate::verdict) fn of(basket: &Basket, gate: &Gate) -> Option<Self> {
        let holds = |name: &str| {
            let named = |c: &GateCriterion| c.name == name && c.holds == Some(true);
            gate.criteria.iter().any(named)
        };
        let (rule, usual) = if holds("run-up-504") {
            let alone = basket.members.len() == 1;
            (Rule::TwoYearDouble, if alone { Reference::Stock } else { Reference::Index })
        } else if holds("explosive-episode") {
            (Rule::Explosive, Reference::All)
        } else {
            return None;
        };
        Some(Self { rule, reference: basket.reference.unwrap_or(usual) })
    }

    /// Fills `{class}` of an English sentence; translations choose by the arguments `rule` and `group`.
    pub(in crate::verdict) fn said(self, phrase: Phrase) -> Phrase {
        let assets = match self.reference {
            Reference::Index => "indices",
            Reference::Stock => "single stocks",
            Reference::Crypto => "crypto-currencies",
            Reference::Commodity => "commodities",
            Reference::All => "assets of all kinds",
        };
        let which = match self.rule {
            Rule::TwoYearDouble => "that doubled in two years",
            Rule::ThreeYearDouble => "that doubled in three years",
            Rule::Explosive => "in which explosive growth was called",
        };
        phrase
            .with("class", format!("run-ups of {assets} {which}"))
            .with("rule", self.rule.name())
            .with("group", self.reference.name())
    }
}
