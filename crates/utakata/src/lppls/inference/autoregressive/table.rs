//! The likelihood on a grid over `(ln(tc − t2), m, ω, φ)`. All that does not depend on the prices is computed once, for the
//! path observed and every simulated one.

use super::super::super::cost::Point;
use super::super::super::elementary::LANES;
use super::super::super::newton::Bounds;
use super::super::super::screen::{Fineness, Grid, lowest};
use super::climb::Likelihood;
use super::columns::{Basis, Column, Path, dot, padded_neighbours, weighted};
use super::factor::Factor;

/// Autocorrelations of the grid; what lies between them is climbed to.
const COARSE: [f64; 6] = [0.0, 0.5, 0.75, 0.88, 0.95, 0.985];

/// Coarse, because every start is climbed from.
const FINENESS: Fineness = Fineness { time: 0.4, near: 1.0, exponents: 4, turns: 0.3, starts: 4 };

/// The grid and its basis.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub lags: Column,
    pub observations: usize,
    pub likelihood: Likelihood,
    pub times: Vec<f64>,
    exponents: Vec<f64>,
    frequencies: Vec<f64>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone)]
struct Row {
    powers: Vec<Column>,
    waves: Vec<[Column; 2]>,
    /// By exponent, frequency and autocorrelation.
    factors: Vec<Option<Factor>>,
}

/// The best of one time and frequency: height, exponent and autocorrelation.
#[derive(Debug, Clone, Copy)]
struct Cell {
    height: f64,
    exponent: usize,
    phi: usize,
}

/// A path on the grid, row by row of the times.
pub(super) struct Screened<'t> {
    table: &'t Table,
    cells: Vec<Cell>,
}

impl Table {
    /// Over `bounds` and at the `extra` times too.
    pub(super) fn new(
        lags: &[f64],
        observations: usize,
        bounds: &Bounds,
        extra: &[f64],
        likelihood: Likelihood,
    ) -> Self {
        let span = lags[observations - 1];
        let grid = Grid::over(bounds, span, &FINENESS);
        let mut times: Vec<f64> = grid.times.iter().chain(extra).copied().collect();
        times.sort_by(f64::total_cmp);
        times.dedup();
        let padded = observations.next_multiple_of(LANES);
        let lags = lags[..padded].to_vec();
        let rows =
            times.iter().map(|&u| Row::new(&lags, observations, u, &grid.exponents, &grid.frequencies));
        let rows = rows.collect();
        Self {
            lags,
            observations,
            likelihood,
            times,
            exponents: grid.exponents,
            frequencies: grid.frequencies,
            rows,
        }
    }

    pub(super) fn screen(&self, path: &Path) -> Screened<'_> {
        let cells = self.rows.iter().flat_map(|row| self.screen_row(row, path)).collect();
        Screened { table: self, cells }
    }

    fn screen_row<'a>(&'a self, row: &'a Row, path: &'a Path) -> impl Iterator<Item = Cell> + 'a {
        let n = path.observations;
        let last = n - 1;
        let y = &path.values;
        let whole =
            COARSE.map(|phi| weighted(phi, dot(y, y), dot(y, &path.beside), y[0] * y[0] + y[last] * y[last]));
        let of = |column: &Column| {
            [dot(column, y), dot(column, &path.beside), column[0] * y[0] + column[last] * y[last]]
        };
        let ones = [y.iter().sum(), path.beside.iter().sum(), y[0] + y[last]];
        let scaled =
            |power: &Column, by: &Column| -> Column { power.iter().zip(by).map(|(p, v)| p * v).collect() };
        let tilted: Vec<(Column, Column, [f64; 3])> = row
            .powers
            .iter()
            .map(|power| (scaled(power, y), scaled(power, &path.beside), of(power)))
            .collect();
        (0..self.frequencies.len()).map(move |k| {
            let mut best = Cell { height: f64::NEG_INFINITY, exponent: 0, phi: 0 };
            for (j, (with_y, with_beside, alone)) in tilted.iter().enumerate() {
                let power = &row.powers[j];
                let ends = |wave: &Column| power[0] * wave[0] * y[0] + power[last] * wave[last] * y[last];
                let wave = |wave: &Column| [dot(wave, with_y), dot(wave, with_beside), ends(wave)];
                let sums = [ones, *alone, wave(&row.waves[k][0]), wave(&row.waves[k][1])];
                for (i, phi) in COARSE.into_iter().enumerate() {
                    let at = (j * self.frequencies.len() + k) * COARSE.len() + i;
                    let Some(factor) = &row.factors[at] else { continue };
                    let explained =
                        factor.explained(sums.map(|[all, near, ends]| weighted(phi, all, near, ends)));
                    let height = self.likelihood.log(n, (whole[i] - explained).max(f64::MIN_POSITIVE), phi);
                    if height > best.height {
                        best = Cell { height, exponent: j, phi: i };
                    }
                }
            }
            best
        })
    }

    /// The local maxima over the frequency at one time.
    fn starts_of(&self, time: usize, cells: &[Cell]) -> Vec<(Point, f64)> {
        let width = cells.len();
        lowest(&below_highest(cells), width, width, FINENESS.starts, f32::INFINITY)
            .into_iter()
            .map(|(_, k)| self.start(time, k, &cells[k]))
            .collect()
    }

    fn start(&self, time: usize, frequency: usize, cell: &Cell) -> (Point, f64) {
        let point = [self.times[time], self.exponents[cell.exponent], self.frequencies[frequency]];
        (point, COARSE[cell.phi])
    }
}

