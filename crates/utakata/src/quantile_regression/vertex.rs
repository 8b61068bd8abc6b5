//! Several regressors: from vertex to vertex of the linear program (Barrodale and Roberts 1973, SIAM Journal on Numerical
//! Analysis 10; Koenker and d'Orey 1987, Applied Statistics 36).

use super::{check, weighted_select};

/// `Σ ρ_τ(z_i − x_i'β)` over `rows` `x_i` and `values` `z_i`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Problem<'a, const P: usize> {
    pub(crate) rows: &'a [[f64; P]],
    pub(crate) values: &'a [f64],
    pub(crate) tau: f64,
}

/// A fit through `P` points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Vertex<const P: usize> {
    pub(crate) coefficients: [f64; P],
    /// The points on it.
    pub(crate) basis: [usize; P],
    pub(crate) objective: f64,
    /// How far the multipliers of those points lie outside `[τ − 1, τ]`. Zero proves the minimum: then 0 is a subgradient.
    pub(crate) excess: f64,
}

/// Working space of [`solve`], to be used again.
#[derive(Debug, Default)]
pub(crate) struct Space {
    residuals: Vec<f64>,
    above: Vec<bool>,
    basic: Vec<bool>,
    crossings: Vec<(f64, f64, usize)>,
}

/// How far outside `[τ − 1, τ]` a multiplier is rounding.
const ROUNDING: f64 = 1e-9;

/// The share of the size of its terms below which a sum is rounding.
const ZERO: f64 = 16.0 * f64::EPSILON;

/// The minimum of `problem`, found from the fit through the points `start`; `None` where those do not determine a fit.
///
/// At a vertex the residuals have signs, and stationarity asks for multipliers `λ_j ∈ [τ − 1, τ]` of the points on the
/// fit with `Σ ψ_i x_i + Σ λ_j x_j = 0`, `ψ = τ − 1{below}`. One outside says which point to let go and to which side;
/// the objective along that edge is piecewise linear and its minimum a weighted quantile of ratios, where another point
/// joins. Where points beyond the basis lie on the fit, they keep the sides they were given, and after a step without
/// length the points are taken in their order (Bland 1977), so that the search ends.
pub(crate) fn solve<const P: usize>(
    problem: &Problem<'_, P>,
    start: [usize; P],
    space: &mut Space,
) -> Option<Vertex<P>> {
    let count = problem.rows.len();
    space.residuals.resize(count, 0.0);
    space.above.clear();
    space.above.resize(count, true);
    space.basic.clear();
    space.basic.resize(count, false);
    for i in start {
        space.basic[i] = true;
    }
    let (mut basis, mut ordered) = (start, false);
    for _ in 0..200 + 20 * count {
        let (matrix, through) = (basis.map(|i| problem.rows[i]), basis.map(|i| problem.values[i]));
        let inverse = inverse(&matrix)?;
        let coefficients = times(&inverse, &through);
        residuals(problem, &coefficients, largest(&through), space);
        let multipliers = multipliers(problem, &inverse, space);
        let outside = |j: usize| (multipliers[j] - problem.tau).max(problem.tau - 1.0 - multipliers[j]);
        let mut candidates = (0..P).filter(|&j| outside(j) > ROUNDING);
        let leaving = if ordered {
            candidates.min_by_key(|&j| basis[j])
        } else {
            let first = candidates.next();
            first.map(|f| candidates.fold(f, |a, b| if outside(b) > outside(a) { b } else { a }))
        };
        let Some(leaving) = leaving else {
            return Some(vertex(problem, coefficients, basis, &multipliers, space));
        };
        let up = multipliers[leaving] < problem.tau - 1.0;
        let way: [f64; P] =
            std::array::from_fn(|k| if up { inverse[k][leaving] } else { -inverse[k][leaving] });
        let edge = Edge { way, sizes: inverse.map(|row| largest(&row)), fall: outside(leaving) };
        let Some((length, entering)) = cross(problem, &edge, ordered, space) else {
            return Some(vertex(problem, coefficients, basis, &multipliers, space));
        };
        ordered = length <= 0.0;
        space.basic[basis[leaving]] = false;
        space.above[basis[leaving]] = !up;
        space.basic[entering] = true;
        basis[leaving] = entering;
    }
    None
}

fn vertex<const P: usize>(
    problem: &Problem<'_, P>,
    coefficients: [f64; P],
    basis: [usize; P],
    multipliers: &[f64; P],
    space: &Space,
) -> Vertex<P> {
    let objective = space.residuals.iter().map(|&r| check(r, problem.tau)).sum();
    let outside = multipliers.iter().map(|l| (l - problem.tau).max(problem.tau - 1.0 - l));
    Vertex { coefficients, basis, objective, excess: outside.fold(0.0, f64::max) }
}

