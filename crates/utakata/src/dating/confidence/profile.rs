//! The criterion of every date: the least penalised sum of squares over everything else.

use super::super::Lengths;
use super::super::recursion::FLOOR;
use super::super::segment::Segment;
use super::passes::{first_pass, second_pass, smaller};
use crate::random::{Stream, ln};

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

/// A sequence of regimes and how it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sequence {
    pub(super) ending: Ending,
    /// Last calm observation.
    pub(super) before: usize,
    pub(super) peak: usize,
    /// First normal observation after the bubble; the number of observations where there is none yet.
    pub(super) recovery: usize,
}

/// Criteria in units of the error variance; `∞` where inadmissible.
#[derive(Debug, Clone)]
pub(super) struct Criteria {
    /// By the last calm observation `τ₁`; by the peak, where the last observation stands for "not yet"; and by the first
    /// normal observation after the bubble, where the number of observations stands for "not yet".
    pub(super) by_date: [Vec<f64>; 3],
    /// The smallest of all.
    pub(super) least: f64,
}

/// All that the first pass over the regimes of a series finds.
#[derive(Debug, Clone)]
pub(super) struct Search<'a> {
    y: &'a [f64],
    weights: &'a [f64],
    lengths: Lengths,
    /// Sums of squares of a random walk up to each observation, and from it to the end where that is long enough to be a
    /// regime.
    walked: Vec<f64>,
    rest: Vec<f64>,
    /// Least sum of squares up to each observation if the bubble peaks there.
    rising: Vec<f64>,
    /// What every ending adds to that.
    tails: Vec<[f64; 5]>,
    /// The error variance by the model with the smallest BIC.
    variance: f64,
    /// The ending with the smallest BIC.
    ending: Ending,
    /// BIC of a random walk throughout less that of the best bubble.
    pub(super) against_calm: f64,
}

impl<'a> Search<'a> {
    /// Searches `y`, squared residuals weighted by observation (the weight of the first is not used); `None` where no
    /// bubble fits or nothing moves.
    pub(super) fn new(y: &'a [f64], weights: &'a [f64], lengths: Lengths) -> Option<Self> {
        let n = y.len();
        let mut walked = vec![0.0; n];
        for t in 1..n {
            walked[t] = walked[t - 1] + weights[t] * (y[t] - y[t - 1]) * (y[t] - y[t - 1]);
        }
        let total = *walked.last()?;
        let rest: Vec<f64> =
            (0..n).map(|e| if e + lengths.after < n { total - walked[e] } else { f64::INFINITY }).collect();
        let [mut rising, mut fallen, mut falling] = [(); 3].map(|()| vec![f64::INFINITY; n]);
        first_pass(y, weights, lengths, &walked, &rest, &mut rising, &mut fallen, &mut falling);
        let tails: Vec<[f64; 5]> = (0..n)
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
        let against_calm = bic(total, 0.0) - bic(ssr, ending.parameters());
        Some(Self { y, weights, lengths, walked, rest, rising, tails, variance, ending, against_calm })
    }

    fn penalty(&self) -> [f64; 5] {
        Ending::ALL.map(|m| m.parameters() * (self.y.len() as f64).ln() * self.variance)
    }

    /// The sequence with the smallest BIC.
    pub(super) fn best(&self) -> Sequence {
        self.sequence(|| 0.0)
    }

    /// A sequence with the same ending, drawn with the weight `e^{−criterion/2}` of its criterion, the usual approximation
    /// to a posterior probability.
    pub(super) fn plausible(&self, stream: &mut Stream) -> Sequence {
        // The least of `c + 2·ln E`, with E exponential, has a chance proportional to `e^{−c/2}`.
        self.sequence(|| 2.0 * self.variance * ln(-ln(1.0 - stream.uniform())))
    }

    /// The peak first, then what lies on either side of it, by the least criterion plus noise.
    fn sequence(&self, mut noise: impl FnMut() -> f64) -> Sequence {
        let (y, n, ending) = (self.y, self.y.len(), self.ending);
        let mut peak = (f64::INFINITY, 0);
        for t in 0..n {
            let criterion = self.rising[t] + self.tails[t][ending as usize];
            if criterion.is_finite() {
                peak = lesser(peak, (criterion + noise(), t));
            }
        }
        let (_, peak) = peak;
        let origin = y[peak];
        let mut before = (f64::INFINITY, 0);
        let mut regime = Segment::default();
        for s in (self.lengths.calm..peak).rev() {
            regime.add(y[s] - origin, y[s + 1] - y[s], self.weights[s + 1]);
            if peak - s >= self.lengths.explosive && y[s] < origin {
                before = lesser(before, (self.walked[s] + regime.fit().explosive + noise(), s));
            }
        }
        let mut fallen = (f64::INFINITY, 0);
        let mut regime = Segment::default();
        for e in peak + 1..n {
            regime.add(y[e - 1] - origin, y[e] - y[e - 1], self.weights[e]);
            if e - peak >= self.lengths.collapse && y[e] < origin {
                fallen = lesser(fallen, (regime.fit().free + self.rest[e] + noise(), e));
            }
        }
        let recovery = match ending {
            Ending::Growing | Ending::Falling => n,
            Ending::Stopped => peak + 1,
            Ending::Jumped => peak + 2,
            Ending::Recovered => fallen.1 + 1,
        };
        Sequence { ending, before: before.1, peak, recovery }
    }

