//! What the models gain over the frequency among the booms alive.

use serde::Serialize;

use super::super::{
    Booms, EraBootstrap, EraInterval, ModelSkill, Outcomes, PathScore, ReferenceClassError, climatology,
    first_that_enters,
};
use super::model::LandmarkModel;
use super::survivors::Survivors;

/// The days after entry on which booms are judged, in trading days of which the two years have 504: eighths of the two
/// years, in a calendar of any frequency.
pub const LANDMARKS: [u32; 8] = [0, 63, 126, 189, 252, 315, 378, 441];

/// The booms alive on one day, and how they were forecast.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LandmarkSkill {
    /// Trading day after entry.
    pub day: u32,
    /// Booms that had not burst.
    pub survivors: usize,
    /// Those of them that burst later.
    pub bursting: usize,
    /// Their share, with its interval over resampled eras; absent where they are of fewer than two eras.
    pub frequency: Option<EraInterval>,
    /// The models that look at something that told the booms apart by then; their intervals for all together allow for
    /// every model on every day. Empty where leaving an era out leaves booms of one outcome only.
    pub models: Vec<ModelSkill>,
}

/// Every model after entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AfterEntry {
    /// Day by day.
    pub landmarks: Vec<LandmarkSkill>,
    /// Over all days together, one forecast per boom and day, in the order of [`LandmarkModel::ALL`]; the intervals for all
    /// together allow for every model. A model that has nothing to look at on a day forecasts the frequency there. Empty
    /// where no day can be judged.
    pub pooled: Vec<ModelSkill>,
    /// The model that is printed, on every day: of those that enter over all days together, the one registered first. None
    /// where none enters: the frequency among the booms alive is printed.
    pub printed: Option<LandmarkModel>,
}

/// The booms of one day with the forecasts of every model.
struct Judged {
    survivors: Survivors,
    base: Vec<f64>,
    /// In the order of [`LandmarkModel::ALL`].
    forecasts: Vec<Option<Vec<f64>>>,
}

/// Judges every [`LandmarkModel`] on every one of [`LANDMARKS`], each boom by those that were alive on the same day of their
/// own time and began more than `gap` years away. Gains are over [`climatology`] among those same booms.
///
/// # Errors
/// [`ReferenceClassError`] for columns of different lengths, run-ups that cannot be scored, and a `bootstrap` that cannot
/// be drawn.
pub fn after_entry(
    booms: &Booms,
    gap: u32,
    bootstrap: &EraBootstrap,
) -> Result<AfterEntry, ReferenceClassError> {
    booms.check()?;
    let volatility = PathScore::SecondHalfVolatility.of_all(&booms.paths)?;
    let alive = LANDMARKS.map(|day| Survivors::on(day, booms, &volatility));
    let judged: Vec<Option<Judged>> = alive.iter().map(|s| judge(s, gap)).collect::<Result<_, _>>()?;
    let tried = LandmarkModel::ALL.len() * judged.iter().flatten().count();
    let landmarks = LANDMARKS
        .iter()
        .zip(&alive)
        .zip(&judged)
        .map(|((&day, survivors), judged)| {
            let models = judged.as_ref().map(|judged| on_one_day(judged, tried, bootstrap));
            Ok(LandmarkSkill {
                day,
                survivors: survivors.burst.len(),
                bursting: survivors.bursting(),
                frequency: bootstrap.mean_of_several(&survivors.values(), &survivors.eras)?,
                models: models.transpose()?.unwrap_or_default(),
            })
        })
        .collect::<Result<Vec<_>, ReferenceClassError>>()?;
    let pooled = pooled(&judged.into_iter().flatten().collect::<Vec<_>>(), bootstrap)?;
    let printed = first_that_enters(&pooled).map(|index| LandmarkModel::ALL[index]);
    Ok(AfterEntry { landmarks, pooled, printed })
}

fn judge(survivors: &Survivors, gap: u32) -> Result<Option<Judged>, ReferenceClassError> {
    if !survivors.can_be_judged(gap) {
        return Ok(None);
    }
    let base = climatology(&Outcomes::new(&survivors.eras, &survivors.burst)?, gap)?;
    let forecasts =
        LandmarkModel::ALL.iter().map(|m| m.leave_era_out(survivors, gap)).collect::<Result<_, _>>()?;
    Ok(Some(Judged { survivors: survivors.clone(), base, forecasts }))
}

fn on_one_day(
    judged: &Judged,
    tried: usize,
    bootstrap: &EraBootstrap,
) -> Result<Vec<ModelSkill>, ReferenceClassError> {
    let outcomes = (&judged.survivors.burst[..], &judged.survivors.eras[..]);
    LandmarkModel::ALL
        .iter()
        .zip(&judged.forecasts)
        .filter_map(|(model, forecast)| Some((model, forecast.as_ref()?)))
        .map(|(model, forecast)| {
            ModelSkill::one_of(tried, model.name(), forecast, &judged.base, outcomes, bootstrap)
        })
        .collect()
}

/// One forecast per boom and day; resampling an era draws all of its booms on all of their days.
fn pooled(days: &[Judged], bootstrap: &EraBootstrap) -> Result<Vec<ModelSkill>, ReferenceClassError> {
    if days.is_empty() {
        return Ok(Vec::new());
    }
    let burst: Vec<bool> = days.iter().flat_map(|d| d.survivors.burst.iter().copied()).collect();
    let eras: Vec<i32> = days.iter().flat_map(|d| d.survivors.eras.iter().copied()).collect();
    let base: Vec<f64> = days.iter().flat_map(|d| d.base.iter().copied()).collect();
    LandmarkModel::ALL
        .iter()
        .enumerate()
        .map(|(index, model)| {
            let forecasts: Vec<f64> = days
                .iter()
                .flat_map(|d| d.forecasts[index].as_ref().unwrap_or(&d.base).iter().copied())
                .collect();
            let tried = LandmarkModel::ALL.len();
            ModelSkill::one_of(tried, model.name(), &forecasts, &base, (&burst, &eras), bootstrap)
        })
        .collect()
}
