//! What a forecast gains over climatology, and whether it may be printed.

use serde::Serialize;

use super::error::same_length;
use super::{EraBootstrap, EraInterval, ReferenceClassError};
use crate::forecast::{ForecastError, Reliability, brier, log_score, reliability};
use crate::{Interval, Phrase};

/// Classes of the reliability curve.
const CLASSES: [f64; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];

/// The scores of a model beside climatology's, on the same booms.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Skill {
    /// The model.
    pub model: String,
    /// Booms forecast.
    pub booms: usize,
    /// Mean Brier score of climatology.
    pub climatology: f64,
    /// Mean Brier score of the model.
    pub brier: f64,
    /// Climatology's score minus the model's, with its interval over resampled eras.
    pub gain: EraInterval,
    /// Mean log score of climatology in nats; none where it called impossible what happened.
    pub log_climatology: Option<f64>,
    /// Mean log score of the model; none likewise.
    pub log_score: Option<f64>,
    /// Whether the interval of the gain lies above zero. Otherwise climatology is printed.
    pub enters: bool,
    /// What is printed instead, or why the model is.
    pub verdict: Phrase,
    /// Calibration in five classes of forecasts. Intervals of the shares are at the level of the resampling and take booms
    /// as independent.
    pub reliability: Reliability,
}

/// A model's skill, and its interval when all models tried are allowed for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelSkill {
    /// Scores and gain.
    #[serde(flatten)]
    pub skill: Skill,
    /// Interval of the gain at the level that holds for all models together (Bonferroni).
    pub simultaneous: Interval,
}

impl ModelSkill {
    /// [`skill`] of one of `tried` models that are judged together.
    ///
    /// # Errors
    /// As [`skill`].
    pub(super) fn one_of(
        tried: usize,
        model: &str,
        forecasts: &[f64],
        climatology: &[f64],
        (burst, eras): (&[bool], &[i32]),
        bootstrap: &EraBootstrap,
    ) -> Result<Self, ReferenceClassError> {
        let together = EraBootstrap { level: 1.0 - (1.0 - bootstrap.level) / tried as f64, ..*bootstrap };
        let simultaneous = skill(model, forecasts, climatology, burst, eras, &together)?.gain.interval;
        Ok(Self { skill: skill(model, forecasts, climatology, burst, eras, bootstrap)?, simultaneous })
    }
}

/// The model that is printed: the one registered first of those that enter, so that the best of several on one library is
/// not a lucky pick; none where none enters. `models` stand in the order of registration.
pub fn first_that_enters(models: &[ModelSkill]) -> Option<usize> {
    models.iter().position(|m| m.skill.enters)
}

/// Scores forecasts of bursting against those of climatology, boom by boom.
///
/// # Errors
/// [`ReferenceClassError`] for columns of different lengths, probabilities outside [0, 1], and as
/// [`EraBootstrap::mean`].
pub fn skill(
    model: &str,
    forecasts: &[f64],
    climatology: &[f64],
    burst: &[bool],
    eras: &[i32],
    bootstrap: &EraBootstrap,
) -> Result<Skill, ReferenceClassError> {
    let booms = burst.len();
    same_length("forecasts", forecasts.len(), booms)?;
    same_length("forecasts of climatology", climatology.len(), booms)?;
    let score = |forecasts: &[f64]| -> Result<Vec<f64>, ForecastError> {
        forecasts.iter().zip(burst).map(|(&p, &happened)| brier(p, happened)).collect()
    };
    let (by_model, by_climatology) = (score(forecasts)?, score(climatology)?);
    let gains: Vec<f64> = by_climatology.iter().zip(&by_model).map(|(c, m)| c - m).collect();
    let gain = bootstrap.mean(&gains, eras)?;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / booms as f64;
    let outcomes: Vec<(f64, bool)> = forecasts.iter().copied().zip(burst.iter().copied()).collect();
    let enters = gain.interval.low.is_some_and(|low| low > 0.0);
    Ok(Skill {
        model: model.to_owned(),
        booms,
        climatology: mean(&by_climatology),
        brier: mean(&by_model),
        verdict: verdict(model, &gain, enters),
        gain,
        log_climatology: mean_log_score(climatology, burst)?,
        log_score: mean_log_score(forecasts, burst)?,
        enters,
        reliability: reliability(&outcomes, &CLASSES, bootstrap.level)?,
    })
}

