//! Test inversion with simulated t-ratios at every candidate root.

use serde::Serialize;

use super::{Root, RootModel, first_order, root};
use crate::Execution;
use crate::null::{NullError, quantile};
use crate::random::{Multiplier, Normal, Stream, derive_seed};
use crate::sample::{self, SampleError};
use crate::statement::Interval;

/// How the errors of the simulated series are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RootErrors {
    /// Normal with the residuals' variance: exact but for that estimate when errors are normal.
    Normal,
    /// Each residual in its place times a multiplier (wild bootstrap): for variance that changes over time, at the cost
    /// of some coverage in short stretches.
    Wild(Multiplier),
}

impl RootErrors {
    fn multiplier(self) -> Multiplier {
        match self {
            Self::Normal => Multiplier::Gaussian,
            Self::Wild(multiplier) => multiplier,
        }
    }
}

/// A root with its downward bias removed, and an interval that holds below, at and above one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CorrectedRoot {
    /// The least-squares estimate it starts from.
    pub estimate: Root,
    /// Median-unbiased root: the one at which the estimate's t-ratio is the median of its law. `None` when no candidate
    /// within eight standard errors has that property.
    pub median_unbiased: Option<f64>,
    /// Equal-tailed interval of the roots that the t-test does not reject. An absent end lies more than eight standard
    /// errors away.
    pub interval: Interval,
    /// `P(t* ≥ t)` at root one, `(1 + #)/(R + 1)`: small speaks for a root above one.
    pub p_value: f64,
    /// Replications per candidate.
    pub replications: usize,
    /// How their errors were drawn.
    pub errors: RootErrors,
}

/// How far candidates reach on either side of the estimate, in standard errors, and their distance.
const REACH: f64 = 8.0;
const STEP: f64 = 0.5;

/// The median-unbiased root of `values` and the interval of confidence `level`, by grid bootstrap.
///
/// At each candidate `ρ`, half a standard error apart, `R` series are built from the first value with
/// `y*_t = c(ρ) + ρ·y*_{t−1} + w_t·e_t(ρ)`: `c(ρ)` and `e(ρ)` are constant and residuals of the data with the root held at
/// `ρ` (for normal errors the residuals' root mean square), `w` the random numbers, the same at every candidate. Candidates whose t-ratio `(ρ̂ − ρ)/se` lies between the
/// `(1 ∓ level)/2`-quantiles of `(ρ̂* − ρ)/se*` make the interval, its ends interpolated. The starting level is the
/// observed one, so it may be as large as it likes. Costs
/// `O(R·T)` per candidate, of which there are 34.
///
/// # Errors
/// As [`root`]; [`SampleError::Parameter`] for a level outside (0, 1); [`SampleError::Null`] for fewer replications
/// than the level needs, or when cancelled.
pub fn corrected_root(
    values: &[f64],
    model: RootModel,
    level: f64,
    errors: RootErrors,
    replications: usize,
    seed: u64,
    execution: &Execution<'_>,
) -> Result<CorrectedRoot, SampleError> {
    let estimate = root(values, model)?;
    let tail = 0.5 * (1.0 - sample::check_level(level)?);
    check_replications(replications, tail)?;
    let candidates = candidates(&estimate);
    let restricted: Vec<Restricted> =
        candidates.iter().map(|&r| Restricted::new(values, r, model, errors)).collect();
    let (normal, seed) = (Normal::new(), derive_seed(seed, "root"));
    let draws = execution
        .map(replications, |replication| {
            let mut weights = vec![0.0; values.len() - 1];
            errors.multiplier().fill(&normal, &mut Stream::new(seed, replication as u64), &mut weights);
            restricted.iter().map(|r| r.t_ratio(values[0], &weights, model)).collect::<Vec<f64>>()
        })
        .map_err(NullError::from)?;
    let laws: Vec<Vec<f64>> = (0..candidates.len())
        .map(|i| {
            let mut law: Vec<f64> = draws.iter().map(|d| d[i]).collect();
            law.sort_by(f64::total_cmp);
            law
        })
        .collect();
    let grid = Grid { estimate: &estimate, candidates: &candidates[1..], laws: &laws[1..] };
    let at_one = (1.0 - estimate.root) / -estimate.standard_error;
    let reached = laws[0].len() - laws[0].partition_point(|&t| t < at_one);
    Ok(CorrectedRoot {
        median_unbiased: grid.crossing(0.5),
        interval: Interval { low: grid.crossing(1.0 - tail), high: grid.crossing(tail), level },
        p_value: (1 + reached) as f64 / (replications + 1) as f64,
        estimate,
        replications,
        errors,
    })
}

