//! The t-ratio of a window, and its recursion over windows.

use serde::{Deserialize, Serialize};

use super::Windows;
use crate::null::quantile;
use crate::quantile_regression::line::{Space, fit};
use crate::random::{exp, ln};

/// `1/√(2π)`.
const ROOT: f64 = 0.398_942_280_401_432_7;

/// Running description of the windows from one start.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct Window {
    count: f64,
    mean_x: f64,
    xx: f64,
    mean_z: f64,
    zz: f64,
    /// Differences in ascending order.
    sorted: Vec<f64>,
}

impl Window {
    fn add(&mut self, x: f64, z: f64) {
        self.count += 1.0;
        let (from_x, from_z) = (x - self.mean_x, z - self.mean_z);
        self.mean_x += from_x / self.count;
        self.mean_z += from_z / self.count;
        self.xx += from_x * (x - self.mean_x);
        self.zz += from_z * (z - self.mean_z);
        let at = self.sorted.partition_point(|other| *other < z);
        self.sorted.insert(at, z);
    }

    /// `f̂(b_τ)`, as [`density`].
    fn density(&self, tau: f64) -> Option<f64> {
        density(&self.sorted, (self.zz / (self.count - 1.0)).sqrt(), tau)
    }
}

/// Gaussian kernel density of ascending `sorted` values at their `tau`-quantile (type 7), with Silverman's bandwidth
/// `0.9·min(s, IQR/1.34)·n^{−1/5}`. `None` when they do not vary.
pub(super) fn density(sorted: &[f64], deviation: f64, tau: f64) -> Option<f64> {
    let count = sorted.len() as f64;
    let range = (quantile(sorted, 0.75)? - quantile(sorted, 0.25)?) / 1.34;
    let spread = if range > 0.0 { range.min(deviation) } else { deviation };
    let bandwidth = 0.9 * spread * exp(-0.2 * ln(count));
    if !(bandwidth > 0.0 && bandwidth.is_finite()) {
        return None;
    }
    let at = quantile(sorted, tau)?;
    let kernel = |z: &f64| {
        let exponent = 0.5 * ((at - z) / bandwidth).powi(2);
        if exponent < 600.0 { exp(-exponent) } else { 0.0 }
    };
    Some(sorted.iter().map(kernel).sum::<f64>() * ROOT / (count * bandwidth))
}

/// The windows from one row to a growing end.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct Forward {
    running: Window,
    /// A point on the last window's line, which is nearly the next one's.
    start: usize,
}

impl Forward {
    /// Takes one more row.
    pub(crate) fn add(&mut self, x: f64, z: f64) {
        self.running.add(x, z);
    }

    /// `t(τ)` of the rows taken, which are `x` and `z`; −∞ where it is undefined.
    pub(crate) fn ratio(&mut self, x: &[f64], z: &[f64], tau: f64, space: &mut Space) -> f64 {
        let Some((line, on)) = fit(x, z, tau, self.start, space) else { return f64::NEG_INFINITY };
        self.start = on;
        let Some(density) = self.running.density(tau) else { return f64::NEG_INFINITY };
        density / (tau * (1.0 - tau)).sqrt() * self.running.xx.sqrt() * line.slope
    }
}

/// `t(τ)` of the windows from the first row to rows `window − 1, …`; −∞ where it is undefined.
pub(super) fn forward(x: &[f64], z: &[f64], tau: f64, window: usize, space: &mut Space) -> Vec<f64> {
    let mut windows = Forward::default();
    let mut path = Vec::with_capacity((x.len() + 1).saturating_sub(window));
    for count in 1..=x.len() {
        windows.add(x[count - 1], z[count - 1]);
        if count >= window {
            path.push(windows.ratio(&x[..count], &z[..count], tau, space));
        }
    }
    path
}

/// The path of statistics: one number, one per end, or the largest over starts for each end.
pub(super) fn path(x: &[f64], z: &[f64], tau: f64, windows: Windows, window: usize) -> Vec<f64> {
    let mut space = Space::default();
    let mut path = forward(x, z, tau, if windows == Windows::Whole { x.len() } else { window }, &mut space);
    if windows == Windows::Double {
        for start in 1..=x.len().saturating_sub(window) {
            let later = forward(&x[start..], &z[start..], tau, window, &mut space);
            for (best, t) in path[start..].iter_mut().zip(later) {
                *best = best.max(t);
            }
        }
    }
    path
}

/// The correlation `δ` of `Δy` and `τ − 1{Δy < b_τ}`; `None` when either does not vary.
pub(crate) fn delta(differences: &[f64], tau: f64) -> Option<f64> {
    let mut sorted = differences.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = quantile(&sorted, tau)?;
    let count = differences.len() as f64;
    let mean = differences.iter().sum::<f64>() / count;
    let below = differences.iter().filter(|d| **d < at).count() as f64 / count;
    let (mut cross, mut square) = (0.0, 0.0);
    for d in differences {
        // τ − 1{…} less its mean.
        let score = below - f64::from(u8::from(*d < at));
        cross += (d - mean) * score;
        square += (d - mean) * (d - mean);
    }
    let scores = count * below * (1.0 - below);
    let delta = cross / (square * scores).sqrt();
    delta.is_finite().then(|| delta.clamp(-1.0, 1.0))
}

/// The quantile of [`super::GRID`] with the smallest `τ(1 − τ)/f̂²(b_τ)`: where the regression is most precise.
pub(super) fn optimal(differences: &[f64]) -> Option<f64> {
    let mut running = Window::default();
    for d in differences {
        running.add(0.0, *d);
    }
    let mut best: Option<(f64, f64)> = None;
    for tau in super::grid() {
        let density = running.density(tau)?;
        let variance = tau * (1.0 - tau) / (density * density);
        if best.is_none_or(|(least, _)| variance < least) {
            best = Some((variance, tau));
        }
    }
    best.map(|(_, tau)| tau)
}
