//! Dynamic time warping.

/// The dynamic-time-warping distance of two sequences: the square root of the smallest sum of squared differences over
/// all monotone alignments with steps (1,0), (0,1), (1,1) that stay within `band` of the diagonal (Sakoe and Chiba 1978,
/// IEEE Trans. ASSP 26). `None` for no band. A band narrower than the difference in length is widened to it, because no
/// alignment would fit. Two empty sequences are at distance 0, one empty sequence at infinity.
pub fn dtw(a: &[f64], b: &[f64], band: Option<usize>) -> f64 {
    let width = band.unwrap_or(usize::MAX).max(a.len().abs_diff(b.len()));
    let mut previous = vec![f64::INFINITY; b.len() + 1];
    previous[0] = 0.0;
    let mut current = vec![f64::INFINITY; b.len() + 1];
    for (i, x) in (1_usize..).zip(a) {
        current.fill(f64::INFINITY);
        for j in i.saturating_sub(width).max(1)..=i.saturating_add(width).min(b.len()) {
            let step = previous[j].min(previous[j - 1]).min(current[j - 1]);
            current[j] = (x - b[j - 1]).powi(2) + step;
        }
        std::mem::swap(&mut previous, &mut current);
    }
    previous[b.len()].sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, without a table.
    fn by_recursion(a: &[f64], b: &[f64], i: usize, j: usize, width: usize) -> f64 {
        if i.abs_diff(j) > width {
            return f64::INFINITY;
        }
        let cost = (a[i] - b[j]).powi(2);
        let before = match (i, j) {
            (0, 0) => 0.0,
            (0, _) => by_recursion(a, b, 0, j - 1, width),
            (_, 0) => by_recursion(a, b, i - 1, 0, width),
            _ => by_recursion(a, b, i - 1, j, width)
                .min(by_recursion(a, b, i, j - 1, width))
                .min(by_recursion(a, b, i - 1, j - 1, width)),
        };
        cost + before
    }

    #[test]
    fn the_reference_pair() {
        // dtaidistance and tslearn: sum of squares ¾.
        let a = [0.0, 1.0, 2.0, 3.0, 2.0, 1.0, 0.5];
        let b = [0.0, 0.5, 1.0, 2.5, 3.0, 2.0, 1.0, 0.0];
        assert!((dtw(&a, &b, None) - 0.8660254037844386).abs() < 1e-14);
        assert_eq!(dtw(&a, &b, None), dtw(&b, &a, None));
        // On the diagonal alone it is Euclid's.
        let c = [1.0; 7];
        let euclid = a.iter().map(|x| (x - 1.0) * (x - 1.0)).sum::<f64>().sqrt();
        assert!((dtw(&a, &c, Some(0)) - euclid).abs() < 1e-14);
        assert_eq!(dtw(&[], &[], None), 0.0);
        assert_eq!(dtw(&a, &[], None), f64::INFINITY);
    }

    proptest! {
        #[test]
        fn the_table_equals_the_definition(
            a in prop::collection::vec(-3.0_f64..3.0, 1..6),
            b in prop::collection::vec(-3.0_f64..3.0, 1..6),
            band in 0_usize..6,
        ) {
            let width = band.max(a.len().abs_diff(b.len()));
            let slow = by_recursion(&a, &b, a.len() - 1, b.len() - 1, width).sqrt();
            prop_assert!((dtw(&a, &b, Some(band)) - slow).abs() < 1e-12);
        }
    }
}
