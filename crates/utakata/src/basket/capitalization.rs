//! The basket weighted by what its members are worth.

use serde::{Deserialize, Serialize};

use super::{BasketError, Panel, in_range, long_enough, positive_length};

/// What happens to the weights between the dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Holding {
    /// Fixed numbers of shares: the weights drift with prices. This is the usual capitalisation-weighted index between
    /// issues and buybacks.
    BuyAndHold,
    /// The weights of the stated date restored every day.
    Rebalanced,
}

/// Capitalisations of the members, on one date of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Capitalizations<'a> {
    panel: &'a Panel,
    /// Share of the basket that each member was on the stated date.
    weights: Vec<f64>,
    /// Shares outstanding in proportion: weight over the price of the stated date.
    shares: Vec<f64>,
}

impl<'a> Capitalizations<'a> {
    /// `amounts` in the order of the members, in one currency, as of date index `at`. Prices must be adjusted for splits.
    ///
    /// # Errors
    /// [`BasketError::Capitalizations`] unless there is one for each member, [`BasketError::Range`] for one that is not
    /// positive, [`BasketError::TooShort`] when `at` lies outside the panel.
    pub fn new(panel: &'a Panel, amounts: &[f64], at: usize) -> Result<Self, BasketError> {
        let members = panel.members().len();
        if amounts.len() != members {
            return Err(BasketError::Capitalizations { given: amounts.len(), members });
        }
        long_enough("the date of the capitalisations", at + 1, panel.len())?;
        for &amount in amounts {
            in_range("a capitalisation", amount, amount > 0.0, "a positive number")?;
        }
        let sum: f64 = amounts.iter().sum();
        let weights: Vec<f64> = amounts.iter().map(|amount| amount / sum).collect();
        let shares =
            weights.iter().zip(panel.series()).map(|(weight, (_, values))| weight / values[at]).collect();
        Ok(Self { panel, weights, shares })
    }

    /// Level of the basket on every date, 1 on the first.
    pub fn levels(&self, holding: Holding) -> Vec<f64> {
        let worth =
            |t: usize| self.shares.iter().zip(self.panel.series()).map(|(n, (_, v))| n * v[t]).sum::<f64>();
        let weighted = |t: usize| {
            self.weights.iter().zip(self.panel.returns(t - 1, t)).map(|(weight, r)| weight * r).sum::<f64>()
        };
        match holding {
            Holding::BuyAndHold => (0..self.panel.len()).map(|t| worth(t) / worth(0)).collect(),
            Holding::Rebalanced => {
                let compound = |level: &mut f64, t: usize| {
                    *level *= if t > 0 { 1.0 + weighted(t) } else { 1.0 };
                    Some(*level)
                };
                (0..self.panel.len()).scan(1.0, compound).collect()
            }
        }
    }

    /// Return over the last `horizon` days.
    ///
    /// # Errors
    /// [`BasketError::Zero`] for horizon 0, [`BasketError::TooShort`] without `horizon + 1` dates.
    pub fn period_return(&self, horizon: usize, holding: Holding) -> Result<f64, BasketError> {
        positive_length("the horizon", horizon)?;
        long_enough("a return over the horizon", horizon + 1, self.panel.len())?;
        let (levels, last) = (self.levels(holding), self.panel.len() - 1);
        Ok(levels[last] / levels[last - horizon] - 1.0)
    }
}
