//! Logistic regression on few predictors.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::Serialize;

use super::error::{finite, same_length};
use super::path_score::deviation;
use super::{Outcomes, ReferenceClassError};
use crate::explosive::regression::least_squares;

/// Penalty on the squared slopes of standardised predictors where maximum likelihood has no answer. With one, a slope is
/// worth what a prior with standard deviation one says it is.
const RIDGE: f64 = 1.0;
/// Newton steps; convergence is quadratic, so twenty are plenty where there is a maximum.
const MOST_STEPS: usize = 50;
/// Log-odds beyond which a probability is 0 or 1 for any purpose: the classes are separated.
const SEPARATED: f64 = 25.0;
const TOLERANCE: f64 = 1e-10;

/// `P(burst) = 1 / (1 + exp(−(b₀ + Σ bⱼ zⱼ)))` with standardised predictors `zⱼ`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Logistic {
    /// `b₀` and one slope per predictor, per standard deviation of it.
    pub coefficients: Vec<f64>,
    /// Mean of each predictor in the sample fitted.
    pub means: Vec<f64>,
    /// Standard deviation of each predictor in the sample fitted.
    pub deviations: Vec<f64>,
    /// The penalty on the slopes, where the classes were separated or the predictors collinear; else none.
    pub ridge: Option<f64>,
}

impl Logistic {
    /// Maximum likelihood by iteratively reweighted least squares (McCullagh and Nelder 1989, section 2.5). Where the
    /// likelihood has no maximum because the classes are separated (Albert and Anderson 1984, Biometrika 71), or the
    /// predictors are collinear, the slopes are penalised (ridge; le Cessie and van Houwelingen 1992, Applied Statistics
    /// 41) and the fit says so. A predictor that never varies is given no slope.
    ///
    /// `predictors` are columns with one value per boom.
    ///
    /// # Errors
    /// [`ReferenceClassError`] for columns of different lengths, values that are not finite, or one outcome only.
    pub fn fit(predictors: &[&[f64]], happened: &[bool]) -> Result<Self, ReferenceClassError> {
        let booms = happened.len();
        for column in predictors {
            same_length("predictor values", column.len(), booms)?;
            finite("predictor", column)?;
        }
        let bursting = happened.iter().filter(|&&h| h).count();
        if bursting == 0 || bursting == booms {
            return Err(ReferenceClassError::OneSided { booms, bursting });
        }
        let means: Vec<f64> = predictors.iter().map(|c| c.iter().sum::<f64>() / booms as f64).collect();
        let deviations: Vec<f64> = predictors.iter().map(|c| deviation(c)).collect();
        let mut columns = vec![vec![1.0; booms]];
        for (column, (&mean, &scale)) in predictors.iter().zip(means.iter().zip(&deviations)) {
            columns.push(column.iter().map(|&v| standard(v, mean, scale)).collect());
        }
        let (coefficients, ridge) = match maximise(&columns, happened, 0.0) {
            Some(coefficients) => (coefficients, None),
            None => (
                maximise(&columns, happened, RIDGE).unwrap_or_else(|| intercept_alone(&columns, bursting)),
                Some(RIDGE),
            ),
        };
        Ok(Self { coefficients, means, deviations, ridge })
    }

    /// [`Logistic::fit`] to some booms, by their positions in all columns; a position may come more than once.
    pub(super) fn fit_to(
        booms: &[usize],
        predictors: &[&[f64]],
        happened: &[bool],
    ) -> Result<Self, ReferenceClassError> {
        let columns: Vec<Vec<f64>> =
            predictors.iter().map(|column| booms.iter().map(|&i| column[i]).collect()).collect();
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let happened: Vec<bool> = booms.iter().map(|&i| happened[i]).collect();
        Self::fit(&columns, &happened)
    }

    /// The probability for one boom, given one value per predictor.
    ///
    /// # Errors
    /// [`ReferenceClassError`] unless there is one finite value per predictor.
    pub fn probability(&self, values: &[f64]) -> Result<f64, ReferenceClassError> {
        same_length("predictor values", values.len(), self.means.len())?;
        finite("predictor", values)?;
        let scales = self.means.iter().zip(&self.deviations);
        let slopes = self.coefficients.iter().skip(1);
        let odds = values.iter().zip(scales).zip(slopes).map(|((&v, (&m, &s)), b)| b * standard(v, m, s));
        Ok(logistic(self.coefficients.first().copied().unwrap_or_default() + odds.sum::<f64>()))
    }
}

