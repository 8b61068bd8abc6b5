//! Predictive regression with instruments of the regressors' own making (IVX).

use nalgebra::{DMatrix, DVector};
use serde::Serialize;
use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::{LEAST_OBSERVATIONS, ValuationError};
use crate::explosive::regression::least_squares;

/// A regressor by name, one value per date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Predictor<'a> {
    /// Name, for messages and results.
    pub name: &'a str,
    /// Values on the dates of the response.
    pub values: &'a [f64],
}

/// What the predictors of today say of the response over the next `horizon` periods.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ivx {
    /// Names of the predictors.
    pub predictors: Vec<String>,
    /// Their coefficients.
    pub coefficients: Vec<f64>,
    /// Wald statistic of each alone, χ² with one degree of freedom under "it predicts nothing".
    pub wald_each: Vec<f64>,
    /// Its p-values.
    pub p_each: Vec<f64>,
    /// Wald statistic of all together, χ² with as many degrees of freedom as predictors.
    pub wald_joint: f64,
    /// Its p-value.
    pub p_joint: f64,
    /// Autoregressive roots of the predictors, each by a regression without constant.
    pub roots: Vec<f64>,
    /// Periods ahead that the response is summed over.
    pub horizon: usize,
    /// Rows of the regression: dates less the first and less `horizon − 1`.
    pub observations: usize,
    /// `ȳ − A x̄`, so that fitted values are `intercept + A x_{t−1}`.
    pub intercept: f64,
}

/// Exponent of the instruments' root (Kostakis, Magdalinos & Stamatogiannis 2015, section 1.2).
const BETA: f64 = 0.95;

