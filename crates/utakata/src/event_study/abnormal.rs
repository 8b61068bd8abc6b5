//! Normal-return models and abnormal returns with their prediction errors.

use serde::{Deserialize, Serialize};

use super::{EventReturns, EventStudyError};
use crate::tail::student_two_sided;

/// What the firm would have earned without the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NormalModel {
    /// `α + β·market`, least squares over the estimation window (Fama, Fisher, Jensen & Roll 1969).
    Market,
    /// The market's return.
    MarketAdjusted,
    /// The firm's mean over the estimation window (Brown & Warner 1985).
    ConstantMean,
}

/// Abnormal returns of one firm around one event.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AbnormalReturns {
    /// Firm.
    pub firm: String,
    /// Model of normal returns.
    pub model: NormalModel,
    /// Intercept; 0 for the market-adjusted model.
    pub alpha: f64,
    /// Slope on the market; 0 for the constant mean, 1 for the market-adjusted model.
    pub beta: f64,
    /// Standard deviation of the estimation errors, on the model's degrees of freedom (for the market-adjusted model
    /// about their mean, on `T − 1`).
    pub sd: f64,
    /// Estimation days `T`.
    pub estimation: usize,
    /// Degrees of freedom of Student's t and of Patell's correction: `T` minus the number of fitted coefficients.
    pub df: f64,
    /// Estimation errors, one per estimation day.
    #[serde(skip)]
    pub residuals: Vec<f64>,
    /// Abnormal return per event day.
    pub ar: Vec<f64>,
    /// Its standard error with the prediction error: `sd·√(1 + 1/T + (R_m − R̄_m)²/Sxx)` for the market model.
    pub ar_error: Vec<f64>,
    /// `ar / ar_error`.
    pub t_ar: Vec<f64>,
    /// Two-sided p-values of `t_ar` by Student's t.
    pub p_ar: Vec<f64>,
    /// Cumulative abnormal return over the event window of `L` days.
    pub car: f64,
    /// Its standard error: `sd·√(L + L²/T + (Σ(R_m − R̄_m))²/Sxx)` for the market model.
    pub car_error: f64,
    /// `car / car_error`.
    pub t_car: f64,
    /// Two-sided p-value of `t_car` by Student's t.
    pub p_car: f64,
}

struct Fit {
    alpha: f64,
    beta: f64,
    /// Mean and centred sum of squares of the market, for the market model.
    market: Option<(f64, f64)>,
    coefficients: usize,
}

/// Fits `model` on the estimation window and returns the abnormal returns of the event window (formulas of Campbell,
/// Lo & MacKinlay 1997, The Econometrics of Financial Markets, chapter 4, with the prediction error of both α and β).
///
/// # Errors
/// [`EventStudyError`] when the model needs a market that is absent or constant, or nothing varies.
pub fn abnormal_returns(
    returns: &EventReturns,
    model: NormalModel,
) -> Result<AbnormalReturns, EventStudyError> {
    let fit = fit(returns, model)?;
    let days = returns.estimation.len() as f64;
    let market = returns.market.as_ref();
    let errors = |firm: &[f64], market: Option<&[f64]>| -> Vec<f64> {
        let normal = |t: usize| fit.alpha + market.map_or(0.0, |market| fit.beta * market[t]);
        firm.iter().enumerate().map(|(t, r)| r - normal(t)).collect()
    };
    let residuals = errors(&returns.estimation, market.map(|m| m.estimation.as_slice()));
    let ar = errors(&returns.event, market.map(|m| m.event.as_slice()));
    let sd = deviation(&residuals, model);
    let scale = returns.estimation.iter().fold(0.0_f64, |most, r| most.max(r.abs()));
    if sd <= 1e-12 * scale || sd == 0.0 {
        return Err(EventStudyError::NoVariation { firm: returns.firm.clone() });
    }
    // Leverage of a sum of `length` event days whose market returns deviate by `deviation` in total.
    let spread = |length: f64, deviation: f64| {
        let intercept = if model == NormalModel::MarketAdjusted { 0.0 } else { length * length / days };
        let slope = fit.market.map_or(0.0, |(_, squares)| deviation * deviation / squares);
        sd * (length + intercept + slope).sqrt()
    };
    let deviations: Vec<f64> = match (fit.market, market) {
        (Some((mean, _)), Some(market)) => market.event.iter().map(|m| m - mean).collect(),
        _ => vec![0.0; ar.len()],
    };
    let ar_error: Vec<f64> = deviations.iter().map(|&d| spread(1.0, d)).collect();
    let t_ar: Vec<f64> = ar.iter().zip(&ar_error).map(|(a, e)| a / e).collect();
    let df = days - fit.coefficients as f64;
    let car: f64 = ar.iter().sum();
    let car_error = spread(ar.len() as f64, deviations.iter().sum());
    let t_car = car / car_error;
    Ok(AbnormalReturns {
        firm: returns.firm.clone(),
        model,
        alpha: fit.alpha,
        beta: fit.beta,
        sd,
        estimation: returns.estimation.len(),
        df,
        residuals,
        ar,
        ar_error,
        p_ar: t_ar.iter().map(|&t| student_two_sided(t, df)).collect(),
        t_ar,
        car,
        car_error,
        t_car,
        p_car: student_two_sided(t_car, df),
    })
}

fn fit(returns: &EventReturns, model: NormalModel) -> Result<Fit, EventStudyError> {
    let mean_return = mean(&returns.estimation);
    match model {
        NormalModel::ConstantMean => Ok(Fit { alpha: mean_return, beta: 0.0, market: None, coefficients: 1 }),
        NormalModel::MarketAdjusted if returns.market.is_some() => {
            Ok(Fit { alpha: 0.0, beta: 1.0, market: None, coefficients: 0 })
        }
        NormalModel::MarketAdjusted => Err(EventStudyError::NoMarket),
        NormalModel::Market => {
            let market = &returns.market.as_ref().ok_or(EventStudyError::NoMarket)?.estimation;
            let center = mean(market);
            let squares: f64 = market.iter().map(|m| (m - center).powi(2)).sum();
            let scale: f64 = market.iter().map(|m| m * m).sum();
            if squares <= 1e-24 * scale || squares == 0.0 {
                return Err(EventStudyError::ConstantMarket { firm: returns.firm.clone() });
            }
            let products =
                market.iter().zip(&returns.estimation).map(|(m, r)| (m - center) * (r - mean_return));
            let beta = products.sum::<f64>() / squares;
            let alpha = mean_return - beta * center;
            Ok(Fit { alpha, beta, market: Some((center, squares)), coefficients: 2 })
        }
    }
}

fn deviation(residuals: &[f64], model: NormalModel) -> f64 {
    let days = residuals.len() as f64;
    let (center, df) = match model {
        NormalModel::Market => (0.0, days - 2.0),
        NormalModel::ConstantMean => (0.0, days - 1.0),
        NormalModel::MarketAdjusted => (mean(residuals), days - 1.0),
    };
    (residuals.iter().map(|r| (r - center).powi(2)).sum::<f64>() / df).sqrt()
}

pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Standard deviation about the mean, on `n − 1`.
pub(super) fn spread_about_mean(values: &[f64]) -> f64 {
    let center = mean(values);
    (values.iter().map(|v| (v - center).powi(2)).sum::<f64>() / (values.len() as f64 - 1.0)).sqrt()
}
