//! How often a series is observed.

use jiff::civil::Date;
use serde::Serialize;

/// Observation frequency, by the median gap between dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Frequency {
    /// Median gap of at most 3 days (trading or calendar days).
    Daily,
    /// Median gap of 4 to 10 days.
    Weekly,
    /// Median gap of 11 to 45 days.
    Monthly,
    /// Median gap of 46 to 135 days.
    Quarterly,
    /// Median gap above 135 days.
    Annual,
    /// Fewer than two dates.
    Unknown,
}

impl Frequency {
    /// Classifies by the median gap between consecutive dates (strictly increasing).
    pub fn of(dates: &[Date]) -> Self {
        let mut gaps: Vec<i64> = dates.windows(2).map(|w| days_between(w[0], w[1])).collect();
        if gaps.is_empty() {
            return Self::Unknown;
        }
        gaps.sort_unstable();
        match gaps[gaps.len() / 2] {
            ..=3 => Self::Daily,
            4..=10 => Self::Weekly,
            11..=45 => Self::Monthly,
            46..=135 => Self::Quarterly,
            _ => Self::Annual,
        }
    }

    /// Periods per year used to annualise (252 trading days, 52 weeks, 12, 4, 1); `None` when unknown.
    pub fn periods_per_year(self) -> Option<f64> {
        match self {
            Self::Daily => Some(252.0),
            Self::Weekly => Some(52.0),
            Self::Monthly => Some(12.0),
            Self::Quarterly => Some(4.0),
            Self::Annual => Some(1.0),
            Self::Unknown => None,
        }
    }
}

fn days_between(earlier: Date, later: Date) -> i64 {
    later.duration_since(earlier).as_hours() / 24
}
