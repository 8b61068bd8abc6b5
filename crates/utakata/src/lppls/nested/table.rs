//! What the fits of all nested windows share on an index clock: the basis at every point and grid cell, and for every
//! nested length the Cholesky factor of its Gram matrix. Neither depends on prices.
//!
//! Waves are kept in single precision: they choose where searches start, not what these find.

#![allow(clippy::inline_always, clippy::needless_range_loop)] // lanes: see moments/block.rs

use super::super::SearchBox;
use super::super::elementary::{exp, ln, sin_cos};
use super::super::screen::Grid;
use super::points::Points;
use crate::instruction_sets::each_instruction_set;

/// Frequencies worked on together.
pub(super) const WIDE: usize = 16;
/// Sixteen numbers in single precision.
pub(super) type Wide = [f32; WIDE];

/// The power `f` of one time and exponent: its value at every point, and its part of the factors for every length.
#[derive(Debug, Clone)]
pub(super) struct Power {
    /// By point.
    pub values: Vec<f64>,
    /// By length: mean of `f` and the inverse of its norm about it.
    pub lengths: Vec<[f64; 2]>,
}

/// Sixteen neighbouring frequencies at one time and exponent.
#[derive(Debug, Clone)]
pub(super) struct Waves {
    /// By point: `f cos ωℓ` and `f sin ωℓ`.
    pub values: Vec<[Wide; 2]>,
    /// By length: means of both, then the factor `[b, 1/c, d, e, 1/f]` of `L = [[a], [b, c], [d, e, f]]`, zero inverses
    /// where the basis is degenerate.
    pub lengths: Vec<[Wide; 7]>,
}

/// The table.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub grid: Grid,
    /// Nested lengths, shortest first.
    pub lengths: Vec<usize>,
    pub points: Points,
    /// By length: rows of the grid up to its latest critical time and one beyond.
    pub rows: Vec<usize>,
    /// By time, then exponent.
    pub powers: Vec<Power>,
    /// By time, then group of frequencies, then exponent.
    pub waves: Vec<Waves>,
}

impl Table {
    /// `search_box` bounds the critical times of every length.
    pub(super) fn new(search_box: &SearchBox, grid: Grid, lengths: Vec<usize>, points: Points) -> Self {
        let rows = |&length: &usize| {
            let latest = search_box.bounds((length - 1) as f64)[0][1];
            (grid.times.partition_point(|&t| t < latest) + 1).min(grid.times.len())
        };
        let rows = lengths.iter().map(rows).collect();
        let longest = lengths.last().copied().unwrap_or_default();
        let lags: Vec<f64> = points.ranges().map(|lags| (lags.start + lags.end - 1) as f64 / 2.0).collect();
        let (mut powers, mut waves) = (Vec::new(), Vec::new());
        for &time in &grid.times {
            let d = time.exp();
            // Any reference serves as long as it is one for all lengths.
            let reference = (d + longest as f64).ln();
            let mut logs = vec![0.0; lags.len()];
            fill_logs(&lags, d, reference, &mut logs);
            let first = powers.len();
            powers.extend(grid.exponents.iter().map(|&m| power(raise(&logs, m), &lengths, &points)));
            for group in grid.frequencies.chunks(WIDE) {
                // A last group is filled up with its last frequency.
                let omegas = std::array::from_fn(|i| group[i.min(group.len() - 1)]);
                waves.extend(
                    powers[first..].iter().map(|power| wave(&logs, &omegas, power, &lengths, &points)),
                );
            }
        }
        Self { grid, lengths, points, rows, powers, waves }
    }

    /// Groups of frequencies.
    pub(super) fn groups(&self) -> usize {
        self.grid.frequencies.len().div_ceil(WIDE)
    }
}

each_instruction_set! {
fn fill_logs(lags: &[f64], d: f64, reference: f64, logs: &mut [f64]) {
    for (l, lag) in logs.iter_mut().zip(lags) {
        *l = ln(d + lag) - reference;
    }
}
}

