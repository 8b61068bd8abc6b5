//! Variance over time by a kernel.

use crate::sample::SampleError;
use crate::weighted::{Kernel, choose_among};

/// Bandwidths tried, between `n^{−1/2}` and `n^{−3/10}` of the sample.
const BANDWIDTHS: i32 = 8;

/// Variance of `residuals` at each date: their squares smoothed by a Gaussian kernel (Nadaraya and Watson).
///
/// The bandwidth is the one in `[n^{−1/2}, n^{−3/10}]·n` that predicts each square best from the others (leave-one-out,
/// the range of Kurozumi, Skrobotov and Tsarev 2024). The paper that weights bubble dates this way does not state its
/// bandwidth in the parts we could read.
///
/// # Errors
/// [`SampleError::Still`] when every residual is zero.
pub fn kernel_variance(residuals: &[f64]) -> Result<Vec<f64>, SampleError> {
    Ok(Smoother::choose(residuals)?.variance(residuals))
}

/// A kernel whose bandwidth has been chosen.
#[derive(Debug, Clone)]
pub(in crate::dating) struct Smoother {
    kernel: Kernel,
    count: usize,
}

impl Smoother {
    /// That of [`kernel_variance`].
    pub(in crate::dating) fn choose(residuals: &[f64]) -> Result<Self, SampleError> {
        let squares: Vec<f64> = residuals.iter().map(|e| e * e).collect();
        if squares.iter().all(|&e| e == 0.0) {
            return Err(SampleError::Still("the residual"));
        }
        let count = squares.len();
        let bandwidth = |i: i32| (count as f64).powf(-0.5 + 0.2 * f64::from(i) / f64::from(BANDWIDTHS - 1));
        // Where every estimate vanishes on a flat stretch, the widest.
        let kernel = choose_among(&squares, (0..BANDWIDTHS).map(bandwidth))
            .unwrap_or_else(|| Kernel::new(count, bandwidth(BANDWIDTHS - 1)));
        Ok(Self { kernel, count })
    }

    /// Variance at each date, for a number of residuals that may differ a little from that it was chosen on.
    pub(in crate::dating) fn variance(&self, residuals: &[f64]) -> Vec<f64> {
        let squares: Vec<f64> = residuals.iter().map(|e| e * e).collect();
        let mean = squares.iter().sum::<f64>() / squares.len() as f64;
        let variance = if squares.len() == self.count {
            self.kernel.variance(&squares)
        } else {
            Kernel::new(squares.len(), self.kernel.bandwidth()).variance(&squares)
        };
        // A date cannot count for more than ten thousand others; where nothing moves, all count the same.
        let least = if mean > 0.0 { 1e-4 * mean } else { 1.0 };
        variance.into_iter().map(|v| v.max(least)).collect()
    }
}
