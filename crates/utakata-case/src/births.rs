//! A wave of births by month: has its rate fallen, has its share of all births, and what is left of its peak?
//!
//! The stream `births-not-fallen` and `utakata evidence births` both read counts with [`births`], [`share_of_births`] and
//! [`lay_on_peak`]. Series hold one whole month per observation.

use jiff::{ToSpan, civil::Date};
use serde::Serialize;
use thiserror::Error;
use utakata::{
    Phrase, Series, Statement,
    rates::{self, Count, RateError},
};

/// Months before the peak that are laid on each other.
const BEFORE: i32 = 12;
/// Most months after it.
const AFTER: i32 = 24;

/// What is compared, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BirthsOptions {
    /// Last months of the series, at least 1.
    pub recent: usize,
    /// Months before those, at least 1.
    pub earlier: usize,
    /// Over-dispersion φ of the counts of the theme, at least 1.
    pub dispersion: f64,
    /// Confidence level of the intervals.
    pub level: f64,
}

/// Why births cannot be compared.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum BirthsError {
    /// A window without a month.
    #[error(
        "{recent} recent months are to be compared with {earlier} earlier ones; each window needs at least one"
    )]
    Window {
        /// Recent months asked for.
        recent: usize,
        /// Earlier months asked for.
        earlier: usize,
    },
    /// Fewer months than both windows hold.
    #[error(
        "`{theme}` has {known} whole months and {recent} + {earlier} are compared; give more months or shorter windows"
    )]
    TooFew {
        /// The theme.
        theme: String,
        /// Months known.
        known: usize,
        /// Recent months asked for.
        recent: usize,
        /// Earlier months asked for.
        earlier: usize,
    },
    /// The months compared do not follow each other.
    #[error(
        "`{theme}`: {next} follows {month}; counts are of one month each without a gap, 0 where nothing was born"
    )]
    Gap {
        /// The theme.
        theme: String,
        /// A month.
        month: Date,
        /// The date after it.
        next: Date,
    },
    /// A month without a count of all births.
    #[error("`{all}` has no count of all births for {month}; give one for each month compared")]
    NoTotal {
        /// The series of all births.
        all: String,
        /// The month.
        month: Date,
    },
    /// A rate or share.
    #[error(transparent)]
    Rate(#[from] RateError),
}

/// Some months in a row.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Window {
    /// First month.
    pub from: Date,
    /// Last month.
    pub to: Date,
    /// Births in all of them.
    pub count: f64,
}

/// The peak of a wave of monthly counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Peak {
    /// Month of the largest count, the first of several.
    pub month: Date,
    /// Its count.
    pub count: f64,
    /// The last count over that of the peak, minus one.
    pub decline: f64,
    /// Months from the peak to the last month.
    pub months_since: i32,
}

/// The births of a theme, compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Births {
    /// The last months.
    pub recent: Window,
    /// The months before them.
    pub earlier: Window,
    /// The peak; `None` where nothing was ever born.
    pub peak: Option<Peak>,
    /// "The recent monthly rate is at least the earlier one" against "it has fallen".
    pub statement: Statement,
}

/// The births of a theme among all births.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Share {
    /// Births of any kind in the recent months, or those of them in the sample.
    pub recent_total: f64,
    /// The same of the earlier months.
    pub earlier_total: f64,
    /// Whether the totals are of a random sample.
    pub sampled: bool,
    /// "The recent share is at least the earlier one" against "it has fallen".
    pub statement: Statement,
}

/// One month of two waves whose peaks are laid on each other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LaidMonth {
    /// Month of the theme.
    pub month: Date,
    /// Months after the peak.
    pub after_peak: i32,
    /// The theme as per cent of its peak, where the month is known.
    pub theme: Option<f64>,
    /// The control as many months after its own peak, as per cent of it.
    pub control: Option<f64>,
}

