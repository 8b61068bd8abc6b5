//! Least squares of a value on the one before.

use super::RootModel;
use crate::sample::dot;

/// `y_t − y_{t−1}` on `y_{t−1}`, with a constant or without.
pub(crate) struct FirstOrder {
    /// `ρ̂ − 1`, which keeps the digits that `ρ̂` would lose.
    pub(crate) excess: f64,
    /// Standard error; zero for a perfect fit.
    pub(crate) error: f64,
}

/// The regression of `values`; `None` where the levels do not vary or no degree of freedom is left.
pub(crate) fn first_order(values: &[f64], model: RootModel) -> Option<FirstOrder> {
    let n = values.len().checked_sub(1)?;
    let freedom = n.checked_sub(model.coefficients()).filter(|&f| f > 0)? as f64;
    // What the constant absorbs is taken off first, from the first level on, so that a large origin costs no digits.
    let (origin, mean_level, mean_change) = match model {
        RootModel::NoConstant => (0.0, 0.0, 0.0),
        RootModel::Constant => {
            let origin = values[0];
            let levels: f64 = values[..n].iter().map(|y| y - origin).sum();
            (origin, levels / n as f64, (values[n] - origin) / n as f64)
        }
    };
    let pairs =
        || values.windows(2).map(|pair| (pair[0] - origin - mean_level, pair[1] - pair[0] - mean_change));
    let (mut xx, mut xd, mut dd) = (0.0, 0.0, 0.0);
    for (x, d) in pairs() {
        xx += x * x;
        xd += x * d;
        dd += d * d;
    }
    // What centring leaves of a constant is rounding.
    if xx <= 1e-26 * dot(values, values) || !xx.is_finite() {
        return None;
    }
    let excess = xd / xx;
    let left: f64 = pairs().map(|(x, d)| (d - excess * x).powi(2)).sum();
    let left = if left > 1e-26 * dd { left } else { 0.0 };
    Some(FirstOrder { excess, error: (left / freedom / xx).sqrt() })
}
