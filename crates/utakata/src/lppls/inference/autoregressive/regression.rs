//! Regression on a few columns with AR(1) residuals: the smaller models.

use super::super::super::elementary::LANES;
use super::Observed;
use super::climb::{Likelihood, highest};
use super::columns::{Column, dot, padded_neighbours, weighted};

/// A regression at the best autocorrelation.
#[derive(Debug, Clone)]
pub(in super::super) struct Regression {
    pub phi: f64,
    /// `r'Wr`.
    pub squares: f64,
    pub log_likelihood: f64,
    pub weights: Vec<f64>,
}

impl Regression {
    /// On these columns, newest first; `None` where one is a combination of the others.
    pub(in super::super) fn of(
        observed: &Observed,
        columns: &[Vec<f64>],
        likelihood: Likelihood,
    ) -> Option<Self> {
        let path = &observed.0;
        let n = path.observations;
        let pad = |column: &Vec<f64>| {
            let mut padded = column.clone();
            padded.resize(n.next_multiple_of(LANES), 0.0);
            padded
        };
        let all: Vec<Column> = columns.iter().map(pad).chain([path.values.clone()]).collect();
        let beside: Vec<Column> = all.iter().map(|column| padded_neighbours(column, n)).collect();
        let of = |a: &Column, (b, near): (&Column, &Column)| {
            [dot(a, b), dot(a, near), a[0] * b[0] + a[n - 1] * b[n - 1]]
        };
        let sums: Vec<Vec<[f64; 3]>> =
            all.iter().map(|a| all.iter().zip(&beside).map(|pair| of(a, pair)).collect()).collect();
        let at = |phi: f64| {
            let entry = |[all, near, ends]: &[f64; 3]| weighted(phi, *all, *near, *ends);
            solve(sums.iter().map(|row| row.iter().map(entry).collect()).collect())
        };
        let height =
            |phi: f64| at(phi).map_or(f64::NEG_INFINITY, |(_, squares)| likelihood.log(n, squares, phi));
        let phi = highest(height);
        let (weights, squares) = at(phi)?;
        Some(Self { phi, squares, log_likelihood: likelihood.log(n, squares, phi), weights })
    }
}

/// Weights and what is left of the last column, from the Gram matrix of all.
fn solve(mut gram: Vec<Vec<f64>>) -> Option<(Vec<f64>, f64)> {
    const LEAST: f64 = 1e-13;
    let count = gram.len() - 1;
    for step in 0..count {
        let pivot = gram[step].clone();
        if pivot[step].is_nan() || pivot[step] <= LEAST * gram[count][count].abs().min(1.0) * f64::EPSILON {
            return None;
        }
        for row in &mut gram[step + 1..] {
            let factor = row[step] / pivot[step];
            row.iter_mut().zip(&pivot).skip(step).for_each(|(value, above)| *value -= factor * above);
        }
    }
    let mut weights = vec![0.0; count];
    for i in (0..count).rev() {
        let known: f64 = (i + 1..count).map(|j| gram[i][j] * weights[j]).sum();
        weights[i] = (gram[i][count] - known) / gram[i][i];
    }
    let left = gram[count][count];
    (left > 0.0).then_some((weights, left))
}
