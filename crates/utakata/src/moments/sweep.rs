//! The sweep over all windows of a series: the inner loop of every recursive statistic.
//!
//! Up to [`BLOCK`] consecutive end rows are worked on together. For each start row, going backwards, a window's
//! cross-products are one running sum shared by the block (rows up to the latest admissible start) plus a constant
//! per end (the rows after it); the loop over ends is what the compiler turns into vector instructions. Every value
//! is taken relative to the row of the first end, which lies in all windows of the block, so nothing but the window
//! itself enters its sums: the condition number of the shifted-data formula is then at most `√(1 + L)` for a window
//! of `L` rows, whatever the level or the history of the series. There is no fused multiply-add and no reordering,
//! so every instruction set gives the same bits.

// The kernel must be inlined into each instruction-set version to be compiled for it, and indexed loops over fixed
// arrays (half-open: an inclusive range hides its end) are what the vectoriser recognises.
#![allow(
    clippy::inline_always,
    clippy::needless_range_loop,
    clippy::range_plus_one,
    clippy::too_many_arguments
)]

use multiversion::multiversion;

use super::Columns;

/// Most ends worked on together.
const BLOCK: usize = 64;

/// Most lagged differences.
pub(crate) const MOST_LAGS: usize = 30;
const MOST_COLUMNS: usize = MOST_LAGS + 2;

/// Share of a diagonal element below which a pivot counts as zero: the column is constant in the window, or a
/// combination of the others, to working precision.
const TOLERANCE: f64 = 1e-11;

/// What the sweep found for one end row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct EndResult {
    /// `t·|t|` of the window from row 0; −∞ where that regression is degenerate.
    pub(crate) first: f64,
    /// Largest `t·|t|` over window starts; −∞ where all are degenerate.
    pub(crate) best: f64,
    /// The start row that attains it.
    pub(crate) best_start: usize,
    /// Whether some window with this end was degenerate (and left out of `best`).
    pub(crate) degenerate: bool,
}

/// Reciprocal lengths and degrees of freedom, indexed by window length.
#[derive(Debug, Clone)]
pub(crate) struct Lengths {
    reciprocal: Vec<f64>,
    freedom: Vec<f64>,
}

impl Lengths {
    /// Tables for windows of up to `rows` rows and `lag` lagged differences.
    pub(crate) fn new(rows: usize, lag: usize) -> Self {
        let lengths = 0..=rows + BLOCK;
        Self {
            reciprocal: lengths.clone().map(|l| 1.0 / l.max(1) as f64).collect(),
            freedom: lengths.map(|l| l as f64 - 2.0 - lag as f64).collect(),
        }
    }
}

/// Sweeps all ends `window − 1 …` of `columns`, calling `each(end_row, result)` in order.
///
/// Windows have at least `window > lag + 2` rows; `lengths` are the tables for these columns.
pub(crate) fn sweep(
    columns: &Columns,
    window: usize,
    lengths: &Lengths,
    mut each: impl FnMut(usize, EndResult),
) {
    let rows = columns.rows();
    // All windows of a block share the first end's row, so a block is no longer than the smallest window.
    let size = if window < 8 { window } else { window.min(BLOCK) / 8 * 8 };
    let mut end = window - 1;
    while end < rows {
        let block = Block { columns, lengths, end, window, size };
        let mut found = Found::new();
        run(&block, &mut found);
        for e in 0..size.min(rows - end) {
            each(end + e, found.result(e));
        }
        end += size;
    }
}

/// Best statistics of the ends of a block.
#[derive(Debug, Clone)]
struct Found {
    first: [f64; BLOCK],
    best: [f64; BLOCK],
    start: [f64; BLOCK],
    least_margin: [f64; BLOCK],
}

impl Found {
    fn new() -> Self {
        Self {
            first: [f64::NEG_INFINITY; BLOCK],
            best: [f64::NEG_INFINITY; BLOCK],
            start: [0.0; BLOCK],
            least_margin: [f64::INFINITY; BLOCK],
        }
    }

    fn result(&self, e: usize) -> EndResult {
        EndResult {
            first: self.first[e],
            best: self.best[e],
            best_start: self.start[e] as usize,
            degenerate: self.least_margin[e] <= 0.0,
        }
    }
}

/// `size` consecutive ends beginning at row `end`.
struct Block<'a> {
    columns: &'a Columns,
    lengths: &'a Lengths,
    end: usize,
    window: usize,
    size: usize,
}

#[multiversion(targets(
    "x86_64+avx512f+avx512dq+avx512vl+avx512bw+avx512cd+avx2+bmi1+bmi2",
    "x86_64+avx2+bmi1+bmi2",
    "aarch64+neon"
))]
fn run(block: &Block<'_>, found: &mut Found) {
    // The number of columns is a constant in each arm, so the loops over columns unroll into registers.
    match block.columns.lag() {
        0 => block.sweep::<2, 5>(2, found),
        1 => block.sweep::<3, 9>(3, found),
        2 => block.sweep::<4, 14>(4, found),
        3 => block.sweep::<5, 20>(5, found),
        4 => block.sweep::<6, 27>(6, found),
        5 => block.sweep::<7, 35>(7, found),
        6 => block.sweep::<8, 44>(8, found),
        7 => block.sweep::<9, 54>(9, found),
        8 => block.sweep::<10, 65>(10, found),
        lag => block.sweep::<MOST_COLUMNS, 560>(lag + 2, found),
    }
}

/// Position of the product of columns `i ≥ j` among the moments: `k` sums come first, then the lower triangle.
#[inline(always)]
fn product(k: usize, i: usize, j: usize) -> usize {
    k + i * (i + 1) / 2 + j
}

