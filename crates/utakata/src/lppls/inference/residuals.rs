//! Whether the residuals of the optimum revert: the statistics.
//!
//! Conventions are those of the common packages, so that numbers can be compared; the tabulated critical values of those
//! packages are void for residuals of a fit (see `reversion.rs`).

use serde::Serialize;

use super::super::Solution;
use super::columns::dot;

/// Statistics of the residuals, in the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ResidualStatistics {
    /// Dickey–Fuller t of the lagged residual, no constant, no lagged difference.
    pub df: f64,
    /// The same with one lagged difference.
    pub adf: f64,
    /// Phillips–Perron `Z_τ` without constant; Bartlett weights, `⌈12 (n/100)^¼⌉` lags.
    pub pp: f64,
    /// KPSS about a constant; Bartlett weights, lags by Hobijn, Franses & Ooms (1998).
    pub kpss: f64,
    /// Regression coefficient on the residual before, without constant.
    pub ar1: f64,
}

impl ResidualStatistics {
    /// Of at least ten residuals; `None` where they do not vary.
    pub fn of(residuals: &[f64]) -> Option<Self> {
        if residuals.len() < super::super::LEAST_OBSERVATIONS {
            return None;
        }
        let found = Self {
            df: dickey_fuller(residuals)?,
            adf: augmented(residuals)?,
            pp: phillips_perron(residuals)?,
            kpss: kpss(residuals)?,
            ar1: ar1(residuals)?,
        };
        found.all().iter().all(|value| value.is_finite()).then_some(found)
    }

    /// Of a fit, from the times `x` before its critical time and the logarithms of the price, both in the order of time.
    pub fn of_fit(solution: &Solution, x: &[f64], logs: &[f64]) -> Option<Self> {
        Self::of(&x.iter().zip(logs).map(|(x, y)| y - solution.value(*x)).collect::<Vec<_>>())
    }

    /// The four that are tests: `df`, `adf`, `pp`, `kpss`.
    pub(super) fn all(&self) -> [f64; 4] {
        [self.df, self.adf, self.pp, self.kpss]
    }
}

fn lagged(r: &[f64]) -> (&[f64], &[f64]) {
    (&r[..r.len() - 1], &r[1..])
}

fn ar1(r: &[f64]) -> Option<f64> {
    let (before, after) = lagged(r);
    let square = dot(before, before);
    (square > 0.0).then(|| dot(before, after) / square)
}

fn differences(r: &[f64]) -> Vec<f64> {
    r.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

fn dickey_fuller(r: &[f64]) -> Option<f64> {
    let (before, change) = (lagged(r).0, differences(r));
    let slope = dot(before, &change) / dot(before, before);
    let left: f64 = before.iter().zip(&change).map(|(x, y)| (y - slope * x).powi(2)).sum();
    let error = (left / (change.len() - 1) as f64 / dot(before, before)).sqrt();
    (error > 0.0).then(|| slope / error)
}

fn augmented(r: &[f64]) -> Option<f64> {
    let changes = differences(r);
    let (y, lag) = (&changes[1..], &changes[..changes.len() - 1]);
    let x = &r[1..r.len() - 1];
    let (xx, xl, ll) = (dot(x, x), dot(x, lag), dot(lag, lag));
    let determinant = xx * ll - xl * xl;
    if determinant.is_nan() || determinant <= 0.0 {
        return None;
    }
    let (xy, ly) = (dot(x, y), dot(lag, y));
    let (slope, other) = ((ll * xy - xl * ly) / determinant, (xx * ly - xl * xy) / determinant);
    let left: f64 = (0..y.len()).map(|t| (y[t] - slope * x[t] - other * lag[t]).powi(2)).sum::<f64>()
        / (y.len() - 2) as f64;
    let error = (left * ll / determinant).sqrt();
    (error > 0.0).then(|| slope / error)
}

/// `Σ_t u_t u_{t−lag}`.
fn product(u: &[f64], lag: usize) -> f64 {
    dot(&u[lag..], &u[..u.len() - lag])
}

/// Long-run variance with Bartlett weights.
fn long_run(u: &[f64], lags: usize) -> f64 {
    let weighted: f64 = (1..=lags.min(u.len() - 1))
        .map(|lag| 2.0 * (1.0 - lag as f64 / (lags as f64 + 1.0)) * product(u, lag))
        .sum();
    (dot(u, u) + weighted) / u.len() as f64
}

/// Phillips & Perron (1988).
fn phillips_perron(r: &[f64]) -> Option<f64> {
    let (before, after) = lagged(r);
    let root = ar1(r)?;
    let u: Vec<f64> = before.iter().zip(after).map(|(x, y)| y - root * x).collect();
    let n = u.len() as f64;
    let lags = (12.0 * (r.len() as f64 / 100.0).powf(0.25)).ceil() as usize;
    let (short, long) = (dot(&u, &u) / n, long_run(&u, lags));
    let variance = dot(&u, &u) / (n - 1.0);
    let error = (variance / dot(before, before)).sqrt();
    if error.is_nan() || error <= 0.0 || long <= 0.0 {
        return None;
    }
    Some(
        (short / long).sqrt() * (root - 1.0) / error
            - 0.5 * (long - short) / long.sqrt() * n * error / variance.sqrt(),
    )
}

/// Kwiatkowski, Phillips, Schmidt & Shin (1992).
fn kpss(r: &[f64]) -> Option<f64> {
    let n = r.len() as f64;
    let mean = r.iter().sum::<f64>() / n;
    let centred: Vec<f64> = r.iter().map(|value| value - mean).collect();
    let mut level = 0.0;
    let squares: f64 = centred
        .iter()
        .map(|value| {
            level += value;
            level * level
        })
        .sum();
    let variance = long_run(&centred, bandwidth(&centred));
    (variance > 0.0).then(|| squares / (n * n * variance))
}

/// Hobijn, Franses & Ooms (1998).
fn bandwidth(u: &[f64]) -> usize {
    let n = u.len() as f64;
    let (mut zero, mut one) = (dot(u, u) / n, 0.0);
    for lag in 1..=n.powf(2.0 / 9.0) as usize {
        let share = product(u, lag) / (n / 2.0);
        zero += share;
        one += lag as f64 * share;
    }
    let scale = 1.1447 * (one / zero).powi(2).cbrt();
    ((scale * n.cbrt()) as usize).min(u.len() - 1)
}
