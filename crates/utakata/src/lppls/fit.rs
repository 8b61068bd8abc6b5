//! The fit of one window.

use serde::Serialize;

use super::cost::{Linear, Point, Scratch};
use super::newton::{Bounds, CONVERGED, Minimum, descend};
use super::screen::{Fineness, Grid, RIPPLE, screen, times};
use super::window::Window;
use super::{LpplsError, SearchBox};

/// A bound that a solution lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActiveBound {
    /// The critical time is as near as the box allows.
    TcLow,
    /// The critical time is as far as the box allows.
    TcHigh,
    /// The exponent is the smallest.
    MLow,
    /// The exponent is the largest.
    MHigh,
    /// The frequency is the smallest.
    OmegaLow,
    /// The frequency is the largest.
    OmegaHigh,
}

impl ActiveBound {
    const BY_PARAMETER: [[Self; 2]; 3] =
        [[Self::TcLow, Self::TcHigh], [Self::MLow, Self::MHigh], [Self::OmegaLow, Self::OmegaHigh]];
}

/// A local minimum: `ln p(t) = a + x^m (b + c1 cos(ω ln x) + c2 sin(ω ln x))` with `x = tc − t` in the units of the clock
/// (Filimonov & Sornette 2013, equation 6).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Solution {
    /// Time from the last observation to the critical time.
    pub tc_minus_t2: f64,
    /// Exponent.
    pub m: f64,
    /// Angular frequency in the logarithm of the time left.
    pub omega: f64,
    /// Logarithm of the price at the critical time.
    pub a: f64,
    /// Amplitude of the power law; negative for a positive bubble.
    pub b: f64,
    /// Amplitude of the cosine.
    pub c1: f64,
    /// Amplitude of the sine.
    pub c2: f64,
    /// Sum of squared residuals of the logarithms.
    pub sse: f64,
    /// Bounds of the box that hold it; where there are any the data alone did not decide.
    pub active_bounds: Vec<ActiveBound>,
    /// Whether the search converged.
    pub converged: bool,
}

impl Solution {
    pub(super) fn of(minimum: &Minimum, bounds: &Bounds, mean: f64) -> Self {
        let linear = &minimum.cost.linear;
        let centre: f64 = linear.weights.iter().zip(linear.means).map(|(weight, mean)| weight * mean).sum();
        Self::at(minimum.point, linear, mean - centre, bounds, (minimum.cost.value, minimum.converged))
    }

    /// The parameters at a point, with intercept `a`.
    pub(super) fn at(
        point: Point,
        linear: &Linear,
        a: f64,
        bounds: &Bounds,
        (sse, converged): (f64, bool),
    ) -> Self {
        let [u, m, omega] = point;
        let Linear { weights: [b, c1, c2], reference, .. } = *linear;
        let (shrink, (sine, cosine)) = ((-m * reference).exp(), (omega * reference).sin_cos());
        let active = (0..3).flat_map(|j| {
            (0..2).filter(move |&k| point[j] == bounds[j][k]).map(move |k| ActiveBound::BY_PARAMETER[j][k])
        });
        Self {
            tc_minus_t2: u.exp(),
            m,
            omega,
            a,
            b: shrink * b,
            c1: shrink * (c1 * cosine - c2 * sine),
            c2: shrink * (c1 * sine + c2 * cosine),
            sse,
            active_bounds: active.collect(),
            converged,
        }
    }

    /// Amplitude of the oscillations, `√(c1² + c2²)`.
    pub fn amplitude(&self) -> f64 {
        self.c1.hypot(self.c2)
    }

    /// Damping `m|b| / (ω|c|)`: at least about 1 where the crash hazard is never negative (van Bothmer & Meister 2003).
    /// Infinite without oscillations.
    pub fn damping(&self) -> f64 {
        self.m * self.b.abs() / (self.omega * self.amplitude())
    }

    /// The model at a time `x > 0` before the critical time.
    pub fn value(&self, x: f64) -> f64 {
        let (sine, cosine) = (self.omega * x.ln()).sin_cos();
        self.a + x.powf(self.m) * (self.b + self.c1 * cosine + self.c2 * sine)
    }
}

/// The fit of one window: the lowest minimum of the box and the others found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fit {
    /// Observations of the window.
    pub observations: usize,
    /// Time from the first observation to the last.
    pub span: f64,
    /// The box searched.
    pub search_box: SearchBox,
    /// Distinct minima, lowest first; never empty. The first is the answer, the others are scenarios that fit nearly as
    /// well when their `sse` is near.
    pub minima: Vec<Solution>,
    /// Sum of squares of the logarithms about their mean.
    pub squares: f64,
}

