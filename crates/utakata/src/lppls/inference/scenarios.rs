//! Critical times of several windows as scenarios: clusters in the logarithm of the time left (Gerlach, Demos & Sornette
//! 2019 use k-means with 2 to 10 clusters).
//!
//! On a line the clusters of the smallest sum of squares are found exactly, by dynamic programming (Wang & Song 2011). Their
//! number is that of the largest mean silhouette (Rousseeuw 1987); where no silhouette exceeds a half, the structure is weak
//! (Kaufman & Rousseeuw 1990) and there is one scenario.

use serde::Serialize;

use crate::null::quantile;

/// One cluster of critical times.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Scenario {
    /// Share of the windows. It is no probability: windows that share observations are no independent votes.
    pub share: f64,
    /// Windows.
    pub windows: usize,
    /// Smallest time to the critical time.
    pub low: f64,
    /// Median.
    pub median: f64,
    /// Largest.
    pub high: f64,
}

/// The scenarios, nearest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scenarios {
    /// At least one.
    pub scenarios: Vec<Scenario>,
    /// Mean silhouette of the chosen number of clusters; `None` with one.
    pub silhouette: Option<f64>,
}

/// Most clusters.
const MOST: usize = 10;
/// Mean silhouette below which the structure is weak.
const WEAK: f64 = 0.5;

/// Of the times to the critical time found in several windows; `None` where there is none or one is not positive.
pub fn scenarios(tc_minus_t2: &[f64]) -> Option<Scenarios> {
    if tc_minus_t2.is_empty() || tc_minus_t2.iter().any(|d| !(d.is_finite() && *d > 0.0)) {
        return None;
    }
    let mut sorted = tc_minus_t2.to_vec();
    sorted.sort_by(f64::total_cmp);
    let logs: Vec<f64> = sorted.iter().map(|d| d.ln()).collect();
    let mut distinct = logs.clone();
    distinct.dedup();
    let splits = splits(&logs, MOST.min(distinct.len()));
    let mut best: (f64, &[usize]) = (WEAK, &splits[0]);
    for split in &splits[1..] {
        let silhouette = silhouette(&logs, split);
        if silhouette > best.0 {
            best = (silhouette, split);
        }
    }
    let (silhouette, starts) = best;
    let ends = starts[1..].iter().copied().chain([sorted.len()]);
    let scenario = |(from, to): (&usize, usize)| {
        let inside = &sorted[*from..to];
        Some(Scenario {
            share: inside.len() as f64 / sorted.len() as f64,
            windows: inside.len(),
            low: *inside.first()?,
            median: quantile(inside, 0.5)?,
            high: *inside.last()?,
        })
    };
    let scenarios: Option<Vec<Scenario>> = starts.iter().zip(ends).map(scenario).collect();
    Some(Scenarios { scenarios: scenarios?, silhouette: (starts.len() > 1).then_some(silhouette) })
}

/// For 1 to `most` clusters, where each begins so that the sum of squares within them is smallest.
fn splits(sorted: &[f64], most: usize) -> Vec<Vec<usize>> {
    let n = sorted.len();
    let sums = |power: i32| {
        let mut sum = 0.0;
        let add = |x: &f64| {
            sum += (x - sorted[n / 2]).powi(power);
            sum
        };
        std::iter::once(0.0).chain(sorted.iter().map(add)).collect::<Vec<f64>>()
    };
    let (first, second) = (sums(1), sums(2));
    let within = |from: usize, to: usize| {
        let sum = first[to] - first[from];
        (second[to] - second[from] - sum * sum / (to - from) as f64).max(0.0)
    };
    // cost[to] with so many clusters, and where the last of them begins.
    let mut cost: Vec<f64> = (0..=n).map(|to| if to == 0 { 0.0 } else { within(0, to) }).collect();
    let mut begins: Vec<Vec<usize>> = vec![vec![0; n + 1]];
    for clusters in 2..=most {
        let mut next = vec![f64::INFINITY; n + 1];
        let mut begin = vec![0; n + 1];
        for to in clusters..=n {
            for (from, before) in cost[..to].iter().enumerate().skip(clusters - 1) {
                let value = before + within(from, to);
                if value < next[to] {
                    (next[to], begin[to]) = (value, from);
                }
            }
        }
        cost = next;
        begins.push(begin);
    }
    (0..most)
        .map(|clusters| {
            let mut to = n;
            let mut starts: Vec<usize> = (0..=clusters)
                .rev()
                .map(|k| {
                    to = begins[k][to];
                    to
                })
                .collect();
            starts.reverse();
            starts
        })
        .collect()
}

/// Mean silhouette; a cluster of one counts zero.
fn silhouette(sorted: &[f64], starts: &[usize]) -> f64 {
    let ranges: Vec<&[f64]> = starts
        .iter()
        .zip(starts[1..].iter().copied().chain([sorted.len()]))
        .map(|(from, to)| &sorted[*from..to])
        .collect();
    let distance = |x: f64, cluster: &[f64]| cluster.iter().map(|y| (x - y).abs()).sum::<f64>();
    let mut total = 0.0;
    for (own, cluster) in ranges.iter().enumerate() {
        if cluster.len() == 1 {
            continue;
        }
        for &x in *cluster {
            let inside = distance(x, cluster) / (cluster.len() - 1) as f64;
            let others = ranges.iter().enumerate().filter(|(other, _)| *other != own);
            let outside = others.map(|(_, c)| distance(x, c) / c.len() as f64).fold(f64::INFINITY, f64::min);
            let largest = inside.max(outside);
            if largest > 0.0 {
                total += (outside - inside) / largest;
            }
        }
    }
    total / sorted.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_are_those_that_an_exhaustive_search_finds() {
        let values = [0.0, 0.1, 0.9, 1.0, 1.3, 2.5, 2.6, 4.0];
        let within = |cluster: &[f64]| {
            let mean = cluster.iter().sum::<f64>() / cluster.len() as f64;
            cluster.iter().map(|x| (x - mean).powi(2)).sum::<f64>()
        };
        let found = &splits(&values, 3)[2];
        let of = |a: usize, b: usize| within(&values[..a]) + within(&values[a..b]) + within(&values[b..]);
        let all = (1..7).flat_map(|a| (a + 1..8).map(move |b| (a, b)));
        let best = all.min_by(|x, y| of(x.0, x.1).total_cmp(&of(y.0, y.1))).unwrap();
        assert_eq!(found, &[0, best.0, best.1]);
    }

    #[test]
    fn two_groups_are_two_scenarios_and_a_spread_is_one() {
        let found = scenarios(&[3.0, 40.0, 3.2, 2.9, 41.0, 3.1]).unwrap();
        let seen: Vec<(usize, f64, f64)> =
            found.scenarios.iter().map(|s| (s.windows, s.low, s.high)).collect();
        assert_eq!(seen, [(4, 2.9, 3.2), (2, 40.0, 41.0)]);
        assert!(found.silhouette.unwrap() > 0.9);
        assert!((found.scenarios[0].share - 4.0 / 6.0).abs() < 1e-15);
        assert_eq!(scenarios(&[5.0; 4]).unwrap().scenarios.len(), 1);
        assert_eq!(scenarios(&[5.0]).unwrap().silhouette, None);
        assert_eq!((scenarios(&[]), scenarios(&[1.0, 0.0])), (None, None));
    }
}
