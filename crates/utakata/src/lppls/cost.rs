//! The cost of one (tc, m, ω) with the linear parameters projected out, its gradient and its exact Hessian.
//!
//! For a critical time `d` after the last observation, `x = d + lag` and `ℓ = ln x − ℓ₀`, the basis is `f = e^{mℓ}`,
//! `c = f cos ωℓ`, `s = f sin ωℓ` beside the constant (Filimonov & Sornette 2013, equation 6). The reference `ℓ₀` only
//! rescales and turns the linear parameters, so the cost does not depend on it. The gradient of the projected cost is that
//! at fixed linear parameters; its Hessian is the Schur complement `S_θθ = F_θθ − F_θβ F_ββ⁻¹ F_βθ` (Golub & Pereyra 1973).
//!
//! The critical time is searched in `u = ln d`.

#![allow(clippy::inline_always, clippy::needless_range_loop, clippy::many_single_char_names)] // names of the formulas

use super::elementary::{LANES, Lanes, exp, lanes, ln, sin_cos, total};
use super::weighed::Weighed;
use super::window::Window;
use crate::instruction_sets::each_instruction_set;

/// A point of the search: `[ln(tc − t2), m, ω]`.
pub(super) type Point = [f64; 3];

/// The linear parameters in the basis that the cost is computed in, and where that basis lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Linear {
    /// Weights of `f`, `c`, `s`.
    pub weights: [f64; 3],
    /// Their means over the window.
    pub means: [f64; 3],
    /// `ℓ₀`.
    pub reference: f64,
}

/// The cost at a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cost {
    /// Sum of squared residuals.
    pub value: f64,
    /// Gradient.
    pub gradient: [f64; 3],
    /// Hessian.
    pub hessian: [[f64; 3]; 3],
    /// The linear parameters.
    pub linear: Linear,
}

/// Scratch space of [`cost`]: columns as long as the padded window.
#[derive(Debug, Clone, Default)]
pub(super) struct Scratch {
    /// `ℓ`.
    logs: Vec<f64>,
    /// `q = d/x`.
    shares: Vec<f64>,
    /// `f`, `c`, `s`.
    columns: [Vec<f64>; 3],
}

/// Cost, gradient and Hessian at `point`; `None` where the basis is degenerate.
pub(super) fn cost(window: &Window, point: &Point, scratch: &mut Scratch) -> Option<Cost> {
    let reference = window.reference(point[0]);
    let Scratch { logs, shares, columns: [f, c, s] } = scratch;
    for column in [logs, shares, f, c, s] {
        column.resize(window.lags().len(), 0.0);
    }
    basis(window.lags(), point, reference, scratch);
    let means = sums(window.weights(), &scratch.columns).map(|s| s / window.len() as f64);
    let (squares, products) = moments(window, &means, scratch);
    let gram = Gram::of(&squares)?;
    let weights = gram.solve(products);
    let linear = Linear { weights, means, reference };
    let derivatives = derivatives(window, point, &linear, scratch);
    Some(assemble(point, linear, &gram, &derivatives))
}

/// Cholesky factor of the Gram matrix of three centred columns.
pub(super) struct Gram {
    lower: [f64; 6],
}

impl Gram {
    /// Of `[ff, fc, fs, cc, cs, ss]`; `None` where it is not positive definite to working accuracy.
    pub(super) fn of(m: &[f64; 6]) -> Option<Self> {
        /// A column whose square is less than this share outside the others cannot be told from them.
        const LEAST: f64 = 1e-14;
        let pivot = |value: f64, whole: f64| (value > LEAST * whole).then(|| value.sqrt());
        let a = pivot(m[0], 0.0)?;
        let (b, d) = (m[1] / a, m[2] / a);
        let c = pivot(m[3] - b * b, m[3])?;
        let e = (m[4] - d * b) / c;
        let f = pivot(m[5] - d * d - e * e, m[5])?;
        Some(Self { lower: [a, b, c, d, e, f] })
    }

    /// `L⁻¹ v`.
    fn forward(&self, v: [f64; 3]) -> [f64; 3] {
        let [a, b, c, d, e, f] = self.lower;
        let x = v[0] / a;
        let y = (v[1] - b * x) / c;
        [x, y, (v[2] - d * x - e * y) / f]
    }

