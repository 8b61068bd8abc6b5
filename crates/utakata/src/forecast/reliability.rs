//! Do things that were given 30 % happen three times in ten?

use serde::Serialize;

use super::{ForecastError, mean_brier};
use crate::{Interval, proportion};

/// Forecasts of about the same probability, and how often the event happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReliabilityBin {
    /// Lower edge, which belongs to the bin.
    pub low: f64,
    /// Upper edge, which belongs to the next bin unless it is 1.
    pub high: f64,
    /// Forecasts in the bin; never 0.
    pub forecasts: usize,
    /// Times the event happened.
    pub happened: usize,
    /// Mean of the probabilities forecast.
    pub mean_probability: f64,
    /// Share of the forecasts whose event happened.
    pub frequency: f64,
    /// Clopper and Pearson's interval (1934) for that share; it takes the forecasts as independent.
    pub interval: Interval,
    /// Whether so few forecasts could contradict the mean probability at all: with `false`, even "all happened" and
    /// "none happened" leave it inside the interval.
    pub can_tell: bool,
}

/// Calibration of a set of forecasts, with Murphy's partition of their Brier score.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reliability {
    /// Number of forecasts.
    pub forecasts: usize,
    /// Share of events that happened.
    pub base_rate: f64,
    /// Mean Brier score: `reliability − resolution + uncertainty + within_bins`.
    pub brier: f64,
    /// Mean squared distance between probability and frequency over the bins: 0 is calibrated.
    pub reliability: f64,
    /// Mean squared distance between the frequencies of the bins and the base rate: larger is better.
    pub resolution: f64,
    /// Variance of the events, the Brier score of always forecasting their base rate.
    pub uncertainty: f64,
    /// What binning loses; 0 when all forecasts of a bin are equal.
    pub within_bins: f64,
    /// The bins that hold forecasts, from low to high.
    pub bins: Vec<ReliabilityBin>,
}

/// Reliability of forecasts `(probability, happened)` in the bins between `edges`, which rise from 0 to 1.
///
/// The partition of the Brier score is Murphy's (1973, Journal of Applied Meteorology 12, 595–600); forecasts that
/// differ within a bin add the terms of Stephenson, Coelho & Jolliffe (2008, Weather and Forecasting 23, 752–757),
/// given together as `within_bins`. Intervals have the confidence `level`.
///
/// # Errors
/// [`ForecastError::Empty`], [`ForecastError::Probability`], [`ForecastError::Edges`],
/// [`ForecastError::Level`] outside (0, 1).
pub fn reliability(
    forecasts: &[(f64, bool)],
    edges: &[f64],
    level: f64,
) -> Result<Reliability, ForecastError> {
    let rising = edges.windows(2).all(|pair| pair[0] < pair[1]);
    if edges.len() < 2 || edges.first() != Some(&0.0) || edges.last() != Some(&1.0) || !rising {
        return Err(ForecastError::Edges);
    }
    let brier = mean_brier(forecasts)?;
    let n = forecasts.len() as f64;
    let base_rate = forecasts.iter().filter(|f| f.1).count() as f64 / n;
    let mut bins = Vec::new();
    for edge in edges.windows(2) {
        let inside = |p: f64| edge[0] <= p && (p < edge[1] || p == 1.0 && edge[1] == 1.0);
        let members: Vec<(f64, bool)> = forecasts.iter().copied().filter(|f| inside(f.0)).collect();
        if !members.is_empty() {
            bins.push(bin(edge, &members, level)?);
        }
    }
    let mean = |term: &dyn Fn(&ReliabilityBin) -> f64| {
        bins.iter().map(|b| b.forecasts as f64 * term(b)).sum::<f64>() / n
    };
    let reliability = mean(&|b| (b.mean_probability - b.frequency).powi(2));
    let resolution = mean(&|b| (b.frequency - base_rate).powi(2));
    let uncertainty = base_rate * (1.0 - base_rate);
    Ok(Reliability {
        forecasts: forecasts.len(),
        base_rate,
        brier,
        reliability,
        resolution,
        uncertainty,
        within_bins: brier - (reliability - resolution + uncertainty),
        bins,
    })
}

