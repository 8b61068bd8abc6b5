//! Scores of a boom at its entry, from the path of its run-up.

use serde::Serialize;

use super::ReferenceClassError;
use super::error::finite;
use crate::sample::differences;

/// A number that is known on the day a boom is entered. None of them is an ingredient of the label (a later drawdown);
/// volatility does make large drawdowns likelier for no other reason than size, and is named so where it is used.
///
/// A path is the logarithm of the price over the run-up, at an odd number of equally spaced dates, so that it has a
/// first and a second half (for a run-up of 504 days: a first and a second year).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PathScore {
    /// Return of the second half minus return of the first (Greenwood, Shleifer and You 2019, JFE 131, "acceleration").
    Acceleration,
    /// Acceleration divided by the standard deviation of the changes.
    RelativeAcceleration,
    /// Standard deviation of the changes in the second half (Greenwood, Shleifer and You 2019, "volatility").
    SecondHalfVolatility,
    /// Logarithm of the standard deviation of the changes in the second half over that in the first ("1-year change in
    /// volatility", ibid.).
    VolatilityChange,
    /// Standard deviation of all changes.
    Volatility,
    /// Return of the second half.
    SecondHalfReturn,
    /// Return of the last quarter of the path.
    LastQuarterReturn,
    /// Return of the whole run-up.
    RunUp,
    /// Largest fall from a running maximum within the run-up, in logarithms.
    EarlierFall,
    /// Projection on a centred parabola.
    Curvature,
    /// Net change over the sum of absolute changes, negated: how ragged the rise was.
    Raggedness,
}

impl PathScore {
    /// Every score there is, acceleration (the one registered first) first.
    pub const ALL: [Self; 11] = [
        Self::Acceleration,
        Self::RelativeAcceleration,
        Self::SecondHalfVolatility,
        Self::VolatilityChange,
        Self::Volatility,
        Self::SecondHalfReturn,
        Self::LastQuarterReturn,
        Self::RunUp,
        Self::EarlierFall,
        Self::Curvature,
        Self::Raggedness,
    ];

    /// Its name, as in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Acceleration => "acceleration",
            Self::RelativeAcceleration => "relative-acceleration",
            Self::SecondHalfVolatility => "second-half-volatility",
            Self::VolatilityChange => "volatility-change",
            Self::Volatility => "volatility",
            Self::SecondHalfReturn => "second-half-return",
            Self::LastQuarterReturn => "last-quarter-return",
            Self::RunUp => "run-up",
            Self::EarlierFall => "earlier-fall",
            Self::Curvature => "curvature",
            Self::Raggedness => "raggedness",
        }
    }

    /// The score of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|score| score.name() == name)
    }

    /// The score of one path of logarithms.
    ///
    /// # Errors
    /// [`ReferenceClassError`] (naming boom 0) for an even number of points or fewer than 5, for values that are not
    /// finite, and for a half that never moves where the score divides by how much it does.
    pub fn of(self, path: &[f64]) -> Result<f64, ReferenceClassError> {
        let points = path.len();
        if points < 5 || points.is_multiple_of(2) {
            return Err(ReferenceClassError::Path { index: 0, points });
        }
        finite("run-up", path)?;
        let (last, middle) = (points - 1, points / 2);
        let changes = differences(path);
        let acceleration = path[last] - 2.0 * path[middle] + path[0];
        let run_up = path[last] - path[0];
        Ok(match self {
            Self::Acceleration => acceleration,
            Self::RelativeAcceleration => acceleration / moving(deviation(&changes))?,
            Self::SecondHalfVolatility => deviation(&changes[middle..]),
            Self::VolatilityChange => {
                (moving(deviation(&changes[middle..]))? / moving(deviation(&changes[..middle]))?).ln()
            }
            Self::Volatility => deviation(&changes),
            Self::SecondHalfReturn => path[last] - path[middle],
            Self::LastQuarterReturn => path[last] - path[last - last / 4],
            Self::RunUp => run_up,
            Self::EarlierFall => {
                let (_, fall) = path.iter().fold((f64::NEG_INFINITY, 0.0_f64), |(peak, fall), &value| {
                    (peak.max(value), fall.max(peak.max(value) - value))
                });
                fall
            }
            Self::Curvature => curvature(path),
            Self::Raggedness => -run_up / moving(changes.iter().map(|c| c.abs()).sum())?,
        })
    }

    /// The score of every path.
    ///
    /// # Errors
    /// As [`PathScore::of`], naming the boom.
    pub fn of_all(self, paths: &[Vec<f64>]) -> Result<Vec<f64>, ReferenceClassError> {
        let named = |(index, path): (usize, &Vec<f64>)| {
            self.of(path).map_err(|error| match error {
                ReferenceClassError::Path { points, .. } => ReferenceClassError::Path { index, points },
                ReferenceClassError::Still { .. } => ReferenceClassError::Still { index },
                ReferenceClassError::NotFinite { what, value, .. } => {
                    ReferenceClassError::NotFinite { what, index, value }
                }
                other => other,
            })
        };
        paths.iter().enumerate().map(named).collect()
    }
}

