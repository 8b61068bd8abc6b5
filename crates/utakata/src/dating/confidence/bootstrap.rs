//! Series drawn from the fitted sequence of regimes.

use super::super::recursion::{Candidate, Recursion};
use super::super::segment::Line;
use super::super::splitting::kernel_variance;
use super::profile::Ending;
use crate::random::Stream;
use crate::sample::SampleError;

/// A fitted sequence of regimes, or a random walk.
#[derive(Debug, Clone)]
pub(super) struct Fitted {
    start: f64,
    /// Last calm observation; beyond the sample for a random walk.
    pub(super) before: usize,
    pub(super) peak: usize,
    /// First normal observation after the bubble; the number of observations where there is none yet.
    pub(super) recovery: usize,
    bubble: Option<Line>,
    collapse: Option<Line>,
    /// Where the price is after a fall within one observation, measured from the level the bubble began from.
    landing: Option<f64>,
    /// Residuals over their local standard deviation, to be drawn from.
    shocks: Vec<f64>,
    /// Local standard deviation by observation; 0 where nothing is drawn.
    deviations: Vec<f64>,
}

impl Fitted {
    /// The best bubble that ends as `ending`.
    pub(super) fn bubble(recursion: &Recursion, ending: Ending) -> Result<Self, SampleError> {
        let values = recursion.values();
        let candidate: Candidate = match ending {
            Ending::Growing => recursion.growing(),
            Ending::Stopped => recursion.stopped(),
            Ending::Jumped => recursion.jumped(),
            Ending::Falling => recursion.falling(),
            Ending::Recovered => recursion.recovered(),
        };
        let (before, peak) = (candidate.before, candidate.peak);
        let falls = matches!(ending, Ending::Falling | Ending::Recovered);
        let fitted = Self {
            start: values[0],
            before,
            peak,
            recovery: match ending {
                Ending::Growing | Ending::Falling => values.len(),
                Ending::Stopped => peak + 1,
                Ending::Jumped => peak + 2,
                Ending::Recovered => candidate.fallen + 1,
            },
            bubble: Some(Line::fit(values, before, peak).explosive()),
            collapse: falls.then(|| Line::fit(values, peak, candidate.fallen)),
            landing: (ending == Ending::Jumped).then(|| values[peak + 1] - values[before]),
            shocks: Vec::new(),
            deviations: Vec::new(),
        };
        fitted.with_shocks(values)
    }

    /// A random walk without a bubble.
    pub(super) fn walk(values: &[f64]) -> Result<Self, SampleError> {
        let none = Self {
            start: values[0],
            before: values.len(),
            peak: 0,
            recovery: 0,
            bubble: None,
            collapse: None,
            landing: None,
            shocks: Vec::new(),
            deviations: Vec::new(),
        };
        none.with_shocks(values)
    }

    fn with_shocks(mut self, values: &[f64]) -> Result<Self, SampleError> {
        let drawn: Vec<usize> = (1..values.len()).filter(|&t| !self.lands(t)).collect();
        let residuals: Vec<f64> = drawn.iter().map(|&t| self.residual(t, values)).collect();
        let variance = kernel_variance(&residuals)?;
        self.deviations = vec![0.0; values.len()];
        for (&t, v) in drawn.iter().zip(&variance) {
            self.deviations[t] = v.sqrt();
        }
        self.shocks = residuals.iter().zip(&variance).map(|(e, v)| e / v.sqrt()).collect();
        Ok(self)
    }

    /// Residual of observation `t`, scaled up for the two coefficients of a fitted regime.
    fn residual(&self, t: usize, values: &[f64]) -> f64 {
        let step = values[t] - values[t - 1];
        let Some(line) = self.line(t) else { return step };
        let rows = if t <= self.peak { self.peak - self.before } else { self.recovery - 1 - self.peak };
        let rows = rows as f64;
        (step - line.change(values[t - 1])) * (rows / (rows - 2.0).max(1.0)).sqrt()
    }

    /// The regression that moves the price into observation `t`; `None` in a random walk.
    fn line(&self, t: usize) -> Option<&Line> {
        if t > self.before && t <= self.peak {
            self.bubble.as_ref()
        } else if t > self.peak && t < self.recovery {
            self.collapse.as_ref()
        } else {
            None
        }
    }

    fn lands(&self, t: usize) -> bool {
        self.landing.is_some() && t == self.peak + 1
    }

    /// One series: shocks drawn at random dates, volatility where it was.
    pub(super) fn draw(&self, stream: &mut Stream) -> Vec<f64> {
        let n = self.deviations.len();
        let mut values = Vec::with_capacity(n);
        values.push(self.start);
        for t in 1..n {
            let last = values[t - 1];
            let drift = match (self.landing, self.line(t)) {
                (Some(landing), _) if self.lands(t) => values[self.before] + landing - last,
                (_, Some(line)) => line.change(last),
                (_, None) => 0.0,
            };
            let shock = self.shocks[stream.below(self.shocks.len())];
            values.push(last + drift + self.deviations[t] * shock);
        }
        values
    }
}
