//! The kernel estimate of the variance of each change.

use super::default_bandwidth;
use crate::explosive::ExplosiveError;
use crate::moments::power_of_two_scale;
use crate::weighted::Kernel;

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
    let variance = Kernel::new(count, bandwidth).variance(&squares);
    Ok(LocalVariance { changes, variance, unit: 1.0 / scale })
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