fn verdict(model: &str, gain: &EraInterval, enters: bool) -> Phrase {
    let end = |end: Option<f64>| end.map_or_else(|| "?".to_owned(), |end| format!("{end:.3}"));
    let (key, template) = if enters {
        (
            "reference-class-model-enters",
            "{model} forecast booms of other eras better than their plain frequency: gain in Brier score {gain} [{low}, {high}]",
        )
    } else {
        (
            "reference-class-climatology",
            "{model} is not shown to forecast booms of other eras better than their plain frequency (gain in \
             Brier score {gain} [{low}, {high}]), so that frequency is printed",
        )
    };
    Phrase::fill(
        key,
        template,
        [
            ("model", model.to_owned()),
            ("gain", format!("{:.3}", gain.estimate)),
            ("low", end(gain.interval.low)),
            ("high", end(gain.interval.high)),
        ],
    )
}

fn mean_log_score(forecasts: &[f64], burst: &[bool]) -> Result<Option<f64>, ForecastError> {
    let mut sum = 0.0;
    for (&p, &happened) in forecasts.iter().zip(burst) {
        match log_score(p, happened) {
            Ok(score) => sum += score,
            Err(ForecastError::DeclaredImpossible) => return Ok(None),
            Err(error) => return Err(error),
        }
    }
    Ok(Some(sum / forecasts.len() as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOTSTRAP: EraBootstrap = EraBootstrap { replications: 999, seed: 5, level: 0.95 };

    #[test]
    fn a_forecast_that_knows_enters_and_one_that_repeats_does_not() {
        let burst: Vec<bool> = (0..40).map(|i| i % 2 == 0).collect();
        let eras: Vec<i32> = (0..40).map(|i| i / 4).collect();
        let base = [0.5; 40];
        let sharp: Vec<f64> = burst.iter().map(|&b| if b { 0.9 } else { 0.1 }).collect();
        let good = skill("sharp", &sharp, &base, &burst, &eras, &BOOTSTRAP).unwrap();
        assert!(good.enters && (good.gain.estimate - 0.24).abs() < 1e-12);
        assert!((good.log_score.unwrap() + 0.9_f64.ln()).abs() < 1e-12);
        assert_eq!(good.reliability.bins.len(), 2);
        assert_eq!((good.reliability.bins[1].low, good.reliability.bins[1].frequency), (0.8, 1.0));
        let same = skill("same", &base, &base, &burst, &eras, &BOOTSTRAP).unwrap();
        assert!(!same.enters);
        assert_eq!(same.verdict.key, "reference-class-climatology");
    }

    #[test]
    fn a_gain_from_one_era_alone_does_not_enter() {
        // One era of eight is forecast perfectly, the others at the coin's chance.
        let burst: Vec<bool> = (0..32).map(|i| i % 2 == 0).collect();
        let eras: Vec<i32> = (0..32).map(|i| i / 4).collect();
        let forecasts: Vec<f64> =
            (0..32).map(|i| if i < 4 { f64::from(u8::from(burst[i])) } else { 0.5 }).collect();
        let result = skill("one era", &forecasts, &[0.5; 32], &burst, &eras, &BOOTSTRAP).unwrap();
        assert!(result.gain.estimate > 0.03 && !result.enters);
        let impossible = skill("wrong", &[0.0; 32], &[0.5; 32], &burst, &eras, &BOOTSTRAP).unwrap();
        assert_eq!(impossible.log_score, None);
        assert!(skill("short", &[0.5], &[0.5; 32], &burst, &eras, &BOOTSTRAP).is_err());
    }
}
