//! The sweep without lagged differences, where most windows can be ruled out without computing their statistic.
//!
//! As in the exhaustive kernel, a block of consecutive end rows is worked on together, everything is taken relative
//! to the row of the first end, and a window's sums are a part shared by the block plus a constant per end. With `u`
//! the level before the window's first difference, `e` the one after its last, `x̄` the mean level, `Δ` the
//! differences:
//!
//! * the differences telescope, so `ΣΔ = e − u` and `2·Σ x_{t−1}Δ_t = e² − u² − ΣΔ²` need no sums of their own;
//! * the sums of squares `Sxx` of the level and `Sdd` of the differences, both about their means, only grow when a
//!   window grows. With `t² = f·q²/(4·Sxx·Sdd − q²)`, `q = −2·Sxd`, a window longer than one with known `Sxx·Sdd` and
//!   shorter than another can therefore exceed a value already attained only if `q` lies below a limit that is
//!   constant between the two, and `q` costs a quarter of the statistic.
//!
//! So the statistic is computed at a few starts, more and more of them apart as windows lengthen; then `q` alone
//! everywhere, in groups of [`GROUP`] starts by eight ends, and the statistic again where some `q` in a group is below
//! its limit. The limits are slackened by 10⁻⁹, far more than rounding: nothing that matters is left out.
//!
//! Ruling out needs sums of squares that are not all rounding, so a block is worked on only when every window in it
//! is clearly not degenerate; `Block::clear` decides from the shortest ones.

// See block.rs.
#![allow(
    clippy::inline_always,
    clippy::needless_bitwise_bool,
    clippy::needless_range_loop,
    clippy::neg_cmp_op_on_partial_ord
)]

use multiversion::multiversion;

use super::Columns;
use super::block::BLOCK;
use super::lengths::{Lengths, part};
use super::sweep::EndResult;

/// Ends in one vector.
const LANES: usize = 8;
/// Starts examined between two looks at the limit.
const GROUP: usize = 8;
/// Most starts between two for which the statistic is computed in advance.
const STRIDE: usize = 64;
/// Relative slack of the limits.
const SLACK: f64 = 1e-9;
/// Least share of the response's sum of squares that the residuals of a window must have for its block to be clear:
/// a thousand times what degenerate windows are judged by.
const CLEAR: f64 = 1e-8;
/// Least product of sums of squares of a clear window.
const LEAST: f64 = 1e-140;

type Lanes = [f64; LANES];

/// One value per lane. A macro because a closure's captures hide the arrays from the vectoriser.
macro_rules! lanes {
    ($i:ident => $value:expr) => {{
        let mut lanes = [0.0; LANES];
        for $i in 0..LANES {
            lanes[$i] = $value;
        }
        lanes
    }};
}

/// What eight ends add to the shared sums: of rows after the latest start's.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Own {
    level: Lanes,
    /// Twice the squared levels, as `difference2` of the differences.
    level2: Lanes,
    difference2: Lanes,
    /// `ΣΔ² − e²`.
    bent: Lanes,
    /// The level after the last difference.
    after: Lanes,
}

/// Largest `t·|t|` of eight ends, as numerator over denominator.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Largest {
    numerator: Lanes,
    denominator: Lanes,
    start: Lanes,
}

/// Eight statistics.
struct Statistic {
    numerator: Lanes,
    denominator: Lanes,
    /// `4·Sxx·Sdd`.
    product: Lanes,
}

const NONE: Largest = Largest { numerator: [-1.0; LANES], denominator: [0.0; LANES], start: [0.0; LANES] };
const NOTHING: Own = Own {
    level: [0.0; LANES],
    level2: [0.0; LANES],
    difference2: [0.0; LANES],
    bent: [0.0; LANES],
    after: [0.0; LANES],
};

/// Memory of the sweep: shared sums by start, beginning with the latest, and the starts computed in advance.
#[derive(Debug, Clone)]
pub(super) struct Workspace {
    level: Vec<f64>,
    level2: Vec<f64>,
    difference2: Vec<f64>,
    /// `ΣΔ² + u²`.
    bent: Vec<f64>,
    /// All levels, the last first.
    reversed: Vec<f64>,
    /// Degrees of freedom by window length, not a number for windows that are too short.
    admitted: Vec<f64>,
    /// Positions among the shared sums at which the statistic is computed in advance, ascending.
    posts: Vec<usize>,
    /// `4·Sxx·Sdd` there, for one vector of ends after the other.
    products: Vec<Lanes>,
    own: [Own; BLOCK / LANES],
    first: [Largest; BLOCK / LANES],
    largest: [Largest; BLOCK / LANES],
}

