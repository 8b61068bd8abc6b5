//! Cost of one `(tc, m, ω)` when the residuals are an AR(1), with gradient and exact Hessian.
//!
//! The inverse covariance of an AR(1) with coefficient `φ` is, up to the variance of the innovations, `W = P'P` where `P` is
//! the transform of Prais & Winsten (1954): `(Pv)₁ = √(1 − φ²) v₁`, `(Pv)_t = v_t − φ v_{t−1}`. It is the same in both
//! directions of time, so columns run from the newest observation to the oldest as elsewhere. The formulas are those of
//! `cost.rs` with `W` between the vectors.

#![allow(clippy::inline_always)] // a call would end the loop that is to be vectorised

use super::super::super::cost::{Cost, Linear, Point};
use super::super::super::elementary::{LANES, exp, lanes, ln, sin_cos, total};
use super::super::super::weighed::Weighed;
use super::factor::Factor;
use crate::instruction_sets::each_instruction_set;

/// One column, padded with zeros to whole lanes.
pub(super) type Column = Vec<f64>;

/// A path to be fitted: logarithms about their mean, newest first.
#[derive(Debug, Clone)]
pub(super) struct Path {
    /// The values.
    pub values: Column,
    /// Their sums of neighbours, `v_{t−1} + v_{t+1}`.
    pub beside: Column,
    pub observations: usize,
}

impl Path {
    pub(super) fn of(values: &[f64]) -> Self {
        let n = values.len();
        let mean = values.iter().sum::<f64>() / n as f64;
        let mut centred: Column = values.iter().map(|v| v - mean).collect();
        let mut beside = neighbours(&centred);
        let padded = n.next_multiple_of(LANES);
        centred.resize(padded, 0.0);
        beside.resize(padded, 0.0);
        Self { values: centred, beside, observations: n }
    }
}

/// `v_{t−1} + v_{t+1}`, with zero beyond the ends.
fn neighbours(values: &[f64]) -> Column {
    let n = values.len();
    let at = |t: usize| values.get(t).copied().unwrap_or(0.0);
    (0..n).map(|t| at(t.wrapping_sub(1)) + at(t + 1)).collect()
}

/// The same of a column padded with zeros.
pub(super) fn padded_neighbours(column: &[f64], observations: usize) -> Column {
    let mut sums = neighbours(&column[..observations]);
    sums.resize(column.len(), 0.0);
    sums
}

each_instruction_set! {
/// `Σ a b` over padded columns.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sum = [0.0; LANES];
    for (a, b) in lanes(a).iter().zip(lanes(b)) {
        for i in 0..LANES {
            sum[i] += a[i] * b[i];
        }
    }
    total(sum)
}
}

/// `a'Wb`.
pub(super) fn weighted(phi: f64, all: f64, beside: f64, ends: f64) -> f64 {
    (1.0 + phi * phi) * all - phi * beside - phi * phi * ends
}

/// Scratch of [`Basis::fill`] and [`cost`].
#[derive(Debug, Clone, Default)]
pub(super) struct Basis {
    /// `ℓ = ln x − ℓ₀` and `q = d/x`.
    pub logs: Column,
    pub shares: Column,
    /// `1, f, c, s`.
    pub columns: [Column; 4],
    pub reference: f64,
}

impl Basis {
    pub(super) fn fill(&mut self, lags: &[f64], observations: usize, point: &Point) {
        let length = observations.next_multiple_of(LANES);
        for column in [&mut self.logs, &mut self.shares].into_iter().chain(&mut self.columns) {
            column.resize(length, 0.0);
        }
        self.reference = (point[0].exp() + lags[observations - 1]).ln();
        fill(lags, point, self);
        for column in [&mut self.logs, &mut self.shares].into_iter().chain(&mut self.columns) {
            column[observations..].fill(0.0);
        }
    }
}

each_instruction_set! {
fn fill(lags: &[f64], point: &Point, basis: &mut Basis) {
    let [u, m, omega] = *point;
    let (d, reference) = (u.exp(), basis.reference);
    for ((lag, l), q) in lags.iter().zip(&mut basis.logs).zip(&mut basis.shares) {
        let x = d + lag;
        *l = ln(x) - reference;
        *q = d / x;
    }
    let [one, f, c, s] = &mut basis.columns;
    one.fill(1.0);
    for (((l, f), c), s) in basis.logs.iter().zip(f).zip(c).zip(s) {
        let power = exp(m * l);
        let (sine, cosine) = sin_cos(omega * l);
        (*f, *c, *s) = (power, power * cosine, power * sine);
    }
}
}

/// `Pv`.
fn whitened(values: &[f64], observations: usize, phi: f64) -> Column {
    let mut out = Vec::with_capacity(values.len());
    out.push((1.0 - phi * phi).sqrt() * values[0]);
    out.extend(values[..observations].windows(2).map(|pair| pair[1] - phi * pair[0]));
    out.resize(values.len(), 0.0);
    out
}

