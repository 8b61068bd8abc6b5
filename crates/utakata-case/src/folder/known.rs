//! What was known on a day.

use jiff::{ToSpan, civil::Date};
use utakata::{Frequency, Series};

/// The observations of `series` that were known at the end of `as_of`.
///
/// A monthly, quarterly or annual series whose dates all are first days of a month speaks of the whole period that
/// begins there, so an observation is known once its period is over; any other observation is known on its date.
#[must_use]
pub fn known_by(series: &Series, as_of: Date) -> Series {
    let months = match series.frequency() {
        Frequency::Monthly => 1,
        Frequency::Quarterly => 3,
        Frequency::Annual => 12,
        Frequency::Daily | Frequency::Weekly | Frequency::Unknown => 0,
    };
    if months == 0 || series.dates().iter().any(|d| d.day() != 1) {
        return series.until(as_of);
    }
    let over = |start: &Date| {
        start.checked_add(months.months()).is_ok_and(|next| next.yesterday().is_ok_and(|d| d <= as_of))
    };
    match series.dates().iter().rev().find(|d| over(d)) {
        Some(&last) => series.until(last),
        None => series.until(Date::MIN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_is_known_when_it_is_over() {
        let months = (1..=7).map(|m| date(2023, m, 1)).collect();
        let series = Series::new("visits", months, vec![1.0; 7]).unwrap();
        assert_eq!(known_by(&series, date(2023, 6, 27)).dates().last(), Some(&date(2023, 5, 1)));
        assert_eq!(known_by(&series, date(2023, 6, 30)).dates().last(), Some(&date(2023, 6, 1)));
        assert!(known_by(&series, date(2023, 1, 30)).is_empty());
    }

    #[test]
    fn a_close_is_known_on_its_day() {
        let days = (1..=5).map(|d| date(2023, 6, d)).collect();
        let series = Series::new("close", days, vec![1.0; 5]).unwrap();
        assert_eq!(known_by(&series, date(2023, 6, 3)).len(), 3);
    }
}
