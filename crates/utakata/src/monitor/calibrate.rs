//! Constants that make a monitor's error rates what they are said to be.

use super::balance::{balanced, raise};
use super::design::{Crash, Design, Inflation, ladder};
use super::detector::{Detector, MOST};
use super::dickey_fuller::{Running, Starts, Sup, kurozumi_shape};
use super::front::{Monitor, check_size};
use super::growth::{Exceedances, Growth};
use super::quantile::{self, Quantile};
use super::rise::{Rise, VARIANCE_RISE};
use super::turn::{RETREAT, Turn, TurnRule};
use super::{MonitorError, bootstrap};
use crate::Execution;
use crate::dgp::{Garch, Process, RandomWalk, VarianceBreak};
use crate::explosive::Layout;
use crate::null::{self, BoundaryKind, Null, Simulation};
use crate::random::{Normal, Stream, derive_seed};
use crate::sample::{self, SampleError};
use crate::tail::normal_quantile;

/// Multiples of the training over which a boundary without end is simulated.
const OPEN: usize = 20;

/// Share of the nominal rate that the rise may add where the variance rises ninefold.
const RISE_SHARE: f64 = 0.5;

/// A design with its constants for one training length: made once, used for any number of series.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibrated {
    design: Design,
    training: usize,
    inflation: Constants,
    crash: Vec<f64>,
    /// The simulated sequence of [`Inflation::Crossing`], by observation; the boundaries of [`Inflation::Quantile`], by
    /// `δ`.
    sequence: Vec<f64>,
}

/// Where the constants of the inflation statistic come from.
#[derive(Debug, Clone, PartialEq)]
enum Constants {
    Known(Vec<f64>),
    /// From each training sample itself.
    Training,
}

/// Increments to simulate with.
#[derive(Debug, Clone, Copy)]
enum Innovations<'a> {
    /// Normal, with the volatility the statistic is calibrated for.
    Gaussian,
    /// Drawn with replacement.
    Sample(&'a [f64]),
}

impl Calibrated {
    /// Constants from Gaussian random walks of `training` plus the horizon's observations, each put through all the
    /// estimation that a real series goes through. For standardised growth the walks have GARCH(1,1) volatility with
    /// the persistence of daily prices (0.09, 0.90): it alarms about a sixth more often there than under constant
    /// volatility, and the rate should hold in both.
    ///
    /// # Errors
    /// [`MonitorError::Sample`] for parameters that make no monitor or a training too short for them,
    /// [`MonitorError::Null`], [`MonitorError::Cancelled`].
    pub fn new(design: &Design, training: usize, execution: &Execution<'_>) -> Result<Self, MonitorError> {
        Self::make(design, training, Innovations::Gaussian, execution)
    }

    /// Constants from random walks whose increments are drawn, with replacement and without their mean, from those
    /// of the training sample: the tails are the sample's own. The end-of-growth constants stay Gaussian.
    ///
    /// # Errors
    /// As [`Calibrated::new`].
    pub fn on(design: &Design, training: &[f64], execution: &Execution<'_>) -> Result<Self, MonitorError> {
        design.check(training.len())?;
        sample::check(training, 2)?;
        let mut increments = sample::differences(training);
        let mean = increments.iter().sum::<f64>() / increments.len() as f64;
        for d in &mut increments {
            *d -= mean;
        }
        if increments.iter().all(|&d| d == 0.0) {
            return Err(SampleError::Still("the training sample").into());
        }
        Self::make(design, training.len(), Innovations::Sample(&increments), execution)
    }

