//! Sample quantiles.

/// The `p`-quantile of ascending `sorted` values with linear interpolation between order statistics: type 7 of
/// Hyndman and Fan (1996), R's default. `None` when there are no values or the answer is not finite.
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = (p.clamp(0.0, 1.0) * last as f64).min(last as f64);
    let below = position.floor() as usize;
    let above = (below + 1).min(last);
    let weight = position - below as f64;
    let value =
        if weight == 0.0 { sorted[below] } else { sorted[below] + weight * (sorted[above] - sorted[below]) };
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_seven() {
        // R: quantile(c(1, 2, 4, 8, 16), c(0, .1, .5, .9, 1)).
        let x = [1.0, 2.0, 4.0, 8.0, 16.0];
        let expected = [(0.0, 1.0), (0.1, 1.4), (0.5, 4.0), (0.9, 12.8), (1.0, 16.0)];
        for (p, q) in expected {
            assert!((quantile(&x, p).unwrap() - q).abs() < 1e-12, "{p}");
        }
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[f64::NEG_INFINITY, 1.0], 0.2), None);
    }
}
