//! How complete a recent count is, from how earlier counts grew.

use serde::Serialize;

use super::{RateError, checked_level};
use crate::{Interval, tail::normal_quantile};

/// One period of a triangle: what it will have grown to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Nowcast {
    /// Cases reported so far.
    pub reported: f64,
    /// Cases expected when all are reported.
    pub ultimate: f64,
    /// `reported / ultimate`.
    pub completeness: f64,
    /// Standard error of the ultimate count.
    pub standard_error: f64,
    /// Interval of the ultimate count, symmetric in its logarithm; both ends `reported` for a complete period.
    pub interval: Interval,
}

/// A triangle completed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChainLadder {
    /// Growth of the cumulated count from each lag to the next.
    pub factors: Vec<f64>,
    /// Share of a period's cases that is reported by each lag.
    pub completeness: Vec<f64>,
    /// Periods, oldest first.
    pub periods: Vec<Nowcast>,
}

/// Completes a run-off triangle by the chain ladder with Mack's distribution-free standard error (1993, ASTIN Bulletin 23,
/// equations 2, 3 and theorem 3; the last variance by his extrapolation).
///
/// `reports[i][j]` counts the cases of period `i`, oldest first, that were reported `j` periods later, so row `i` of `n` has
/// `n − i` entries. Cases reported after the oldest period's last lag are not counted: the tail is taken to be complete.
///
/// # Errors
/// [`RateError::Triangle`] for fewer than three periods, a row of another length, or a count that is negative or not finite;
/// [`RateError::NoGrowth`] for a lag at which no period has had a case yet; [`RateError::Level`].
pub fn chain_ladder(reports: &[Vec<f64>], level: f64) -> Result<ChainLadder, RateError> {
    let level = checked_level(level)?;
    let periods = reports.len();
    if periods < 3 {
        return Err(RateError::Triangle { row: 0, given: periods, needed: 3 });
    }
    for (row, counts) in reports.iter().enumerate() {
        let sound = counts.iter().all(|count| count.is_finite() && *count >= 0.0);
        if counts.len() != periods - row || !sound {
            return Err(RateError::Triangle { row, given: counts.len(), needed: periods - row });
        }
    }
    let cumulated: Vec<Vec<f64>> = reports.iter().map(|row| running(row)).collect();
    let sums: Vec<f64> =
        (0..periods - 1).map(|lag| cumulated[..periods - 1 - lag].iter().map(|row| row[lag]).sum()).collect();
    if let Some(lag) = sums.iter().position(|sum| *sum <= 0.0) {
        return Err(RateError::NoGrowth { lag });
    }
    let factors: Vec<f64> = (0..periods - 1)
        .map(|lag| cumulated[..periods - 1 - lag].iter().map(|row| row[lag + 1]).sum::<f64>() / sums[lag])
        .collect();
    let variances = variances(&cumulated, &factors);
    let mut completeness = vec![1.0; periods];
    for lag in (0..periods - 1).rev() {
        completeness[lag] = completeness[lag + 1] / factors[lag];
    }
    let z = normal_quantile(0.5 + 0.5 * level);
    let nowcast = |(row, counts): (usize, &Vec<f64>)| {
        let latest = periods - 1 - row;
        let reported = counts[latest];
        let mut projected = reported;
        let mut relative = 0.0;
        for lag in latest..periods - 1 {
            if projected > 0.0 {
                relative += variances[lag] / factors[lag].powi(2) * (projected.recip() + sums[lag].recip());
            }
            projected *= factors[lag];
        }
        let standard_error = projected * relative.sqrt();
        // Logarithm's variance of a lognormal law with this coefficient of variation.
        let reach = z * relative.ln_1p().sqrt();
        let end = |sign: f64| Some((projected * (sign * reach).exp()).max(reported));
        Nowcast {
            reported,
            ultimate: projected,
            completeness: completeness[latest],
            standard_error,
            interval: Interval { low: end(-1.0), high: end(1.0), level },
        }
    };
    let periods = cumulated.iter().enumerate().map(nowcast).collect();
    Ok(ChainLadder { factors, completeness, periods })
}

fn running(counts: &[f64]) -> Vec<f64> {
    let add = |sum: &mut f64, count: &f64| {
        *sum += count;
        Some(*sum)
    };
    counts.iter().scan(0.0, add).collect()
}

/// Mack's `σ²` for every lag: weighted squared deviations of the single growth factors from their mean.
fn variances(cumulated: &[Vec<f64>], factors: &[f64]) -> Vec<f64> {
    let lags = factors.len();
    let mut variances: Vec<f64> = (0..lags - 1)
        .map(|lag| {
            let rows = &cumulated[..lags - lag];
            let squares = rows
                .iter()
                .filter(|row| row[lag] > 0.0)
                .map(|row| row[lag] * (row[lag + 1] / row[lag] - factors[lag]).powi(2));
            squares.sum::<f64>() / (rows.len() - 1) as f64
        })
        .collect();
    let (last, before) =
        (variances[lags - 2], if lags > 2 { variances[lags - 3] } else { variances[lags - 2] });
    let extrapolated = if before > 0.0 { last * last / before } else { 0.0 };
    variances.push(extrapolated.min(before.min(last)));
    variances
}
