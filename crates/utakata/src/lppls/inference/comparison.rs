//! Whether a simpler model would do.
//!
//! All models are compared by the likelihood of the differences of the logarithms, with AR(1) residuals about the trend. It is
//! the likelihood of the levels with the constant integrated out, and unlike that one it goes on to an autocorrelation of
//! one, where the residuals are a random walk: so a random walk with drift is the limit of the exponential, and all stand on
//! one scale. Information criteria count parameters; they do not know that under the smaller model `tc`, `m`, `ω` are
//! searched for and mean nothing. The bootstrap of the likelihood ratio does.

use serde::Serialize;

use super::super::newton::Bounds;
use super::super::window::Window;
use super::super::{LpplsError, SearchBox};
use super::autoregressive::{Likelihood, Model, Observed, Regression};
use crate::Execution;
use crate::random::{Normal, Stream, derive_seed};

/// A model of the logarithm of the price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrendModel {
    /// The whole model, AR(1) residuals: `tc, m, ω, b, c1, c2, φ` and the variance.
    Lppls,
    /// Without oscillations: `tc, m, b, φ` and the variance.
    PowerLaw,
    /// A straight line in the logarithm: slope, `φ` and the variance.
    Exponential,
    /// Drift and variance.
    RandomWalkWithDrift,
}

impl TrendModel {
    /// Parameters beside the constant, which the differences do not have.
    fn parameters(self) -> usize {
        match self {
            Self::Lppls => 8,
            Self::PowerLaw => 5,
            Self::Exponential => 3,
            Self::RandomWalkWithDrift => 2,
        }
    }
}

/// How well one model does.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TrendScore {
    /// Which.
    pub model: TrendModel,
    /// Parameters.
    pub parameters: usize,
    /// Log-likelihood of the differences, up to a constant common to all models.
    pub log_likelihood: f64,
    /// Akaike's criterion: smaller is better.
    pub aic: f64,
    /// Schwarz's criterion.
    pub bic: f64,
    /// Autocorrelation of the residuals.
    pub phi: f64,
}

/// Bootstrap test of a smaller model against LPPLS.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TrendTest {
    /// The smaller model.
    pub null: TrendModel,
    /// Twice the logarithm of the likelihood ratio.
    pub ratio: f64,
    /// Share of paths of the smaller model with a ratio as large, the observed one counted.
    pub p_value: f64,
    /// Paths.
    pub replications: usize,
}

/// The models side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Observations.
    pub observations: usize,
    /// LPPLS, power law, exponential, random walk with drift.
    pub models: Vec<TrendScore>,
    /// Power law, then random walk with drift, against LPPLS.
    pub tests: Vec<TrendTest>,
}

/// Paths and seed of the bootstrap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ComparisonOptions {
    /// Paths of each smaller model.
    pub replications: usize,
    /// Seed.
    pub seed: u64,
}

impl Default for ComparisonOptions {
    /// 199 paths, seed 1.
    fn default() -> Self {
        Self { replications: 199, seed: 1 }
    }
}

/// A fitted model.
#[derive(Debug, Clone)]
struct Fitted {
    log_likelihood: f64,
    phi: f64,
    /// Of the innovations.
    deviation: f64,
    /// The trend, newest first.
    trend: Vec<f64>,
}

/// The models and all that does not depend on the path.
struct Models<'w> {
    window: &'w Window,
    lags: &'w [f64],
    bounds: Bounds,
    lppls: Model,
}

/// Compares the models over one window.
///
/// # Errors
/// [`LpplsError`] as for a fit; [`Cancelled`](crate::execution::Cancelled) inside.
pub fn comparison(
    times: &[f64],
    logs: &[f64],
    search_box: &SearchBox,
    options: &ComparisonOptions,
    execution: &Execution<'_>,
) -> Result<Comparison, LpplsError> {
    let window = Window::new(times, logs)?;
    search_box.check()?;
    let bounds = search_box.bounds(window.span());
    let lppls = Model::new(&window, bounds, &[], Likelihood::Differences);
    let models = Models { window: &window, lags: &window.lags()[..window.len()], bounds, lppls };
    let values = &window.values()[..window.len()];
    let degenerate = || LpplsError::Degenerate { observations: window.len() };
    let observed = Observed::of(values);
    let power = models.power_law(&observed).ok_or_else(degenerate)?;
    let exponential = models.exponential(&observed).ok_or_else(degenerate)?;
    let drifting = walk(values).ok_or_else(degenerate)?;
    let (height, phi) = models.lppls(&observed, &power).ok_or_else(degenerate)?;
    let score = |model: TrendModel, log_likelihood: f64, phi: f64| {
        let parameters = model.parameters();
        let k = parameters as f64;
        TrendScore {
            model,
            parameters,
            log_likelihood,
            aic: 2.0 * k - 2.0 * log_likelihood,
            bic: k * ((window.len() - 1) as f64).ln() - 2.0 * log_likelihood,
            phi,
        }
    };
    let mut tests = Vec::new();
    for (null, fitted) in [(TrendModel::PowerLaw, &power), (TrendModel::RandomWalkWithDrift, &drifting)] {
        let ratio = 2.0 * (height - fitted.log_likelihood);
        tests.push(models.test(null, fitted, ratio, options, execution)?);
    }
    Ok(Comparison {
        observations: window.len(),
        models: vec![
            score(TrendModel::Lppls, height, phi),
            score(TrendModel::PowerLaw, power.log_likelihood, power.phi),
            score(TrendModel::Exponential, exponential.log_likelihood, exponential.phi),
            score(TrendModel::RandomWalkWithDrift, drifting.log_likelihood, 1.0),
        ],
        tests,
    })
}

