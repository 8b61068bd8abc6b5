//! How much the members move together.

use super::{BasketError, Panel, long_enough, positive_length};

/// Mean over all pairs of members of the correlation of their `horizon`-day returns (windows that begin on every day).
///
/// # Errors
/// [`BasketError::Range`] with fewer than two members, [`BasketError::TooShort`] with fewer than three windows,
/// [`BasketError::Constant`] when a member does not move.
pub fn mean_pairwise_correlation(panel: &Panel, horizon: usize) -> Result<f64, BasketError> {
    positive_length("the horizon", horizon)?;
    long_enough("a correlation", horizon + 3, panel.len())?;
    let count = panel.members().len();
    super::in_range("the number of members", count as f64, count >= 2, "two or more")?;
    let standardized = panel
        .series()
        .map(|(member, values)| {
            let returns: Vec<f64> = values.windows(horizon + 1).map(|w| w[horizon] / w[0] - 1.0).collect();
            let mean = returns.iter().sum::<f64>() / returns.len() as f64;
            let norm = returns.iter().map(|r| (r - mean).powi(2)).sum::<f64>().sqrt();
            if norm > 0.0 {
                Ok(returns.iter().map(|r| (r - mean) / norm).collect())
            } else {
                Err(BasketError::Constant { member: member.to_owned() })
            }
        })
        .collect::<Result<Vec<Vec<f64>>, _>>()?;
    // The squared length of the sum is the number of members plus twice all pair correlations.
    let windows = standardized[0].len();
    let square: f64 = (0..windows).map(|t| standardized.iter().map(|z| z[t]).sum::<f64>().powi(2)).sum();
    let count = count as f64;
    Ok((square - count) / (count * (count - 1.0)))
}
