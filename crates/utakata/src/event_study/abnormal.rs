//! Normal-return models and abnormal returns with their prediction errors.

use serde::{Deserialize, Serialize};

use super::window::FactorReturns;
use super::{EventReturns, EventStudyError, SHORTEST_ESTIMATION};
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
    /// `α + Σ β_k·factor_k` on the market and all other factors, least squares over the estimation window (such as Fama &
    /// French 1993, Journal of Financial Economics 33).
    Factors,
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
    /// Slopes on all factors, the market first; empty except for the model with factors.
    pub loadings: Vec<f64>,
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
    /// Its standard error with the prediction error: `sd·√(1 + 1/T + (R_m − R̄_m)²/Sxx)` for the market model,
    /// `sd·√(1 + 1/T + d'S⁻¹d)` with several factors, `d` their deviations from the means.
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
    /// Slopes, and means of the factors.
    slopes: Vec<f64>,
    means: Vec<f64>,
    /// Cholesky factor of the centred cross products.
    factor: Vec<Vec<f64>>,
    coefficients: usize,
}

impl Fit {
    fn plain(alpha: f64, slopes: Vec<f64>, coefficients: usize) -> Self {
        Self { alpha, slopes, means: Vec::new(), factor: Vec::new(), coefficients }
    }

    /// `d'S⁻¹d`.
    fn leverage(&self, deviations: &[f64]) -> f64 {
        forward(&self.factor, deviations).iter().map(|v| v * v).sum()
    }

    /// Deviations of the factors from their means, summed over event days `from..to`.
    fn deviations(&self, factors: &[FactorReturns], from: usize, to: usize) -> Vec<f64> {
        let sum = |(factor, mean): (&FactorReturns, &f64)| -> f64 {
            factor.event[from..to].iter().map(|r| r - mean).sum()
        };
        factors.iter().zip(&self.means).map(sum).collect()
    }
}

