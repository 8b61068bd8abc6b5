//! The joint null of a panel: one autoregression per column, residual rows drawn together.

use super::{Column, PanelError};
use crate::explosive::regression::least_squares;
use crate::explosive::{DegenerateReason, ExplosiveError, Lag};
use crate::random::Stream;

/// Steps drawn and thrown away before a path begins.
const BURN_IN: usize = 50;

/// The sieve of Pavlidis et al. (2016, appendix) under the unit root: `Δy_{i,t} = a_i + Σ_j φ_{ij}·Δy_{i,t−j} +
/// ε_{i,t}` fitted to each column, the order fixed or chosen per column by BIC (Pedersen and Schütte 2020, Journal of
/// Empirical Finance 58, 207-225). Whole rows `(ε_{1,t} … ε_{N,t})` are resampled, so that columns stay as dependent
/// as they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Sieve {
    autoregressions: Vec<Autoregression>,
    /// `residuals[row][column]`, each column with mean zero.
    residuals: Vec<Vec<f64>>,
}

#[derive(Debug, Clone, PartialEq)]
struct Autoregression {
    intercept: f64,
    coefficients: Vec<f64>,
}

impl Sieve {
    /// Fits the columns.
    ///
    /// # Errors
    /// [`PanelError::Column`] naming the column that is too short, has another length than the first, is not finite
    /// or does not vary; [`PanelError::NotStationary`]; [`PanelError::TooFewColumns`] for an empty panel.
    pub fn fit(columns: &[Column<'_>], lag: Lag) -> Result<Self, PanelError> {
        let Some(first) = columns.first() else {
            return Err(PanelError::TooFewColumns { columns: 0, usable: 0, needed: 1, first: None });
        };
        let named =
            |c: &Column<'_>, source: ExplosiveError| PanelError::Column { name: c.name.to_owned(), source };
        let mut differences = Vec::with_capacity(columns.len());
        let mut orders = Vec::with_capacity(columns.len());
        for column in columns {
            let d = differences_of(column.values, first.values.len(), lag).map_err(|e| named(column, e))?;
            orders.push(order_of(&d, lag).map_err(|e| named(column, e))?);
            differences.push(d);
        }
        let most = orders.iter().copied().max().unwrap_or(0);
        let mut residuals = vec![Vec::with_capacity(columns.len()); differences[0].len() - most];
        let mut autoregressions = Vec::with_capacity(columns.len());
        for ((column, d), order) in columns.iter().zip(&differences).zip(orders) {
            let fit = regress(d, order, most)
                .ok_or_else(|| named(column, ExplosiveError::Degenerate(DegenerateReason::Collinear)))?;
            let coefficients = fit.coefficients[1..].to_vec();
            if !is_stationary(&coefficients) {
                return Err(PanelError::NotStationary { name: column.name.to_owned(), order });
            }
            let mean = fit.residuals.iter().sum::<f64>() / fit.residuals.len() as f64;
            for (row, e) in residuals.iter_mut().zip(&fit.residuals) {
                row.push(e - mean);
            }
            autoregressions.push(Autoregression { intercept: fit.coefficients[0], coefficients });
        }
        Ok(Self { autoregressions, residuals })
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.autoregressions.len()
    }

    /// Order of the autoregression of each column.
    pub fn orders(&self) -> Vec<usize> {
        self.autoregressions.iter().map(|a| a.coefficients.len()).collect()
    }

    /// Fills `levels[column]` with one simulated panel, every column from 0.
    pub(super) fn draw(&self, stream: &mut Stream, levels: &mut [Vec<f64>]) {
        let mut recent: Vec<Vec<f64>> = self
            .autoregressions
            .iter()
            .map(|a| {
                let mean = a.intercept / (1.0 - a.coefficients.iter().sum::<f64>());
                vec![mean; a.coefficients.len()]
            })
            .collect();
        let observations = levels.first().map_or(0, Vec::len);
        for step in 0..BURN_IN + observations.saturating_sub(1) {
            let row = &self.residuals[stream.below(self.residuals.len())];
            for (i, (a, past)) in self.autoregressions.iter().zip(&mut recent).enumerate() {
                let carried: f64 = a.coefficients.iter().zip(past.iter()).map(|(phi, d)| phi * d).sum();
                let d = a.intercept + carried + row[i];
                if !past.is_empty() {
                    past.rotate_right(1);
                    past[0] = d;
                }
                if step >= BURN_IN {
                    let t = step - BURN_IN + 1;
                    levels[i][t] = levels[i][t - 1] + d;
                } else {
                    levels[i][0] = 0.0;
                }
            }
        }
    }
}

fn differences_of(values: &[f64], observations: usize, lag: Lag) -> Result<Vec<f64>, ExplosiveError> {
    if values.len() != observations {
        return Err(ExplosiveError::LengthMismatch { expected: observations, observations: values.len() });
    }
    if let Some(index) = values.iter().position(|v| !v.is_finite()) {
        return Err(ExplosiveError::NotFinite { index, value: values[index] });
    }
    let max = match lag {
        Lag::Fixed(p) | Lag::Bic { max: p } | Lag::Maic { max: p } => p,
    };
    let needed = 2 * max + 5;
    if observations < needed {
        return Err(ExplosiveError::TooShort { observations, needed, window: max + 3, lag: max });
    }
    Ok(values.windows(2).map(|w| w[1] - w[0]).collect())
}

/// Order by `n·ln(SSR/n) + (p + 1)·ln n`, every order on the same observations; `2p` in place of `(p + 1)·ln n` for
/// the modified Akaike criterion, whose correction for the level vanishes where the unit root is imposed.
fn order_of(differences: &[f64], lag: Lag) -> Result<usize, ExplosiveError> {
    let max = match lag {
        Lag::Fixed(p) => p,
        Lag::Bic { max } | Lag::Maic { max } => max,
    };
    let n = (differences.len() - max) as f64;
    let total: f64 = differences.iter().map(|d| d * d).sum();
    let mut best: Option<(f64, usize)> = None;
    for p in (if matches!(lag, Lag::Fixed(_)) { max } else { 0 })..=max {
        let Some(fit) = regress(differences, p, max) else { continue };
        if fit.ssr <= 1e-22 * total {
            return Err(ExplosiveError::Degenerate(DegenerateReason::ConstantDifference));
        }
        let penalty =
            if matches!(lag, Lag::Maic { .. }) { 2.0 * p as f64 } else { (p as f64 + 1.0) * n.ln() };
        let criterion = n * (fit.ssr / n).ln() + penalty;
        if best.is_none_or(|(least, _)| criterion < least) {
            best = Some((criterion, p));
        }
    }
    best.map(|(_, p)| p).ok_or(ExplosiveError::Degenerate(DegenerateReason::ConstantLevel))
}

/// Regression of `Δy_t` on a constant and `order` of its lags, over the rows from `from` on.
fn regress(
    differences: &[f64],
    order: usize,
    from: usize,
) -> Option<crate::explosive::regression::LeastSquares> {
    let response = &differences[from..];
    let mut regressors = vec![vec![1.0; response.len()]];
    regressors.extend((1..=order).map(|j| differences[from - j..differences.len() - j].to_vec()));
    if response.iter().all(|&d| d == 0.0) {
        return None;
    }
    least_squares(&regressors, response)
}

/// Whether all roots lie inside the unit circle: every partial autocorrelation of the backward Levinson-Durbin
/// recursion is below one in size (Barndorff-Nielsen and Schou 1973).
fn is_stationary(coefficients: &[f64]) -> bool {
    let mut phi = coefficients.to_vec();
    while let Some(last) = phi.pop() {
        if last.abs() >= 1.0 {
            return false;
        }
        let scale = 1.0 - last * last;
        let reversed: Vec<f64> = phi.iter().rev().copied().collect();
        for (p, r) in phi.iter_mut().zip(reversed) {
            *p = (*p + last * r) / scale;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dgp::{Arima, Process};
    use crate::random::Normal;

    #[test]
    fn stationarity_is_read_off_the_coefficients() {
        assert!(is_stationary(&[]) && is_stationary(&[0.99]) && !is_stationary(&[1.0]));
        // Roots of z² − 1.2z + 0.5 have modulus √0.5; of z² − 0.5z − 0.6 one is 1.06.
        assert!(is_stationary(&[1.2, -0.5]) && !is_stationary(&[0.5, 0.6]));
    }

    #[test]
    fn draws_keep_the_dependence_within_and_across_columns() {
        let normal = Normal::new();
        let process = Arima { autoregressive: 0.6, moving_average: 0.0 };
        let a = process.path(2000, &normal, &mut Stream::new(1, 0));
        let other = process.path(2000, &normal, &mut Stream::new(1, 1));
        let b: Vec<f64> = a.iter().zip(&other).map(|(x, e)| 0.8 * x + 0.6 * e).collect();
        let columns = [Column { name: "a", values: &a }, Column { name: "b", values: &b }];
        let sieve = Sieve::fit(&columns, Lag::Bic { max: 4 }).unwrap();
        assert_eq!(sieve.orders()[0], 1);
        let mut levels = vec![vec![0.0; 20_000]; 2];
        sieve.draw(&mut Stream::new(2, 0), &mut levels);
        let steps = |y: &[f64]| y.windows(2).map(|w| w[1] - w[0]).collect::<Vec<f64>>();
        let moment = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(p, q)| p * q).sum::<f64>() / x.len() as f64;
        let (da, db) = (steps(&levels[0]), steps(&levels[1]));
        let own = moment(&da[1..], &da[..da.len() - 1]) / moment(&da, &da);
        let cross = moment(&da, &db) / (moment(&da, &da) * moment(&db, &db)).sqrt();
        assert!((own - 0.6).abs() < 0.05, "{own}");
        assert!((cross - 0.8).abs() < 0.03, "{cross}");
    }

    #[test]
    fn bad_columns_are_named() {
        let good: Vec<f64> = (0..50).map(|t| f64::from((t * t) % 13)).collect();
        let flat = vec![2.0; 50];
        let columns = [Column { name: "good", values: &good }, Column { name: "flat", values: &flat }];
        let error = Sieve::fit(&columns, Lag::Fixed(1)).unwrap_err();
        assert!(matches!(&error, PanelError::Column { name, .. } if name == "flat"), "{error}");
        let short = [columns[0], Column { name: "short", values: &good[..40] }];
        let error = Sieve::fit(&short, Lag::Fixed(1)).unwrap_err();
        assert!(error.to_string().starts_with("column short: "), "{error}");
    }
}
