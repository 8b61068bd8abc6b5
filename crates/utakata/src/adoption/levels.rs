//! Levels into growth and back, and months of unequal length.

use jiff::civil::Date;

use super::{AdoptionError, at_least, finite, log_growth};
use crate::Phrase;

/// Growth per period, as fractions, of positive levels.
///
/// # Errors
/// [`AdoptionError`] below 2 levels, for a level that is not finite or not positive.
pub fn growth_of_levels(levels: &[f64]) -> Result<Vec<f64>, AdoptionError> {
    at_least("growth from levels", 2, levels.len())?;
    finite(levels)?;
    match levels.iter().position(|y| *y <= 0.0) {
        Some(index) => Err(AdoptionError::NotPositive { index, value: levels[index] }),
        None => Ok(levels.windows(2).map(|pair| pair[1] / pair[0] - 1.0).collect()),
    }
}

/// The index that growth compounds to: 1 before the first period, then one level per period.
///
/// # Errors
/// [`AdoptionError`] for growth that is not finite or not above −1.
pub fn index_of_growth(growth: &[f64]) -> Result<Vec<f64>, AdoptionError> {
    log_growth(growth)?;
    let mut level = 1.0;
    let compounded = growth.iter().map(|g| {
        level *= 1.0 + g;
        level
    });
    Ok(std::iter::once(1.0).chain(compounded).collect())
}

/// Monthly growth of the mean *per day*: a total over February holds three days less than one over January, which
/// alone is a fall of 9.7 %. `months` holds a day of each month that a figure of `growth` ends in; the month before
/// the first is the calendar's. Means (users on an average day) are left as they are.
///
/// # Errors
/// [`AdoptionError`] when there is not one month per figure, months do not follow each other, or for growth that is
/// not finite or not above −1.
pub fn growth_per_day(growth: &[f64], months: &[Date]) -> Result<Vec<f64>, AdoptionError> {
    log_growth(growth)?;
    if growth.len() != months.len() {
        return Err(AdoptionError::Months { growth: growth.len(), months: months.len() });
    }
    let number = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    if let Some(gap) = months.windows(2).position(|pair| number(pair[1]) != number(pair[0]) + 1) {
        return Err(AdoptionError::MonthGap { before: months[gap], after: months[gap + 1] });
    }
    let per_day = |(g, &month): (&f64, &Date)| {
        let before = month.first_of_month().yesterday().unwrap_or(month);
        (1.0 + g) * f64::from(before.days_in_month()) / f64::from(month.days_in_month()) - 1.0
    };
    Ok(growth.iter().zip(months).map(per_day).collect())
}

/// The note that growth is per day.
pub fn per_day_note() -> Phrase {
    Phrase::new("adoption-per-day", "growth is of the mean per day: months are of unequal length")
}

/// The note that the source re-estimated its series.
pub fn revised_note() -> Phrase {
    Phrase::new(
        "adoption-revised",
        "the source has re-estimated this series: figures of different vintages are not comparable, and a step \
         between them is no growth",
    )
}
