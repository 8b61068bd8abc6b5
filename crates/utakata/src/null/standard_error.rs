//! How far a simulated critical value can be trusted.

use statrs::distribution::{Beta, ContinuousCDF};

/// Standard error of the `p`-quantile of ascending `sorted` draws: the estimator of Maritz and Jarrett (1978, JASA
/// 73, 194-196), the standard deviation of the order statistic under resampling of the draws.
///
/// With `m = ⌊p·R + ½⌋`, draw `i` of `R` has the weight that a Beta(`m`, `R − m + 1`) variable puts on
/// `((i − 1)/R, i/R]`. `None` for fewer than two draws, a `p` without an inner order statistic, or draws with weight
/// that are not finite.
pub fn quantile_standard_error(sorted: &[f64], p: f64) -> Option<f64> {
    let count = sorted.len();
    let m = (p * count as f64 + 0.5).floor();
    if count < 2 || !(m >= 1.0 && m <= count as f64) {
        return None;
    }
    let beta = Beta::new(m, count as f64 - m + 1.0).ok()?;
    let centre = sorted[m as usize - 1];
    let (mut before, mut first, mut second) = (0.0, 0.0, 0.0);
    for (i, value) in sorted.iter().enumerate() {
        let up_to = beta.cdf((i + 1) as f64 / count as f64);
        let weight = up_to - before;
        before = up_to;
        if weight > 0.0 {
            // About the quantile itself, so that nothing cancels.
            let deviation = value - centre;
            first += weight * deviation;
            second += weight * deviation * deviation;
        }
    }
    let variance = second - first * first;
    variance.is_finite().then(|| variance.max(0.0).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_an_independent_implementation() {
        // With SciPy, through the binomial distribution: w = diff(binom.sf(m - 1, 100, arange(101)/100)) for
        // m = int(100*p + .5), and the standard deviation of arange(1, 101)**2/100 under the weights w.
        let squares: Vec<f64> = (1..=100).map(|i| f64::from(i * i) / 100.0).collect();
        for (p, expected) in [(0.5, 4.972173034454949), (0.9, 5.507353795193172), (0.95, 4.42094548950109)] {
            let error = quantile_standard_error(&squares, p).unwrap();
            assert!((error / expected - 1.0).abs() < 1e-9, "{p}: {error}");
        }
    }

    #[test]
    fn shrinks_with_the_root_of_the_count() {
        // The p-quantile of R uniform draws has variance p(1 − p)/R to first order.
        for count in [400_u32, 1600, 6400] {
            let grid: Vec<f64> = (0..count).map(|i| (f64::from(i) + 0.5) / f64::from(count)).collect();
            let error = quantile_standard_error(&grid, 0.9).unwrap();
            let expected = (0.09 / f64::from(count)).sqrt();
            assert!((error / expected - 1.0).abs() < 0.02, "{count}: {error} against {expected}");
        }
    }

    #[test]
    fn what_has_no_error_says_so() {
        assert_eq!(quantile_standard_error(&[1.0], 0.5), None);
        assert_eq!(quantile_standard_error(&[1.0, 2.0, 3.0], 0.0), None);
        assert_eq!(quantile_standard_error(&[f64::NEG_INFINITY; 5], 0.5), None);
    }
}
