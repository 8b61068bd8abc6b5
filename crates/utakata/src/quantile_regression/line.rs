//! One regressor and an intercept: the fastest case.

use super::{check, weighted_select};

/// A line `intercept + slope·x`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Line {
    pub(crate) intercept: f64,
    pub(crate) slope: f64,
}

/// Gains below this share of the objective are rounding.
const GAIN: f64 = 1e-12;

/// `Σ ρ_τ(z − intercept − slope·x)`, `ρ_τ(u) = u·(τ − 1{u < 0})`.
pub(crate) fn objective(x: &[f64], z: &[f64], tau: f64, line: Line) -> f64 {
    x.iter().zip(z).map(|(x, z)| check(z - line.intercept - line.slope * x, tau)).sum()
}

/// Working space of [`fit`], to be used again.
#[derive(Debug, Default)]
pub(crate) struct Space {
    ratios: Vec<(f64, f64, usize)>,
    touched: Vec<usize>,
}

/// The line that minimises [`objective`] (Koenker and Bassett 1978), starting from the rotation about point `start`.
/// `None` when all `x` are equal.
///
/// The objective is convex and piecewise linear, so some minimum lies on a line through two points. The search moves
/// from line to line: among all lines through one point the best goes through a second one and is a weighted quantile
/// of slopes (Laplace's method of situation); then it turns about the second. It ends when turning about no point on
/// the line gains. That is a minimum: around the line, the objective is linear on the cones between the rays "keep
/// this point on the line", so if no ray descends, no direction does.
pub(crate) fn fit(x: &[f64], z: &[f64], tau: f64, start: usize, space: &mut Space) -> Option<(Line, usize)> {
    let mut pivot = start.min(x.len().checked_sub(1)?);
    let (mut line, mut partner) = turn(x, z, tau, pivot, space)?;
    let mut value = objective(x, z, tau, line);
    loop {
        let (next, other) = turn(x, z, tau, partner, space)?;
        let lower = objective(x, z, tau, next);
        if lower < value - GAIN * value {
            (line, value, pivot, partner) = (next, lower, partner, other);
            continue;
        }
        // More points may lie on the line than the two: a minimum only if none of them gains.
        match better_turn(x, z, tau, (line, value, [pivot, partner]), space) {
            Some(found) => (line, value, pivot, partner) = found,
            None => return Some((line, partner)),
        }
    }
}

type Turned = (Line, f64, usize, usize);

/// A better line through some other point that lies on `line`.
fn better_turn(
    x: &[f64],
    z: &[f64],
    tau: f64,
    (line, value, tried): (Line, f64, [usize; 2]),
    space: &mut Space,
) -> Option<Turned> {
    let mut touched = std::mem::take(&mut space.touched);
    touched.clear();
    let close = |i: usize| {
        let (at, own) = (line.intercept + line.slope * x[i], z[i]);
        (own - at).abs() <= 1e-12 * (own.abs() + line.intercept.abs() + (line.slope * x[i]).abs())
    };
    touched.extend((0..x.len()).filter(|i| !tried.contains(i) && close(*i)));
    let mut found = None;
    for &point in &touched {
        let Some((next, other)) = turn(x, z, tau, point, space) else { continue };
        let lower = objective(x, z, tau, next);
        if lower < value - GAIN * value {
            found = Some((next, lower, point, other));
            break;
        }
    }
    space.touched = touched;
    found
}

/// The best line through point `pivot`, and the second point on it. `None` when no other point has another `x`.
fn turn(x: &[f64], z: &[f64], tau: f64, pivot: usize, space: &mut Space) -> Option<(Line, usize)> {
    // About the pivot the objective is Σ |Δx|·ρ(slope_i − b), ρ tilted the other way to the left of the pivot: its
    // derivative in b jumps by |Δx_i| at slope_i and begins at −Σ (τ Δx⁺ + (1 − τ) Δx⁻).
    let (x0, z0) = (x[pivot], z[pivot]);
    let ratios = &mut space.ratios;
    ratios.clear();
    let mut left = 0.0;
    for (i, (x, z)) in x.iter().zip(z).enumerate() {
        let run = x - x0;
        if run != 0.0 {
            ratios.push(((z - z0) / run, run.abs(), i));
            left += if run > 0.0 { tau * run } else { (tau - 1.0) * run };
        }
    }
    let (slope, second) = weighted_select(ratios, left)?;
    Some((Line { intercept: z0 - slope * x0, slope }, second))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The least objective among the lines through every pair of points.
    fn slow(x: &[f64], z: &[f64], tau: f64) -> f64 {
        let mut least = f64::INFINITY;
        for i in 0..x.len() {
            for j in (0..i).filter(|&j| x[j] != x[i]) {
                let slope = (z[i] - z[j]) / (x[i] - x[j]);
                least = least.min(objective(x, z, tau, Line { intercept: z[i] - slope * x[i], slope }));
            }
        }
        least
    }

    fn agrees(x: &[f64], z: &[f64], tau: f64, start: usize) -> Result<(), TestCaseError> {
        let found = fit(x, z, tau, start, &mut Space::default());
        if x.iter().all(|v| *v == x[0]) {
            prop_assert!(found.is_none());
            return Ok(());
        }
        let (line, on) = found.unwrap();
        let (ours, least) = (objective(x, z, tau, line), slow(x, z, tau));
        prop_assert!((ours - least).abs() <= 1e-9 * (1.0 + least), "{ours} {least}");
        prop_assert!((z[on] - line.intercept - line.slope * x[on]).abs() < 1e-9 * (1.0 + z[on].abs()));
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn the_minimum_is_that_over_all_pairs(
            points in prop::collection::vec((-5.0..5.0_f64, -5.0..5.0_f64), 2..40),
            tau in 0.02..0.98_f64,
            start in 0..40_usize,
        ) {
            let (x, z): (Vec<f64>, Vec<f64>) = points.into_iter().unzip();
            agrees(&x, &z, tau, start)?;
        }

        // Many points on one line, equal regressors, equal points: everything degenerate.
        #[test]
        fn ties_do_not_stop_it_early(
            points in prop::collection::vec((-3..4_i32, -3..4_i32), 2..25),
            quarter in 1..4_u32,
            start in 0..25_usize,
        ) {
            let (x, z): (Vec<f64>, Vec<f64>) =
                points.into_iter().map(|(x, z)| (f64::from(x), f64::from(z))).unzip();
            agrees(&x, &z, f64::from(quarter) / 4.0, start)?;
        }
    }

    #[test]
    fn a_line_is_found_exactly() {
        let x: Vec<f64> = (0..9).map(f64::from).collect();
        let z: Vec<f64> = x.iter().map(|x| 2.0 - 0.5 * x).collect();
        let (line, _) = fit(&x, &z, 0.3, 4, &mut Space::default()).unwrap();
        assert!((line.slope + 0.5).abs() < 1e-15 && (line.intercept - 2.0).abs() < 1e-15);
    }
}