/// Residuals, and the sides of those that are not rounding. A residual of rounding that kept its size would look like a
/// step of some length and end the ordered search of [`solve`] before it has left a degenerate vertex. `height` is the size
/// of the values that the fit was made from: what is left where they cancel is a share of it.
fn residuals<const P: usize>(
    problem: &Problem<'_, P>,
    coefficients: &[f64; P],
    height: f64,
    space: &mut Space,
) {
    for (i, (row, value)) in problem.rows.iter().zip(problem.values).enumerate() {
        let (mut fitted, mut size) = (0.0, value.abs() + height);
        for (x, b) in row.iter().zip(coefficients) {
            fitted += x * b;
            size += (x * b).abs();
        }
        let residual = value - fitted;
        let zero = space.basic[i] || residual.abs() <= ZERO * size;
        space.residuals[i] = if zero { 0.0 } else { residual };
        if !zero {
            space.above[i] = residual > 0.0;
        }
    }
}

/// `λ` with `Σ ψ_i x_i + Σ λ_j x_j = 0`.
fn multipliers<const P: usize>(problem: &Problem<'_, P>, inverse: &[[f64; P]; P], space: &Space) -> [f64; P] {
    let mut sum = [0.0; P];
    for (i, row) in problem.rows.iter().enumerate() {
        if !space.basic[i] {
            let weight = if space.above[i] { problem.tau } else { problem.tau - 1.0 };
            sum.iter_mut().zip(row).for_each(|(s, x)| *s += weight * x);
        }
    }
    std::array::from_fn(|j| -(0..P).map(|k| inverse[k][j] * sum[k]).sum::<f64>())
}

fn largest<const P: usize>(values: &[f64; P]) -> f64 {
    values.iter().fold(0.0, |most, value| most.max(value.abs()))
}

/// A way out of a vertex.
struct Edge<const P: usize> {
    way: [f64; P],
    /// The largest entries of the rows of the inverse that `way` is a column of: an entry of rounding is a share of those,
    /// not of itself.
    sizes: [f64; P],
    /// How fast the objective falls at first.
    fall: f64,
}

/// The step along `edge` to the minimum of the objective, and the point that lies there.
fn cross<const P: usize>(
    problem: &Problem<'_, P>,
    edge: &Edge<P>,
    ordered: bool,
    space: &mut Space,
) -> Option<(f64, usize)> {
    space.crossings.clear();
    for (i, row) in problem.rows.iter().enumerate() {
        let (mut speed, mut size) = (0.0, 0.0);
        for ((x, d), own) in row.iter().zip(&edge.way).zip(&edge.sizes) {
            speed += x * d;
            size += x.abs() * own;
        }
        let towards = if space.above[i] { speed > 0.0 } else { speed < 0.0 };
        if !space.basic[i] && towards && speed.abs() > ZERO * size {
            space.crossings.push(((space.residuals[i] / speed).max(0.0), speed.abs(), i));
        }
    }
    let (length, mut entering) = weighted_select(&mut space.crossings, edge.fall)?;
    if length <= 0.0 && ordered {
        entering = space.crossings.iter().filter(|c| c.0 <= 0.0).map(|c| c.2).min()?;
    }
    for &(at, _, i) in &space.crossings {
        if at < length {
            space.above[i] = !space.above[i];
        }
    }
    Some((length, entering))
}

fn times<const P: usize>(matrix: &[[f64; P]; P], vector: &[f64; P]) -> [f64; P] {
    std::array::from_fn(|k| matrix[k].iter().zip(vector).map(|(m, v)| m * v).sum())
}