/// For every boom, the probability by a [`Logistic`] fitted to the booms more than `gap` years away.
///
/// # Errors
/// [`ReferenceClassError`] as [`Logistic::fit`]; [`ReferenceClassError::OneSided`] where the booms left all had one
/// outcome.
pub fn leave_era_out_logistic(
    predictors: &[&[f64]],
    outcomes: &Outcomes<'_>,
    gap: u32,
) -> Result<Vec<f64>, ReferenceClassError> {
    for column in predictors {
        same_length("predictor values", column.len(), outcomes.booms())?;
    }
    // Booms of one era have one fit.
    let mut fits: BTreeMap<i32, Logistic> = BTreeMap::new();
    for &era in outcomes.eras() {
        if let Entry::Vacant(place) = fits.entry(era) {
            let training: Vec<usize> = outcomes.apart(era, gap).collect();
            place.insert(Logistic::fit_to(&training, predictors, outcomes.burst())?);
        }
    }
    let forecast = |(boom, era): (usize, &i32)| {
        let values: Vec<f64> = predictors.iter().map(|c| c[boom]).collect();
        fits[era].probability(&values)
    };
    outcomes.eras().iter().enumerate().map(forecast).collect()
}

fn standard(value: f64, mean: f64, deviation: f64) -> f64 {
    if deviation > 0.0 { (value - mean) / deviation } else { 0.0 }
}

fn logistic(log_odds: f64) -> f64 {
    // Either branch keeps the small tail's digits.
    if log_odds >= 0.0 {
        (1.0 + (-log_odds).exp()).recip()
    } else {
        let e = log_odds.exp();
        e / (1.0 + e)
    }
}

fn log_odds(columns: &[Vec<f64>], coefficients: &[f64]) -> Vec<f64> {
    let rows = columns[0].len();
    (0..rows).map(|i| columns.iter().zip(coefficients).map(|(c, b)| b * c[i]).sum()).collect()
}

/// Minus the penalised log-likelihood.
fn loss(columns: &[Vec<f64>], happened: &[bool], coefficients: &[f64], ridge: f64) -> f64 {
    let slopes: f64 = coefficients.iter().skip(1).map(|b| b * b).sum();
    let surprise = |(odds, &happened): (f64, &bool)| {
        let towards = if happened { -odds } else { odds };
        towards.max(0.0) + (-towards.abs()).exp().ln_1p()
    };
    log_odds(columns, coefficients).into_iter().zip(happened).map(surprise).sum::<f64>()
        + 0.5 * ridge * slopes
}

/// Newton's method with halved steps; `None` where there is no maximum or it is out of reach.
fn maximise(columns: &[Vec<f64>], happened: &[bool], ridge: f64) -> Option<Vec<f64>> {
    // A predictor that never varies is a column of zeros: it takes no part.
    let moving: Vec<usize> = (0..columns.len()).filter(|&j| columns[j].iter().any(|&v| v != 0.0)).collect();
    let active: Vec<Vec<f64>> = moving.iter().map(|&j| columns[j].clone()).collect();
    let mut current = vec![0.0; active.len()];
    let mut current_loss = loss(&active, happened, &current, ridge);
    for _ in 0..MOST_STEPS {
        let target = reweighted(&active, happened, &current, ridge)?;
        let mut share = 1.0;
        let (next, next_loss) = loop {
            let next: Vec<f64> = current.iter().zip(&target).map(|(c, t)| c + share * (t - c)).collect();
            let next_loss = loss(&active, happened, &next, ridge);
            if next_loss <= current_loss || share < TOLERANCE {
                break (next, next_loss);
            }
            share *= 0.5;
        };
        let moved = next.iter().zip(&current).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        (current, current_loss) = (next, next_loss);
        if log_odds(&active, &current).iter().any(|odds| odds.abs() > SEPARATED) {
            return None;
        }
        if moved < TOLERANCE {
            let mut coefficients = vec![0.0; columns.len()];
            for (&j, b) in moving.iter().zip(current) {
                coefficients[j] = b;
            }
            return Some(coefficients);
        }
    }
    None
}

