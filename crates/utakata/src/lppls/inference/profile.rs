//! The profile of the critical time: the best fit for every critical time, and two likelihoods of it.
//!
//! `F₂(tc) = min over (m, ω) of the cost` (Filimonov & Sornette 2013, equation 15), the profile likelihood
//! `ln L_p = −(n/2) ln(F₂/n)` and the modified profile likelihood of Barndorff-Nielsen, which allows for the nuisance
//! parameters (Filimonov, Demos & Sornette 2017):
//! `ln L_m = −((n − p − 2)/2) ln(F₂/n) + ½ ln |X'X − H| − ln |X̂'X|` with the `p = 6` nuisance parameters
//! `m, ω, a, b, c1, c2`, the derivatives `X` of the model by them at the critical time and `X̂` at the best one, and `H` the sum
//! of residual times second derivative.
//!
//! Both take residuals to be independent. They are not: with residuals as persistent as those of real fits, intervals made
//! of them hold the critical time half as often as they say.

use serde::Serialize;

use super::super::cost::{Point, Scratch};
use super::super::fit::distinct;
use super::super::newton::{Bounds, CONVERGED, Minimum, descend};
use super::super::screen::{Fineness, Grid, screen};
use super::super::window::Window;
use super::super::{ActiveBound, LpplsError, SearchBox, Solution};
use super::columns::{Orthonormal, derivatives, dot, log_determinant};

/// Nuisance parameters.
const NUISANCES: f64 = 6.0;

/// The best fit with the critical time held.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProfilePoint {
    /// The fit; `sse` is `F₂`, and `active_bounds` are those of `m` and `ω`.
    pub solution: Solution,
    /// `ln L_p`.
    pub log_likelihood: f64,
    /// `ln L_m`, in the units of `log_likelihood`; `None` where a matrix is singular. Where `m` or `ω` lies on a bound it is
    /// formally not defined, and the number is that of the formula.
    pub modified: Option<f64>,
    /// Whether `m` or `ω` lies on a bound.
    pub nuisance_at_bound: bool,
}

/// Profile of the critical time in one window.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// Observations.
    pub observations: usize,
    /// One for each critical time asked for, in that order.
    pub points: Vec<ProfilePoint>,
}

impl Profile {
    /// Position of the critical time with the smallest `F₂`.
    pub fn best(&self) -> usize {
        let sse = |i: usize| self.points[i].solution.sse;
        (0..self.points.len()).min_by(|&i, &j| sse(i).total_cmp(&sse(j))).unwrap_or(0)
    }
}

/// More starts than a fit in three dimensions needs: the profile must be the global one at every critical time.
const HELD: Fineness = Fineness { time: 1.0, near: 1.0, exponents: 8, turns: 0.2, starts: 24 };

/// The profile at the times `tc_minus_t2` after the last observation, which need not lie in the box; `m` and `ω` do.
///
/// # Errors
/// [`LpplsError`] as for [`fit`](super::super::fit), and for critical times that are not positive or not given.
pub fn profile(
    times: &[f64],
    logs: &[f64],
    search_box: &SearchBox,
    tc_minus_t2: &[f64],
) -> Result<Profile, LpplsError> {
    let window = Window::new(times, logs)?;
    search_box.check()?;
    let wrong = |low: f64| LpplsError::SearchBox {
        parameter: "tc − t2",
        low,
        high: low,
        needed: "critical times must be positive, and there must be one",
    };
    if let Some(&first) = tc_minus_t2.iter().find(|d| !(d.is_finite() && **d > 0.0)) {
        return Err(wrong(first));
    }
    let minima = held(&window, search_box, tc_minus_t2)?;
    let best = (0..minima.len())
        .min_by(|&i, &j| minima[i].cost.value.total_cmp(&minima[j].cost.value))
        .ok_or_else(|| wrong(0.0))?;
    let at = |minimum: &Minimum| Solution::of(minimum, &bounds(search_box, minimum.point[0]), window.mean());
    let reference = basis(&window, &at(&minima[best]));
    let points =
        minima.iter().map(|minimum| point(&window, at(minimum), minimum, reference.as_ref())).collect();
    Ok(Profile { observations: window.len(), points })
}