/// Compares the last `recent` months of `counts` with the `earlier` ones before them: the exact comparison of two rates
/// given their sum ([`rates::rate_not_fallen_statement`]).
///
/// # Errors
/// [`BirthsError`] for windows that are empty, longer than the series or with a gap, and for what no rate can be of.
pub fn births(counts: &Series, options: &BirthsOptions) -> Result<Births, BirthsError> {
    let (recent, earlier) = windows(counts, options)?;
    let mut statement = rates::rate_not_fallen_statement(
        Count::exact(recent.count, options.recent as f64),
        Count::exact(earlier.count, options.earlier as f64),
        options.dispersion,
        options.level,
    )?;
    let peak = peak(counts);
    statement.notes.extend(peak.map(peak_note));
    statement.notes.push(Phrase::new(
        "births-deleted",
        "only whole months count; what was deleted since is missing, so counts are lower bounds, older ones more so if \
         deletion takes time",
    ));
    Ok(Births { recent, earlier, peak, statement })
}

/// Compares the theme's share of `all` births in the same months. `sampled` totals are counts of a random sample, whose
/// error enters ([`rates::share_not_fallen_statement`]); known ones are exposures.
///
/// # Errors
/// As [`births`]; [`BirthsError::NoTotal`] for a month without a total.
pub fn share_of_births(
    counts: &Series,
    all: &Series,
    sampled: bool,
    options: &BirthsOptions,
) -> Result<Share, BirthsError> {
    let (recent, earlier) = windows(counts, options)?;
    let total = |window: Window| -> Result<f64, BirthsError> {
        let months = counts.dates().iter().filter(|&&month| month >= window.from && month <= window.to);
        let of =
            |&month| all.on(month).ok_or_else(|| BirthsError::NoTotal { all: all.name().to_owned(), month });
        months.map(of).sum()
    };
    let (earlier_total, recent_total) = (total(earlier)?, total(recent)?);
    let statement = if sampled {
        let whole = |[a, b]: [f64; 2]| [a as u64, b as u64];
        let theme = whole([recent.count, earlier.count]);
        let totals = whole([recent_total, earlier_total]);
        rates::share_not_fallen_statement(theme, totals, options.dispersion, options.level)?
    } else {
        let mut statement = rates::rate_not_fallen_statement(
            Count::exact(recent.count, recent_total),
            Count::exact(earlier.count, earlier_total),
            options.dispersion,
            options.level,
        )?;
        statement
            .notes
            .push(Phrase::new("births-share", "rates are per birth of any kind: shares of all births"));
        statement
    };
    Ok(Share { recent_total, earlier_total, sampled, statement })
}

/// The peak of `counts`; `None` where nothing was ever born.
pub fn peak(counts: &Series) -> Option<Peak> {
    let values = counts.values();
    let first = (0..values.len()).reduce(|best, i| if values[i] > values[best] { i } else { best })?;
    let (month, count) = (counts.dates()[first], values[first]);
    let last = values.len() - 1;
    let months_since = months_between(month, counts.dates()[last]);
    (count > 0.0).then(|| Peak { month, count, decline: values[last] / count - 1.0, months_since })
}

/// Both waves as per cent of their own peak, the control moved so that the peaks coincide, from 12 months before to at
/// most 24 after. Where the control had more months after its peak it goes on beyond the last month of the theme.
/// `None` where one of the two has no peak.
pub fn lay_on_peak(counts: &Series, control: &Series) -> Option<Vec<LaidMonth>> {
    let (own, other) = (peak(counts)?, peak(control)?);
    let month = |from: Date, k: i32| from.checked_add(k.months()).ok();
    let at =
        |series: &Series, top: Peak, k: i32| series.on(month(top.month, k)?).map(|v| 100.0 * v / top.count);
    let laid = |k| {
        let (theme, control) = (at(counts, own, k), at(control, other, k));
        Some(LaidMonth { month: month(own.month, k)?, after_peak: k, theme, control })
    };
    let seen = |laid: &LaidMonth| laid.theme.is_some() || laid.control.is_some();
    Some((-BEFORE..=AFTER).filter_map(laid).filter(seen).collect())
}

/// The recent months and those before them.
fn windows(counts: &Series, options: &BirthsOptions) -> Result<(Window, Window), BirthsError> {
    let BirthsOptions { recent, earlier, .. } = *options;
    if recent == 0 || earlier == 0 {
        return Err(BirthsError::Window { recent, earlier });
    }
    let (theme, known) = (counts.name().to_owned(), counts.len());
    let Some(start) = recent.checked_add(earlier).and_then(|months| known.checked_sub(months)) else {
        return Err(BirthsError::TooFew { theme, known, recent, earlier });
    };
    let gap = counts.dates()[start..].windows(2).find(|pair| months_between(pair[0], pair[1]) != 1);
    if let Some(pair) = gap {
        return Err(BirthsError::Gap { theme, month: pair[0], next: pair[1] });
    }
    let window = |from: usize, to: usize| Window {
        from: counts.dates()[from],
        to: counts.dates()[to - 1],
        count: counts.values()[from..to].iter().sum(),
    };
    Ok((window(start + earlier, known), window(start, start + earlier)))
}

