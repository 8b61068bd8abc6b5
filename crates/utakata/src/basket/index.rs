//! The basket as one series, with its weights stated.

use serde::{Deserialize, Serialize};

use super::{BasketError, Panel, long_enough, positive_length};

/// How members are weighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Weighting {
    /// Equal amounts at the start of the window, never rebalanced: the mean of the members' returns.
    EqualBuyAndHold,
    /// Equal weights restored every day: compounds the mean of the members' daily returns.
    EqualRebalanced,
}

/// Level of the basket on every date, 1 on the first.
pub fn index_levels(panel: &Panel, weighting: Weighting) -> Vec<f64> {
    let count = panel.members().len() as f64;
    let mut level = 1.0;
    (0..panel.len())
        .map(|t| {
            match weighting {
                Weighting::EqualBuyAndHold => level = 1.0 + panel.returns(0, t).sum::<f64>() / count,
                Weighting::EqualRebalanced if t > 0 => {
                    level *= 1.0 + panel.returns(t - 1, t).sum::<f64>() / count;
                }
                Weighting::EqualRebalanced => {}
            }
            level
        })
        .collect()
}

/// Return of the basket over the last `horizon` days, with equal weights at the start of that window.
///
/// # Errors
/// [`BasketError::Zero`] for horizon 0, [`BasketError::TooShort`] without `horizon + 1` dates.
pub fn period_return(panel: &Panel, horizon: usize, weighting: Weighting) -> Result<f64, BasketError> {
    let returns = period_returns(panel, horizon, weighting)?;
    returns.last().copied().ok_or(BasketError::Empty)
}

/// Returns over every window of `horizon` days, each with equal weights at its own start; element `i` belongs to the
/// window that ends on date `horizon + i`.
///
/// # Errors
/// As [`period_return`].
pub fn period_returns(panel: &Panel, horizon: usize, weighting: Weighting) -> Result<Vec<f64>, BasketError> {
    positive_length("the horizon", horizon)?;
    long_enough("a return over the horizon", horizon + 1, panel.len())?;
    let count = panel.members().len() as f64;
    let ends = horizon..panel.len();
    Ok(match weighting {
        Weighting::EqualBuyAndHold => {
            ends.map(|end| panel.returns(end - horizon, end).sum::<f64>() / count).collect()
        }
        Weighting::EqualRebalanced => {
            let levels = index_levels(panel, weighting);
            ends.map(|end| levels[end] / levels[end - horizon] - 1.0).collect()
        }
    })
}
