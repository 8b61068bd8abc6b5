//! "Since when has growth been lower?": the splits that exact permutation cannot exclude.

mod orderings;
mod statement;

use serde::Serialize;

use super::{AdoptionError, LONGEST_EXACT, at_least, level, log_growth};

/// Longest series whose orderings are all enumerated; longer ones are sampled.
const LONGEST_ENUMERATED: usize = 9;
/// Orderings per p-value where they are sampled, the observed one among them.
const SAMPLED: u32 = 10_000;
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
    /// Smallest p-value this split could give: one over the number of ways to choose the periods before it, or one
    /// over the sampled orderings.
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
    /// Number of growth periods.
    pub observations: usize,
    /// Orderings sampled per p-value; absent where all were enumerated.
    pub sampled_orderings: Option<u32>,
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

/// Dates a fall in the level of log growth by permutation: exactly up to 9 periods, by 10,000 sampled orderings (the
/// same on every machine) up to 120.
///
/// If the one fall in level comes after period `k`, the values on each side are exchangeable among themselves; the
/// largest standardised fall at any *other* split within a side then has a known permutation law, and the splits it
/// does not reject at `1 − confidence` form a confidence set (a permutation test inverted; for permutation tests of
/// change points see Antoch & Hušková 2001, Statistics & Probability Letters 53). A handful of points excludes little:
/// a side of `m` values alone can give no p below `1/m!`.
///
/// # Errors
/// [`AdoptionError`] below 3 or above 120 periods, for growth that is not finite or not above −1, or a level outside
/// (0, 1).
pub fn since_when(growth: &[f64], confidence: f64) -> Result<Dating, AdoptionError> {
    let method = "the permutation set for the date";
    let observations = growth.len();
    at_least(method, 3, observations)?;
    if observations > LONGEST_EXACT {
        return Err(AdoptionError::TooLong { method, most: LONGEST_EXACT, given: observations });
    }
    let confidence = level("the confidence level", confidence)?;
    let x = log_growth(growth)?;
    let (splits, p_change) = splits(&x);
    // p ≤ 1 − confidence, whichever way the subtraction rounds: p-values here are fractions like 1/10.
    let rejected = |p: f64| p <= 1.0 - confidence + SLACK;
    let possible: Vec<usize> = splits.iter().filter(|s| !rejected(s.p_here)).map(|s| s.before).collect();
    let outcome = if !rejected(p_change) {
        DatingOutcome::NoChangeShown
    } else if possible.is_empty() {
        DatingOutcome::NoSingleChange
    } else if possible.len() == splits.len() {
        DatingOutcome::EverySplitPossible
    } else {
        DatingOutcome::Dated
    };
    let sampled_orderings = (observations > LONGEST_ENUMERATED).then_some(SAMPLED);
    Ok(Dating { splits, p_change, observations, sampled_orderings, confidence, possible, outcome })
}

/// Every split with its p-values, and the p-value of "no change" with the search allowed for: one pass over the
/// orderings of the whole series serves them all.
fn splits(x: &[f64]) -> (Vec<Split>, f64) {
    let slack = slack(x);
    let observed: Vec<f64> = differences(x).collect();
    let observed_fall = largest_fall(x);
    let (mut all, mut change) = (0_u32, 0_u32);
    let mut counts = vec![(0_u32, 0_u32); observed.len()];
    let tally = |ordering: &[f64]| {
        all += 1;
        change += u32::from(largest_fall(ordering) >= observed_fall - slack);
        for (count, (value, observed)) in counts.iter_mut().zip(differences(ordering).zip(&observed)) {
            count.0 += u32::from(value >= observed - slack);
            count.1 += u32::from(value.abs() >= observed.abs() - slack);
        }
    };
    if x.len() <= LONGEST_ENUMERATED {
        orderings::all(x, tally);
    } else {
        orderings::sampled(x, 0, SAMPLED, 0, tally);
    }
    let share = |count: u32| f64::from(count) / f64::from(all);
    let splits = observed
        .iter()
        .zip(&counts)
        .enumerate()
        .map(|(index, (&difference, &(falling, either)))| Split {
            before: index + 1,
            difference,
            p_falling: share(falling),
            p_two_sided: share(either),
            smallest_p: choices(x.len(), index + 1).recip().max(share(1)),
            p_here: p_here(x, index + 1),
        })
        .collect();
    (splits, share(change))
}

/// Slack within which two orderings give the same difference, whatever the order of additions.
fn slack(x: &[f64]) -> f64 {
    SLACK * x.iter().map(|v| v.abs()).sum::<f64>()
}

/// Mean before minus mean after, at every split.
fn differences(x: &[f64]) -> impl Iterator<Item = f64> + '_ {
    let n = x.len() as f64;
    let total: f64 = x.iter().sum();
    let mut sum = 0.0;
    (1..x.len()).map(move |k| {
        sum += x[k - 1];
        sum / k as f64 - (total - sum) / (n - k as f64)
    })
}

/// Largest standardised fall `√(k(n−k)/n)·(mean before − mean after)` over the splits of `x`; the lowest possible
/// for one value, which has no split.
fn largest_fall(x: &[f64]) -> f64 {
    let n = x.len() as f64;
    let standardised = differences(x).enumerate().map(|(index, difference)| {
        let k = (index + 1) as f64;
        difference * (k * (n - k) / n).sqrt()
    });
    standardised.fold(f64::MIN, f64::max)
}

/// p-value of "both sides of the split are exchangeable within themselves".
fn p_here(x: &[f64], before: usize) -> f64 {
    let (first, rest) = x.split_at(before);
    let observed = largest_fall(first).max(largest_fall(rest)) - slack(x);
    if x.len() <= LONGEST_ENUMERATED {
        // The sides are independent, so the larger of the two stays below only if both do: 1 − (1 − a)(1 − b).
        let [a, b] = [first, rest].map(|side| exceedance(side, observed));
        return a + b - a * b;
    }
    let mut reached = 0_u32;
    orderings::sampled(x, before, SAMPLED, before as u64, |ordering| {
        let (first, rest) = ordering.split_at(before);
        reached += u32::from(largest_fall(first).max(largest_fall(rest)) >= observed);
    });
    f64::from(reached) / f64::from(SAMPLED)
}

/// Share of all orderings of one side whose largest fall reaches `observed`.
fn exceedance(side: &[f64], observed: f64) -> f64 {
    let (mut all, mut reached) = (0_u32, 0_u32);
    orderings::all(side, |ordering| {
        all += 1;
        reached += u32::from(largest_fall(ordering) >= observed);
    });
    f64::from(reached) / f64::from(all)
}

/// Number of ways to choose `k` of `n`.
pub(super) fn choices(n: usize, k: usize) -> f64 {
    (0..k.min(n - k)).fold(1.0, |product, i| product * (n - i) as f64 / (i + 1) as f64)
}