    fn make(
        design: &Design,
        training: usize,
        innovations: Innovations<'_>,
        execution: &Execution<'_>,
    ) -> Result<Self, MonitorError> {
        design.check(training)?;
        let mut calibrated = Self {
            design: design.clone(),
            training,
            inflation: Constants::Training,
            crash: Vec::new(),
            sequence: Vec::new(),
        };
        calibrated.inflation = match &design.inflation {
            Inflation::TrainingMaximum { .. }
            | Inflation::Exceedances { .. }
            | Inflation::PhillipsShi { .. } => Constants::Training,
            Inflation::Quantile { .. } => {
                calibrated.sequence = quantile::boundaries(design, training, execution)?;
                Constants::Training
            }
            Inflation::Weighted { .. } => {
                Constants::Known(vec![-normal_quantile(0.5 * design.false_alarm_rate)])
            }
            Inflation::Crossing { minimum_window, running } => {
                calibrated.sequence = sequence(design, training, *minimum_window, *running, execution)?;
                Constants::Known(vec![0.0])
            }
            Inflation::GrowthOrRise { shortest } => {
                let windows = ladder(*shortest, training);
                let growth = Inflation::Growth { windows, standardised: true };
                let mut constants = calibrated.part(growth, innovations, execution)?;
                let rise = Inflation::Rise { shortest: *shortest };
                constants.extend(calibrated.part(rise, innovations, execution)?);
                Constants::Known(constants)
            }
            _ => Constants::Known(calibrated.simulate_walks(innovations, execution)?),
        };
        if let Crash::Drop { windows } = &design.crash {
            calibrated.crash = simulate_growth(design, windows, execution)?;
        }
        Ok(calibrated)
    }

    /// The constants of one of two statistics.
    fn part(
        &self,
        inflation: Inflation,
        innovations: Innovations<'_>,
        execution: &Execution<'_>,
    ) -> Result<Vec<f64>, MonitorError> {
        let part = Self { design: Design { inflation, ..self.design.clone() }, ..self.clone() };
        part.simulate_walks(innovations, execution)
    }

    fn simulate_walks(
        &self,
        innovations: Innovations<'_>,
        execution: &Execution<'_>,
    ) -> Result<Vec<f64>, MonitorError> {
        let (design, normal) = (&self.design, Normal::new());
        let seed = derive_seed(design.seed, "monitor-walks");
        let after = match design.inflation {
            Inflation::OpenWeighted { .. } => OPEN * self.training,
            _ => design.horizon,
        };
        let largest = execution.map(design.replications, |replication| {
            let mut stream = Stream::new(seed, replication as u64);
            let walk = self.walk(innovations, after, &normal, &mut stream);
            let (training, rest) = walk.split_at(self.training);
            let (mut detector, _) = self.detector(training)?;
            let mut largest = [f64::NEG_INFINITY; MOST];
            let mut statistics = [f64::NEG_INFINITY; MOST];
            let components = detector.components();
            for &value in rest {
                detector.observe(value, &mut statistics[..components]);
                raise(&mut largest[..components], &statistics);
            }
            Ok::<_, MonitorError>(largest[..components].to_vec())
        })?;
        let largest = largest.into_iter().collect::<Result<Vec<_>, _>>()?;
        let rate = match design.inflation {
            Inflation::Rise { .. } => RISE_SHARE * design.false_alarm_rate,
            _ => design.false_alarm_rate,
        };
        balanced(&largest, rate)
    }

    /// One walk under the null, `after` observations longer than the training.
    fn walk(
        &self,
        innovations: Innovations<'_>,
        after: usize,
        normal: &Normal,
        stream: &mut Stream,
    ) -> Vec<f64> {
        let observations = self.training + after;
        // A rise is called where the variance grows; its boundary has to hold there.
        let break_at = self.training + after / 2;
        match innovations {
            Innovations::Gaussian => match self.design.inflation {
                Inflation::Growth { standardised: true, .. } => {
                    Garch::default().path(observations, normal, stream)
                }
                Inflation::Rise { .. } => {
                    let at = break_at as f64 / observations as f64;
                    VarianceBreak { ratio: VARIANCE_RISE, at }.path(observations, normal, stream)
                }
                _ => RandomWalk::default().path(observations, normal, stream),
            },
            Innovations::Sample(increments) => {
                let rises = matches!(self.design.inflation, Inflation::Rise { .. });
                let mut level = 0.0;
                (0..observations)
                    .map(|t| {
                        let factor = if rises && t >= break_at { VARIANCE_RISE.sqrt() } else { 1.0 };
                        level += factor * increments[stream.below(increments.len())];
                        level
                    })
                    .collect()
            }
        }
    }

