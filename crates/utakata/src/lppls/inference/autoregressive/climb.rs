//! The likelihood's summit near a start: Newton's method in `(ln(tc − t2), m, ω)` at a fixed autocorrelation, then the best
//! autocorrelation there, in turns.

use super::super::super::cost::{Cost, Point};
use super::super::super::newton::{Bounds, clamp, free, raise, step};
use super::columns::{Basis, Column, Path, cost, dot, padded_neighbours, weighted};
use super::factor::Factor;

/// Autocorrelations that are looked at, and between which the best is searched. The largest is so close to a random walk
/// that windows of the lengths in use cannot tell the two apart.
pub(super) const AUTOCORRELATIONS: [f64; 13] =
    [-0.5, -0.2, 0.1, 0.35, 0.55, 0.7, 0.8, 0.87, 0.92, 0.95, 0.97, 0.985, 0.995];

/// Where a climb ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Summit {
    pub point: Point,
    /// Autocorrelation of the residuals.
    pub phi: f64,
    /// Logarithm of the likelihood.
    pub log_likelihood: f64,
    /// `r'Wr`.
    pub squares: f64,
    /// Weights of `1, f, c, s`.
    pub weights: [f64; 4],
}

/// What the likelihood is of, the variance at its best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Likelihood {
    /// The values, from a stationary AR(1): `−(n/2) ln(S/n) + ½ ln(1 − φ²)`.
    Levels,
    /// Their differences, which have a likelihood at `φ = 1` too, where the residuals are a random walk:
    /// `−((n − 1)/2) ln(S/(n − 1)) + ½ ln((1 + φ)/(n(1 − φ) + 2φ))`. The constant is integrated out.
    Differences,
}

impl Likelihood {
    /// Its logarithm at the squares `S = r'Wr`.
    pub(in super::super) fn log(self, observations: usize, squares: f64, phi: f64) -> f64 {
        let n = observations as f64;
        match self {
            Self::Levels => -0.5 * n * (squares / n).ln() + 0.5 * (1.0 - phi * phi).ln(),
            Self::Differences => {
                let constant = ((1.0 + phi) / (n * (1.0 - phi) + 2.0 * phi)).ln();
                -0.5 * (n - 1.0) * (squares / (n - 1.0)).ln() + 0.5 * constant
            }
        }
    }
}

/// Climbs within `bounds` from `start` and `phi`; `None` where the basis is degenerate there.
pub(super) fn climb(
    path: &Path,
    lags: &[f64],
    (start, mut phi): (Point, f64),
    bounds: &Bounds,
    basis: &mut Basis,
    likelihood: Likelihood,
) -> Option<Summit> {
    /// Turns, and the gain below which another is not worth it.
    const TURNS: usize = 6;
    const ENOUGH: f64 = 1e-5;
    let mut point = clamp(start, bounds);
    let mut summit: Option<Summit> = None;
    for _ in 0..TURNS {
        point = descend(path, lags, (point, phi), bounds, basis)?;
        basis.fill(lags, path.observations, &point);
        let (best, weights, squares) = best_autocorrelation(path, &basis.columns, likelihood)?;
        phi = best;
        let height = likelihood.log(path.observations, squares, phi);
        let gain = summit.as_ref().map_or(f64::INFINITY, |s| height - s.log_likelihood);
        if gain > 0.0 {
            summit = Some(Summit { point, phi, log_likelihood: height, squares, weights });
        }
        if gain < ENOUGH {
            break;
        }
    }
    summit
}

