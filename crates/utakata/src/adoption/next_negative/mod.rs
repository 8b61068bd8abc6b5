//! "Will growth be negative next period?": a family of models, never one.

mod decay;
mod line;
mod models;
mod range;
mod statement;

pub use range::{NextNegativeRange, ProbabilityRange, next_negative_range};
pub use statement::next_negative_statement;

use serde::Serialize;

use super::{AdoptionError, at_least, log_growth};

/// The models asked. All work on log growth `x_t = ln(1 + g_t)`, `t = 1…n`, and look one period ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum GrowthModel {
    /// `x_t = a + b t` plus noise, Student-t prediction with `n − 2` degrees of freedom.
    LinearTrend,
    /// The same on the last four periods, renumbered `t = 1…4`; needs at least five.
    LinearTrendLast4,
    /// Random walk with drift: prediction `x_n` plus the mean step, `n − 2` degrees of freedom.
    RandomWalkDrift,
    /// Random walk: prediction `x_n`, `n − 1` degrees of freedom.
    RandomWalk,
    /// `x_t = c e^{−b (t−1)}` plus additive noise, by least squares; delta-method Student-t prediction, `n − 2`.
    ExponentialDecay,
    /// `ln x_t = a + b t`, the Gompertz law; like the logistic, Bass or any monotone saturating curve it *cannot*
    /// predict decline, so its probability is zero by structure and not by evidence.
    MonotoneCurve,
}

impl GrowthModel {
    /// The whole family, in the order of reports.
    pub const ALL: [Self; 6] = [
        Self::LinearTrend,
        Self::LinearTrendLast4,
        Self::RandomWalkDrift,
        Self::RandomWalk,
        Self::ExponentialDecay,
        Self::MonotoneCurve,
    ];

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::LinearTrend => "linear-trend",
            Self::LinearTrendLast4 => "linear-trend-last4",
            Self::RandomWalkDrift => "random-walk-drift",
            Self::RandomWalk => "random-walk",
            Self::ExponentialDecay => "exponential-decay",
            Self::MonotoneCurve => "monotone-curve",
        }
    }
}

/// A fitted number by the name it has in the model's formula; `s` is the residual standard deviation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Parameter {
    /// Name in the formula.
    pub name: String,
    /// Estimate.
    pub value: f64,
}

/// What one model says about the next period.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ModelForecast {
    /// The model.
    pub model: GrowthModel,
    /// `P(next growth < 0)`.
    pub probability: f64,
    /// Predicted log growth.
    pub prediction: f64,
    /// Standard error of the prediction of a new observation; absent for the monotone curve, whose error is on the
    /// scale of `ln x` (parameters `log_prediction`, `log_standard_error`).
    pub standard_error: Option<f64>,
    /// Degrees of freedom of the noise estimate.
    pub degrees_of_freedom: usize,
    /// Fitted parameters.
    pub parameters: Vec<Parameter>,
}

/// Why a model has nothing to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Unavailable {
    /// Fewer periods than the model has parameters plus one.
    TooFewPeriods,
    /// The figures lie exactly on the model: there is no noise to judge by.
    NoNoise,
    /// Least squares wants growth that does not decay, or decays at once.
    NotDecaying,
    /// Growth was zero or negative already, which no monotone curve allows.
    AlreadyNegative,
}

/// A model that has nothing to say, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refusal {
    /// The model.
    pub model: GrowthModel,
    /// The reason.
    pub reason: Unavailable,
}

/// The family's answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextNegative {
    /// Number of growth periods.
    pub observations: usize,
    /// Every model that could be fitted.
    pub forecasts: Vec<ModelForecast>,
    /// Every model that could not.
    pub refusals: Vec<Refusal>,
    /// Smallest probability of the family.
    pub low: f64,
    /// Largest probability of the family.
    pub high: f64,
}

impl NextNegative {
    /// The forecast of `model`, unless it was refused.
    pub fn forecast(&self, model: GrowthModel) -> Option<&ModelForecast> {
        self.forecasts.iter().find(|forecast| forecast.model == model)
    }
}

/// Asks every model of the family for `P(next growth < 0)`. The range is the answer: no model is preferred unless
/// a reference class shows that it is better than climatology.
///
/// # Errors
/// [`AdoptionError`] below 3 periods, for growth that is not finite or not above −1, or when no model can be fitted.
pub fn next_negative(growth: &[f64]) -> Result<NextNegative, AdoptionError> {
    at_least("the forecast of the next period", 3, growth.len())?;
    let x = log_growth(growth)?;
    let (mut forecasts, mut refusals) = (Vec::new(), Vec::new());
    for model in GrowthModel::ALL {
        match models::forecast(model, &x) {
            Ok(forecast) => forecasts.push(forecast),
            Err(reason) => refusals.push(Refusal { model, reason }),
        }
    }
    if forecasts.is_empty() {
        return Err(AdoptionError::NoModel);
    }
    let low = forecasts.iter().map(|f| f.probability).fold(1.0, f64::min);
    let high = forecasts.iter().map(|f| f.probability).fold(0.0, f64::max);
    Ok(NextNegative { observations: growth.len(), forecasts, refusals, low, high })
}
