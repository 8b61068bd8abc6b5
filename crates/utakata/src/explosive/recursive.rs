//! ADF, BADF, BSADF, SADF and GSADF.

use serde::Serialize;

use super::{DegenerateReason, ExplosiveError, Layout, regression};
use crate::moments::{Columns, EndResult, Goal, Lengths, sweep};

/// The recursive right-tailed Dickey-Fuller statistics of one series (Phillips, Wu and Yu 2011; Phillips, Shi and
/// Yu 2015).
///
/// Each is the t-ratio of `β` in `Δy_t = α + β·y_{t−1} + Σ ψ_j·Δy_{t−j} + ε_t` on some window, with residual
/// variance `SSR/(L − 2 − p)` for `L` regression observations and `p` lags. Sequences have one entry per date from
/// observation [`Layout::first_date`] (`window + lag`, from 0) to the last; entry `i` uses data up to observation
/// `first_date + i` only. All are invariant to `a + b·y`, `b > 0`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recursive {
    /// Sample length, lag and smallest window.
    pub layout: Layout,
    /// Full-sample statistic: the last entry of `badf`. `None` where that regression is degenerate.
    pub adf: Option<f64>,
    /// Largest entry of `badf`; `None` when every one is degenerate.
    pub sadf: Option<f64>,
    /// Largest entry of `bsadf`.
    pub gsadf: f64,
    /// Statistic of the window from the first observation to each date.
    pub badf: Vec<Option<f64>>,
    /// Largest statistic over all windows ending at each date.
    pub bsadf: Vec<Option<f64>>,
    /// Observation (from 0) at which the maximising window of each `bsadf` starts: the level `y_{t−1}` of its first
    /// regression row.
    pub window_start: Vec<Option<usize>>,
    /// Windows left out of the maxima because their regression is degenerate; `None` when there are none.
    pub degenerate: Option<Degenerate>,
}

/// Dates at which windows had to be left out, and why the first one was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Degenerate {
    /// Number of dates with at least one window left out.
    pub dates: usize,
    /// Observation (from 0) of the first such date.
    pub first: usize,
    /// Why its first degenerate window has no t-ratio.
    pub reason: DegenerateReason,
}

/// Computes every recursive statistic of `values` in `O(T²)` time and `O(T)` memory.
///
/// # Errors
/// [`ExplosiveError::LengthMismatch`], [`ExplosiveError::NotFinite`], and [`ExplosiveError::Degenerate`] when no
/// window at all can be tested (a constant series, say).
pub fn recursive(values: &[f64], layout: &Layout) -> Result<Recursive, ExplosiveError> {
    check(values, layout)?;
    let columns = Columns::new(values, layout.lag());
    let mut ends = Vec::with_capacity(layout.dates());
    sweep(Goal::Starts, &columns, layout.window(), &Lengths::new(columns.rows(), layout.lag()), |_, end| {
        ends.push(end);
    });
    assemble(values, layout, &ends)
}

pub(crate) fn check(values: &[f64], layout: &Layout) -> Result<(), ExplosiveError> {
    if values.len() != layout.observations() {
        return Err(ExplosiveError::LengthMismatch {
            expected: layout.observations(),
            observations: values.len(),
        });
    }
    match values.iter().position(|v| !v.is_finite()) {
        Some(index) => Err(ExplosiveError::NotFinite { index, value: values[index] }),
        None => Ok(()),
    }
}

fn assemble(values: &[f64], layout: &Layout, ends: &[EndResult]) -> Result<Recursive, ExplosiveError> {
    let badf: Vec<Option<f64>> = ends.iter().map(|e| statistic(e.first)).collect();
    let bsadf: Vec<Option<f64>> = ends.iter().map(|e| statistic(e.best)).collect();
    let window_start = ends.iter().map(|e| statistic(e.best).map(|_| e.best_start + layout.lag())).collect();
    let degenerate = ends.iter().position(|e| e.degenerate).map(|position| {
        let end_row = position + layout.window() - 1;
        let reason = regression::first_degenerate(values, layout, end_row);
        Degenerate {
            dates: ends.iter().filter(|e| e.degenerate).count(),
            first: layout.first_date() + position,
            reason,
        }
    });
    let Some(gsadf) = largest(&bsadf) else {
        let reason = degenerate.map_or(DegenerateReason::ConstantLevel, |d| d.reason);
        return Err(ExplosiveError::Degenerate(reason));
    };
    Ok(Recursive {
        layout: *layout,
        adf: badf.last().copied().flatten(),
        sadf: largest(&badf),
        gsadf,
        badf,
        bsadf,
        window_start,
        degenerate,
    })
}

/// `t` from `t·|t|`; `None` where that is −∞.
pub(super) fn statistic(key: f64) -> Option<f64> {
    (key > f64::NEG_INFINITY).then(|| signed_root(key))
}

/// `t` from `t·|t|`.
pub(crate) fn signed_root(key: f64) -> f64 {
    key.abs().sqrt().copysign(key)
}

pub(crate) fn largest(sequence: &[Option<f64>]) -> Option<f64> {
    sequence.iter().flatten().copied().reduce(f64::max)
}
