//! The kernel estimate of the variance of each change.

use super::default_bandwidth;
use crate::explosive::ExplosiveError;
use crate::moments::power_of_two_scale;
use crate::random::exp;

/// Changes of a series and their local variance, both in units of [`LocalVariance::unit`] and its square.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalVariance {
    /// `Δy`, scaled.
    pub changes: Vec<f64>,
    /// `σ̂²` of each change, scaled.
    pub variance: Vec<f64>,
    /// What one unit is in the units of the series: a power of two of the order of its range.
    pub unit: f64,
}

/// The Nadaraya-Watson estimate `σ̂_t²` from squared changes with a normal kernel, `bandwidth` as a share of the number
/// of changes ([`default_bandwidth`] for `None`). `O(T²)` time.
///
/// # Errors
/// [`ExplosiveError::NotFinite`]; [`ExplosiveError::Bandwidth`] unless positive and finite.
pub fn local_variance(values: &[f64], bandwidth: Option<f64>) -> Result<LocalVariance, ExplosiveError> {
    if let Some(index) = values.iter().position(|v| !v.is_finite()) {
        return Err(ExplosiveError::NotFinite { index, value: values[index] });
    }
    let scale = power_of_two_scale(values);
    let changes: Vec<f64> = values.windows(2).map(|w| w[1] * scale - w[0] * scale).collect();
    let count = changes.len();
    let bandwidth = bandwidth.unwrap_or_else(|| default_bandwidth(count));
    if !(bandwidth > 0.0 && bandwidth.is_finite()) {
        return Err(ExplosiveError::Bandwidth { bandwidth });
    }
    let squares: Vec<f64> = changes.iter().map(|d| d * d).collect();
    // Lag by lag, so that the inner loops are sums of whole vectors.
    let mut sum = squares.clone();
    // Sum of the weights of the lags 1 … m.
    let mut one_sided = vec![0.0; count];
    for lag in 1..count {
        let distance = lag as f64 / (bandwidth * count as f64);
        let exponent = 0.5 * distance * distance;
        // Beyond, weights are below 10⁻³³: a change that far away counts only when it is 10¹⁶ times as large.
        let weight = if exponent > 76.0 { 0.0 } else { exp(-exponent) };
        one_sided[lag] = one_sided[lag - 1] + weight;
        if weight > 0.0 {
            add(&mut sum[lag..], weight, &squares);
            add(&mut sum, weight, &squares[lag..]);
        }
    }
    let total = |t: usize| 1.0 + one_sided[t] + one_sided[count - 1 - t];
    let variance = sum.iter().enumerate().map(|(t, s)| s / total(t)).collect();
    Ok(LocalVariance { changes, variance, unit: 1.0 / scale })
}

/// Adds `weight·from` to `to`, as far as both go.
fn add(to: &mut [f64], weight: f64, from: &[f64]) {
    for (a, b) in to.iter_mut().zip(from) {
        *a += weight * b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_estimate_is_the_weighted_mean_of_its_definition() {
        let values = [1.0, 4.0, 3.0, 3.5, 9.0, 2.0, 2.0];
        let found = local_variance(&values, Some(0.2)).unwrap();
        let squares: Vec<f64> = values.windows(2).map(|w| (w[1] - w[0]) * (w[1] - w[0])).collect();
        for t in 0..6 {
            let weight = |i: usize| (-0.5 * ((i as f64 - t as f64) / 1.2).powi(2)).exp();
            let total: f64 = (0..6).map(weight).sum();
            let mean = (0..6).map(|i| weight(i) * squares[i]).sum::<f64>() / total;
            let ours = found.variance[t] * found.unit * found.unit;
            assert!((ours / mean - 1.0).abs() < 1e-13, "{t}: {ours} {mean}");
        }
        assert_eq!(found.changes[5], 0.0);
        assert!(matches!(local_variance(&values, Some(0.0)), Err(ExplosiveError::Bandwidth { .. })));
    }
}
