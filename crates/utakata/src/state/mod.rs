//! Where a price stands: calm, inflating, bursting or deflated, since when, and how likely that is wrong.
//!
//! The calls are those of the default [`crate::monitor`], made one observation at a time as if the data were arriving;
//! the dates are confidence sets of [`crate::dating::date_bubble`], made in hindsight.
//!
//! # The rule
//! * **calm** until growth is called;
//! * **inflating** from an inflation call;
//! * **bursting** from the crash call after it, until the fall is over: the price has made no new low for half as many
//!   observations as it had grown, and at least [`FollowOptions::patience`]. The growth is counted from the start of the
//!   longest window that showed it to the highest value; a new low counts where it takes back another twentieth of
//!   what was gained in that time. Being back where the growth began does not by itself end a fall;
//! * **deflated** then;
//! * **calm** again once a price stands above the peak after a crash call: what was called over went on. The crash
//!   call stays on record.
//!
//! An inflation call opens a new cycle whatever the state; above the old peak it comes at once if the growth still shows
//! against its boundary. Each observation changes the state at most once. Growth that merely stops is called over too,
//! and counts as deflated when no fall follows. A long growth needs a long rest to be called deflated: after three years
//! of growth the state is bursting for at least a year and a half, and a rally of that length inside a longer fall ends
//! it too early.
//!
//! No call depends on anything later than itself. With [`FollowOptions::training`] fixed, the calls made on the first
//! observations of a series are the first of those made on the whole; by default the training grows with the sample,
//! so a series that is followed live should fix it.
//!
//! # How wrong it can be
//! The training is the first third of the sample, at least 61 observations, and the horizon as long as the training. The
//! chance of any inflation call over the horizon is the nominal rate when the price is a random walk, and at most half
//! as much again where its variance rises ninefold once. When a horizon is over and no growth is under way, a new monitor
//! is trained on the newest observations and the rate holds anew for its horizon; over all of them, two for a sample that
//! is followed from its first third, it adds up. Growth that lies in the training is not called. That a fall is over is a
//! rule about prices, not a test: no error rate belongs to it.
//!
//! The horizon is not the whole rest of the sample, because what a training says about drift, memory and noise wears
//! out, and because the boundaries rise with it: `docs/calls.md` shows both on real series.
//!
//! # Levels or logarithms
//! The series is read as it is given, by the calls and by the dates. Levels show more: a price that multiplies takes
//! steps, and noise, that multiply with it, and the default monitor judges a rise by the noise before it. In logarithms
//! the same rise is a steady trend against steady noise, which is no bubble there and is called only where it is faster
//! than chance over the horizon: NASDAQ in 1999 and 2000 is called in levels and not in logarithms.
//!
//! The other side of it: a geometric walk, whose logarithm is a random walk, has noise that grows with its level without
//! any bubble. Where its steps are 3 % or less and the training 300 observations or less it is called in levels hardly
//! more often than the nominal rate says; with steps of 5 % and a training of a thousand in 19 %
//! (`docs/calls.md`). Whoever holds such a walk for the ordinary course of a price should read logarithms.
//!
//! # What it cannot see
//! Growth within a training; growth that is slow against its noise over half a training; how the price stands against
//! what it is worth. A jump of some thirty times the usual step in one observation (an unadjusted split) is called like
//! a rise.

mod dates;
mod machine;
mod statement;

use serde::{Deserialize, Serialize};

use crate::dating::{DateOptions, DateRange};
use crate::monitor::{Calibrated, Design, MonitorError};
use crate::{Execution, Phrase};
use machine::Machine;

/// Fewest training observations: with fewer the noise is hardly known.
pub(crate) const LEAST_TRAINING: usize = 61;
/// Fewest observations watched: the shortest window of the default monitor.
pub(crate) const LEAST_WATCHED: usize = 10;

/// Where a series stands at its last observation. The rule is that of [`crate::state`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// No growth has been called, or what was called over rose above its peak.
    Calm,
    /// Explosive growth has been called, its end has not.
    Inflating,
    /// The growth was called over and the fall is under way.
    Bursting,
    /// The fall after the growth is over.
    Deflated,
}

/// A change of state, made at its observation and never taken back.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Call {
    /// The state entered.
    pub state: State,
    /// The observation (from 0) that brought it.
    pub index: usize,
    /// The statistic that crossed; `None` for changes that prices alone decide.
    pub statistic: Option<f64>,
    /// The boundary it crossed.
    pub boundary: Option<f64>,
}

/// When the state began.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Since {
    /// Best date: the estimate of [`crate::dating::date_bubble`] where the data can be dated and it agrees with the
    /// call, otherwise the observation of the call.
    pub point: usize,
    /// The dates that are not rejected: of the origination when inflating, of the collapse (the peak) when bursting, of
    /// the recovery when deflated. `None` where the data cannot be dated.
    pub set: Option<Vec<DateRange>>,
    /// Whether the dating cannot exclude that the event has not happened yet.
    pub may_lie_ahead: bool,
    /// Level of the set.
    pub level: f64,
}

