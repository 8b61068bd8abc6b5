//! The criterion of every date: the least penalised sum of squares over everything else.
//!
//! Two passes over all regimes `(s, e]`, by length: at length `ℓ` the sums of every start `s` take one more row, side by
//! side, which the compiler turns into vector instructions. Levels are measured from the regime's own start, so a
//! distant origin costs no digits.

// Loops without branches over half-open ranges are what the vectoriser recognises.
#![allow(clippy::inline_always, clippy::needless_range_loop, clippy::too_many_arguments)]

use multiversion::multiversion;

use super::super::Lengths;
use super::super::recursion::FLOOR;
use super::super::segment::Fit;

/// What ends the bubble: the models of [`crate::dating::weights`] but the random walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Growing,
    Stopped,
    Jumped,
    Falling,
    Recovered,
}

impl Ending {
    const ALL: [Self; 5] = [Self::Growing, Self::Stopped, Self::Jumped, Self::Falling, Self::Recovered];

    fn parameters(self) -> f64 {
        [3.0, 4.0, 5.0, 6.0, 7.0][self as usize]
    }
}

/// How much of a profile is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Only the best model.
    Model,
    /// The criteria of all dates.
    Dates,
}

/// Criteria in units of the error variance; `∞` where inadmissible.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    /// By the last calm observation `τ₁`; by the peak, where the last observation stands for "not yet"; and by the first
    /// normal observation after the bubble, where the number of observations stands for "not yet". Empty unless asked for.
    pub(super) criteria: [Vec<f64>; 3],
    /// The smallest of all; `∞` unless asked for.
    pub(super) least: f64,
    /// The ending with the smallest BIC.
    pub(super) ending: Ending,
    /// BIC of a random walk throughout less that of the best bubble.
    pub(super) against_calm: f64,
}

/// Sums of the regimes that begin at each observation, all of one length.
struct Sums {
    level: Vec<f64>,
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
            level: zeros(),
            level_square: zeros(),
            product: zeros(),
            change_square: zeros(),
            ssr: zeros(),
            explosive: zeros(),
        }
    }

    /// Lengthens every regime to `length` rows and computes its sum of squared residuals.
    #[inline(always)]
    fn lengthen(&mut self, y: &[f64], length: usize) {
        let starts = y.len() - length;
        let inverse = 1.0 / length as f64;
        let (first, last, next) = (&y[..starts], &y[length - 1..][..starts], &y[length..][..starts]);
        let (level, level_square) = (&mut self.level[..starts], &mut self.level_square[..starts]);
        let (product, change_square) = (&mut self.product[..starts], &mut self.change_square[..starts]);
        let (ssr, explosive) = (&mut self.ssr[..starts], &mut self.explosive[..starts]);
        for s in 0..starts {
            let x = last[s] - first[s];
            let d = next[s] - last[s];
            level[s] += x;
            level_square[s] += x * x;
            product[s] += x * d;
            change_square[s] += d * d;
            let change = next[s] - first[s];
            let fit = Fit::of(
                level_square[s] - level[s] * level[s] * inverse,
                product[s] - level[s] * change * inverse,
                change_square[s] - change * change * inverse,
                level_square[s],
            );
            ssr[s] = fit.free;
            explosive[s] = fit.explosive;
        }
    }
}

#[inline(always)]
fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// What every ending adds to the sum of squares of a bubble that peaks at each observation.
type Tails = Vec<[f64; 5]>;

