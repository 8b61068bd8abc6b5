//! Sums of squares of all regimes `(s, e]`, by length: at length `ℓ` the sums of every start `s` take one more row, side by
//! side, which the compiler turns into vector instructions. Levels are measured from the regime's own start, so a
//! distant origin costs no digits.

// Loops without branches over half-open ranges are what the vectoriser recognises.
#![allow(clippy::inline_always, clippy::needless_range_loop, clippy::too_many_arguments)]

use crate::instruction_sets::each_instruction_set;

use super::super::Lengths;
use super::super::segment::Fit;

/// Weighted sums of the regimes that begin at each observation, all of one length.
struct Sums {
    weight: Vec<f64>,
    level: Vec<f64>,
    change: Vec<f64>,
    level_square: Vec<f64>,
    product: Vec<f64>,
    change_square: Vec<f64>,
    /// Sums of squared residuals: of any line, and of one with a root of at least 1.
    ssr: Vec<f64>,
    explosive: Vec<f64>,
}

impl Sums {
    fn new(n: usize) -> Self {
        let zeros = || vec![0.0; n];
        Self {
            weight: zeros(),
            level: zeros(),
            change: zeros(),
            level_square: zeros(),
            product: zeros(),
            change_square: zeros(),
            ssr: zeros(),
            explosive: zeros(),
        }
    }

    /// Lengthens every regime to `length` rows and computes its sum of squared residuals.
    #[inline(always)]
    fn lengthen(&mut self, y: &[f64], weights: &[f64], length: usize) {
        let starts = y.len() - length;
        let (first, last, next) = (&y[..starts], &y[length - 1..][..starts], &y[length..][..starts]);
        let newest = &weights[length..][..starts];
        let (weight, level, change) =
            (&mut self.weight[..starts], &mut self.level[..starts], &mut self.change[..starts]);
        let level_square = &mut self.level_square[..starts];
        let (product, change_square) = (&mut self.product[..starts], &mut self.change_square[..starts]);
        let (ssr, explosive) = (&mut self.ssr[..starts], &mut self.explosive[..starts]);
        for s in 0..starts {
            let x = last[s] - first[s];
            let d = next[s] - last[s];
            let (wx, wd) = (newest[s] * x, newest[s] * d);
            weight[s] += newest[s];
            level[s] += wx;
            change[s] += wd;
            level_square[s] += wx * x;
            product[s] += wx * d;
            change_square[s] += wd * d;
            let inverse = 1.0 / weight[s];
            let fit = Fit::of(
                level_square[s] - level[s] * level[s] * inverse,
                product[s] - level[s] * change[s] * inverse,
                change_square[s] - change[s] * change[s] * inverse,
                level_square[s],
            );
            ssr[s] = fit.free;
            explosive[s] = fit.explosive;
        }
    }
}

#[inline(always)]
pub(super) fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

each_instruction_set! {
/// `rising[e]`: best random walk then bubble until `e`. `fallen[s]`: best collapse from `s`, then random walk.
/// `falling[s]`: collapse from `s` to the end.
pub(super) fn first_pass(
    y: &[f64],
    weights: &[f64],
    lengths: Lengths,
    walked: &[f64],
    rest: &[f64],
    rising: &mut [f64],
    fallen: &mut [f64],
    falling: &mut [f64],
) {
    let n = y.len();
    let mut sums = Sums::new(n);
    for length in 1..n {
        sums.lengthen(y, weights, length);
        let starts = n - length;
        let (first, last) = (&y[..starts], &y[length..]);
        let (ssr, explosive) = (&sums.ssr[..starts], &sums.explosive[..starts]);
        if length >= lengths.explosive {
            let (walked, rising) = (&walked[..starts], &mut rising[length..][..starts]);
            for s in lengths.calm..starts {
                let candidate = if last[s] > first[s] { walked[s] + explosive[s] } else { f64::INFINITY };
                rising[s] = smaller(candidate, rising[s]);
            }
        }
        if length >= lengths.collapse {
            let (rest, fallen) = (&rest[length..][..starts], &mut fallen[..starts]);
            for s in 0..starts {
                let candidate = if last[s] < first[s] { ssr[s] + rest[s] } else { f64::INFINITY };
                fallen[s] = smaller(candidate, fallen[s]);
            }
            if last[starts - 1] < first[starts - 1] {
                falling[starts - 1] = ssr[starts - 1];
            }
        }
    }
}
}

each_instruction_set! {
/// `origination[s]`: best bubble from `s` with any ending. `recovery[e]`: best bubble and fall until `e`.
pub(super) fn second_pass(
    y: &[f64],
    weights: &[f64],
    lengths: Lengths,
    walked: &[f64],
    tail: &[f64],
    rising: &[f64],
    origination: &mut [f64],
    recovery: &mut [f64],
) {
    let n = y.len();
    let mut sums = Sums::new(n);
    for length in 1..n {
        sums.lengthen(y, weights, length);
        let starts = n - length;
        let (first, last) = (&y[..starts], &y[length..]);
        let (ssr, explosive) = (&sums.ssr[..starts], &sums.explosive[..starts]);
        if length >= lengths.explosive {
            let (tail, origination) = (&tail[length..][..starts], &mut origination[..starts]);
            for s in lengths.calm..starts {
                let candidate =
                    if last[s] > first[s] { walked[s] + explosive[s] + tail[s] } else { f64::INFINITY };
                origination[s] = smaller(candidate, origination[s]);
            }
        }
        if length >= lengths.collapse {
            let (rising, recovery) = (&rising[..starts], &mut recovery[length..][..starts]);
            for s in 0..starts {
                let candidate = if last[s] < first[s] { rising[s] + ssr[s] } else { f64::INFINITY };
                recovery[s] = smaller(candidate, recovery[s]);
            }
        }
    }
}
}
