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
//! So the statistic is computed at a few starts, the posts, more and more of them apart as windows lengthen. Since
//! `q = ΣΔ² + (u − x̄)² − (e − x̄)²` and means of long windows move slowly, all starts between two posts are mostly
//! ruled out at once: only where the end is far from the mean can an explosive window end. Elsewhere `q` is computed,
//! in groups of [`GROUP`] starts by eight ends, and the statistic again where some `q` in a group is below its limit.
//! The limits are slackened by 10⁻⁹, far more than rounding: nothing that matters is left out.
//!
//! Where only suprema are asked for (`SUPREMA`), the value to exceed is the largest of all windows so far rather than
//! that of each end.
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

use crate::instruction_sets::each_instruction_set;

use super::BLOCK;
use super::Columns;
use super::lengths::{Lengths, part};

/// Ends in one vector.
const LANES: usize = 8;
/// Starts examined between two looks at the limit.
const GROUP: usize = 8;
/// Most starts between two posts.
const STRIDE: usize = 256;
/// How many times the distance between posts goes into a window, where each end must be exceeded by itself.
const NARROW: usize = 8;
/// The same where only the largest of all counts: so high a value rules out wider stretches.
const WIDE: usize = 2;

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

mod limits;
mod sums;
#[cfg(test)]
mod tests;
mod workspace;

use limits::Limit;
pub(super) use workspace::Workspace;
use workspace::{Extremes, Largest, NONE, Own};

/// Eight statistics.
struct Statistic {
    numerator: Lanes,
    denominator: Lanes,
    /// `4·Sxx·Sdd`.
    product: Lanes,
}

/// `size` consecutive ends (a multiple of eight, at most `window`) beginning at row `end`.
pub(super) struct Block<'a> {
    pub(super) columns: &'a Columns,
    pub(super) lengths: &'a Lengths,
    pub(super) end: usize,
    pub(super) window: usize,
    pub(super) size: usize,
}

each_instruction_set! {
/// Sweeps the block if it is clear; says whether it was. With `SUPREMA`, what is found largest for any end is the
/// largest of all ends since the workspace was made, these included.
pub(super) fn run<const SUPREMA: bool>(block: &Block<'_>, work: &mut Workspace) -> bool {
    block.sweep::<SUPREMA>(work)
}
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
    fn sweep<const SUPREMA: bool>(&self, work: &mut Workspace) -> bool {
        self.share(work);
        self.own(work);
        if !self.clear(work) {
            return false;
        }
        self.post::<SUPREMA>(work);
        self.advance::<SUPREMA>(work);
        self.search::<SUPREMA>(work);
        if SUPREMA {
            work.largest = [work.supremum; BLOCK / LANES];
        }
        true
    }

    /// Chooses the posts, in whole groups: a window's length over [`NARROW`] or [`WIDE`] apart.
    #[inline(always)]
    fn post<const SUPREMA: bool>(&self, work: &mut Workspace) {
        let latest = self.latest();
        work.posts.clear();
        work.extremes.clear();
        let mut k = 0;
        while k < latest {
            let apart = (self.window + k) / if SUPREMA { WIDE } else { NARROW };
            let next = (k + (apart / GROUP * GROUP).clamp(GROUP, STRIDE)).min(latest);
            work.posts.push(k);
            work.extremes.push(Extremes::of(&work.reversed[self.reversed(k)..self.reversed(next)]));
            k = next;
        }
        work.posts.push(latest);
        work.products.clear();
        work.products.resize(work.posts.len() * self.size / LANES, [0.0; LANES]);
    }

    /// The statistics at the posts; the last is the window from the first row.
    #[inline(always)]
    fn advance<const SUPREMA: bool>(&self, work: &mut Workspace) {
        let vectors = self.size / LANES;
        for v in 0..vectors {
            let own = work.own[v];
            let mut largest = if SUPREMA { work.supremum } else { NONE };
            let admitted = self.admitted(v);
            for p in 0..work.posts.len() {
                if work.posts.get(p + 1).is_some_and(|&next| next <= admitted) {
                    continue;
                }
                let here = self.take(work, work.posts[p], v, &own, &mut largest);
                work.products[p * vectors + v] = here.product;
                (work.first[v].numerator, work.first[v].denominator) = (here.numerator, here.denominator);
            }
            if SUPREMA {
                work.supremum = largest.of_all();
            } else {
                work.largest[v] = largest;
            }
        }
    }

    /// Looks for larger statistics between the posts.
    #[inline(always)]
    fn search<const SUPREMA: bool>(&self, work: &mut Workspace) {
        for p in 1..work.posts.len() {
            for v in 0..self.size / LANES {
                self.between::<SUPREMA>(work, p, v);
            }
        }
    }

    /// Looks between posts `p − 1` and `p`, at the ends of vector `v`.
    #[inline(always)]
    fn between<const SUPREMA: bool>(&self, work: &mut Workspace, p: usize, v: usize) {
        let vectors = self.size / LANES;
        let (from, to) = (work.posts[p - 1], work.posts[p]);
        let mut k = from.max(self.admitted(v));
        if k >= to {
            return;
        }
        let own = work.own[v];
        let (shorter, longer) = (work.products[(p - 1) * vectors + v], work.products[p * vectors + v]);
        let least = self.lengths.freedom(self.length(from, v));
        let most = self.lengths.freedom(self.length(to, v));
        let mut largest = if SUPREMA { work.supremum } else { work.largest[v] };
        let mut limit = Limit::new(&largest, &shorter, &longer, least, most);
        if !limit.exceeds(&self.least_q(work, (from, to), v, &own, &work.extremes[p - 1])) {
            return;
        }
        while k < to {
            if limit.exceeds(&self.least_in_group(work, k, v, &own)) {
                let before = largest.numerator;
                for j in 0..GROUP {
                    self.take(work, k + j, v, &own, &mut largest);
                }
                let mut changed = false;
                for i in 0..LANES {
                    changed |= before[i] != largest.numerator[i];
                }
                if changed {
                    if SUPREMA {
                        largest = largest.of_all();
                    }
                    limit = Limit::new(&largest, &shorter, &longer, least, most);
                }
            }
            k += GROUP;
        }
        if SUPREMA {
            work.supremum = largest;
        } else {
            work.largest[v] = largest;
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

    /// The least `q` of each end's windows from the group of starts at position `k`.
    #[inline(always)]
    fn least_in_group(&self, work: &Workspace, k: usize, v: usize, own: &Own) -> Lanes {
        let reciprocal2: &[f64; GROUP + LANES] = self.lengths.reciprocal2(self.length(k, v));
        let (level, bent): (&[f64; GROUP], &[f64; GROUP]) = (part(&work.level, k), part(&work.bent, k));
        let before: &[f64; GROUP] = part(&work.reversed, self.reversed(k));
        let mut least = [f64::INFINITY; LANES];
        for j in 0..GROUP {
            let q = lanes!(i => (bent[j] + own.bent[i])
                - (level[j] + own.level[i]) * reciprocal2[j + i] * (before[j] - own.after[i]));
            least = lanes!(i => if q[i] < least[i] { q[i] } else { least[i] });
        }
        least
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
