//! The search for regime dates as a recursion over observations: O(T) when one arrives, O(T²) in all.
//!
//! A joint grid search over three dates looks cubic, but the sum of squared residuals is a sum over regimes. With
//! `L(e)` the best "random walk, then bubble until `e`" and `C(e)` the best "… then collapse until `e`", both follow
//! from one sweep over the regimes that end at `e`, and the models whose last regime is a random walk are running
//! minima. The answers are those of the full grid, not an approximation.

use serde::Serialize;

use super::segment::ending_at;
use crate::sample::SampleError;

/// Fewest observations in each regime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lengths {
    /// Random walk before the bubble, at least 1.
    pub calm: usize,
    /// The bubble, at least 3 (two coefficients are fitted).
    pub explosive: usize,
    /// A collapse that takes time, at least 3.
    pub collapse: usize,
    /// Random walk after it, at least 1.
    pub after: usize,
}

impl Lengths {
    /// The same share of the sample for every regime, rounded up, as in R `exuber`; Harvey, Leybourne and Sollis
    /// (2017) use 0.1 or 0.05 with half of it for the collapse.
    pub fn share(observations: usize, share: f64) -> Self {
        let length = (share * observations as f64).ceil().max(0.0) as usize;
        Self { calm: length.max(1), explosive: length.max(3), collapse: length.max(3), after: length.max(1) }
    }

    /// Short ones that do not grow with the sample, for dating while the data still arrive: 5 calm observations, 5
    /// explosive, 3 of collapse, 1 after it.
    pub fn live() -> Self {
        Self { calm: 5, explosive: 5, collapse: 3, after: 1 }
    }

    /// Refuses lengths too small to fit a regime.
    pub(super) fn check(self) -> Result<Self, SampleError> {
        let least = [
            ("the calm regime's length", self.calm, 1),
            ("the explosive regime's length", self.explosive, 3),
            ("the collapse's length", self.collapse, 3),
            ("the length of the regime after the collapse", self.after, 1),
        ];
        match least.into_iter().find(|&(_, length, least)| length < least) {
            None => Ok(self),
            Some((name, length, least)) => Err(SampleError::Parameter {
                name,
                value: length as f64,
                expected: if least == 1 { "at least 1 observation" } else { "at least 3 observations" },
            }),
        }
    }
}

/// Smallest sum of squared residuals, as a share of the random walk's, that is more than rounding.
pub(super) const FLOOR: f64 = 1e-14;

/// A candidate: last observations `τ₁, τ₂, τ₃` of the regimes before, in and after the bubble, and its sum of squared
/// residuals. Dates that a model does not have are 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(super) ssr: f64,
    pub(super) before: usize,
    pub(super) peak: usize,
    pub(super) fallen: usize,
}

impl Candidate {
    pub(super) const NONE: Self = Self { ssr: f64::INFINITY, before: 0, peak: 0, fallen: 0 };

    fn offer(&mut self, other: Self) {
        if other.ssr < self.ssr {
            *self = other;
        }
    }

    fn plus(self, more: f64) -> Self {
        Self { ssr: self.ssr + more, ..self }
    }

    pub(super) fn exists(&self) -> bool {
        self.ssr.is_finite()
    }
}

/// What may be a bubble, besides ending higher than it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bubble {
    /// Any line (Harvey, Leybourne and Sollis 2017).
    AnyRoot,
    /// A line with a root of at least 1. Without this, a jump to a new level is a "bubble" of root near 0.
    Explosive,
}

/// Best candidates of every model for the observations so far.
#[derive(Debug, Clone)]
pub(super) struct Recursion {
    lengths: Lengths,
    bubble: Bubble,
    values: Vec<f64>,
    /// `Σ_{i≤t} Δy_i²`.
    walked: Vec<f64>,
    /// `L(e)`.
    rising: Vec<Candidate>,
    /// `C(e)`.
    falling: Vec<Candidate>,
    /// Running minima, less the random walk's sum up to their last date.
    stopped: Candidate,
    jumped: Candidate,
    recovered: Candidate,
}

impl Recursion {
    pub(super) fn new(lengths: Lengths, bubble: Bubble) -> Self {
        Self {
            lengths,
            bubble,
            values: Vec::new(),
            walked: Vec::new(),
            rising: Vec::new(),
            falling: Vec::new(),
            stopped: Candidate::NONE,
            jumped: Candidate::NONE,
            recovered: Candidate::NONE,
        }
    }

    pub(super) fn lengths(&self) -> Lengths {
        self.lengths
    }

    pub(super) fn values(&self) -> &[f64] {
        &self.values
    }

    /// Takes the next observation.
    pub(super) fn push(&mut self, value: f64) {
        let e = self.values.len();
        let step = self.values.last().map_or(0.0, |last| value - last);
        self.walked.push(self.walked.last().map_or(0.0, |sum| sum + step * step));
        self.values.push(value);
        self.sweep(e);
        let after = self.lengths.after;
        if let Some(last) = e.checked_sub(after) {
            self.stopped.offer(self.rising[last].plus(-self.walked[last]));
            self.recovered.offer(self.falling[last].plus(-self.walked[last]));
            if self.values[last + 1] < self.values[last] {
                self.jumped.offer(self.rising[last].plus(-self.walked[last + 1]));
            }
        }
    }

    /// Regimes that end at `e`: the new `L(e)` and `C(e)`.
    fn sweep(&mut self, e: usize) {
        let Lengths { calm, explosive, collapse, .. } = self.lengths;
        let (mut rising, mut falling) = (Candidate::NONE, Candidate::NONE);
        let (values, walked, risen) = (&self.values, &self.walked, &self.rising);
        let any_root = self.bubble == Bubble::AnyRoot;
        ending_at(values, e, calm, |s, fit| {
            let length = e - s;
            if values[e] > values[s] {
                if length >= explosive {
                    let ssr = if any_root { fit.free } else { fit.explosive };
                    rising.offer(Candidate { ssr: walked[s] + ssr, before: s, peak: e, fallen: 0 });
                }
            } else if length >= collapse && values[e] < values[s] {
                falling.offer(Candidate { fallen: e, ..risen[s].plus(fit.free) });
            }
        });
        self.rising.push(rising);
        self.falling.push(falling);
    }

    /// A random walk throughout.
    pub(super) fn calm(&self) -> f64 {
        self.walked.last().copied().unwrap_or(0.0)
    }

    /// M1: the bubble runs to the end.
    pub(super) fn growing(&self) -> Candidate {
        self.rising.last().copied().unwrap_or(Candidate::NONE)
    }

    /// M2: a random walk follows the bubble.
    pub(super) fn stopped(&self) -> Candidate {
        self.stopped.plus(self.calm())
    }

    /// M2 whose first change after the peak is a fall left out of the sum.
    pub(super) fn jumped(&self) -> Candidate {
        self.jumped.plus(self.calm())
    }

    /// M3: a collapse runs to the end.
    pub(super) fn falling(&self) -> Candidate {
        self.falling.last().copied().unwrap_or(Candidate::NONE)
    }

    /// M4: a collapse, then a random walk.
    pub(super) fn recovered(&self) -> Candidate {
        self.recovered.plus(self.calm())
    }
}