/// The profile of `y`; `None` where no bubble fits or nothing moves.
pub(super) fn profile(y: &[f64], lengths: Lengths, detail: Detail) -> Option<Profile> {
    let n = y.len();
    let mut walked = vec![0.0; n];
    for t in 1..n {
        walked[t] = walked[t - 1] + (y[t] - y[t - 1]) * (y[t] - y[t - 1]);
    }
    let total = *walked.last()?;
    // Random walk from `e` to the end, where that is long enough to be a regime.
    let rest: Vec<f64> =
        (0..n).map(|e| if e + lengths.after < n { total - walked[e] } else { f64::INFINITY }).collect();
    let [mut rising, mut fallen, mut falling] = [(); 3].map(|()| vec![f64::INFINITY; n]);
    first_pass(y, lengths, &walked, &rest, &mut rising, &mut fallen, &mut falling);
    let tails: Tails = (0..n)
        .map(|t| {
            let jumps = t + lengths.after < n && y[t + 1] < y[t];
            let growing = if t + 1 == n { 0.0 } else { f64::INFINITY };
            let jumped = if jumps { total - walked[t + 1] } else { f64::INFINITY };
            [growing, rest[t], jumped, falling[t], fallen[t]]
        })
        .collect();
    let size = n as f64;
    let bic = |ssr: f64, k: f64| size * (ssr.max(FLOOR * total) / size).ln() + k * size.ln();
    let (ending, ssr) = Ending::ALL
        .map(|m| (m, (0..n).map(|t| rising[t] + tails[t][m as usize]).fold(f64::INFINITY, smaller)))
        .into_iter()
        .min_by(|a, b| bic(a.1, a.0.parameters()).total_cmp(&bic(b.1, b.0.parameters())))?;
    if !ssr.is_finite() || total == 0.0 {
        return None;
    }
    let variance = ssr.max(FLOOR * total) / size;
    let mut found = Profile {
        criteria: Default::default(),
        least: f64::INFINITY,
        ending,
        against_calm: bic(total, 0.0) - bic(ssr, ending.parameters()),
    };
    if detail == Detail::Dates {
        found.criteria = criteria(y, lengths, (&walked, &rest, &rising, &tails), variance);
        found.least = found.criteria[0].iter().copied().fold(f64::INFINITY, smaller);
    }
    Some(found)
}

/// The criteria by date, given the best sums of squares before and after each peak.
fn criteria(
    y: &[f64],
    lengths: Lengths,
    (walked, rest, rising, tails): (&[f64], &[f64], &[f64], &Tails),
    variance: f64,
) -> [Vec<f64>; 3] {
    let n = y.len();
    let penalty = Ending::ALL.map(|m| m.parameters() * (n as f64).ln() * variance);
    let tail: Vec<f64> = tails
        .iter()
        .map(|t| t.iter().zip(&penalty).map(|(t, p)| t + p).fold(f64::INFINITY, smaller))
        .collect();
    let mut origination = vec![f64::INFINITY; n];
    let mut recovery = vec![f64::INFINITY; n + 1];
    // A fall that ends at `e` is followed by the first normal observation `e + 1`.
    second_pass(y, lengths, walked, &tail, rising, &mut origination, &mut recovery[1..]);
    for e in 0..n {
        recovery[e + 1] += rest[e] + penalty[Ending::Recovered as usize];
    }
    for t in 0..n {
        let with = |m: Ending| rising[t] + tails[t][m as usize] + penalty[m as usize];
        for (date, criterion) in [
            (n, with(Ending::Growing)),
            (n, with(Ending::Falling)),
            ((t + 1).min(n), with(Ending::Stopped)),
            ((t + 2).min(n), with(Ending::Jumped)),
        ] {
            recovery[date] = smaller(criterion, recovery[date]);
        }
    }
    let collapse: Vec<f64> = rising.iter().zip(&tail).map(|(r, t)| r + t).collect();
    [origination, collapse, recovery].map(|c| c.into_iter().map(|v| v / variance).collect())
}