/// Newton's method at a fixed autocorrelation.
fn descend(
    path: &Path,
    lags: &[f64],
    (mut point, phi): (Point, f64),
    bounds: &Bounds,
    basis: &mut Basis,
) -> Option<Point> {
    const MOST_EVALUATIONS: usize = 25;
    const CONVERGED: f64 = 1e-9;
    let mut at = |point: &Point| -> Option<Cost> {
        basis.fill(lags, path.observations, point);
        cost(path, point, phi, basis).map(|found| found.cost)
    };
    let mut here = at(&point)?;
    let mut damping = 0.0;
    for _ in 1..MOST_EVALUATIONS {
        let moving = free(&point, &here, bounds);
        if moving == [false; 3] {
            break;
        }
        let Some((step, predicted)) = step(&here, moving, damping) else {
            damping = raise(damping);
            continue;
        };
        if predicted <= CONVERGED * here.value {
            break;
        }
        let next = clamp(std::array::from_fn(|j| point[j] + step[j]), bounds);
        match at(&next).filter(|found| found.value < here.value) {
            Some(found) => {
                (point, here) = (next, found);
                damping = if damping < 1e-3 { 0.0 } else { damping * 0.1 };
            }
            None if damping > 1e6 => break,
            None => damping = raise(damping),
        }
    }
    Some(point)
}

/// The autocorrelation of the greatest likelihood on these columns, the weights there and the squares.
fn best_autocorrelation(
    path: &Path,
    columns: &[Column; 4],
    likelihood: Likelihood,
) -> Option<(f64, [f64; 4], f64)> {
    let n = path.observations;
    let all: Vec<&Column> = columns.iter().chain([&path.values]).collect();
    let beside = columns.each_ref().map(|column| padded_neighbours(column, n));
    let sums: Vec<Vec<[f64; 3]>> = all
        .iter()
        .map(|a| {
            let of = |k: usize, b: &Column| {
                let near = if k < 4 { dot(a, &beside[k]) } else { dot(a, &path.beside) };
                [dot(a, b), near, a[0] * b[0] + a[n - 1] * b[n - 1]]
            };
            all.iter().enumerate().map(|(k, b)| of(k, b)).collect()
        })
        .collect();
    let at = |phi: f64| {
        let entry = |i: usize, j: usize| weighted(phi, sums[i][j][0], sums[i][j][1], sums[i][j][2]);
        let factor = Factor::of(&std::array::from_fn(|i| std::array::from_fn(|j| entry(i, j))))?;
        let products = std::array::from_fn(|k| entry(k, 4));
        let squares = entry(4, 4) - factor.explained(products);
        (squares > 0.0).then(|| (factor.solve(products), squares))
    };
    let height = |phi: f64| at(phi).map_or(f64::NEG_INFINITY, |(_, s)| likelihood.log(n, s, phi));
    let phi = highest(height);
    at(phi).map(|(weights, squares)| (phi, weights, squares))
}

/// The best autocorrelation of a height that has one summit between two of [`AUTOCORRELATIONS`]: golden section.
pub(super) fn highest(height: impl Fn(f64) -> f64) -> f64 {
    const SHARE: f64 = 0.618_033_988_749_894_8;
    const STEPS: usize = 22;
    let grid = &AUTOCORRELATIONS;
    let last = grid.len() - 1;
    let heights: Vec<f64> = grid.iter().map(|&phi| height(phi)).collect();
    let best = (0..grid.len()).max_by(|&i, &j| heights[i].total_cmp(&heights[j])).unwrap_or(0);
    let (mut low, mut high) = (grid[best.saturating_sub(1)], grid[(best + 1).min(last)]);
    let inside = |low: f64, high: f64| (high - SHARE * (high - low), low + SHARE * (high - low));
    let (mut left, mut right) = inside(low, high);
    let (mut at_left, mut at_right) = (height(left), height(right));
    for _ in 0..STEPS {
        if at_left >= at_right {
            high = right;
            (right, at_right) = (left, at_left);
            left = inside(low, high).0;
            at_left = height(left);
        } else {
            low = left;
            (left, at_left) = (right, at_right);
            right = inside(low, high).1;
            at_right = height(right);
        }
    }
    let middle = 0.5 * (low + high);
    if height(middle) >= heights[best] { middle } else { grid[best] }
}
