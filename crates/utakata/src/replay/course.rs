//! What was true, known in hindsight.

use serde::{Deserialize, Serialize};

use crate::boom::{Episode, Fate};

/// Where a boom stood on a day, by what followed within its two years. The only definition of the truth that labels are
/// compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Truth {
    /// A day of a boom that did not fall 40 % below its running peak within its two years.
    GoesOn,
    /// Of a boom that did: up to and on the day of the peak that it fell from.
    BeforePeak,
    /// After that day, before the fall had reached 40 %.
    Falling,
    /// From the day on which the fall had reached 40 %.
    Burst,
}

impl Truth {
    /// All, in the order of a boom.
    pub const ALL: [Self; 4] = [Self::GoesOn, Self::BeforePeak, Self::Falling, Self::Burst];

    /// Its name, as in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::GoesOn => "goes-on",
            Self::BeforePeak => "before-peak",
            Self::Falling => "falling",
            Self::Burst => "burst",
        }
    }
}

/// The course of a boom within its two years. Days are observations after the entry.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// Day of the peak that it fell 40 % from, the first of equals; of the highest price where it did not.
    pub peak_day: usize,
    /// Price on that day.
    pub peak: f64,
    /// Day of the fall of 40 %.
    pub burst_day: Option<usize>,
    /// Lowest price from the peak on.
    pub low: f64,
}

impl Course {
    /// Of a boom whose prices are `after`, the entry first. Not empty.
    pub fn of(after: &[f64], episode: &Episode) -> Self {
        let burst_day = episode.first_passage.last().copied().flatten();
        let until = burst_day.map_or(after.len(), |day| (day + 1).min(after.len()));
        let highest = |best: usize, t: usize| if after[t] > after[best] { t } else { best };
        let peak_day = (0..until).fold(0, highest);
        let low = after[peak_day..].iter().copied().fold(f64::INFINITY, f64::min);
        Self { peak_day, peak: after[peak_day], burst_day, low }
    }

    /// The truth on a day; `None` where the two years are not over and so nothing is known.
    pub fn truth(&self, day: usize, fate: Fate) -> Option<Truth> {
        if fate == Fate::Censored {
            return None;
        }
        Some(match self.burst_day {
            None => Truth::GoesOn,
            Some(burst) if day >= burst => Truth::Burst,
            Some(_) if day > self.peak_day => Truth::Falling,
            Some(_) => Truth::BeforePeak,
        })
    }

    /// The share of the fall from the peak to the low that is still to come at `price`.
    pub fn still_to_come(&self, price: f64) -> f64 {
        (price - self.low) / (self.peak - self.low)
    }
}
