//! Two-sided binomial p-values that order outcomes by likelihood or by tail, and the intervals they invert to.
//!
//! For a share below the observed one the p-value is `P(X ≥ x) + P(X ≤ k)`, where `k` grows in jumps with the share.
//! Between jumps it first falls and then rises (the ratio of the two slopes is monotone), so the outermost share with
//! p-value above `alpha` is either a jump or the one root before the next jump.

use crate::tail::{binomial_at_least, binomial_at_most, binomial_mass, bisect_odds, ln_binomial_mass};

/// Relative slack with which two probabilities count as equal, so that exact ties survive rounding.
const TIE: f64 = 1e-10;

/// Total probability of outcomes no likelier than `x`.
pub(super) fn minimum_likelihood_p(x: f64, n: f64, p: f64, q: f64) -> f64 {
    let mass = binomial_mass(x, n, p, q) * (1.0 + TIE);
    let mode = ((n + 1.0) * p).floor().min(n);
    let no_likelier = |k: f64| binomial_mass(k, n, p, q) <= mass;
    if x <= mode {
        // The first outcome from the mode upwards that is no likelier than x.
        let from = first_true(mode, n + 1.0, no_likelier);
        (binomial_at_most(x, n, p, q) + binomial_at_least(from.max(x + 1.0), n, p, q)).min(1.0)
    } else {
        let to = first_true(n - mode, n + 1.0, |mirrored| no_likelier(n - mirrored));
        (binomial_at_least(x, n, p, q) + binomial_at_most((n - to).min(x - 1.0), n, p, q)).min(1.0)
    }
}

/// The smaller tail plus the largest opposite tail that does not exceed it.
pub(super) fn blaker_p(x: f64, n: f64, p: f64, q: f64) -> f64 {
    let (lower, upper) = (binomial_at_most(x, n, p, q), binomial_at_least(x, n, p, q));
    let tail = lower.min(upper);
    let opposite = if upper < lower {
        let to = first_true(0.0, n + 1.0, |k| binomial_at_most(k, n, p, q) > tail * (1.0 + TIE)) - 1.0;
        binomial_at_most(to, n, p, q)
    } else {
        let from = first_true(0.0, n + 1.0, |k| binomial_at_least(k, n, p, q) <= tail * (1.0 + TIE));
        binomial_at_least(from, n, p, q)
    };
    (tail + opposite).min(1.0)
}

/// Limits of the minimum-likelihood interval as odds.
pub(super) fn minimum_likelihood_odds(x: f64, n: f64, alpha: f64) -> (f64, Option<f64>) {
    let limit = |x: f64| {
        lower_limit(x, n, alpha, |k| {
            // P(X = k) = P(X = x): odds^(x−k) = C(n,k)/C(n,x).
            let ratio = ln_binomial_mass(k, n, 0.5, 0.5) - ln_binomial_mass(x, n, 0.5, 0.5);
            (ratio / (x - k)).exp()
        })
    };
    (limit(x), upper_from(x, n, limit))
}

/// Limits of Blaker's interval as odds.
pub(super) fn blaker_odds(x: f64, n: f64, alpha: f64) -> (f64, Option<f64>) {
    let limit = |x: f64| {
        lower_limit(x, n, alpha, |k| {
            bisect_odds(|p, q| binomial_at_most(k, n, p, q) > binomial_at_least(x, n, p, q))
        })
    };
    (limit(x), upper_from(x, n, limit))
}

/// The upper limit is the mirrored lower limit.
fn upper_from(x: f64, n: f64, lower: impl Fn(f64) -> f64) -> Option<f64> {
    (x < n).then(|| lower(n - x).recip())
}

/// Smallest odds with p-value above `alpha`; `entry(k)` are the odds from which on `k` belongs to the lower tail.
fn lower_limit(x: f64, n: f64, alpha: f64, entry: impl Fn(f64) -> f64) -> f64 {
    if x == 0.0 {
        return 0.0;
    }
    let p_value = |k: f64, odds: f64| {
        let (p, q) = (odds / (1.0 + odds), (1.0 + odds).recip());
        binomial_at_least(x, n, p, q) + binomial_at_most(k, n, p, q)
    };
    // The first k whose p-value at its own entry exceeds alpha; the p-value at entries grows with k.
    let first = first_true(0.0, x, |k| p_value(k, entry(k)) > alpha);
    let (tail, start) = (first - 1.0, if first > 0.0 { entry(first - 1.0) } else { 0.0 });
    // With `tail` alone the p-value may already pass alpha before the next jump.
    let end = if first < x { entry(first) } else { f64::INFINITY };
    let root = bisect_odds(|p, q| {
        let odds = p / q;
        odds <= start || (odds < end && p_value(tail, odds) <= alpha)
    });
    root.min(end)
}

/// The first whole number in `from .. to` for which a monotone condition holds; `to` when none does.
fn first_true(from: f64, to: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (from, to);
    while low < high {
        let middle = f64::midpoint(low, high).floor();
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1.0;
        }
    }
    low
}
