//! Fitted regimes: their residuals, the volatility of these, and series drawn from them.

use super::super::segment::Line;
use super::super::splitting::Smoother;
use super::profile::{Ending, Sequence};
use crate::random::Stream;

/// A fitted sequence of regimes, or a random walk.
#[derive(Debug, Clone)]
pub(super) struct Regimes {
    start: f64,
    /// Last calm observation; beyond the sample for a random walk.
    before: usize,
    peak: usize,
    /// First normal observation after the bubble.
    recovery: usize,
    bubble: Option<Line>,
    collapse: Option<Line>,
    /// Where the price is after a fall within one observation, measured from the level the bubble began from.
    landing: Option<f64>,
}

impl Regimes {
    /// The bubble of `sequence`, its lines fitted by weighted least squares.
    pub(super) fn bubble(values: &[f64], weights: &[f64], sequence: Sequence) -> Self {
        let Sequence { ending, before, peak, recovery } = sequence;
        let falls = matches!(ending, Ending::Falling | Ending::Recovered);
        let fit = |s, e| Line::weighted(values, |t| weights[t], s, e);
        Self {
            start: values[0],
            before,
            peak,
            recovery,
            bubble: Some(fit(before, peak).explosive()),
            collapse: falls.then(|| fit(peak, recovery - 1)),
            landing: (ending == Ending::Jumped).then(|| values[peak + 1] - values[before]),
        }
    }

    /// A random walk without a bubble.
    pub(super) fn walk(values: &[f64]) -> Self {
        Self {
            start: values[0],
            before: values.len(),
            peak: 0,
            recovery: 0,
            bubble: None,
            collapse: None,
            landing: None,
        }
    }

    /// Residuals of the observations but the first and, where the price falls at once, the one after the peak.
    pub(super) fn residuals(&self, values: &[f64]) -> Vec<f64> {
        self.noisy(values.len()).map(|t| self.residual(t, values)).collect()
    }

    /// The observations that have a residual.
    fn noisy(&self, observations: usize) -> impl Iterator<Item = usize> {
        (1..observations).filter(|&t| !self.lands(t))
    }

    /// Weights of the squared residuals by observation, one on average in the harmonic sense: the inverse of their variance, smoothed by `smoother`; that
    /// of its neighbour for an observation without a residual.
    pub(super) fn weights(&self, values: &[f64], smoother: &Smoother) -> Vec<f64> {
        let variance = smoother.variance(&self.residuals(values));
        let mean = variance.iter().sum::<f64>() / variance.len() as f64;
        let mut weights = vec![1.0; values.len()];
        for (t, v) in self.noisy(values.len()).zip(&variance) {
            weights[t] = mean / v;
        }
        if self.landing.is_some() {
            weights[self.peak + 1] = weights[self.peak];
        }
        weights
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
}

/// Regimes with the noise to draw series from.
#[derive(Debug, Clone)]
pub(super) struct Fitted {
    regimes: Regimes,
    /// Residuals over their local standard deviation, to be drawn from.
    shocks: Vec<f64>,
    /// Local standard deviation by observation; 0 where nothing is drawn.
    deviations: Vec<f64>,
}

impl Fitted {
    pub(super) fn new(regimes: Regimes, values: &[f64], smoother: &Smoother) -> Self {
        let residuals = regimes.residuals(values);
        let variance = smoother.variance(&residuals);
        let mut deviations = vec![0.0; values.len()];
        for (t, v) in regimes.noisy(values.len()).zip(&variance) {
            deviations[t] = v.sqrt();
        }
        let shocks = residuals.iter().zip(&variance).map(|(e, v)| e / v.sqrt()).collect();
        Self { regimes, shocks, deviations }
    }

    /// One series: shocks drawn at random dates, volatility where it was.
    pub(super) fn draw(&self, stream: &mut Stream) -> Vec<f64> {
        let (n, regimes) = (self.deviations.len(), &self.regimes);
        let mut values = Vec::with_capacity(n);
        values.push(regimes.start);
        for t in 1..n {
            let last = values[t - 1];
            let drift = match (regimes.landing, regimes.line(t)) {
                (Some(landing), _) if regimes.lands(t) => values[regimes.before] + landing - last,
                (_, Some(line)) => line.change(last),
                (_, None) => 0.0,
            };
            let shock = self.shocks[stream.below(self.shocks.len())];
            values.push(last + drift + self.deviations[t] * shock);
        }
        values
    }
}
