//! One model at a time: prediction, standard error, probability of decline.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::decay::Decay;
use super::line::Line;
use super::{GrowthModel, ModelForecast, Parameter, Unavailable};

/// Residual deviation, relative to the largest log growth, below which a fit is taken for exact.
const EXACT_FIT: f64 = 1e-12;

/// The forecast of `model` from log growth `x`.
pub(super) fn forecast(model: GrowthModel, x: &[f64]) -> Result<ModelForecast, Unavailable> {
    match model {
        GrowthModel::LinearTrend => linear(model, x),
        GrowthModel::LinearTrendLast4 if x.len() < 5 => Err(Unavailable::TooFewPeriods),
        GrowthModel::LinearTrendLast4 => linear(model, &x[x.len() - 4..]),
        GrowthModel::RandomWalkDrift => drift(x),
        GrowthModel::RandomWalk => random_walk(x),
        GrowthModel::ExponentialDecay => decay(x),
        GrowthModel::MonotoneCurve => monotone(x),
    }
}

fn linear(model: GrowthModel, x: &[f64]) -> Result<ModelForecast, Unavailable> {
    let line = Line::fit(x)?;
    let parameters = [("a", line.a), ("b", line.b), ("s", line.s)];
    student(model, x, line.next(), x.len() - 2, &parameters)
}

fn drift(x: &[f64]) -> Result<ModelForecast, Unavailable> {
    if x.len() < 3 {
        return Err(Unavailable::TooFewPeriods);
    }
    let steps: Vec<f64> = x.windows(2).map(|w| w[1] - w[0]).collect();
    let count = steps.len() as f64;
    let mean = steps.iter().sum::<f64>() / count;
    let s = (steps.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt();
    let next = (x[x.len() - 1] + mean, s * (1.0 + 1.0 / count).sqrt());
    student(GrowthModel::RandomWalkDrift, x, next, x.len() - 2, &[("drift", mean), ("s", s)])
}

fn random_walk(x: &[f64]) -> Result<ModelForecast, Unavailable> {
    if x.len() < 2 {
        return Err(Unavailable::TooFewPeriods);
    }
    let count = (x.len() - 1) as f64;
    let s = (x.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum::<f64>() / count).sqrt();
    student(GrowthModel::RandomWalk, x, (x[x.len() - 1], s), x.len() - 1, &[("s", s)])
}

fn decay(x: &[f64]) -> Result<ModelForecast, Unavailable> {
    let fit = Decay::fit(x)?;
    let parameters = [("c", fit.c), ("b", fit.b), ("s", fit.s)];
    let next = (fit.prediction, fit.standard_error);
    student(GrowthModel::ExponentialDecay, x, next, x.len() - 2, &parameters)
}

fn monotone(x: &[f64]) -> Result<ModelForecast, Unavailable> {
    if x.iter().any(|v| *v <= 0.0) {
        return Err(Unavailable::AlreadyNegative);
    }
    let logs: Vec<f64> = x.iter().map(|v| v.ln()).collect();
    let line = Line::fit(&logs)?;
    let (prediction, standard_error) = line.next();
    Ok(ModelForecast {
        model: GrowthModel::MonotoneCurve,
        probability: 0.0,
        prediction: prediction.exp(),
        standard_error: None,
        degrees_of_freedom: x.len() - 2,
        parameters: parameters(&[
            ("a", line.a),
            ("b", line.b),
            ("s", line.s),
            ("log_prediction", prediction),
            ("log_standard_error", standard_error),
        ]),
    })
}

/// `P(next < 0)` with a Student-t error around `(prediction, standard error)`.
fn student(
    model: GrowthModel,
    x: &[f64],
    (prediction, standard_error): (f64, f64),
    degrees_of_freedom: usize,
    fitted: &[(&str, f64)],
) -> Result<ModelForecast, Unavailable> {
    let largest = x.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    if standard_error <= EXACT_FIT * largest {
        return Err(Unavailable::NoNoise);
    }
    let t = StudentsT::new(0.0, 1.0, degrees_of_freedom as f64).map_err(|_| Unavailable::TooFewPeriods)?;
    Ok(ModelForecast {
        model,
        probability: t.cdf(-prediction / standard_error),
        prediction,
        standard_error: Some(standard_error),
        degrees_of_freedom,
        parameters: parameters(fitted),
    })
}

fn parameters(fitted: &[(&str, f64)]) -> Vec<Parameter> {
    fitted.iter().map(|&(name, value)| Parameter { name: name.to_owned(), value }).collect()
}
