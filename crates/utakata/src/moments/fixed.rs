//! One window at a time, each with sums of its own: for windows of one length there is nothing to share.

use std::ops::Range;

use super::FLOOR;
use super::window::{add_row, square_t};
use super::{Columns, MOST_COLUMNS};

/// `t·|t|` of the window of these regression `rows`, as [`super::sweep`] judges it: −∞ where it is degenerate.
pub(crate) fn one_window(columns: &Columns, rows: Range<usize>) -> f64 {
    match columns.lag() {
        0 => key::<2, 5>(columns, 2, rows),
        1 => key::<3, 9>(columns, 3, rows),
        2 => key::<4, 14>(columns, 4, rows),
        3 => key::<5, 20>(columns, 5, rows),
        4 => key::<6, 27>(columns, 6, rows),
        lag => key::<MOST_COLUMNS, 560>(columns, lag + 2, rows),
    }
}

fn key<const K: usize, const M: usize>(columns: &Columns, k: usize, rows: Range<usize>) -> f64 {
    let mut column: [&[f64]; K] = [&[]; K];
    let mut reference = [0.0; K];
    for (c, (column, reference)) in column.iter_mut().zip(&mut reference).enumerate().take(k) {
        *column = &columns.column(c)[rows.clone()];
        *reference = column.last().copied().unwrap_or_default();
    }
    let mut sums = [0.0; M];
    for row in 0..rows.len() {
        add_row::<K, M>(k, &column, &reference, row, &mut sums);
    }
    let freedom = rows.len() as f64 - k as f64;
    let t = square_t::<K, M>(k, &mut sums, 1.0 / rows.len() as f64, freedom);
    if t.margin > FLOOR { t.numerator / t.denominator } else { f64::NEG_INFINITY }
}
