//! The linear programs: in the linear parameters at a point, and in all seven around it.

use super::super::cost::{Linear, Point};
use super::super::elementary::{exp, ln, sin_cos};
use super::super::fit::Solution;
use super::super::newton::Bounds;
use super::super::window::Window;
use super::QuantileFit;
use super::descent::Minimum;
use crate::quantile_regression::check;
use crate::quantile_regression::vertex::{Problem, Space, Vertex, solve};

/// Rows that keep the three parameters within their bounds.
const FENCE: usize = 6;

/// A window, a quantile, and space for the programs.
pub(super) struct Model<'a> {
    window: &'a Window,
    tau: f64,
    /// `1, f, c, s`: see [`super::super::cost`].
    rows: Vec<[f64; 4]>,
    /// The same and the derivatives, then the fence.
    wide: Vec<[f64; 7]>,
    wide_values: Vec<f64>,
    /// Points on the last fit, which the next starts from.
    basis: [usize; 4],
    space: Space,
}

impl<'a> Model<'a> {
    pub(super) fn new(window: &'a Window, tau: f64) -> Self {
        let n = window.len();
        Self {
            window,
            tau,
            rows: Vec::with_capacity(n),
            wide: Vec::with_capacity(n + FENCE),
            wide_values: window.values()[..n].to_vec(),
            basis: spread(n),
            space: Space::default(),
        }
    }

    /// The exact minimum over the linear parameters.
    pub(super) fn linear(&mut self, point: &Point) -> Option<Vertex<4>> {
        let n = self.window.len();
        let lags = &self.window.lags()[..n];
        let ([u, m, omega], reference) = (*point, self.window.reference(point[0]));
        let d = exp(u);
        self.rows.clear();
        self.rows.extend(lags.iter().map(|lag| {
            let l = ln(d + lag) - reference;
            let (f, (sine, cosine)) = (exp(m * l), sin_cos(omega * l));
            [1.0, f, f * cosine, f * sine]
        }));
        let problem = Problem { rows: &self.rows, values: &self.window.values()[..n], tau: self.tau };
        let found = solve(&problem, self.basis, &mut self.space)
            .or_else(|| solve(&problem, spread(n), &mut self.space))?;
        self.basis = found.basis;
        Some(found)
    }

    /// The step within `radius` (a width for each parameter) and the bounds that minimises the loss of the linearised
    /// model, and that loss. `at` is the exact minimum over the linear parameters at `point`, just computed.
    pub(super) fn step(
        &mut self,
        point: &Point,
        at: &Vertex<4>,
        bounds: &Bounds,
        radius: [f64; 3],
    ) -> Option<(Point, f64)> {
        let n = self.window.len();
        let steepness = self.derivatives(point, at);
        self.wide_values.truncate(n);
        for j in 0..3 {
            // ρ of both sides of a fence together is constant inside and, outside, steeper than the model.
            let weight = 2.0 * steepness[j] + self.window.squares().sqrt();
            let high = (bounds[j][1] - point[j]).min(radius[j]);
            let low = (bounds[j][0] - point[j]).max(-radius[j]);
            for (sign, end) in [(-1.0, high), (1.0, low)] {
                let mut row = [0.0; 7];
                row[4 + j] = sign * weight;
                self.wide.push(row);
                self.wide_values.push(sign * weight * end);
            }
        }
        let problem = Problem { rows: &self.wide, values: &self.wide_values, tau: self.tau };
        let [a, b, c, d] = at.basis;
        let found = solve(&problem, [a, b, c, d, n, n + 2, n + 4], &mut self.space)?;
        let residual = |row: &[f64; 7], value: f64| {
            value - row.iter().zip(&found.coefficients).map(|(x, b)| x * b).sum::<f64>()
        };
        let loss = self.wide[..n]
            .iter()
            .zip(&self.wide_values)
            .map(|(row, v)| check(residual(row, *v), self.tau))
            .sum();
        let step = [found.coefficients[4], found.coefficients[5], found.coefficients[6]];
        Some((step, loss))
    }

    /// Fills the rows of the linearised model; returns the sums of the absolute derivatives.
    fn derivatives(&mut self, point: &Point, at: &Vertex<4>) -> [f64; 3] {
        let ([u, m, omega], reference) = (*point, self.window.reference(point[0]));
        let ([_, b, c1, c2], d) = (at.coefficients, exp(u));
        let mut sums = [0.0; 3];
        self.wide.clear();
        for (row, lag) in self.rows.iter().zip(self.window.lags()) {
            let [one, f, cosine, sine] = *row;
            let l = ln(d + lag) - reference;
            let (size, turn) = (b * f + c1 * cosine + c2 * sine, c2 * cosine - c1 * sine);
            let slopes = [d / (d + lag) * (m * size + omega * turn), l * size, l * turn];
            sums.iter_mut().zip(slopes).for_each(|(sum, slope)| *sum += slope.abs());
            self.wide.push([one, f, cosine, sine, slopes[0], slopes[1], slopes[2]]);
        }
        sums
    }

    /// Loss below which there is nothing but rounding.
    pub(super) fn rounding(&self) -> f64 {
        let n = self.window.len() as f64;
        let size = self.window.mean().abs() + (self.window.squares() / n).sqrt();
        4.0 * f64::EPSILON * n * size
    }

    pub(super) fn describe(&mut self, minimum: &Minimum, bounds: &Bounds) -> QuantileFit {
        // The rows may be those of another point.
        let at = self.linear(&minimum.point).unwrap_or(minimum.vertex);
        let [a, b, c1, c2] = at.coefficients;
        let n = self.window.len();
        let mut residuals: Vec<f64> = self
            .rows
            .iter()
            .zip(self.window.values())
            .map(|(row, v)| v - row.iter().zip(&at.coefficients).map(|(x, b)| x * b).sum::<f64>())
            .collect();
        let noise = 16.0 * f64::EPSILON * (self.window.mean().abs() + self.window.squares().sqrt());
        for i in at.basis {
            residuals[i] = 0.0;
        }
        let share = |of: &dyn Fn(f64) -> bool| residuals.iter().filter(|r| of(**r)).count() as f64 / n as f64;
        let linear = Linear {
            weights: [b, c1, c2],
            means: [0.0; 3],
            reference: self.window.reference(minimum.point[0]),
        };
        let sse = residuals.iter().map(|r| r * r).sum();
        QuantileFit {
            quantile: self.tau,
            loss: at.objective,
            solution: Solution::at(
                minimum.point,
                &linear,
                self.window.mean() + a,
                bounds,
                (sse, minimum.converged),
            ),
            share_below: share(&|r| r < -noise),
            share_on: share(&|r| r.abs() <= noise),
            excess: at.excess,
        }
    }
}

/// Four observations over the window, denser where it oscillates faster.
fn spread(n: usize) -> [usize; 4] {
    [0, n / 10, n / 3, n - 1]
}
