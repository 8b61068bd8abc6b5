//! What a window must have to exceed a value already attained.

// See block.rs.
#![allow(clippy::inline_always, clippy::needless_range_loop, clippy::neg_cmp_op_on_partial_ord)]

use super::workspace::{Extremes, Largest, Own};
use super::{Block, LANES, Lanes, Workspace};

/// Relative slack of the limits.
const SLACK: f64 = 1e-9;

/// Windows with `q·|q|·scale` at or above the bound do not exceed what is largest so far.
#[derive(Clone, Copy)]
pub(super) struct Limit {
    scale: Lanes,
    bound: Lanes,
}

impl Limit {
    /// The limit for windows between a shorter and a longer one, given their products and degrees of freedom: from
    /// `f·q²/(4·Sxx·Sdd − q²) > b = n/d` follows `q²·(f·d + n) > 4·Sxx·Sdd·n`, which asks least with the shortest
    /// window's product and the most degrees of freedom; where the largest is negative, the other way round.
    #[inline(always)]
    pub(super) fn new(
        largest: &Largest,
        shorter: &Lanes,
        longer: &Lanes,
        least: &Lanes,
        most: &Lanes,
    ) -> Self {
        let n = &largest.numerator;
        let product = lanes!(i => if n[i] > 0.0 { shorter[i] } else { longer[i] });
        let freedom = lanes!(i => if n[i] > 0.0 { most[i] } else { least[i] });
        let slack = lanes!(i => if n[i] > 0.0 { SLACK - 1.0 } else { -SLACK - 1.0 });
        Self {
            scale: lanes!(i => freedom[i] * largest.denominator[i] + n[i].abs()),
            bound: lanes!(i => slack[i] * n[i] * product[i]),
        }
    }

    /// Whether some `q` is below the limit; also where rounding has left none.
    #[inline(always)]
    pub(super) fn exceeds(&self, q: &Lanes) -> bool {
        let square = lanes!(i => q[i] * q[i].abs() * self.scale[i]);
        let mut below = 0_u64;
        for i in 0..LANES {
            below |= u64::from(!(square[i] >= self.bound[i]));
        }
        below != 0
    }
}

impl Block<'_> {
    /// A lower bound for `q` of the windows from the starts at positions `from..to` to the ends of vector `v`.
    ///
    /// `q = ΣΔ² + (u − x̄)² − (e − x̄)²`. The first sum is least in the shortest window. The mean of a longer one lies
    /// between the shortest one's and the levels added, and no nearer to these than their share in the longest.
    #[inline(always)]
    pub(super) fn least_q(
        &self,
        work: &Workspace,
        (from, to): (usize, usize),
        v: usize,
        own: &Own,
        extremes: &Extremes,
    ) -> Lanes {
        let reference = self.columns.levels()[self.end];
        let reciprocal2: &Lanes = self.lengths.reciprocal2(self.length(from, v));
        let longest2: &Lanes = self.lengths.reciprocal2(self.length(to, v));
        let half = 0.5 * (to - from) as f64;
        let (lowest, highest) = (extremes.lowest - reference, extremes.highest - reference);
        let mean = lanes!(i => 0.5 * (work.level[from] + own.level[i]) * reciprocal2[i]);
        let share = lanes!(i => half * longest2[i]);
        let least = lanes!(i => mean[i] + share[i] * smaller(lowest - mean[i], 0.0));
        let most = lanes!(i => mean[i] + share[i] * larger(highest - mean[i], 0.0));
        let end = lanes!(i => own.after[i] - reference);
        let far = lanes!(i => larger(end[i] - least[i], most[i] - end[i]));
        let near = lanes!(i => larger(larger(lowest - most[i], least[i] - highest), 0.0));
        let squares = lanes!(i => 0.5 * (work.difference2[from] + own.difference2[i]));
        lanes!(i => squares[i] + near[i] * near[i] - far[i] * far[i])
    }
}

#[inline(always)]
fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

#[inline(always)]
fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}
