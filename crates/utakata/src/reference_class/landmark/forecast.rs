//! The probability for one boom that is going on.

use serde::Serialize;

use super::super::error::finite;
use super::super::{Booms, EraBootstrap, EraInterval, Logistic, PathScore, ReferenceClassError};
use super::model::LandmarkModel;
use super::survivors::{BoomState, Survivors};
use crate::proportion::wilson;

/// A boom that has not burst, on one day of its two years.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LiveBoom {
    /// Year of entry.
    pub era: i32,
    /// Trading days since entry; below 504.
    pub day: u32,
    /// What is known of it; none where its run-up cannot be scored, and then no model is used.
    pub state: Option<BoomState>,
}

/// What became of the booms that were alive on that day, and the forecast.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LandmarkForecast {
    /// Booms of other eras that had not burst by then.
    pub survivors: usize,
    /// Those of them that burst before their two years were over.
    pub bursting: usize,
    /// Their share. Where none burst or all did, resampling has nothing to vary, and the interval is Wilson's, booms taken
    /// as independent.
    pub frequency: EraInterval,
    /// The model used; none where the frequency is the forecast.
    pub model: Option<LandmarkModel>,
    /// The forecast, with its interval over resampled eras: the model is fitted anew to each resample that has booms of
    /// both kinds. It covers what the booms leave open about the probability, not what the model leaves out.
    pub probability: EraInterval,
}

/// The probability that `live` bursts before its two years are over, from the booms that were alive on the same day of
/// theirs and began more than `gap` years away, as [`after_entry`](super::after_entry) judged it. `model` is the one that has entered;
/// without one, or where it has nothing to look at (nobody has fallen on the day of entry), the frequency is the forecast.
///
/// # Errors
/// [`ReferenceClassError::Isolated`] without such booms; [`ReferenceClassError`] for columns of different lengths, run-ups
/// that cannot be scored, and as [`EraBootstrap::mean`].
pub fn landmark_forecast(
    booms: &Booms,
    live: &LiveBoom,
    model: Option<LandmarkModel>,
    gap: u32,
    bootstrap: &EraBootstrap,
) -> Result<LandmarkForecast, ReferenceClassError> {
    booms.check()?;
    let volatility = PathScore::SecondHalfVolatility.of_all(&booms.paths)?;
    let alive = Survivors::on(live.day, booms, &volatility).apart(live.era, gap);
    if alive.burst.is_empty() {
        return Err(ReferenceClassError::Isolated { era: live.era, gap, left: 0, needed: 1 });
    }
    let frequency = frequency(&alive, bootstrap)?;
    let modelled = match model.zip(live.state) {
        Some((model, state)) if alive.both_kinds() => {
            by_model(model, &alive, &state, bootstrap)?.map(|probability| (model, probability))
        }
        _ => None,
    };
    Ok(LandmarkForecast {
        survivors: alive.burst.len(),
        bursting: alive.bursting(),
        frequency,
        model: modelled.map(|(model, _)| model),
        probability: modelled.map_or(frequency, |(_, probability)| probability),
    })
}

fn frequency(alive: &Survivors, bootstrap: &EraBootstrap) -> Result<EraInterval, ReferenceClassError> {
    let by_era = bootstrap.mean(&alive.values(), &alive.eras)?;
    if alive.both_kinds() {
        return Ok(by_era);
    }
    let interval = wilson(by_era.estimate, alive.burst.len() as f64, bootstrap.level)?;
    Ok(EraInterval { interval, ..by_era })
}

fn by_model(
    model: LandmarkModel,
    alive: &Survivors,
    state: &BoomState,
    bootstrap: &EraBootstrap,
) -> Result<Option<EraInterval>, ReferenceClassError> {
    let Some(columns) = model.columns(alive) else { return Ok(None) };
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let asked = model.predictors(state);
    finite("predictor", &asked)?;
    let fitted = |drawn: &[usize]| {
        let fit = Logistic::fit_to(drawn, &columns, &alive.burst).ok()?;
        fit.probability(&asked).ok()
    };
    bootstrap.statistic(&alive.eras, fitted).map(Some)
}
