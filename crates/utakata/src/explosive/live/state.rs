//! One series' history.

use super::super::recursive::statistic;
use super::Update;
use crate::explosive::{ExplosiveError, Layout};
use crate::moments::{Columns, Lengths, latest};

/// History of one series. Windows' lengths have tables, kept apart: a panel shares them.
#[derive(Debug, Clone)]
pub(super) struct State {
    columns: Columns,
    window: usize,
}

impl State {
    pub(super) fn new(history: &[f64], lag: usize, window: usize) -> Result<Self, ExplosiveError> {
        Layout::new(window + lag + 1, lag, window)?;
        if let Some(index) = history.iter().position(|v| !v.is_finite()) {
            return Err(ExplosiveError::NotFinite { index, value: history[index] });
        }
        Ok(Self { columns: Columns::new(history, lag), window })
    }

    pub(super) fn push(&mut self, value: f64) -> Result<(), ExplosiveError> {
        if !value.is_finite() {
            return Err(ExplosiveError::NotFinite { index: self.observations(), value });
        }
        self.columns.push(value);
        Ok(())
    }

    pub(super) fn pop(&mut self) {
        self.columns.pop();
    }

    pub(super) fn observations(&self) -> usize {
        self.columns.observations()
    }

    pub(super) fn layout(&self) -> Result<Layout, ExplosiveError> {
        Layout::new(self.observations(), self.columns.lag(), self.window)
    }

    /// Tables for this history and as much again.
    pub(super) fn lengths(&self) -> Lengths {
        Lengths::new(2 * self.columns.rows() + self.window, self.columns.lag())
    }

    pub(super) fn covered_by(&self, lengths: &Lengths) -> bool {
        self.columns.rows() <= lengths.rows()
    }

    /// Statistics of the last observation.
    pub(super) fn update(&self, lengths: &Lengths) -> Update {
        let date = self.observations() - 1;
        if self.columns.rows() < self.window {
            return Update { date, badf: None, bsadf: None, window_start: None, degenerate: false };
        }
        let end = latest(&self.columns, self.window, lengths);
        let bsadf = statistic(end.best);
        Update {
            date,
            badf: statistic(end.first),
            bsadf,
            window_start: bsadf.map(|_| end.best_start + self.columns.lag()),
            degenerate: end.degenerate,
        }
    }
}