/// One step of iteratively reweighted least squares; the penalty enters as one more row per slope.
fn reweighted(columns: &[Vec<f64>], happened: &[bool], current: &[f64], ridge: f64) -> Option<Vec<f64>> {
    let odds = log_odds(columns, current);
    let weights: Vec<f64> = odds.iter().map(|&o| (logistic(o) * logistic(-o)).sqrt()).collect();
    let slopes = columns.len() - 1;
    let penalty =
        |j: usize| (0..slopes).map(move |row| if row + 1 == j && ridge > 0.0 { ridge.sqrt() } else { 0.0 });
    let regressors: Vec<Vec<f64>> = columns
        .iter()
        .enumerate()
        .map(|(j, column)| column.iter().zip(&weights).map(|(v, w)| v * w).chain(penalty(j)).collect())
        .collect();
    let response: Vec<f64> = odds
        .iter()
        .zip(happened)
        .zip(&weights)
        .map(|((&o, &happened), w)| w * o + (f64::from(u8::from(happened)) - logistic(o)) / w)
        .chain((0..slopes).map(|_| 0.0))
        .collect();
    Some(least_squares(&regressors, &response)?.coefficients)
}

/// The share that burst, whatever the predictors.
fn intercept_alone(columns: &[Vec<f64>], bursting: usize) -> Vec<f64> {
    let mut coefficients = vec![0.0; columns.len()];
    coefficients[0] = (bursting as f64 / (columns[0].len() - bursting) as f64).ln();
    coefficients
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R 4.2: glm(y ~ x, binomial) has the score equations Σ(y − p) = 0 and Σ x (y − p) = 0; so must we.
    #[test]
    fn the_score_equations_hold() {
        let x = [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0];
        let w = [1.0, -2.0, 0.5, 3.0, -1.0, 0.0, 2.0, -0.5, 1.5, -3.0];
        let y = [false, false, true, false, false, true, false, true, true, true];
        let fit = Logistic::fit(&[&x, &w], &y).unwrap();
        assert_eq!(fit.ridge, None);
        let residual = |i: usize| f64::from(u8::from(y[i])) - fit.probability(&[x[i], w[i]]).unwrap();
        for column in [[1.0; 10], x, w] {
            let score: f64 = (0..10).map(|i| column[i] * residual(i)).sum();
            assert!(score.abs() < 1e-9, "{score}");
        }
    }

    #[test]
    fn two_groups_give_their_shares() {
        let x = [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0];
        let y = [true, false, false, false, true, true, true, false];
        let fit = Logistic::fit(&[&x], &y).unwrap();
        assert!((fit.probability(&[0.0]).unwrap() - 0.25).abs() < 1e-9);
        assert!((fit.probability(&[1.0]).unwrap() - 0.75).abs() < 1e-9);
    }

    #[test]
    fn separated_and_collinear_predictors_are_penalised_and_constant_ones_left_out() {
        let x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        let y = [false, false, false, true, true, true];
        let separated = Logistic::fit(&[&x], &y).unwrap();
        assert_eq!(separated.ridge, Some(1.0));
        let top = separated.probability(&[6.0]).unwrap();
        assert!(top > 0.7 && top < 0.99, "{top}");
        // The penalised score equation: Σ z (y − p) = λ b.
        let residual: f64 = (0..6)
            .map(|i| {
                let z = (x[i] - separated.means[0]) / separated.deviations[0];
                z * (f64::from(u8::from(y[i])) - separated.probability(&[x[i]]).unwrap())
            })
            .sum();
        assert!((residual - separated.coefficients[1]).abs() < 1e-8);
        let mixed = [false, true, false, true, false, true];
        let twice = Logistic::fit(&[&x, &x], &mixed).unwrap();
        assert_eq!(twice.ridge, Some(1.0));
        assert!((twice.coefficients[1] - twice.coefficients[2]).abs() < 1e-8);
        let still = Logistic::fit(&[&x, &[2.0; 6]], &mixed).unwrap();
        assert_eq!((still.ridge, still.coefficients[2]), (None, 0.0));
        assert!(Logistic::fit(&[&x], &[true; 6]).is_err());
        assert!(Logistic::fit(&[&x[..5]], &mixed).is_err());
    }
}
