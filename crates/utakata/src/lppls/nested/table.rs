//! What the fits of all nested windows share on an index clock: the basis at every lag and grid cell, and for every
//! nested length the Cholesky factor of its Gram matrix. Neither depends on prices.

#![allow(clippy::needless_range_loop)] // lanes: see moments/block.rs

use super::super::cost::Gram;
use super::super::elementary::{LANES, Lanes, exp, ln, sin_cos};
use super::super::screen::Grid;
use crate::instruction_sets::each_instruction_set;

/// The power `f` of one time and exponent: its value at every lag, and its part of the factors for every length.
#[derive(Debug, Clone)]
pub(super) struct Power {
    /// By lag.
    pub values: Vec<f64>,
    /// By length: mean of `f` and the inverse of its norm about it.
    pub lengths: Vec<[f64; 2]>,
}

/// Eight neighbouring frequencies at one time and exponent.
#[derive(Debug, Clone)]
pub(super) struct Waves {
    /// By lag: `f cos ωℓ` and `f sin ωℓ`.
    pub values: Vec<[Lanes; 2]>,
    /// By length: means of both, then the factor `[b, 1/c, d, e, 1/f]` of `L = [[a], [b, c], [d, e, f]]`, zero inverses
    /// where the basis is degenerate.
    pub lengths: Vec<[Lanes; 7]>,
}

/// The table.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub grid: Grid,
    /// Nested lengths, shortest first.
    pub lengths: Vec<usize>,
    /// By time, then exponent.
    pub powers: Vec<Power>,
    /// By time, then group of frequencies, then exponent.
    pub waves: Vec<Waves>,
}

impl Table {
    pub(super) fn new(grid: Grid, lengths: Vec<usize>) -> Self {
        let longest = lengths.last().copied().unwrap_or_default();
        let (mut powers, mut waves) = (Vec::new(), Vec::new());
        for &time in &grid.times {
            let d = time.exp();
            // Any reference serves as long as it is one for all lengths.
            let reference = (d + longest as f64).ln();
            let mut logs = vec![0.0; longest];
            fill_logs(d, reference, &mut logs);
            let first = powers.len();
            powers.extend(grid.exponents.iter().map(|&m| power(&logs, m, &lengths)));
            for group in grid.frequencies.chunks(LANES) {
                // A last group is filled up with its last frequency.
                let omegas: Lanes = std::array::from_fn(|i| group[i.min(group.len() - 1)]);
                waves.extend(powers[first..].iter().map(|power| wave(&logs, omegas, power, &lengths)));
            }
        }
        Self { grid, lengths, powers, waves }
    }

    /// Groups of frequencies.
    pub(super) fn groups(&self) -> usize {
        self.grid.frequencies.len().div_ceil(LANES)
    }
}

each_instruction_set! {
fn fill_logs(d: f64, reference: f64, logs: &mut [f64]) {
    for (lag, l) in logs.iter_mut().enumerate() {
        *l = ln(d + lag as f64) - reference;
    }
}
}

each_instruction_set! {
fn raise(logs: &[f64], m: f64) -> Vec<f64> {
    logs.iter().map(|l| exp(m * l)).collect()
}
}

fn power(logs: &[f64], m: f64, lengths: &[usize]) -> Power {
    let values = raise(logs, m);
    let (mut sum, mut square, mut done) = (0.0, 0.0, 0);
    // Moments about the first value: with a small exponent the others lie close to it.
    let origin = values[0];
    let by_length = lengths.iter().map(|&length| {
        for value in &values[done..length] {
            let f = value - origin;
            sum += f;
            square += f * f;
        }
        done = length;
        let (n, mean) = (length as f64, sum / length as f64);
        [origin + mean, 1.0 / (square - n * mean * mean).sqrt()]
    });
    let lengths = by_length.collect();
    Power { values, lengths }
}

each_instruction_set! {
fn wave(logs: &[f64], omegas: Lanes, power: &Power, lengths: &[usize]) -> Waves {
    let mut values = Vec::with_capacity(logs.len());
    let mut sums = [[0.0; LANES]; 7];
    let mut by_length = Vec::with_capacity(lengths.len());
    let (origin, mut next) = (power.values[0], 0);
    for lag in 0..logs.len() {
        let f = power.values[lag];
        let (mut c, mut s) = ([0.0; LANES], [0.0; LANES]);
        for i in 0..LANES {
            let (sine, cosine) = sin_cos(omegas[i] * logs[lag]);
            (c[i], s[i]) = (f * cosine, f * sine);
            let terms = [c[i], s[i], (f - origin) * c[i], (f - origin) * s[i], c[i] * c[i], c[i] * s[i], s[i] * s[i]];
            for k in 0..7 {
                sums[k][i] += terms[k];
            }
        }
        values.push([c, s]);
        if lag + 1 == lengths[next] {
            by_length.push(factors(&sums, power.lengths[next], origin, lengths[next]));
            next += 1;
            if next == lengths.len() {
                break;
            }
        }
    }
    Waves { values, lengths: by_length }
}
}

/// Means and factor from sums over a length.
fn factors(sums: &[Lanes; 7], [mean, inverse]: [f64; 2], origin: f64, length: usize) -> [Lanes; 7] {
    let n = length as f64;
    let mut found = [[0.0; LANES]; 7];
    for i in 0..LANES {
        let [c, s, fc, fs, cc, cs, ss] = sums.map(|lanes| lanes[i]);
        let (c_mean, s_mean) = (c / n, s / n);
        let f = mean - origin;
        let gram = Gram::of(&[
            inverse.powi(-2),
            fc - n * f * c_mean,
            fs - n * f * s_mean,
            cc - n * c_mean * c_mean,
            cs - n * c_mean * s_mean,
            ss - n * s_mean * s_mean,
        ]);
        let factor = gram.map_or([0.0; 5], |g| {
            let [_, b, c, d, e, f] = g.lower();
            [b, 1.0 / c, d, e, 1.0 / f]
        });
        for (lanes, value) in found.iter_mut().zip([c_mean, s_mean].into_iter().chain(factor)) {
            lanes[i] = value;
        }
    }
    found
}
