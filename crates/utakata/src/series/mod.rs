//! Dated values: the one input type of the engine.

mod frequency;

use jiff::civil::Date;
use thiserror::Error;

pub use frequency::Frequency;

/// A validated series: strictly increasing dates and one finite value per date.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    name: String,
    dates: Vec<Date>,
    values: Vec<f64>,
}

/// Why dates and values do not form a series. `index` counts observations from 0.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum SeriesError {
    /// The two columns differ in length.
    #[error("{dates} dates but {values} values; each date needs exactly one value")]
    LengthMismatch {
        /// Number of dates.
        dates: usize,
        /// Number of values.
        values: usize,
    },
    /// A value is NaN or infinite.
    #[error("value {value} on {date} (observation {index}) is not a finite number")]
    NotFinite {
        /// Position of the value.
        index: usize,
        /// Its date.
        date: Date,
        /// The value.
        value: f64,
    },
    /// The same date twice.
    #[error("date {date} appears twice (observation {index}); keep one value per date")]
    DuplicateDate {
        /// Position of the second occurrence.
        index: usize,
        /// The date.
        date: Date,
    },
    /// Dates go backwards.
    #[error("date {date} (observation {index}) comes after the later date {previous}; sort by date")]
    Unsorted {
        /// Position of the earlier date.
        index: usize,
        /// The date.
        date: Date,
        /// The date before it in the input.
        previous: Date,
    },
    /// Logarithms were asked for a value that is not positive.
    #[error("value {value} on {date} (observation {index}) has no logarithm; prices must be positive")]
    NotPositive {
        /// Position of the value.
        index: usize,
        /// Its date.
        date: Date,
        /// The value.
        value: f64,
    },
}

impl Series {
    /// Checks that dates strictly increase and values are finite.
    ///
    /// # Errors
    /// [`SeriesError`] naming the first observation that breaks a rule.
    pub fn new(name: impl Into<String>, dates: Vec<Date>, values: Vec<f64>) -> Result<Self, SeriesError> {
        if dates.len() != values.len() {
            return Err(SeriesError::LengthMismatch { dates: dates.len(), values: values.len() });
        }
        for (index, (&date, &value)) in dates.iter().zip(&values).enumerate() {
            if !value.is_finite() {
                return Err(SeriesError::NotFinite { index, date, value });
            }
            if index > 0 && date <= dates[index - 1] {
                let previous = dates[index - 1];
                return Err(if date == previous {
                    SeriesError::DuplicateDate { index, date }
                } else {
                    SeriesError::Unsorted { index, date, previous }
                });
            }
        }
        Ok(Self { name: name.into(), dates, values })
    }

    /// Name given by the source (a ticker, a column heading).
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Dates, strictly increasing.
    pub fn dates(&self) -> &[Date] {
        &self.dates
    }

    /// Values, one per date, all finite.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Number of observations.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are no observations.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The observations dated `as_of` or earlier: what was known that day.
    #[must_use]
    pub fn until(&self, as_of: Date) -> Self {
        let end = self.dates.partition_point(|&d| d <= as_of);
        self.slice(0, end)
    }

    /// The observations dated `from` or later.
    #[must_use]
    pub fn since(&self, from: Date) -> Self {
        let start = self.dates.partition_point(|&d| d < from);
        self.slice(start, self.len())
    }

    /// Value on exactly `date`.
    pub fn on(&self, date: Date) -> Option<f64> {
        self.dates.binary_search(&date).ok().map(|i| self.values[i])
    }

    /// Latest value dated `date` or earlier.
    pub fn last_by(&self, date: Date) -> Option<f64> {
        let end = self.dates.partition_point(|&d| d <= date);
        end.checked_sub(1).map(|i| self.values[i])
    }

    /// Natural logarithms of the values.
    ///
    /// # Errors
    /// [`SeriesError::NotPositive`] at the first value that is zero or negative.
    pub fn log(&self) -> Result<Self, SeriesError> {
        if let Some(index) = self.values.iter().position(|&v| v <= 0.0) {
            return Err(SeriesError::NotPositive {
                index,
                date: self.dates[index],
                value: self.values[index],
            });
        }
        let values = self.values.iter().map(|v| v.ln()).collect();
        Ok(Self { name: self.name.clone(), dates: self.dates.clone(), values })
    }

    /// Simple returns `v_t / v_{t−1} − 1`, dated at `t`; one shorter than the series.
    ///
    /// # Errors
    /// [`SeriesError::NotPositive`] when a value is zero or negative.
    pub fn returns(&self) -> Result<Self, SeriesError> {
        if let Some(index) = self.values.iter().position(|&v| v <= 0.0) {
            return Err(SeriesError::NotPositive {
                index,
                date: self.dates[index],
                value: self.values[index],
            });
        }
        let values = self.values.windows(2).map(|w| w[1] / w[0] - 1.0).collect();
        Ok(Self { name: self.name.clone(), dates: self.dates.iter().skip(1).copied().collect(), values })
    }

    /// Frequency guessed from the median gap between dates.
    pub fn frequency(&self) -> Frequency {
        Frequency::of(&self.dates)
    }

    fn slice(&self, start: usize, end: usize) -> Self {
        Self {
            name: self.name.clone(),
            dates: self.dates[start.min(end)..end].to_vec(),
            values: self.values[start.min(end)..end].to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(n: i8) -> Vec<Date> {
        (1..=n).map(|d| date(2023, 6, d)).collect()
    }

    #[test]
    fn bad_observations_are_named() {
        let error = Series::new("x", days(3), vec![1.0, f64::NAN, 2.0]).unwrap_err();
        assert!(error.to_string().contains("2023-06-02 (observation 1)"), "{error}");
        let dates = vec![date(2023, 6, 2), date(2023, 6, 1)];
        assert!(matches!(
            Series::new("x", dates, vec![1.0, 2.0]),
            Err(SeriesError::Unsorted { index: 1, .. })
        ));
        let dates = vec![date(2023, 6, 1); 2];
        assert!(matches!(
            Series::new("x", dates, vec![1.0, 2.0]),
            Err(SeriesError::DuplicateDate { index: 1, .. })
        ));
    }

    #[test]
    fn until_keeps_the_as_of_date_itself() {
        let series = Series::new("x", days(5), vec![1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
        assert_eq!(series.until(date(2023, 6, 3)).values(), [1.0, 2.0, 3.0]);
        assert_eq!(series.since(date(2023, 6, 4)).values(), [4.0, 5.0]);
        assert_eq!(series.on(date(2023, 6, 2)), Some(2.0));
        assert_eq!(series.on(date(2023, 7, 2)), None);
        assert_eq!(series.last_by(date(2023, 7, 2)), Some(5.0));
        assert_eq!(series.last_by(date(2023, 5, 31)), None);
    }
}
