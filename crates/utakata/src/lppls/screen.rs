//! The cost on a grid over (ln(tc − t2), m, ω), and the cells worth a search from.
//!
//! The exponent is sloppy: a few values of it suffice, and starting points are the minima over (ln(tc − t2), ω) after
//! minimising over it. In `ω` the grid follows the window: its oscillations are turned by `ω` times the logarithm of
//! (tc − t1)/(tc − t2), and steps of that phase must stay well below a turn.

#![allow(clippy::inline_always, clippy::needless_range_loop)] // lanes: see moments/block.rs

use super::cost::{Gram, Point};
use super::elementary::{LANES, exp, lanes, ln, sin_cos, total};
use super::newton::Bounds;
use super::window::Window;
use crate::instruction_sets::each_instruction_set;

/// How fine the grid is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fineness {
    /// Greatest step in `ln(tc − t2)`.
    pub time: f64,
    /// The same where the critical time is one unit of the clock away, times the largest frequency.
    pub near: f64,
    /// Values of `m`.
    pub exponents: usize,
    /// Greatest step of the phase over the window, in turns.
    pub turns: f64,
    /// Most starting points.
    pub starts: usize,
}

/// The values of each parameter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    pub times: Vec<f64>,
    pub exponents: Vec<f64>,
    pub frequencies: Vec<f64>,
}

impl Grid {
    /// Over `bounds`, for windows whose span is at most `span`.
    pub(super) fn over(bounds: &Bounds, span: f64, fineness: &Fineness) -> Self {
        let range = ((bounds[0][0].exp() + span) / bounds[0][0].exp()).ln();
        let turn = fineness.turns * std::f64::consts::TAU / range;
        Self {
            times: times(bounds, fineness),
            exponents: spread(bounds[1], fineness.exponents - 1),
            frequencies: spread(bounds[2], steps(bounds[2], turn)),
        }
    }

    /// The point of a cell.
    pub(super) fn point(&self, time: usize, exponent: usize, frequency: usize) -> Point {
        [self.times[time], self.exponents[exponent], self.frequencies[frequency]]
    }
}

/// Units of the clock, or of the least time where that is more, beyond which the critical time has no ripple: nearer, the
/// valleys of the cost have one that no grid resolves, and searches start from several times in them.
pub(super) const RIPPLE: f64 = 12.0;

/// Logarithms of times, denser where the critical time is near: there the phase of the last observations, one unit of the
/// clock apart, turns with it.
pub(super) fn times(bounds: &Bounds, fineness: &Fineness) -> Vec<f64> {
    let ([low, high], most) = (bounds[0], bounds[2][1]);
    let mut times = vec![low];
    let mut last = low;
    while last < high {
        last += (fineness.near / most * last.exp().max(1.0)).min(fineness.time);
        times.push(last.min(high));
    }
    times
}

fn steps([low, high]: [f64; 2], greatest: f64) -> usize {
    ((high - low) / greatest).ceil() as usize
}

fn spread([low, high]: [f64; 2], steps: usize) -> Vec<f64> {
    (0..=steps).map(|k| if k == 0 { low } else { low + (high - low) * k as f64 / steps as f64 }).collect()
}

/// The smallest cost over `m` of every pair of time and frequency, and where it lies.
#[derive(Default)]
pub(super) struct Screened {
    /// Row by row of [`Grid::times`], as shares of the squares about the mean.
    costs: Vec<f32>,
    /// Position of the exponent.
    exponents: Vec<usize>,
}

impl Screened {
    /// The local minima over time and frequency, smallest first.
    pub(super) fn starts(&self, grid: &Grid, most: usize) -> Vec<Point> {
        let width = grid.frequencies.len();
        lowest(&self.costs, width, width, most, f32::INFINITY)
            .into_iter()
            .map(|(row, column)| grid.point(row, self.exponents[row * width + column], column))
            .collect()
    }
}

