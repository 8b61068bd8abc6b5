//! What happens while the market is closed, and what while it is open.

use serde::Serialize;

use super::{BasketError, in_range, long_enough};

/// Returns of every day after the first, split at the open: `(1 + overnight)(1 + intraday) = 1 + close to close`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionReturns {
    /// `open_t / close_{t−1} − 1`.
    pub overnight: Vec<f64>,
    /// `close_t / open_t − 1`.
    pub intraday: Vec<f64>,
    /// `close_t / close_{t−1} − 1`.
    pub close_to_close: Vec<f64>,
    /// All nights compounded.
    pub total_overnight: f64,
    /// All sessions after the first compounded.
    pub total_intraday: f64,
}

/// Splits daily returns at the open. Opens must be adjusted for splits and dividends by the factor of their own day's
/// close, or a split looks like a night's fall.
///
/// # Errors
/// [`BasketError::TooShort`] with fewer than two days, [`BasketError::Sessions`] when the numbers of opens and closes
/// differ, [`BasketError::Range`] for a price that is not positive.
pub fn session_returns(opens: &[f64], closes: &[f64]) -> Result<SessionReturns, BasketError> {
    if opens.len() != closes.len() {
        return Err(BasketError::Sessions { opens: opens.len(), closes: closes.len() });
    }
    long_enough("overnight and intraday returns", 2, closes.len())?;
    for &price in opens.iter().chain(closes) {
        in_range("a price", price, price > 0.0, "a positive number")?;
    }
    let before = || closes.iter().zip(&opens[1..]).zip(&closes[1..]);
    let overnight: Vec<f64> = before().map(|((was, open), _)| open / was - 1.0).collect();
    let intraday: Vec<f64> = before().map(|((_, open), close)| close / open - 1.0).collect();
    let close_to_close = before().map(|((was, _), close)| close / was - 1.0).collect();
    let compounded = |returns: &[f64]| returns.iter().map(|r| 1.0 + r).product::<f64>() - 1.0;
    let (total_overnight, total_intraday) = (compounded(&overnight), compounded(&intraday));
    Ok(SessionReturns { overnight, intraday, close_to_close, total_overnight, total_intraday })
}
