//! Many nested windows on many dates or of many series, on a clock that counts observations.
//!
//! The basis depends on the lag and on tc − t2 only, so it is computed once for all dates, all assets and all simulations
//! ([`Nested`]); a date needs the cross products of the basis with its prices, and those of a short window are part of
//! those of a long one.

mod moments;
mod table;

use moments::{Costs, TOGETHER, Together};
use table::Table;

use super::cost::{Point, Scratch};
use super::fit::{Solution, near};
use super::newton::{Bounds, Minimum, descend};
use super::screen::{Fineness, Grid, RIPPLE};
use super::window::Window;
use super::{LEAST_OBSERVATIONS, LpplsError, SearchBox};
use crate::Execution;
use crate::execution::Cancelled;

/// Nested windows to be fitted, and all that does not depend on prices.
#[derive(Debug, Clone)]
pub struct Nested {
    search_box: SearchBox,
    table: Table,
}

/// Fit of one nested window.
#[derive(Debug, Clone, PartialEq)]
pub struct NestedFit {
    /// Position of the last observation.
    pub end: usize,
    /// Observations.
    pub length: usize,
    /// The lowest minimum; `None` where the prices of the window do not vary, or the basis is degenerate
    /// wherever a search began.
    pub best: Option<Solution>,
}

/// The longest window that ends on one date, of one series.
#[derive(Debug, Clone, Copy)]
struct Longest<'a> {
    end: usize,
    logs: &'a [f64],
}

/// The lowest valley is looked into at these multiples of the nearest critical time, when it was found within [`RIPPLE`] of
/// them.
const RIPPLES: [f64; 5] = [1.0, 1.4, 2.0, 3.2, 6.0];

/// A search is given up when this many times the decrease that the quadratic model predicts would not reach the lowest
/// minimum known: in its first steps, when the model is rough, and later.
const HOPES: [f64; 2] = [20.0, 3.0];
/// Evaluations that count as first.
const EARLY: usize = 4;

/// Coarser than for a single window.
const SHARED: Fineness = Fineness { time: 0.4, near: 1.0, exponents: 5, turns: 0.3, starts: 10 };

impl Nested {
    /// Windows of these lengths, in any order.
    ///
    /// # Errors
    /// [`LpplsError`] for impossible boxes and for lengths that are too short.
    pub fn new(search_box: &SearchBox, lengths: &[usize]) -> Result<Self, LpplsError> {
        search_box.check()?;
        let mut lengths = lengths.to_vec();
        lengths.sort_unstable();
        lengths.dedup();
        let shortest = lengths.first().copied().unwrap_or_default();
        if shortest < LEAST_OBSERVATIONS {
            return Err(LpplsError::TooShort { observations: shortest, needed: LEAST_OBSERVATIONS });
        }
        let span = (lengths[lengths.len() - 1] - 1) as f64;
        let grid = Grid::over(&search_box.bounds(span), span, &SHARED);
        Ok(Self { search_box: *search_box, table: Table::new(grid, lengths) })
    }

    /// Lengths, shortest first.
    pub fn lengths(&self) -> &[usize] {
        &self.table.lengths
    }

    /// Observations before the first date on which all windows are complete.
    pub fn history(&self) -> usize {
        self.table.lengths[self.table.lengths.len() - 1] - 1
    }

    /// Fits every window that ends at one of `ends` (positions in `logs`, each at least [`Self::history`]): date by date,
    /// shortest first.
    ///
    /// # Errors
    /// [`LpplsError`] for values that are not finite and ends outside the series; [`Cancelled`] inside.
    pub fn fit(
        &self,
        logs: &[f64],
        ends: &[usize],
        execution: &Execution<'_>,
    ) -> Result<Vec<NestedFit>, LpplsError> {
        check_finite(logs)?;
        if let Some(&end) = ends.iter().find(|&&end| end < self.history() || end >= logs.len()) {
            return Err(LpplsError::End { end, first: self.history(), observations: logs.len() });
        }
        let longest: Vec<Longest<'_>> =
            ends.iter().map(|&end| Longest { end, logs: &logs[end - self.history()..=end] }).collect();
        self.fit_longest(&longest, execution)
    }

    /// Fits every window that ends at the last observation of each of `paths` (simulations, resamples, assets), path by
    /// path, shortest first. Every path holds exactly [`Self::history`] logarithms and one; a window costs as little as
    /// one of many dates, and its fit is the same bit for bit as that of [`Self::fit`].
    ///
    /// # Errors
    /// [`LpplsError::Path`] names the first path of another length or with values that are not finite; [`Cancelled`]
    /// inside.
    pub fn fit_paths<P: AsRef<[f64]>>(
        &self,
        paths: &[P],
        execution: &Execution<'_>,
    ) -> Result<Vec<NestedFit>, LpplsError> {
        let longest = paths.iter().enumerate().map(|(path, logs)| {
            let logs = logs.as_ref();
            let within = |reason| LpplsError::Path { path, reason: Box::new(reason) };
            if logs.len() != self.history() + 1 {
                let (observations, needed) = (logs.len(), self.history() + 1);
                return Err(within(LpplsError::Observations { observations, needed }));
            }
            check_finite(logs).map_err(within)?;
            Ok(Longest { end: self.history(), logs })
        });
        let longest: Vec<Longest<'_>> = longest.collect::<Result<_, _>>()?;
        self.fit_longest(&longest, execution)
    }

