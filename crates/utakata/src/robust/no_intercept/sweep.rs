//! The sweep over all windows: `t·|t|` of the regression without constant in constant time per window.
//!
//! As in [`crate::moments`], up to [`BLOCK`] consecutive end rows are worked on together: for each start row, going
//! backwards, a window's sums are one running sum shared by the block (rows up to the first end) plus a constant per
//! end (the rows after it). Nothing is subtracted from the sums, and the two that could dwarf each other are sums of
//! squares of the window's own rows, so no other part of the series can cost a window its digits. There is no fused
//! multiply-add and no reordering: every instruction set gives the same bits.

// Loops without branches over half-open ranges and fixed arrays are what the vectoriser recognises; the kernel must
// be inlined into each instruction-set version to be compiled for it.
#![allow(
    clippy::inline_always,
    clippy::needless_bitwise_bool,
    clippy::needless_range_loop,
    clippy::range_plus_one
)]

use crate::instruction_sets::each_instruction_set;

use crate::moments::{BLOCK, EndResult, FLOOR, Found, Largest, power_of_two_scale};

/// Share of `Σx²·Σd²` below which the residual sum of squares times `Σx²` counts as zero; [`FLOOR`] is its
/// absolute counterpart.
const TOLERANCE: f64 = 1e-11;
/// `0, 1, …` as numbers.
const LANE: [f64; BLOCK] = {
    let mut lane = [0.0; BLOCK];
    let mut e = 0;
    while e < BLOCK {
        lane[e] = e as f64;
        e += 1;
    }
    lane
};

/// Regression rows `x = y_{t−1} − y_1` and `d = Δy_t` of one series, scaled by a power of two.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    pub(super) level: Vec<f64>,
    pub(super) step: Vec<f64>,
}

impl Rows {
    /// The rows of `values` (finite, at least two of them).
    pub(crate) fn new(values: &[f64]) -> Self {
        let mut rows = Self::default();
        rows.refill(values);
        rows
    }

    /// The same for another series, reusing the memory.
    pub(crate) fn refill(&mut self, values: &[f64]) {
        let scale = power_of_two_scale(values);
        let origin = values.first().map_or(0.0, |y| y * scale);
        self.level.clear();
        self.level.extend(values.iter().take(values.len().saturating_sub(1)).map(|y| y * scale - origin));
        self.step.clear();
        self.step.extend(values.windows(2).map(|w| w[1] * scale - w[0] * scale));
    }
}

/// Sweeps all ends `window − 1 …` of `rows`, calling `each(end_row, result)` in order.
///
/// Without `DETAIL` only the statistics are found: `best_start` and `degenerate` of the results mean nothing.
pub(crate) fn sweep<const DETAIL: bool>(rows: &Rows, window: usize, mut each: impl FnMut(usize, EndResult)) {
    let count = rows.step.len();
    // All windows of a block share the first end's row, so a block is no longer than the smallest window.
    let size = if window < 8 { window } else { window.min(BLOCK) / 8 * 8 };
    let mut end = window - 1;
    while end < count {
        let mut found = Found::new();
        run::<DETAIL>(&Block { rows, end, window, size }, &mut found);
        for e in 0..size.min(count - end) {
            each(end + e, found.result(e));
        }
        end += size;
    }
}

/// Sums over rows of `x²`, `x·d` and `d²`.
type Sums = [f64; 3];

/// `size` consecutive ends beginning at row `end`.
struct Block<'a> {
    rows: &'a Rows,
    end: usize,
    window: usize,
    size: usize,
}

each_instruction_set! {
fn run<const DETAIL: bool>(block: &Block<'_>, found: &mut Found) {
    block.sweep::<DETAIL>(found);
}
}

