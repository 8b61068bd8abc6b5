//! The grid costs of all nested windows of some dates or series.

#![allow(clippy::needless_range_loop)] // lanes: see moments/block.rs

use super::super::elementary::LANES;
use super::table::Table;
use crate::instruction_sets::each_instruction_set;

/// Dates or series worked on together: they share every read of the table.
pub(super) const TOGETHER: usize = 4;

/// The longest windows of [`TOGETHER`] dates or series, newest observation first, each less its newest.
pub(super) struct Together {
    /// By lag.
    pub values: Vec<[f64; TOGETHER]>,
    /// By length: mean and sum of squares about it.
    pub lengths: Vec<[[f64; 2]; TOGETHER]>,
}

impl Together {
    /// From logarithms, oldest first, as many as the longest of `lengths`.
    pub(super) fn new(windows: [&[f64]; TOGETHER], lengths: &[usize]) -> Self {
        let longest = lengths.last().copied().unwrap_or_default();
        let values: Vec<[f64; TOGETHER]> =
            (0..longest).map(|lag| windows.map(|logs| logs[longest - 1 - lag] - logs[longest - 1])).collect();
        let (mut sums, mut squares, mut done) = ([0.0; TOGETHER], [0.0; TOGETHER], 0);
        let by_length = lengths.iter().map(|&length| {
            for row in &values[done..length] {
                for i in 0..TOGETHER {
                    sums[i] += row[i];
                    squares[i] += row[i] * row[i];
                }
            }
            done = length;
            let n = length as f64;
            std::array::from_fn(|i| [sums[i] / n, squares[i] - sums[i] * sums[i] / n])
        });
        let lengths = by_length.collect();
        Self { values, lengths }
    }
}

/// The smallest costs over the exponents, by date or series, length, time and frequency (filled up to whole groups).
pub(super) struct Costs {
    pub values: Vec<f64>,
    /// Position of the exponent.
    pub exponents: Vec<u8>,
    lengths: usize,
    times: usize,
    groups: usize,
}

impl Costs {
    fn new(table: &Table) -> Self {
        let (lengths, times, groups) = (table.lengths.len(), table.grid.times.len(), table.groups());
        let cells = TOGETHER * lengths * times * groups * LANES;
        Self { values: vec![f64::INFINITY; cells], exponents: vec![0; cells], lengths, times, groups }
    }

    fn at(&self, which: usize, length: usize, time: usize, group: usize) -> usize {
        (((which * self.lengths + length) * self.times + time) * self.groups + group) * LANES
    }

    /// The costs of one window, row by row of times; a row is [`LANES`] times the groups long.
    pub(super) fn of(&self, which: usize, length: usize) -> (&[f64], &[u8]) {
        let from = self.at(which, length, 0, 0);
        let to = from + self.times * self.groups * LANES;
        (&self.values[from..to], &self.exponents[from..to])
    }
}

/// Computes them.
pub(super) fn costs(table: &Table, together: &Together) -> Costs {
    let mut found = Costs::new(table);
    let exponents = table.grid.exponents.len();
    let powers: Vec<Vec<[f64; TOGETHER]>> =
        table.powers.iter().map(|p| whitened_power(&table.lengths, together, p)).collect();
    for time in 0..table.grid.times.len() {
        for group in 0..table.groups() {
            for exponent in 0..exponents {
                wave_costs(
                    table,
                    together,
                    &powers[time * exponents + exponent],
                    (time, group, exponent),
                    &mut found,
                );
            }
        }
    }
    found
}

/// `Σ f (y − ȳ) / √Σ (f − f̄)²` by length.
fn whitened_power(
    lengths: &[usize],
    together: &Together,
    power: &super::table::Power,
) -> Vec<[f64; TOGETHER]> {
    let (mut sums, mut done) = ([0.0; TOGETHER], 0);
    lengths
        .iter()
        .enumerate()
        .map(|(j, &length)| {
            for (row, f) in together.values[done..length].iter().zip(&power.values[done..length]) {
                for i in 0..TOGETHER {
                    sums[i] += f * row[i];
                }
            }
            done = length;
            let [mean, inverse] = power.lengths[j];
            std::array::from_fn(|i| (sums[i] - mean * together.lengths[j][i][0] * length as f64) * inverse)
        })
        .collect()
}

each_instruction_set! {
fn wave_costs(
    table: &Table,
    together: &Together,
    powers: &[[f64; TOGETHER]],
    (time, group, exponent): (usize, usize, usize),
    found: &mut Costs,
) {
    let waves = &table.waves[(time * table.groups() + group) * table.grid.exponents.len() + exponent];
    let mut cosine = [[0.0; LANES]; TOGETHER];
    let mut sine = [[0.0; LANES]; TOGETHER];
    let mut done = 0;
    for (j, &length) in table.lengths.iter().enumerate() {
        let (mut c_block, mut s_block) = (cosine, sine);
        for (row, [c, s]) in together.values[done..length].iter().zip(&waves.values[done..length]) {
            for k in 0..TOGETHER {
                for i in 0..LANES {
                    c_block[k][i] += c[i] * row[k];
                    s_block[k][i] += s[i] * row[k];
                }
            }
        }
        (cosine, sine, done) = (c_block, s_block, length);
        let [c_mean, s_mean, b, c_inverse, d, e, f_inverse] = &waves.lengths[j];
        for k in 0..TOGETHER {
            let [mean, squares] = together.lengths[j][k];
            let (total, x) = (mean * length as f64, powers[j][k]);
            let at = found.at(k, j, time, group);
            let (values, exponents) = (&mut found.values[at..at + LANES], &mut found.exponents[at..at + LANES]);
            let mut cost = [0.0; LANES];
            for i in 0..LANES {
                let y = (cosine[k][i] - c_mean[i] * total - b[i] * x) * c_inverse[i];
                let z = (sine[k][i] - s_mean[i] * total - d[i] * x - e[i] * y) * f_inverse[i];
                cost[i] = squares - x * x - y * y - z * z;
            }
            for i in 0..LANES {
                let lower = cost[i] < values[i];
                values[i] = if lower { cost[i] } else { values[i] };
                exponents[i] = if lower { exponent as u8 } else { exponents[i] };
            }
        }
    }
}
}