/// Fits `model` on the estimation window and returns the abnormal returns of the event window (formulas of Campbell,
/// Lo & MacKinlay 1997, The Econometrics of Financial Markets, chapter 4, with the prediction error of α and all β).
///
/// # Errors
/// [`EventStudyError`] when the model needs a market that is absent or constant, or nothing varies.
pub fn abnormal_returns(
    returns: &EventReturns,
    model: NormalModel,
) -> Result<AbnormalReturns, EventStudyError> {
    let fit = fit(returns, model)?;
    let days = returns.estimation.len() as f64;
    let used = &returns.factors[..fit.slopes.len()];
    let errors = |firm: &[f64], of: fn(&FactorReturns) -> &[f64]| -> Vec<f64> {
        let normal = |t: usize| {
            used.iter().zip(&fit.slopes).fold(fit.alpha, |sum, (factor, slope)| sum + slope * of(factor)[t])
        };
        firm.iter().enumerate().map(|(t, r)| r - normal(t)).collect()
    };
    let residuals = errors(&returns.estimation, |factor| &factor.estimation);
    let ar = errors(&returns.event, |factor| &factor.event);
    let df = days - fit.coefficients as f64;
    let sd = deviation(&residuals, model, df);
    let scale = returns.estimation.iter().fold(0.0_f64, |most, r| most.max(r.abs()));
    if sd <= 1e-12 * scale || sd == 0.0 {
        return Err(EventStudyError::NoVariation { firm: returns.firm.clone() });
    }
    // Prediction error of a sum of event days.
    let spread = |from: usize, to: usize| {
        let length = (to - from) as f64;
        let intercept = if model == NormalModel::MarketAdjusted { 0.0 } else { length * length / days };
        sd * (length + intercept + fit.leverage(&fit.deviations(used, from, to))).sqrt()
    };
    let ar_error: Vec<f64> = (0..ar.len()).map(|t| spread(t, t + 1)).collect();
    let t_ar: Vec<f64> = ar.iter().zip(&ar_error).map(|(a, e)| a / e).collect();
    let car: f64 = ar.iter().sum();
    let car_error = spread(0, ar.len());
    let t_car = car / car_error;
    Ok(AbnormalReturns {
        firm: returns.firm.clone(),
        model,
        alpha: fit.alpha,
        beta: fit.slopes.first().copied().unwrap_or(0.0),
        loadings: if model == NormalModel::Factors { fit.slopes } else { Vec::new() },
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
    let used = match model {
        NormalModel::ConstantMean => return Ok(Fit::plain(mean_return, Vec::new(), 1)),
        _ if returns.factors.is_empty() => return Err(EventStudyError::NoMarket),
        NormalModel::MarketAdjusted => return Ok(Fit::plain(0.0, vec![1.0], 0)),
        NormalModel::Market => &returns.factors[..1],
        NormalModel::Factors => &returns.factors[..],
    };
    if returns.estimation.len() < used.len() + SHORTEST_ESTIMATION - 1 {
        return Err(EventStudyError::ManyFactors {
            factors: used.len(),
            needed: used.len() + SHORTEST_ESTIMATION - 1,
            given: returns.estimation.len(),
        });
    }
    let means: Vec<f64> = used.iter().map(|factor| mean(&factor.estimation)).collect();
    let cross = |i: usize, j: usize| -> f64 {
        let pairs = used[i].estimation.iter().zip(&used[j].estimation);
        pairs.map(|(a, b)| (a - means[i]) * (b - means[j])).sum()
    };
    let raw = |i: usize| -> f64 { used[i].estimation.iter().map(|r| r * r).sum() };
    let constant = || EventStudyError::ConstantMarket { firm: returns.firm.clone() };
    let factor = cholesky(used.len(), cross, raw).ok_or_else(constant)?;
    let products: Vec<f64> = (0..used.len())
        .map(|i| {
            let pairs = used[i].estimation.iter().zip(&returns.estimation);
            pairs.map(|(f, r)| (f - means[i]) * (r - mean_return)).sum()
        })
        .collect();
    let slopes = backward(&factor, forward(&factor, &products));
    let alpha = slopes.iter().zip(&means).fold(mean_return, |rest, (slope, mean)| rest - slope * mean);
    Ok(Fit { alpha, coefficients: 1 + slopes.len(), slopes, means, factor })
}

/// Lower Cholesky factor of the cross products; `None` where a factor does not vary or follows from the others.
fn cholesky(
    order: usize,
    cross: impl Fn(usize, usize) -> f64,
    raw: impl Fn(usize) -> f64,
) -> Option<Vec<Vec<f64>>> {
    let mut lower: Vec<Vec<f64>> = Vec::with_capacity(order);
    for i in 0..order {
        let mut row = Vec::with_capacity(i + 1);
        for (j, other) in lower.iter().enumerate() {
            let known: f64 = row.iter().zip(other).map(|(a, b): (&f64, &f64)| a * b).sum();
            row.push((cross(i, j) - known) / other[j]);
        }
        let own = cross(i, i);
        let left = own - row.iter().map(|v| v * v).sum::<f64>();
        if left.is_nan() || own <= 1e-24 * raw(i) || left <= 1e-12 * own {
            return None;
        }
        row.push(left.sqrt());
        lower.push(row);
    }
    Some(lower)
}

/// `L⁻¹v`.
fn forward(lower: &[Vec<f64>], v: &[f64]) -> Vec<f64> {
    let mut solved: Vec<f64> = Vec::with_capacity(v.len());
    for (row, value) in lower.iter().zip(v) {
        let known: f64 = row.iter().zip(&solved).map(|(l, x)| l * x).sum();
        solved.push((value - known) / row[solved.len()]);
    }
    solved
}

/// `L'⁻¹v`.
fn backward(lower: &[Vec<f64>], mut v: Vec<f64>) -> Vec<f64> {
    for i in (0..v.len()).rev() {
        let known: f64 = (i + 1..v.len()).map(|j| lower[j][i] * v[j]).sum();
        v[i] = (v[i] - known) / lower[i][i];
    }
    v
}

fn deviation(residuals: &[f64], model: NormalModel, df: f64) -> f64 {
    // Without a fit the errors do not average to zero, and their mean costs a degree of freedom.
    let (center, df) =
        if model == NormalModel::MarketAdjusted { (mean(residuals), df - 1.0) } else { (0.0, df) };
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