/// The local minima of a table of costs among their eight neighbours, smallest first, at most so many: `(row, column)`.
/// Rows are `stride` long, their first `width` entries count. Those above `reach` times the smallest are left out.
pub(super) fn lowest(
    costs: &[f32],
    stride: usize,
    width: usize,
    most: usize,
    reach: f32,
) -> Vec<(usize, usize)> {
    let rows: Vec<&[f32]> = costs.chunks_exact(stride).map(|row| &row[..width]).collect();
    let smallest: Vec<f32> = rows.iter().map(|row| least(row)).collect();
    let bottom = least(&smallest);
    // Costs of data without noise may be below zero by rounding.
    let limit = (bottom + (reach - 1.0) * bottom.abs()).min(f32::MAX);
    let mut found: Vec<(f32, usize, usize)> = Vec::new();
    for (row, here) in rows.iter().enumerate().filter(|(row, _)| smallest[*row] <= limit) {
        let around = &rows[row.saturating_sub(1)..(row + 2).min(rows.len())];
        for (column, &cost) in here.iter().enumerate() {
            let beside = column.saturating_sub(1)..(column + 2).min(width);
            let lowest = |row: &&[f32]| row[beside.clone()].iter().all(|&other| cost <= other);
            if cost <= limit && cost < f32::MAX && around.iter().all(lowest) {
                found.push((cost, row, column));
            }
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    found.truncate(most);
    found.into_iter().map(|(_, row, column)| (row, column)).collect()
}

each_instruction_set! {
/// The smallest of some numbers.
fn least(values: &[f32]) -> f32 {
    let (pieces, rest) = values.as_chunks::<16>();
    let mut least = [f32::MAX; 16];
    for piece in pieces {
        for i in 0..16 {
            least[i] = if piece[i] < least[i] { piece[i] } else { least[i] };
        }
    }
    least.iter().chain(rest).fold(f32::MAX, |a, &b| if b < a { b } else { a })
}
}

/// The grid of one window, computed from its own observations.
pub(super) fn screen(window: &Window, grid: &Grid) -> Screened {
    let mut screened = Screened::default();
    for &time in &grid.times {
        screen_time(window, grid, time, &mut screened);
    }
    screened
}

/// Sum of squared residuals from uncentred sums `[f, c, s]`, `[ff, fc, fs, cc, cs, ss, fy, cy, sy]` over `n`
/// observations; infinite where the basis is degenerate. `y` is centred.
#[inline]
fn residual(n: f64, sums: [f64; 3], m: [f64; 9], squares: f64) -> f64 {
    let centred = |value: f64, a: usize, b: usize| value - sums[a] * sums[b] / n;
    let gram = Gram::of(&[
        centred(m[0], 0, 0),
        centred(m[1], 0, 1),
        centred(m[2], 0, 2),
        centred(m[3], 1, 1),
        centred(m[4], 1, 2),
        centred(m[5], 2, 2),
    ]);
    gram.map_or(f64::INFINITY, |g| squares - g.explained([m[6], m[7], m[8]]))
}

each_instruction_set! {
fn screen_time(window: &Window, grid: &Grid, time: f64, screened: &mut Screened) {
    let d = time.exp();
    let reference = window.reference(time);
    let n = window.len() as f64;
    let logs: Vec<f64> = window.lags().iter().map(|lag| ln(d + lag) - reference).collect();
    let powers: Vec<Vec<f64>> = grid
        .exponents
        .iter()
        .map(|&m| {
            let mut power: Vec<f64> = logs.iter().map(|l| exp(m * l)).collect();
            power[window.len()..].fill(0.0);
            power
        })
        .collect();
    let alone: Vec<[f64; 3]> = powers.iter().map(|f| power_sums(f, window.values())).collect();
    let (mut sine, mut cosine) = (vec![0.0; logs.len()], vec![0.0; logs.len()]);
    for &omega in &grid.frequencies {
        for ((l, s), c) in logs.iter().zip(&mut sine).zip(&mut cosine) {
            (*s, *c) = sin_cos(omega * l);
        }
        let mut best = (f64::INFINITY, 0);
        for (k, f) in powers.iter().enumerate() {
            let [sum, square, product] = alone[k];
            let [c, s, fc, fs, cc, cs, ss, cy, sy] = wave_sums(f, [&cosine, &sine], window.values());
            let moments = [square, fc, fs, cc, cs, ss, product, cy, sy];
            let value = residual(n, [sum, c, s], moments, window.squares());
            if value < best.0 {
                best = (value, k);
            }
        }
        screened.costs.push((best.0 / window.squares()) as f32);
        screened.exponents.push(best.1);
    }
}
}

#[inline(always)]
fn power_sums(f: &[f64], values: &[f64]) -> [f64; 3] {
    let mut sums = [[0.0; LANES]; 3];
    for (f, y) in lanes(f).iter().zip(lanes(values)) {
        for i in 0..LANES {
            sums[0][i] += f[i];
            sums[1][i] += f[i] * f[i];
            sums[2][i] += f[i] * y[i];
        }
    }
    sums.map(total)
}

#[inline(always)]
fn wave_sums(f: &[f64], [cosine, sine]: [&[f64]; 2], values: &[f64]) -> [f64; 9] {
    let mut sums = [[0.0; LANES]; 9];
    for (((f, cosine), sine), y) in lanes(f).iter().zip(lanes(cosine)).zip(lanes(sine)).zip(lanes(values)) {
        for i in 0..LANES {
            let (c, s) = (f[i] * cosine[i], f[i] * sine[i]);
            sums[0][i] += c;
            sums[1][i] += s;
            sums[2][i] += f[i] * c;
            sums[3][i] += f[i] * s;
            sums[4][i] += c * c;
            sums[5][i] += c * s;
            sums[6][i] += s * s;
            sums[7][i] += c * y[i];
            sums[8][i] += s * y[i];
        }
    }
    sums.map(total)
}