    /// All windows within each of `longest`.
    fn fit_longest(
        &self,
        longest: &[Longest<'_>],
        execution: &Execution<'_>,
    ) -> Result<Vec<NestedFit>, LpplsError> {
        let blocks: Vec<&[Longest<'_>]> = longest.chunks(TOGETHER).collect();
        let fitted = execution.map(blocks.len(), |k| self.block(blocks[k]))?;
        Ok(fitted.into_iter().flatten().collect())
    }

    fn block(&self, longest: &[Longest<'_>]) -> Vec<NestedFit> {
        let filled = std::array::from_fn(|i| longest[i.min(longest.len() - 1)].logs);
        let together = Together::new(filled, &self.table.lengths);
        let costs = moments::costs(&self.table, &together);
        let mut scratch = Scratch::default();
        let mut fits = Vec::with_capacity(longest.len() * self.table.lengths.len());
        for (i, Longest { end, logs }) in longest.iter().enumerate() {
            for (j, &length) in self.table.lengths.iter().enumerate() {
                let best = self.polish(&logs[logs.len() - length..], &costs, (i, j), &mut scratch);
                fits.push(NestedFit { end: *end, length, best });
            }
        }
        fits
    }

    fn polish(
        &self,
        logs: &[f64],
        costs: &Costs,
        at: (usize, usize),
        scratch: &mut Scratch,
    ) -> Option<Solution> {
        let lags = 0..logs.len();
        let window = Window::from_lags(lags.map(|lag| lag as f64), logs.iter().rev().copied()).ok()?;
        let bounds = self.search_box.bounds(window.span());
        let starts = self.starts(costs.of(at.0, at.1), bounds[0][1]);
        let mut lowest: Option<Minimum> = None;
        for start in starts {
            descend_below(&window, start, &bounds, scratch, &mut lowest);
        }
        let [u, m, omega] = lowest.as_ref()?.point;
        if u.exp() < RIPPLE * self.search_box.least {
            for ripple in RIPPLES {
                let start = [(ripple * self.search_box.least).ln(), m, omega];
                descend_below(&window, start, &bounds, scratch, &mut lowest);
            }
        }
        let best = lowest?;
        Some(Solution::of(&best, &bounds, window.mean()))
    }

    /// Local minima of the grid costs up to `latest` and one row beyond it.
    fn starts(&self, (values, exponents): (&[f64], &[u8]), latest: f64) -> Vec<Point> {
        let grid = &self.table.grid;
        let (stride, width) = (self.table.groups() * super::elementary::LANES, grid.frequencies.len());
        let height = (grid.times.partition_point(|&t| t < latest) + 1).min(grid.times.len());
        let cost = |row: usize, column: usize| values[row * stride + column];
        let mut cells = super::screen::lowest(height, width, SHARED.starts, cost);
        // The nearest critical time is the answer oftener than any other.
        if let Some(nearest) = (0..width).min_by(|&a, &b| cost(0, a).total_cmp(&cost(0, b)))
            && !cells.contains(&(0, nearest))
        {
            cells.push((0, nearest));
        }
        cells
            .into_iter()
            .map(|(row, column)| grid.point(row, usize::from(exponents[row * stride + column]), column))
            .collect()
    }
}

fn check_finite(logs: &[f64]) -> Result<(), LpplsError> {
    match logs.iter().position(|x| !x.is_finite()) {
        Some(index) => Err(LpplsError::NotFinite { index }),
        None => Ok(()),
    }
}

/// Puts the minimum reached from `start` in the place of `lowest` if it is lower. Only the lowest is wanted: a search is
/// given up that comes to it, or that will not come below it.
fn descend_below(
    window: &Window,
    start: Point,
    bounds: &Bounds,
    scratch: &mut Scratch,
    lowest: &mut Option<Minimum>,
) {
    let hopeless = |point: &Point, value: f64, predicted: f64, evaluations: usize| {
        let hope = if evaluations < EARLY { HOPES[0] } else { HOPES[1] };
        let reached =
            |known: &Minimum| near(&known.point, point) || value - hope * predicted > known.cost.value;
        lowest.as_ref().is_some_and(reached)
    };
    if let Some(found) = descend(window, start, bounds, scratch, hopeless)
        && lowest.as_ref().is_none_or(|known| found.cost.value < known.cost.value)
    {
        *lowest = Some(found);
    }
}

impl From<Cancelled> for LpplsError {
    fn from(cancelled: Cancelled) -> Self {
        Self::Cancelled(cancelled)
    }
}