    /// `v'G⁻¹v`: what a regression on the columns explains.
    pub(super) fn explained(&self, v: [f64; 3]) -> f64 {
        let w = self.forward(v);
        w[0] * w[0] + w[1] * w[1] + w[2] * w[2]
    }

    /// `G⁻¹ v`.
    fn solve(&self, v: [f64; 3]) -> [f64; 3] {
        let [a, b, c, d, e, f] = self.lower;
        let w = self.forward(v);
        let z = w[2] / f;
        let y = (w[1] - e * z) / c;
        [(w[0] - b * y - d * z) / a, y, z]
    }
}

/// Adds `a·b` to eight sums.
#[inline(always)]
fn add(sum: &mut Lanes, a: &Lanes, b: &Lanes) {
    for i in 0..LANES {
        sum[i] += a[i] * b[i];
    }
}

#[inline(always)]
fn times(a: &Lanes, b: &Lanes) -> Lanes {
    let mut product = [0.0; LANES];
    for i in 0..LANES {
        product[i] = a[i] * b[i];
    }
    product
}

#[inline(always)]
fn less(a: &Lanes, mean: f64) -> Lanes {
    let mut difference = [0.0; LANES];
    for i in 0..LANES {
        difference[i] = a[i] - mean;
    }
    difference
}

each_instruction_set! {
/// Fills the scratch space.
fn basis(lags: &[f64], point: &Point, reference: f64, scratch: &mut Scratch) {
    let d = point[0].exp();
    let (m, omega) = (point[1], point[2]);
    for ((lag, l), q) in lags.iter().zip(&mut scratch.logs).zip(&mut scratch.shares) {
        let x = d + lag;
        *l = ln(x) - reference;
        *q = d / x;
    }
    let [f, c, s] = &mut scratch.columns;
    for (((l, f), c), s) in scratch.logs.iter().zip(f).zip(c).zip(s) {
        let power = exp(m * l);
        let (sine, cosine) = sin_cos(omega * l);
        (*f, *c, *s) = (power, power * cosine, power * sine);
    }
}
}

each_instruction_set! {
fn sums(weights: &[f64], columns: &[Vec<f64>; 3]) -> [f64; 3] {
    let mut sums = [[0.0; LANES]; 3];
    for (sum, column) in sums.iter_mut().zip(columns) {
        for (weight, piece) in lanes(weights).iter().zip(lanes(column)) {
            add(sum, weight, piece);
        }
    }
    sums.map(total)
}
}

each_instruction_set! {
/// `[ff, fc, fs, cc, cs, ss]` and `[fy, cy, sy]` of the centred columns.
fn moments(window: &Window, means: &[f64; 3], scratch: &Scratch) -> ([f64; 6], [f64; 3]) {
    let mut squares = [[0.0; LANES]; 6];
    let mut products = [[0.0; LANES]; 3];
    let [f, c, s] = &scratch.columns;
    let columns = lanes(f).iter().zip(lanes(c)).zip(lanes(s));
    for ((((f, c), s), y), weight) in columns.zip(lanes(window.values())).zip(lanes(window.weights())) {
        let (f, c, s) = (less(f, means[0]), less(c, means[1]), less(s, means[2]));
        let (wf, wc, ws) = (times(weight, &f), times(weight, &c), times(weight, &s));
        add(&mut squares[0], &wf, &f);
        add(&mut squares[1], &wf, &c);
        add(&mut squares[2], &wf, &s);
        add(&mut squares[3], &wc, &c);
        add(&mut squares[4], &wc, &s);
        add(&mut squares[5], &ws, &s);
        add(&mut products[0], &wf, y);
        add(&mut products[1], &wc, y);
        add(&mut products[2], &ws, y);
    }
    (squares.map(total), products.map(total))
}
}

/// The sums of which gradient and Hessian are made; `r` are the residuals, `X_j` the derivative of the model by the j-th
/// parameter at fixed linear parameters.
struct Derivatives {
    /// `Σ r²`.
    squares: f64,
    /// `Σ r k b` for the factor `k` among `ℓ, q, ℓ², qℓ, q²` and the column `b` among `f, c, s`.
    residual: [[f64; 3]; 5],
    /// `Σ (b − b̄) X_j` for the column `b`.
    columns: [[f64; 3]; 3],
    /// `Σ X_j X_k`, centred.
    products: [[f64; 3]; 3],
}

