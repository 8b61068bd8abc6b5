//! The front: observations in, calls out.

use serde::{Deserialize, Serialize};

use super::alarm::{Alarm, Phase, Stage};
use super::design::{Crash, Design, Inflation};
use super::detector::{Detector, MOST};
use super::error::MonitorError;
use super::turn::Turn;
use crate::sample::SampleError;

/// A monitor at work: made by [`super::Calibrated::train`], fed by [`Monitor::observe`].
///
/// The whole state is serialisable; one that is saved, loaded and fed goes on exactly (bit for bit) as one that was
/// never interrupted. An alarm depends on nothing later than itself and is never revised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Monitor {
    design: Design,
    training: usize,
    next: usize,
    phase: Phase,
    /// Whether any window may call inflation again after the last crash call.
    rearmed: bool,
    /// The highest value while the last inflation call stood; `None` before the first.
    peak: Option<f64>,
    inflation: Detector,
    constants: Vec<f64>,
    /// The component of the last inflation reading and its statistic; `None` while it is undefined.
    read: Option<(usize, f64)>,
    /// Observations in the longest window above its boundary now.
    reach: Option<usize>,
    turn: Option<Turn>,
    crash_constants: Vec<f64>,
    alarms: Vec<Alarm>,
}

/// The inflation statistic and its boundary at the newest observation, in the paper's units.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reading {
    /// The statistic; with several windows that of the one closest to speaking.
    pub statistic: f64,
    /// Its boundary.
    pub boundary: f64,
}

/// Where a stage's statistic stands against its boundary: the component closest to speaking.
#[derive(Debug, Clone, Copy)]
struct Margin {
    component: usize,
    statistic: f64,
    constant: f64,
}

impl Margin {
    fn of(statistics: &[f64], constants: &[f64]) -> Self {
        let mut best = Self { component: 0, statistic: f64::NEG_INFINITY, constant: f64::MAX };
        for (component, (&statistic, &constant)) in statistics.iter().zip(constants).enumerate() {
            let margin = Self { component, statistic, constant };
            if component == 0 || margin.width() > best.width() {
                best = margin;
            }
        }
        best
    }

    /// Of those that have crossed the first, which is the one with the shortest window; otherwise the one closest to
    /// its boundary in units of that, as statistics of different kinds are compared.
    fn speaking(statistics: &[f64], constants: &[f64], window: impl Fn(usize) -> usize) -> Self {
        let margins = statistics.iter().zip(constants).enumerate();
        let margins =
            margins.map(|(component, (&statistic, &constant))| Self { component, statistic, constant });
        let crossed = margins.clone().filter(|m| m.crossed()).min_by_key(|m| window(m.component));
        let near = |m: &Self| m.width() / m.constant.abs().max(f64::MIN_POSITIVE);
        crossed
            .or_else(|| margins.max_by(|a, b| near(a).total_cmp(&near(b))))
            .unwrap_or_else(|| Self::of(&[], &[]))
    }

    fn width(self) -> f64 {
        self.statistic - self.constant
    }

    fn crossed(self) -> bool {
        self.statistic > self.constant
    }
}

/// Refuses a value whose square, or product with another, is no number any more: the state would not be serialisable.
pub(super) fn check_size(value: f64) -> Result<(), SampleError> {
    const LARGEST: f64 = 1e100;
    if value.abs() <= LARGEST {
        return Ok(());
    }
    Err(SampleError::Parameter {
        name: "the value",
        value,
        expected: "between −1e100 and 1e100; scale the series",
    })
}

impl Monitor {
    pub(super) fn begin(
        design: &Design,
        training: usize,
        (inflation, constants): (Detector, Vec<f64>),
        turn: Option<(Turn, Vec<f64>)>,
    ) -> Self {
        let (turn, crash_constants) = turn.map_or((None, Vec::new()), |(turn, c)| (Some(turn), c));
        Self {
            design: design.clone(),
            training,
            next: training,
            phase: Phase::Calm,
            rearmed: true,
            peak: None,
            inflation,
            constants,
            read: None,
            reach: None,
            turn,
            crash_constants,
            alarms: Vec::new(),
        }
    }

