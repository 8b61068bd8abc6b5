//! Scores of a boom that need more of its prices than the path it is recorded with.

use super::path;
use crate::explosive::{Layout, Options, recursive};
use crate::reference_class::PathScore;

/// The largest [`PathScore::SecondHalfVolatility`] of the paths of `horizon` observations that end at each of the
/// observations from `start` to `last`; `None` where a path cannot be scored.
pub(super) fn largest_volatility(prices: &[f64], start: usize, last: usize, horizon: usize) -> Option<f64> {
    let scores =
        (start..=last).map(|t| PathScore::SecondHalfVolatility.of(&path(&prices[t - horizon..=t])).ok());
    scores.reduce(|a, b| Some(a?.max(b?))).flatten()
}

/// BSADF statistic of the last of `before`, without lags and with the usual smallest window (Phillips, Shi and Yu 2015),
/// of the logarithms of every `stride`-th observation counted from the last; `None` where it is degenerate.
pub(super) fn bsadf(before: &[f64], stride: usize) -> Option<f64> {
    let mut weekly: Vec<f64> = before.iter().rev().step_by(stride).map(|p| p.ln()).collect();
    weekly.reverse();
    let layout = Layout::resolve(weekly.len(), 0, &Options::default()).ok()?;
    recursive(&weekly, &layout).ok()?.bsadf.last().copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_volatility_is_that_of_the_wildest_year_seen() {
        // Quiet for two years of 48, then wild for half a year, then quiet again.
        let prices: Vec<f64> =
            (0..240).map(|t| if t % 4 < 2 && (100..124).contains(&t) { 150.0 } else { 100.0 }).collect();
        let score = |t: usize| PathScore::SecondHalfVolatility.of(&path(&prices[t - 96..=t])).unwrap();
        let largest = largest_volatility(&prices, 96, 190, 96).unwrap();
        assert_eq!(largest, (96..=190).map(score).fold(0.0, f64::max));
        assert!(largest > 0.1 && score(96) == 0.0 && score(190) == 0.0);
        assert_eq!(largest_volatility(&prices, 96, 96, 96), Some(0.0));
    }

    #[test]
    fn growth_that_speeds_up_has_the_larger_bsadf_and_no_movement_none() {
        let noise = |t: u32| 0.01 * f64::from(t * 7 % 13);
        let steady: Vec<f64> = (0..505).map(|t| (0.001 * f64::from(t) + noise(t)).exp()).collect();
        let speeding: Vec<f64> =
            (0..505).map(|t| (0.7 * 1.01_f64.powi(t as i32 - 504) + noise(t)).exp()).collect();
        assert!(bsadf(&speeding, 5).unwrap() > bsadf(&steady, 5).unwrap() + 1.0);
        assert_eq!(bsadf(&[1.0; 505], 5), None);
    }
}
