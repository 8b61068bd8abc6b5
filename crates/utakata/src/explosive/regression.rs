//! One window at a time: the plain regression behind lag choice, bootstrap residuals and the explanation of
//! degenerate windows. Slow beside the sweep, and independent of it.

use super::{DegenerateReason, Layout};

/// Ordinary least squares by Householder reflections.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LeastSquares {
    /// One coefficient per regressor.
    pub(crate) coefficients: Vec<f64>,
    /// `response − fit`.
    pub(crate) residuals: Vec<f64>,
    /// Sum of squared residuals.
    pub(crate) ssr: f64,
}

/// Regresses `response` on `regressors` (columns of equal length); `None` when the columns are collinear to
/// working precision.
pub(crate) fn least_squares(regressors: &[Vec<f64>], response: &[f64]) -> Option<LeastSquares> {
    let (n, k) = (response.len(), regressors.len());
    let mut columns = regressors.to_vec();
    columns.push(response.to_vec());
    let norms: Vec<f64> = columns.iter().map(|c| dot(c, c).sqrt()).collect();
    if n < k {
        return None;
    }
    let mut diagonal = vec![0.0; k];
    for p in 0..k {
        let (head, tail) = columns.split_at_mut(p + 1);
        let pivot = &mut head[p][p..];
        let norm = dot(pivot, pivot).sqrt();
        if norm <= 1e-12 * norms[p] {
            return None;
        }
        let alpha = -norm.copysign(pivot[0]);
        diagonal[p] = alpha;
        pivot[0] -= alpha;
        let scale = 2.0 / dot(pivot, pivot);
        for column in tail {
            let column = &mut column[p..];
            let shift = scale * dot(pivot, column);
            for (c, v) in column.iter_mut().zip(pivot.iter()) {
                *c -= shift * v;
            }
        }
    }
    let mut coefficients = vec![0.0; k];
    for p in (0..k).rev() {
        let known: f64 = (p + 1..k).map(|j| columns[j][p] * coefficients[j]).sum();
        coefficients[p] = (columns[k][p] - known) / diagonal[p];
    }
    let ssr = dot(&columns[k][k..], &columns[k][k..]);
    let residuals = (0..n)
        .map(|i| response[i] - (0..k).map(|j| regressors[j][i] * coefficients[j]).sum::<f64>())
        .collect();
    Some(LeastSquares { coefficients, residuals, ssr })
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Why the shortest degenerate window ending at regression row `end_row` is degenerate.
pub(crate) fn first_degenerate(values: &[f64], layout: &Layout, end_row: usize) -> DegenerateReason {
    let lag = layout.lag();
    let reason_from = |start: usize| {
        let level = &values[start + lag..=end_row + lag];
        let differences: Vec<f64> =
            values[start + lag..=end_row + lag + 1].windows(2).map(|w| w[1] - w[0]).collect();
        if flat(level) {
            return Some(DegenerateReason::ConstantLevel);
        }
        if flat(&differences) {
            return Some(DegenerateReason::ConstantDifference);
        }
        let regressors: Vec<Vec<f64>> = (0..=lag)
            .map(|j| {
                let column = |i: usize| {
                    let t = i + lag + 1;
                    if j == 0 { values[t - 1] - level[0] } else { values[t - j] - values[t - j - 1] }
                };
                centred((start..=end_row).map(column).collect())
            })
            .collect();
        let response = centred(differences);
        let total = dot(&response, &response);
        match least_squares(&regressors, &response) {
            None => Some(DegenerateReason::Collinear),
            Some(fit) if fit.ssr <= 1e-10 * total => Some(DegenerateReason::PerfectFit),
            Some(_) => None,
        }
    };
    // Which of the windows it is does not matter for the reason; one is named even when rounding hides it here.
    (0..=end_row + 1 - layout.window()).rev().find_map(reason_from).unwrap_or(DegenerateReason::Collinear)
}

fn flat(values: &[f64]) -> bool {
    let (low, high) = values.iter().fold((f64::MAX, f64::MIN), |(l, h), &v| (l.min(v), h.max(v)));
    let size = values.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    high - low <= 1e-11 * size
}

pub(crate) fn centred(mut values: Vec<f64>) -> Vec<f64> {
    let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
    for v in &mut values {
        *v -= mean;
    }
    values
}
