//! Two rates from sub-counts, without a law for them: every way to deal the sub-counts out.

use serde::Serialize;

use super::SubCounts;

/// Most steps of the recursion over sub-counts, their number dealt out and their sum.
const MOST_STEPS: f64 = 3e8;
/// Most sub-counts: the number of ways to deal out more leaves double precision.
const MOST_COUNTS: usize = 1000;

/// Exact permutation test of two sides of sub-counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubCountExchange {
    /// Share of all ways to deal the sub-counts out whose first side holds at most the observed sum.
    pub p_lower: f64,
    /// Share whose first side holds at least the observed sum.
    pub p_upper: f64,
    /// Share whose first side is at least as far from its expectation.
    pub p_two_sided: f64,
    /// Smallest two-sided p-value these sub-counts could have given.
    pub smallest_p: f64,
    /// Number of ways to deal out.
    pub ways: f64,
}

/// Are the sub-counts of both sides exchangeable (so that the rates are equal)? The sum of the first side among all
/// `C(n, n₁)` ways to deal the `n` sub-counts out (Fisher 1935, The Design of Experiments, 21; Pitman 1937), by
/// recursion over the sums. Exact for independent sub-counts of any law, however much more than chance they vary.
///
/// `None` where exposures differ, so that the sub-counts are not exchangeable, or where the sub-counts are too many
/// or too large to enumerate (more than a thousand, or `n n₁ Σ` above 3·10⁸).
pub fn exchange_sub_counts(first: &SubCounts, second: &SubCounts) -> Option<SubCountExchange> {
    let exposure = *first.exposures.first()?;
    if first.exposures.iter().chain(&second.exposures).any(|t| *t != exposure) {
        return None;
    }
    let counts: Vec<f64> = first.counts.iter().chain(&second.counts).copied().collect();
    let least = counts.iter().copied().fold(f64::INFINITY, f64::min);
    // Above the least count: a smaller table, the same order of sums.
    let above: Vec<usize> = counts.iter().map(|c| (c - least) as usize).collect();
    let (n, taken, total) = (above.len(), first.counts.len(), above.iter().sum::<usize>());
    if n > MOST_COUNTS || (n * taken) as f64 * total as f64 > MOST_STEPS {
        return None;
    }
    let ways = ways_by_sum(&above, taken, total);
    let observed: usize = above[..taken].iter().sum();
    let all: f64 = ways.iter().sum();
    // Distances from the expectation `n₁ Σ / n`, times n to stay whole.
    let distance = |sum: usize| (sum * n).abs_diff(taken * total);
    let share = |counted: &dyn Fn(usize) -> bool| {
        let counted = ways.iter().enumerate().filter(|(sum, _)| counted(*sum));
        counted.map(|(_, ways)| ways).sum::<f64>() / all
    };
    let farthest = ways.iter().enumerate().filter(|(_, w)| **w > 0.0).map(|(sum, _)| distance(sum)).max()?;
    Some(SubCountExchange {
        p_lower: share(&|sum| sum <= observed),
        p_upper: share(&|sum| sum >= observed),
        p_two_sided: share(&|sum| distance(sum) >= distance(observed)),
        smallest_p: share(&|sum| distance(sum) >= farthest),
        ways: all,
    })
}

/// How many ways to take `taken` of the counts have each sum.
fn ways_by_sum(counts: &[usize], taken: usize, total: usize) -> Vec<f64> {
    let mut ways = vec![vec![0.0; total + 1]; taken + 1];
    ways[0][0] = 1.0;
    let mut reach = 0;
    for &count in counts {
        reach += count;
        for held in (1..=taken).rev() {
            let (fewer, more) = ways.split_at_mut(held);
            let (from, to) = (&fewer[held - 1], &mut more[0]);
            for sum in (count..=reach).rev() {
                to[sum] += from[sum - count];
            }
        }
    }
    ways.swap_remove(taken)
}
