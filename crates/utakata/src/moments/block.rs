//! The exhaustive kernel: every window of a block of ends, with any number of lagged differences.
//!
//! Up to [`BLOCK`] consecutive end rows are worked on together. For each start row, going backwards, a window's
//! cross-products are one running sum shared by the block (rows up to the latest admissible start) plus a constant
//! per end (the rows after it); the loop over ends is what the compiler turns into vector instructions. Every value
//! is taken relative to the row of the first end, which lies in all windows of the block, so nothing but the window
//! itself enters its sums: the condition number of the shifted-data formula is then at most `√(1 + L)` for a window
//! of `L` rows, whatever the level or the history of the series. There is no fused multiply-add and no reordering,
//! so every instruction set gives the same bits.

// The kernel must be inlined into each instruction-set version to be compiled for it. Loops without branches, over
// half-open ranges (an inclusive range hides its end) and fixed arrays are what the vectoriser recognises.
#![allow(
    clippy::inline_always,
    clippy::needless_bitwise_bool,
    clippy::needless_range_loop,
    clippy::range_plus_one,
    clippy::too_many_arguments
)]

use crate::instruction_sets::each_instruction_set;

use super::found::{BLOCK, FLOOR, Found, Largest};
use super::lengths::Lengths;
use super::window::{add_row, smaller, square_t};
use super::{Columns, MOST_COLUMNS};

/// `size` consecutive ends beginning at row `end`.
pub(super) struct Block<'a> {
    pub(super) columns: &'a Columns,
    pub(super) lengths: &'a Lengths,
    pub(super) end: usize,
    pub(super) window: usize,
    pub(super) size: usize,
}

each_instruction_set! {
pub(super) fn run<const DETAIL: bool>(block: &Block<'_>, found: &mut Found) {
    // The number of columns is a constant in each arm, so the loops over columns unroll into registers.
    match block.columns.lag() {
        0 => block.sweep::<2, 5, 4, DETAIL>(2, found),
        1 => block.sweep::<3, 9, 1, DETAIL>(3, found),
        2 => block.sweep::<4, 14, 1, DETAIL>(4, found),
        3 => block.sweep::<5, 20, 1, DETAIL>(5, found),
        4 => block.sweep::<6, 27, 1, DETAIL>(6, found),
        5 => block.sweep::<7, 35, 1, DETAIL>(7, found),
        6 => block.sweep::<8, 44, 1, DETAIL>(8, found),
        7 => block.sweep::<9, 54, 1, DETAIL>(9, found),
        8 => block.sweep::<10, 65, 1, DETAIL>(10, found),
        _ => run_many_lags::<DETAIL>(block, found),
    }
}
}

/// More lags than there are registers for, apart because its moments need a large stack frame.
#[inline(never)]
fn run_many_lags<const DETAIL: bool>(block: &Block<'_>, found: &mut Found) {
    block.sweep::<MOST_COLUMNS, 560, 1, DETAIL>(block.columns.lag() + 2, found);
}

