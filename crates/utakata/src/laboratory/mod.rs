//! The laboratory: how often a monitor is wrong and how late it is right, by simulation.

mod dates;
mod grid;
mod monitors;
mod outcome;

use serde::Serialize;

pub use dates::{DateAccuracy, DateScore};
pub use grid::{After, Cell, Grown, Span, bubbles, grid, nulls};
pub use monitors::{CROSSING, MONITORS, Named, named};
pub use outcome::{CellResult, Delays};

use crate::Execution;
use crate::dgp::Process;
use crate::monitor::{Alarm, Calibrated, MonitorError, Stage};
use crate::random::{Normal, Stream, derive_seed};
use dates::{Dating, accuracy, dating};
use outcome::{Outcome, summary};

/// How much to simulate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Campaign {
    /// Length of every path.
    pub observations: usize,
    /// Paths per cell.
    pub paths: usize,
    /// Seed; path `i` of a cell uses stream `i` of a seed derived from it and the cell's name.
    pub seed: u64,
    /// Paths per bubble whose dates are looked at, the first ones; 0 for none. A path takes tens of milliseconds.
    pub dated: usize,
}

/// Runs a calibrated monitor over the paths of one cell: trains it on each path's first observations and replays the
/// rest, to the end of the monitor's horizon or of the path.
///
/// # Errors
/// Those of [`Calibrated::train`] and [`crate::monitor::Monitor::observe`] but the end of the horizon.
pub fn run(
    cell: &Cell,
    monitor: &Calibrated,
    campaign: &Campaign,
    execution: &Execution<'_>,
) -> Result<CellResult, MonitorError> {
    let (normal, seed) = (Normal::new(), derive_seed(campaign.seed, &cell.name));
    let outcomes = execution.map(campaign.paths, |path| {
        let mut stream = Stream::new(seed, path as u64);
        let values = cell.path(campaign.observations, &normal, &mut stream);
        let alarms = watch(monitor, &values)?;
        let outcome = outcome(cell.bubble, &alarms);
        let end = alarms.iter().find(|a| a.stage == Stage::Crash);
        let dates = match (cell.bubble, outcome, end) {
            (Some(span), Outcome::Called { crash: Some(1..), .. }, Some(end)) if path < campaign.dated => {
                Some(dating(cell, span, campaign, path, (&values, end))?)
            }
            _ => None,
        };
        Ok::<_, MonitorError>((outcome, dates))
    })?;
    let (outcomes, dates): (Vec<Outcome>, Vec<Option<Dating>>) =
        outcomes.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
    let dates: Vec<Dating> = dates.into_iter().flatten().collect();
    let dates = (campaign.dated > 0 && cell.bubble.is_some()).then(|| accuracy(&dates));
    Ok(summary(cell, &outcomes, dates))
}

/// The calls on one path.
fn watch(monitor: &Calibrated, values: &[f64]) -> Result<Vec<Alarm>, MonitorError> {
    let (training, rest) = values.split_at(monitor.training().min(values.len()));
    let mut monitor = monitor.train(training)?;
    match monitor.replay(rest) {
        Ok(_) | Err(MonitorError::HorizonOver { .. }) => Ok(monitor.alarms().to_vec()),
        Err(error) => Err(error),
    }
}

/// What the calls mean when the truth is known.
fn outcome(bubble: Option<Span>, alarms: &[Alarm]) -> Outcome {
    let first = alarms.first().map(|a| a.index);
    let Some(Span { first: start, peak }) = bubble else {
        return first.map_or(Outcome::Silent, |_| Outcome::FalseAlarm);
    };
    // A cycle that was over before the bubble began is a false alarm; what counts is the first call of the bubble.
    if first.is_some_and(|index| index < start) {
        return Outcome::FalseAlarm;
    }
    let Some(inflation) = first.filter(|&index| index <= peak) else { return Outcome::Silent };
    let crash = alarms.iter().find(|a| a.stage == Stage::Crash).map(|a| a.index);
    Outcome::Called { inflation: inflation - start, crash: crash.map(|index| index as isize - peak as isize) }
}