    /// Takes the next observation and says whether it brings a call. After a crash call, inflation can be called
    /// again by windows that lie wholly after it, and by all of them once the value is above all that was seen while
    /// the call before stood: the growth went on. (Statistics without windows of fixed length: once they have been back
    /// below the boundary.) The false-alarm rate is that of the first call.
    ///
    /// # Errors
    /// [`SampleError::NotFinite`], [`SampleError::Parameter`] for values above 1e100 in size, whose squares leave the numbers;
    /// [`MonitorError::HorizonOver`] when the horizon is over and no inflation call
    /// stands (a standing one is watched to its end). The state is then unchanged.
    pub fn observe(&mut self, value: f64) -> Result<Option<Alarm>, MonitorError> {
        if !value.is_finite() {
            return Err(SampleError::NotFinite { index: self.next, value }.into());
        }
        check_size(value)?;
        if let Some(horizon) = self.horizon()
            && self.phase != Phase::Inflating
            && self.next >= self.training + horizon
        {
            return Err(MonitorError::HorizonOver { horizon });
        }
        let index = self.next;
        self.next += 1;
        let inflation = self.inflation_margin(value);
        let crash = self.crash_margin(value);
        let alarm = match self.phase {
            Phase::Calm | Phase::Burst => {
                let windowed = self.inflation.windowed();
                let below = !windowed && !inflation.crossed();
                self.rearmed |= below || self.peak.is_some_and(|peak| value > peak);
                let alarm = self.inflation_alarm(index, inflation);
                let fresh =
                    windowed && self.alarms.last().is_some_and(|crash| crash.index + alarm.window <= index);
                (inflation.crossed() && (self.rearmed || fresh)).then_some(alarm)
            }
            Phase::Inflating if self.design.crash == Crash::Crossing => (!inflation.crossed())
                .then(|| Alarm { stage: Stage::Crash, ..self.inflation_alarm(index, inflation) }),
            Phase::Inflating => crash.filter(|c| c.crossed()).map(|c| self.crash_alarm(index, c)),
        };
        if self.phase == Phase::Inflating {
            self.peak = self.peak.map(|peak| peak.max(value));
        }
        if let Some(alarm) = alarm {
            self.enter(alarm, value, inflation.component);
        }
        if let (Phase::Inflating, Some(turn), Some(reach)) = (self.phase, &mut self.turn, self.reach) {
            turn.reaches(reach);
        }
        Ok(alarm)
    }

    fn inflation_margin(&mut self, value: f64) -> Margin {
        let mut statistics = [f64::NEG_INFINITY; MOST];
        let components = self.constants.len();
        self.inflation.observe(value, &mut statistics[..components]);
        let window = |component| self.inflation.window(component);
        let margin = Margin::speaking(&statistics[..components], &self.constants, window);
        let crossed = (0..components).filter(|&c| statistics[c] > self.constants[c]);
        self.reach = crossed.map(window).max();
        self.read = margin.statistic.is_finite().then_some((margin.component, margin.statistic));
        margin
    }

    fn crash_margin(&mut self, value: f64) -> Option<Margin> {
        let turn = self.turn.as_mut()?;
        let mut statistics = [f64::NEG_INFINITY; MOST];
        let components = self.crash_constants.len();
        turn.observe(value, &mut statistics[..components]);
        Some(Margin::of(&statistics[..components], &self.crash_constants))
    }

    fn inflation_alarm(&self, index: usize, margin: Margin) -> Alarm {
        Alarm {
            stage: Stage::Inflation,
            index,
            statistic: self.inflation.natural(margin.statistic),
            boundary: self.inflation.natural(margin.constant),
            window: self.inflation.window(margin.component),
        }
    }

    fn crash_alarm(&self, index: usize, margin: Margin) -> Alarm {
        let window = self.turn.as_ref().map_or(1, |turn| turn.window(margin.component));
        Alarm { stage: Stage::Crash, index, statistic: margin.statistic, boundary: margin.constant, window }
    }

    fn enter(&mut self, alarm: Alarm, value: f64, component: usize) {
        self.alarms.push(alarm);
        match alarm.stage {
            Stage::Inflation => {
                self.phase = Phase::Inflating;
                self.peak = Some(value);
                if let Some(turn) = &mut self.turn {
                    turn.begin(self.inflation.pace(component));
                }
            }
            Stage::Crash => {
                self.phase = Phase::Burst;
                self.rearmed = false;
                if let Some(turn) = &mut self.turn {
                    turn.end();
                }
            }
        }
    }

    /// Takes all of `values` in turn and gives the calls they bring: the same as observing them one by one.
    ///
    /// # Errors
    /// Those of [`Monitor::observe`]; values before the offending one have been taken.
    pub fn replay(&mut self, values: &[f64]) -> Result<Vec<Alarm>, MonitorError> {
        let before = self.alarms.len();
        for &value in values {
            self.observe(value)?;
        }
        Ok(self.alarms[before..].to_vec())
    }

    /// Where it stands.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// All calls so far, oldest first.
    pub fn alarms(&self) -> &[Alarm] {
        &self.alarms
    }

    /// Index (from 0) of the observation it waits for.
    pub fn next_index(&self) -> usize {
        self.next
    }

    /// Observations after the training over which inflation may be called; `None` without end.
    pub fn horizon(&self) -> Option<usize> {
        let open = matches!(self.design.inflation, Inflation::OpenWeighted { .. });
        (!open).then_some(self.design.horizon)
    }

    /// Training observations.
    pub fn training(&self) -> usize {
        self.training
    }

    /// What was chosen before it began.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// Observations in the longest window whose inflation statistic is above its boundary at the newest observation;
    /// `None` where none is.
    pub fn reach(&self) -> Option<usize> {
        self.reach
    }

    /// The inflation statistic at the newest observation; `None` before the first one and where it is undefined.
    pub fn reading(&self) -> Option<Reading> {
        self.read.map(|(component, statistic)| Reading {
            statistic: self.inflation.natural(statistic),
            boundary: self.inflation.natural(self.constants[component]),
        })
    }
}