impl Block<'_> {
    /// Sweeps the block, `S` starts at a time; `k ≤ K` columns have `M = K + K(K + 1)/2` moments at most.
    #[inline(always)]
    fn sweep<const K: usize, const M: usize, const S: usize, const DETAIL: bool>(
        &self,
        k: usize,
        found: &mut Found,
    ) {
        let rows = self.columns.rows();
        let mut columns: [&[f64]; K] = [&[]; K];
        let mut reference = [0.0; K];
        for c in 0..k {
            columns[c] = self.columns.column(c);
            reference[c] = columns[c][self.end];
        }

        // Starts up to `all` are admissible for every end, those up to `latest` for some.
        let all = self.end + 1 - self.window;
        let latest = all + self.size - 1;
        let mut own = [[0.0; BLOCK]; M];
        let mut sums = [0.0; M];
        for row in latest + 1..=self.end {
            add_row::<K, M>(k, &columns, &reference, row, &mut sums);
        }
        for e in 0..self.size {
            if e > 0 && self.end + e < rows {
                add_row::<K, M>(k, &columns, &reference, self.end + e, &mut sums);
            }
            for m in 0..M {
                own[m][e] = sums[m];
            }
        }

        let mut sums = [0.0; M];
        let mut next = |start: usize| {
            add_row::<K, M>(k, &columns, &reference, start, &mut sums);
            sums
        };
        let Found { first, later, least_margin } = found;
        let mut start = latest;
        while start > all {
            // The first `start − all` windows are too short. The loop begins at a multiple of eight all the same, so
            // that whole vectors are worked on, and leaves them out one by one.
            self.update::<K, M, 1, DETAIL>(k, start, start - all, &[next(start)], &own, later, least_margin);
            start -= 1;
        }
        while start >= S {
            let mut shared = [[0.0; M]; S];
            for (s, sums) in shared.iter_mut().enumerate() {
                *sums = next(start - s);
            }
            self.update::<K, M, S, DETAIL>(k, start, 0, &shared, &own, later, least_margin);
            start -= S;
        }
        while start > 0 {
            self.update::<K, M, 1, DETAIL>(k, start, 0, &[next(start)], &own, later, least_margin);
            start -= 1;
        }
        self.update::<K, M, 1, DETAIL>(k, 0, 0, &[next(0)], &own, first, least_margin);
    }

    /// Takes the windows from `start`, `start − 1`, … (`S` of them) to the ends `from ..` of the block into account.
    /// Several starts share one load and store of what is largest so far.
    #[inline(always)]
    fn update<const K: usize, const M: usize, const S: usize, const DETAIL: bool>(
        &self,
        k: usize,
        start: usize,
        from: usize,
        shared: &[[f64; M]; S],
        own: &[[f64; BLOCK]; M],
        largest: &mut Largest,
        least_margin: &mut [f64; BLOCK],
    ) {
        let length = self.end + 1 - start;
        let reciprocal: [&[f64; BLOCK]; S] = std::array::from_fn(|s| self.lengths.reciprocal(length + s));
        let freedom: [&[f64; BLOCK]; S] = std::array::from_fn(|s| self.lengths.freedom(length + s));
        let size = self.size.min(BLOCK);
        for e in from / 8 * 8..size {
            let admissible = e >= from;
            let (mut numerator, mut denominator) = (largest.numerator[e], largest.denominator[e]);
            let (mut best_start, mut margin) = (largest.start[e], least_margin[e]);
            for s in 0..S {
                let mut moments = [0.0; M];
                for m in 0..M {
                    moments[m] = shared[s][m] + own[m][e];
                }
                let t = square_t::<K, M>(k, &mut moments, reciprocal[s][e], freedom[s][e]);
                let larger = t.numerator * denominator > numerator * t.denominator;
                let better = admissible & (t.margin > FLOOR) & larger;
                numerator = if better { t.numerator } else { numerator };
                denominator = if better { t.denominator } else { denominator };
                if DETAIL {
                    best_start = if better { start as f64 - s as f64 } else { best_start };
                    margin = smaller(if admissible { t.margin } else { f64::INFINITY }, margin);
                }
            }
            (largest.numerator[e], largest.denominator[e]) = (numerator, denominator);
            if DETAIL {
                (largest.start[e], least_margin[e]) = (best_start, margin);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Normal, Stream};

    /// The same source compiled for the baseline instruction set.
    fn run_baseline(block: &Block<'_>, found: &mut Found) {
        match block.columns.lag() {
            0 => block.sweep::<2, 5, 4, true>(2, found),
            1 => block.sweep::<3, 9, 1, true>(3, found),
            _ => block.sweep::<6, 27, 1, true>(6, found),
        }
    }

    #[test]
    fn instruction_sets_agree_bit_for_bit() {
        let (normal, mut stream) = (Normal::new(), Stream::new(8, 0));
        let mut level = 0.0;
        let values: Vec<f64> = (0..300)
            .map(|_| {
                level += normal.sample(&mut stream);
                level
            })
            .collect();
        for lag in [0, 1, 4] {
            let columns = Columns::new(&values, lag);
            let lengths = Lengths::new(columns.rows(), lag);
            for (end, size) in [(39, 40), (79, 40), (239, 33), (270, 7)] {
                let block = Block { columns: &columns, lengths: &lengths, end, window: 40, size };
                let (mut here, mut baseline) = (Found::new(), Found::new());
                run::<true>(&block, &mut here);
                run_baseline(&block, &mut baseline);
                for e in 0..size {
                    let bits = |f: &Found| {
                        [f.first.at(e), f.later.at(e), f.later.start[e], f.least_margin[e]].map(f64::to_bits)
                    };
                    assert_eq!(bits(&here), bits(&baseline), "lag {lag} end {end} + {e}");
                }
            }
        }
    }
}
