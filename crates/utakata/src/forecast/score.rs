//! Proper scores of probability forecasts of yes-or-no events; smaller is better.

use super::ForecastError;

/// Brier score `(p − y)²` of probability `p` for an event that happened (`y = 1`) or did not (Brier 1950, Monthly
/// Weather Review 78, the half-score convention): 0 is perfect, 1 is perfectly wrong, ¼ is the coin's.
///
/// # Errors
/// [`ForecastError::Probability`] outside [0, 1].
pub fn brier(probability: f64, happened: bool) -> Result<f64, ForecastError> {
    let p = checked(probability)?;
    let miss = if happened { 1.0 - p } else { p };
    Ok(miss * miss)
}

/// Logarithmic score `−ln P(what happened)` in nats (Good 1952, JRSS B 14).
///
/// # Errors
/// [`ForecastError::Probability`] outside [0, 1]; [`ForecastError::DeclaredImpossible`] where it would be infinite.
pub fn log_score(probability: f64, happened: bool) -> Result<f64, ForecastError> {
    let p = checked(probability)?;
    let score = if happened { -p.ln() } else { -(-p).ln_1p() };
    // Adding zero turns −0 (a perfect forecast) into 0.
    if score.is_finite() { Ok(score + 0.0) } else { Err(ForecastError::DeclaredImpossible) }
}

/// Mean Brier score of forecasts `(probability, happened)`.
///
/// # Errors
/// [`ForecastError::Empty`] without forecasts; [`ForecastError::Probability`] outside [0, 1].
pub fn mean_brier(forecasts: &[(f64, bool)]) -> Result<f64, ForecastError> {
    if forecasts.is_empty() {
        return Err(ForecastError::Empty);
    }
    let mut sum = 0.0;
    for &(probability, happened) in forecasts {
        sum += brier(probability, happened)?;
    }
    Ok(sum / forecasts.len() as f64)
}

fn checked(value: f64) -> Result<f64, ForecastError> {
    if (0.0..=1.0).contains(&value) { Ok(value) } else { Err(ForecastError::Probability { value }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_by_hand() {
        assert!((brier(0.3, true).unwrap() - 0.49).abs() < 1e-15);
        assert!((brier(0.3, false).unwrap() - 0.09).abs() < 1e-15);
        assert!((log_score(0.25, true).unwrap() - 4.0_f64.ln()).abs() < 1e-15);
        assert!((log_score(0.25, false).unwrap() - (4.0_f64 / 3.0).ln()).abs() < 1e-15);
        assert!((mean_brier(&[(0.3, true), (0.3, false)]).unwrap() - 0.29).abs() < 1e-15);
    }

    #[test]
    fn certainty_is_scored_or_refused_never_infinite() {
        assert_eq!(log_score(1.0, true), Ok(0.0));
        assert_eq!(log_score(0.0, false), Ok(0.0));
        assert_eq!(log_score(0.0, true), Err(ForecastError::DeclaredImpossible));
        assert_eq!(log_score(1.0, false), Err(ForecastError::DeclaredImpossible));
        assert_eq!(brier(30.0, true), Err(ForecastError::Probability { value: 30.0 }));
        assert!(brier(f64::NAN, true).is_err());
        assert_eq!(mean_brier(&[]), Err(ForecastError::Empty));
    }
}
