//! Step changes of list prices: do they fall as they did before?
//!
//! List prices stand still and then change. The changes of all items on one date are one step, their mean logarithm, for a
//! vendor changes many prices at once and such changes are one decision. The recent steps are compared with the earlier ones
//! by the exact permutation null (Fisher 1935, The Design of Experiments, section 21; Pitman 1937, Journal of the Royal
//! Statistical Society supplement 4): if all steps are exchangeable, every choice of the recent ones is equally likely.
//!
//! Nothing is tested where even the extreme choice has a chance above 1/20: with `k` recent steps of `n` the smallest p is
//! `1/C(n, k)`.

mod statement;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use thiserror::Error;

use crate::Series;
use crate::random::{Stream, derive_seed};

pub use statement::price_steps_statement;

/// Most choices that are enumerated; beyond it [`DRAWS`] are drawn.
const MOST_CHOICES: f64 = 200_000.0;
/// Choices drawn where there are too many.
const DRAWS: usize = 19_999;
/// Relative slack within which two sums count as equal.
const TIE: f64 = 1e-12;
/// Largest smallest p-value of a sample that is tested.
pub const TESTABLE: f64 = 0.05;

/// Why list prices cannot be read.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum PriceStepError {
    /// No items.
    #[error("there are no list prices; give at least one item with two dates")]
    Empty,
    /// A price that is not positive.
    #[error("the price of {item} on {date} is {value}; list prices are positive, leave free items out")]
    Price {
        /// The item.
        item: String,
        /// The date.
        date: Date,
        /// The value given.
        value: f64,
    },
}

/// The step of one date.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// The first date with the new prices.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub date: Date,
    /// Items whose price changed.
    pub items: usize,
    /// Mean logarithm of their changes.
    pub change: f64,
}

/// Steps up to and after a day, compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriceSteps {
    /// All steps, oldest first.
    pub steps: Vec<Step>,
    /// Steps on or after the day.
    pub recent: usize,
    /// Mean recent step less mean earlier step; `None` where one of the two is missing.
    pub difference: Option<f64>,
    /// Share of the choices of as many steps whose mean is at most that of the recent ones; `None` where not testable.
    pub p_value: Option<f64>,
    /// `1/C(n, k)`; 1 where one side has no step.
    pub smallest_p: f64,
    /// Whether all choices were enumerated.
    pub exact: bool,
}

/// The steps of `items`, oldest first. An item that is first listed, or no longer listed, makes no step.
///
/// # Errors
/// [`PriceStepError::Empty`] without items; [`PriceStepError::Price`] for a price that is not positive.
pub fn steps(items: &[Series]) -> Result<Vec<Step>, PriceStepError> {
    if items.is_empty() {
        return Err(PriceStepError::Empty);
    }
    let mut by_date: BTreeMap<Date, Vec<f64>> = BTreeMap::new();
    for item in items {
        if let Some(i) = item.values().iter().position(|&v| v <= 0.0) {
            let (item, date, value) = (item.name().to_owned(), item.dates()[i], item.values()[i]);
            return Err(PriceStepError::Price { item, date, value });
        }
        for (pair, &date) in item.values().windows(2).zip(&item.dates()[1..]) {
            if pair[0] != pair[1] {
                by_date.entry(date).or_default().push((pair[1] / pair[0]).ln());
            }
        }
    }
    let step = |(date, changes): (Date, Vec<f64>)| Step {
        date,
        items: changes.len(),
        change: changes.iter().sum::<f64>() / changes.len() as f64,
    };
    Ok(by_date.into_iter().map(step).collect())
}

/// Compares the steps on or after `since` with those before. `seed` is used only where the choices are too many to count.
pub fn price_steps(steps: Vec<Step>, since: Date, seed: u64) -> PriceSteps {
    let n = steps.len();
    let recent = steps.iter().filter(|step| step.date >= since).count();
    let changes: Vec<f64> = steps.iter().map(|step| step.change).collect();
    let mut compared =
        PriceSteps { steps, recent, difference: None, p_value: None, smallest_p: 1.0, exact: true };
    if recent == 0 || recent == n {
        return compared;
    }
    let sum: f64 = changes[n - recent..].iter().sum();
    let earlier: f64 = changes[..n - recent].iter().sum();
    compared.difference = Some(sum / recent as f64 - earlier / (n - recent) as f64);
    let choices = choices(n, recent);
    compared.smallest_p = choices.recip();
    if compared.smallest_p > TESTABLE {
        return compared;
    }
    let slack = TIE * changes.iter().map(|change| change.abs()).sum::<f64>();
    compared.exact = choices <= MOST_CHOICES;
    compared.p_value = Some(if compared.exact {
        enumerated(&changes, recent, sum + slack) as f64 / choices
    } else {
        drawn(&changes, recent, sum + slack, seed)
    });
    compared
}

/// `C(n, k)`.
fn choices(n: usize, k: usize) -> f64 {
    (1..=k.min(n - k)).fold(1.0, |product, i| product * (n - i + 1) as f64 / i as f64).round()
}

/// Choices of `k` of `changes` whose sum is at most `most`.
fn enumerated(changes: &[f64], k: usize, most: f64) -> u64 {
    match changes.split_first() {
        _ if k == 0 => u64::from(most >= 0.0),
        Some((first, rest)) if changes.len() >= k => {
            enumerated(rest, k - 1, most - first) + enumerated(rest, k, most)
        }
        _ => 0,
    }
}

/// The share among random choices, the observed one counted with them.
fn drawn(changes: &[f64], k: usize, most: f64, seed: u64) -> f64 {
    let mut stream = Stream::new(derive_seed(seed, "price-steps"), 0);
    let mut shuffled = changes.to_vec();
    let mut at_most = 1_u64;
    for _ in 0..DRAWS {
        for i in 0..k {
            let other = i + stream.below(shuffled.len() - i);
            shuffled.swap(i, other);
        }
        at_most += u64::from(shuffled[..k].iter().sum::<f64>() <= most);
    }
    at_most as f64 / (DRAWS + 1) as f64
}
