//! Is the bubble still running at the end of the sample, or has it ended? BIC weights of the models of Harvey,
//! Leybourne and Sollis (2017), renewed as every observation arrives in O(T) time.
//!
//! The weight of a model is `e^{−BIC/2}` over the sum of all: the usual approximation to posterior probabilities of
//! models that were equally likely beforehand (Kass and Raftery 1995). They describe; they are not error rates, and a
//! search over dates makes the BIC an approximation. Beside the paper's four models stand the random walk without a
//! bubble and the collapse within one observation (Kejriwal, Nguyen and Perron 2025), which M3 and M4, with at least
//! three observations of collapse, notice late. Unlike in the paper the bubble's root must be at least 1.

mod statement;

use serde::Serialize;

use super::Lengths;
use super::recursion::{Bubble, Candidate, FLOOR, Recursion};
use crate::sample::{self, SampleError};

/// Weights of the models at the end of a sample; they add to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ModelWeights {
    /// Number of observations seen.
    pub observations: usize,
    /// A random walk throughout: no bubble (no parameters).
    pub calm: f64,
    /// M1, the bubble runs to the end (3 parameters).
    pub growing: f64,
    /// M2, growth stopped without a fall (4).
    pub stopped: f64,
    /// M2 with a fall within one observation (5: the fall is one of them).
    pub jumped: f64,
    /// M3, a collapse runs to the end (6).
    pub falling: f64,
    /// M4, a collapse is over (7).
    pub recovered: f64,
    /// First explosive observation in M1, if it has one.
    pub growing_since: Option<usize>,
    /// The peak in the weightiest model whose bubble has ended, if there is one.
    pub ended_after: Option<usize>,
}

impl ModelWeights {
    /// That there has been a bubble and it is over: M2, its variant, M3 and M4 together.
    pub fn ended(&self) -> f64 {
        self.stopped + self.jumped + self.falling + self.recovered
    }

    /// `ended/(growing + ended)`: that it is over, given that there is or was a bubble. `None` where neither has weight.
    pub fn ended_given_bubble(&self) -> Option<f64> {
        let bubble = self.growing + self.ended();
        (bubble > 0.0).then(|| self.ended() / bubble)
    }
}

/// Renews [`ModelWeights`] with each observation, in time and memory proportional to the number seen so far; the same
/// numbers as [`weights`] on all of them.
#[derive(Debug, Clone)]
pub struct WeightTracker {
    recursion: Recursion,
}

impl WeightTracker {
    /// A tracker that has seen nothing. `lengths` are counts, not shares, so that they do not change as the sample
    /// grows; [`Lengths::live`] is meant for this.
    ///
    /// # Errors
    /// [`SampleError::Parameter`] for a length too small to fit a regime.
    pub fn new(lengths: Lengths) -> Result<Self, SampleError> {
        Ok(Self { recursion: Recursion::new(lengths.check()?, Bubble::Explosive) })
    }

    /// Takes the next value. `None` while no bubble fits into the sample or nothing has moved.
    ///
    /// # Errors
    /// [`SampleError::NotFinite`]; the value is then not taken.
    pub fn observe(&mut self, value: f64) -> Result<Option<ModelWeights>, SampleError> {
        if !value.is_finite() {
            return Err(SampleError::NotFinite { index: self.recursion.values().len(), value });
        }
        self.recursion.push(value);
        Ok(weights_of(&self.recursion))
    }

    /// Observations seen.
    pub fn observations(&self) -> usize {
        self.recursion.values().len()
    }
}

/// The weights at the end of what `r` has seen, if a bubble fits.
pub(super) fn weights_of(r: &Recursion) -> Option<ModelWeights> {
    let (observations, calm) = (r.values().len(), r.calm());
    if observations < r.lengths().calm + r.lengths().explosive + 1 || calm == 0.0 {
        return None;
    }
    let n = observations as f64;
    let bic = |ssr: f64, parameters: f64| n * (ssr.max(FLOOR * calm) / n).ln() + parameters * n.ln();
    let ended = [(r.stopped(), 4.0), (r.jumped(), 5.0), (r.falling(), 6.0), (r.recovered(), 7.0)];
    let of = |(candidate, k): (Candidate, f64)| bic(candidate.ssr, k);
    let bics =
        [bic(calm, 0.0), of((r.growing(), 3.0)), of(ended[0]), of(ended[1]), of(ended[2]), of(ended[3])];
    let least = bics.iter().copied().fold(f64::INFINITY, f64::min);
    let raw = bics.map(|b| (0.5 * (least - b)).exp());
    let total: f64 = raw.iter().sum();
    let [calm, growing, stopped, jumped, falling, recovered] = raw.map(|w| w / total);
    let over = (0..4).min_by(|&a, &b| bics[a + 2].total_cmp(&bics[b + 2])).map(|i| ended[i].0);
    Some(ModelWeights {
        observations,
        calm,
        growing,
        stopped,
        jumped,
        falling,
        recovered,
        growing_since: r.growing().exists().then(|| r.growing().before + 1),
        ended_after: over.filter(Candidate::exists).map(|c| c.peak),
    })
}

/// The weights at the end of `values`.
///
/// # Errors
/// [`SampleError`] when a value is not finite, the sample is too short for a bubble, nothing moves, or a length is too
/// small.
pub fn weights(values: &[f64], lengths: Lengths) -> Result<ModelWeights, SampleError> {
    let mut tracker = WeightTracker::new(lengths)?;
    sample::check(values, lengths.calm + lengths.explosive + 1)?;
    for &value in values {
        tracker.recursion.push(value);
    }
    weights_of(&tracker.recursion).ok_or(SampleError::Still("the series"))
}
