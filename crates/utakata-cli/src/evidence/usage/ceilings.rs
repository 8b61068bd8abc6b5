//! Which curves to fit, and how the levels are read.

use clap::{Args, ValueEnum};
use serde::Serialize;
use utakata::adoption::{AdoptionError, Ceiling, CeilingOptions, Counting, Curve, Scale, ceiling};

use super::CONFIDENCE;

/// Flags of the ceilings.
#[derive(Debug, Args)]
pub(super) struct Ceilings {
    /// Saturating curve whose ceiling is sought
    #[arg(long, value_enum, value_name = "CURVE", default_value = "all", help_heading = "Ceiling")]
    curve: Curves,
    /// Scale on which the curve is fitted
    #[arg(long, value_enum, value_name = "SCALE", default_value = "log", help_heading = "Ceiling")]
    scale: Scales,
    /// What the figures count
    #[arg(long, value_enum, value_name = "WHAT", default_value = "stock", help_heading = "Ceiling")]
    counting: Countings,
    /// Periods from launch to the first level; the Bass curve and flows depend on it
    #[arg(long, value_name = "PERIODS", default_value_t = 1.0, help_heading = "Ceiling")]
    age: f64,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Curves {
    /// All of them; those the levels are too few for are named
    All,
    /// Symmetric around half the ceiling
    Logistic,
    /// Fastest at 37 % of the ceiling
    Gompertz,
    /// Innovation and imitation, from zero at launch
    Bass,
    /// Logistic and Gompertz with a free shape
    Richards,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Scales {
    /// Errors in proportion to the level
    Log,
    /// Errors of one size
    Level,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Countings {
    /// What is there in each period: it follows the curve itself
    Stock,
    /// What is added in each period: its sum follows the curve, and the ceiling is of the sum
    Flow,
}

/// One curve's ceiling, or why it has none.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum CurveCeiling {
    /// Fitted.
    Fitted(Box<Ceiling>),
    /// Not fitted.
    Refused {
        /// The curve.
        curve: Curve,
        /// Why not.
        refused: String,
    },
}

impl Ceilings {
    pub(super) fn counting(&self) -> Counting {
        match self.counting {
            Countings::Stock => Counting::Stock,
            Countings::Flow => Counting::Flow,
        }
    }

    /// The ceiling of every curve asked for. A curve asked for by name must be fitted; of all curves, those that
    /// cannot be say why.
    pub(super) fn fit(&self, levels: &[f64]) -> Result<Vec<CurveCeiling>, AdoptionError> {
        let scale = match self.scale {
            Scales::Log => Scale::Log,
            Scales::Level => Scale::Level,
        };
        let options = CeilingOptions { scale, counting: self.counting(), age: self.age };
        let fit = |curve| ceiling(levels, curve, options, CONFIDENCE).map(Box::new);
        let named = match self.curve {
            Curves::All => None,
            Curves::Logistic => Some(Curve::Logistic),
            Curves::Gompertz => Some(Curve::Gompertz),
            Curves::Bass => Some(Curve::Bass),
            Curves::Richards => Some(Curve::Richards),
        };
        if let Some(curve) = named {
            return Ok(vec![CurveCeiling::Fitted(fit(curve)?)]);
        }
        let each = Curve::ALL.into_iter().map(|curve| match fit(curve) {
            Ok(fitted) => Ok(CurveCeiling::Fitted(fitted)),
            // What is wrong with the flags is no property of one curve.
            Err(error @ AdoptionError::Age { .. }) => Err(error),
            Err(error) => Ok(CurveCeiling::Refused { curve, refused: error.to_string() }),
        });
        each.collect()
    }
}
