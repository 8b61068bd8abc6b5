//! Constants for several components together, each given the same share of the error rate.

use super::MonitorError;
use crate::null;

/// Raises what was largest so far to the newest statistics.
pub(super) fn raise(largest: &mut [f64], statistics: &[f64]) {
    for (l, s) in largest.iter_mut().zip(statistics) {
        *l = l.max(*s);
    }
}

/// One constant per component, each exceeded by its largest value with the same probability, such that any is
/// exceeded with probability `rate`.
pub(super) fn balanced(largest: &[Vec<f64>], rate: f64) -> Result<Vec<f64>, MonitorError> {
    let components = largest.first().map_or(0, Vec::len);
    let columns: Vec<Vec<f64>> = (0..components)
        .map(|c| {
            let mut column: Vec<f64> = largest.iter().map(|row| row[c]).collect();
            column.sort_by(f64::total_cmp);
            column
        })
        .collect();
    let constants = |each: f64| -> Option<Vec<f64>> {
        columns.iter().map(|column| null::quantile(column, 1.0 - each)).collect()
    };
    let any = |constants: &[f64]| {
        let crosses = |row: &&Vec<f64>| row.iter().zip(constants).any(|(l, c)| l > c);
        largest.iter().filter(crosses).count() as f64 / largest.len() as f64
    };
    // The share that crosses falls as each one's share falls, from at least `rate` to at most `rate`.
    let (mut low, mut high) = (rate / components.max(1) as f64, rate);
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        match constants(middle) {
            Some(c) if any(&c) > rate => high = middle,
            _ => low = middle,
        }
    }
    Ok(constants(low).ok_or(null::NullError::Undefined)?)
}
