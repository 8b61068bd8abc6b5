//! Scores of a boom that need more of its prices than the path it is recorded with.

use jiff::civil::Date;

use super::{Episode, path};
use crate::Series;
use crate::explosive::{Layout, Options, recursive};
use crate::reference_class::PathScore;

impl Episode {
    /// The largest [`PathScore::SecondHalfVolatility`] of the two years up to each observation from the start to the end
    /// of the episode on `prices`, the series it was found on: [`Episode::window_volatility`] where its two years are over,
    /// and what has been seen so far where they are not. `None` where `prices` do not reach back two years before the
    /// start, or a path cannot be scored.
    pub fn volatility_so_far(&self, prices: &Series) -> Option<f64> {
        let horizon = 2 * self.year;
        let start = prices.dates().partition_point(|&date| date < self.start);
        let last = prices.dates().partition_point(|&date| date <= self.end).checked_sub(1)?;
        (start >= horizon).then(|| largest_volatility(prices.values(), start, last, horizon)).flatten()
    }
}

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

/// Logarithm of the mean volume of the year from `middle` to `end` over that of the year from `begin` to `middle`, first
/// days excluded. Volumes of zero are unknown; `None` where fewer than half of the `year` days of either are known.
pub(super) fn turnover_change(volume: &Series, [begin, middle, end]: [Date; 3], year: usize) -> Option<f64> {
    let mean = |after: Date, to: Date| {
        let until = |date: Date| volume.dates().partition_point(|&d| d <= date);
        let days = &volume.values()[until(after)..until(to)];
        let known: Vec<f64> = days.iter().copied().filter(|&v| v > 0.0).collect();
        (2 * known.len() >= year).then(|| known.iter().sum::<f64>() / known.len() as f64)
    };
    Some((mean(middle, end)? / mean(begin, middle)?).ln())
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;
    use crate::Execution;
    use crate::boom::{Asset, Calendar, Openings, Rule, episodes};

    #[test]
    fn what_is_seen_of_a_running_boom_grows_to_its_window() {
        let ragged = |t: u32| if (t / 21).is_multiple_of(2) && t > 700 { 1.2 } else { 1.0 };
        let values = (0..1100).map(|t| 2.1_f64.powf(f64::from(t.min(504)) / 504.0) * ragged(t)).collect();
        let dates = (0..1100).map(|t| date(2000, 1, 1) + t.days()).collect();
        let whole = Series::new("a", dates, values).unwrap();
        let calendar = Calendar::of_series(&whole).unwrap();
        let openings = Openings::new(Rule::TwoYearDouble, calendar, 1, &Execution::serial()).unwrap();
        let seen = |observations: usize| {
            let prices = whole.until(whole.dates()[observations - 1]);
            let asset = Asset {
                prices: &prices,
                group: "",
                market: None,
                volume: None,
                delisting_return: None,
                splits: &[],
            };
            let boom = episodes(&asset, &openings).unwrap()[0].clone();
            (boom.volatility_so_far(&prices).unwrap(), boom.window_volatility)
        };
        let (quiet, wild, window) = (seen(600), seen(900), seen(1100));
        assert!(quiet.0 < wild.0 && wild.0 <= window.0, "{quiet:?} {wild:?} {window:?}");
        assert_eq!((quiet.1, wild.1, window.1), (None, None, Some(window.0)));
    }

    #[test]
    fn turnover_that_triples_is_seen_through_unknown_days_but_not_through_an_unknown_half_year() {
        let on = |t: usize| date(2000, 1, 1) + (t as i64).days();
        let change = |unknown: &dyn Fn(usize) -> bool| {
            let volume = |t: usize| if unknown(t) { 0.0 } else { [5.0, 15.0][usize::from(t > 100)] };
            let series = Series::new("v", (0..=200).map(on).collect(), (0..=200).map(volume).collect());
            turnover_change(&series.unwrap(), [on(0), on(100), on(200)], 100)
        };
        let tripled = |found: Option<f64>| (found.unwrap() - 3.0_f64.ln()).abs() < 1e-12;
        assert!(tripled(change(&|_| false)) && tripled(change(&|t| t % 2 == 0)));
        assert_eq!((change(&|t| t <= 51), change(&|t| t > 149)), (None, None));
    }

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
