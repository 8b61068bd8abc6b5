//! LPPLS of a conditional quantile (Zhang, Zhang & Sornette 2016, PLOS ONE): instead of squares,
//! `Σ ρ_q(ln p − LPPLS(t))` with `ρ_q(u) = u·(q − 1{u < 0})` is minimised. The paper could not be read: the loss is that of
//! Koenker and Bassett (1978), and nothing else of the paper is claimed here.
//!
//! For fixed critical time, exponent and frequency this is a linear program in the four other parameters, solved exactly
//! with its certificate. The three are searched for from the minima of least squares and from those of a grid of the
//! same loss, by steps in which the model is linear and the loss is not.

mod descent;
mod model;

use serde::Serialize;

use super::fit::{Fit, Solution, near};
use super::screen::{Fineness, Grid, lowest};
use super::window::Window;
use super::{LpplsError, SearchBox, fit};
use descent::{Minimum, descend};
use model::Model;

/// A fit of one quantile of the logarithms.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuantileFit {
    /// The quantile `q`.
    pub quantile: f64,
    /// `Σ ρ_q`: the smallest found in the box.
    pub loss: f64,
    /// The parameters; `sse` is their sum of squared residuals, and `converged` says that to first order no step within
    /// the box lowers the loss by more than 10⁻⁹ of it.
    #[serde(flatten)]
    pub solution: Solution,
    /// Share of the observations below the curve; those on it (four at least) belong to neither side. At a minimum the
    /// share is at most `q`, and with those on the curve at least `q`.
    pub share_below: f64,
    /// Share of the observations on the curve.
    pub share_on: f64,
    /// How far the multipliers of the linear program lie outside `[q − 1, q]`: zero (10⁻⁹ for rounding) proves that no
    /// other four linear parameters are better.
    pub excess: f64,
}

/// Fits quantile `q` of one window; arguments as [`fit()`](super::fit()).
///
/// Not proven to be the global optimum in critical time, exponent and frequency: searches start from at most 8 minima of
/// least squares and the 8 lowest minima of a grid. Where a curve passes through all but a few points to rounding, the
/// loss is rounding as well.
///
/// # Errors
/// [`LpplsError`] as for least squares; [`LpplsError::Quantile`] outside (0, 1).
pub fn quantile_fit(
    times: &[f64],
    logs: &[f64],
    search_box: &SearchBox,
    quantile: f64,
) -> Result<QuantileFit, LpplsError> {
    quantile_fit_from(times, logs, &fit(times, logs, search_box)?, quantile)
}

/// As [`quantile_fit`], with the fit by least squares (whose box is searched) at hand.
///
/// # Errors
/// As [`quantile_fit`].
pub fn quantile_fit_from(
    times: &[f64],
    logs: &[f64],
    squares: &Fit,
    quantile: f64,
) -> Result<QuantileFit, LpplsError> {
    if !(quantile > 0.0 && quantile < 1.0) {
        return Err(LpplsError::Quantile { value: quantile });
    }
    let window = Window::new(times, logs)?;
    let bounds = squares.search_box.bounds(window.span());
    let mut model = Model::new(&window, quantile);
    let known = squares.minima.iter().take(STARTS).map(|s| [s.tc_minus_t2.ln(), s.m, s.omega]);
    let starts: Vec<_> = known.chain(grid_minima(&mut model, &window, squares)).collect();
    let mut found: Vec<Minimum> = Vec::new();
    for start in starts {
        if let Some(minimum) =
            descend(&mut model, start, &bounds).filter(|m| !found.iter().any(|f| same(f, m)))
        {
            found.push(minimum);
        }
    }
    let best = found.into_iter().min_by(|a, b| a.loss.total_cmp(&b.loss));
    let best = best.ok_or(LpplsError::Degenerate { observations: window.len() })?;
    Ok(model.describe(&best, &bounds))
}

/// Starting points of each kind.
const STARTS: usize = 8;

/// Coarser than for squares: every cell is a linear program.
const COARSE: Fineness = Fineness { time: 0.5, near: 1.5, exponents: 3, turns: 0.3, starts: STARTS };

fn same(a: &Minimum, b: &Minimum) -> bool {
    near(&a.point, &b.point)
}

/// The lowest minima of the loss on a grid.
fn grid_minima(model: &mut Model<'_>, window: &Window, squares: &Fit) -> Vec<[f64; 3]> {
    let grid = Grid::over(&squares.search_box.bounds(window.span()), window.span(), &COARSE);
    let width = grid.frequencies.len();
    let mut cells = vec![(f64::INFINITY, 0); grid.times.len() * width];
    for (row, column) in (0..grid.times.len()).flat_map(|r| (0..width).map(move |c| (r, c))) {
        for exponent in 0..grid.exponents.len() {
            let loss =
                model.linear(&grid.point(row, exponent, column)).map_or(f64::INFINITY, |v| v.objective);
            if loss < cells[row * width + column].0 {
                cells[row * width + column] = (loss, exponent);
            }
        }
    }
    let losses: Vec<f32> = cells.iter().map(|(loss, _)| *loss as f32).collect();
    lowest(&losses, width, width, COARSE.starts, f32::INFINITY)
        .into_iter()
        .map(|(row, column)| grid.point(row, cells[row * width + column].1, column))
        .collect()
}
