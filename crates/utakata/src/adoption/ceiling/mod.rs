//! How high can it go? Ceilings of saturating curves, with the set of ceilings the data cannot exclude.

mod curve;
mod least_squares;
mod profile;
mod statement;

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

pub use curve::Curve;
pub use statement::ceiling_statement;

use super::{AdoptionError, Parameter, finite, level};
use crate::Interval;
use least_squares::Problem;
use profile::Profile;

/// Scale on which errors are added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// Errors in proportion to the level: least squares on logarithms.
    #[default]
    Log,
    /// Errors of the same size at every level: least squares on the levels.
    Level,
}

/// What the figures count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Counting {
    /// What is there in each period (users, visits a month): it follows the curve itself.
    #[default]
    Stock,
    /// What is added in each period (sign-ups, units sold): its sum since launch follows the curve.
    Flow,
}

/// How levels are read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CeilingOptions {
    /// Scale of the errors.
    pub scale: Scale,
    /// Stock or flow.
    pub counting: Counting,
    /// Periods from launch to the first figure. Only the Bass curve depends on it, and a flow, whose first figure
    /// was added in the period before that time.
    pub age: f64,
}

impl Default for CeilingOptions {
    /// Logarithms of a stock, first seen one period after its launch.
    fn default() -> Self {
        Self { scale: Scale::Log, counting: Counting::Stock, age: 1.0 }
    }
}

/// The ceiling of one curve, as a multiple of what was reached so far.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ceiling {
    /// The curve.
    pub curve: Curve,
    /// How the levels were read.
    pub options: CeilingOptions,
    /// Best-fitting ceiling over what was reached so far; absent when the fit only improves towards an end of the
    /// search (half of it, and 1000 times it). Below 1 when errors lifted the highest level above the ceiling.
    pub ratio: Option<f64>,
    /// Profile-F set of that ratio, as its hull. The low end is absent when the ceiling may be reached already, the
    /// high end when no ceiling can be excluded.
    pub interval: Interval,
    /// What was reached so far: the highest level of a stock, the sum of a flow.
    pub reached: f64,
    /// The other parameters at the best fit, by the names of [`Curve`].
    pub parameters: Vec<Parameter>,
    /// The best-fitting curve at each period, in the unit of the levels.
    pub fitted: Vec<f64>,
    /// Residual standard deviation at the best fit: of logarithms, or in the unit of the levels.
    pub residual_deviation: f64,
    /// Number of levels.
    pub observations: usize,
}

/// Fits `curve` to `levels` (equally spaced in time, any unit) by least squares and inverts the profile F test for
/// the ceiling: `{K : (SSE(K)/SSE_min − 1)(n − p) ≤ F_{1, n−p}}` with `p` parameters (Bates & Watts 1988, chapter 6).
///
/// The set is honest about what a Wald interval hides: data below half the ceiling hardly bound it from above. It is
/// close to exact if the curve is right and the errors are independent and normal; another curve gives another set.
///
/// # Errors
/// [`AdoptionError`] below `p + 2` levels, for a level that is not finite or not positive, an age that is not
/// positive (for a flow: below 1), when the levels lie exactly on the curve, or a confidence outside (0, 1).
pub fn ceiling(
    levels: &[f64],
    curve: Curve,
    options: CeilingOptions,
    confidence: f64,
) -> Result<Ceiling, AdoptionError> {
    check(levels, curve, options)?;
    let confidence = level("the confidence level", confidence)?;
    let degrees = (levels.len() - curve.parameters()) as f64;
    let student = StudentsT::new(0.0, 1.0, degrees).map_err(|_| AdoptionError::NoModel)?;
    // F with one numerator degree of freedom is t squared.
    let critical = student.inverse_cdf(f64::midpoint(1.0, confidence)).powi(2);
    let reached = match options.counting {
        Counting::Stock => levels.iter().copied().fold(f64::MIN, f64::max),
        Counting::Flow => levels.iter().sum(),
    };
    let problem = Problem { levels, unit: reached, curve, options };
    let profile = Profile::search(&problem);
    let (log_ratio, best) = profile.best;
    if !best.sum.is_finite() || best.sum <= 1e-20 * problem.total() {
        return Err(AdoptionError::NoModel);
    }
    let (low, high) = profile.hull(best.sum * (1.0 + critical / degrees));
    let unit = if options.scale == Scale::Log { 1.0 } else { reached };
    let named = curve.named(best.theta).into_iter();
    Ok(Ceiling {
        curve,
        options,
        ratio: profile.inside.then(|| log_ratio.exp()),
        interval: Interval { low: low.map(f64::exp), high: high.map(f64::exp), level: confidence },
        reached,
        parameters: named.map(|(name, value)| Parameter { name: name.to_owned(), value }).collect(),
        fitted: (0..levels.len()).map(|index| problem.fitted(log_ratio, &best.theta, index)).collect(),
        residual_deviation: unit * (best.sum / degrees).sqrt(),
        observations: levels.len(),
    })
}

fn check(levels: &[f64], curve: Curve, options: CeilingOptions) -> Result<(), AdoptionError> {
    if levels.len() < curve.fewest_levels() {
        return Err(AdoptionError::TooFewLevels {
            curve: curve.name(),
            parameters: curve.parameters(),
            needed: curve.fewest_levels(),
            given: levels.len(),
        });
    }
    finite(levels)?;
    if let Some(index) = levels.iter().position(|y| *y <= 0.0) {
        return Err(AdoptionError::NotPositive { index, value: levels[index] });
    }
    let youngest = if options.counting == Counting::Flow { 1.0 } else { f64::MIN_POSITIVE };
    if !options.age.is_finite() || options.age < youngest {
        return Err(AdoptionError::Age { value: options.age });
    }
    Ok(())
}
