//! The recursions over windows.

// See moments/block.rs.
#![allow(clippy::inline_always, clippy::needless_range_loop)]

use crate::instruction_sets::each_instruction_set;

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

/// Starts worked on together.
const LANES: usize = 8;

each_instruction_set! {
/// The largest over all window starts, for each end. The levels of every window are measured from the first
/// observation of the sample, as in the time-transformed tests of Kurozumi, Skrobotov and Tsarev (2024, equation 9).
///
/// A group of consecutive starts is worked on at a time: at equal length their windows lie side by side. There is no
/// reordering within a window, so that every instruction set gives the same bits.
pub(super) fn double(differences: &[f64], variance: &[f64], window: usize) -> Vec<f64> {
    let rows = differences.len();
    let (mut crosses, mut squares) = (vec![0.0; rows + LANES], vec![0.0; rows + LANES]);
    let mut level = 0.0;
    for (row, (d, v)) in differences.iter().zip(variance).enumerate() {
        let weighted = level / v;
        (crosses[row], squares[row]) = (weighted * d, weighted * level);
        level += d;
    }
    let dates = (rows + 1).saturating_sub(window);
    let mut path = vec![f64::NEG_INFINITY; dates + LANES];
    // Every start sums its own terms: differences of running totals would cancel where the level is near the first.
    for start in (0..dates).step_by(LANES) {
        let (mut cross, mut square) = ([0.0; LANES], [0.0; LANES]);
        for row in start..rows {
            let (crosses, squares) = (&crosses[row..row + LANES], &squares[row..row + LANES]);
            for i in 0..LANES {
                cross[i] += crosses[i];
                square[i] += squares[i];
            }
            if row + 1 < start + window {
                continue;
            }
            let best = &mut path[row + 1 - window..][..LANES];
            for i in 0..LANES {
                let value = ratio(cross[i], square[i]);
                best[i] = if value > best[i] { value } else { best[i] };
            }
        }
    }
    path.truncate(dates);
    path
}
}

#[inline(always)]
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
            let forward = forward(&differences, &variance, window);
            let double = double(&differences, &variance, window);
            prop_assert_eq!(double.len(), differences.len() + 1 - window);
            prop_assert_eq!(forward.len(), double.len());
            for (i, (first, best)) in forward.iter().zip(&double).enumerate() {
                let end = i + window;
                let slow = (0..=i).map(|start| of(start, end)).fold(f64::NEG_INFINITY, f64::max);
                prop_assert!((first - of(0, end)).abs() < 1e-9 * (1.0 + first.abs()));
                prop_assert!((best - slow).abs() < 1e-9 * (1.0 + slow.abs()));
            }
        }
    }

    #[test]
    fn a_level_that_never_leaves_the_first_has_no_statistic() {
        let (forward, double) = (forward(&[0.0; 10], &[1.0; 10], 4), double(&[0.0; 10], &[1.0; 10], 4));
        assert!(forward.iter().chain(&double).all(|x| *x == f64::NEG_INFINITY));
    }
}