fn check_replications(replications: usize, tail: f64) -> Result<(), SampleError> {
    let least = ((1.0 / tail).ceil() as usize).max(19);
    let most = 1_000_000;
    if (least..=most).contains(&replications) {
        return Ok(());
    }
    Err(NullError::Replications { replications, least, most }.into())
}

/// One, then the grid in ascending order.
fn candidates(estimate: &Root) -> Vec<f64> {
    let steps = (REACH / STEP) as i32;
    let grid = (-steps..=steps).map(|i| estimate.root + f64::from(i) * STEP * estimate.standard_error);
    std::iter::once(1.0).chain(grid).collect()
}

/// The data's regression with the root held fixed.
struct Restricted {
    root: f64,
    constant: f64,
    residuals: Vec<f64>,
}

impl Restricted {
    fn new(values: &[f64], root: f64, model: RootModel, errors: RootErrors) -> Self {
        let mut residuals: Vec<f64> = values.windows(2).map(|w| w[1] - root * w[0]).collect();
        let n = residuals.len() as f64;
        let constant = match model {
            RootModel::NoConstant => 0.0,
            RootModel::Constant => residuals.iter().sum::<f64>() / n,
        };
        // As many degrees of freedom are lost as coefficients were fitted under the restriction.
        let stretch = (n / (n - (model.coefficients() - 1) as f64)).sqrt();
        for e in &mut residuals {
            *e = (*e - constant) * stretch;
        }
        if errors == RootErrors::Normal {
            let deviation = (sample::dot(&residuals, &residuals) / n).sqrt();
            residuals.fill(deviation);
        }
        Self { root, constant, residuals }
    }

    /// `(ρ̂* − ρ)/se*` of one simulated series.
    fn t_ratio(&self, start: f64, weights: &[f64], model: RootModel) -> f64 {
        let mut level = start;
        let mut path = Vec::with_capacity(weights.len() + 1);
        path.push(level);
        for (w, e) in weights.iter().zip(&self.residuals) {
            level = self.constant + self.root * level + w * e;
            path.push(level);
        }
        first_order(&path, model).map_or(0.0, |fit| (fit.excess - (self.root - 1.0)) / fit.error)
    }
}

/// Simulated laws of the t-ratio on the grid.
struct Grid<'a> {
    estimate: &'a Root,
    candidates: &'a [f64],
    laws: &'a [Vec<f64>],
}

impl Grid<'_> {
    /// The root at which the observed t-ratio is the `p`-quantile of its law: the outermost one, seen from the side
    /// that `p` bounds. `None` outside the grid.
    fn crossing(&self, p: f64) -> Option<f64> {
        // Positive where the observed t-ratio is above the quantile: at small roots.
        let above: Option<Vec<f64>> = self
            .candidates
            .iter()
            .zip(self.laws)
            .map(|(root, law)| {
                Some((self.estimate.root - root) / self.estimate.standard_error - quantile(law, p)?)
            })
            .collect();
        let above = above?;
        let change = |i: &usize| above[*i] > 0.0 && above[i + 1] <= 0.0;
        let mut places = 0..above.len() - 1;
        let i = if p > 0.5 { places.find(change) } else { places.rfind(change) }?;
        let share = above[i] / (above[i] - above[i + 1]);
        Some(self.candidates[i] + share * (self.candidates[i + 1] - self.candidates[i]))
    }
}