impl Workspace {
    /// For windows of at least `window` rows.
    pub(super) fn new(columns: &Columns, window: usize) -> Self {
        let lengths = 0..=columns.rows() + 2 * BLOCK;
        let sums = || vec![0.0; columns.rows() + GROUP];
        let mut reversed: Vec<f64> = columns.levels().iter().rev().copied().collect();
        reversed.extend([0.0; GROUP]);
        Self {
            level: sums(),
            level2: sums(),
            difference2: sums(),
            bent: sums(),
            reversed,
            admitted: lengths.map(|l| if l < window { f64::NAN } else { l as f64 - 2.0 }).collect(),
            posts: Vec::new(),
            products: Vec::new(),
            own: [NOTHING; BLOCK / LANES],
            first: [NONE; BLOCK / LANES],
            largest: [NONE; BLOCK / LANES],
        }
    }

    /// What was found for end `e` of the block last swept.
    pub(super) fn result(&self, e: usize) -> EndResult {
        let (v, i) = (e / LANES, e % LANES);
        let first = self.first[v].numerator[i] / self.first[v].denominator[i];
        let best = self.largest[v].numerator[i] / self.largest[v].denominator[i];
        EndResult { first, best, best_start: self.largest[v].start[i] as usize, degenerate: false }
    }
}

/// `size` consecutive ends (a multiple of eight, at most `window`) beginning at row `end`.
pub(super) struct Block<'a> {
    pub(super) columns: &'a Columns,
    pub(super) lengths: &'a Lengths,
    pub(super) end: usize,
    pub(super) window: usize,
    pub(super) size: usize,
}

/// Sweeps the block if it is clear; says whether it was.
#[cfg_attr(
    not(feature = "avx2-only"),
    multiversion(targets(
        "x86_64+avx512f+avx512dq+avx512vl+avx512bw+avx512cd+avx2+bmi1+bmi2",
        "x86_64+avx2+bmi1+bmi2",
        "aarch64+neon"
    ))
)]
#[cfg_attr(feature = "avx2-only", multiversion(targets("x86_64+avx2+bmi1+bmi2", "aarch64+neon")))]
pub(super) fn run(block: &Block<'_>, work: &mut Workspace) -> bool {
    block.sweep(work)
}

