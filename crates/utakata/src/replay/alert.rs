//! When somebody who waits for a sign would have acted, how often in vain, and how late.

use serde::Serialize;

use super::{Label, Method, ReplayError, Replayed};
use crate::Interval;
use crate::null::quantile;
use crate::proportion::clopper_pearson;
use crate::reference_class::{EraBootstrap, EraInterval, ReferenceClassError};

/// A sign that a boom is over.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "sign")]
pub enum Alert {
    /// The method says `bursting`.
    Bursting {
        /// The method.
        method: Method,
    },
    /// The price is so far below its highest look since the entry.
    Fall {
        /// A fraction.
        drawdown: f64,
    },
}

impl Alert {
    /// Those compared: the labels, and falls that everybody can see.
    pub const ALL: [Self; 6] = [
        Self::Bursting { method: Method::Levels },
        Self::Bursting { method: Method::Logarithms },
        Self::Bursting { method: Method::Crossing },
        Self::Fall { drawdown: 0.2 },
        Self::Fall { drawdown: 0.3 },
        Self::Fall { drawdown: 0.35 },
    ];

    /// Its name, as in files.
    pub fn name(self) -> String {
        match self {
            Self::Bursting { method } => format!("bursting-{}", method.name()),
            Self::Fall { drawdown } => format!("fall-{:.0}", 100.0 * drawdown),
        }
    }

    /// When it first sounded in a boom, from the first look on.
    pub fn first(self, boom: &Replayed) -> Option<Sounded> {
        let at = match self {
            Self::Bursting { method } => boom.first(method, Label::Bursting),
            Self::Fall { drawdown } => boom.looks.iter().position(|look| look.drawdown >= drawdown),
        }?;
        let look = &boom.looks[at];
        let lead = boom.course.burst_day.filter(|&burst| look.day < burst).map(|burst| {
            let days = boom.trading_days(burst - look.day);
            Lead {
                days,
                after_peak: look.day > boom.course.peak_day,
                to_come: boom.course.still_to_come(look.price),
            }
        });
        Some(Sounded { look: at, drawdown: look.drawdown, lead })
    }
}

/// The first time an alert sounded in a boom.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Sounded {
    /// The look.
    pub look: usize,
    /// How far the price stood below its highest look since the entry.
    pub drawdown: f64,
    /// What was ahead, where it sounded before the fall of 40 %.
    pub lead: Option<Lead>,
}

/// What was ahead when an alert sounded.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Lead {
    /// Trading days to the fall of 40 %.
    pub days: f64,
    /// Whether the peak was over.
    pub after_peak: bool,
    /// Share of the fall from peak to low, within the two years, that was still to come; negative before the peak where
    /// the price was below the later low.
    pub to_come: f64,
}

/// A share of booms, with how sure it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Share {
    /// Booms that count.
    pub of: usize,
    /// The share.
    pub share: f64,
    /// Clopper–Pearson: the booms as independent, which they are not.
    pub interval: Interval,
    /// With whole start years resampled; `None` with fewer than two of them.
    pub era_interval: Option<EraInterval>,
}

impl Share {
    /// Of the marked booms among all given; `None` without booms.
    pub(super) fn of(
        marks: &[(bool, i32)],
        bootstrap: &EraBootstrap,
    ) -> Result<Option<Self>, ReferenceClassError> {
        if marks.is_empty() {
            return Ok(None);
        }
        let (values, eras): (Vec<f64>, Vec<i32>) =
            marks.iter().map(|&(mark, era)| (f64::from(u8::from(mark)), era)).unzip();
        let share = values.iter().sum::<f64>() / values.len() as f64;
        Ok(Some(Self {
            of: marks.len(),
            share,
            interval: clopper_pearson(share, marks.len() as f64, bootstrap.level)?,
            era_interval: bootstrap.mean_of_several(&values, &eras)?,
        }))
    }
}

/// Quartiles of what was measured.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Quartiles {
    /// A quarter is below.
    pub low: f64,
    /// Half are below.
    pub median: f64,
    /// A quarter is above.
    pub high: f64,
}

impl Quartiles {
    /// `None` without values.
    pub(super) fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        let at = |p| quantile(&values, p);
        Some(Self { low: at(0.25)?, median: at(0.5)?, high: at(0.75)? })
    }
}

/// How often an alert was wrong, and how late it was right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlertRates {
    /// The alert.
    pub alert: Alert,
    /// Its name.
    pub name: String,
    /// Of the booms that went on, those in which it ever sounded.
    pub false_alarms: Option<Share>,
    /// Of the booms that burst, those in which it sounded before the fall of 40 %.
    pub power: Option<Share>,
    /// Of the booms that burst, those in which it first sounded before the peak or on its day.
    pub before_peak: Option<Share>,
    /// Booms in which it sounded at the first look already.
    pub at_entry: usize,
    /// Trading days from the sign to the fall of 40 %, where it came before.
    pub lead: Option<Quartiles>,
    /// How far the price stood below its highest look then.
    pub drawdown: Option<Quartiles>,
    /// Share of the fall that was still to come then.
    pub to_come: Option<Quartiles>,
}

impl AlertRates {
    /// Of booms whose outcome is known, with labels other than `insufficient`.
    pub(super) fn of(
        alert: Alert,
        booms: &[&Replayed],
        bootstrap: &EraBootstrap,
    ) -> Result<Self, ReplayError> {
        let first: Vec<(&Replayed, Option<Sounded>)> = booms.iter().map(|b| (*b, alert.first(b))).collect();
        let share = |burst: bool, marked: &dyn Fn(Option<Sounded>) -> bool| {
            let chosen = first.iter().filter(|(boom, _)| boom.episode.crash == burst);
            let marks: Vec<(bool, i32)> =
                chosen.map(|(boom, sounded)| (marked(*sounded), i32::from(boom.episode.era))).collect();
            Share::of(&marks, bootstrap)
        };
        let in_time: Vec<(Sounded, Lead)> =
            first.iter().filter_map(|(_, sounded)| (*sounded).and_then(|s| Some((s, s.lead?)))).collect();
        Ok(Self {
            alert,
            name: alert.name(),
            false_alarms: share(false, &|sounded| sounded.is_some())?,
            power: share(true, &|sounded| sounded.is_some_and(|s| s.lead.is_some()))?,
            before_peak: share(true, &|sounded| {
                sounded.is_some_and(|s| s.lead.is_some_and(|lead| !lead.after_peak))
            })?,
            at_entry: first.iter().filter(|(_, sounded)| sounded.is_some_and(|s| s.look == 0)).count(),
            lead: Quartiles::of(in_time.iter().map(|(_, lead)| lead.days).collect()),
            drawdown: Quartiles::of(in_time.iter().map(|(sounded, _)| sounded.drawdown).collect()),
            to_come: Quartiles::of(in_time.iter().map(|(_, lead)| lead.to_come).collect()),
        })
    }
}
