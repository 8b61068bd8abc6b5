//! Variance over time by a kernel.

use crate::sample::SampleError;

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
    let n = residuals.len();
    let squares: Vec<f64> = residuals.iter().map(|e| e * e).collect();
    let mean = squares.iter().sum::<f64>() / n as f64;
    if mean.is_nan() || mean <= 0.0 {
        return Err(SampleError::Still("the residual"));
    }
    let exponent = |i: i32| -0.5 + 0.2 * f64::from(i) / f64::from(BANDWIDTHS - 1);
    let (_, variance) = (0..BANDWIDTHS).map(|i| smoothed(&squares, (n as f64).powf(1.0 + exponent(i)))).fold(
        (f64::INFINITY, vec![mean; n]),
        |best, (error, variance)| {
            if error < best.0 { (error, variance) } else { best }
        },
    );
    // A date cannot count for more than ten thousand others.
    Ok(variance.into_iter().map(|v| v.max(1e-4 * mean)).collect())
}

/// Leave-one-out squared error and the smooth, for a bandwidth in observations.
fn smoothed(squares: &[f64], bandwidth: f64) -> (f64, Vec<f64>) {
    let n = squares.len();
    // Beyond eight bandwidths the kernel is below 10⁻¹⁴.
    let reach = ((8.0 * bandwidth) as usize).min(n);
    let kernel: Vec<f64> = (0..=reach).map(|d| (-0.5 * (d as f64 / bandwidth).powi(2)).exp()).collect();
    let mut error = 0.0;
    let smooth = (0..n)
        .map(|t| {
            let (mut sum, mut mass) = (0.0, 0.0);
            for i in t.saturating_sub(reach)..(t + reach + 1).min(n) {
                let weight = kernel[t.abs_diff(i)];
                sum += weight * squares[i];
                mass += weight;
            }
            let others = (sum - squares[t]) / (mass - 1.0);
            error += (squares[t] - others).powi(2);
            sum / mass
        })
        .collect();
    (error, smooth)
}