impl Block<'_> {
    /// The latest start admissible for some end.
    fn latest(&self) -> usize {
        self.end + self.size - self.window
    }

    /// Ends that exist.
    fn count(&self) -> usize {
        self.size.min(self.columns.rows() - self.end)
    }

    #[inline(always)]
    fn sweep(&self, work: &mut Workspace) -> bool {
        self.share(work);
        self.own(work);
        if !self.clear(work) {
            return false;
        }
        self.post(work);
        self.advance(work);
        self.search(work);
        true
    }

    /// Sums over the rows from each start to the latest one.
    #[inline(always)]
    fn share(&self, work: &mut Workspace) {
        let (latest, levels, differences) =
            (self.latest(), self.columns.levels(), self.columns.differences());
        let reference = levels[self.end];
        let (mut level, mut square, mut difference) = (0.0, 0.0, 0.0);
        let sums = work.level.iter_mut().zip(&mut work.level2).zip(&mut work.difference2).zip(&mut work.bent);
        let rows = levels[..=latest].iter().zip(&differences[..=latest]).rev();
        for ((((x, x2), d2), bent), (y, d)) in sums.zip(rows) {
            let u = y - reference;
            level += u;
            square += u * u;
            difference += d * d;
            *x = level;
            *x2 = square + square;
            *d2 = difference + difference;
            *bent = difference + u * u;
        }
        // A group may reach beyond the first row: to starts that nothing can come from.
        for k in latest + 1..=latest + GROUP {
            if let Some(bent) = work.bent.get_mut(k) {
                (work.level[k], *bent) = (0.0, f64::INFINITY);
            }
        }
    }

    /// Sums over the rows after the latest start to each end.
    #[inline(always)]
    fn own(&self, work: &mut Workspace) {
        let (levels, differences) = (self.columns.levels(), self.columns.differences());
        let reference = levels[self.end];
        let (mut level, mut square, mut difference) = (0.0, 0.0, 0.0);
        let mut add = |row: usize| {
            let (u, d) = (levels[row] - reference, differences[row]);
            level += u;
            square += u * u;
            difference += d * d;
            (level, square, difference)
        };
        let mut sums = (0.0, 0.0, 0.0);
        for row in self.latest() + 1..self.end {
            sums = add(row);
        }
        for e in 0..self.size {
            let own = &mut work.own[e / LANES];
            let i = e % LANES;
            // The first end's row is already a start's where the block is as long as the window.
            if e < self.count() && self.end + e > self.latest() {
                sums = add(self.end + e);
            }
            own.after[i] = levels[(self.end + e + 1).min(levels.len() - 1)];
            let after = own.after[i] - reference;
            own.level[i] = sums.0;
            own.level2[i] = sums.1 + sums.1;
            own.difference2[i] = sums.2 + sums.2;
            // An end that does not exist is far from any limit.
            own.bent[i] = if e < self.count() { sums.2 - after * after } else { f64::INFINITY };
        }
    }

    /// Whether every window of the block is clearly not degenerate. Residuals and the level's sum of squares only grow
    /// with a window, so it is enough that each end's shortest window has more than a trace of what the responses of
    /// its longest come to.
    #[inline(always)]
    fn clear(&self, work: &Workspace) -> bool {
        let &[reciprocal2] = self.lengths.reciprocal2(self.window);
        let all = work.difference2[self.latest()];
        let mut clear = true;
        for v in 0..self.count().div_ceil(LANES) {
            // The shortest window of the vector's last end begins at position `k`, of the ones before at the next.
            let (own, k) = (&work.own[v], self.size - (v + 1) * LANES);
            let (level, level2): (&Lanes, &Lanes) = (part(&work.level, k), part(&work.level2, k));
            let (difference2, bent): (&Lanes, &Lanes) = (part(&work.difference2, k), part(&work.bent, k));
            let before: &Lanes = part(self.columns.levels(), self.latest() + 1 - k - LANES);
            let x = lanes!(i => level[LANES - 1 - i] + own.level[i]);
            let u = lanes!(i => before[i] - own.after[i]);
            let xx = lanes!(i => level2[LANES - 1 - i] + own.level2[i] - x[i] * x[i] * reciprocal2);
            let dd = lanes!(i => difference2[LANES - 1 - i] + own.difference2[i] - u[i] * u[i] * reciprocal2);
            let q = lanes!(i => bent[LANES - 1 - i] + own.bent[i] - x[i] * u[i] * reciprocal2);
            let scale = lanes!(i => xx[i] * (all + own.difference2[i]));
            let left = lanes!(i => xx[i] * dd[i] - q[i] * q[i]);
            for i in 0..LANES {
                let here = (left[i] > CLEAR * scale[i]) & (scale[i] > LEAST);
                clear &= here | (v * LANES + i >= self.count());
            }
        }
        clear
    }

    /// Chooses the posts: a sixth of the window's length apart, in whole groups.
    #[inline(always)]
    fn post(&self, work: &mut Workspace) {
        let latest = self.latest();
        work.posts.clear();
        let mut k = 0;
        while k < latest {
            work.posts.push(k);
            k += ((self.window + k) / 6 / GROUP * GROUP).clamp(GROUP, STRIDE);
        }
        work.posts.push(latest);
        work.products.clear();
        work.products.resize(work.posts.len() * self.size / LANES, [0.0; LANES]);
    }

    /// The statistics at the posts; the last is the window from the first row.
    #[inline(always)]
    fn advance(&self, work: &mut Workspace) {
        let vectors = self.size / LANES;
        for v in 0..vectors {
            let own = work.own[v];
            let mut largest = NONE;
            let admitted = self.admitted(v);
            for p in 0..work.posts.len() {
                if work.posts.get(p + 1).is_some_and(|&next| next <= admitted) {
                    continue;
                }
                let here = self.take(work, work.posts[p], v, &own, &mut largest);
                work.products[p * vectors + v] = here.product;
                (work.first[v].numerator, work.first[v].denominator) = (here.numerator, here.denominator);
            }
            work.largest[v] = largest;
        }
    }

    /// Looks for larger statistics between the posts.
    #[inline(always)]
    fn search(&self, work: &mut Workspace) {
        let vectors = self.size / LANES;
        for p in 1..work.posts.len() {
            let (from, to) = (work.posts[p - 1], work.posts[p]);
            for v in 0..vectors {
                let mut k = from.max(self.admitted(v));
                if k >= to {
                    continue;
                }
                let own = work.own[v];
                let mut largest = work.largest[v];
                let (shorter, longer) =
                    (work.products[(p - 1) * vectors + v], work.products[p * vectors + v]);
                let least = self.lengths.freedom(self.length(from, v));
                let most = self.lengths.freedom(self.length(to, v));
                let mut limit = limits(&largest, &shorter, &longer, least, most);
                while k < to {
                    if self.below(work, k, v, &own, &limit) {
                        let before = largest.numerator;
                        for j in 0..GROUP {
                            self.take(work, k + j, v, &own, &mut largest);
                        }
                        let mut changed = false;
                        for i in 0..LANES {
                            changed |= before[i] != largest.numerator[i];
                        }
                        if changed {
                            limit = limits(&largest, &shorter, &longer, least, most);
                        }
                    }
                    k += GROUP;
                }
                work.largest[v] = largest;
            }
        }
    }

    /// Index among the reversed levels of the start at position `k`.
    #[inline(always)]
    fn reversed(&self, k: usize) -> usize {
        self.columns.rows() - self.latest() + k
    }

    /// Length of the window from the start at position `k` to the first end of vector `v`.
    #[inline(always)]
    fn length(&self, k: usize, v: usize) -> usize {
        self.end + v * LANES + 1 + k - self.latest()
    }

    /// The first position of a group with a start admissible for some end of vector `v`.
    #[inline(always)]
    fn admitted(&self, v: usize) -> usize {
        self.size - (v + 1) * LANES
    }

    /// Whether some window from the group of starts at position `k` has a `q` below its limit.
    #[inline(always)]
    fn below(&self, work: &Workspace, k: usize, v: usize, own: &Own, limit: &Limit) -> bool {
        let reciprocal2: &[f64; GROUP + LANES] = self.lengths.reciprocal2(self.length(k, v));
        let (level, bent): (&[f64; GROUP], &[f64; GROUP]) = (part(&work.level, k), part(&work.bent, k));
        let before: &[f64; GROUP] = part(&work.reversed, self.reversed(k));
        let mut least = [f64::INFINITY; LANES];
        for j in 0..GROUP {
            let q = lanes!(i => (bent[j] + own.bent[i])
                - (level[j] + own.level[i]) * reciprocal2[j + i] * (before[j] - own.after[i]));
            least = lanes!(i => if q[i] < least[i] { q[i] } else { least[i] });
        }
        let square = lanes!(i => least[i] * least[i].abs() * limit.scale[i]);
        let mut below = 0_u64;
        for i in 0..LANES {
            // Also where rounding has left no limit.
            below |= u64::from(!(square[i] >= limit.bound[i]));
        }
        below != 0
    }

    /// Takes the windows from the start at position `k` to the ends of vector `v` into account.
    #[inline(always)]
    fn take(&self, work: &Workspace, k: usize, v: usize, own: &Own, largest: &mut Largest) -> Statistic {
        let length = self.length(k, v);
        let reciprocal2: &Lanes = self.lengths.reciprocal2(length);
        let admitted: &Lanes = part(&work.admitted, length);
        let x = lanes!(i => work.level[k] + own.level[i]);
        let mean2 = lanes!(i => x[i] * reciprocal2[i]);
        let before = work.reversed[self.reversed(k)];
        let u = lanes!(i => before - own.after[i]);
        let q = lanes!(i => (work.bent[k] + own.bent[i]) - mean2[i] * u[i]);
        let level = lanes!(i => (work.level2[k] + own.level2[i]) - mean2[i] * x[i]);
        let response = lanes!(i => (work.difference2[k] + own.difference2[i]) - u[i] * u[i] * reciprocal2[i]);
        let product = lanes!(i => level[i] * response[i]);
        let square = lanes!(i => q[i] * q[i]);
        let denominator = lanes!(i => product[i] - square[i]);
        // Not a number where the window is too short: then it is larger than nothing.
        let numerator = lanes!(i => (square[i] * admitted[i]).copysign(-q[i]));
        let start = (self.latest() - k.min(self.latest())) as f64;
        for i in 0..LANES {
            let larger = numerator[i] * largest.denominator[i] > largest.numerator[i] * denominator[i];
            largest.numerator[i] = if larger { numerator[i] } else { largest.numerator[i] };
            largest.denominator[i] = if larger { denominator[i] } else { largest.denominator[i] };
            largest.start[i] = if larger { start } else { largest.start[i] };
        }
        Statistic { numerator, denominator, product }
    }
}

