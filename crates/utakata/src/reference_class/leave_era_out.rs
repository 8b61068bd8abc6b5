//! The error rates of an alarm, measured with eras left out.

use serde::Serialize;

use super::conformal::conformal_p;
use super::error::{finite, same_length};
use super::{EraBootstrap, EraInterval, Outcomes, ReferenceClassError};
use crate::Interval;
use crate::proportion::clopper_pearson;

/// How alarms are evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AlarmDesign<'a> {
    /// Booms within this many calendar years of the one judged are left out of its reference class.
    pub gap: u32,
    /// Levels of the alarm.
    pub alphas: &'a [f64],
    /// Resampling of eras; its level is also that of the binomial intervals.
    pub bootstrap: EraBootstrap,
}

/// Measured error rates of one alarm at one level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlarmRates {
    /// Nominal chance of ever alarming on a boom that does not burst.
    pub alpha: f64,
    /// Share of non-bursting booms with an alarm.
    pub false_alarm_rate: f64,
    /// Its Clopper–Pearson interval: the booms as independent, which they are not.
    pub interval: Interval,
    /// Its interval over resampled eras.
    pub era_interval: EraInterval,
    /// Share of bursting booms with an alarm.
    pub power: f64,
    /// Its Clopper–Pearson interval.
    pub power_interval: Interval,
    /// Its interval over resampled eras.
    pub power_era_interval: EraInterval,
    /// Booms that did not burst.
    pub non_bursting: usize,
    /// Booms that burst.
    pub bursting: usize,
    /// Whether the alarm sounded, boom by boom.
    #[serde(skip_serializing)]
    pub alarms: Vec<bool>,
}

/// The conformal p-value of every boom among the non-bursting booms more than `gap` years away; 1 where there are none.
///
/// # Errors
/// [`ReferenceClassError`] unless there is one finite score per boom.
pub fn leave_era_out_p_values(
    scores: &[f64],
    outcomes: &Outcomes<'_>,
    gap: u32,
) -> Result<Vec<f64>, ReferenceClassError> {
    same_length("scores", scores.len(), outcomes.booms())?;
    finite("score", scores)?;
    let everyone: Vec<usize> = (0..scores.len()).collect();
    Ok(everyone.iter().map(|&boom| p_value_among(scores, outcomes, gap, boom, &everyone)).collect())
}

/// The p-value of `boom` among the non-bursting members of `pool` more than `gap` years away.
pub(super) fn p_value_among(
    scores: &[f64],
    outcomes: &Outcomes<'_>,
    gap: u32,
    boom: usize,
    pool: &[usize],
) -> f64 {
    let (eras, burst) = (outcomes.eras(), outcomes.burst());
    let (mut references, mut at_least) = (0, 0);
    for &j in pool.iter().filter(|&&j| !burst[j] && eras[j].abs_diff(eras[boom]) > gap) {
        references += 1;
        at_least += usize::from(scores[j] >= scores[boom]);
    }
    conformal_p(at_least, references)
}

/// Error rates of the [`ConformalAlarm`](super::ConformalAlarm) with every boom judged only by booms of other eras: what the promise of
/// exchangeability is worth when the next boom comes from an era that nobody has seen.
///
/// # Errors
/// [`ReferenceClassError`] unless there is one finite score per boom, or as [`EraBootstrap::mean`].
pub fn leave_era_out(
    scores: &[f64],
    outcomes: &Outcomes<'_>,
    design: &AlarmDesign<'_>,
) -> Result<Vec<AlarmRates>, ReferenceClassError> {
    let p_values = leave_era_out_p_values(scores, outcomes, design.gap)?;
    rates_of(&p_values, outcomes, design)
}

/// Error rates at every level of `design` of p-values, one per boom.
///
/// # Errors
/// As [`leave_era_out`].
pub fn rates_of(
    p_values: &[f64],
    outcomes: &Outcomes<'_>,
    design: &AlarmDesign<'_>,
) -> Result<Vec<AlarmRates>, ReferenceClassError> {
    same_length("p-values", p_values.len(), outcomes.booms())?;
    design
        .alphas
        .iter()
        .map(|&alpha| {
            let alarms: Vec<bool> = p_values.iter().map(|&p| p <= alpha).collect();
            let (healthy, healthy_interval, healthy_eras, non_bursting) =
                share(&alarms, outcomes, false, &design.bootstrap)?;
            let (power, power_interval, power_eras, bursting) =
                share(&alarms, outcomes, true, &design.bootstrap)?;
            Ok(AlarmRates {
                alpha,
                false_alarm_rate: healthy,
                interval: healthy_interval,
                era_interval: healthy_eras,
                power,
                power_interval,
                power_era_interval: power_eras,
                non_bursting,
                bursting,
                alarms,
            })
        })
        .collect()
}

/// Share of alarms among the booms with the outcome `burst`, its two intervals and the number of booms.
fn share(
    alarms: &[bool],
    outcomes: &Outcomes<'_>,
    burst: bool,
    bootstrap: &EraBootstrap,
) -> Result<(f64, Interval, EraInterval, usize), ReferenceClassError> {
    let chosen = || (0..alarms.len()).filter(|&i| outcomes.burst()[i] == burst);
    let values: Vec<f64> = chosen().map(|i| f64::from(u8::from(alarms[i]))).collect();
    let eras: Vec<i32> = chosen().map(|i| outcomes.eras()[i]).collect();
    let rate = bootstrap.mean(&values, &eras)?;
    let interval = clopper_pearson(rate.estimate, values.len() as f64, bootstrap.level)?;
    Ok((rate.estimate, interval, rate, values.len()))
}
