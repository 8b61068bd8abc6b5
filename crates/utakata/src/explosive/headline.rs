//! SADF and GSADF at lag 0 as bare numbers, for simulations that need nothing else.

use super::signed_root;
use crate::moments::{Columns, Goal, Lengths, sweep};

/// SADF at lag 0 over windows of at least `window` regression rows, in one pass; −∞ when every window is degenerate.
pub(crate) fn sadf(values: &[f64], window: usize) -> f64 {
    // Means and centred products of the lagged level x and the difference d, updated row by row.
    let (mut mean_x, mut mean_d) = (0.0, 0.0);
    let (mut xx, mut xd, mut dd) = (0.0, 0.0, 0.0);
    let mut best = f64::NEG_INFINITY;
    for (row, pair) in values.windows(2).enumerate() {
        let count = (row + 1) as f64;
        let (from_x, from_d) = (pair[0] - values[0] - mean_x, pair[1] - pair[0] - mean_d);
        let weight = row as f64 / count;
        mean_x += from_x / count;
        mean_d += from_d / count;
        xx += weight * from_x * from_x;
        xd += weight * from_x * from_d;
        dd += weight * from_d * from_d;
        if row + 1 >= window {
            let left = xx * dd - xd * xd;
            if left > 1e-12 * xx * dd {
                best = best.max(xd * ((count - 2.0) / left).sqrt());
            }
        }
    }
    best
}

/// GSADF at lag 0 over windows of at least `window` regression rows; −∞ when every window is degenerate.
pub(crate) fn gsadf(values: &[f64], window: usize) -> f64 {
    let columns = Columns::new(values, 0);
    let mut best = f64::NEG_INFINITY;
    let lengths = Lengths::new(columns.rows(), 0);
    sweep(Goal::Suprema, &columns, window, &lengths, |_, end| best = best.max(end.best));
    signed_root(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dgp::{PeriodicBubble, Process, RandomWalk};
    use crate::explosive::{Layout, recursive};
    use crate::random::{Normal, Stream};

    #[test]
    fn the_bare_numbers_are_those_of_the_full_computation() {
        let normal = Normal::new();
        let far = RandomWalk { start: 1e6, ..RandomWalk::default() };
        for (i, process) in [&PeriodicBubble::psy1() as &dyn Process, &far].into_iter().enumerate() {
            let values = process.path(150, &normal, &mut Stream::new(51, i as u64));
            let full = recursive(&values, &Layout::new(150, 0, 22).unwrap()).unwrap();
            assert!((sadf(&values, 22) - full.sadf.unwrap()).abs() < 1e-9);
            assert!((gsadf(&values, 22) - full.gsadf).abs() < 1e-12);
        }
        assert_eq!(sadf(&[3.0; 40], 10), f64::NEG_INFINITY);
    }
}
