//! Dates by the best-fitting sequence of regimes (Harvey, Leybourne and Sollis 2017, Journal of Empirical Finance 40,
//! 121–138).
//!
//! Four models of a single bubble, each with its dates at the least sum of squared residuals, and the BIC to choose
//! among them. No critical values and no smallest window: the end of the bubble in particular is found far better
//! than by a crossing. It always finds *something*, so ask a test first whether there is a bubble at all; the weight
//! of a plain random walk is in [`crate::dating::weights`].

use serde::Serialize;

use super::recursion::{Bubble, Candidate, Recursion};
use super::segment::Line;
use super::{Lengths, recursion};
use crate::sample::{self, SampleError};

/// A sequence of regimes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Model {
    /// M1: random walk, then a bubble that runs to the end of the sample.
    Growing,
    /// M2: random walk, bubble, random walk: growth just stopped.
    Stopped,
    /// M3: random walk, bubble, and a collapse that runs to the end.
    Falling,
    /// M4: random walk, bubble, collapse, random walk.
    Recovered,
}

impl Model {
    /// All four, M1 to M4.
    pub const ALL: [Self; 4] = [Self::Growing, Self::Stopped, Self::Falling, Self::Recovered];

    /// Number of parameters in the BIC: dates and regression coefficients.
    pub fn parameters(self) -> usize {
        match self {
            Self::Growing => 3,
            Self::Stopped => 4,
            Self::Falling => 6,
            Self::Recovered => 7,
        }
    }

    fn candidate(self, recursion: &Recursion) -> Candidate {
        match self {
            Self::Growing => recursion.growing(),
            Self::Stopped => recursion.stopped(),
            Self::Falling => recursion.falling(),
            Self::Recovered => recursion.recovered(),
        }
    }
}

/// One model with its best dates. Dates as defined in [`crate::dating`].
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ModelFit {
    /// Which model.
    pub model: Model,
    /// First explosive observation.
    pub origination: usize,
    /// The peak; `None` for a bubble that runs to the end.
    pub collapse: Option<usize>,
    /// First normal observation after the collapse; only for M4. For M2 normality begins right after the peak.
    pub recovery: Option<usize>,
    /// Autoregressive root `ρ` of the bubble. The method does not ask for one above 1: a root well below 1 means a jump
    /// to a new level was taken for a bubble.
    pub root: f64,
    /// Fitted first explosive change in residual standard deviations. It says how sharply the origination can be dated:
    /// within an observation or so from 3 on, only vaguely below 1.
    pub first_step: f64,
    /// Autoregressive root of the collapse, where there is one.
    pub collapse_root: Option<f64>,
    /// Sum of squared residuals.
    pub ssr: f64,
    /// `n·ln(SSR/n) + k·ln n` with `n` the number of observations.
    pub bic: f64,
}

/// The four models on one series.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hls {
    /// Number of observations.
    pub observations: usize,
    /// Fewest observations in each regime.
    pub lengths: Lengths,
    /// Models for which some dates are admissible, M1 first.
    pub fits: Vec<ModelFit>,
    /// Position in `fits` of the model with the smallest BIC.
    pub best: usize,
}

impl Hls {
    /// The model with the smallest BIC.
    pub fn chosen(&self) -> &ModelFit {
        &self.fits[self.best]
    }

    /// Counts dates from `first` observations earlier.
    pub(super) fn shift(&mut self, first: usize) {
        for fit in &mut self.fits {
            fit.origination += first;
            fit.collapse = fit.collapse.map(|t| t + first);
            fit.recovery = fit.recovery.map(|t| t + first);
        }
    }

    /// The fit of `model`, if any dates were admissible.
    pub fn fit(&self, model: Model) -> Option<&ModelFit> {
        self.fits.iter().find(|f| f.model == model)
    }
}

/// Dates `values` by the models M1 to M4.
///
/// Each bubble must end above the level it began from, each collapse below the peak. Random-walk regimes have no
/// drift; bubble and collapse are regressions of the change on a constant and the last level. The search is over
/// the whole grid but O(T²) in time, also for M4 (see the module's source). Invariant to `a + b·y`, `b > 0`.
///
/// # Errors
/// [`SampleError`] when a value is not finite, nothing moves, a length is too small, or no dates are admissible for any
/// model (too short, or never rising).
pub fn hls(values: &[f64], lengths: Lengths) -> Result<Hls, SampleError> {
    hls_among(values, lengths, &Model::ALL)
}

/// As [`hls`], with only `models` to choose from.
///
/// # Errors
/// As [`hls`].
pub fn hls_among(values: &[f64], lengths: Lengths, models: &[Model]) -> Result<Hls, SampleError> {
    let lengths = lengths.check()?;
    let needed = lengths.calm + lengths.explosive + 1;
    sample::check(values, needed)?;
    let mut recursion = Recursion::new(lengths, Bubble::AnyRoot);
    for &value in values {
        recursion.push(value);
    }
    if recursion.calm() == 0.0 {
        return Err(SampleError::Still("the series"));
    }
    let fits: Vec<ModelFit> = Model::ALL
        .into_iter()
        .filter(|model| models.contains(model))
        .filter_map(|model| fitted(model, &recursion))
        .collect();
    let best = (0..fits.len())
        .min_by(|&a, &b| fits[a].bic.total_cmp(&fits[b].bic))
        .ok_or(SampleError::Still("upwards, the series"))?;
    Ok(Hls { observations: values.len(), lengths, fits, best })
}

fn fitted(model: Model, recursion: &Recursion) -> Option<ModelFit> {
    let candidate = model.candidate(recursion);
    if !candidate.exists() {
        return None;
    }
    let values = recursion.values();
    let n = values.len() as f64;
    let ssr = candidate.ssr.max(recursion::FLOOR * recursion.calm());
    let ends = model != Model::Growing;
    let falls = matches!(model, Model::Falling | Model::Recovered);
    let bubble = Line::fit(values, candidate.before, candidate.peak);
    Some(ModelFit {
        model,
        origination: candidate.before + 1,
        collapse: ends.then_some(candidate.peak),
        recovery: (model == Model::Recovered).then_some(candidate.fallen + 1),
        root: 1.0 + bubble.slope,
        first_step: bubble.change(values[candidate.before]) / (ssr / n).sqrt(),
        collapse_root: falls.then(|| 1.0 + Line::fit(values, candidate.peak, candidate.fallen).slope),
        ssr,
        bic: n * (ssr / n).ln() + model.parameters() as f64 * n.ln(),
    })
}
