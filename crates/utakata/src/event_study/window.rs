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

/// Returns of one firm (and the market) around one event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventReturns {
    pub(super) firm: String,
    pub(super) date: Date,
    pub(super) estimation_dates: Vec<Date>,
    pub(super) event_dates: Vec<Date>,
    pub(super) estimation: Vec<f64>,
    pub(super) event: Vec<f64>,
    pub(super) market: Option<MarketReturns>,
}

/// The market on the firm's days.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MarketReturns {
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
        if window.estimation < SHORTEST_ESTIMATION {
            return Err(EventStudyError::ShortEstimation { given: window.estimation });
        }
        if window.event == 0 {
            return Err(EventStudyError::EmptyEvent);
        }
        let firm = returns.name().to_owned();
        let too_short =
            |side, needed, given| EventStudyError::TooShort { firm: firm.clone(), date, side, needed, given };
        let Ok(day) = returns.dates().binary_search(&date) else {
            return Err(EventStudyError::EventNotTraded { firm, date });
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
        let market = market
            .map(|market| {
                let on = |&date: &Date| {
                    market.on(date).ok_or_else(|| EventStudyError::MarketGap { firm: firm.clone(), date })
                };
                let cut = |days: &std::ops::Range<usize>| {
                    returns.dates()[days.clone()].iter().map(on).collect::<Result<Vec<f64>, _>>()
                };
                Ok::<_, EventStudyError>(MarketReturns { estimation: cut(&estimation)?, event: cut(&event)? })
            })
            .transpose()?;
        Ok(Self {
            firm,
            date,
            estimation_dates: returns.dates()[estimation.clone()].to_vec(),
            event_dates: returns.dates()[event.clone()].to_vec(),
            estimation: returns.values()[estimation].to_vec(),
            event: returns.values()[event].to_vec(),
            market,
        })
    }

    /// Name of the firm.
    pub fn firm(&self) -> &str {
        &self.firm
    }

    /// The event day.
    pub fn date(&self) -> Date {
        self.date
    }

    /// Days of the event window.
    pub fn event_dates(&self) -> &[Date] {
        &self.event_dates
    }
}
