//! The registered rules: when a run-up begins to count.

use serde::{Deserialize, Serialize};

use super::BoomError;
use crate::monitor::{Calibrated, Design};
use crate::state::{self, FollowOptions, LEAST_TRAINING, State};
use crate::{Execution, Frequency, Series};

/// A rule registered before its outcomes were looked at; see [`crate::boom`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A return of at least 100 % over two years (Greenwood, Shleifer & You 2019).
    TwoYearDouble,
    /// A return of at least 100 % over three years (after Goetzmann 2016).
    ThreeYearDouble,
    /// Explosive growth called by the default monitor on weekly logarithms.
    Explosive,
}

/// Trading days of a year.
const TRADING_YEAR: f64 = 252.0;

/// Return that counts as a run-up.
const DOUBLE: f64 = 1.0;

impl Rule {
    /// All rules.
    pub const ALL: [Self; 3] = [Self::TwoYearDouble, Self::ThreeYearDouble, Self::Explosive];

    /// Its name, as in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::TwoYearDouble => "two-year-double",
            Self::ThreeYearDouble => "three-year-double",
            Self::Explosive => "explosive",
        }
    }

    /// The rule of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// Years over which its run-up is measured.
    pub fn years(self) -> usize {
        if self == Self::ThreeYearDouble { 3 } else { 2 }
    }

    /// Observations before the first on which it can hold.
    pub fn history(self, calendar: Calendar) -> usize {
        match self {
            // An episode records the two years before it, which a training cut to whole looks may fall short of.
            Self::Explosive => (calendar.stride * calendar.training()).max(2 * calendar.year),
            _ => self.years() * calendar.year,
        }
    }
}

/// What a year is in observations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// Observations of a year.
    pub year: usize,
    /// Every how many observations the explosive rule looks: five trading days.
    pub stride: usize,
}

impl Calendar {
    /// Of a daily, weekly or monthly series; `None` for others.
    pub fn of(frequency: Frequency) -> Option<Self> {
        match frequency {
            Frequency::Daily => Some(Self { year: 252, stride: 5 }),
            Frequency::Weekly => Some(Self { year: 52, stride: 1 }),
            Frequency::Monthly => Some(Self { year: 12, stride: 1 }),
            _ => None,
        }
    }

    /// Of a series.
    ///
    /// # Errors
    /// [`BoomError::Frequency`] for one observed more rarely than monthly.
    pub fn of_series(series: &Series) -> Result<Self, BoomError> {
        let frequency = series.frequency();
        Self::of(frequency).ok_or_else(|| BoomError::Frequency { asset: series.name().to_owned(), frequency })
    }

    /// Training of the explosive rule, in the observations it looks at: two years where that is enough.
    fn training(self) -> usize {
        (2 * self.year / self.stride).max(LEAST_TRAINING)
    }
}

/// Trading days that a number of observations of a calendar with `year` of them stands for, so that assets of any frequency
/// can be compared: two years are 504.
pub fn trading_days(observations: usize, year: usize) -> u32 {
    (observations as f64 * TRADING_YEAR / year as f64).round() as u32
}

/// A rule ready to be asked, with the boundaries it needs simulated once for all assets of a calendar.
#[derive(Debug, Clone)]
pub struct Openings {
    rule: Rule,
    calendar: Calendar,
    monitor: Option<Calibrated>,
}

impl Openings {
    /// `rule` for series of `calendar`. The seed and the execution matter for [`Rule::Explosive`] alone, which simulates
    /// 2,000 paths.
    ///
    /// # Errors
    /// [`BoomError::Monitor`], when the simulation is cancelled.
    pub fn new(
        rule: Rule,
        calendar: Calendar,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<Self, BoomError> {
        let monitor = match rule {
            Rule::Explosive => {
                let follow = FollowOptions::default();
                let training = calendar.training();
                let design = Design {
                    false_alarm_rate: follow.false_alarm_rate,
                    replications: follow.replications,
                    seed,
                    ..Design::new(training)
                };
                Some(Calibrated::new(&design, training, execution)?)
            }
            _ => None,
        };
        Ok(Self { rule, calendar, monitor })
    }

    /// The rule.
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// The calendar.
    pub fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// Observations (from 0) on which an episode opens, each decided by the prices up to it. `prices` are positive. An
    /// episode lasts two years, in which no other opens.
    ///
    /// # Errors
    /// [`BoomError::Monitor`] for prices that have no logarithm.
    pub fn on(&self, prices: &[f64]) -> Result<Vec<usize>, BoomError> {
        let length = 2 * self.calendar.year;
        let candidates = match &self.monitor {
            Some(monitor) => {
                let stride = self.calendar.stride;
                let logs: Vec<f64> = prices.iter().step_by(stride).map(|p| p.ln()).collect();
                let calls = state::calls(&logs, monitor, FollowOptions::default().patience)?;
                let first = self.rule.history(self.calendar);
                let called = calls.iter().filter(|c| c.state == State::Inflating);
                called.map(|c| (c.index * stride).max(first)).filter(|&t| t < prices.len()).collect()
            }
            None => self.doubled(prices),
        };
        let mut openings: Vec<usize> = Vec::new();
        for index in candidates {
            if openings.last().is_none_or(|&last| index >= last + length) {
                openings.push(index);
            }
        }
        Ok(openings)
    }

    /// All observations on which the return over the rule's years is at least 100 %.
    fn doubled(&self, prices: &[f64]) -> Vec<usize> {
        let window = self.rule.years() * self.calendar.year;
        let holds = |&t: &usize| prices[t] / prices[t - window] - 1.0 >= DOUBLE;
        (window..prices.len()).filter(holds).collect()
    }
}