impl Fit {
    /// The lowest minimum.
    pub fn best(&self) -> &Solution {
        &self.minima[0]
    }

    /// Oscillations of the best solution over the window, `ω/2π · ln((tc − t1)/(tc − t2))`.
    pub fn oscillations(&self) -> f64 {
        let best = self.best();
        best.omega / std::f64::consts::TAU * ((best.tc_minus_t2 + self.span) / best.tc_minus_t2).ln()
    }
}

/// Fits one window. `times` increase, in days, observations or any other clock; `logs` are logarithms of prices.
///
/// A grid over the box finds the valleys, Newton's method with the exact Hessian goes to the bottom of every valley that
/// may be the lowest.
///
/// # Errors
/// [`LpplsError`] for windows that cannot be fitted and impossible boxes.
pub fn fit(times: &[f64], logs: &[f64], search_box: &SearchBox) -> Result<Fit, LpplsError> {
    fit_from(times, logs, search_box, &FINE)
}

/// As [`fit`], by a slower search that other fits are checked with: every step of the grid is half of that for
/// nested windows, and sixty valleys are followed to the bottom.
///
/// # Errors
/// As [`fit`].
pub fn fit_thoroughly(times: &[f64], logs: &[f64], search_box: &SearchBox) -> Result<Fit, LpplsError> {
    fit_from(times, logs, search_box, &THOROUGH)
}

fn fit_from(
    times: &[f64],
    logs: &[f64],
    search_box: &SearchBox,
    fineness: &Fineness,
) -> Result<Fit, LpplsError> {
    let window = Window::new(times, logs)?;
    search_box.check()?;
    let bounds = search_box.bounds(window.span());
    let grid = Grid::over(&bounds, window.span(), fineness);
    let starts = screen(&window, &grid).starts(&grid, fineness.starts);
    let mut scratch = Scratch::default();
    let mut search = |starts: Vec<Point>| {
        starts
            .into_iter()
            .filter_map(|s| descend(&window, s, &bounds, CONVERGED, &mut scratch, |_, _, _, _| false))
            .collect()
    };
    let first: Vec<Minimum> = distinct(search(starts));
    let beside: Vec<Minimum> = search(beside(&first, &bounds));
    let minima = distinct(first.into_iter().chain(beside).collect());
    if minima.is_empty() {
        return Err(LpplsError::Degenerate { observations: window.len() });
    }
    Ok(Fit {
        observations: window.len(),
        span: window.span(),
        search_box: *search_box,
        minima: minima.iter().map(|m| Solution::of(m, &bounds, window.mean())).collect(),
        squares: window.squares(),
    })
}

/// Starting points earlier and later than the lowest minima in the same valleys, where those have a [`RIPPLE`].
fn beside(minima: &[Minimum], bounds: &Bounds) -> Vec<Point> {
    /// Valleys looked into.
    const VALLEYS: usize = 4;
    let near = |t: f64| t.exp() <= RIPPLE * bounds[0][0].exp().max(1.0);
    let around = |minimum: &Minimum| {
        let [_, m, omega] = minimum.point;
        let times = times(bounds, &FINE).into_iter().filter(|&t| near(t));
        times.map(|t| [t, m, omega]).collect::<Vec<_>>()
    };
    minima.iter().take(VALLEYS).filter(|m| near(m.point[0])).flat_map(around).collect()
}

/// For single windows, where certainty is worth more than time.
const FINE: Fineness = Fineness { time: 0.3, near: 0.5, exponents: 6, turns: 0.3, starts: 24 };

/// Half of the steps for nested windows: a third of them gave the same minima of 2,000 windows.
const THOROUGH: Fineness = Fineness { time: 0.2, near: 0.5, exponents: 9, turns: 0.15, starts: 60 };

/// Minima that differ, lowest first.
pub(super) fn distinct(mut minima: Vec<Minimum>) -> Vec<Minimum> {
    minima.sort_by(|a, b| a.cost.value.total_cmp(&b.cost.value));
    let mut kept: Vec<Minimum> = Vec::new();
    for minimum in minima {
        if !kept.iter().any(|k| near(&k.point, &minimum.point)) {
            kept.push(minimum);
        }
    }
    kept
}

/// Whether searches that end at these points ended in one minimum.
pub(super) fn near(a: &Point, b: &Point) -> bool {
    const SAME: [f64; 3] = [1e-3, 1e-3, 1e-2];
    (0..3).all(|j| (a[j] - b[j]).abs() < SAME[j])
}
