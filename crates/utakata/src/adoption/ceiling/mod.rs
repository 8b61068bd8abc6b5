//! How high can it go? Ceilings of saturating curves, with the set of ceilings the data cannot exclude.

mod profile;

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

use super::{AdoptionError, at_least, finite, level};
use crate::Interval;
use profile::Profile;

/// Parameters of the curves: ceiling, position, speed.
const PARAMETERS: usize = 3;

/// A saturating curve in time `t = 0, 1, …` with ceiling `K`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Curve {
    /// `y = K / (1 + e^{−(a + b t)})` (Verhulst 1838).
    Logistic,
    /// `y = K exp(−e^{−(a + b t)})` (Gompertz 1825).
    Gompertz,
}

/// The ceiling of one curve, as a multiple of the highest level so far.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ceiling {
    /// The curve.
    pub curve: Curve,
    /// Best-fitting ceiling over the highest level; absent when the fit only improves towards an end of the search.
    pub ratio: Option<f64>,
    /// Profile-F set of that ratio, as its hull. The low end is absent when the ceiling may be reached already, the
    /// high end when no ceiling can be excluded (searched to 1000 times the highest level).
    pub interval: Interval,
    /// The highest level observed.
    pub highest: f64,
    /// Residual standard deviation of the log levels at the best fit.
    pub residual_deviation: f64,
    /// Number of levels.
    pub observations: usize,
}

/// Fits `curve` to the logarithms of `levels` (equally spaced in time, any unit) by least squares and inverts the
/// profile F test for the ceiling: `{K : (SSE(K)/SSE_min − 1)(n − 3) ≤ F_{1, n−3}}` (Bates & Watts 1988, chapter 6).
///
/// The set is honest about what a Wald interval hides: data below half the ceiling hardly bound it from above. It is
/// exact only if the curve is right and the errors are normal; another curve gives another set.
///
/// # Errors
/// [`AdoptionError`] below 5 levels, for a level that is not finite or not positive, when the levels lie exactly on
/// the curve, or a confidence outside (0, 1).
pub fn ceiling(levels: &[f64], curve: Curve, confidence: f64) -> Result<Ceiling, AdoptionError> {
    let observations = levels.len();
    at_least("the ceiling of a saturating curve", PARAMETERS + 2, observations)?;
    finite(levels)?;
    if let Some(index) = levels.iter().position(|y| *y <= 0.0) {
        return Err(AdoptionError::NotPositive { index, value: levels[index] });
    }
    let confidence = level("the confidence level", confidence)?;
    let highest = levels.iter().copied().fold(f64::MIN, f64::max);
    let degrees = (observations - PARAMETERS) as f64;
    let student = StudentsT::new(0.0, 1.0, degrees).map_err(|_| AdoptionError::NoModel)?;
    // F with one numerator degree of freedom is t squared.
    let critical = student.inverse_cdf(f64::midpoint(1.0, confidence)).powi(2);
    let profile = Profile::search(levels, highest, curve);
    let total: f64 = levels.iter().map(|y| (y / highest).ln().powi(2)).sum();
    if profile.smallest <= 1e-20 * total {
        return Err(AdoptionError::NoModel);
    }
    let (low, high) = profile.hull(profile.smallest * (1.0 + critical / degrees));
    Ok(Ceiling {
        curve,
        ratio: profile.best,
        interval: Interval { low, high, level: confidence },
        highest,
        residual_deviation: (profile.smallest / degrees).sqrt(),
        observations,
    })
}
