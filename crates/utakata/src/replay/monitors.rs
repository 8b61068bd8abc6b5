//! Calibrated monitors, shared by booms of one training length.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::{Deserialize, Serialize};

use super::{Label, Method};
use crate::Execution;
use crate::boom::Calendar;
use crate::laboratory;
use crate::monitor::{Calibrated, Design, MonitorError};
use crate::state::{self, Call, FollowOptions, LEAST_TRAINING, LEAST_WATCHED};

/// Frozen trainings are multiples of this many observations (a quarter year of weeks).
const GRID: usize = 13;
/// The crossing rule, by its name in the laboratory.
const POINTWISE: &str = "bsadf-pointwise";

/// What a replay depends on beside the prices.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ReplayOptions {
    /// Chance of any false inflation call over a horizon.
    pub false_alarm_rate: f64,
    /// Simulated paths behind each boundary.
    pub replications: usize,
    /// Observations without a new low after which a fall is over, at least.
    pub patience: usize,
    /// Seed of the boundaries.
    pub seed: u64,
}

impl ReplayOptions {
    /// The program's defaults.
    pub fn new(seed: u64) -> Self {
        let FollowOptions { false_alarm_rate, replications, patience, .. } = FollowOptions::default();
        Self { false_alarm_rate, replications, patience, seed }
    }
}

/// Which constants: the default monitor of a training length, or the crossing rule of one.
type Key = (bool, usize);
type Shared = Arc<OnceLock<Result<Calibrated, MonitorError>>>;

/// Monitors made when they are first needed. The same for the same options, whoever asks first.
#[derive(Debug)]
pub struct Monitors {
    options: ReplayOptions,
    made: Mutex<BTreeMap<Key, Shared>>,
}

impl Monitors {
    /// None made yet.
    pub fn new(options: ReplayOptions) -> Self {
        Self { options, made: Mutex::new(BTreeMap::new()) }
    }

    /// The options.
    pub fn options(&self) -> &ReplayOptions {
        &self.options
    }

    /// Training for a boom that is entered when `known` observations are known: a third of them, at least 61, rounded
    /// down to a multiple of 13. `None` where fewer than ten would be left to watch.
    pub fn training(known: usize) -> Option<usize> {
        let training = (known / 3 / GRID * GRID).max(LEAST_TRAINING);
        (known >= training + LEAST_WATCHED).then_some(training)
    }

    /// What [`Method::Levels`] said on the last look at or before observation `start` of `prices`, with a monitor opened
    /// then; looks are counted from the first observation.
    ///
    /// # Errors
    /// [`MonitorError`] for prices that have no logarithm.
    pub fn at_start(&self, prices: &[f64], start: usize, calendar: Calendar) -> Result<Label, MonitorError> {
        let seen: Vec<f64> = prices.iter().copied().take(start + 1).step_by(calendar.stride).collect();
        let Some(last) = seen.len().checked_sub(1) else { return Ok(Label::Insufficient) };
        let labels = self.labels(Method::Levels, &seen, last, calendar)?;
        Ok(labels.first().copied().unwrap_or(Label::Insufficient))
    }

    /// The label of every look of a boom by `method`: of the observations from `entry` on. `values` are prices thinned to
    /// looks, up to the last look of the boom.
    ///
    /// # Errors
    /// [`MonitorError`] for prices that have no logarithm.
    pub(super) fn labels(
        &self,
        method: Method,
        values: &[f64],
        entry: usize,
        calendar: Calendar,
    ) -> Result<Vec<Label>, MonitorError> {
        let years = 2 * calendar.year / calendar.stride;
        let plan = match method {
            Method::Levels | Method::Logarithms => Self::training(entry + 1).map(|training| (0, training)),
            Method::Crossing => {
                entry.checked_sub(years).filter(|_| years >= LEAST_TRAINING).map(|first| (first, years))
            }
        };
        let looks = values.len() - entry;
        let Some((first, training)) = plan else { return Ok(vec![Label::Insufficient; looks]) };
        let read: Vec<f64> = match method {
            Method::Levels => values[first..].to_vec(),
            Method::Logarithms | Method::Crossing => values[first..].iter().map(|v| v.ln()).collect(),
        };
        if read[..training].iter().all(|&v| v == read[0]) {
            return Ok(vec![Label::Insufficient; looks]);
        }
        let shared = self.shared((method == Method::Crossing, training));
        let calibrated = shared.get_or_init(|| self.calibrate(method, training)).as_ref();
        let calls = state::calls(&read, calibrated.map_err(Clone::clone)?, self.options.patience)?;
        Ok((entry - first..read.len()).map(|index| standing(&calls, index)).collect())
    }

    fn shared(&self, key: Key) -> Shared {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.entry(key).or_default().clone()
    }

    fn calibrate(&self, method: Method, training: usize) -> Result<Calibrated, MonitorError> {
        let crossing = || laboratory::named(POINTWISE, training, training + 1);
        let design = if method == Method::Crossing { crossing() } else { None };
        let design = Design {
            false_alarm_rate: self.options.false_alarm_rate,
            replications: self.options.replications,
            seed: self.options.seed,
            ..design.unwrap_or_else(|| Design::new(training))
        };
        // Booms are shared out over the threads; one monitor is made by the thread that needs it first.
        Calibrated::new(&design, training, &Execution::serial())
    }
}

/// Where the calls up to `index` leave the price.
fn standing(calls: &[Call], index: usize) -> Label {
    let made = calls.partition_point(|call| call.index <= index);
    made.checked_sub(1).map_or(Label::Calm, |last| calls[last].state.into())
}
