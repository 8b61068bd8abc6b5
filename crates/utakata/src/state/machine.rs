//! The state machine: alarms and prices in, states out.

use super::{Call, State};
use crate::monitor::{Alarm, Calibrated, Monitor, MonitorError, Stage};
use crate::sample::SampleError;

/// One run-up with what followed it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cycle {
    /// First observation after the cycle before it.
    pub(super) start: usize,
    /// First observation of the longest window that showed growth before it was called over.
    pub(super) window: usize,
    /// The inflation call.
    pub(super) called: usize,
    /// Highest value so far, or up to the crash call.
    pub(super) peak: usize,
    /// The last new low from the crash call on.
    low: usize,
    /// When the fall was over.
    pub(super) over: Option<usize>,
}

/// Share of the gain that a new low must lie below the one before to count: less is the noise of a price at rest.
const LOWER: f64 = 0.05;

impl Cycle {
    /// Whether the newest of `seen` is a new low.
    fn falls(&self, seen: &[f64]) -> bool {
        let gain = seen[self.peak] - seen[self.window];
        seen[seen.len() - 1] < seen[self.low] - LOWER * gain.max(0.0)
    }

    /// Observations without a new low after which the fall is over: half as long as it had grown, at least `least`.
    fn patience(&self, least: usize) -> usize {
        least.max((self.peak - self.window) / 2)
    }
}

/// Where it stands after each observation.
#[derive(Debug)]
pub(super) struct Machine<'a> {
    calibrated: &'a Calibrated,
    patience: usize,
    /// The monitor at work, with the observation its training begins at; `None` before the first, and while the newest
    /// observations never move.
    monitor: Option<(Monitor, usize)>,
    monitors: usize,
    state: State,
    /// The cycle that stands; `None` when calm.
    cycle: Option<Cycle>,
    /// First observation after the last cycle that ended.
    free: usize,
    calls: Vec<Call>,
}

impl<'a> Machine<'a> {
    pub(super) fn new(calibrated: &'a Calibrated, patience: usize) -> Self {
        Self {
            calibrated,
            patience,
            monitor: None,
            monitors: 0,
            state: State::Calm,
            cycle: None,
            free: 0,
            calls: Vec::new(),
        }
    }

    /// Takes `values[index]`; the observations must be given in order, and none later is read.
    pub(super) fn observe(&mut self, values: &[f64], index: usize) -> Result<(), MonitorError> {
        let seen = &values[..=index];
        match self.alarm(seen)? {
            Some(alarm) => self.enter(seen, alarm),
            None => self.go_on(seen),
        }
        let reach = self.monitor.as_ref().and_then(|(monitor, _)| monitor.reach());
        if self.state == State::Inflating
            && let (Some(cycle), Some(reach)) = (&mut self.cycle, reach)
        {
            cycle.window = cycle.window.min(index + 1 - reach);
        }
        Ok(())
    }

    /// The alarm of the newest observation, by a new monitor where the horizon of the old one is over.
    fn alarm(&mut self, seen: &[f64]) -> Result<Option<Alarm>, MonitorError> {
        let index = seen.len() - 1;
        if let Some((monitor, begun)) = &mut self.monitor {
            match monitor.observe(seen[index]) {
                Err(MonitorError::HorizonOver { .. }) => self.monitor = None,
                alarm => return Ok(alarm?.map(|a| Alarm { index: a.index + *begun, ..a })),
            }
        }
        let begun = index - self.calibrated.training();
        match self.calibrated.train(&seen[begun..index]) {
            Err(MonitorError::Sample(SampleError::Still(_))) => return Ok(None),
            monitor => self.monitor = Some((monitor?, begun)),
        }
        self.monitors += 1;
        self.alarm(seen)
    }

    fn enter(&mut self, seen: &[f64], alarm: Alarm) {
        let index = alarm.index;
        match alarm.stage {
            Stage::Inflation => {
                let window = index + 1 - alarm.window;
                if let Some(cycle) = self.cycle {
                    self.free = cycle.over.unwrap_or(window).min(window);
                }
                let mut peak = window;
                for t in window..=index {
                    peak = higher(seen, peak, t);
                }
                let start = self.free;
                self.cycle = Some(Cycle { start, window, called: index, peak, low: index, over: None });
                self.state = State::Inflating;
            }
            Stage::Crash => {
                if let Some(cycle) = &mut self.cycle {
                    cycle.peak = higher(seen, cycle.peak, index);
                    cycle.low = index;
                }
                self.state = State::Bursting;
            }
        }
        self.calls.push(Call {
            state: self.state,
            index,
            statistic: Some(alarm.statistic),
            boundary: Some(alarm.boundary),
        });
    }

    /// An observation without an alarm.
    fn go_on(&mut self, seen: &[f64]) {
        let index = seen.len() - 1;
        let Some(cycle) = &mut self.cycle else { return };
        if self.state == State::Inflating {
            cycle.peak = higher(seen, cycle.peak, index);
            return;
        }
        if seen[index] > seen[cycle.peak] {
            self.free = index;
            self.cycle = None;
            self.turn(State::Calm, index);
            return;
        }
        if self.state != State::Bursting {
            return;
        }
        if cycle.falls(seen) {
            cycle.low = index;
        }
        if index - cycle.low >= cycle.patience(self.patience) {
            cycle.over = Some(index);
            self.turn(State::Deflated, index);
        }
    }

    fn turn(&mut self, state: State, index: usize) {
        self.state = state;
        self.calls.push(Call { state, index, statistic: None, boundary: None });
    }

    pub(super) fn state(&self) -> State {
        self.state
    }

    pub(super) fn cycle(&self) -> Option<&Cycle> {
        self.cycle.as_ref()
    }

    pub(super) fn monitors(&self) -> usize {
        self.monitors
    }

    pub(super) fn calls(&self) -> &[Call] {
        &self.calls
    }

    pub(super) fn into_calls(self) -> Vec<Call> {
        self.calls
    }
}

fn higher(values: &[f64], best: usize, t: usize) -> usize {
    if values[t] > values[best] { t } else { best }
}