    /// The detector that has seen `training`, and the constants it takes from it.
    fn detector(&self, training: &[f64]) -> Result<(Detector, Option<Vec<f64>>), MonitorError> {
        use super::cusum::{Cusum, Weighted};
        let design = &self.design;
        Ok(match &design.inflation {
            Inflation::Growth { windows, standardised } => {
                (Detector::Growth(Growth::new(training, windows, *standardised)?), None)
            }
            Inflation::Rise { shortest } => {
                (Detector::Rise(Rise::new(training, &ladder(*shortest, training.len()))?), None)
            }
            Inflation::GrowthOrRise { shortest } => {
                let windows = ladder(*shortest, training.len());
                let growth = Growth::new(training, &windows, true)?;
                (Detector::GrowthOrRise(growth, Rise::new(training, &windows)?), None)
            }
            Inflation::TrainingMaximum { window, standardised } => {
                let (growth, statistics) =
                    Growth::with_training_statistics(training, *window, *standardised)?;
                let largest = statistics.into_iter().fold(f64::MIN, f64::max);
                (Detector::Growth(growth), Some(vec![largest]))
            }
            Inflation::Exceedances { window, quantile } => {
                let (detector, longest) = Exceedances::new(training, *window, *quantile)?;
                (Detector::Exceedances(detector), Some(vec![longest]))
            }
            Inflation::Kurozumi { earliest } => {
                let starts = if *earliest == 0.0 {
                    Starts::First(Running::default())
                } else {
                    // Observations 1 … ⌊s0·T*⌋ in the paper's count.
                    let latest = ((earliest * training.len() as f64) as usize).saturating_sub(1);
                    Starts::UpTo { latest, shape: kurozumi_shape(*earliest) }
                };
                (Detector::Sup(Sup::new(training, starts)?), None)
            }
            Inflation::Cusum => (Detector::Cusum(Cusum::new(training, false)?), None),
            Inflation::CusumSpot => (Detector::Cusum(Cusum::new(training, true)?), None),
            Inflation::Fluc => (Detector::Fluc(super::dickey_fuller::Fluc::new(training)), None),
            Inflation::Weighted { weight } => {
                (Detector::Weighted(Weighted::new(training, Some(design.horizon), *weight)?), None)
            }
            Inflation::OpenWeighted { weight } => {
                (Detector::Weighted(Weighted::new(training, None, *weight)?), None)
            }
            Inflation::Quantile { quantile: tau } => {
                let (detector, delta) = Quantile::new(training, *tau)?;
                (Detector::Quantile(detector), Some(vec![quantile::boundary(&self.sequence, delta)]))
            }
            Inflation::PhillipsShi { minimum_window, replications } => {
                let constant = bootstrap::composite(training, design, *minimum_window, *replications)?;
                let starts = Starts::All { window: *minimum_window, boundary: Vec::new() };
                (Detector::Sup(Sup::new(training, starts)?), Some(vec![constant]))
            }
            Inflation::Crossing { minimum_window, .. } => {
                let starts = Starts::All { window: *minimum_window, boundary: self.sequence.clone() };
                (Detector::Sup(Sup::new(training, starts)?), None)
            }
        })
    }

