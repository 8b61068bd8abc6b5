//! How forecasting rules fared on past windows like this one.

use serde::Serialize;

use super::{AdoptionError, NextNegative, level};
use crate::null::quantile;
use crate::random::Stream;
use crate::{Interval, proportion};

/// Draws of the bootstrap of series.
const DRAWS: u64 = 9_999;

/// Past windows with their outcomes, supplied by the user.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceClass {
    /// Names of the models whose probabilities each row carries; those of [`GrowthModel`](super::GrowthModel) in
    /// JSON stand for the same models.
    pub models: Vec<String>,
    /// The windows.
    pub rows: Vec<ReferenceRow>,
}

/// One past window: what each model said from its data alone, and what happened next.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceRow {
    /// The series it was cut from: windows of one series stand or fall together.
    pub series: String,
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
    /// Number of series they were cut from.
    pub series: usize,
    /// Windows followed by negative growth.
    pub negatives: usize,
    /// Their share: the forecast of climatology.
    pub share: f64,
    /// Wilson interval of the share. It takes windows as independent; overlapping windows of one series are not.
    pub interval: Interval,
    /// Percentile interval of the share over 9,999 resamples of whole series, the same on every machine; absent with
    /// a single series.
    pub clustered: Option<Interval>,
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
    /// Mean Brier score (Brier 1950, Monthly Weather Review 78); smaller is better.
    pub brier: f64,
    /// Brier score of climatology minus that of the model: positive when the model is worth using.
    pub gain: f64,
    /// Its share of all positive gains: zero for a model that does not beat climatology.
    pub weight: f64,
}

impl ReferenceClass {
    /// Counts, base rate with a Wilson (1927, JASA 22) interval and a bootstrap of series (Davison & Hinkley 1997,
    /// 3.8) at `confidence`, and Brier scores against climatology.
    ///
    /// The probabilities are out of sample if each window's models saw nothing after it; only they give weights.
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
        let clusters = self.clusters();
        Ok(ReferenceSummary {
            windows,
            series: clusters.len(),
            negatives,
            share,
            interval: proportion::wilson(share, windows as f64, confidence)?,
            clustered: clustered(&clusters, confidence),
            climatology_brier,
            // The forecast for a window from the others misses by n/(n−1) times as much.
            climatology_leave_one_out: (windows > 1)
                .then(|| climatology_brier * (windows as f64 / (windows as f64 - 1.0)).powi(2)),
            models: self.scores(climatology_brier),
        })
    }

    fn scores(&self, climatology_brier: f64) -> Vec<ModelScore> {
        let brier = |column: usize| {
            let miss = |row: &ReferenceRow| row.probabilities[column] - f64::from(u8::from(row.negative));
            self.rows.iter().map(|row| miss(row).powi(2)).sum::<f64>() / self.rows.len() as f64
        };
        let gains: Vec<f64> =
            (0..self.models.len()).map(|column| climatology_brier - brier(column)).collect();
        let positive: f64 = gains.iter().map(|gain| gain.max(0.0)).sum();
        let score = |(column, (model, &gain)): (usize, (&String, &f64))| ModelScore {
            model: model.clone(),
            brier: brier(column),
            gain,
            weight: if gain > 0.0 { gain / positive } else { 0.0 },
        };
        self.models.iter().zip(&gains).enumerate().map(score).collect()
    }

    /// Windows and negative ones of each series, in the order of first appearance.
    fn clusters(&self) -> Vec<(u32, u32)> {
        let (mut names, mut counts): (Vec<&str>, Vec<(u32, u32)>) = (Vec::new(), Vec::new());
        for row in &self.rows {
            let place = names.iter().position(|name| *name == row.series).unwrap_or_else(|| {
                names.push(&row.series);
                counts.push((0, 0));
                names.len() - 1
            });
            counts[place].0 += 1;
            counts[place].1 += u32::from(row.negative);
        }
        counts
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

impl ReferenceSummary {
    /// `P(next growth < 0)` of the models that beat climatology on the class, weighted by what they gained there;
    /// absent when none did, or none of those could be fitted: then the class's own share is the forecast.
    pub fn weighted(&self, family: &NextNegative) -> Option<f64> {
        let (mut weights, mut sum) = (0.0, 0.0);
        for score in &self.models {
            let named = family.forecasts.iter().find(|forecast| forecast.model.name() == score.model);
            if let Some(forecast) = named {
                weights += score.weight;
                sum += score.weight * forecast.probability;
            }
        }
        (weights > 0.0).then(|| sum / weights)
    }
}

/// Percentile interval of the share of negative windows over resamples of whole series.
fn clustered(clusters: &[(u32, u32)], confidence: f64) -> Option<Interval> {
    if clusters.len() < 2 {
        return None;
    }
    let mut shares: Vec<f64> = (0..DRAWS)
        .map(|draw| {
            let mut stream = Stream::new(0, draw);
            let (mut windows, mut negatives) = (0, 0);
            for _ in clusters {
                let drawn = clusters[stream.below(clusters.len())];
                windows += drawn.0;
                negatives += drawn.1;
            }
            f64::from(negatives) / f64::from(windows)
        })
        .collect();
    shares.sort_by(f64::total_cmp);
    let tail = (1.0 - confidence) / 2.0;
    let (low, high) = (quantile(&shares, tail), quantile(&shares, 1.0 - tail));
    Some(Interval { low, high, level: confidence })
}