/// Windows with `q·|q|·scale` at or above the bound do not exceed `largest`.
#[derive(Clone, Copy)]
struct Limit {
    scale: Lanes,
    bound: Lanes,
}

/// The limit for windows between a shorter and a longer one, given their products and degrees of freedom: from
/// `f·q²/(4·Sxx·Sdd − q²) > b = n/d` follows `q²·(f·d + n) > 4·Sxx·Sdd·n`, which asks least with the shortest
/// window's product and the most degrees of freedom; where the largest is negative, the other way round.
#[inline(always)]
fn limits(largest: &Largest, shorter: &Lanes, longer: &Lanes, least: &Lanes, most: &Lanes) -> Limit {
    let n = &largest.numerator;
    let product = lanes!(i => if n[i] > 0.0 { shorter[i] } else { longer[i] });
    let freedom = lanes!(i => if n[i] > 0.0 { most[i] } else { least[i] });
    let slack = lanes!(i => if n[i] > 0.0 { SLACK - 1.0 } else { -SLACK - 1.0 });
    Limit {
        scale: lanes!(i => freedom[i] * largest.denominator[i] + n[i].abs()),
        bound: lanes!(i => slack[i] * n[i] * product[i]),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::block;
    use super::*;
    use crate::random::{Normal, Stream};

    /// A walk whose volatility jumps, with a drift: statistics of both signs.
    fn walk(rows: usize, seed: u64, drift: f64, jump: f64) -> Columns {
        let (normal, mut stream) = (Normal::new(), Stream::new(seed, 0));
        let mut level = 1e3;
        let values: Vec<f64> = (0..=rows)
            .map(|t| {
                level += normal.sample(&mut stream) * if t > rows / 2 { jump } else { 1.0 } + drift;
                level
            })
            .collect();
        Columns::new(&values, 0)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn nothing_that_matters_is_ruled_out(seed in 0_u64..1000, rows in 60_usize..700, window in 8_usize..90, drift in -1.0..1.0, jump in 0.05..20.0) {
            prop_assume!(window < rows);
            let columns = walk(rows, seed, drift, jump);
            let lengths = Lengths::new(rows, 0);
            let size = window.min(BLOCK) / 8 * 8;
            let mut work = Workspace::new(&columns, window);
            let mut end = window - 1;
            let (mut blocks, mut clear) = (0, 0);
            while end < rows {
                blocks += 1;
                if run(&Block { columns: &columns, lengths: &lengths, end, window, size }, &mut work) {
                    clear += 1;
                    let mut found = block::Found::new();
                    block::run::<true>(&block::Block { columns: &columns, lengths: &lengths, end, window, size }, &mut found);
                    for e in 0..size.min(rows - end) {
                        let (quick, every) = (work.result(e), found.result(e));
                        for (a, b) in [(quick.first, every.first), (quick.best, every.best)] {
                            // In t, not its square: near zero all digits of the square may be rounding.
                            let (a, b) = (a.abs().sqrt().copysign(a), b.abs().sqrt().copysign(b));
                            let tolerance = if window < 12 { 1e-7 } else { 1e-10 };
                            prop_assert!((a - b).abs() <= tolerance * b.abs().max(1.0), "end {} {a} {b}", end + e);
                        }
                        prop_assert!(!every.degenerate);
                    }
                }
                end += size;
            }
            prop_assert!(window < 12 || clear == blocks, "{clear} of {blocks}");
        }
    }

    #[test]
    fn instruction_sets_agree_bit_for_bit() {
        let columns = walk(300, 8, 0.0, 1.0);
        let lengths = Lengths::new(300, 0);
        for (end, size) in [(39, 40), (79, 40), (239, 32), (270, 40)] {
            let block = Block { columns: &columns, lengths: &lengths, end, window: 40, size };
            let (mut here, mut baseline) = (Workspace::new(&columns, 40), Workspace::new(&columns, 40));
            // The method called directly is compiled for the baseline instruction set.
            assert!(run(&block, &mut here) && block.sweep(&mut baseline));
            for e in 0..size.min(300 - end) {
                let bits = |w: &Workspace| {
                    let r = w.result(e);
                    (r.first.to_bits(), r.best.to_bits(), r.best_start)
                };
                assert_eq!(bits(&here), bits(&baseline), "end {end} + {e}");
            }
        }
    }

    #[test]
    fn a_still_stretch_is_not_clear() {
        let mut values: Vec<f64> = (0..100).map(|t| f64::from((t * 37) % 11)).collect();
        values[30..60].fill(7.25);
        let columns = Columns::new(&values, 0);
        let lengths = Lengths::new(99, 0);
        let mut work = Workspace::new(&columns, 16);
        let mut clear =
            |end| run(&Block { columns: &columns, lengths: &lengths, end, window: 16, size: 16 }, &mut work);
        assert!(clear(15) && !clear(47) && !clear(40));
    }
}
