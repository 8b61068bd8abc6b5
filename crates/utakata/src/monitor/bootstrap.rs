//! The composite bootstrap of Phillips and Shi (2020) on a training sample.

use super::MonitorError;
use super::design::Design;
use crate::Execution;
use crate::explosive::signed_root;
use crate::moments::{Columns, Goal, Lengths, sweep};
use crate::null::{Draws, NullError};
use crate::sample;

/// The quantile of the largest BSADF over `horizon` dates of series made of the training's increments (lag 0, the
/// mean taken out), drawn at random and multiplied by standard normals. The series begins one smallest window before
/// the horizon, as in the paper.
pub(super) fn composite(
    training: &[f64],
    design: &Design,
    window: usize,
    replications: usize,
) -> Result<f64, MonitorError> {
    let mut residuals = sample::differences(training);
    let mean = residuals.iter().sum::<f64>() / residuals.len() as f64;
    for d in &mut residuals {
        *d -= mean;
    }
    let lengths = Lengths::new(window + design.horizon, 0);
    let serial = Execution::serial();
    let draws =
        Draws::simulate(replications, design.seed, "monitor-composite", &serial, |normal, stream| {
            let mut level = 0.0;
            let levels: Vec<f64> = (0..window + design.horizon)
                .map(|_| {
                    let here = level;
                    level += normal.sample(stream) * residuals[stream.below(residuals.len())];
                    here
                })
                .collect();
            let mut largest = f64::NEG_INFINITY;
            sweep(Goal::Suprema, &Columns::new(&levels, 0), window, &lengths, |_, end| {
                largest = largest.max(end.best);
            });
            signed_root(largest)
        })?;
    Ok(draws.quantile(1.0 - design.false_alarm_rate).ok_or(NullError::Undefined)?)
}
