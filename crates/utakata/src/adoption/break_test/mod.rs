//! One change in the level of growth at an unknown date, where there are enough periods to test for it.

mod statement;

use serde::Serialize;

use super::{AdoptionError, at_least, log_growth};
use crate::random::{Normal, Stream};

/// Share of the periods left out at each end (Andrews 1993).
const TRIMMING: f64 = 0.15;
/// Fewest periods tested: below, trimmed splits are a handful and other laws of the errors decide.
const FEWEST: usize = 15;
/// Draws of the null distribution.
const DRAWS: u32 = 9_999;

/// Result of the sup-F test, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "outcome")]
pub enum BreakTest {
    /// Too few periods.
    NotTestable {
        /// Periods given.
        observations: usize,
        /// Periods needed.
        needed: usize,
        /// Smallest p-value that an exact permutation test of one split named in advance could give:
        /// `1/C(n, ⌊n/2⌋)`.
        smallest_p: f64,
    },
    /// Tested.
    Tested {
        /// Largest F statistic of "the same mean on both sides" over the splits.
        sup_f: f64,
        /// The split that gives it: number of periods before the change.
        before: usize,
        /// First and last split looked at.
        splits: (usize, usize),
        /// Monte Carlo p-value, exact for independent normal errors.
        p_value: f64,
        /// Smallest p-value the draws can give.
        smallest_p: f64,
        /// Periods.
        observations: usize,
    },
}

/// Tests for one change, in either direction and at an unknown date, in the mean of log growth: the largest F over
/// the splits that leave 15 % of the periods on each side (Andrews 1993, Econometrica 61; Quandt 1960, JASA 55).
///
/// With independent normal errors the statistic's law depends on the number of periods alone, so 9,999 draws of it,
/// the same on every machine, make the p-value exact for such errors (Dufour 2006, Journal of Econometrics 133);
/// asymptotic tables are not needed. Errors that persist make it reject too often. Below 15 periods the answer is
/// that a break cannot be tested.
///
/// # Errors
/// [`AdoptionError`] below 3 periods, for growth that is not finite or not above −1, or equal in every period.
pub fn break_test(growth: &[f64]) -> Result<BreakTest, AdoptionError> {
    at_least("the test for a break", 3, growth.len())?;
    let x = log_growth(growth)?;
    let n = x.len();
    if n < FEWEST {
        let smallest_p = super::since_when::choices(n, n / 2).recip();
        return Ok(BreakTest::NotTestable { observations: n, needed: FEWEST, smallest_p });
    }
    let splits = splits(n);
    let Some((sup_f, before)) = sup_f(&x, splits) else { return Err(AdoptionError::NoModel) };
    let normal = Normal::new();
    let mut errors = vec![0.0; n];
    let mut reached = 0_u32;
    for draw in 0..DRAWS {
        let mut stream = Stream::new(0, u64::from(draw));
        errors.fill_with(|| normal.sample(&mut stream));
        reached += u32::from(self::sup_f(&errors, splits).is_some_and(|(f, _)| f >= sup_f));
    }
    let share = |count: u32| f64::from(count + 1) / f64::from(DRAWS + 1);
    let (p_value, smallest_p) = (share(reached), share(0));
    Ok(BreakTest::Tested { sup_f, before, splits, p_value, smallest_p, observations: n })
}

/// First and last split of `n` periods.
fn splits(n: usize) -> (usize, usize) {
    let trimmed = (TRIMMING * n as f64).ceil() as usize;
    (trimmed, n - trimmed)
}

/// The largest F, and its split; absent when the values do not vary.
fn sup_f(x: &[f64], (first, last): (usize, usize)) -> Option<(f64, usize)> {
    let n = x.len() as f64;
    let mean = x.iter().sum::<f64>() / n;
    let total: f64 = x.iter().map(|v| (v - mean).powi(2)).sum();
    let mut sum: f64 = x[..first].iter().map(|v| v - mean).sum();
    let (mut explained, mut before) = (f64::MIN, first);
    for k in first..=last {
        // Sum of squares between the two sides.
        let between = sum * sum * n / (k as f64 * (n - k as f64));
        if between > explained {
            (explained, before) = (between, k);
        }
        sum += x.get(k).map_or(0.0, |v| v - mean);
    }
    let largest = x.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    if total <= 1e-24 * n * largest * largest {
        return None;
    }
    Some((explained / ((total - explained) / (n - 2.0)), before))
}
