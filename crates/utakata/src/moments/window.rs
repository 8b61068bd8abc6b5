//! One window's t-ratio from its moments. Inlined into the sweep; see there for the form of the loops.

#![allow(clippy::inline_always, clippy::needless_range_loop, clippy::range_plus_one)]

use super::MOST_COLUMNS;

/// Share of a diagonal element below which a pivot counts as zero: the column is constant in the window, or a
/// combination of the others, to working precision.
const TOLERANCE: f64 = 1e-11;

/// Position of the product of columns `i ≥ j` among the moments: `k` sums come first, then the lower triangle.
#[inline(always)]
fn product(k: usize, i: usize, j: usize) -> usize {
    k + i * (i + 1) / 2 + j
}

/// Adds one row, relative to `reference`, to the moments.
#[inline(always)]
pub(super) fn add_row<const K: usize, const M: usize>(
    k: usize,
    columns: &[&[f64]; K],
    reference: &[f64; K],
    row: usize,
    moments: &mut [f64; M],
) {
    let k = if K < MOST_COLUMNS { K } else { k };
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

/// `t·|t|` of one window.
pub(super) struct SquareT {
    pub(super) numerator: f64,
    pub(super) denominator: f64,
    /// By how much the smallest pivot exceeds the tolerance; the statistic is usable where it is clearly positive.
    pub(super) margin: f64,
}

/// `t·|t|` of a window from its moments.
#[inline(always)]
pub(super) fn square_t<const K: usize, const M: usize>(
    k: usize,
    s: &mut [f64; M],
    reciprocal: f64,
    freedom: f64,
) -> SquareT {
    // Known when this function is compiled, not only once it is inlined: the loops below must unroll early.
    let k = if K < MOST_COLUMNS { K } else { k };
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
    SquareT { numerator: sxd * sxd.abs() * freedom, denominator: rest, margin }
}

/// The smaller of two numbers; `b` where `a` is not a number.
#[inline(always)]
pub(super) fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}
