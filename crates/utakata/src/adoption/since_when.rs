//! "Since when has growth been lower?": the splits that exact permutation cannot exclude.

use serde::Serialize;

use super::{AdoptionError, at_least, level, log_growth};

/// Longest series whose orderings are all enumerated.
const LONGEST: usize = 10;
/// Relative slack within which two orderings give the same statistic, whatever the order of additions.
const SLACK: f64 = 1e-12;

/// One candidate date of a single change in level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Split {
    /// Number of periods before the change: the change comes after period `before`, counted from 1.
    pub before: usize,
    /// Mean log growth before minus mean after.
    pub difference: f64,
    /// Permutation p-value of "no change" against lower growth after this split, as if it had been named in advance.
    pub p_falling: f64,
    /// The same against a change in either direction.
    pub p_two_sided: f64,
    /// Smallest p-value this split could give: one over the number of ways to choose the periods before it.
    pub smallest_p: f64,
    /// p-value of "the only change of level is exactly here", both sides exchangeable within themselves.
    pub p_here: f64,
}

/// How well the change is dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DatingOutcome {
    /// A change of level is shown and some splits are excluded: the confidence set is the date.
    Dated,
    /// A change of level is shown, but every split remains possible.
    EverySplitPossible,
    /// Searched over all splits, no change of level is shown: there is no date to give.
    NoChangeShown,
    /// A change is shown, but no single change of level fits (a gradual decline, or several changes).
    NoSingleChange,
}

/// Confidence set for the date of a single change in level.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dating {
    /// Every split, from "after the first period" to "before the last".
    pub splits: Vec<Split>,
    /// Permutation p-value of "no change" against a fall somewhere, the search over splits allowed for.
    pub p_change: f64,
    /// Confidence level of the set.
    pub confidence: f64,
    /// `before` of every split not excluded (`p_here` above `1 − confidence`).
    pub possible: Vec<usize>,
    /// What the set amounts to.
    pub outcome: DatingOutcome,
}

impl Dating {
    /// Whether the honest answer is that the change cannot be dated with these data.
    pub fn cannot_be_dated(&self) -> bool {
        self.outcome != DatingOutcome::Dated
    }
}

/// Dates a fall in the level of log growth by exact permutation.
///
/// If the one fall in level comes after period `k`, the values on each side are exchangeable among themselves; the
/// largest standardised fall at any *other* split within a side then has a known permutation law, and the splits it
/// does not reject at `1 − confidence` form a confidence set (a permutation test inverted; for permutation tests of
/// change points see Antoch & Hušková 2001, Statistics & Probability Letters 53). A handful of points excludes little:
/// a side of `m` values alone can give no p below `1/m!`.
///
/// # Errors
/// [`AdoptionError`] below 3 or above 10 periods, for growth that is not finite or not above −1, or a level outside
/// (0, 1).
pub fn since_when(growth: &[f64], confidence: f64) -> Result<Dating, AdoptionError> {
    let method = "the permutation set for the date";
    at_least(method, 3, growth.len())?;
    if growth.len() > LONGEST {
        return Err(AdoptionError::TooLong { method, most: LONGEST, given: growth.len() });
    }
    let confidence = level("the confidence level", confidence)?;
    let x = log_growth(growth)?;
    let splits: Vec<Split> = (1..x.len()).map(|before| split(&x, before)).collect();
    // p ≤ 1 − confidence, whichever way the subtraction rounds: p-values here are fractions like 1/10.
    let rejected = |p: f64| p <= 1.0 - confidence + SLACK;
    let possible: Vec<usize> = splits.iter().filter(|s| !rejected(s.p_here)).map(|s| s.before).collect();
    let p_change = exceedance(&x, largest_fall, largest_fall(&x));
    let outcome = if !rejected(p_change) {
        DatingOutcome::NoChangeShown
    } else if possible.is_empty() {
        DatingOutcome::NoSingleChange
    } else if possible.len() == splits.len() {
        DatingOutcome::EverySplitPossible
    } else {
        DatingOutcome::Dated
    };
    Ok(Dating { splits, p_change, confidence, possible, outcome })
}

