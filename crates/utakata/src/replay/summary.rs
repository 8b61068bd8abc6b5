//! What all replayed booms say together.

use serde::Serialize;

use super::{AlarmWatch, Alert, AlertRates, Confusion, Label, Method, ReplayError, Replayed, Truth};
use crate::reference_class::{AlarmDesign, BacktestDesign};

/// How replayed booms are counted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SummaryDesign<'a> {
    /// Levels and gap of the watched alarm, and the resampling of eras for every interval.
    pub alarms: AlarmDesign<'a>,
}

impl SummaryDesign<'_> {
    /// As [`BacktestDesign::new`].
    pub fn new(seed: u64) -> Self {
        Self { alarms: BacktestDesign::new(seed).alarms }
    }
}

/// What was measured.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// Booms that count: their outcome is known, no split is suspected, and there was enough to watch at the entry.
    pub booms: usize,
    /// Those that burst.
    pub bursting: usize,
    /// Their looks.
    pub looks: usize,
    /// Booms whose two years are not over.
    pub censored: usize,
    /// Booms with a suspected split.
    pub suspected: usize,
    /// Booms with too few observations at the entry.
    pub insufficient: usize,
    /// Labels against truth, by method and truth.
    pub confusion: Vec<Confusion>,
    /// Alerts: false alarms, power, lead.
    pub alerts: Vec<AlertRates>,
    /// The reference-class alarm; `None` where all booms burst or none did, or all are of one era.
    pub watch: Option<AlarmWatch>,
}

/// Whether a boom counts.
pub fn judged(boom: &Replayed) -> bool {
    known(boom) && enough(boom)
}

/// Whether its outcome is known and no split is suspected.
fn known(boom: &Replayed) -> bool {
    boom.episode.outcome().is_some() && !boom.episode.suspected_split
}

/// Whether there was enough to watch at the entry.
fn enough(boom: &Replayed) -> bool {
    boom.looks.first().is_some_and(|look| look.label(Method::Levels) != Label::Insufficient)
}

/// Counts. The booms of [`AlarmWatch`] are those that [`judged`] keeps, in the order given.
///
/// # Errors
/// [`ReplayError::ReferenceClass`] for a level outside (0, 1) or no replications.
pub fn summarise(booms: &[Replayed], design: &SummaryDesign<'_>) -> Result<Summary, ReplayError> {
    let counting: Vec<&Replayed> = booms.iter().filter(|boom| judged(boom)).collect();
    let bootstrap = &design.alarms.bootstrap;
    let mut confusion = Vec::new();
    for method in Method::ALL {
        for truth in Truth::ALL {
            confusion.push(Confusion::of(method, truth, &counting, bootstrap)?);
        }
    }
    let alerts = Alert::ALL
        .map(|alert| AlertRates::of(alert, &counting, bootstrap))
        .into_iter()
        .collect::<Result<_, _>>()?;
    Ok(Summary {
        booms: counting.len(),
        bursting: counting.iter().filter(|boom| boom.episode.crash).count(),
        looks: counting.iter().map(|boom| boom.looks.len()).sum(),
        censored: booms.iter().filter(|boom| boom.episode.outcome().is_none()).count(),
        suspected: booms
            .iter()
            .filter(|b| b.episode.outcome().is_some() && b.episode.suspected_split)
            .count(),
        insufficient: booms.iter().filter(|boom| known(boom) && !enough(boom)).count(),
        confusion,
        alerts,
        // No rates where one kind of boom is missing or of one era; a wrong design has failed above.
        watch: AlarmWatch::of(&counting, &design.alarms).ok(),
    })
}
