//! Dates and numbers as they stand in a field.

use jiff::{Span, civil::Date};

/// Reads `YYYY-MM-DD`, `YYYY-MM` (its first day) or `YYYY` (1 January); nothing else.
pub(crate) fn date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<i16> {
        let digits = bytes.get(from..to)?;
        digits.iter().all(u8::is_ascii_digit).then_some(())?;
        Some(digits.iter().fold(0, |n, d| n * 10 + i16::from(d - b'0')))
    };
    let hyphen = |i: usize| bytes.get(i) == Some(&b'-');
    let year = number(0, 4)?;
    let (month, day) = match bytes.len() {
        4 => (1, 1),
        7 if hyphen(4) => (number(5, 7)?, 1),
        10 if hyphen(4) && hyphen(7) => (number(5, 7)?, number(8, 10)?),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// What the fields of a date column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Calendar {
    /// ISO 8601 dates.
    Dates,
    /// Observations counted from this number, 0 or 1, as simulations and textbooks have them. A series needs dates:
    /// the first is shown as 0001-01-01 and each further one as a day later.
    Counted(i32),
}

impl Calendar {
    /// Of a column: counted if the first field is `0` or `1` and all are whole numbers.
    pub(crate) fn of<'a>(mut column: impl Iterator<Item = &'a str>) -> Self {
        let counts = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let from = match column.next() {
            Some("0") => 0,
            Some("1") => 1,
            _ => return Self::Dates,
        };
        if column.all(counts) { Self::Counted(from) } else { Self::Dates }
    }

    /// The date a field stands for.
    pub(crate) fn date(self, text: &str) -> Option<Date> {
        match self {
            Self::Dates => date(text),
            Self::Counted(from) => {
                let days = text.parse::<i32>().ok()?.checked_sub(from)?;
                Date::new(1, 1, 1).ok()?.checked_add(Span::new().try_days(days).ok()?).ok()
            }
        }
    }
}

/// Whether the text is a date to the day, `YYYY-MM-DD`.
pub(crate) fn is_day(text: &str) -> bool {
    text.len() == 10 && date(text).is_some()
}

/// What a field of a value column holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Number {
    /// A finite number.
    Finite(f64),
    /// Nothing.
    Blank,
    /// NaN, infinity or an overflow.
    NotFinite,
    /// Something else, with what to do about it.
    Malformed(&'static str),
}

/// Reads a decimal number with a point, as Rust, Python and C read it.
pub(crate) fn number(text: &str) -> Number {
    if text.is_empty() {
        return Number::Blank;
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Number::Finite(value),
        Ok(_) => Number::NotFinite,
        Err(_) => Number::Malformed(hint(text)),
    }
}

fn hint(text: &str) -> &'static str {
    let numeric = |c: char| c.is_ascii_digit() || "+-.,' \u{a0}\u{202f}".contains(c);
    let decimal_comma = match (text.split_once(','), text.find('.')) {
        (Some((_, after)), None) => after.len() != 3 && !after.contains(','),
        (Some((before, after)), Some(_)) => before.contains('.') && !after.contains([',', '.']),
        (None, _) => false,
    };
    if !text.chars().any(|c| c.is_ascii_digit()) {
        "leave missing values empty, or choose the value column with --value"
    } else if text.ends_with('%') {
        "drop the per cent sign"
    } else if !text.chars().all(numeric) {
        "write digits with a decimal point, without units or currency signs"
    } else if decimal_comma {
        "write a decimal point, not a decimal comma"
    } else {
        "write it without thousands separators"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn numbers_counted_from_the_first_observation_are_days_and_years_are_not_counted() {
        let counted = Calendar::of(["1", "2", "1000"].into_iter());
        assert_eq!(counted, Calendar::Counted(1));
        assert_eq!(counted.date("32"), Some(day(1, 2, 1)));
        assert_eq!(Calendar::of(["0", "1"].into_iter()).date("0"), Some(day(1, 1, 1)));
        assert_eq!(counted.date("99999999999"), None);
        assert_eq!(counted.date("9999999"), None, "beyond the last year there is");
        for dates in [vec!["2001", "2002"], vec!["1", "2023-01-01"], vec![]] {
            assert_eq!(Calendar::of(dates.into_iter()), Calendar::Dates);
        }
    }

    #[test]
    fn three_forms_of_a_date_and_no_others() {
        assert_eq!(date("2023-06-27"), Some(day(2023, 6, 27)));
        assert_eq!(date("2023-06"), Some(day(2023, 6, 1)));
        assert_eq!(date("2023"), Some(day(2023, 1, 1)));
        for bad in [
            "",
            "23-06-27",
            "2023-6-27",
            "27/06/2023",
            "20230627",
            "2023-02-29",
            "2023-13",
            "2023-06-27T00:00",
        ] {
            assert_eq!(date(bad), None, "{bad}");
        }
    }

    #[test]
    fn numbers_are_finite_or_explained() {
        assert_eq!(number("1.5e3"), Number::Finite(1500.0));
        assert_eq!(number(""), Number::Blank);
        assert_eq!(number("NaN"), Number::NotFinite);
        assert_eq!(number("-inf"), Number::NotFinite);
        assert_eq!(number("1e999"), Number::NotFinite);
        let hint_of = |text| match number(text) {
            Number::Malformed(hint) => hint,
            other => panic!("{text}: {other:?}"),
        };
        assert!(hint_of("1,234.5").contains("thousands"));
        assert!(hint_of("1,234").contains("thousands"));
        assert!(hint_of("1 234").contains("thousands"));
        assert!(hint_of("12,5").contains("decimal comma"));
        assert!(hint_of("1.234,5").contains("decimal comma"));
        assert!(hint_of("3.5%").contains("per cent"));
        assert!(hint_of("$3").contains("currency"));
        assert!(hint_of("n/a").contains("empty"));
    }
}
