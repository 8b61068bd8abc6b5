//! The grid costs of all nested windows of some dates or series.

#![allow(clippy::inline_always, clippy::needless_range_loop)] // lanes: see moments/block.rs

use std::ops::Range;

use super::table::{Power, Table, WIDE};
use crate::instruction_sets::each_instruction_set;

/// Dates or series worked on together: they share every read of the table.
pub(super) const TOGETHER: usize = 4;

/// The longest windows of [`TOGETHER`] dates or series, newest point first, each less its newest observation and in units
/// of its root mean square about that.
pub(super) struct Together {
    /// By point: sums over its observations.
    sums: Vec<[f64; TOGETHER]>,
    singles: Vec<[f32; TOGETHER]>,
    /// Which of the table's lengths are wanted.
    wanted: Range<usize>,
    /// By wanted length: sum and sum of squares about the mean.
    lengths: Vec<[[f64; 2]; TOGETHER]>,
}

impl Together {
    /// From logarithms, oldest first, as many as the longest of the `wanted` lengths.
    pub(super) fn new(windows: [&[f64]; TOGETHER], wanted: Range<usize>, table: &Table) -> Self {
        let scales = windows.map(scale);
        let value = |lag: usize| -> [f64; TOGETHER] {
            std::array::from_fn(|i| {
                let (logs, last) = (windows[i], windows[i].len() - 1);
                (logs[last - lag] - logs[last]) * scales[i]
            })
        };
        let (mut sums, mut lengths) = (Vec::new(), Vec::new());
        let (mut total, mut squares) = ([0.0; TOGETHER], [0.0; TOGETHER]);
        for lags in table.points.ranges().take(table.points.lengths[wanted.end - 1]) {
            let end = lags.end;
            let mut sum = [0.0; TOGETHER];
            for values in lags.map(value) {
                for i in 0..TOGETHER {
                    sum[i] += values[i];
                    squares[i] += values[i] * values[i];
                }
            }
            for i in 0..TOGETHER {
                total[i] += sum[i];
            }
            sums.push(sum);
            if end == table.lengths[wanted.start + lengths.len()] {
                let n = end as f64;
                lengths.push(std::array::from_fn(|i| [total[i], squares[i] - total[i] * total[i] / n]));
            }
        }
        let singles = sums.iter().map(|sum| sum.map(|x| x as f32)).collect();
        Self { sums, singles, wanted, lengths }
    }
}

/// The inverse of the root mean square about the newest value; 1 where nothing varies.
fn scale(logs: &[f64]) -> f64 {
    let last = logs[logs.len() - 1];
    let square = logs.iter().map(|x| (x - last) * (x - last)).sum::<f64>() / logs.len() as f64;
    if square > 0.0 { 1.0 / square.sqrt() } else { 1.0 }
}

/// The smallest costs over the exponents, by date or series, wanted length, time and frequency (filled up to whole groups), in
/// units of each.
pub(super) struct Costs {
    /// The position of the exponent stands in the last bits: see [`tagged`].
    values: Vec<f32>,
    lengths: usize,
    times: usize,
    groups: usize,
}

impl Costs {
    fn new(table: &Table, lengths: usize) -> Self {
        let (times, groups) = (table.grid.times.len(), table.groups());
        let cells = TOGETHER * lengths * times * groups * WIDE;
        Self { values: vec![f32::MAX; cells], lengths, times, groups }
    }

    fn at(&self, which: usize, length: usize, time: usize, group: usize) -> usize {
        (((which * self.lengths + length) * self.times + time) * self.groups + group) * WIDE
    }

    /// The costs of one window, row by row of times; a row is [`WIDE`] times the groups long.
    pub(super) fn of(&self, which: usize, length: usize) -> &[f32] {
        let from = self.at(which, length, 0, 0);
        let to = from + self.times * self.groups * WIDE;
        &self.values[from..to]
    }
}

/// Bits at the end of a cost that hold a position.
const TAG: u32 = 7;

/// Most exponents of a grid.
pub(super) const MOST_EXPONENTS: usize = TAG as usize + 1;

/// A cost to 21 bits, more than its sums are good for, with the position of its exponent in the last three: the smaller of
/// two takes its position with it.
#[inline(always)]
fn tagged(cost: f32, exponent: u32) -> f32 {
    f32::from_bits((cost.to_bits() & !TAG) | exponent)
}

