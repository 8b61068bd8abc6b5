//! Scores of forecasts that state an interval of probabilities, for example by a hedge word.

use serde::Serialize;

use super::{ForecastError, brier, log_score};

/// The scores an interval forecast may deserve; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScoreRange {
    /// The score if the forecaster meant the end of the interval nearer to what happened.
    pub low: f64,
    /// The score if the other end was meant; `None` is infinite (a log score of "impossible").
    pub high: Option<f64>,
}

/// Brier scores (1950) of every probability in `[low, high]`. The score is monotone in the probability, so the range
/// is exact; equal ends give a point.
///
/// # Errors
/// [`ForecastError::Probability`] outside [0, 1], [`ForecastError::Reversed`] when `low > high`.
pub fn brier_range(low: f64, high: f64, happened: bool) -> Result<ScoreRange, ForecastError> {
    let (best, worst) = ends(low, high, happened)?;
    Ok(ScoreRange { low: brier(best, happened)?, high: Some(brier(worst, happened)?) })
}

/// Logarithmic scores (Good 1952), in nats, of every probability in `[low, high]`.
///
/// # Errors
/// As [`brier_range`]; [`ForecastError::DeclaredImpossible`] when both ends declare impossible what happened.
pub fn log_range(low: f64, high: f64, happened: bool) -> Result<ScoreRange, ForecastError> {
    let (best, worst) = ends(low, high, happened)?;
    let least = log_score(best, happened)?;
    match log_score(worst, happened) {
        Ok(score) => Ok(ScoreRange { low: least, high: Some(score) }),
        Err(ForecastError::DeclaredImpossible) => Ok(ScoreRange { low: least, high: None }),
        Err(error) => Err(error),
    }
}

/// The range of the mean of scores: the mean of the lower and of the upper ends, each forecast free in its interval.
///
/// # Errors
/// [`ForecastError::Empty`] without scores.
pub fn mean_range(scores: &[ScoreRange]) -> Result<ScoreRange, ForecastError> {
    if scores.is_empty() {
        return Err(ForecastError::Empty);
    }
    let n = scores.len() as f64;
    let low = scores.iter().map(|s| s.low).sum::<f64>() / n;
    let high = scores.iter().map(|s| s.high).sum::<Option<f64>>().map(|sum| sum / n);
    Ok(ScoreRange { low, high })
}

/// The end nearer to what happened, and the other.
fn ends(low: f64, high: f64, happened: bool) -> Result<(f64, f64), ForecastError> {
    for value in [low, high] {
        if !(0.0..=1.0).contains(&value) {
            return Err(ForecastError::Probability { value });
        }
    }
    if low > high {
        return Err(ForecastError::Reversed { low, high });
    }
    Ok(if happened { (high, low) } else { (low, high) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hedge_word_scores_an_interval() {
        // "Likely", 55 to 80 %, and it happened: (1 − 0.8)² = 0.04 to (1 − 0.55)² = 0.2025.
        let range = brier_range(0.55, 0.8, true).unwrap();
        assert!((range.low - 0.04).abs() < 1e-15 && (range.high.unwrap() - 0.2025).abs() < 1e-15);
        // It did not: 0.55² = 0.3025 to 0.8² = 0.64.
        let range = brier_range(0.55, 0.8, false).unwrap();
        assert!((range.low - 0.3025).abs() < 1e-15 && (range.high.unwrap() - 0.64).abs() < 1e-15);
        let range = log_range(0.25, 0.5, true).unwrap();
        assert!((range.low - 2.0_f64.ln()).abs() < 1e-15);
        assert!((range.high.unwrap() - 4.0_f64.ln()).abs() < 1e-15);
    }

    #[test]
    fn anything_may_happen_scores_anything() {
        assert_eq!(brier_range(0.0, 1.0, true), Ok(ScoreRange { low: 0.0, high: Some(1.0) }));
        assert_eq!(log_range(0.0, 1.0, true), Ok(ScoreRange { low: 0.0, high: None }));
        assert_eq!(log_range(0.0, 0.0, true), Err(ForecastError::DeclaredImpossible));
        assert_eq!(brier_range(0.6, 0.4, true), Err(ForecastError::Reversed { low: 0.6, high: 0.4 }));
        assert!(brier_range(0.6, f64::NAN, true).is_err());
    }

    #[test]
    fn means_are_taken_end_by_end() {
        let scores = [ScoreRange { low: 0.1, high: Some(0.3) }, ScoreRange { low: 0.2, high: Some(0.5) }];
        let mean = mean_range(&scores).unwrap();
        assert!((mean.low - 0.15).abs() < 1e-15 && (mean.high.unwrap() - 0.4).abs() < 1e-15);
        assert_eq!(mean_range(&[scores[0], ScoreRange { low: 0.2, high: None }]).unwrap().high, None);
        assert_eq!(mean_range(&[]), Err(ForecastError::Empty));
    }
}
