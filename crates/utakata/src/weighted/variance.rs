//! The variance path of the increments: a Gaussian kernel average of their squares, and its bandwidth.

use crate::random::{exp, ln};
use crate::sample::SampleError;

/// Bandwidths tried.
const CANDIDATES: usize = 40;
/// An estimate below this share of the average counts as zero: a flat stretch longer than the kernel.
const VANISHING: f64 = 1e-9;
/// Weights of `e` to less than minus this are left out, 10⁻³³ of the increment's own: an increment that far away
/// counts only when it is 10¹⁶ times as large.
const NEGLIGIBLE: f64 = 76.0;

/// A Gaussian kernel over `count` equally spaced increments.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kernel {
    /// Bandwidth as a share of the number of increments.
    bandwidth: f64,
    /// Weights at distances 1, 2, …
    weights: Vec<f64>,
    /// Sum of the weights of the other increments, for each increment.
    others: Vec<f64>,
}

impl Kernel {
    pub(crate) fn new(count: usize, bandwidth: f64) -> Self {
        let width = bandwidth * count as f64;
        let weights: Vec<f64> = (1..count)
            .map(|distance| 0.5 * (distance as f64 / width).powi(2))
            .take_while(|exponent| *exponent < NEGLIGIBLE)
            .map(|exponent| exp(-exponent))
            .collect();
        let mut kernel = Self { bandwidth, weights, others: Vec::new() };
        kernel.others = kernel.spread(&vec![1.0; count]);
        kernel
    }

    pub(crate) fn bandwidth(&self) -> f64 {
        self.bandwidth
    }

    /// Weighted sums of the neighbours, leaving the entry itself out.
    fn spread(&self, of: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; of.len()];
        for (back, weight) in self.weights.iter().enumerate() {
            let distance = back + 1;
            for (sum, x) in sums.iter_mut().zip(&of[distance.min(of.len())..]) {
                *sum += weight * x;
            }
            for (sum, x) in sums[distance.min(of.len())..].iter_mut().zip(of) {
                *sum += weight * x;
            }
        }
        sums
    }

    /// `Σ_s K((s − t)/(hN))·u_s²/Σ_s K((s − t)/(hN))` at each increment `t`.
    pub(crate) fn variance(&self, squares: &[f64]) -> Vec<f64> {
        let mut path = self.spread(squares);
        for ((v, own), others) in path.iter_mut().zip(squares).zip(&self.others) {
            *v = (*v + own) / (others + 1.0);
        }
        path
    }

    /// `Σ_t (u_t² − σ̂²_{−t})²` with each increment left out of its own estimate; `None` where the estimate vanishes
    /// somewhere.
    fn cross_validation(&self, squares: &[f64]) -> Option<f64> {
        let sums = self.spread(squares);
        let least = VANISHING * squares.iter().sum::<f64>() / squares.len() as f64;
        let mut total = 0.0;
        for ((sum, own), others) in sums.iter().zip(squares).zip(&self.others) {
            if (sum + own) / (others + 1.0) <= least {
                return None;
            }
            total += (own - sum / others).powi(2);
        }
        Some(total)
    }
}

/// The kernel whose bandwidth has the smallest leave-one-out error among 40 from `1/(2N)` to `1/6` in equal ratios
/// (Harvey, Leybourne and Zu 2019, footnote 2). Bandwidths so small that the estimate vanishes on a flat stretch are
/// passed over.
///
/// # Errors
/// [`SampleError::Still`] when it vanishes at every one.
pub(crate) fn choose(squares: &[f64]) -> Result<Kernel, SampleError> {
    let count = squares.len();
    let (least, most) = (0.5 / count as f64, 1.0 / 6.0);
    let share = |candidate| candidate as f64 / (CANDIDATES - 1) as f64;
    let bandwidths = (0..CANDIDATES).map(|candidate| least * exp(share(candidate) * ln(most / least)));
    choose_among(squares, bandwidths).ok_or(SampleError::Still("a sixth of the series or more"))
}

/// The kernel whose bandwidth, a share of the number of increments, has the smallest leave-one-out error; those so
/// small that the estimate vanishes on a flat stretch are passed over, and with all of them there is none.
pub(crate) fn choose_among(squares: &[f64], bandwidths: impl Iterator<Item = f64>) -> Option<Kernel> {
    let mut best: Option<(f64, Kernel)> = None;
    for bandwidth in bandwidths {
        let kernel = Kernel::new(squares.len(), bandwidth);
        if let Some(error) = kernel.cross_validation(squares)
            && best.as_ref().is_none_or(|(smallest, _)| error < *smallest)
        {
            best = Some((error, kernel));
        }
    }
    best.map(|(_, kernel)| kernel)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::random::{Normal, Stream};

    /// The definition, all pairs.
    fn slow(squares: &[f64], bandwidth: f64, without_self: bool) -> Vec<f64> {
        let n = squares.len();
        (0..n)
            .map(|t| {
                let (mut sum, mut total) = (0.0, 0.0);
                for s in (0..n).filter(|&s| !(without_self && s == t)) {
                    let weight = (-0.5 * ((s as f64 - t as f64) / (bandwidth * n as f64)).powi(2)).exp();
                    sum += weight * squares[s];
                    total += weight;
                }
                sum / total
            })
            .collect()
    }

    proptest! {
        #[test]
        fn the_path_is_the_definition(
            squares in prop::collection::vec(0.01..9.0_f64, 5..80),
            share in 0.0..1.0_f64,
        ) {
            let least = 0.5 / squares.len() as f64;
            let kernel = Kernel::new(squares.len(), least * (1.0 / (6.0 * least)).powf(share));
            for (fast, slow) in kernel.variance(&squares).iter().zip(slow(&squares, kernel.bandwidth, false)) {
                prop_assert!((fast / slow - 1.0).abs() < 1e-12);
            }
            let left_out = slow(&squares, kernel.bandwidth, true);
            let error: f64 = squares.iter().zip(left_out).map(|(a, b)| (a - b).powi(2)).sum();
            prop_assert!((kernel.cross_validation(&squares).unwrap() / error - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn the_bandwidth_follows_the_data() {
        // A sharp change wants a narrow kernel, constancy with noise a wide one.
        let (normal, mut stream) = (Normal::new(), Stream::new(61, 0));
        let steady: Vec<f64> = (0..200).map(|_| normal.sample(&mut stream).powi(2)).collect();
        let broken: Vec<f64> =
            steady.iter().enumerate().map(|(i, u)| u * if i < 100 { 1.0 } else { 100.0 }).collect();
        let (wide, narrow) = (choose(&steady).unwrap(), choose(&broken).unwrap());
        assert!(wide.bandwidth > 1.5 * narrow.bandwidth, "{} {}", wide.bandwidth, narrow.bandwidth);
    }

    #[test]
    fn flat_stretches_need_a_wide_kernel_or_are_refused() {
        let mut squares = vec![1.0; 120];
        squares[40..60].fill(0.0);
        assert!(choose(&squares).is_ok_and(|k| k.variance(&squares).iter().all(|v| *v > 1e-9)));
        assert!(matches!(choose(&[0.0; 50]), Err(SampleError::Still(_))));
    }
}
