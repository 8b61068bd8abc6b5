//! How forecasting rules fared on past windows like this one.

use serde::Serialize;

use super::{AdoptionError, level};
use crate::{Interval, proportion};

/// Past windows with their outcomes, supplied by the user.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceClass {
    /// Names of the models whose probabilities each row carries.
    pub models: Vec<String>,
    /// The windows.
    pub rows: Vec<ReferenceRow>,
}

/// One past window: what each model said, and what happened next.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceRow {
    /// Whether the next period's growth was negative.
    pub negative: bool,
    /// `P(next growth < 0)` by each model, in the order of [`ReferenceClass::models`].
    pub probabilities: Vec<f64>,
}

/// Base rate of the class and the track record of the models on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReferenceSummary {
    /// Number of windows.
    pub windows: usize,
    /// Windows followed by negative growth.
    pub negatives: usize,
    /// Their share: the forecast of climatology.
    pub share: f64,
    /// Wilson interval of the share. It takes windows as independent; overlapping windows of one series are not.
    pub interval: Interval,
    /// Brier score of climatology, the class's own share as the forecast for each of its windows.
    pub climatology_brier: f64,
    /// Brier score of climatology that leaves the judged window out; absent with a single window.
    pub climatology_leave_one_out: Option<f64>,
    /// Models in the order given.
    pub models: Vec<ModelScore>,
}

/// Track record of one model.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ModelScore {
    /// Name of the model.
    pub model: String,
    /// Mean Brier score; smaller is better.
    pub brier: f64,
    /// Brier score of climatology minus that of the model: positive when the model is worth using.
    pub gain: f64,
}

impl ReferenceClass {
    /// Counts, base rate with a Wilson (1927, JASA 22) interval at `confidence`, and Brier scores against
    /// climatology.
    ///
    /// # Errors
    /// [`AdoptionError`] for an empty class, a row with missing or impossible probabilities, or a level outside
    /// (0, 1).
    pub fn summary(&self, confidence: f64) -> Result<ReferenceSummary, AdoptionError> {
        let confidence = level("the confidence level", confidence)?;
        self.check()?;
        let windows = self.rows.len();
        let negatives = self.rows.iter().filter(|row| row.negative).count();
        let share = negatives as f64 / windows as f64;
        let climatology_brier = share * (1.0 - share);
        let models = self
            .models
            .iter()
            .enumerate()
            .map(|(column, model)| {
                let miss = |row: &ReferenceRow| row.probabilities[column] - f64::from(u8::from(row.negative));
                let brier = self.rows.iter().map(|row| miss(row).powi(2)).sum::<f64>() / windows as f64;
                ModelScore { model: model.clone(), brier, gain: climatology_brier - brier }
            })
            .collect();
        Ok(ReferenceSummary {
            windows,
            negatives,
            share,
            interval: proportion::wilson(share, windows as f64, confidence)?,
            climatology_brier,
            // The forecast for a window from the others misses by n/(n−1) times as much.
            climatology_leave_one_out: (windows > 1)
                .then(|| climatology_brier * (windows as f64 / (windows as f64 - 1.0)).powi(2)),
            models,
        })
    }

    fn check(&self) -> Result<(), AdoptionError> {
        if self.rows.is_empty() {
            return Err(AdoptionError::EmptyReferenceClass);
        }
        let models = self.models.len();
        let fits = |row: &ReferenceRow| {
            row.probabilities.len() == models && row.probabilities.iter().all(|p| (0.0..=1.0).contains(p))
        };
        match self.rows.iter().position(|row| !fits(row)) {
            Some(row) => Err(AdoptionError::ReferenceRow { row, models }),
            None => Ok(()),
        }
    }
}