/// `rising[e]`: best random walk then bubble until `e`. `fallen[s]`: best collapse from `s`, then random walk.
/// `falling[s]`: collapse from `s` to the end.
#[multiversion(targets(
    "x86_64+avx512f+avx512dq+avx512vl+avx512bw+avx512cd+avx2+bmi1+bmi2",
    "x86_64+avx2+bmi1+bmi2",
    "aarch64+neon"
))]
fn first_pass(
    y: &[f64],
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
        sums.lengthen(y, length);
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

/// `origination[s]`: best bubble from `s` with any ending. `recovery[e]`: best bubble and fall until `e`.
#[multiversion(targets(
    "x86_64+avx512f+avx512dq+avx512vl+avx512bw+avx512cd+avx2+bmi1+bmi2",
    "x86_64+avx2+bmi1+bmi2",
    "aarch64+neon"
))]
fn second_pass(
    y: &[f64],
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
        sums.lengthen(y, length);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dating::segment::Line;

    fn line(y: &[f64], s: usize, e: usize, explosive: bool) -> f64 {
        let free = Line::fit(y, s, e);
        let line = if explosive { free.explosive() } else { free };
        (s..e).map(|t| (y[t + 1] - y[t] - line.change(y[t])).powi(2)).sum()
    }

    fn walk(y: &[f64], s: usize, e: usize) -> f64 {
        (s..e).map(|t| (y[t + 1] - y[t]).powi(2)).sum()
    }

    /// Every admissible sequence: ending, last calm observation, peak, first normal observation, sum of squares.
    fn everything(y: &[f64], l: Lengths) -> Vec<(Ending, usize, usize, usize, f64)> {
        let (n, end) = (y.len(), y.len() - 1);
        let mut all = Vec::new();
        for a in l.calm..n {
            for b in (a + l.explosive..n).filter(|&b| y[b] > y[a]) {
                let head = walk(y, 0, a) + line(y, a, b, true);
                if b == end {
                    all.push((Ending::Growing, a, b, n, head));
                }
                if b + l.after <= end {
                    all.push((Ending::Stopped, a, b, b + 1, head + walk(y, b, end)));
                    if y[b + 1] < y[b] {
                        all.push((Ending::Jumped, a, b, b + 2, head + walk(y, b + 1, end)));
                    }
                }
                for c in (b + l.collapse..n).filter(|&c| y[c] < y[b]) {
                    let fallen = head + line(y, b, c, false);
                    if c == end {
                        all.push((Ending::Falling, a, b, n, fallen));
                    }
                    if c + l.after <= end {
                        all.push((Ending::Recovered, a, b, c + 1, fallen + walk(y, c, end)));
                    }
                }
            }
        }
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn the_passes_are_the_full_search(
            steps in prop::collection::vec(-2.0..2.2_f64, 12..26),
            calm in 1..4_usize, explosive in 3..6_usize, collapse in 3..5_usize, after in 1..4_usize,
        ) {
            let mut level = 1e6;
            let y: Vec<f64> = steps.iter().map(|d| { level += d; level }).collect();
            let lengths = Lengths { calm, explosive, collapse, after };
            let (n, all) = (y.len(), everything(&y, lengths));
            let Some(fast) = profile(&y, lengths, Detail::Dates) else {
                prop_assert!(all.is_empty());
                return Ok(());
            };
            let size = n as f64;
            let bic = |m: Ending, ssr: f64| {
                size * (ssr.max(FLOOR * walk(&y, 0, n - 1)) / size).ln() + m.parameters() * size.ln()
            };
            let best = all.iter().min_by(|a, b| bic(a.0, a.4).total_cmp(&bic(b.0, b.4))).unwrap();
            // A fit that is perfect up to rounding has no variance to speak of.
            prop_assume!(best.4 > 1e-6);
            prop_assert!((bic(fast.ending, best.4) - bic(best.0, best.4)).abs() < 1e-9);
            let variance = best.4 / size;
            let mut slow = [vec![f64::INFINITY; n], vec![f64::INFINITY; n], vec![f64::INFINITY; n + 1]];
            for &(m, a, b, r, ssr) in &all {
                let criterion = ssr / variance + m.parameters() * size.ln();
                for (date, slow) in [a, b, r].into_iter().zip(&mut slow) {
                    slow[date] = slow[date].min(criterion);
                }
            }
            for (fast, slow) in fast.criteria.iter().zip(&slow) {
                for (f, s) in fast.iter().zip(slow) {
                    prop_assert!(f == s || (f - s).abs() < 1e-6 * s, "{f} {s}");
                }
            }
        }
    }
}