/// Standard deviation about the mean, divided by the number of values.
pub(super) fn deviation(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n).sqrt()
}

fn moving(scale: f64) -> Result<f64, ReferenceClassError> {
    if scale > 0.0 { Ok(scale) } else { Err(ReferenceClassError::Still { index: 0 }) }
}

fn curvature(path: &[f64]) -> f64 {
    let n = path.len() as f64;
    let square = |i: usize| (i as f64 - 0.5 * (n - 1.0)).powi(2);
    let mean = (0..path.len()).map(square).sum::<f64>() / n;
    path.iter().enumerate().map(|(i, value)| (square(i) - mean) * value).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_by_hand() {
        // Changes 1, −1, 2, 0, 1, 3, −1, 1: run-up 6.
        let path = [0.0, 1.0, 0.0, 2.0, 2.0, 3.0, 6.0, 5.0, 6.0];
        let close = |score: PathScore, expected: f64| {
            let value = score.of(&path).unwrap();
            assert!((value - expected).abs() < 1e-12, "{score:?}: {value}");
        };
        close(PathScore::Acceleration, 2.0);
        close(PathScore::RunUp, 6.0);
        close(PathScore::SecondHalfReturn, 4.0);
        close(PathScore::LastQuarterReturn, 0.0);
        close(PathScore::EarlierFall, 1.0);
        // First half: mean ½, squares ¼ + 9/4 + 9/4 + ¼ = 5; second: mean 1, squares 0 + 4 + 4 + 0 = 8.
        close(PathScore::SecondHalfVolatility, 2.0_f64.sqrt());
        close(PathScore::VolatilityChange, 0.5 * (8.0_f64 / 5.0).ln());
        // All: mean ¾, sum of squares 18 − 8·9/16.
        close(PathScore::Volatility, (13.5_f64 / 8.0).sqrt());
        close(PathScore::RelativeAcceleration, 2.0 / (13.5_f64 / 8.0).sqrt());
        close(PathScore::Raggedness, -0.6);
    }

    #[test]
    fn a_line_has_no_curvature_and_what_cannot_be_scored_is_named() {
        let line: Vec<f64> = (0..9).map(f64::from).collect();
        assert!(PathScore::Curvature.of(&line).unwrap().abs() < 1e-12);
        assert!(PathScore::Acceleration.of(&line).unwrap().abs() < 1e-12);
        let of_all = |path: Vec<f64>, score: PathScore| score.of_all(&[vec![0.0, 1.0, 0.0, 1.0, 0.5], path]);
        let even = of_all(vec![0.0; 4], PathScore::RunUp);
        assert_eq!(even, Err(ReferenceClassError::Path { index: 1, points: 4 }));
        let still = of_all(vec![1.0; 5], PathScore::VolatilityChange);
        assert_eq!(still, Err(ReferenceClassError::Still { index: 1 }));
        assert!(of_all(vec![0.0, f64::NAN, 0.0, 0.0, 0.0], PathScore::RunUp).is_err());
    }
}