/// Two passes, because the sums of one would not fit into the registers.
fn derivatives(window: &Window, point: &Point, linear: &Linear, scratch: &Scratch) -> Derivatives {
    let (squares, residual) = residual_sums(window, linear, scratch);
    let (columns, products) = model_sums(window, point, linear, scratch);
    Derivatives { squares: squares + window.within(), residual, columns, products }
}

each_instruction_set! {
fn residual_sums(window: &Window, linear: &Linear, scratch: &Scratch) -> (f64, [[f64; 3]; 5]) {
    let (weights, means) = (&linear.weights, &linear.means);
    let mut squares = [0.0; LANES];
    let mut sums = [[[0.0; LANES]; 3]; 5];
    let [f, c, s] = &scratch.columns;
    let columns = lanes(f).iter().zip(lanes(c)).zip(lanes(s));
    let factors = lanes(&scratch.logs).iter().zip(lanes(&scratch.shares));
    let observed = lanes(window.values()).iter().zip(lanes(window.weights()));
    for ((((f, c), s), (l, q)), (y, weight)) in columns.zip(factors).zip(observed) {
        let centred = [less(f, means[0]), less(c, means[1]), less(s, means[2])];
        let mut r = [0.0; LANES];
        for i in 0..LANES {
            r[i] = y[i] - weights[0] * centred[0][i] - weights[1] * centred[1][i] - weights[2] * centred[2][i];
        }
        let weighted = times(weight, &r);
        add(&mut squares, &weighted, &r);
        let (lr, qr) = (times(l, &weighted), times(q, &weighted));
        let factors = [lr, qr, times(l, &lr), times(q, &lr), times(q, &qr)];
        for (sums, factor) in sums.iter_mut().zip(&factors) {
            add(&mut sums[0], factor, f);
            add(&mut sums[1], factor, c);
            add(&mut sums[2], factor, s);
        }
    }
    (total(squares), sums.map(|row| row.map(total)))
}
}

each_instruction_set! {
fn model_sums(
    window: &Window,
    point: &Point,
    linear: &Linear,
    scratch: &Scratch,
) -> ([[f64; 3]; 3], [[f64; 3]; 3]) {
    let (m, omega) = (point[1], point[2]);
    let (weights, means) = (&linear.weights, &linear.means);
    let mut cross = [[[0.0; LANES]; 3]; 3];
    let mut products = [[0.0; LANES]; 6];
    let mut sums = [[0.0; LANES]; 3];
    let [f, c, s] = &scratch.columns;
    let columns = lanes(f).iter().zip(lanes(c)).zip(lanes(s));
    let factors = lanes(&scratch.logs).iter().zip(lanes(&scratch.shares));
    for ((((f, c), s), (l, q)), weight) in columns.zip(factors).zip(lanes(window.weights())) {
        let centred = [less(f, means[0]), less(c, means[1]), less(s, means[2])];
        let mut x = [[0.0; LANES]; 3];
        for i in 0..LANES {
            let h = weights[0] * f[i] + weights[1] * c[i] + weights[2] * s[i];
            let turned = weights[2] * c[i] - weights[1] * s[i];
            x[0][i] = q[i] * (m * h + omega * turned);
            x[1][i] = l[i] * h;
            x[2][i] = l[i] * turned;
        }
        let weighted = [times(weight, &x[0]), times(weight, &x[1]), times(weight, &x[2])];
        for j in 0..3 {
            for i in 0..LANES {
                sums[j][i] += weighted[j][i];
            }
            for k in 0..3 {
                add(&mut cross[j][k], &centred[k], &weighted[j]);
            }
        }
        for (sum, (j, k)) in products.iter_mut().zip([(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)]) {
            add(sum, &weighted[j], &x[k]);
        }
    }
    let sums = sums.map(total);
    let [uu, um, uw, mm, mw, ww] = products.map(total);
    let raw = [[uu, um, uw], [um, mm, mw], [uw, mw, ww]];
    let n = window.len() as f64;
    let centred = std::array::from_fn(|j| std::array::from_fn(|k| raw[j][k] - sums[j] * sums[k] / n));
    (cross.map(|row| row.map(total)), centred)
}
}

