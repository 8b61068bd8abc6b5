//! How likely a forecaster said it was, in numbers or in words.

use serde::{Deserialize, Serialize};

/// The probability a forecast states: a hedge word, or bounds, never a point that nobody gave.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Likelihood {
    /// The word's class, when the forecaster used a word.
    #[serde(default)]
    pub hedge: Option<Hedge>,
    /// Lower end of a probability stated as a number.
    #[serde(default)]
    pub low: Option<f64>,
    /// Upper end; equal to `low` when one number was stated.
    #[serde(default)]
    pub high: Option<f64>,
    /// The condition, when it is a forecast only under one; such a forecast is listed, not scored.
    #[serde(default)]
    pub condition: Option<String>,
}

impl Likelihood {
    /// The interval of probabilities meant; `None` when neither word nor number was given.
    pub fn interval(&self) -> Option<(f64, f64)> {
        match (self.hedge, self.low, self.high) {
            (Some(hedge), ..) => Some(hedge.interval()),
            (None, Some(low), Some(high)) => Some((low, high)),
            _ => None,
        }
    }
}

/// A class of hedge words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// "Almost no chance", "remote".
    AlmostNoChance,
    /// "Very unlikely", "highly improbable".
    VeryUnlikely,
    /// "Unlikely", "improbable".
    Unlikely,
    /// "Roughly even chance".
    RoughlyEven,
    /// "Likely", "probable", "expected".
    Likely,
    /// "Very likely", "highly probable".
    VeryLikely,
    /// "Almost certain".
    AlmostCertain,
    /// "May", "might", "could": rules nothing out.
    May,
    /// Asserted without any hedge.
    Will,
}

impl Hedge {
    /// The interval of probabilities a class stands for.
    ///
    /// The first seven are those of Intelligence Community Directive 203 (2015, "Analytic Standards", part D.6.e).
    /// `may` says nothing about the probability: 0 to 1. A bare assertion says no more than that the speaker thinks it
    /// likelier than not: ½ to 1.
    pub fn interval(self) -> (f64, f64) {
        match self {
            Self::AlmostNoChance => (0.01, 0.05),
            Self::VeryUnlikely => (0.05, 0.2),
            Self::Unlikely => (0.2, 0.45),
            Self::RoughlyEven => (0.45, 0.55),
            Self::Likely => (0.55, 0.8),
            Self::VeryLikely => (0.8, 0.95),
            Self::AlmostCertain => (0.95, 0.99),
            Self::May => (0.0, 1.0),
            Self::Will => (0.5, 1.0),
        }
    }
}