fn split(x: &[f64], before: usize) -> Split {
    let observed = difference(x, before);
    let slack = SLACK * x.iter().map(|v| v.abs()).sum::<f64>();
    let (mut all, mut falling, mut either) = (0_u32, 0_u32, 0_u32);
    // Each subset of periods of the right size, once.
    for subset in (0_u32..1 << x.len()).filter(|mask| mask.count_ones() as usize == before) {
        let sum: f64 = (0..x.len()).filter(|&i| subset >> i & 1 == 1).map(|i| x[i]).sum();
        let other: f64 = (0..x.len()).filter(|&i| subset >> i & 1 == 0).map(|i| x[i]).sum();
        let value = sum / before as f64 - other / (x.len() - before) as f64;
        all += 1;
        falling += u32::from(value >= observed - slack);
        either += u32::from(value.abs() >= observed.abs() - slack);
    }
    let share = |count: u32| f64::from(count) / f64::from(all);
    Split {
        before,
        difference: observed,
        p_falling: share(falling),
        p_two_sided: share(either),
        smallest_p: share(1),
        p_here: p_here(x, before),
    }
}

/// Mean of the first `before` values minus the mean of the rest.
fn difference(x: &[f64], before: usize) -> f64 {
    let (first, rest) = x.split_at(before);
    first.iter().sum::<f64>() / first.len() as f64 - rest.iter().sum::<f64>() / rest.len() as f64
}

/// Largest standardised fall `√(k(n−k)/n)·(mean before − mean after)` over the splits of `x`; the
/// lowest possible for one value, which has no split.
fn largest_fall(x: &[f64]) -> f64 {
    standardised(x).fold(f64::MIN, f64::max)
}

fn standardised(x: &[f64]) -> impl Iterator<Item = f64> + '_ {
    let n = x.len() as f64;
    let total: f64 = x.iter().sum();
    let mut sum = 0.0;
    (1..x.len()).map(move |k| {
        sum += x[k - 1];
        let k = k as f64;
        // The difference of means times √(k(n−k)/n).
        (sum - k / n * total) * (n / (k * (n - k))).sqrt()
    })
}

/// p-value of "both sides of the split are exchangeable within themselves".
fn p_here(x: &[f64], before: usize) -> f64 {
    let (first, rest) = x.split_at(before);
    let observed = largest_fall(first).max(largest_fall(rest));
    // The sides are independent, so the larger of the two stays below only if both do: 1 − (1 − a)(1 − b).
    let [a, b] = [first, rest].map(|side| exceedance(side, largest_fall, observed));
    a + b - a * b
}

/// Share of the orderings of `values` whose statistic reaches `observed`.
fn exceedance(values: &[f64], statistic: impl Fn(&[f64]) -> f64, observed: f64) -> f64 {
    let slack = SLACK * values.iter().map(|v| v.abs()).sum::<f64>();
    let (mut all, mut reached) = (0_u32, 0_u32);
    for_each_ordering(values, |ordering| {
        all += 1;
        reached += u32::from(statistic(ordering) >= observed - slack);
    });
    f64::from(reached) / f64::from(all)
}

/// Visits all `n!` orderings (Heap 1963, The Computer Journal 6).
fn for_each_ordering(values: &[f64], mut visit: impl FnMut(&[f64])) {
    let mut current = values.to_vec();
    let mut counters = vec![0_usize; current.len()];
    visit(&current);
    let mut i = 1;
    while i < current.len() {
        if counters[i] < i {
            current.swap(if i % 2 == 0 { 0 } else { counters[i] }, i);
            visit(&current);
            counters[i] += 1;
            i = 1;
        } else {
            counters[i] = 0;
            i += 1;
        }
    }
}
