//! Where the bubble began, by the regularisation of Demos & Sornette (2019).
//!
//! The mean squared residual `χ²(t1) = SSE/(N − p)` falls with every observation left out, because short windows are
//! overfitted. Its slope on the length of the window over all starts, `λ`, is taken off, and the start is where
//! `χ²(t1) − λ (t2 − t1)` is smallest.

use serde::Serialize;

use super::super::{LpplsError, Nested, SearchBox, fit};
use crate::Execution;

/// What counts as the size of a window, and what is taken off it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LagrangeVariant {
    /// The paper: `N = t2 − t1` in observations, `p = 8`; regression on `t2 − t1`.
    Paper,
    /// The package `lppls`: `N` observations, `p = 7`; regression on `N`.
    Package,
}

impl LagrangeVariant {
    fn size(self, observations: usize) -> (f64, f64) {
        match self {
            Self::Paper => (observations as f64 - 1.0, 8.0),
            Self::Package => (observations as f64, 7.0),
        }
    }
}

/// One window.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LagrangeWindow {
    /// Observations.
    pub observations: usize,
    /// `χ²`.
    pub mean_square: f64,
    /// `χ² − λ (t2 − t1)`.
    pub regularised: f64,
}

/// The start of the bubble.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lagrange {
    /// Which variant.
    pub variant: LagrangeVariant,
    /// Observations of the window that begins with the bubble, `t1*` to `t2`.
    pub observations: usize,
    /// `λ`: how much the mean square grows with one observation; the measure of overfitting.
    pub lambda: f64,
    /// Every window, in the order given.
    pub windows: Vec<LagrangeWindow>,
}

/// Fits every window of `shortest`, `shortest + step`, … observations that ends with the last: observations and least sum of
/// squared residuals of each, shortest first. `m` and `ω` are searched in the box, the critical time from its nearest up to
/// the length of the window ahead, as in the paper. On a clock that counts observations the windows share their basis; one
/// in a thousand may then miss its optimum by a little.
///
/// # Errors
/// [`LpplsError`] as for [`fit`]; [`Cancelled`](crate::execution::Cancelled) inside.
pub fn lagrange_windows(
    times: &[f64],
    logs: &[f64],
    search_box: &SearchBox,
    (shortest, step): (usize, usize),
    execution: &Execution<'_>,
) -> Result<Vec<(usize, f64)>, LpplsError> {
    let search_box = SearchBox { share: 1.0, ..*search_box };
    let n = logs.len();
    if n < shortest {
        return Err(LpplsError::TooShort { observations: n, needed: shortest });
    }
    if times.len() != n {
        return Err(LpplsError::Lengths { times: times.len(), values: n });
    }
    let lengths: Vec<usize> = (shortest..=n).step_by(step.max(1)).collect();
    if times.windows(2).all(|pair| pair[1] - pair[0] == 1.0) {
        let found = Nested::new(&search_box, &lengths)?.fit(logs, &[n - 1], execution)?;
        let squares = |window: &super::super::NestedFit| {
            let best = window.best.as_ref().ok_or(LpplsError::Degenerate { observations: window.length })?;
            Ok((window.length, best.sse))
        };
        return found.iter().map(squares).collect();
    }
    let found = execution.map(lengths.len(), |k| {
        let from = n - lengths[k];
        fit(&times[from..], &logs[from..], &search_box).map(|found| (lengths[k], found.best().sse))
    })?;
    found.into_iter().collect()
}

/// From windows that end together: observations and least sum of squared residuals of each. The paper takes windows
/// of 30 observations and more.
///
/// # Errors
/// [`LpplsError::TooShort`] for fewer than two windows of different lengths, or one with no more observations than `p` and
/// one; [`LpplsError::NotFinite`] names a window whose sum is not finite.
pub fn lagrange(windows: &[(usize, f64)], variant: LagrangeVariant) -> Result<Lagrange, LpplsError> {
    let needed = super::super::LEAST_OBSERVATIONS;
    if let Some(&(observations, _)) = windows.iter().find(|(observations, _)| *observations < needed) {
        return Err(LpplsError::TooShort { observations, needed });
    }
    if let Some(index) = windows.iter().position(|(_, sse)| !sse.is_finite()) {
        return Err(LpplsError::NotFinite { index });
    }
    let points: Vec<(f64, f64)> = windows
        .iter()
        .map(|&(observations, sse)| {
            let (size, taken) = variant.size(observations);
            (size, sse / (size - taken))
        })
        .collect();
    let count = points.len() as f64;
    let [x, y] = [0, 1].map(|k| points.iter().map(|p| if k == 0 { p.0 } else { p.1 }).sum::<f64>() / count);
    let spread: f64 = points.iter().map(|p| (p.0 - x).powi(2)).sum();
    if spread.is_nan() || spread <= 0.0 {
        return Err(LpplsError::TooShort { observations: windows.len(), needed: 2 });
    }
    let lambda = points.iter().map(|p| (p.0 - x) * (p.1 - y)).sum::<f64>() / spread;
    let windows: Vec<LagrangeWindow> = windows
        .iter()
        .zip(&points)
        .map(|(&(observations, _), &(size, mean_square))| LagrangeWindow {
            observations,
            mean_square,
            regularised: mean_square - lambda * size,
        })
        .collect();
    let smallest = windows.iter().min_by(|a, b| a.regularised.total_cmp(&b.regularised));
    let observations = smallest.map_or(0, |window| window.observations);
    Ok(Lagrange { variant, observations, lambda, windows })
}
