//! Printed shares are rounded: 86 % means anything in [85.5, 86.5).

use serde::Serialize;

use super::{ProportionError, wilson};
use crate::Interval;

/// The shares a printed figure can stand for, with and without sampling error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rounded {
    /// Smallest share that rounds to the printed one.
    pub low: f64,
    /// Shares below this one round to the printed one.
    pub below: f64,
    /// Union of Wilson's intervals over those shares.
    pub interval: Interval,
}

/// What a share printed to the nearest `unit` (0.01 for whole per cents) can stand for in a sample of `n`.
///
/// # Errors
/// [`ProportionError`] as [`wilson`], and for a unit that is not positive.
pub fn rounding_envelope(share: f64, unit: f64, n: f64, level: f64) -> Result<Rounded, ProportionError> {
    if !(unit.is_finite() && unit > 0.0) {
        return Err(ProportionError::RoundingUnit { value: unit });
    }
    let (low, below) = ((share - 0.5 * unit).max(0.0), (share + 0.5 * unit).min(1.0));
    wilson(share, n, level)?;
    let interval = Interval { low: wilson(low, n, level)?.low, high: wilson(below, n, level)?.high, level };
    Ok(Rounded { low, below, interval })
}