each_instruction_set! {
fn raise(logs: &[f64], m: f64) -> Vec<f64> {
    logs.iter().map(|l| exp(m * l)).collect()
}
}

fn power(values: Vec<f64>, lengths: &[usize], points: &Points) -> Power {
    let (mut sum, mut square, mut done) = (0.0, 0.0, 0);
    // Moments about the first value: with a small exponent the others lie close to it.
    let origin = values[0];
    let by_length = lengths.iter().zip(&points.lengths).map(|(&length, &end)| {
        for (value, &count) in values[done..end].iter().zip(&points.counts[done..end]) {
            let (f, weight) = (value - origin, count as f64);
            sum += weight * f;
            square += weight * f * f;
        }
        done = end;
        let (n, mean) = (length as f64, sum / length as f64);
        [origin + mean, 1.0 / (square - n * mean * mean).sqrt()]
    });
    let lengths = by_length.collect();
    Power { values, lengths }
}

each_instruction_set! {
fn wave(logs: &[f64], omegas: &[f64; WIDE], power: &Power, lengths: &[usize], points: &Points) -> Waves {
    let mut values = Vec::with_capacity(logs.len());
    let mut sums = [[0.0; WIDE]; 7];
    let mut by_length = Vec::with_capacity(lengths.len());
    let (origin, mut done) = (power.values[0], 0);
    for (j, &end) in points.lengths.iter().enumerate() {
        for point in done..end {
            let (f, weight) = (power.values[point], points.counts[point] as f64);
            let (mut wide_c, mut wide_s) = ([0.0; WIDE], [0.0; WIDE]);
            for i in 0..WIDE {
                let (sine, cosine) = sin_cos(omegas[i] * logs[point]);
                let (c, s) = (f * cosine, f * sine);
                (wide_c[i], wide_s[i]) = (c as f32, s as f32);
                let (wc, ws) = (weight * c, weight * s);
                sums[0][i] += wc;
                sums[1][i] += ws;
                sums[2][i] += (f - origin) * wc;
                sums[3][i] += (f - origin) * ws;
                sums[4][i] += wc * c;
                sums[5][i] += wc * s;
                sums[6][i] += ws * s;
            }
            values.push([wide_c, wide_s]);
        }
        done = end;
        by_length.push(factors(&sums, power.lengths[j], origin, lengths[j] as f64));
    }
    Waves { values, lengths: by_length }
}
}

/// Means and factor from sums over a length of `n`.
#[inline(always)]
fn factors(sums: &[[f64; WIDE]; 7], [mean, inverse]: [f64; 2], origin: f64, n: f64) -> [Wide; 7] {
    /// A column whose square is less than this share outside the others cannot be told from them in single precision.
    const LEAST: f64 = 1e-9;
    let mut found = [[0.0; WIDE]; 7];
    let f = mean - origin;
    for i in 0..WIDE {
        let [c, s, fc, fs, cc, cs, ss] = [0, 1, 2, 3, 4, 5, 6].map(|k: usize| sums[k][i]);
        let (c_mean, s_mean) = (c / n, s / n);
        let (b, d) = ((fc - n * f * c_mean) * inverse, (fs - n * f * s_mean) * inverse);
        let (c_square, s_square) = (cc - n * c_mean * c_mean, ss - n * s_mean * s_mean);
        let second = c_square - b * b;
        let c_inverse = if second > LEAST * c_square { 1.0 / second.sqrt() } else { 0.0 };
        let e = (cs - n * c_mean * s_mean - d * b) * c_inverse;
        let third = s_square - d * d - e * e;
        let f_inverse = if third > LEAST * s_square { 1.0 / third.sqrt() } else { 0.0 };
        let factor = [c_mean, s_mean, b, c_inverse, d, e, f_inverse];
        for k in 0..7 {
            found[k][i] = factor[k] as f32;
        }
    }
    found
}
