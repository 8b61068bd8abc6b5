//! Sums of increments after the training against growing boundaries.

use serde::{Deserialize, Serialize};

use super::ring::Ring;
use crate::explosive::signed_root;
use crate::random;
use crate::sample::{self, SampleError};

/// Lags in the kernel of the spot variance (Astill et al. 2023).
const KERNEL: usize = 20;

/// `S_t = Σ_{j=T*+1..t} Δy_j/σ̂` against `√(t·(b + ln(t/T*)))` (Homm and Breitung 2012, Journal of Financial
/// Econometrics 10, equation 14).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Cusum {
    training: usize,
    seen: usize,
    first: f64,
    last: f64,
    sum: f64,
    scale: Scale,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Scale {
    /// `σ̂²_t`: mean square of all increments up to `t`.
    All { squares: f64 },
    /// `σ̂²_j`: one-sided Gaussian kernel over the current and the last 20 squared increments (Astill, Harvey,
    /// Leybourne, Taylor and Zu 2023, Journal of Financial Econometrics 21).
    Spot { squares: Ring, weights: Vec<f64> },
}

impl Cusum {
    pub(super) fn new(training: &[f64], spot: bool) -> Result<Self, SampleError> {
        let mut increments = sample::differences(training);
        if increments.iter().all(|&d| d == 0.0) {
            return Err(SampleError::Still("the training sample"));
        }
        let scale = if spot {
            let kernel = |lag: usize| random::exp(-0.5 * (lag as f64 / KERNEL as f64).powi(2));
            let mut squares = Ring::new(KERNEL + 1);
            increments.drain(..increments.len().saturating_sub(KERNEL + 1));
            for d in &increments {
                squares.push(d * d);
            }
            // Oldest first, as the ring is.
            Scale::Spot { squares, weights: (0..=KERNEL).rev().map(kernel).collect() }
        } else {
            Scale::All { squares: sample::dot(&increments, &increments) }
        };
        let (seen, last) = (training.len(), training[training.len() - 1]);
        Ok(Self { training: seen, seen, first: last, last, sum: 0.0, scale })
    }

    /// `S²/t − ln(t/T*)` with the sign of `S`.
    pub(super) fn observe(&mut self, value: f64, statistics: &mut [f64]) {
        let increment = value - self.last;
        self.last = value;
        self.seen += 1;
        let sum = match &mut self.scale {
            Scale::All { squares } => {
                *squares += increment * increment;
                (value - self.first) / (*squares / (self.seen - 1) as f64).sqrt()
            }
            Scale::Spot { squares, weights } => {
                squares.push(increment * increment);
                if let Some(recent) = squares.last(weights.len(), 0) {
                    let variance = sample::dot(recent, weights) / weights.iter().sum::<f64>();
                    if variance > 0.0 {
                        self.sum += increment / variance.sqrt();
                    }
                }
                self.sum
            }
        };
        statistics[0] = sum * sum.abs() / self.seen as f64 - self.drifted();
    }

    /// `√(t·(c + ln(t/T*)))`, the negative root of a negative number.
    pub(super) fn natural(&self, c: f64) -> f64 {
        signed_root((c + self.drifted()) * self.seen as f64)
    }

    pub(super) fn window(&self) -> usize {
        self.seen - self.training
    }

    fn drifted(&self) -> f64 {
        crate::random::ln(self.seen as f64 / self.training as f64)
    }
}

/// Weighted sums of increments over the training's root mean square (Breitung and Diegel 2025, section 4.2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Weighted {
    training: usize,
    seen: usize,
    last: f64,
    sum: f64,
    /// `e^{c̄/n}`: by how much the weight grows from one increment to the next.
    growth: f64,
    deviation: f64,
    span: Span,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Span {
    /// `Σ w_j·Δy_j/(σ̃·√Σ w²)`, `w_j = e^{c̄·(j/n − 1)}`, the root over the whole horizon `n`.
    Fixed { weight: f64, root: f64 },
    /// The same with `n = T*` and the root over the increments seen: variance one at every observation.
    Open { squares: f64 },
}

impl Weighted {
    /// `horizon` is `None` for a monitor without end.
    pub(super) fn new(training: &[f64], horizon: Option<usize>, weight: f64) -> Result<Self, SampleError> {
        let increments = sample::differences(training);
        let deviation = (sample::dot(&increments, &increments) / increments.len() as f64).sqrt();
        if deviation == 0.0 {
            return Err(SampleError::Still("the training sample"));
        }
        let growth = random::exp(weight / horizon.unwrap_or(training.len()) as f64);
        let span = match horizon {
            Some(n) => {
                let weights = (1..=n).map(|j| random::exp(weight * (j as f64 / n as f64 - 1.0)));
                let root = weights.map(|w| w * w).sum::<f64>().sqrt();
                Span::Fixed { weight: random::exp(-weight), root }
            }
            None => Span::Open { squares: 0.0 },
        };
        let (seen, last) = (training.len(), training[training.len() - 1]);
        Ok(Self { training: seen, seen, last, sum: 0.0, growth, deviation, span })
    }

    pub(super) fn observe(&mut self, value: f64, statistics: &mut [f64]) {
        let increment = (value - self.last) / self.deviation;
        self.last = value;
        self.seen += 1;
        let statistic = match &mut self.span {
            Span::Fixed { weight, root } => {
                *weight *= self.growth;
                self.sum += *weight * increment;
                self.sum / *root
            }
            Span::Open { squares } => {
                self.sum = self.sum / self.growth + increment;
                *squares = *squares / (self.growth * self.growth) + 1.0;
                self.sum / squares.sqrt()
            }
        };
        statistics[0] = match self.span {
            Span::Fixed { .. } => statistic,
            Span::Open { .. } => statistic * statistic.abs() - self.widened(),
        };
    }

    /// `c` itself, or `√(c + 4·ln(1 + k/T*))` without a horizon.
    pub(super) fn natural(&self, c: f64) -> f64 {
        match self.span {
            Span::Fixed { .. } => c,
            Span::Open { .. } => signed_root(c + self.widened()),
        }
    }

    pub(super) fn window(&self) -> usize {
        self.seen - self.training
    }

    /// The tail `e^{−b²/2}` then falls with the square of time, so that the chances of all later blocks add up to
    /// something finite.
    fn widened(&self) -> f64 {
        4.0 * crate::random::ln(1.0 + self.window() as f64 / self.training as f64)
    }
}