/// The position of the exponent of a cost.
pub(super) fn exponent(cost: f32) -> usize {
    (cost.to_bits() & TAG) as usize
}

/// Computes them; every piece of the table is read once for all of `abreast`.
pub(super) fn costs(table: &Table, abreast: &[Together]) -> Vec<Costs> {
    let mut found: Vec<Costs> = abreast.iter().map(|those| Costs::new(table, those.wanted.len())).collect();
    let exponents = table.grid.exponents.len();
    let mut powers: Vec<Vec<[f32; TOGETHER]>> = Vec::with_capacity(exponents * abreast.len());
    let longest = abreast.iter().map(|those| table.rows[those.wanted.end - 1]).max().unwrap_or_default();
    for time in 0..longest {
        powers.clear();
        let here = &table.powers[time * exponents..(time + 1) * exponents];
        powers.extend(
            here.iter().flat_map(|power| abreast.iter().map(|those| whitened_power(table, those, power))),
        );
        for group in 0..table.groups() {
            for exponent in 0..exponents {
                let powers = &powers[exponent * abreast.len()..(exponent + 1) * abreast.len()];
                for ((those, powers), found) in abreast.iter().zip(powers).zip(&mut found) {
                    wave_costs(table, those, powers, (time, group, exponent), found);
                }
            }
        }
    }
    found
}

/// `Σ f (y − ȳ) / √Σ (f − f̄)²` by wanted length.
fn whitened_power(table: &Table, together: &Together, power: &Power) -> Vec<[f32; TOGETHER]> {
    let (mut sums, mut done) = ([0.0; TOGETHER], 0);
    let by_length = together.wanted.clone().zip(&together.lengths).map(|(j, values)| {
        let end = table.points.lengths[j];
        for (row, f) in together.sums[done..end].iter().zip(&power.values[done..end]) {
            for i in 0..TOGETHER {
                sums[i] += f * row[i];
            }
        }
        done = end;
        let [mean, inverse] = power.lengths[j];
        std::array::from_fn(|i| ((sums[i] - mean * values[i][0]) * inverse) as f32)
    });
    by_length.collect()
}

each_instruction_set! {
fn wave_costs(
    table: &Table,
    together: &Together,
    powers: &[[f32; TOGETHER]],
    (time, group, exponent): (usize, usize, usize),
    found: &mut Costs,
) {
    let waves = &table.waves[(time * table.groups() + group) * table.grid.exponents.len() + exponent];
    let mut cosine = [[0.0; WIDE]; TOGETHER];
    let mut sine = [[0.0; WIDE]; TOGETHER];
    let mut done = 0;
    for (w, j) in together.wanted.clone().enumerate() {
        let points = done..table.points.lengths[j];
        done = points.end;
        let (rows, values) = (&together.singles[points.clone()], &waves.values[points]);
        // In pairs: four sums do not wait for each other.
        for first in (0..TOGETHER).step_by(2) {
            let second = first + 1;
            let (mut c1, mut s1) = (cosine[first], sine[first]);
            let (mut c2, mut s2) = (cosine[second], sine[second]);
            for (row, [c, s]) in rows.iter().zip(values) {
                for i in 0..WIDE {
                    c1[i] += c[i] * row[first];
                }
                for i in 0..WIDE {
                    s1[i] += s[i] * row[first];
                }
                for i in 0..WIDE {
                    c2[i] += c[i] * row[second];
                }
                for i in 0..WIDE {
                    s2[i] += s[i] * row[second];
                }
            }
            (cosine[first], sine[first]) = (c1, s1);
            (cosine[second], sine[second]) = (c2, s2);
        }
        if time >= table.rows[j] {
            continue;
        }
        let [c_mean, s_mean, b, c_inverse, d, e, f_inverse] = &waves.lengths[j];
        for k in 0..TOGETHER {
            let [total, squares] = together.lengths[w][k].map(|x| x as f32);
            let x = powers[w][k];
            let at = found.at(k, w, time, group);
            let values = &mut found.values[at..at + WIDE];
            for i in 0..WIDE {
                let y = (cosine[k][i] - c_mean[i] * total - b[i] * x) * c_inverse[i];
                let z = (sine[k][i] - s_mean[i] * total - d[i] * x - e[i] * y) * f_inverse[i];
                let cost = tagged(squares - x * x - y * y - z * z, exponent as u32);
                values[i] = if cost < values[i] { cost } else { values[i] };
            }
        }
    }
}
}
