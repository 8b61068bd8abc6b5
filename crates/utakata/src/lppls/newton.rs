//! Newton's method with the exact Hessian inside a box: active bounds are held, a multiple of the diagonal is added where
//! the Hessian is not positive or the step does not descend (Nocedal & Wright 2006, algorithm 4.3 and section 16.7).

use super::cost::{Cost, Point, Scratch, cost};
use super::window::Window;

/// Lower and upper bound of `[ln(tc − t2), m, ω]`.
pub(super) type Bounds = [[f64; 2]; 3];

/// Evaluations after which a search that has not converged is given up.
const MOST_EVALUATIONS: usize = 100;
/// The predicted decrease, as a share of the cost, at which a search has converged to rounding.
pub(super) const CONVERGED: f64 = 1e-14;
/// Without noise the cost falls to rounding, this share of the squares about the mean.
const ROUNDING: f64 = 1e-26;

/// Where a search ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Minimum {
    pub point: Point,
    pub cost: Cost,
    /// Whether the last Newton step predicted no further decrease.
    pub converged: bool,
}

/// Descends from `start` until the predicted decrease is `converged` as a share of the cost; `None` where the basis is degenerate there or the search was given up. `abandon` is asked
/// before every step, with the point, its cost, the decrease that the quadratic model predicts and the evaluations made,
/// whether to give it up.
pub(super) fn descend(
    window: &Window,
    start: Point,
    bounds: &Bounds,
    converged: f64,
    scratch: &mut Scratch,
    abandon: impl Fn(&Point, f64, f64, usize) -> bool,
) -> Option<Minimum> {
    let mut point = clamp(start, bounds);
    let mut here = cost(window, &point, scratch)?;
    let mut damping = 0.0;
    for evaluations in 1..MOST_EVALUATIONS {
        let free = free(&point, &here, bounds);
        let Some((step, predicted)) = step(&here, free, damping) else {
            if free == [false; 3] {
                return Some(Minimum { point, cost: here, converged: true });
            }
            damping = raise(damping);
            continue;
        };
        if predicted <= converged * here.value || here.value <= ROUNDING * window.squares() {
            return Some(Minimum { point, cost: here, converged: true });
        }
        if abandon(&point, here.value, predicted, evaluations) {
            return None;
        }
        let next = clamp(std::array::from_fn(|j| point[j] + step[j]), bounds);
        match cost(window, &next, scratch).filter(|c| c.value < here.value) {
            Some(found) => {
                (point, here) = (next, found);
                damping = if damping < 1e-3 { 0.0 } else { damping * 0.1 };
            }
            // Nothing is gained by a step this short: the cost is flat to rounding.
            None if predicted <= 1e-11 * here.value || damping > 1e8 => {
                return Some(Minimum { point, cost: here, converged: predicted <= 1e-9 * here.value });
            }
            None => damping = raise(damping),
        }
    }
    Some(Minimum { point, cost: here, converged: false })
}

pub(super) fn raise(damping: f64) -> f64 {
    if damping == 0.0 { 1e-2 } else { damping * 10.0 }
}

pub(super) fn clamp(point: Point, bounds: &Bounds) -> Point {
    std::array::from_fn(|j| point[j].clamp(bounds[j][0], bounds[j][1]))
}

/// Which parameters may move: not those at a bound that the gradient pushes against.
pub(super) fn free(point: &Point, here: &Cost, bounds: &Bounds) -> [bool; 3] {
    std::array::from_fn(|j| {
        let [low, high] = bounds[j];
        !(low >= high
            || (point[j] <= low && here.gradient[j] > 0.0)
            || (point[j] >= high && here.gradient[j] < 0.0))
    })
}

/// The Newton step in the free parameters, scaled by how much each moves the cost, and the decrease that the quadratic
/// model predicts; `None` where the damped Hessian is not positive definite or nothing is free.
pub(super) fn step(here: &Cost, free: [bool; 3], damping: f64) -> Option<(Point, f64)> {
    if free == [false; 3] {
        return None;
    }
    let h = &here.hessian;
    // Held parameters get a unit row, so that one factorisation serves every set of them.
    let entry = |j: usize, k: usize| match (free[j] && free[k], j == k) {
        (true, false) => h[j][k],
        (true, true) => h[j][j] + damping * scale(h, j),
        (false, same) => f64::from(u8::from(same)),
    };
    let gradient: [f64; 3] = std::array::from_fn(|j| if free[j] { here.gradient[j] } else { 0.0 });
    let root = |x: f64, whole: f64| (x > 1e-13 * whole).then(|| x.sqrt());
    let a = root(entry(0, 0), 0.0)?;
    let (b, d) = (entry(0, 1) / a, entry(0, 2) / a);
    let c = root(entry(1, 1) - b * b, entry(1, 1).abs())?;
    let e = (entry(1, 2) - b * d) / c;
    let f = root(entry(2, 2) - d * d - e * e, entry(2, 2).abs())?;
    let x = -gradient[0] / a;
    let y = (-gradient[1] - b * x) / c;
    let z = (-gradient[2] - d * x - e * y) / f;
    let third = z / f;
    let second = (y - e * third) / c;
    let first = (x - b * second - d * third) / a;
    let step = [first, second, third];
    // −g'p − ½ p'(H + λD)p with (H + λD)p = −g.
    let predicted = -0.5 * (0..3).map(|j| gradient[j] * step[j]).sum::<f64>();
    Some((step, predicted))
}

/// What the damping of a parameter is measured in: its own curvature, or the largest where that is hardly any.
fn scale(h: &[[f64; 3]; 3], j: usize) -> f64 {
    let largest = (0..3).map(|k| h[k][k].abs()).fold(0.0, f64::max);
    h[j][j].abs().max(1e-3 * largest)
}
