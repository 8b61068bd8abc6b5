//! Price over fundamental, with what is known of each as a range.

use serde::Serialize;

use super::ValuationError;

/// What is known of a positive amount: a point, or from `low` to `high`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Range {
    /// Smallest value.
    pub low: f64,
    /// Largest value.
    pub high: f64,
}

impl Range {
    /// A range of positive amounts; a point has equal ends.
    ///
    /// # Errors
    /// [`ValuationError::Parameter`] for ends that are not positive and finite, or in the wrong order.
    pub fn new(name: &'static str, low: f64, high: f64) -> Result<Self, ValuationError> {
        let refuse = |value, expected| Err(ValuationError::Parameter { name, value, expected });
        if !(low.is_finite() && low > 0.0) {
            return refuse(low, "positive and finite");
        }
        if !(high.is_finite() && high >= low) {
            return refuse(high, "finite, and not below the lower end of its range");
        }
        Ok(Self { low, high })
    }
}

/// Price over fundamental: the lowest price over the highest fundamental, and the reverse. The ends of both ranges are taken
/// to be possible together.
pub fn price_ratio(price: Range, fundamental: Range) -> Range {
    Range { low: price.low / fundamental.high, high: price.high / fundamental.low }
}

/// Share of `peers` at or below `value`, in [0, 1]: a place among others and no test. `None` without peers.
pub fn share_at_or_below(value: f64, peers: &[f64]) -> Option<f64> {
    (!peers.is_empty()).then(|| {
        let below = peers.iter().filter(|&&peer| peer <= value).count();
        below as f64 / peers.len() as f64
    })
}
