//! The statistics of a series that grows: one more observation costs `O(T)`, not the `O(T²)` of [`super::recursive`].
//!
//! Lag and smallest window are fixed when the watch begins (with [`super::default_minimum_window`] of the sample seen
//! by then, say): a window that grew with the sample would change the statistics of earlier dates. Each date's values
//! are those [`super::recursive`] gives for the same lag and window; null distributions and boundaries must be
//! simulated for the whole horizon of the watch ([`crate::null`]), not for the sample seen so far.

mod panel;
mod state;

use serde::Serialize;

pub use panel::{LiveError, LivePanel};

use super::{ExplosiveError, Layout};
use crate::moments::Lengths;
use state::State;

/// Statistics of one new date (Phillips, Shi and Yu 2015), as one entry of the sequences of [`super::Recursive`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Update {
    /// Observation (from 0) the statistics belong to.
    pub date: usize,
    /// Statistic of the window from the first observation; `None` where its regression is degenerate, and, as for the
    /// next two, before observation `window + lag`.
    pub badf: Option<f64>,
    /// Largest statistic of all windows that end here; `None` where all are degenerate.
    pub bsadf: Option<f64>,
    /// Observation (from 0) at which the maximising window starts: the level `y_{t−1}` of its first regression row.
    pub window_start: Option<usize>,
    /// Whether some window that ends here was left out because its regression is degenerate.
    pub degenerate: bool,
}

/// A watched series: its history in `O(T)` memory, with lag and smallest window fixed.
///
/// ```
/// use utakata::explosive::{Layout, live::Live, recursive};
///
/// let values: Vec<f64> = (0..60).map(|t| f64::from((t * 37) % 11)).collect();
/// let mut live = Live::new(&values[..40], 1, 15)?;
/// let mut last = None;
/// for &value in &values[40..] {
///     last = live.push(value)?.bsadf;
/// }
/// let batch = recursive(&values, &Layout::new(60, 1, 15)?)?;
/// assert!((last.unwrap() - batch.bsadf[43].unwrap()).abs() < 1e-10);
/// # Ok::<(), utakata::explosive::ExplosiveError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Live {
    state: State,
    lengths: Lengths,
}

impl Live {
    /// Begins with `history` (it may be empty), `lag` lagged differences and windows of at least `window` regression
    /// observations.
    ///
    /// # Errors
    /// [`ExplosiveError::LagTooLarge`], [`ExplosiveError::WindowTooSmall`], [`ExplosiveError::NotFinite`].
    pub fn new(history: &[f64], lag: usize, window: usize) -> Result<Self, ExplosiveError> {
        let state = State::new(history, lag, window)?;
        Ok(Self { lengths: state.lengths(), state })
    }

    /// Takes the next observation in; with the statistics of its date.
    ///
    /// # Errors
    /// [`ExplosiveError::NotFinite`]; the history is then unchanged.
    pub fn push(&mut self, value: f64) -> Result<Update, ExplosiveError> {
        self.state.push(value)?;
        if !self.state.covered_by(&self.lengths) {
            self.lengths = self.state.lengths();
        }
        Ok(self.state.update(&self.lengths))
    }

    /// Number of observations.
    pub fn observations(&self) -> usize {
        self.state.observations()
    }

    /// Layout of the statistics up to now.
    ///
    /// # Errors
    /// [`ExplosiveError::TooShort`] before the first statistic.
    pub fn layout(&self) -> Result<Layout, ExplosiveError> {
        self.state.layout()
    }
}
