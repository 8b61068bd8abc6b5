//! The two null distributions.

use super::statistic::{optimal, path};
use super::{QuantileOptions, Tau, Windows};
use crate::random::{Normal, Stream};

/// One draw of the limit: the largest over windows of `Σ (x_t − x̄)·u_t/√Σ(x_t − x̄)²` for a Gaussian walk `x` with
/// steps `ε` and `u = δ·ε + √(1 − δ²)·e`, `e` independent of `ε`. On one window that is `δ·Q + √(1 − δ²)·Z`; over
/// windows `Z` is a process of its own, not one number.
pub(super) fn limit_draw(
    rows: usize,
    delta: f64,
    (windows, window): (Windows, usize),
    normal: &Normal,
    stream: &mut Stream,
) -> f64 {
    let other = (1.0 - delta * delta).max(0.0).sqrt();
    let mut level = 0.0;
    let pairs: Vec<(f64, f64)> = (0..rows)
        .map(|_| {
            let step = normal.sample(stream);
            let pair = (level, delta * step + other * normal.sample(stream));
            level += step;
            pair
        })
        .collect();
    let (window, starts) = match windows {
        Windows::Whole => (rows, 0),
        Windows::Forward => (window, 0),
        Windows::Double => (window, rows.saturating_sub(window)),
    };
    (0..=starts).map(|start| largest_ratio(&pairs[start..], window)).fold(f64::NEG_INFINITY, f64::max)
}

/// The largest `S_xu/√S_xx` of the windows from the first row, centred moments updated row by row.
fn largest_ratio(pairs: &[(f64, f64)], window: usize) -> f64 {
    let (mut mean_x, mut mean_u, mut xx, mut xu) = (0.0, 0.0, 0.0, 0.0);
    let mut best = f64::NEG_INFINITY;
    for (row, (x, u)) in pairs.iter().enumerate() {
        let count = (row + 1) as f64;
        let from = x - mean_x;
        mean_x += from / count;
        mean_u += (u - mean_u) / count;
        xx += from * (x - mean_x);
        xu += from * (u - mean_u);
        if row + 1 >= window {
            best = f64::max(best, xu / f64::sqrt(xx));
        }
    }
    best
}

/// For each of `deltas` the largest of the limit's `t(τ)` over the windows from the first row to rows `window …
/// rows`, all on one Gaussian walk.
pub(crate) fn forward_suprema(
    (window, rows): (usize, usize),
    deltas: &[f64],
    normal: &Normal,
    stream: &mut Stream,
) -> Vec<f64> {
    let mut level = 0.0;
    let (mut mean_x, mut mean_step, mut mean_other) = (0.0, 0.0, 0.0);
    let (mut xx, mut x_step, mut x_other) = (0.0, 0.0, 0.0);
    let mut largest = vec![f64::NEG_INFINITY; deltas.len()];
    for row in 1..=rows {
        let (step, other) = (normal.sample(stream), normal.sample(stream));
        let from = level - mean_x;
        mean_x += from / row as f64;
        mean_step += (step - mean_step) / row as f64;
        mean_other += (other - mean_other) / row as f64;
        xx += from * (level - mean_x);
        x_step += from * (step - mean_step);
        x_other += from * (other - mean_other);
        level += step;
        if row >= window {
            for (best, delta) in largest.iter_mut().zip(deltas) {
                let product = delta * x_step + (1.0 - delta * delta).max(0.0).sqrt() * x_other;
                *best = f64::max(*best, product / f64::sqrt(xx));
            }
        }
    }
    largest
}

/// One draw of the statistic itself on a walk whose steps are drawn with replacement from centred `differences`; the
/// quantile is chosen anew when it was chosen on the data.
pub(super) fn resampled_draw(
    differences: &[f64],
    (tau, window): (f64, usize),
    options: &QuantileOptions,
    stream: &mut Stream,
) -> f64 {
    let mean = differences.iter().sum::<f64>() / differences.len() as f64;
    let steps: Vec<f64> =
        differences.iter().map(|_| differences[stream.below(differences.len())] - mean).collect();
    let mut level = 0.0;
    let levels: Vec<f64> = steps
        .iter()
        .map(|d| {
            let x = level;
            level += d;
            x
        })
        .collect();
    let tau = match options.tau {
        Tau::Fixed(_) => tau,
        Tau::Optimal => optimal(&steps[..options.trained(steps.len())]).unwrap_or(tau),
    };
    path(&levels, &steps, tau, options.windows, window).into_iter().fold(f64::NEG_INFINITY, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Execution;
    use crate::null::Draws;

    #[test]
    fn the_limit_runs_from_the_normal_to_the_dickey_fuller_distribution() {
        let quantile = |delta| {
            Draws::simulate(8000, 3, "limit", &Execution::serial(), |normal, stream| {
                limit_draw(300, delta, (Windows::Whole, 30), normal, stream)
            })
            .unwrap()
            .quantile(0.95)
            .unwrap()
        };
        // Phillips, Wu and Yu (2011): −0.08 for the 95 % point of the Dickey-Fuller limit. Standard errors 0.03.
        assert!((quantile(0.0) - 1.645).abs() < 0.09);
        assert!((quantile(1.0) + 0.08).abs() < 0.09);
    }

    #[test]
    fn the_suprema_are_those_of_the_limit() {
        let normal = Normal::new();
        for stream in 0..20 {
            let all = forward_suprema((20, 80), &[0.0, 0.7], &normal, &mut Stream::new(9, stream));
            for (delta, found) in [0.0, 0.7].into_iter().zip(all) {
                let one = limit_draw(80, delta, (Windows::Forward, 20), &normal, &mut Stream::new(9, stream));
                assert!((one - found).abs() < 1e-10, "{one} {found}");
            }
        }
    }

    #[test]
    fn more_windows_give_larger_suprema() {
        let (normal, sup) = (Normal::new(), |windows, stream| {
            limit_draw(80, 0.7, (windows, 20), &Normal::new(), &mut Stream::new(4, stream))
        });
        for stream in 0..20 {
            let whole = limit_draw(80, 0.7, (Windows::Whole, 20), &normal, &mut Stream::new(4, stream));
            assert!(whole <= sup(Windows::Forward, stream));
            assert!(sup(Windows::Forward, stream) <= sup(Windows::Double, stream));
        }
    }
}
