//! Rolling slopes and the kernel regression between them.

use super::{Bandwidth, ContagionDelay, ContagionOptions};
use crate::random;
use crate::root::{RootModel, first_order};

/// Fewest levels of a window.
pub(super) const SMALLEST_WINDOW: usize = 8;
/// Bandwidths tried by cross-validation.
const BANDWIDTHS: usize = 25;

/// Slopes of all windows of `window` levels; `None` when one of them does not move.
pub(super) fn slopes(values: &[f64], window: usize) -> Option<Vec<f64>> {
    values
        .windows(window)
        .map(|levels| first_order(levels, RootModel::Constant).map(|fit| 1.0 + fit.excess))
        .collect()
}

/// The estimated curve.
pub(super) struct Fit {
    pub(super) delay: usize,
    pub(super) bandwidth: f64,
    pub(super) curve: Vec<f64>,
}

impl Fit {
    /// `None` when the core's slope does not change.
    pub(super) fn new(
        receiving: &[f64],
        core: &[f64],
        observations: usize,
        options: &ContagionOptions,
    ) -> Option<Self> {
        let (receiving, core) = (centred(receiving), centred(core));
        let windows = core.len();
        let tables: Vec<(f64, Vec<f64>)> = bandwidths(options.bandwidth, windows)
            .map(|h| (h, kernel(h * observations as f64, windows)))
            .collect();
        let (delays, most) = match options.delay {
            ContagionDelay::Fixed(d) => (d..=d, d),
            ContagionDelay::Estimated { most } => (0..=most, most),
        };
        let mut best: Option<(f64, usize, usize)> = None;
        // Nothing to choose costs nothing.
        if delays.clone().count() == 1 && tables.len() == 1 {
            best = Some((0.0, most, 0));
        } else {
            for delay in delays {
                // All delays over the dates that the largest one has.
                let (y, x) = (&receiving[most..], &core[most - delay..windows - delay]);
                for (i, (_, kernel)) in tables.iter().enumerate() {
                    let left = leave_one_out(y, x, kernel);
                    if best.is_none_or(|(least, ..)| left < least) {
                        best = Some((left, delay, i));
                    }
                }
            }
        }
        let (_, delay, i) = best?;
        let (bandwidth, kernel) = &tables[i];
        let curve = smooth(&receiving[delay..], &core[..windows - delay], kernel);
        curve.iter().all(|d| d.is_finite()).then_some(Self { delay, bandwidth: *bandwidth, curve })
    }
}

fn centred(slopes: &[f64]) -> Vec<f64> {
    let mean = slopes.iter().sum::<f64>() / slopes.len() as f64;
    slopes.iter().map(|b| b - mean).collect()
}

fn bandwidths(choice: Bandwidth, windows: usize) -> impl Iterator<Item = f64> {
    let (low, high, count) = match choice {
        Bandwidth::Fixed(h) => (h.ln(), h.ln(), 1),
        Bandwidth::CrossValidated => {
            let log = random::ln(windows as f64);
            (-0.5 * log, -0.1 * log, BANDWIDTHS)
        }
    };
    let step = (high - low) / (count.max(2) - 1) as f64;
    (0..count).map(move |i| match choice {
        Bandwidth::Fixed(h) => h,
        Bandwidth::CrossValidated => random::exp(low + i as f64 * step),
    })
}

/// Weights by distance in dates, for a bandwidth in dates.
fn kernel(bandwidth: f64, windows: usize) -> Vec<f64> {
    // Beyond 26 bandwidths a weight is zero for every purpose.
    (0..windows).map(|k| (k as f64 / bandwidth).min(26.0)).map(|z| random::exp(-0.5 * z * z)).collect()
}

/// Sums of `K·x·y` and `K·x²` around every date.
fn sums<'a>(y: &'a [f64], x: &'a [f64], kernel: &'a [f64]) -> impl Iterator<Item = (f64, f64)> + 'a {
    (0..x.len()).map(move |i| {
        let (mut xy, mut xx) = (0.0, 0.0);
        for (j, (y, x)) in y.iter().zip(x).enumerate() {
            let weighted = kernel[i.abs_diff(j)] * x;
            xy += weighted * y;
            xx += weighted * x;
        }
        (xy, xx)
    })
}

fn smooth(y: &[f64], x: &[f64], kernel: &[f64]) -> Vec<f64> {
    sums(y, x, kernel).map(|(xy, xx)| xy / xx).collect()
}

/// `Σ_i (y_i − δ̂_{−i}(i)·x_i)²`, the estimate at each date made without that date; infinite where it cannot be made.
fn leave_one_out(y: &[f64], x: &[f64], kernel: &[f64]) -> f64 {
    let left = sums(y, x, kernel).zip(y.iter().zip(x)).map(|((xy, xx), (y, x))| {
        let slope = (xy - kernel[0] * x * y) / (xx - kernel[0] * x * x);
        (y - slope * x).powi(2)
    });
    let total: f64 = left.sum();
    if total.is_nan() { f64::INFINITY } else { total }
}