/// By elimination with row exchanges; `None` when singular.
fn inverse<const P: usize>(matrix: &[[f64; P]; P]) -> Option<[[f64; P]; P]> {
    let mut left = *matrix;
    let mut right: [[f64; P]; P] =
        std::array::from_fn(|i| std::array::from_fn(|j| f64::from(u8::from(i == j))));
    // Rows of one length, so that pivots can be compared.
    for (row, unit) in left.iter_mut().zip(&mut right) {
        let size = row.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        row.iter_mut().chain(unit.iter_mut()).for_each(|x| *x /= size);
    }
    for k in 0..P {
        let pivot = (k..P).max_by(|&a, &b| left[a][k].abs().total_cmp(&left[b][k].abs()))?;
        if left[pivot][k].is_nan() || left[pivot][k].abs() <= 1e-13 {
            return None;
        }
        left.swap(k, pivot);
        right.swap(k, pivot);
        let scale = left[k][k];
        left[k].iter_mut().chain(right[k].iter_mut()).for_each(|x| *x /= scale);
        let (own, unit) = (left[k], right[k]);
        for i in (0..P).filter(|&i| i != k) {
            let share = left[i][k];
            left[i].iter_mut().zip(&own).for_each(|(x, o)| *x -= share * o);
            right[i].iter_mut().zip(&unit).for_each(|(x, o)| *x -= share * o);
        }
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn objective<const P: usize>(problem: &Problem<'_, P>, coefficients: &[f64; P]) -> f64 {
        let fitted = |row: &[f64; P]| row.iter().zip(coefficients).map(|(x, b)| x * b).sum::<f64>();
        problem.rows.iter().zip(problem.values).map(|(r, z)| check(z - fitted(r), problem.tau)).sum()
    }

    /// The least objective among the fits through every four points.
    fn slow(problem: &Problem<'_, 4>) -> f64 {
        let n = problem.rows.len();
        let mut least = f64::INFINITY;
        for a in 0..n {
            for b in 0..a {
                for c in 0..b {
                    for d in 0..c {
                        let four = [a, b, c, d];
                        let Some(inverse) = inverse(&four.map(|i| problem.rows[i])) else { continue };
                        let fit = times(&inverse, &four.map(|i| problem.values[i]));
                        least = least.min(objective(problem, &fit));
                    }
                }
            }
        }
        least
    }

    fn first(rows: &[[f64; 4]]) -> Option<[usize; 4]> {
        let n = rows.len();
        let pairs = (0..n).flat_map(|a| (0..a).map(move |b| (a, b)));
        let fours = pairs.flat_map(|(a, b)| (0..b).flat_map(move |c| (0..c).map(move |d| [a, b, c, d])));
        fours.into_iter().find(|four| inverse(&four.map(|i| rows[i])).is_some())
    }

    fn agrees(rows: &[[f64; 4]], values: &[f64], tau: f64) -> Result<(), TestCaseError> {
        let problem = Problem { rows, values, tau };
        let Some(start) = first(rows) else { return Ok(()) };
        let found = solve(&problem, start, &mut Space::default()).unwrap();
        let least = slow(&problem);
        let own = objective(&problem, &found.coefficients);
        prop_assert!((found.objective - least).abs() <= 1e-8 * (1.0 + least), "{found:?} {least}");
        prop_assert!((own - least).abs() <= 1e-8 * (1.0 + least), "{own} {least}");
        prop_assert!(found.excess <= 1e-9, "{found:?}");
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn the_minimum_is_that_over_all_fours(
            points in prop::collection::vec((-3.0..3.0_f64, -3.0..3.0_f64, -3.0..3.0_f64, -5.0..5.0_f64), 5..15),
            tau in 0.02..0.98_f64,
        ) {
            let rows: Vec<[f64; 4]> = points.iter().map(|p| [1.0, p.0, p.1, p.2]).collect();
            let values: Vec<f64> = points.iter().map(|p| p.3).collect();
            agrees(&rows, &values, tau)?;
        }

        // Many points on one fit, equal rows: everything degenerate.
        #[test]
        fn ties_do_not_stop_it_early(
            points in prop::collection::vec((-1..2_i32, -1..2_i32, -1..2_i32, -1..2_i32), 5..15),
            quarter in 1..4_u32,
        ) {
            let rows: Vec<[f64; 4]> =
                points.iter().map(|p| [1.0, f64::from(p.0), f64::from(p.1), f64::from(p.2)]).collect();
            let values: Vec<f64> = points.iter().map(|p| f64::from(p.3)).collect();
            agrees(&rows, &values, f64::from(quarter) / 4.0)?;
        }
    }

    // Rounding in an entry of the inverse that is zero once let a copy of a row join its twin in the basis.
    #[test]
    fn a_point_and_its_copy_never_share_a_basis() {
        let points = [(0, -1, 0, 0), (0, -1, -1, 0), (1, 1, 1, -1), (-1, 0, 1, 1), (0, 0, 0, 0)];
        let more = [(-1, 1, 0, 1), (-1, 0, 0, 1), (0, 0, 0, 0), (1, 0, -1, 0)];
        let points: Vec<_> = points.into_iter().chain(more).collect();
        let rows: Vec<[f64; 4]> =
            points.iter().map(|p| [1.0, f64::from(p.0), f64::from(p.1), f64::from(p.2)]).collect();
        let values: Vec<f64> = points.iter().map(|p| f64::from(p.3)).collect();
        agrees(&rows, &values, 0.75).unwrap();
    }

    #[test]
    fn rows_that_do_not_determine_a_fit_are_refused() {
        let rows = [[1.0, 2.0], [1.0, 2.0], [1.0, 2.0]];
        let problem = Problem { rows: &rows, values: &[1.0, 2.0, 3.0], tau: 0.5 };
        assert!(solve(&problem, [0, 1], &mut Space::default()).is_none());
    }
}
