//! Mann–Kendall trend test with its exact permutation null.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

use super::{AdoptionError, at_least, finite};

/// Longest series whose null distribution is computed exactly; beyond it the normal approximation is used.
pub const LONGEST_EXACT: usize = 120;

/// How the null distribution of `S` was obtained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NullDistribution {
    /// All distinct orderings of the observed values, ties included.
    Exact,
    /// Normal with the tie-corrected variance and a continuity correction.
    Normal,
}

/// Result of the Mann–Kendall test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MannKendall {
    /// `S = Σ_{i<j} sgn(x_j − x_i)`: negative when values fall.
    pub s: i64,
    /// `P(S' ≤ S)`: the p-value against a falling trend.
    pub p_falling: f64,
    /// `P(S' ≥ S)`: the p-value against a rising trend.
    pub p_rising: f64,
    /// `P(|S'| ≥ |S|)`.
    pub p_two_sided: f64,
    /// Smallest one-sided p-value that any ordering of these values could give: `1/n!` without ties.
    pub smallest_p: f64,
    /// Number of values.
    pub observations: usize,
    /// How the null distribution was obtained.
    pub null: NullDistribution,
}

/// Mann–Kendall test of exchangeability against a monotone trend (Mann 1945, Econometrica 13; Kendall 1938,
/// Biometrika 30).
///
/// The null distribution is exact with ties too: the discordant pairs of a random ordering of a multiset are
/// distributed as the coefficients of the Gaussian multinomial (MacMahon 1916), multiplied up here from all-positive
/// terms, so that the far tail keeps its digits.
///
/// # Errors
/// [`AdoptionError::TooShort`] below 2 values, [`AdoptionError::NotFinite`].
pub fn mann_kendall(values: &[f64]) -> Result<MannKendall, AdoptionError> {
    at_least("the Mann–Kendall test", 2, values.len())?;
    finite(values)?;
    let s = kendall_s(values);
    let groups = tie_groups(values);
    Ok(if values.len() <= LONGEST_EXACT { exact(s, &groups) } else { approximate(s, &groups) })
}

fn kendall_s(values: &[f64]) -> i64 {
    let mut s = 0;
    for (i, earlier) in values.iter().enumerate() {
        for later in &values[i + 1..] {
            s += i64::from(later > earlier) - i64::from(later < earlier);
        }
    }
    s
}

/// Sizes of the groups of equal values.
fn tie_groups(values: &[f64]) -> Vec<usize> {
    let mut sorted = values.to_vec();
    // Adding zero makes −0 equal to 0 for the comparison of neighbours.
    sorted.sort_by(|a, b| (a + 0.0).total_cmp(&(b + 0.0)));
    sorted.chunk_by(|a, b| a == b).map(<[f64]>::len).collect()
}

fn exact(s: i64, groups: &[usize]) -> MannKendall {
    let probabilities = discordant_pairs(groups);
    let pairs = probabilities.len() as i64 - 1;
    // S = (untied pairs) − 2·(discordant pairs).
    let discordant = ((pairs - s) / 2) as usize;
    let tail = |k: usize| probabilities[k..].iter().rev().sum::<f64>().min(1.0);
    let (p_falling, p_rising) = (tail(discordant), tail(pairs as usize - discordant));
    let extreme = discordant.max(pairs as usize - discordant);
    let p_two_sided = if s == 0 { 1.0 } else { (2.0 * tail(extreme)).min(1.0) };
    MannKendall {
        s,
        p_falling,
        p_rising,
        p_two_sided,
        smallest_p: probabilities[0],
        observations: groups.iter().sum(),
        null: NullDistribution::Exact,
    }
}

/// Probabilities of 0, 1, 2, … discordant pairs in a random ordering of a multiset with these group sizes.
fn discordant_pairs(groups: &[usize]) -> Vec<f64> {
    let mut product = vec![1.0];
    let mut before = 0;
    for &size in groups {
        product = convolve(&product, &gaussian_binomial(before, size));
        before += size;
    }
    product
}

/// Coefficients of the Gaussian binomial `[a+b choose b]_q`, divided by their sum: the number of discordant pairs
/// between `b` new equal values and `a` earlier, smaller ones.
fn gaussian_binomial(a: usize, b: usize) -> Vec<f64> {
    // rows[j] holds [i+j choose j]_q as probabilities; the last of the i+j letters is new with probability j/(i+j).
    let mut rows: Vec<Vec<f64>> = vec![vec![1.0]; b + 1];
    for i in 1..=a {
        for j in 1..=b {
            let new_last = j as f64 / (i + j) as f64;
            let mut next = vec![0.0; i * j + 1];
            // A larger last letter is discordant with nothing; a smaller one with all j larger.
            for (k, p) in rows[j - 1].iter().enumerate() {
                next[k] += new_last * p;
            }
            for (k, p) in rows[j].iter().enumerate() {
                next[k + j] += (1.0 - new_last) * p;
            }
            rows[j] = next;
        }
    }
    rows.swap_remove(b)
}

fn convolve(left: &[f64], right: &[f64]) -> Vec<f64> {
    let mut product = vec![0.0; left.len() + right.len() - 1];
    for (i, a) in left.iter().enumerate() {
        for (sum, b) in product[i..].iter_mut().zip(right) {
            *sum += a * b;
        }
    }
    product
}

fn approximate(s: i64, groups: &[usize]) -> MannKendall {
    let term = |m: usize| m as f64 * (m as f64 - 1.0) * (2.0 * m as f64 + 5.0);
    let n: usize = groups.iter().sum();
    let variance = (term(n) - groups.iter().map(|&m| term(m)).sum::<f64>()) / 18.0;
    let pairs = (n * (n - 1) - groups.iter().map(|m| m * (m - 1)).sum::<usize>()) as f64 / 2.0;
    let lower_tail = |s: f64| {
        // All values equal: S is always 0.
        if variance > 0.0 { Normal::standard().cdf((s + 1.0) / variance.sqrt()) } else { 1.0 }
    };
    let s_value = s as f64;
    MannKendall {
        s,
        p_falling: lower_tail(s_value),
        p_rising: lower_tail(-s_value),
        p_two_sided: if s == 0 { 1.0 } else { (2.0 * lower_tail(-s_value.abs())).min(1.0) },
        smallest_p: lower_tail(-pairs),
        observations: n,
        null: NullDistribution::Normal,
    }
}
