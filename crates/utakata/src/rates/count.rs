//! Counts as sources give them: exact, "520 or more", "about 30".

use serde::{Deserialize, Serialize};

use super::{LARGEST_COUNT, RateError};

/// A count over an exposure, as bounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Count {
    /// Smallest count the source allows, a whole number.
    pub low: f64,
    /// Largest count the source allows; equal to `low` for an exact count, absent for "520 or more".
    pub high: Option<f64>,
    /// Exposure, positive; the same unit on both sides of a comparison.
    pub exposure: f64,
}

impl Count {
    /// Exactly `count` events.
    pub fn exact(count: f64, exposure: f64) -> Self {
        Self { low: count, high: Some(count), exposure }
    }

    /// Between `low` and `high` events.
    pub fn between(low: f64, high: f64, exposure: f64) -> Self {
        Self { low, high: Some(high), exposure }
    }

    /// `low` events or more.
    pub fn at_least(low: f64, exposure: f64) -> Self {
        Self { low, high: None, exposure }
    }

    /// Whether the count is known exactly.
    pub fn is_exact(&self) -> bool {
        self.high == Some(self.low)
    }

    /// The bounds as whole numbers.
    pub(super) fn bounds(&self, which: &'static str) -> Result<(u64, Option<u64>), RateError> {
        if !(self.exposure.is_finite() && self.exposure > 0.0) {
            return Err(RateError::Exposure { which, value: self.exposure });
        }
        let whole = |value: f64| {
            let counts = (0.0..=LARGEST_COUNT).contains(&value) && value.fract() == 0.0;
            if counts { Ok(value as u64) } else { Err(RateError::Count { which, value }) }
        };
        let low = whole(self.low)?;
        let high = self.high.map(whole).transpose()?;
        match high {
            Some(high) if high < low => Err(RateError::Inverted { which, low: self.low, high: high as f64 }),
            _ => Ok((low, high)),
        }
    }
}