fn bounds(search_box: &SearchBox, u: f64) -> Bounds {
    [[u, u], search_box.m, search_box.omega]
}

/// The global minimum over `(m, ω)` at every critical time.
fn held(window: &Window, search_box: &SearchBox, tc_minus_t2: &[f64]) -> Result<Vec<Minimum>, LpplsError> {
    let mut scratch = Scratch::default();
    let mut search = |start: Point, u: f64| {
        let bounds = bounds(search_box, u);
        descend(window, [u, start[1], start[2]], &bounds, CONVERGED, &mut scratch, |_, _, _, _| false)
    };
    let mut valleys: Vec<Vec<Minimum>> = Vec::with_capacity(tc_minus_t2.len());
    for d in tc_minus_t2 {
        let u = d.ln();
        let grid = Grid::over(&bounds(search_box, u), window.span(), &HELD);
        let starts = screen(window, &grid).starts(&grid, HELD.starts);
        let found = distinct(starts.into_iter().filter_map(|start| search(start, u)).collect());
        if found.is_empty() {
            return Err(LpplsError::Degenerate { observations: window.len() });
        }
        valleys.push(found);
    }
    // A valley that is lowest at one critical time is followed to its neighbours, forwards and back.
    let mut lowest: Vec<Minimum> = valleys.iter().map(|found| found[0]).collect();
    let mut order: Vec<usize> = (0..lowest.len()).collect();
    order.sort_by(|&i, &j| tc_minus_t2[i].total_cmp(&tc_minus_t2[j]));
    for _ in 0..2 {
        for pair in order.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            if let Some(found) = search(lowest[from].point, tc_minus_t2[to].ln())
                && found.cost.value < lowest[to].cost.value
            {
                lowest[to] = found;
            }
        }
        order.reverse();
    }
    Ok(lowest)
}

fn basis(window: &Window, solution: &Solution) -> Option<Orthonormal> {
    let x: Vec<f64> = window.lags()[..window.len()].iter().map(|lag| solution.tc_minus_t2 + lag).collect();
    Orthonormal::of(&derivatives(solution, &x))
}

fn point(
    window: &Window,
    mut solution: Solution,
    minimum: &Minimum,
    reference: Option<&Orthonormal>,
) -> ProfilePoint {
    let n = window.len() as f64;
    let log_share = (solution.sse / n).ln();
    solution.active_bounds.retain(|b| !matches!(b, ActiveBound::TcLow | ActiveBound::TcHigh));
    let correction = basis(window, &solution)
        .zip(reference)
        .map(|(here, best)| correction(&here, best, &minimum.cost.hessian))
        .filter(|value| value.is_finite());
    ProfilePoint {
        log_likelihood: -0.5 * n * log_share,
        modified: correction.map(|c| c - 0.5 * (n - NUISANCES - 2.0) * log_share),
        nuisance_at_bound: !solution.active_bounds.is_empty(),
        solution,
    }
}

/// `½ ln |X'X − H| − ln |X̂'X|`. The first is the determinant of the linear block, where `H` is zero, times its Schur
/// complement, which is half the Hessian of the projected cost.
fn correction(here: &Orthonormal, best: &Orthonormal, hessian: &[[f64; 3]; 3]) -> f64 {
    let schur = 0.25 * (hessian[1][1] * hessian[2][2] - hessian[1][2] * hessian[2][1]);
    let first = here.log_lengths(4) + 0.5 * schur.abs().ln();
    let between = best.columns.iter().map(|b| here.columns.iter().map(|h| dot(b, h)).collect()).collect();
    first - (best.log_lengths(6) + here.log_lengths(6) + log_determinant(between))
}