    /// A monitor that has seen `training` and waits for the next observation. Everything it will ever estimate from
    /// the training is estimated now.
    ///
    /// # Errors
    /// [`MonitorError::TrainingLength`] for another length than calibrated for; [`MonitorError::Sample`] for values
    /// that are not finite, above 1e100 in size, or never move.
    pub fn train(&self, training: &[f64]) -> Result<Monitor, MonitorError> {
        if training.len() != self.training {
            return Err(MonitorError::TrainingLength { calibrated: self.training, given: training.len() });
        }
        sample::check(training, 2)?;
        training.iter().try_for_each(|&value| check_size(value))?;
        let (detector, own) = self.detector(training)?;
        let slowest = detector.slowest();
        let constants = match (own, &self.inflation) {
            (Some(own), _) => own,
            (None, Constants::Known(known)) => known.clone(),
            (None, Constants::Training) => Vec::new(),
        };
        let turn = match &self.design.crash {
            Crash::None | Crash::Crossing => None,
            Crash::Drop { windows } => {
                let rule = TurnRule::Drop { windows: windows.clone(), gated: true };
                let constants = self.crash.iter().copied().chain([RETREAT]).collect();
                Some((trained(rule, training, slowest), constants))
            }
            Crash::Product { left, right } => {
                let rule = TurnRule::Product { left: *left, right: *right };
                Some((
                    trained(rule, training, slowest),
                    vec![Turn::training_maximum(training, *left, *right)],
                ))
            }
        };
        Ok(Monitor::begin(&self.design, training.len(), (detector, constants), turn))
    }

    /// The constants of the inflation statistic, one per window: those of the design, or none where each training
    /// sample has its own.
    pub fn inflation_constants(&self) -> &[f64] {
        match &self.inflation {
            Constants::Known(known) => known,
            Constants::Training => &[],
        }
    }

    /// The constants of the end-of-growth statistic, one per right window; none for other rules.
    pub fn crash_constants(&self) -> &[f64] {
        &self.crash
    }

    /// The design.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// Training observations the constants hold for.
    pub fn training(&self) -> usize {
        self.training
    }
}

fn trained(rule: TurnRule, training: &[f64], slowest: usize) -> Turn {
    let mut turn = Turn::new(rule, training[0], slowest);
    let mut ignored = [0.0; MOST];
    let components = turn.components();
    for &value in &training[1..] {
        turn.observe(value, &mut ignored[..components]);
    }
    turn
}

/// Constants of the drop statistic under growth that goes on: independent Gaussian increments of any constant mean,
/// of which the statistic does not depend.
fn simulate_growth(
    design: &Design,
    windows: &[(usize, usize)],
    execution: &Execution<'_>,
) -> Result<Vec<f64>, MonitorError> {
    let (normal, seed) = (Normal::new(), derive_seed(design.seed, "monitor-growth"));
    let longest = windows.iter().map(|&(left, _)| left).max().unwrap_or(1);
    let largest = execution.map(design.replications, |replication| {
        let mut stream = Stream::new(seed, replication as u64);
        let rule = TurnRule::Drop { windows: windows.to_vec(), gated: false };
        let mut turn = Turn::new(rule, 0.0, 1);
        let mut level = 0.0;
        let mut statistics = vec![0.0; windows.len()];
        let mut largest = vec![f64::NEG_INFINITY; windows.len()];
        for t in 0..longest + design.growth {
            if t == longest {
                turn.begin(1);
            }
            level += normal.sample(&mut stream);
            turn.observe(level, &mut statistics);
            raise(&mut largest, &statistics);
        }
        largest
    })?;
    balanced(&largest, design.premature_rate)
}

/// The 95 %-sequence of a crossing rule by observation: `f64::MAX` before the first statistic.
fn sequence(
    design: &Design,
    training: usize,
    window: usize,
    running: bool,
    execution: &Execution<'_>,
) -> Result<Vec<f64>, MonitorError> {
    let observations = training + design.horizon;
    let layout = Layout::new(observations, 0, window).map_err(null::NullError::from)?;
    let simulation = Simulation::new(design.replications.min(2000), design.seed);
    let draws = null::simulate(&Null::RandomWalk { drift: 0.0 }, &layout, &simulation, execution)?;
    let kind = if running { BoundaryKind::RunningSup } else { BoundaryKind::Pointwise };
    let boundary = draws.boundary(kind, 1.0 - design.false_alarm_rate)?;
    let mut sequence = vec![f64::MAX; observations - boundary.values.len()];
    sequence.extend(boundary.values.into_iter().map(|v| v.unwrap_or(f64::MAX)));
    Ok(sequence)
}