/// IVX regression of `y_t + … + y_{t+K−1}` on `x_{t−1}` summed the same way (Kostakis, Magdalinos & Stamatogiannis 2015,
/// *Review of Financial Studies* 28, equations 10 to 15, long horizon section 3): instruments
/// `z_t = (1 − n^{−0.95}) z_{t−1} + Δx_t`, whatever persistence the predictors have. Long-run covariances by Bartlett weights
/// up to lag `⌊n^{1/3}⌋`; the constant is corrected for.
///
/// # Errors
/// [`ValuationError`] for columns of other lengths, values that are not finite, samples below
/// [`LEAST_OBSERVATIONS`] after the horizon, and predictors that do not vary.
pub fn ivx(response: &[f64], predictors: &[Predictor<'_>], horizon: usize) -> Result<Ivx, ValuationError> {
    check(response, predictors, horizon)?;
    let names: Vec<String> = predictors.iter().map(|p| p.name.to_owned()).collect();
    let collinear = || ValuationError::Collinear { columns: names.join(", ") };
    let rows = response.len() - 1;
    let y = DVector::from_column_slice(&response[1..]);
    let before = lagged(predictors, rows, 0);
    let after = lagged(predictors, rows, 1);
    let covariance = LongRun::of(&y, &before, &after).ok_or_else(collinear)?;
    if covariance.error <= f64::EPSILON * y.norm_squared() / rows as f64 {
        return Err(ValuationError::Exact);
    }
    let instruments = instruments(&before, &after);
    let kept = rows + 1 - horizon;
    let (y_sum, x_sum) =
        (summed(&DMatrix::from_columns(&[y]), kept, horizon), summed(&before, kept, horizon));
    let z_sum = summed(&instruments, kept, horizon);
    let z = instruments.rows(0, kept).into_owned();
    // A = (Z'X̄)⁻¹ Z'ȳ with both centred.
    let inverse = (z.transpose() * centred(&x_sum)).try_inverse().ok_or_else(collinear)?;
    let coefficients = &inverse * (z.transpose() * centred(&y_sum));
    let mean = z_sum.row_mean();
    let middle = z_sum.transpose() * &z_sum * covariance.error
        - mean.transpose() * &mean * (kept as f64 * covariance.fully_modified);
    let variance = &inverse * middle * inverse.transpose();
    let solved = variance.clone().try_inverse().ok_or_else(collinear)? * &coefficients;
    let wald_joint = coefficients.dot(&solved);
    let wald_each: Vec<f64> =
        (0..names.len()).map(|j| coefficients[j] * coefficients[j] / variance[(j, j)]).collect();
    if !(wald_joint.is_finite() && wald_joint >= 0.0 && wald_each.iter().all(|w| w.is_finite() && *w >= 0.0))
    {
        return Err(collinear());
    }
    let intercept = y_sum.mean() - (x_sum.row_mean() * &coefficients)[0];
    Ok(Ivx {
        coefficients: coefficients.iter().copied().collect(),
        p_each: wald_each.iter().map(|&w| chi_squared_above(w, 1)).collect(),
        wald_each,
        wald_joint,
        p_joint: chi_squared_above(wald_joint, names.len()),
        roots: covariance.roots,
        horizon,
        observations: kept,
        intercept,
        predictors: names,
    })
}

fn check(response: &[f64], predictors: &[Predictor<'_>], horizon: usize) -> Result<(), ValuationError> {
    if predictors.is_empty() {
        return Err(ValuationError::NoPredictor);
    }
    if horizon == 0 {
        return Err(ValuationError::Parameter { name: "the horizon", value: 0.0, expected: "at least 1" });
    }
    let finite = |column: &str, values: &[f64]| match values.iter().position(|v| !v.is_finite()) {
        Some(index) => {
            Err(ValuationError::NotFinite { column: column.to_owned(), index, value: values[index] })
        }
        None => Ok(()),
    };
    finite("response", response)?;
    for predictor in predictors {
        let (given, expected) = (predictor.values.len(), response.len());
        if given != expected {
            return Err(ValuationError::LengthMismatch {
                column: predictor.name.to_owned(),
                given,
                expected,
            });
        }
        finite(predictor.name, predictor.values)?;
    }
    let needed = LEAST_OBSERVATIONS.max(10 * predictors.len()) + horizon;
    if response.len() < needed {
        return Err(ValuationError::TooShort { observations: response.len(), horizon, needed });
    }
    Ok(())
}

/// Rows `first..first + rows` of the predictors as columns.
fn lagged(predictors: &[Predictor<'_>], rows: usize, first: usize) -> DMatrix<f64> {
    DMatrix::from_fn(rows, predictors.len(), |t, j| predictors[j].values[t + first])
}

fn centred(columns: &DMatrix<f64>) -> DMatrix<f64> {
    let mean = columns.row_mean();
    DMatrix::from_fn(columns.nrows(), columns.ncols(), |t, j| columns[(t, j)] - mean[j])
}

/// Sums over `horizon` rows from each of the first `kept` rows on.
fn summed(columns: &DMatrix<f64>, kept: usize, horizon: usize) -> DMatrix<f64> {
    DMatrix::from_fn(kept, columns.ncols(), |t, j| (t..t + horizon).map(|s| columns[(s, j)]).sum())
}

/// `z_{t−1}` of each row, `z_0 = 0`.
fn instruments(before: &DMatrix<f64>, after: &DMatrix<f64>) -> DMatrix<f64> {
    let root = 1.0 - (before.nrows() as f64).powf(-BETA);
    let mut z = DMatrix::zeros(before.nrows(), before.ncols());
    for t in 1..before.nrows() {
        for j in 0..before.ncols() {
            z[(t, j)] = root * z[(t - 1, j)] + after[(t - 1, j)] - before[(t - 1, j)];
        }
    }
    z
}

/// Variances of the regression error and of the predictors' innovations.
struct LongRun {
    /// `σ̂²` of the regression error.
    error: f64,
    /// `σ̂² − Ω_eu Ω_uu⁻¹ Ω_ue`.
    fully_modified: f64,
    roots: Vec<f64>,
}

impl LongRun {
    fn of(y: &DVector<f64>, before: &DMatrix<f64>, after: &DMatrix<f64>) -> Option<Self> {
        let (rows, count) = (before.nrows(), before.ncols());
        let n = rows as f64;
        let mut regressors = vec![vec![1.0; rows]];
        regressors.extend(before.column_iter().map(|c| c.iter().copied().collect()));
        let fit = least_squares(&regressors, y.as_slice())?;
        let errors = DVector::from_vec(fit.residuals);
        let roots: Vec<f64> = (0..count)
            .map(|j| before.column(j).dot(&after.column(j)) / before.column(j).norm_squared())
            .collect();
        let innovations = DMatrix::from_fn(rows, count, |t, j| after[(t, j)] - roots[j] * before[(t, j)]);
        let error = errors.norm_squared() / n;
        let mut within = innovations.transpose() * &innovations / n;
        let mut across = innovations.transpose() * &errors / n;
        let lags = largest_cube_root(rows);
        for lag in 1..=lags {
            let weight = (1.0 - lag as f64 / (lags + 1) as f64) / n;
            let later = innovations.rows(lag, rows - lag);
            let lambda = later.transpose() * innovations.rows(0, rows - lag) * weight;
            within += &lambda + lambda.transpose();
            across += later.transpose() * errors.rows(0, rows - lag) * weight;
        }
        let explained = across.dot(&(within.try_inverse()? * &across));
        Some(Self { error, fully_modified: error - explained, roots })
    }
}

/// `⌊n^{1/3}⌋`, without the rounding of a floating cube root.
fn largest_cube_root(n: usize) -> usize {
    (1..=n).take_while(|k| k * k * k <= n).last().unwrap_or(0)
}

fn chi_squared_above(statistic: f64, degrees: usize) -> f64 {
    // Degrees of freedom are at least one, so the distribution exists.
    ChiSquared::new(degrees as f64).map_or(f64::NAN, |law| law.sf(statistic))
}
