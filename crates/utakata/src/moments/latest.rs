//! All windows with one end: what a new observation adds.
//!
//! The sums run backward from the end, centred at its row as in the sweep; vectors lie across starts.

// See block.rs.
#![allow(clippy::inline_always, clippy::needless_range_loop)]

use crate::instruction_sets::each_instruction_set;

use super::FLOOR;
use super::sweep::EndResult;
use super::window::{add_row, square_t};
use super::{Columns, Lengths, MOST_COLUMNS};

/// Starts worked on together.
const STARTS: usize = 32;

each_instruction_set! {
/// `t·|t|` of windows that end at the last row of `columns`, as [`super::sweep`] finds for that end.
pub(crate) fn latest(columns: &Columns, window: usize, lengths: &Lengths) -> EndResult {
    match columns.lag() {
        0 => ending_last::<2, 5>(columns, 2, window, lengths),
        1 => ending_last::<3, 9>(columns, 3, window, lengths),
        2 => ending_last::<4, 14>(columns, 4, window, lengths),
        3 => ending_last::<5, 20>(columns, 5, window, lengths),
        4 => ending_last::<6, 27>(columns, 6, window, lengths),
        5 => ending_last::<7, 35>(columns, 7, window, lengths),
        6 => ending_last::<8, 44>(columns, 8, window, lengths),
        lag => many_lags(columns, lag + 2, window, lengths),
    }
}
}

#[inline(never)]
fn many_lags(columns: &Columns, k: usize, window: usize, lengths: &Lengths) -> EndResult {
    ending_last::<MOST_COLUMNS, 560>(columns, k, window, lengths)
}

#[inline(always)]
fn ending_last<const K: usize, const M: usize>(
    columns: &Columns,
    k: usize,
    window: usize,
    lengths: &Lengths,
) -> EndResult {
    let end = columns.rows() - 1;
    let mut column: [&[f64]; K] = [&[]; K];
    let mut reference = [0.0; K];
    for c in 0..k {
        column[c] = &columns.column(c)[..=end];
        reference[c] = column[c][end];
    }
    let mut sums = [0.0; M];
    let last = end + 1 - window;
    for row in (last + 1..=end).rev() {
        add_row::<K, M>(k, &column, &reference, row, &mut sums);
    }
    let mut moments = [[0.0; STARTS]; M];
    let mut found =
        EndResult { first: f64::NEG_INFINITY, best: f64::NEG_INFINITY, best_start: 0, degenerate: false };
    let mut start = last + 1; // starts below it remain
    while start > 0 {
        let count = start.min(STARTS);
        for lane in 0..count {
            add_row::<K, M>(k, &column, &reference, start - 1 - lane, &mut sums);
            for m in 0..M {
                moments[m][lane] = sums[m];
            }
        }
        let mut numerator = [0.0; STARTS];
        let mut denominator = [0.0; STARTS];
        let mut margin = [0.0; STARTS];
        statistics::<K, M>(
            k,
            end + 2 - start,
            lengths,
            &moments,
            &mut numerator,
            &mut denominator,
            &mut margin,
        );
        for lane in 0..count {
            let key =
                if margin[lane] > FLOOR { numerator[lane] / denominator[lane] } else { f64::NEG_INFINITY };
            found.degenerate |= key == f64::NEG_INFINITY;
            if key > found.best {
                (found.best, found.best_start) = (key, start - 1 - lane);
            }
            found.first = key;
        }
        start -= count;
    }
    found
}

/// Statistics of windows of `length`, `length + 1`, … rows.
#[inline(always)]
fn statistics<const K: usize, const M: usize>(
    k: usize,
    length: usize,
    lengths: &Lengths,
    moments: &[[f64; STARTS]; M],
    numerator: &mut [f64; STARTS],
    denominator: &mut [f64; STARTS],
    margin: &mut [f64; STARTS],
) {
    let reciprocal: &[f64; STARTS] = lengths.reciprocal(length);
    let freedom: &[f64; STARTS] = lengths.freedom(length);
    for lane in 0..STARTS {
        let mut s = [0.0; M];
        for m in 0..M {
            s[m] = moments[m][lane];
        }
        let t = square_t::<K, M>(k, &mut s, reciprocal[lane], freedom[lane]);
        numerator[lane] = t.numerator;
        denominator[lane] = t.denominator;
        margin[lane] = t.margin;
    }
}
