//! Falls from the running peak.

use serde::Serialize;

use super::BasketError;

/// Where a series stands below its running peak. Indices count observations from 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Drawdown {
    /// Last value over the running peak, minus one: zero or negative.
    pub now: f64,
    /// Last observation at the running peak.
    pub peak: usize,
    /// Observations since that peak.
    pub under_water: usize,
    /// Deepest fall from a running peak anywhere in the series: zero or negative.
    pub deepest: f64,
    /// Observation of the deepest fall.
    pub deepest_at: usize,
    /// Longest run of observations below a running peak.
    pub longest_under_water: usize,
}

/// Drawdowns of positive levels.
///
/// # Errors
/// [`BasketError::Empty`] without levels, [`BasketError::Range`] for one that is not positive.
pub fn drawdown(levels: &[f64]) -> Result<Drawdown, BasketError> {
    let &last = levels.last().ok_or(BasketError::Empty)?;
    let mut peak = 0;
    let mut result =
        Drawdown { now: 0.0, peak: 0, under_water: 0, deepest: 0.0, deepest_at: 0, longest_under_water: 0 };
    for (t, &level) in levels.iter().enumerate() {
        super::in_range("a level", level, level > 0.0, "a positive number")?;
        if level >= levels[peak] {
            peak = t;
        }
        let fall = level / levels[peak] - 1.0;
        if fall < result.deepest {
            (result.deepest, result.deepest_at) = (fall, t);
        }
        result.longest_under_water = result.longest_under_water.max(t - peak);
    }
    (result.now, result.peak, result.under_water) =
        (last / levels[peak] - 1.0, peak, levels.len() - 1 - peak);
    Ok(result)
}