/// How far each cell lies below the highest, for the search of minima.
fn below_highest(cells: &[Cell]) -> Vec<f32> {
    let highest = cells.iter().map(|cell| cell.height).fold(f64::NEG_INFINITY, f64::max);
    cells.iter().map(|cell| (highest - cell.height) as f32).collect()
}

impl Screened<'_> {
    /// The highest local maxima over time and frequency.
    pub(super) fn starts(&self, most: usize) -> Vec<(Point, f64)> {
        let width = self.table.frequencies.len();
        lowest(&below_highest(&self.cells), width, width, most, f32::INFINITY)
            .into_iter()
            .map(|(row, k)| self.table.start(row, k, &self.cells[row * width + k]))
            .collect()
    }

    /// The highest local maxima over the frequency at one time.
    pub(super) fn starts_at(&self, time: usize) -> Vec<(Point, f64)> {
        let width = self.table.frequencies.len();
        self.table.starts_of(time, &self.cells[time * width..(time + 1) * width])
    }
}

impl Row {
    fn new(lags: &[f64], n: usize, u: f64, exponents: &[f64], frequencies: &[f64]) -> Self {
        let mut basis = Basis::default();
        let mut cleared = |m: f64, omega: f64| {
            basis.fill(lags, n, &[u, m, omega]);
            basis.columns.clone()
        };
        let powers: Vec<Column> = exponents.iter().map(|&m| cleared(m, 0.0)[1].clone()).collect();
        let waves: Vec<[Column; 2]> = frequencies
            .iter()
            .map(|&omega| {
                let [_, _, cosine, sine] = cleared(0.0, omega);
                [cosine, sine]
            })
            .collect();
        let one = cleared(0.0, 0.0)[0].clone();
        let mut factors = Vec::with_capacity(exponents.len() * frequencies.len() * COARSE.len());
        for power in &powers {
            for [cosine, sine] in &waves {
                let by = |wave: &Column| power.iter().zip(wave).map(|(p, w)| p * w).collect::<Column>();
                let columns = [one.clone(), power.clone(), by(cosine), by(sine)];
                factors.extend(gram(&columns, n));
            }
        }
        Self { powers, waves, factors }
    }
}

fn gram(columns: &[Column; 4], n: usize) -> [Option<Factor>; COARSE.len()] {
    let beside = columns.each_ref().map(|column| padded_neighbours(column, n));
    let mut sums = [[[0.0; 3]; 4]; 4];
    for i in 0..4 {
        for j in 0..=i {
            let (a, b) = (&columns[i], &columns[j]);
            sums[i][j] = [dot(a, b), dot(a, &beside[j]), a[0] * b[0] + a[n - 1] * b[n - 1]];
        }
    }
    COARSE.map(|phi| {
        let entry = |i: usize, j: usize| {
            let [all, near, ends] = sums[i.max(j)][i.min(j)];
            weighted(phi, all, near, ends)
        };
        Factor::of(&std::array::from_fn(|i| std::array::from_fn(|j| entry(i, j))))
    })
}
