//! Cutting estimation and event windows out of returns.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{EventStudyError, SHORTEST_ESTIMATION};
use crate::Series;

/// Lengths of the windows in trading days of the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Window {
    /// Days on which the normal model is estimated.
    pub estimation: usize,
    /// Days left out between estimation and event, against leakage.
    #[serde(default)]
    pub gap: usize,
    /// Days of the event window, the first being the event day.
    pub event: usize,
}

/// What to do with an event on a day on which the firm did not trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NotTraded {
    /// Refuse it.
    #[default]
    Refuse,
    /// Take the firm's next trading day: the first on which the news could be priced.
    Next,
}

/// Returns of one firm (and the market and other factors) around one event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventReturns {
    pub(super) firm: String,
    pub(super) date: Date,
    pub(super) estimation_dates: Vec<Date>,
    pub(super) event_dates: Vec<Date>,
    pub(super) estimation: Vec<f64>,
    pub(super) event: Vec<f64>,
    /// The market first.
    pub(super) factors: Vec<FactorReturns>,
    pub(super) halted: Vec<Date>,
}

/// A factor on the firm's days.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FactorReturns {
    pub(super) estimation: Vec<f64>,
    pub(super) event: Vec<f64>,
}

impl EventReturns {
    /// Cuts the windows around the event on `date` out of daily returns. Days are the firm's; the market must have a
    /// return on each of them.
    ///
    /// # Errors
    /// [`EventStudyError`] when the firm did not trade on `date`, a window reaches beyond the returns, a window is too
    /// short, or the market lacks a day.
    pub fn new(
        returns: &Series,
        market: Option<&Series>,
        date: Date,
        window: Window,
    ) -> Result<Self, EventStudyError> {
        let factors: Vec<&Series> = market.into_iter().collect();
        Self::with_factors(returns, &factors, date, window, NotTraded::Refuse)
    }

    /// As [`new`](Self::new), with any number of factors, the market first. A halt takes days out: windows count the
    /// days on which the firm has a return, and the return after a halt is compared with the factors of its own day
    /// only; [`halted`](Self::halted) lists the days of the event window that are missing.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_factors(
        returns: &Series,
        factors: &[&Series],
        date: Date,
        window: Window,
        not_traded: NotTraded,
    ) -> Result<Self, EventStudyError> {
        if window.estimation < SHORTEST_ESTIMATION {
            return Err(EventStudyError::ShortEstimation { given: window.estimation });
        }
        if window.event == 0 {
            return Err(EventStudyError::EmptyEvent);
        }
        let firm = returns.name().to_owned();
        let too_short =
            |side, needed, given| EventStudyError::TooShort { firm: firm.clone(), date, side, needed, given };
        let day = match (returns.dates().binary_search(&date), not_traded) {
            (Ok(day), _) => day,
            (Err(next), NotTraded::Next) => next,
            (Err(_), NotTraded::Refuse) => return Err(EventStudyError::EventNotTraded { firm, date }),
        };
        let before = window.estimation + window.gap;
        if day < before {
            return Err(too_short("before", before, day));
        }
        if returns.len() - day < window.event {
            return Err(too_short("from the first day on in", window.event, returns.len() - day));
        }
        let estimation = day - before..day - window.gap;
        let event = day..day + window.event;
        let cut = |factor: &&Series| -> Result<FactorReturns, EventStudyError> {
            let on = |&date: &Date| {
                factor.on(date).ok_or_else(|| EventStudyError::MarketGap { firm: firm.clone(), date })
            };
            let cut = |days: &std::ops::Range<usize>| {
                returns.dates()[days.clone()].iter().map(on).collect::<Result<Vec<f64>, _>>()
            };
            Ok(FactorReturns { estimation: cut(&estimation)?, event: cut(&event)? })
        };
        let cut = factors.iter().map(cut).collect::<Result<Vec<_>, _>>()?;
        let event_dates = &returns.dates()[event.clone()];
        Ok(Self {
            halted: factors.first().map_or_else(Vec::new, |market| halted(market, event_dates)),
            estimation_dates: returns.dates()[estimation.clone()].to_vec(),
            event_dates: event_dates.to_vec(),
            estimation: returns.values()[estimation].to_vec(),
            event: returns.values()[event].to_vec(),
            factors: cut,
            firm,
            date,
        })
    }

    /// Name of the firm.
    pub fn firm(&self) -> &str {
        &self.firm
    }

    /// The day of the event as it was given; the event window begins on it or, where the firm did not trade, after it.
    pub fn date(&self) -> Date {
        self.date
    }

    /// Days of the event window.
    pub fn event_dates(&self) -> &[Date] {
        &self.event_dates
    }

    /// Days of the market between the first and the last day of the event window on which the firm has no return.
    pub fn halted(&self) -> &[Date] {
        &self.halted
    }
}

/// Days of `market` between the first and last of `own` that are not among them.
fn halted(market: &Series, own: &[Date]) -> Vec<Date> {
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return Vec::new() };
    let days = market.dates().iter().filter(|day| *day > first && *day < last);
    days.filter(|day| own.binary_search(day).is_err()).copied().collect()
}