fn bin(edge: &[f64], members: &[(f64, bool)], level: f64) -> Result<ReliabilityBin, ForecastError> {
    let n = members.len() as f64;
    let happened = members.iter().filter(|f| f.1).count();
    let mean_probability = members.iter().map(|f| f.0).sum::<f64>() / n;
    let frequency = happened as f64 / n;
    let interval = proportion::clopper_pearson(frequency, n, level)
        .map_err(|_| ForecastError::Level { value: level })?;
    // Clopper and Pearson's limits for n of n and 0 of n are where p^n and (1 − p)^n equal half of 1 − level.
    let most_telling = mean_probability.min(1.0 - mean_probability).powf(n);
    Ok(ReliabilityBin {
        low: edge[0],
        high: edge[1],
        forecasts: members.len(),
        happened,
        mean_probability,
        frequency,
        interval,
        can_tell: most_telling < 0.5 * (1.0 - level),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENTHS: [f64; 11] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];

    fn repeated(probability: f64, happened: usize, of: usize) -> Vec<(f64, bool)> {
        (0..of).map(|i| (probability, i < happened)).collect()
    }

    #[test]
    fn murphys_partition_by_hand() {
        // 0.2 four times, once right; 0.8 four times, three times right.
        // Brier (3·0.04 + 0.64)/4 = 0.19 in both; frequencies ¼ and ¾ about ½:
        // reliability 0.05² = 0.0025, resolution 0.25² = 0.0625, uncertainty ¼.
        let all = [repeated(0.2, 1, 4), repeated(0.8, 3, 4)].concat();
        let r = reliability(&all, &TENTHS, 0.95).unwrap();
        for (found, expected) in [
            (r.brier, 0.19),
            (r.reliability, 0.0025),
            (r.resolution, 0.0625),
            (r.uncertainty, 0.25),
            (r.within_bins, 0.0),
        ] {
            assert!((found - expected).abs() < 1e-15, "{found} {expected}");
        }
        assert_eq!(r.bins.len(), 2);
        assert_eq!((r.bins[0].low, r.bins[0].happened, r.bins[1].low), (0.2, 1, 0.8));
    }

    #[test]
    fn what_binning_loses_is_said() {
        // One bin, 0.1 (no) and 0.3 (yes): Brier ¼, reliability (0.2 − 0.5)² = 0.09, uncertainty ¼; the terms of
        // Stephenson et al. are a variance of 0.01 less a covariance of 0.1.
        let r = reliability(&[(0.1, false), (0.3, true)], &[0.0, 0.5, 1.0], 0.95).unwrap();
        assert!((r.brier - 0.25).abs() < 1e-15 && (r.reliability - 0.09).abs() < 1e-15);
        assert!((r.within_bins + 0.09).abs() < 1e-15);
    }

    #[test]
    fn a_handful_cannot_tell() {
        // Clopper and Pearson, 5 of 5: the lower limit is 0.025^(1/5) = 0.478, so ½ is just inside for 5, outside for 6.
        let bin = |n| reliability(&repeated(0.5, n, n), &[0.0, 1.0], 0.95).unwrap().bins[0].clone();
        assert!((bin(5).interval.low.unwrap() - 0.025_f64.powf(0.2)).abs() < 1e-9);
        assert_eq!((bin(5).can_tell, bin(6).can_tell), (false, true));
        // 0.9 forecast twice, and neither happened: 0.1² = 0.01 is below 0.025.
        let bin = reliability(&repeated(0.9, 0, 2), &[0.0, 1.0], 0.95).unwrap().bins[0].clone();
        assert!(bin.can_tell && bin.interval.high.unwrap() < 0.9);
    }

    #[test]
    fn certainty_belongs_to_the_last_bin() {
        let r = reliability(&[(1.0, true), (0.0, false), (0.5, true)], &[0.0, 0.5, 1.0], 0.95).unwrap();
        assert_eq!((r.bins[0].forecasts, r.bins[1].forecasts), (1, 2));
    }

    #[test]
    fn bad_questions_are_refused() {
        assert_eq!(reliability(&[], &TENTHS, 0.95), Err(ForecastError::Empty));
        assert_eq!(reliability(&[(0.5, true)], &[0.0, 0.5], 0.95), Err(ForecastError::Edges));
        assert_eq!(reliability(&[(0.5, true)], &[0.0, 0.5, 0.5, 1.0], 0.95), Err(ForecastError::Edges));
        assert_eq!(reliability(&[(0.5, true)], &TENTHS, 1.0), Err(ForecastError::Level { value: 1.0 }));
        assert_eq!(reliability(&[(1.5, true)], &TENTHS, 0.9), Err(ForecastError::Probability { value: 1.5 }));
    }
}
