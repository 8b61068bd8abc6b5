//! The growth series that a text gives month by month.

use super::percent;
use crate::Reading;
use crate::item::{Item, Kind, Value};

/// One month.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Month {
    /// `2023-01`.
    pub(crate) month: String,
    /// As a fraction.
    pub(crate) growth: f64,
}

/// Fewest months of which a slowdown can be tested.
const FEWEST: usize = 3;

/// The longest run of consecutive months whose growth the text gives; of two figures for one month the later counts, and
/// figures without a number (growth below zero) and doubted ones do not. Empty below three months.
pub(crate) fn growth(reading: &Reading, keep: impl Fn(usize) -> bool) -> Vec<Month> {
    let mut run: Vec<Month> = Vec::new();
    let mut best: Vec<Month> = Vec::new();
    for (place, item) in reading.items.iter().enumerate() {
        let (Kind::Percent, Some(Value::Number(value)), true) = (item.kind, &item.value, keep(place)) else {
            continue;
        };
        if *value == 0.0 || !item.flags.is_empty() {
            continue;
        }
        for month in &item.periods {
            let growth = *value;
            match run.last() {
                Some(last) if last.month == *month => {
                    run.pop();
                }
                Some(last) if following(&last.month).as_deref() != Some(month) => run.clear(),
                _ => {}
            }
            run.push(Month { month: month.clone(), growth });
        }
        if run.len() > best.len() {
            best.clone_from(&run);
        } else if run.len() == best.len() && run.first().map(|m| &m.month) == best.first().map(|m| &m.month) {
            // The last month was corrected.
            best.clone_from(&run);
        }
    }
    if best.len() < FEWEST { Vec::new() } else { best }
}

/// What a doubted number would be in the series: its rows of `growth.csv`. Empty for other numbers.
pub(super) fn left_out(item: &Item) -> Vec<String> {
    match item.value {
        Some(Value::Number(value))
            if item.kind == Kind::Percent && !item.flags.is_empty() && value != 0.0 =>
        {
            item.periods.iter().map(|month| format!("{month},{}", percent(value))).collect()
        }
        _ => Vec::new(),
    }
}

fn following(month: &str) -> Option<String> {
    let (year, number) = month.split_once('-')?;
    let (year, number): (i32, u32) = (year.parse().ok()?, number.parse().ok()?);
    Some(if number == 12 { format!("{:04}-01", year + 1) } else { format!("{year:04}-{:02}", number + 1) })
}