fn assemble(point: &Point, linear: Linear, gram: &Gram, found: &Derivatives) -> Cost {
    let Weighed { first, second, by_column } =
        Weighed::of([point[1], point[2]], linear.weights, &found.residual);
    let whitened: [[f64; 3]; 3] =
        std::array::from_fn(|j| gram.forward(std::array::from_fn(|k| found.columns[j][k] - by_column[j][k])));
    let dot = |a: &[f64; 3], b: &[f64; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    Cost {
        value: found.squares,
        gradient: first.map(|g| -2.0 * g),
        hessian: std::array::from_fn(|j| {
            std::array::from_fn(|k| {
                2.0 * (found.products[j][k] - second[j][k] - dot(&whitened[j], &whitened[k]))
            })
        }),
        linear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window() -> Window {
        let times: Vec<f64> = (0..53).map(|t| f64::from(t) * 1.5 + f64::from(t % 3) * 0.25).collect();
        let logs: Vec<f64> = times
            .iter()
            .enumerate()
            .map(|(i, t)| {
                let x = 90.0 - t;
                5.0 - 0.03 * x.powf(0.6) * (1.0 + 0.2 * (7.0 * x.ln()).cos()) + 0.01 * f64::from(i as u32 % 5)
            })
            .collect();
        Window::new(&times, &logs).unwrap()
    }

    /// The definition: least squares on the uncentred basis by Gram–Schmidt, twice.
    fn slow(window: &Window, point: &Point) -> f64 {
        let (lags, mut y) = (&window.lags()[..window.len()], window.values()[..window.len()].to_vec());
        let x: Vec<f64> = lags.iter().map(|lag| point[0].exp() + lag).collect();
        let [_, m, w] = *point;
        let mut columns = vec![vec![1.0; x.len()]];
        columns.push(x.iter().map(|x| x.powf(m)).collect());
        columns.push(x.iter().map(|x| x.powf(m) * (w * x.ln()).cos()).collect());
        columns.push(x.iter().map(|x| x.powf(m) * (w * x.ln()).sin()).collect());
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let mut basis: Vec<Vec<f64>> = Vec::new();
        for mut column in columns {
            for _ in 0..2 {
                for b in &basis {
                    let share = dot(&column, b);
                    column.iter_mut().zip(b).for_each(|(c, b)| *c -= share * b);
                }
            }
            let norm = dot(&column, &column).sqrt();
            for c in &mut column {
                *c /= norm;
            }
            basis.push(column);
        }
        for b in basis.iter().chain(&basis) {
            let share = dot(&y, b);
            y.iter_mut().zip(b).for_each(|(y, b)| *y -= share * b);
        }
        dot(&y, &y)
    }

    #[test]
    fn the_cost_is_that_of_the_definition_and_its_derivatives_are_differences_of_it() {
        let (window, mut scratch) = (window(), Scratch::default());
        for point in [[1.0, 0.5, 8.0], [3.0, 0.9, 6.0], [0.0, 0.1, 13.0], [2.0, 0.3, 3.0]] {
            let found = cost(&window, &point, &mut scratch).unwrap();
            let exact = slow(&window, &point);
            assert!((found.value - exact).abs() < 1e-10 * exact, "{point:?}: {} for {exact}", found.value);
            let mut moved = |j: usize, by: f64| {
                let mut there = point;
                there[j] += by;
                cost(&window, &there, &mut scratch).unwrap()
            };
            for j in 0..3 {
                let h = 1e-4;
                let (up, down) = (moved(j, h), moved(j, -h));
                let slope = (up.value - down.value) / (2.0 * h);
                let size = found.gradient.iter().fold(found.value, |a, g| a.max(g.abs()));
                assert!((found.gradient[j] - slope).abs() < 1e-5 * size, "{point:?} gradient {j}");
                for k in 0..3 {
                    let bend = (up.gradient[k] - down.gradient[k]) / (2.0 * h);
                    let size = found.hessian.iter().flatten().fold(0.0_f64, |a, h| a.max(h.abs()));
                    assert!((found.hessian[j][k] - bend).abs() < 1e-5 * size, "{point:?} Hessian {j} {k}");
                }
            }
        }
    }
}
