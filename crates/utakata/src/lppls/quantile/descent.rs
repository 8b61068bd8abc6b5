//! Descent in (tc, m, ω): the model is made linear around the point and the loss kept as it is (the composite Gauss-Newton
//! method of Osborne & Watson 1971, Computer Journal 14, with a trust region: Fletcher 1987, Practical Methods of
//! Optimization, section 14.5). Each step is a linear program in all seven parameters.

use super::super::cost::Point;
use super::super::newton::Bounds;
use super::model::Model;
use crate::quantile_regression::vertex::Vertex;

/// Where a descent ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Minimum {
    pub(super) point: Point,
    pub(super) loss: f64,
    pub(super) vertex: Vertex<4>,
    pub(super) converged: bool,
}

/// Widths of the trust region at radius 1.
const WIDTHS: Point = [0.3, 0.2, 0.7];
/// Share of the loss that the linearised model must promise for another step.
const GAIN: f64 = 1e-9;
const MOST_STEPS: usize = 100;

/// From `start` down; `None` where no fit is determined.
pub(super) fn descend(model: &mut Model<'_>, start: Point, bounds: &Bounds) -> Option<Minimum> {
    let clamp = |p: Point| -> Point { std::array::from_fn(|j| p[j].clamp(bounds[j][0], bounds[j][1])) };
    let mut point = clamp(start);
    let mut vertex = model.linear(&point)?;
    let (mut radius, mut converged) = (1.0, false);
    for _ in 0..MOST_STEPS {
        if vertex.objective <= model.rounding() {
            converged = true;
            break;
        }
        let Some((step, promised)) = model.step(&point, &vertex, bounds, WIDTHS.map(|w| w * radius)) else {
            break;
        };
        let promise = vertex.objective - promised;
        if promise <= GAIN * vertex.objective {
            converged = true;
            break;
        }
        let next = clamp(std::array::from_fn(|j| point[j] + step[j]));
        let found = model.linear(&next).filter(|v| v.objective < vertex.objective);
        let kept = found.map_or(0.0, |v| (vertex.objective - v.objective) / promise);
        match found {
            Some(lower) => (point, vertex) = (next, lower),
            // The rows of the model belong to the point tried.
            None => vertex = model.linear(&point)?,
        }
        radius *= if kept > 0.75 {
            2.0
        } else if kept > 0.25 {
            1.0
        } else {
            0.25
        };
        if radius < 1e-8 {
            break;
        }
    }
    Some(Minimum { point, loss: vertex.objective, vertex, converged })
}