    /// The criteria by date.
    pub(super) fn criteria(&self) -> Criteria {
        let Self { y, weights, lengths, walked, rest, rising, tails, .. } = self;
        let (n, penalty) = (y.len(), self.penalty());
        let tail: Vec<f64> = tails
            .iter()
            .map(|t| t.iter().zip(&penalty).map(|(t, p)| t + p).fold(f64::INFINITY, smaller))
            .collect();
        let mut origination = vec![f64::INFINITY; n];
        let mut recovery = vec![f64::INFINITY; n + 1];
        // A fall that ends at `e` is followed by the first normal observation `e + 1`.
        let by_end = &mut recovery[1..];
        second_pass(y, weights, *lengths, walked, &tail, rising, &mut origination, by_end);
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
        let by_date =
            [origination, collapse, recovery].map(|c| c.into_iter().map(|v| v / self.variance).collect());
        let [origination, ..]: &[Vec<f64>; 3] = &by_date;
        let least = origination.iter().copied().fold(f64::INFINITY, smaller);
        Criteria { by_date, least }
    }
}

/// The one with the smaller criterion.
fn lesser(best: (f64, usize), new: (f64, usize)) -> (f64, usize) {
    if new.0 < best.0 { new } else { best }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dating::segment::Line;

    fn line(y: &[f64], w: &[f64], s: usize, e: usize, explosive: bool) -> f64 {
        let free = Line::weighted(y, |t| w[t], s, e);
        let line = if explosive { free.explosive() } else { free };
        (s..e).map(|t| w[t + 1] * (y[t + 1] - y[t] - line.change(y[t])).powi(2)).sum()
    }

    fn walk(y: &[f64], w: &[f64], s: usize, e: usize) -> f64 {
        (s..e).map(|t| w[t + 1] * (y[t + 1] - y[t]).powi(2)).sum()
    }

    /// Every admissible sequence: ending, last calm observation, peak, first normal observation, sum of squares.
    fn everything(y: &[f64], w: &[f64], l: Lengths) -> Vec<(Ending, usize, usize, usize, f64)> {
        let (n, end) = (y.len(), y.len() - 1);
        let mut all = Vec::new();
        for a in l.calm..n {
            for b in (a + l.explosive..n).filter(|&b| y[b] > y[a]) {
                let head = walk(y, w, 0, a) + line(y, w, a, b, true);
                if b == end {
                    all.push((Ending::Growing, a, b, n, head));
                }
                if b + l.after <= end {
                    all.push((Ending::Stopped, a, b, b + 1, head + walk(y, w, b, end)));
                    if y[b + 1] < y[b] {
                        all.push((Ending::Jumped, a, b, b + 2, head + walk(y, w, b + 1, end)));
                    }
                }
                for c in (b + l.collapse..n).filter(|&c| y[c] < y[b]) {
                    let fallen = head + line(y, w, b, c, false);
                    if c == end {
                        all.push((Ending::Falling, a, b, n, fallen));
                    }
                    if c + l.after <= end {
                        all.push((Ending::Recovered, a, b, c + 1, fallen + walk(y, w, c, end)));
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
            steps in prop::collection::vec((-2.0..2.2_f64, 0.2..3.0_f64), 12..26), weighted: bool,
            calm in 1..4_usize, explosive in 3..6_usize, collapse in 3..5_usize, after in 1..4_usize,
        ) {
            let mut level = 1e6;
            let y: Vec<f64> = steps.iter().map(|(d, _)| { level += d; level }).collect();
            let weights: Vec<f64> = steps.iter().map(|(_, w)| if weighted { *w } else { 1.0 }).collect();
            let lengths = Lengths { calm, explosive, collapse, after };
            let (n, all) = (y.len(), everything(&y, &weights, lengths));
            let Some(search) = Search::new(&y, &weights, lengths) else {
                prop_assert!(all.is_empty());
                return Ok(());
            };
            let size = n as f64;
            let bic = |m: Ending, ssr: f64| {
                size * (ssr.max(FLOOR * walk(&y, &weights, 0, n - 1)) / size).ln() + m.parameters() * size.ln()
            };
            let best = all.iter().min_by(|a, b| bic(a.0, a.4).total_cmp(&bic(b.0, b.4))).unwrap();
            // A fit that is perfect up to rounding has no variance to speak of.
            prop_assume!(best.4 > 1e-6);
            let Sequence { ending, before, peak, recovery } = search.best();
            let found = all.iter().find(|a| (a.0, a.1, a.2, a.3) == (ending, before, peak, recovery)).unwrap();
            prop_assert!((bic(ending, found.4) - bic(best.0, best.4)).abs() < 1e-6);
            let variance = best.4 / size;
            let mut slow = [vec![f64::INFINITY; n], vec![f64::INFINITY; n], vec![f64::INFINITY; n + 1]];
            for &(m, a, b, r, ssr) in &all {
                let criterion = ssr / variance + m.parameters() * size.ln();
                for (date, slow) in [a, b, r].into_iter().zip(&mut slow) {
                    slow[date] = slow[date].min(criterion);
                }
            }
            for (fast, slow) in search.criteria().by_date.iter().zip(&slow) {
                for (f, s) in fast.iter().zip(slow) {
                    prop_assert!(f == s || (f - s).abs() < 1e-6 * s, "{f} {s}");
                }
            }
        }
    }
}