impl Block<'_> {
    /// Sweeps the block; `k ≤ K` columns have `M = K + K(K + 1)/2` moments at most.
    #[inline(always)]
    fn sweep<const K: usize, const M: usize>(&self, k: usize, found: &mut Found) {
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

        let mut shared = [0.0; M];
        for start in (1..=latest).rev() {
            add_row::<K, M>(k, &columns, &reference, start, &mut shared);
            let from = (start + self.window - 1).saturating_sub(self.end);
            self.update::<K, M>(
                k,
                start,
                from,
                &shared,
                &own,
                &mut found.best,
                &mut found.start,
                &mut found.least_margin,
            );
        }
        add_row::<K, M>(k, &columns, &reference, 0, &mut shared);
        let from = (self.window - 1).saturating_sub(self.end);
        let mut start = [0.0; BLOCK];
        self.update::<K, M>(k, 0, from, &shared, &own, &mut found.first, &mut start, &mut found.least_margin);
        for e in 0..self.size {
            if found.first[e] > found.best[e] {
                (found.best[e], found.start[e]) = (found.first[e], 0.0);
            }
        }
    }

    /// Takes the windows from `start` to the ends `from ..` of the block into account.
    #[inline(always)]
    fn update<const K: usize, const M: usize>(
        &self,
        k: usize,
        start: usize,
        from: usize,
        shared: &[f64; M],
        own: &[[f64; BLOCK]; M],
        best: &mut [f64; BLOCK],
        best_start: &mut [f64; BLOCK],
        least_margin: &mut [f64; BLOCK],
    ) {
        let length = self.end + 1 - start;
        let reciprocal = &self.lengths.reciprocal[length..length + BLOCK];
        let freedom = &self.lengths.freedom[length..length + BLOCK];
        let start = start as f64;
        let size = self.size.min(BLOCK);
        for e in from..size {
            let mut s = [0.0; M];
            for m in 0..M {
                s[m] = shared[m] + own[m][e];
            }
            let (key, margin) = signed_square_t::<K, M>(k, &mut s, reciprocal[e], freedom[e]);
            let better = key > best[e];
            best_start[e] = if better { start } else { best_start[e] };
            best[e] = if better { key } else { best[e] };
            least_margin[e] = if margin < least_margin[e] { margin } else { least_margin[e] };
        }
    }
}

#[inline(always)]
fn add_row<const K: usize, const M: usize>(
    k: usize,
    columns: &[&[f64]; K],
    reference: &[f64; K],
    row: usize,
    moments: &mut [f64; M],
) {
    let mut value = [0.0; K];
    for c in 0..k {
        value[c] = columns[c][row] - reference[c];
        moments[c] += value[c];
    }
    for i in 0..k {
        for j in 0..i + 1 {
            moments[product(k, i, j)] += value[i] * value[j];
        }
    }
}

/// `t·|t|` of a window from its moments (−∞ where degenerate), and the margin by which the smallest pivot exceeds
/// the tolerance.
#[inline(always)]
fn signed_square_t<const K: usize, const M: usize>(
    k: usize,
    s: &mut [f64; M],
    reciprocal: f64,
    freedom: f64,
) -> (f64, f64) {
    // Centre: this is partialling out the constant.
    for i in 0..k {
        let mean = s[i] * reciprocal;
        for j in 0..i + 1 {
            s[product(k, i, j)] -= mean * s[j];
        }
    }
    // Partial out the lagged differences, one pivot after the other.
    let (level, response) = (k - 2, k - 1);
    let mut diagonal = [0.0; K];
    for p in 0..k {
        diagonal[p] = s[product(k, p, p)];
    }
    let mut margin = f64::INFINITY;
    for p in 0..level {
        let pivot = s[product(k, p, p)];
        margin = smaller(pivot - TOLERANCE * diagonal[p], margin);
        let inverse = 1.0 / pivot;
        for i in p + 1..k {
            let factor = s[product(k, i, p)] * inverse;
            for j in p + 1..i + 1 {
                s[product(k, i, j)] -= factor * s[product(k, j, p)];
            }
        }
    }
    let sxx = s[product(k, level, level)];
    let sxd = s[product(k, response, level)];
    let sdd = s[product(k, response, response)];
    if k > 2 {
        margin = smaller(sxx - TOLERANCE * diagonal[level], margin);
        margin = smaller(sdd - TOLERANCE * diagonal[response], margin);
    }
    let both = sxx * sdd;
    let rest = both - sxd * sxd;
    margin = smaller(rest - TOLERANCE * both, margin);
    let key = sxd * sxd.abs() * freedom / rest;
    (if margin > 0.0 { key } else { f64::NEG_INFINITY }, margin)
}

/// The smaller of two numbers; `b` where `a` is not a number.
#[inline(always)]
fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Normal, Stream};

    /// The same source compiled for the baseline instruction set.
    fn run_baseline(block: &Block<'_>, found: &mut Found) {
        match block.columns.lag() {
            0 => block.sweep::<2, 5>(2, found),
            1 => block.sweep::<3, 9>(3, found),
            _ => block.sweep::<6, 27>(6, found),
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
                run(&block, &mut here);
                run_baseline(&block, &mut baseline);
                for e in 0..size {
                    let bits =
                        |f: &Found| [f.first[e], f.best[e], f.start[e], f.least_margin[e]].map(f64::to_bits);
                    assert_eq!(bits(&here), bits(&baseline), "lag {lag} end {end} + {e}");
                }
            }
        }
    }
}