impl Models<'_> {
    fn regression(&self, observed: &Observed, columns: &[Vec<f64>]) -> Option<Fitted> {
        let found = Regression::of(observed, columns, Likelihood::Differences)?;
        let at =
            |t: usize| columns.iter().zip(&found.weights).map(|(column, weight)| weight * column[t]).sum();
        Some(Fitted {
            log_likelihood: found.log_likelihood,
            phi: found.phi,
            deviation: (found.squares / (self.lags.len() - 1) as f64).sqrt(),
            trend: (0..self.lags.len()).map(at).collect(),
        })
    }

    fn exponential(&self, observed: &Observed) -> Option<Fitted> {
        self.regression(observed, &[vec![1.0; self.lags.len()], self.lags.to_vec()])
    }

    /// A coarse grid over `(ln(tc − t2), m)`, then ever smaller steps from its best.
    fn power_law(&self, observed: &Observed) -> Option<Fitted> {
        const GRID: [usize; 2] = [7, 6];
        const SMALLEST: f64 = 1e-3;
        let [times, exponents, _] = self.bounds;
        let fitted = |[u, m]: [f64; 2]| {
            let d = u.exp();
            let reference = self.window.reference(u);
            let power = self.lags.iter().map(|lag| (m * ((d + lag).ln() - reference)).exp()).collect();
            self.regression(observed, &[vec![1.0; self.lags.len()], power])
        };
        let place = |share: f64, [low, high]: [f64; 2]| low + share.clamp(0.0, 1.0) * (high - low);
        let at = |share: [f64; 2]| fitted([place(share[0], times), place(share[1], exponents)]);
        let mut best: Option<([f64; 2], Fitted)> = None;
        let better = |best: &Option<([f64; 2], Fitted)>, found: &Fitted| {
            best.as_ref().is_none_or(|(_, known)| found.log_likelihood > known.log_likelihood)
        };
        for i in 0..GRID[0] {
            for j in 0..GRID[1] {
                let share = [i as f64 / (GRID[0] - 1) as f64, j as f64 / (GRID[1] - 1) as f64];
                if let Some(found) = at(share).filter(|found| better(&best, found)) {
                    best = Some((share, found));
                }
            }
        }
        let mut step = 0.5 / (GRID[1] - 1) as f64;
        while step > SMALLEST {
            let from = best.as_ref()?.0;
            let beside = [[step, 0.0], [-step, 0.0], [0.0, step], [0.0, -step]];
            let mut moved = false;
            for by in beside {
                let share = [0, 1].map(|k: usize| (from[k] + by[k]).clamp(0.0, 1.0));
                if let Some(found) = at(share).filter(|found| better(&best, found)) {
                    best = Some((share, found));
                    moved = true;
                }
            }
            if !moved {
                step *= 0.5;
            }
        }
        best.map(|(_, found)| found)
    }

    /// Height and autocorrelation; the power law is a special case.
    fn lppls(&self, observed: &Observed, power: &Fitted) -> Option<(f64, f64)> {
        let best = self.lppls.best(observed)?;
        Some(if best.log_likelihood >= power.log_likelihood {
            (best.log_likelihood, best.phi)
        } else {
            (power.log_likelihood, power.phi)
        })
    }

    fn test(
        &self,
        null: TrendModel,
        fitted: &Fitted,
        ratio: f64,
        options: &ComparisonOptions,
        execution: &Execution<'_>,
    ) -> Result<TrendTest, LpplsError> {
        let normal = Normal::new();
        let seed = derive_seed(options.seed, "lppls-comparison");
        let ratios = execution.map(options.replications, |path| {
            let values = simulate(fitted, &normal, &mut Stream::new(seed, path as u64));
            let observed = Observed::of(&values);
            let power = self.power_law(&observed)?;
            let (height, _) = self.lppls(&observed, &power)?;
            let under = if null == TrendModel::PowerLaw { power } else { walk(&values)? };
            Some(2.0 * (height - under.log_likelihood))
        })?;
        // A path that cannot be fitted counts against refusing the smaller model.
        let beyond = ratios.iter().filter(|found| found.is_none_or(|found| found >= ratio)).count();
        let p_value = (beyond as f64 + 1.0) / (options.replications as f64 + 1.0);
        Ok(TrendTest { null, ratio, p_value, replications: options.replications })
    }
}

/// A random walk with drift through values newest first.
fn walk(values: &[f64]) -> Option<Fitted> {
    let n = values.len();
    let drift = (values[0] - values[n - 1]) / (n - 1) as f64;
    let squares: f64 = values.windows(2).map(|pair| (pair[0] - pair[1] - drift).powi(2)).sum();
    (squares > 0.0).then(|| Fitted {
        log_likelihood: Likelihood::Differences.log(n, squares, 1.0),
        phi: 1.0,
        deviation: (squares / (n - 1) as f64).sqrt(),
        trend: (0..n).map(|t| -drift * t as f64).collect(),
    })
}

fn simulate(fitted: &Fitted, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
    let phi = fitted.phi;
    // A random walk may begin anywhere.
    let mut residual = if phi < 1.0 { normal.sample(stream) / (1.0 - phi * phi).sqrt() } else { 0.0 };
    let mut next = |(t, trend): (usize, &f64)| {
        if t > 0 {
            residual = phi * residual + normal.sample(stream);
        }
        trend + fitted.deviation * residual
    };
    fitted.trend.iter().enumerate().map(&mut next).collect()
}