/// `P'r`.
fn turned_back(residual: &[f64], observations: usize, phi: f64) -> Column {
    let mut out: Column = residual.windows(2).map(|pair| pair[0] - phi * pair[1]).collect();
    out.push(residual[residual.len() - 1]);
    out[0] = (1.0 - phi * phi).sqrt() * residual[0] - phi * residual.get(1).copied().unwrap_or(0.0);
    out[observations..].fill(0.0);
    out
}

fn combined(weights: &[f64], columns: &[&Column]) -> Column {
    let mut out = vec![0.0; columns[0].len()];
    for (weight, column) in weights.iter().zip(columns) {
        out.iter_mut().zip(*column).for_each(|(out, value)| *out += weight * value);
    }
    out
}

/// The cost `r'Wr` and what else is known then.
pub(super) struct Weighted {
    pub cost: Cost,
    /// Derivatives of the model by `ln(tc − t2), m, ω` at fixed weights.
    pub tangents: [Column; 3],
}

/// Cost, gradient and Hessian at the point that `basis` was filled for; `None` where the basis is degenerate.
pub(super) fn cost(path: &Path, point: &Point, phi: f64, basis: &Basis) -> Option<Weighted> {
    let n = path.observations;
    let white = |column: &Column| whitened(column, n, phi);
    let columns: [Column; 4] = std::array::from_fn(|k| white(&basis.columns[k]));
    let values = white(&path.values);
    let factor =
        Factor::of(&std::array::from_fn(|i| std::array::from_fn(|j| dot(&columns[i], &columns[j]))))?;
    let weights = factor.solve(std::array::from_fn(|k| dot(&columns[k], &values)));
    let (m, w) = (point[1], point[2]);
    let [one, f, c, s] = &basis.columns;
    let [a, b, c1, c2] = weights;
    let whole = combined(&[b, c1, c2], &[f, c, s]);
    let wave = combined(&[c2, -c1], &[c, s]);
    let product = |a: &Column, b: &Column| a.iter().zip(b).map(|(a, b)| a * b).collect::<Column>();
    let by_time = product(&basis.shares, &combined(&[m, w], &[&whole, &wave]));
    let tangents = [by_time, product(&basis.logs, &whole), product(&basis.logs, &wave)];
    let white_tangents: [Column; 3] = std::array::from_fn(|j| white(&tangents[j]));
    let fitted = combined(&[a, 1.0], &[one, &whole]);
    let residual = white(&combined(&[1.0, -1.0], &[&path.values, &fitted]));
    let back = turned_back(&residual, n, phi);
    let (l, q) = (&basis.logs, &basis.shares);
    let (lr, qr) = (product(l, &back), product(q, &back));
    let factors = [product(l, &lr), product(q, &lr), product(q, &qr)];
    let sums = [&lr, &qr, &factors[0], &factors[1], &factors[2]].map(|k| [dot(k, f), dot(k, c), dot(k, s)]);
    let inner: [[f64; 3]; 3] =
        std::array::from_fn(|j| std::array::from_fn(|k| dot(&white_tangents[j], &white_tangents[k])));
    let cross: [[f64; 4]; 3] =
        std::array::from_fn(|j| std::array::from_fn(|k| dot(&white_tangents[j], &columns[k])));
    let (gradient, hessian) = assemble([m, w], weights, &sums, &inner, &cross, &factor);
    let linear = Linear { weights: [b, c1, c2], means: [0.0; 3], reference: basis.reference };
    Some(Weighted { cost: Cost { value: dot(&residual, &residual), gradient, hessian, linear }, tangents })
}

/// The Schur complement of the linear block, which has the constant before the three columns.
fn assemble(
    at: [f64; 2],
    [_, b, c1, c2]: [f64; 4],
    sums: &[[f64; 3]; 5],
    inner: &[[f64; 3]; 3],
    cross: &[[f64; 4]; 3],
    factor: &Factor,
) -> ([f64; 3], [[f64; 3]; 3]) {
    let Weighed { first, second, by_column } = Weighed::of(at, [b, c1, c2], sums);
    let across: [[f64; 4]; 3] = std::array::from_fn(|j| {
        let [f, c, s] = by_column[j];
        let by_column = [0.0, f, c, s];
        factor.forward(std::array::from_fn(|k| cross[j][k] - by_column[k]))
    });
    let dot = |a: &[f64; 4], b: &[f64; 4]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let hessian = std::array::from_fn(|j| {
        std::array::from_fn(|k| 2.0 * (inner[j][k] - second[j][k] - dot(&across[j], &across[k])))
    });
    (first.map(|g| -2.0 * g), hessian)
}
