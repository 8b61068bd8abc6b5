//! The reference-class alarm, watched after the entry.

use serde::Serialize;

use super::alert::Quartiles;
use super::{ReplayError, Replayed};
use crate::reference_class::{
    AlarmDesign, AlarmRates, ConformalAlarm, Outcomes, leave_era_out_p_values, rates_of,
};

/// Fewest booms that went on for an alarm strictly as of a boom's entry: with 19 the smallest p-value is 5 %.
const LEAST_REFERENCES: usize = 20;

/// What the alarm said of one boom.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Watched {
    /// Booms that went on it was compared with.
    pub references: usize,
    /// p-value of the running maximum at each look; empty where there are too few references.
    pub p_values: Vec<f64>,
    /// The last p-value that counts: at the last look, or the last before the fall of 40 %. `None` as above.
    pub p_value: Option<f64>,
}

/// Measured rates of the watched alarm.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WatchRates {
    /// One entry per level. False alarms: it ever sounded in a boom that went on. Power: it sounded before the fall of 40 %.
    pub alarms: Vec<AlarmRates>,
    /// Trading days from the alarm to the fall, one entry per level.
    pub lead: Vec<Option<Quartiles>>,
    /// References of a boom.
    pub references: Option<Quartiles>,
    /// Booms left out because there were fewer than 20 references.
    pub insufficient: usize,
}

/// The alarm on the volatility of the second half of the two years up to each look: the running maximum over the looks
/// against the largest score in the whole two years of booms that went on. See [`ConformalAlarm`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlarmWatch {
    /// p-value of the score at entry among the scores at entry of booms of other eras that went on, as
    /// [`crate::reference_class::backtest`] has it; boom by boom.
    #[serde(skip_serializing)]
    pub at_entry: Vec<f64>,
    /// Compared with booms of other eras, later ones too; boom by boom.
    #[serde(skip_serializing)]
    pub watched: Vec<Watched>,
    /// Compared with booms whose two years were over when the boom was entered; boom by boom.
    #[serde(skip_serializing)]
    pub watched_as_of: Vec<Watched>,
    /// Rates of `watched`.
    pub rates: WatchRates,
    /// Rates of `watched_as_of`; `None` where the booms judged all burst, or all went on, or are of one era.
    pub as_of: Option<WatchRates>,
}

impl AlarmWatch {
    /// Of booms whose outcome is known.
    pub(super) fn of(booms: &[&Replayed], design: &AlarmDesign<'_>) -> Result<Self, ReplayError> {
        let eras: Vec<i32> = booms.iter().map(|boom| i32::from(boom.episode.era)).collect();
        let burst: Vec<bool> = booms.iter().map(|boom| boom.episode.crash).collect();
        let outcomes = Outcomes::new(&eras, &burst)?;
        let entry: Vec<f64> = booms.iter().map(|b| b.looks.first().map_or(0.0, |look| look.score)).collect();
        let largest: Vec<f64> = booms.iter().map(|b| running(b).last().copied().unwrap_or(0.0)).collect();
        let scores = |keep: &dyn Fn(usize) -> bool| -> Vec<f64> {
            (0..booms.len()).filter(|&j| !burst[j] && keep(j)).map(|j| largest[j]).collect()
        };
        let (mut watched, mut as_of) = (Vec::new(), Vec::new());
        for (i, boom) in booms.iter().enumerate() {
            watched.push(watch(boom, &scores(&|j| eras[j].abs_diff(eras[i]) > design.gap), 1)?);
            let over = |j: usize| booms[j].episode.end <= boom.episode.start;
            as_of.push(watch(boom, &scores(&over), LEAST_REFERENCES)?);
        }
        let strictly = rates(booms, &as_of, design);
        Ok(Self {
            at_entry: leave_era_out_p_values(&entry, &outcomes, design.gap)?,
            rates: rates(booms, &watched, design)?,
            as_of: strictly.ok(),
            watched,
            watched_as_of: as_of,
        })
    }
}

/// Running maximum of the score.
fn running(boom: &Replayed) -> Vec<f64> {
    let larger = |largest: &mut f64, score: f64| {
        *largest = largest.max(score);
        Some(*largest)
    };
    boom.looks.iter().map(|look| look.score).scan(f64::NEG_INFINITY, larger).collect()
}

/// Looks of a boom that count: all, or those before the fall of 40 %.
fn counted(boom: &Replayed) -> usize {
    boom.course
        .burst_day
        .map_or(boom.looks.len(), |burst| boom.looks.partition_point(|look| look.day < burst))
}

fn watch(boom: &Replayed, references: &[f64], least: usize) -> Result<Watched, ReplayError> {
    let mut watched = Watched { references: references.len(), p_values: Vec::new(), p_value: None };
    if references.len() >= least {
        // The level of the alarm plays no part in its p-values.
        let alarm = ConformalAlarm::new(references, 0.5)?;
        watched.p_values =
            running(boom).into_iter().map(|score| alarm.p_value(score)).collect::<Result<_, _>>()?;
        // A fall of 40 % by the first look leaves nothing to call: no alarm.
        watched.p_value = Some(counted(boom).checked_sub(1).map_or(1.0, |last| watched.p_values[last]));
    }
    Ok(watched)
}

fn rates(
    booms: &[&Replayed],
    watched: &[Watched],
    design: &AlarmDesign<'_>,
) -> Result<WatchRates, ReplayError> {
    let judged: Vec<(&Replayed, &Watched, f64)> =
        booms.iter().zip(watched).filter_map(|(boom, w)| Some((*boom, w, w.p_value?))).collect();
    let eras: Vec<i32> = judged.iter().map(|(boom, ..)| i32::from(boom.episode.era)).collect();
    let burst: Vec<bool> = judged.iter().map(|(boom, ..)| boom.episode.crash).collect();
    let p_values: Vec<f64> = judged.iter().map(|&(.., p)| p).collect();
    let alarms = rates_of(&p_values, &Outcomes::new(&eras, &burst)?, design)?;
    let lead = |&alpha: &f64| {
        let days = judged.iter().filter_map(|(boom, watched, _)| {
            let at = watched.p_values.iter().position(|&p| p <= alpha)?;
            let before = boom.course.burst_day?.checked_sub(boom.looks[at].day).filter(|&days| days > 0)?;
            Some(boom.trading_days(before))
        });
        Quartiles::of(days.collect())
    };
    Ok(WatchRates {
        alarms,
        lead: design.alphas.iter().map(lead).collect(),
        references: Quartiles::of(watched.iter().map(|w| w.references as f64).collect()),
        insufficient: watched.len() - judged.len(),
    })
}
