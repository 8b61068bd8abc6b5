//! The survival curve of lives of which some have not ended.

use serde::{Deserialize, Serialize};

use super::{SurvivalError, checked_base_rate, checked_horizon, checked_level};
use crate::{
    Interval,
    tail::{normal_below, normal_quantile},
};

/// One entrant, watched from its entry.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Life {
    /// How long it was watched, positive.
    pub duration: f64,
    /// Whether it exited then; otherwise it was still there when the watch ended.
    pub exited: bool,
}

/// The curve after the exits of one time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SurvivalStep {
    /// Time since entry.
    pub time: f64,
    /// Entrants watched until just before.
    pub at_risk: u64,
    /// Those that exited at this time.
    pub exits: u64,
    /// Estimated share that survives this time.
    pub survival: f64,
    /// Its standard error by Greenwood's formula; absent when nobody is left.
    pub standard_error: Option<f64>,
    /// `survival ± z · standard_error`, cut at 0 and 1; absent when nobody is left.
    pub greenwood: Option<Interval>,
    /// Interval symmetric in `ln(−ln survival)`, which stays inside (0, 1); absent when nobody is left.
    pub log_log: Option<Interval>,
}

/// The Kaplan–Meier estimate.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KaplanMeier {
    /// Entrants.
    pub entrants: u64,
    /// Exits seen.
    pub exits: u64,
    /// Longest duration.
    pub last: f64,
    /// Smallest time at which the curve is at or below one half; absent when it stays above.
    pub median: Option<f64>,
    /// The curve, one step for each time with exits; it is 1 before the first.
    pub steps: Vec<SurvivalStep>,
}

/// The product-limit estimate `Π (1 − d/n)` (Kaplan & Meier 1958, JASA 53) with the variance `S² Σ d/(n(n − d))`
/// (Greenwood 1926) and intervals on the survival itself and on `ln(−ln S)` (Kalbfleisch & Prentice 2002, The Statistical
/// Analysis of Failure Time Data, section 1.4).
///
/// At one time exits come before ends of watch: who was watched until a time was at risk at that time.
///
/// # Errors
/// [`SurvivalError`] without lives, for a duration that is not positive, or a level outside (0, 1).
pub fn kaplan_meier(lives: &[Life], level: f64) -> Result<KaplanMeier, SurvivalError> {
    let level = checked_level(level)?;
    for (index, life) in lives.iter().enumerate() {
        if !(life.duration.is_finite() && life.duration > 0.0) {
            return Err(SurvivalError::Duration { index, value: life.duration });
        }
    }
    let mut ordered = lives.to_vec();
    ordered.sort_by(|a, b| a.duration.total_cmp(&b.duration));
    let last = ordered.last().ok_or(SurvivalError::Empty)?.duration;
    let z = normal_quantile(0.5 + 0.5 * level);
    let mut at_risk = ordered.len() as u64;
    let (mut survival, mut sum, mut steps) = (1.0, 0.0, Vec::new());
    for tied in ordered.chunk_by(|a, b| a.duration == b.duration) {
        let exits = tied.iter().filter(|life| life.exited).count() as u64;
        if exits > 0 {
            let (n, d) = (at_risk as f64, exits as f64);
            survival *= (n - d) / n;
            sum += d / (n * (n - d));
            steps.push(step(tied[0].duration, (at_risk, exits), survival, sum, (z, level)));
        }
        at_risk -= tied.len() as u64;
    }
    Ok(KaplanMeier {
        entrants: lives.len() as u64,
        exits: steps.iter().map(|step| step.exits).sum(),
        last,
        median: steps.iter().find(|step| step.survival <= 0.5).map(|step| step.time),
        steps,
    })
}

/// `sum` is Greenwood's `Σ d/(n(n − d))`.
fn step(
    time: f64,
    (at_risk, exits): (u64, u64),
    survival: f64,
    sum: f64,
    (z, level): (f64, f64),
) -> SurvivalStep {
    let left = survival > 0.0;
    let error = survival * sum.sqrt();
    let reach = z * sum.sqrt() / survival.ln().abs();
    let greenwood = Interval {
        low: Some((survival - z * error).max(0.0)),
        high: Some((survival + z * error).min(1.0)),
        level,
    };
    let log_log =
        Interval { low: Some(survival.powf(reach.exp())), high: Some(survival.powf((-reach).exp())), level };
    SurvivalStep {
        time,
        at_risk,
        exits,
        survival,
        standard_error: left.then_some(error),
        greenwood: left.then_some(greenwood),
        log_log: left.then_some(log_log),
    }
}

impl KaplanMeier {
    /// The step that holds at `horizon`; `None` before the first exit, where the curve is 1.
    ///
    /// # Errors
    /// [`SurvivalError::Horizon`] unless positive, [`SurvivalError::Beyond`] when nobody was watched for so long and some
    /// were left.
    pub fn at(&self, horizon: f64) -> Result<Option<&SurvivalStep>, SurvivalError> {
        checked_horizon(horizon)?;
        let some_left = self.steps.last().is_none_or(|step| step.survival > 0.0);
        if horizon > self.last && some_left {
            return Err(SurvivalError::Beyond { horizon, last: self.last });
        }
        Ok(self.steps.iter().rev().find(|step| step.time <= horizon))
    }

    /// One-sided p-value of "at least `base_rate` survive `horizon`" by the normal law of `ln(−ln S)`; absent when nobody
    /// has exited by then, or nobody is left.
    ///
    /// # Errors
    /// As [`KaplanMeier::at`]; [`SurvivalError::BaseRate`] outside (0, 1).
    pub fn p_at_least(&self, horizon: f64, base_rate: f64) -> Result<Option<f64>, SurvivalError> {
        let base_rate = checked_base_rate(base_rate)?;
        let step = self.at(horizon)?;
        Ok(step.and_then(|step| {
            let error = step.standard_error? / (step.survival * step.survival.ln().abs());
            let z = ((-step.survival.ln()).ln() - (-base_rate.ln()).ln()) / error;
            Some(normal_below(-z))
        }))
    }
}