/// How a series is followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FollowOptions {
    /// First observations, on which nothing is called; `None` for a third of the sample, at least 61.
    pub training: Option<usize>,
    /// Observations over which the false-alarm rate holds; `None` for as many as the training has.
    pub horizon: Option<usize>,
    /// Chance of any false inflation call over the horizon.
    pub false_alarm_rate: f64,
    /// Simulated paths behind the boundaries.
    pub replications: usize,
    /// Observations without a new low after which a fall is over, at least; half of the growth's where that is more.
    pub patience: usize,
    /// How the dates are found.
    pub dating: DateOptions,
}

impl Default for FollowOptions {
    /// 5 %, 2,000 paths, 90 % date sets, a fall is over after at least 20 observations without a new low.
    fn default() -> Self {
        Self {
            training: None,
            horizon: None,
            false_alarm_rate: 0.05,
            replications: 2000,
            patience: 20,
            dating: DateOptions::default(),
        }
    }
}

/// A series followed from its training to its last observation. Indices count observations from 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Followed {
    /// Number of observations.
    pub observations: usize,
    /// Training observations.
    pub training: usize,
    /// Observations over which the false-alarm rate holds.
    pub horizon: usize,
    /// Chance of any false inflation call over one horizon.
    pub false_alarm_rate: f64,
    /// Chance that growth is called over although it goes on for `growth` observations.
    pub premature_rate: f64,
    /// The observations of growth that chance refers to.
    pub growth: usize,
    /// Monitors trained, one per horizon begun; 0 where nothing could be watched.
    pub monitors: usize,
    /// Changes of state, oldest first.
    pub calls: Vec<Call>,
    /// The state at the last observation; `None` where it cannot be told.
    pub state: Option<State>,
    /// Why it cannot be told.
    pub reason: Option<Phrase>,
    /// When it began; `None` when calm.
    pub since: Option<Since>,
    /// The highest value of the growth of this cycle; `None` when calm.
    pub peak: Option<usize>,
    /// Observations without a new low after which a fall is over, at least; half of the growth's where that is more.
    pub patience: usize,
}

/// Follows `values` and says where they stand at the last one.
///
/// The same for the same `seed`, whatever the `execution`. A series too short to be watched, or whose training never
/// moves, has no state but a reason.
///
/// # Errors
/// [`MonitorError::Sample`] for values that are not finite or options out of range, [`MonitorError::Null`],
/// [`MonitorError::Cancelled`].
pub fn follow(
    values: &[f64],
    options: &FollowOptions,
    seed: u64,
    execution: &Execution<'_>,
) -> Result<Followed, MonitorError> {
    crate::sample::check(values, 1)?;
    let training = options.training.unwrap_or_else(|| values.len().div_ceil(3).max(LEAST_TRAINING));
    let horizon = options.horizon.unwrap_or(training);
    let design = Design {
        false_alarm_rate: options.false_alarm_rate,
        replications: options.replications,
        seed,
        ..Design::new(horizon)
    };
    let mut followed = Followed {
        observations: values.len(),
        training,
        horizon,
        false_alarm_rate: design.false_alarm_rate,
        premature_rate: design.premature_rate,
        growth: design.growth,
        monitors: 0,
        calls: Vec::new(),
        state: None,
        reason: None,
        since: None,
        peak: None,
        patience: options.patience,
    };
    let needed = training + LEAST_WATCHED;
    if values.len() < needed {
        followed.reason = Some(too_short(values.len(), needed));
        return Ok(followed);
    }
    if values[..training].iter().all(|&v| v == values[0]) {
        followed.reason = Some(Phrase::new(
            "state-reason-still",
            "the first part of the sample never moves, so there is no scale to watch the rest by",
        ));
        return Ok(followed);
    }
    let calibrated = Calibrated::new(&design, training, execution)?;
    let machine = replay(values, &calibrated, options.patience)?;
    followed.monitors = machine.monitors();
    followed.state = Some(machine.state());
    followed.peak = machine.cycle().map(|c| c.peak);
    if let (Some(cycle), Some(call)) = (machine.cycle(), machine.calls().last()) {
        followed.since = Some(dates::since(values, cycle, call, options, seed, execution)?);
    }
    followed.calls = machine.into_calls();
    Ok(followed)
}

/// The changes of state of `values` alone, as [`follow`] makes them, by a monitor calibrated before: for many series of
/// one training and horizon. None where there is nothing to watch after the training.
///
/// # Errors
/// [`MonitorError::Sample`] for values that are not finite.
pub fn calls(values: &[f64], calibrated: &Calibrated, patience: usize) -> Result<Vec<Call>, MonitorError> {
    crate::sample::check(values, 1)?;
    Ok(replay(values, calibrated, patience)?.into_calls())
}

fn replay<'a>(
    values: &[f64],
    calibrated: &'a Calibrated,
    patience: usize,
) -> Result<Machine<'a>, MonitorError> {
    let mut machine = Machine::new(calibrated, patience);
    for index in calibrated.training()..values.len() {
        machine.observe(values, index)?;
    }
    Ok(machine)
}

fn too_short(observations: usize, needed: usize) -> Phrase {
    Phrase::fill(
        "state-reason-short",
        "too short to tell: {observations} observations, and watching for growth needs {needed}",
        [("observations", observations.to_string()), ("needed", needed.to_string())],
    )
}
