//! Many watched series, all advanced by one observation at a time.

use thiserror::Error;

use super::state::State;
use super::{ExplosiveError, Update};
use crate::Execution;
use crate::execution::Cancelled;
use crate::moments::Lengths;

/// Watched series with the same lag and smallest window; their histories may differ in length.
#[derive(Debug, Clone)]
pub struct LivePanel {
    states: Vec<State>,
    lengths: Lengths,
}

/// Why a panel cannot be begun or advanced. Series count from 0.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum LiveError {
    /// One series cannot be watched.
    #[error("series {series}: {error}")]
    Series {
        /// Which.
        series: usize,
        /// Why.
        #[source]
        error: ExplosiveError,
    },
    /// Not one value for each series.
    #[error("the panel has {series} series but {values} values were given")]
    Count {
        /// Series of the panel.
        series: usize,
        /// Values given.
        values: usize,
    },
    /// The observer asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl LivePanel {
    /// Begins with one history per series, `lag` lagged differences and windows of at least `window` regression
    /// observations.
    ///
    /// # Errors
    /// [`LiveError::Series`], with the reasons of [`super::Live::new`].
    pub fn new<'a>(
        histories: impl IntoIterator<Item = &'a [f64]>,
        lag: usize,
        window: usize,
    ) -> Result<Self, LiveError> {
        let states = histories
            .into_iter()
            .enumerate()
            .map(|(series, history)| {
                State::new(history, lag, window).map_err(|error| LiveError::Series { series, error })
            })
            .collect::<Result<Vec<State>, LiveError>>()?;
        let longest = states.iter().max_by_key(|s| s.observations());
        let lengths = longest.map_or_else(|| Lengths::new(window, lag), State::lengths);
        Ok(Self { states, lengths })
    }

    /// Number of series.
    pub fn series(&self) -> usize {
        self.states.len()
    }

    /// Takes one more value of every series in, in the order the panel was begun with; with the statistics of each.
    /// They do not depend on `execution`.
    ///
    /// # Errors
    /// [`LiveError::Count`], [`LiveError::Series`] for a value that is not finite, [`LiveError::Cancelled`]; the panel
    /// is then unchanged.
    pub fn push(&mut self, values: &[f64], execution: &Execution<'_>) -> Result<Vec<Update>, LiveError> {
        if values.len() != self.states.len() {
            return Err(LiveError::Count { series: self.states.len(), values: values.len() });
        }
        for (series, &value) in values.iter().enumerate() {
            if let Err(error) = self.states[series].push(value) {
                self.undo(series);
                return Err(LiveError::Series { series, error });
            }
            if !self.states[series].covered_by(&self.lengths) {
                self.lengths = self.states[series].lengths();
            }
        }
        let (states, lengths) = (&self.states, &self.lengths);
        let updates = execution.map(states.len(), |series| states[series].update(lengths));
        updates.map_err(|cancelled| {
            self.undo(values.len());
            cancelled.into()
        })
    }

    /// Takes the last value of the first `series` series back.
    fn undo(&mut self, series: usize) {
        for state in &mut self.states[..series] {
            state.pop();
        }
    }
}
