//! The E-test of two Poisson rates.

use super::{RateError, checked_counts};
use crate::tail::poisson_mass;

/// Relative slack with which two statistics count as equal, so that mirrored outcomes stay in.
const TIE: f64 = 1e-12;

/// Two-sided p-value of "the rates are equal" by the E-test of Krishnamoorthy & Thomson (2004, Journal of
/// Statistical Planning and Inference 119): the statistic is the standardised difference of rates, its null
/// distribution that of two Poisson counts with the pooled rate put in.
///
/// Less conservative than the conditional test, but its level holds only nearly, because the pooled rate is an
/// estimate. `counts` and `exposures` are `[first, second]`.
///
/// # Errors
/// [`RateError`] when both counts are zero or an exposure is not positive.
pub fn e_test(counts: [u64; 2], exposures: [f64; 2]) -> Result<f64, RateError> {
    let [x, y] = checked_counts(counts, exposures)?;
    if counts == [0, 0] {
        return Err(RateError::NoEvents);
    }
    let [t1, t2] = exposures;
    let pooled = (x + y) / (t1 + t2);
    let statistic = |x: f64, y: f64| {
        let variance = x / (t1 * t1) + y / (t2 * t2);
        if variance > 0.0 { (x / t1 - y / t2) / variance.sqrt() } else { 0.0 }
    };
    let observed = statistic(x, y).abs() * (1.0 - TIE);
    if observed == 0.0 {
        return Ok(1.0);
    }
    let first = masses(pooled * t1);
    let second = masses(pooled * t2);
    let at_most = cumulated(second.values.iter());
    let at_least = cumulated(second.values.iter().rev());
    // For a fixed first count the statistic falls in the second one, and both bounds move up with the first count.
    let (mut low, mut high) = (0, 0);
    let mut total = 0.0;
    for (i, mass) in first.values.iter().enumerate() {
        let first_count = first.from + i as f64;
        let value = |j: usize| statistic(first_count, second.from + j as f64);
        while low < second.values.len() && value(low) >= observed {
            low += 1;
        }
        while high < second.values.len() && value(high) > -observed {
            high += 1;
        }
        total += mass * (at_most[low] + at_least[second.values.len() - high]);
    }
    Ok(total.min(1.0))
}

/// Poisson probabilities of `from, from + 1, …`, wide enough that what is left out is below 1e-300.
struct Masses {
    from: f64,
    values: Vec<f64>,
}

fn masses(mean: f64) -> Masses {
    // Chernoff: 40 standard deviations and a constant leave less than e^−700 on either side.
    let reach = 40.0 * mean.sqrt() + 1000.0;
    let from = (mean - reach).max(0.0).floor();
    let count = (mean + reach - from).ceil() as usize;
    let values = (0..=count).map(|i| poisson_mass(from + i as f64, mean)).collect();
    Masses { from, values }
}

/// Sums of the first 0, 1, 2, … values.
fn cumulated<'a>(values: impl Iterator<Item = &'a f64>) -> Vec<f64> {
    let mut sum = 0.0;
    std::iter::once(0.0)
        .chain(values.map(|value| {
            sum += value;
            sum
        }))
        .collect()
}
