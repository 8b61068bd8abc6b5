//! Scales and their ticks.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::number;

/// Most ticks on the horizontal axis; as many dates as a phone is wide.
const MOST_DATES: i32 = 6;

/// A vertical scale.
#[derive(Debug)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    logarithmic: bool,
}

impl Scale {
    /// The scale that holds all `values`, with a little room; nothing without a value it can hold. A logarithmic
    /// scale leaves out what is not positive.
    pub(super) fn over(
        values: impl Iterator<Item = f64>,
        logarithmic: bool,
        from_zero: bool,
    ) -> Option<Self> {
        let usable = values.filter(|v| v.is_finite() && (!logarithmic || *v > 0.0));
        let (low, high) = usable.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        if low > high {
            return None;
        }
        if logarithmic {
            let room = (high / low).powf(0.05).max(1.01);
            return Some(Self { low: low / room, high: high * room, logarithmic });
        }
        // Nothing but zeros: shares and counts have no room below.
        if low == 0.0 && high == 0.0 {
            return Some(Self { low, high: 1.0, logarithmic });
        }
        let (low, high) = if from_zero { (low.min(0.0), high.max(0.0)) } else { (low, high) };
        let room = if high > low { 0.06 * (high - low) } else { 0.5 * high.abs().max(1.0) };
        // Bars stand on zero; their labels need room only where bars end.
        let below = if from_zero && low == 0.0 { 0.0 } else { room };
        let above = if from_zero && high == 0.0 { 0.0 } else { room };
        Some(Self { low: low - below, high: high + above, logarithmic })
    }

    /// Whether a value has a place on the scale.
    pub(super) fn covers(&self, value: f64) -> bool {
        value.is_finite() && (!self.logarithmic || value > 0.0)
    }

    /// Height of a value as a share of the scale.
    pub(super) fn share(&self, value: f64) -> f64 {
        if self.logarithmic {
            (value / self.low).ln() / (self.high / self.low).ln()
        } else {
            (value - self.low) / (self.high - self.low)
        }
    }

    /// Round values inside the scale with their labels, lowest first.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        if self.logarithmic && self.high / self.low > 8.0 {
            return self.decades();
        }
        let step = round_step((self.high - self.low) / 5.0);
        let first = (self.low / step).ceil() as i64;
        let last = (self.high / step).floor() as i64;
        (first..=last).map(|k| k as f64 * step).map(|value| (value, number::tick(value, step))).collect()
    }

    /// 1, 2 and 5 of each power of ten, or the powers alone where these would crowd.
    fn decades(&self) -> Vec<(f64, String)> {
        let powers = (self.low.log10().floor() as i32)..=(self.high.log10().ceil() as i32);
        let marks: &[f64] = if (self.high / self.low).log10() > 2.5 { &[1.0] } else { &[1.0, 2.0, 5.0] };
        powers
            .flat_map(|power| marks.iter().map(move |mark| mark * 10f64.powi(power)))
            .filter(|value| (self.low..=self.high).contains(value))
            .map(|value| (value, number::plain(value)))
            .collect()
    }
}

/// The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `rough`.
fn round_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.log10().floor());
    [1.0, 2.0, 2.5, 5.0]
        .into_iter()
        .map(|mark| mark * power)
        .find(|step| *step >= rough)
        .unwrap_or(10.0 * power)
}

/// Round dates from `first` to `last` with their labels: years, months, or days for short spans.
pub(super) fn dates(first: Date, last: Date) -> Vec<(Date, String)> {
    let months = (i32::from(last.year()) - i32::from(first.year())) * 12 + i32::from(last.month())
        - i32::from(first.month());
    if months < 2 {
        return single_days(first, last);
    }
    let step =
        [1, 2, 3, 6, 12, 24, 60, 120, 240].into_iter().find(|s| months / s < MOST_DATES).unwrap_or(600);
    let index = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    let start = index(first) + i32::from(first.day() > 1);
    let format = if step % 12 == 0 { "%Y" } else { "%Y-%m" };
    (start..=index(last))
        .filter(|month| month % step == 0)
        .filter_map(|month| Date::new((month / 12) as i16, (month % 12 + 1) as i8, 1).ok())
        .map(|date| (date, date.strftime(format).to_string()))
        .collect()
}

fn single_days(first: Date, last: Date) -> Vec<(Date, String)> {
    let span = (last - first).get_days();
    let step = [1, 2, 7, 14].into_iter().find(|s| span / s < 4).unwrap_or(21);
    first.series(step.days()).take_while(|date| *date <= last).map(|date| (date, date.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn labels<T>(ticks: &[(T, String)]) -> Vec<&str> {
        ticks.iter().map(|(_, label)| label.as_str()).collect()
    }

    #[test]
    fn bars_stand_on_zero_and_ticks_are_round() {
        let scale = Scale::over([2.8, 131.6].into_iter(), false, true).unwrap();
        assert_eq!(scale.share(0.0), 0.0);
        assert_eq!(labels(&scale.ticks()), ["0", "50", "100"]);
        let fall = Scale::over([-9.7, 12.6].into_iter(), false, true).unwrap();
        assert_eq!(labels(&fall.ticks()), ["−10", "−5", "0", "5", "10"]);
    }

    #[test]
    fn small_steps_show_their_digits() {
        let scale = Scale::over([0.101, 0.139].into_iter(), false, false).unwrap();
        assert_eq!(labels(&scale.ticks()), ["0.10", "0.11", "0.12", "0.13", "0.14"]);
        let quarters = Scale::over([0.0, 1.0].into_iter(), false, false).unwrap();
        assert_eq!(labels(&quarters.ticks()), ["0.00", "0.25", "0.50", "0.75", "1.00"]);
    }

    #[test]
    fn logarithmic_ticks() {
        let scale = Scale::over([3.0, 80.0].into_iter(), true, false).unwrap();
        assert_eq!(labels(&scale.ticks()), ["5", "10", "20", "50"]);
        assert!((scale.share((3.0_f64 * 80.0).sqrt()) - 0.5).abs() < 1e-12);
        assert!(Scale::over([-1.0, 0.0].into_iter(), true, false).is_none());
        assert!(!scale.covers(0.0));
    }

    #[test]
    fn constant_and_empty_series() {
        let flat = Scale::over([5.0, 5.0].into_iter(), false, false).unwrap();
        assert!((flat.share(5.0) - 0.5).abs() < 1e-12);
        let zeros = Scale::over([0.0, 0.0].into_iter(), false, false).unwrap();
        assert_eq!(labels(&zeros.ticks())[0], "0.0");
        assert!(Scale::over(std::iter::empty(), false, false).is_none());
    }

    #[test]
    fn dates_are_sensible_at_every_span() {
        let of = |a, b| labels(&dates(a, b)).join(" ");
        assert_eq!(of(date(2022, 6, 1), date(2023, 6, 26)), "2022-07 2022-10 2023-01 2023-04");
        assert_eq!(of(date(2003, 1, 2), date(2023, 6, 26)), "2005 2010 2015 2020");
        assert_eq!(of(date(2023, 6, 1), date(2023, 6, 26)), "2023-06-01 2023-06-08 2023-06-15 2023-06-22");
        assert_eq!(of(date(2023, 1, 1), date(2023, 5, 1)), "2023-01 2023-02 2023-03 2023-04 2023-05");
    }
}
