//! Daily price limits: a return that one stopped is a bound, and the reaction goes on until the price can move again.

use jiff::civil::Date;
use serde::Serialize;

use super::EventStudyError;
use crate::Series;

/// A return this close to the limit (a tenth of a per cent: prices move in ticks) counts as stopped by it.
const SLACK: f64 = 0.001;

/// The raw reaction from the first day on to the first that the limit did not stop.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reaction {
    /// Days the limit stopped, all in the direction of the first.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub stopped: Vec<Date>,
    /// Days in all, the opening day included.
    pub days: usize,
    /// Whether the price could move again within the data; if not, the reaction is a bound.
    pub opened: bool,
}

/// How long the limit stopped the price of a firm from `date` on, the first of its days not before. `limit` is a fraction.
/// An event window of [`Reaction::days`] days holds the whole reaction.
///
/// # Errors
/// [`EventStudyError::Limit`] for a limit that is not a fraction; [`EventStudyError::TooShort`] without a return from
/// `date` on.
pub fn reaction_until_open(returns: &Series, date: Date, limit: f64) -> Result<Reaction, EventStudyError> {
    check(limit)?;
    let first = returns.dates().partition_point(|day| *day < date);
    let (days, values) = (&returns.dates()[first..], &returns.values()[first..]);
    let Some(&start) = values.first() else {
        return Err(EventStudyError::TooShort {
            firm: returns.name().to_owned(),
            date,
            side: "from the first day on in",
            needed: 1,
            given: 0,
        });
    };
    let falling = at_floor(start, limit);
    let closed = |r: &f64| if falling { at_floor(*r, limit) } else { at_ceiling(*r, limit) };
    let stopped = values.iter().take_while(|r| closed(r)).count();
    let opened = stopped < values.len();
    Ok(Reaction { stopped: days[..stopped].to_vec(), days: (stopped + 1).min(values.len()), opened })
}

/// # Errors
/// [`EventStudyError::Limit`] for a limit that is not a fraction.
pub(super) fn check(limit: f64) -> Result<(), EventStudyError> {
    if limit > SLACK && limit < 1.0 { Ok(()) } else { Err(EventStudyError::Limit { value: limit }) }
}

pub(super) fn at_floor(r: f64, limit: f64) -> bool {
    r <= SLACK - limit
}

pub(super) fn at_ceiling(r: f64, limit: f64) -> bool {
    r >= limit - SLACK
}
