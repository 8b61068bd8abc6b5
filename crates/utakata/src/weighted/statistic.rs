//! The recursions over windows.

/// What one pass over the windows ending at each date found; −∞ where a window has no level to weigh.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paths {
    /// Window from the first row to each end.
    pub(super) forward: Vec<f64>,
    /// Largest over window starts, for each end; empty when not asked for.
    pub(super) double: Vec<f64>,
}

/// `BZ` of the windows starting at row 0 and ending at rows `window − 1, …`: `Σ w·x·d/√(Σ w·x²)`, with lagged levels
/// `x` measured from the first observation, differences `d` and weights `w = 1/σ̂²`.
pub(super) fn forward(differences: &[f64], variance: &[f64], window: usize) -> Vec<f64> {
    let (mut level, mut cross, mut square) = (0.0, 0.0, 0.0);
    let mut path = Vec::with_capacity((differences.len() + 1).saturating_sub(window));
    for (row, (d, v)) in differences.iter().zip(variance).enumerate() {
        let weighted = level / v;
        cross += weighted * d;
        square += weighted * level;
        level += d;
        if row + 1 >= window {
            path.push(ratio(cross, square));
        }
    }
    path
}

/// [`forward`], and the largest over all window starts. The levels of every window are measured from the first
/// observation of the sample, as in the time-transformed tests of Kurozumi, Skrobotov and Tsarev (2024, equation 9).
pub(super) fn double(differences: &[f64], variance: &[f64], window: usize) -> Paths {
    let rows = differences.len();
    let mut level = 0.0;
    let terms: Vec<(f64, f64)> = differences
        .iter()
        .zip(variance)
        .map(|(d, v)| {
            let weighted = level / v;
            let term = (weighted * d, weighted * level);
            level += d;
            term
        })
        .collect();
    let mut paths =
        Paths { forward: Vec::new(), double: vec![f64::NEG_INFINITY; (rows + 1).saturating_sub(window)] };
    // Every start sums its own terms: differences of running totals would cancel where the level is near the first.
    for start in 0..=rows.saturating_sub(window) {
        let (mut cross, mut square) = (0.0, 0.0);
        for (end, term) in terms.iter().enumerate().skip(start) {
            cross += term.0;
            square += term.1;
            if end + 1 >= start + window {
                let value = ratio(cross, square);
                let best = &mut paths.double[end + 1 - window];
                *best = best.max(value);
                if start == 0 {
                    paths.forward.push(value);
                }
            }
        }
    }
    paths
}

fn ratio(cross: f64, square: f64) -> f64 {
    if square > 0.0 { cross / square.sqrt() } else { f64::NEG_INFINITY }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_recursions_are_the_definition(
            pairs in prop::collection::vec((-2.0..2.0_f64, 0.2..3.0_f64), 12..50),
            window in 3..8_usize,
        ) {
            let (differences, variance): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let levels: Vec<f64> = (0..differences.len()).map(|t| differences[..t].iter().sum()).collect();
            let of = |from: usize, to: usize| {
                let (mut cross, mut square) = (0.0, 0.0);
                for t in from..to {
                    cross += levels[t] * differences[t] / variance[t];
                    square += levels[t] * levels[t] / variance[t];
                }
                cross / f64::sqrt(square)
            };
            let paths = double(&differences, &variance, window);
            prop_assert_eq!(&paths.forward, &forward(&differences, &variance, window));
            prop_assert_eq!(paths.double.len(), differences.len() + 1 - window);
            for (i, (first, best)) in paths.forward.iter().zip(&paths.double).enumerate() {
                let end = i + window;
                let slow = (0..=i).map(|start| of(start, end)).fold(f64::NEG_INFINITY, f64::max);
                prop_assert!((first - of(0, end)).abs() < 1e-9 * (1.0 + first.abs()));
                prop_assert!((best - slow).abs() < 1e-9 * (1.0 + slow.abs()));
            }
        }
    }

    #[test]
    fn a_level_that_never_leaves_the_first_has_no_statistic() {
        let paths = double(&[0.0; 10], &[1.0; 10], 4);
        assert!(paths.forward.iter().chain(&paths.double).all(|x| *x == f64::NEG_INFINITY));
    }
}
