//! Checks of prices before anything is read out of them.

use jiff::civil::Date;
use serde::Serialize;

use super::BoomError;
use crate::Series;

/// Ratios of stock splits and consolidations in use: new shares for one old. Smaller ones cannot be told from a bad day.
pub const SPLITS: [f64; 8] = [1.5, 2.0, 3.0, 4.0, 5.0, 10.0, 20.0, 50.0];

/// How near in logarithms a change must be to a ratio: the rest is the day's own return.
const NEAR: f64 = 0.03;
/// A change must be this many times the usual absolute change around it.
const UNUSUAL: f64 = 8.0;
/// Observations on either side that say what is usual.
const AROUND: usize = 60;
/// Observations on either side between which the change must stand: a shock is often undone in part by then.
const AFTER: usize = 5;
/// Share of the change that must stand.
const STANDING: f64 = 0.75;

/// A change between two observations that looks like a split that was left in the prices.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SuspectedSplit {
    /// The asset.
    pub asset: String,
    /// Position of the first observation after the change.
    pub index: usize,
    /// Its date.
    pub date: Date,
    /// New price over old.
    pub change: f64,
    /// The ratio it resembles: new shares for one old, below 1 for a consolidation.
    pub ratio: f64,
}

/// Refuses prices that are not positive and lists suspected splits.
///
/// # Errors
/// [`BoomError::NotPositive`] naming the asset and the date.
pub fn check(series: &Series) -> Result<Vec<SuspectedSplit>, BoomError> {
    if let Some(index) = series.values().iter().position(|&v| v <= 0.0) {
        return Err(BoomError::NotPositive {
            asset: series.name().to_owned(),
            date: series.dates()[index],
            value: series.values()[index],
        });
    }
    let found = suspected_splits(series.values()).into_iter().map(|(index, ratio)| SuspectedSplit {
        asset: series.name().to_owned(),
        index,
        date: series.dates()[index],
        change: series.values()[index] / series.values()[index - 1],
        ratio,
    });
    Ok(found.collect())
}

/// Changes of positive `prices` by about the ratio of a split, with the ratio: far out of the ordinary of the 60
/// observations on either side, and not undone by a quarter in the five after, nor itself the undoing of one in the five
/// before. A crash by such a ratio in one observation that stays is listed too: only the asset's history can tell the two
/// apart.
pub fn suspected_splits(prices: &[f64]) -> Vec<(usize, f64)> {
    let changes: Vec<f64> = prices.windows(2).map(|w| (w[1] / w[0]).ln()).collect();
    let suspect = |k: usize| {
        let ratio = nearest(changes[k])?;
        let around = (k.saturating_sub(AROUND)..changes.len().min(k + AROUND + 1)).filter(|&j| j != k);
        let usual = median(around.map(|j| changes[j].abs()).collect())?;
        // The return from a shock is no split either: the level before must have stood as long.
        let stands = |from: f64, to: f64| (to / from).ln() / changes[k] >= STANDING;
        let before = &prices[k.saturating_sub(AFTER)..=k];
        let after = &prices[k + 1..prices.len().min(k + 2 + AFTER)];
        let stood =
            before.iter().all(|&p| stands(p, prices[k + 1])) && after.iter().all(|&p| stands(prices[k], p));
        (changes[k].abs() >= UNUSUAL * usual && stood).then_some((k + 1, ratio))
    };
    (0..changes.len()).filter_map(suspect).collect()
}

fn nearest(change: f64) -> Option<f64> {
    let ratio = SPLITS.into_iter().find(|ratio| (change.abs() - ratio.ln()).abs() <= NEAR)?;
    Some(if change < 0.0 { ratio } else { ratio.recip() })
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps of one per cent up and down.
    fn quiet(n: usize) -> Vec<f64> {
        (0..n).map(|t| if t % 2 == 0 { 100.0 } else { 101.0 }).collect()
    }

    #[test]
    fn splits_and_consolidations_left_in_are_found_by_place_and_ratio() {
        for ratio in SPLITS {
            let mut prices = quiet(200);
            prices[120..].iter_mut().for_each(|p| *p /= ratio);
            assert_eq!(suspected_splits(&prices), [(120, ratio)]);
            prices[120..].iter_mut().for_each(|p| *p *= ratio * ratio);
            assert_eq!(suspected_splits(&prices), [(120, ratio.recip())]);
        }
    }

    #[test]
    fn a_shock_that_is_undone_and_a_wild_asset_are_left_alone() {
        let mut prices = quiet(200);
        prices[120] /= 2.0;
        prices[121] /= 2.0;
        assert_eq!(suspected_splits(&prices), []);
        let wild: Vec<f64> = (0..200).map(|t| if t % 2 == 0 { 100.0 } else { 150.0 }).collect();
        assert_eq!(suspected_splits(&wild), []);
    }
}
