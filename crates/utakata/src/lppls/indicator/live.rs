//! The indicator while prices arrive.

use super::{Confidence, Indicator, IndicatorError};
use crate::Execution;
use crate::lppls::LpplsError;

/// An indicator that is told one price at a time. A day costs the fits of one date: the table is kept, and no more prices
/// than the longest window.
#[derive(Debug, Clone)]
pub struct Live {
    indicator: Indicator,
    /// Between one and two of the longest windows.
    logs: Vec<f64>,
    seen: usize,
}

impl Live {
    /// Before the first price.
    pub fn new(indicator: Indicator) -> Self {
        Self { indicator, logs: Vec::new(), seen: 0 }
    }

    /// Takes the logarithm of the next price; the confidence of every set of windows that is complete, none at first.
    /// [`Confidence::end`] counts all prices since the first.
    ///
    /// # Errors
    /// [`LpplsError::NotFinite`], after which nothing has changed; [`LpplsError::Cancelled`], after which the price is known
    /// but has no value.
    pub fn push(&mut self, log: f64, execution: &Execution<'_>) -> Result<Vec<Confidence>, IndicatorError> {
        if !log.is_finite() {
            return Err(LpplsError::NotFinite { index: self.seen }.into());
        }
        let longest = self.indicator.longest();
        if self.logs.len() >= 2 * longest {
            self.logs.drain(..self.logs.len() + 1 - longest);
        }
        self.logs.push(log);
        self.seen += 1;
        if self.seen < self.indicator.least() {
            return Ok(Vec::new());
        }
        let mut found = self.indicator.confidence(&self.logs, &[self.logs.len() - 1], execution)?;
        for confidence in &mut found {
            confidence.end = self.seen - 1;
        }
        Ok(found)
    }
}