fn months_between(from: Date, to: Date) -> i32 {
    let months = |date: Date| 12 * i32::from(date.year()) + i32::from(date.month());
    months(to) - months(from)
}

fn peak_note(peak: Peak) -> Phrase {
    Phrase::fill(
        "births-peak",
        "the peak month is {month} with {count}; the last whole month stands {decline} % below it",
        [
            ("month", peak.month.to_string()),
            ("count", peak.count.to_string()),
            ("decline", format!("{:.0}", -100.0 * peak.decline)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const OPTIONS: BirthsOptions = BirthsOptions { recent: 1, earlier: 2, dispersion: 1.0, level: 0.95 };

    fn monthly(name: &str, values: &[f64]) -> Series {
        let months = (0..values.len() as i32).map(|k| date(2022, 12, 1).checked_add(k.months()).unwrap());
        Series::new(name, months.collect(), values.to_vec()).unwrap()
    }

    #[test]
    fn the_peak_is_the_first_of_the_largest_months() {
        let found = peak(&monthly("x", &[1.0, 8.0, 8.0, 3.0, 2.0])).unwrap();
        assert_eq!((found.month, found.count, found.decline), (date(2023, 1, 1), 8.0, -0.75));
        assert_eq!(found.months_since, 3);
        assert_eq!(peak(&monthly("x", &[0.0])), None);
    }

    #[test]
    fn the_windows_are_the_last_months_without_a_gap() {
        let found = births(&monthly("x", &[50.0, 3.0, 4.0, 5.0]), &OPTIONS).unwrap();
        let recent = Window { from: date(2023, 3, 1), to: date(2023, 3, 1), count: 5.0 };
        let earlier = Window { from: date(2023, 1, 1), to: date(2023, 2, 1), count: 7.0 };
        assert_eq!((found.recent, found.earlier), (recent, earlier));
        let few = births(&monthly("x", &[3.0, 4.0]), &OPTIONS).unwrap_err();
        assert!(matches!(few, BirthsError::TooFew { known: 2, .. }), "{few}");
        let dates = vec![date(2023, 1, 1), date(2023, 2, 1), date(2023, 4, 1)];
        let gap = births(&Series::new("x", dates, vec![1.0; 3]).unwrap(), &OPTIONS).unwrap_err();
        assert!(gap.to_string().contains("2023-04-01 follows 2023-02-01"), "{gap}");
        let none = births(&monthly("x", &[1.0; 3]), &BirthsOptions { recent: 0, ..OPTIONS }).unwrap_err();
        assert!(matches!(none, BirthsError::Window { .. }), "{none}");
    }

    #[test]
    fn totals_are_of_the_same_months() {
        let (counts, all) = (monthly("x", &[50.0, 3.0, 4.0, 5.0]), monthly("all", &[1.0, 20.0, 30.0, 40.0]));
        let share = share_of_births(&counts, &all, true, &OPTIONS).unwrap();
        assert_eq!((share.recent_total, share.earlier_total), (40.0, 50.0));
        let short = share_of_births(&counts, &all.until(date(2023, 2, 1)), true, &OPTIONS).unwrap_err();
        assert_eq!(short, BirthsError::NoTotal { all: "all".to_owned(), month: date(2023, 3, 1) });
    }

    #[test]
    fn peaks_are_laid_on_each_other() {
        let laid = lay_on_peak(&monthly("x", &[1.0, 4.0, 2.0]), &monthly("y", &[10.0, 5.0, 4.0])).unwrap();
        let at =
            |k| laid.iter().find(|row| row.after_peak == k).map(|row| (row.month, row.theme, row.control));
        assert_eq!(at(-1), Some((date(2022, 12, 1), Some(25.0), None)));
        assert_eq!(at(1), Some((date(2023, 2, 1), Some(50.0), Some(50.0))));
        assert_eq!(at(2), Some((date(2023, 3, 1), None, Some(40.0))));
        assert_eq!(laid.len(), 4);
    }
}
