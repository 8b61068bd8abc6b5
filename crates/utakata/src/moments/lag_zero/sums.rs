//! The sums a block begins with.

// See block.rs.
#![allow(clippy::inline_always, clippy::needless_bitwise_bool, clippy::needless_range_loop)]

use super::{Block, GROUP, LANES, Lanes, Workspace, part};

/// Least share of the response's sum of squares that the residuals of a window must have for its block to be clear:
/// a thousand times what degenerate windows are judged by.
const CLEAR: f64 = 1e-8;
/// Least product of sums of squares of a clear window.
const LEAST: f64 = 1e-140;

impl Block<'_> {
    /// Sums over the rows from each start to the latest one.
    #[inline(always)]
    pub(super) fn share(&self, work: &mut Workspace) {
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
    pub(super) fn own(&self, work: &mut Workspace) {
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
    pub(super) fn clear(&self, work: &Workspace) -> bool {
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
}