impl Block<'_> {
    #[inline(always)]
    fn sweep<const DETAIL: bool>(&self, found: &mut Found) {
        let (level, step) = (&self.rows.level, &self.rows.step);
        let add = |row: usize, sums: &mut Sums| {
            sums[0] += level[row] * level[row];
            sums[1] += level[row] * step[row];
            sums[2] += step[row] * step[row];
        };
        // Starts up to `all` are admissible for every end, those up to `latest` for some.
        let all = self.end + 1 - self.window;
        let latest = all + self.size - 1;
        let mut own = [[0.0; BLOCK]; 3];
        let mut sums: Sums = [0.0; 3];
        for row in latest + 1..self.end + 1 {
            add(row, &mut sums);
        }
        for e in 0..self.size {
            if e > 0 && self.end + e < step.len() {
                add(self.end + e, &mut sums);
            }
            for m in 0..3 {
                own[m][e] = sums[m];
            }
        }

        let mut sums: Sums = [0.0; 3];
        let mut next = |start: usize| {
            add(start, &mut sums);
            sums
        };
        let Found { first, later, least_margin } = found;
        let mut start = latest;
        while start > all {
            self.update::<1, DETAIL>(start, start - all, &[next(start)], &own, later, least_margin);
            start -= 1;
        }
        while start >= 4 {
            let mut shared = [[0.0; 3]; 4];
            for (s, sums) in shared.iter_mut().enumerate() {
                *sums = next(start - s);
            }
            self.update::<4, DETAIL>(start, 0, &shared, &own, later, least_margin);
            start -= 4;
        }
        while start > 0 {
            self.update::<1, DETAIL>(start, 0, &[next(start)], &own, later, least_margin);
            start -= 1;
        }
        self.update::<1, DETAIL>(0, 0, &[next(0)], &own, first, least_margin);
    }

    /// Takes the windows from `start`, `start − 1`, … (`S` of them) to the ends `from ..` of the block into account.
    #[inline(always)]
    fn update<const S: usize, const DETAIL: bool>(
        &self,
        start: usize,
        from: usize,
        shared: &[Sums; S],
        own: &[[f64; BLOCK]; 3],
        largest: &mut Largest,
        least_margin: &mut [f64; BLOCK],
    ) {
        let freedom = (self.end - start) as f64;
        let size = self.size.min(BLOCK);
        for e in from / 8 * 8..size {
            let admissible = e >= from;
            let (mut numerator, mut denominator) = (largest.numerator[e], largest.denominator[e]);
            let (mut best_start, mut margin) = (largest.start[e], least_margin[e]);
            for s in 0..S {
                let xx = shared[s][0] + own[0][e];
                let xd = shared[s][1] + own[1][e];
                let dd = shared[s][2] + own[2][e];
                let both = xx * dd;
                let rest = both - xd * xd;
                let excess = rest - TOLERANCE * both;
                let above = xd * xd.abs() * (freedom + s as f64 + LANE[e]);
                let better = admissible & (excess > FLOOR) & (above * denominator > numerator * rest);
                numerator = if better { above } else { numerator };
                denominator = if better { rest } else { denominator };
                if DETAIL {
                    best_start = if better { start as f64 - s as f64 } else { best_start };
                    let seen = if admissible { excess } else { f64::INFINITY };
                    margin = if seen < margin { seen } else { margin };
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

    #[test]
    fn instruction_sets_agree_bit_for_bit() {
        let (normal, mut stream) = (Normal::new(), Stream::new(8, 1));
        let mut level = 0.0;
        let values: Vec<f64> = (0..300)
            .map(|_| {
                level += normal.sample(&mut stream);
                level
            })
            .collect();
        let rows = Rows::new(&values);
        for (end, size) in [(39, 40), (79, 40), (239, 33), (270, 7)] {
            let block = Block { rows: &rows, end, window: 40, size };
            let (mut here, mut baseline) = (Found::new(), Found::new());
            run::<true>(&block, &mut here);
            block.sweep::<true>(&mut baseline);
            for e in 0..size {
                let bits = |f: &Found| {
                    [f.first.at(e), f.later.at(e), f.later.start[e], f.least_margin[e]].map(f64::to_bits)
                };
                assert_eq!(bits(&here), bits(&baseline), "end {end} + {e}");
            }
        }
    }
}
