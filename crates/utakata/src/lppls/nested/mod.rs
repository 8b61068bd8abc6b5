//! Many nested windows on many dates or of many series, on a clock that counts observations.
//!
//! The basis depends on the lag and on tc − t2 only, so it is computed once for all dates, all assets and all simulations
//! ([`Nested`]); a date needs the cross products of the basis with its prices, and those of a short window are part of
//! those of a long one.

mod moments;
mod points;
mod polish;
mod table;

use std::ops::Range;

use moments::{TOGETHER, Together};
use points::Points;
use table::Table;

use super::cost::Scratch;
use super::fit::Solution;
use super::screen::{Fineness, Grid};
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

impl<'a> Longest<'a> {
    fn whole(logs: &'a [f64]) -> Self {
        Self { end: logs.len() - 1, logs }
    }
}

/// Coarser than for a single window.
const SHARED: Fineness = Fineness { time: 0.4, near: 1.0, exponents: 5, turns: 0.3, starts: 10 };

const _: () = assert!(SHARED.exponents <= moments::MOST_EXPONENTS, "positions of exponents must fit");

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
        let points = Points::new(&lengths, search_box.least, search_box.omega[1]);
        Ok(Self { search_box: *search_box, table: Table::new(search_box, grid, lengths, points) })
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
                let (observations, longest) = (logs.len(), self.history() + 1);
                return Err(within(LpplsError::Observations { observations, longest }));
            }
            check_finite(logs).map_err(within)?;
            Ok(Longest::whole(logs))
        });
        let longest: Vec<Longest<'_>> = longest.collect::<Result<_, _>>()?;
        self.fit_longest(&longest, execution)
    }

    /// Fits one window of each of `series`, all of it; each holds as many logarithms as one of [`Self::lengths`]. One table
    /// serves resamples of windows of all lengths.
    ///
    /// # Errors
    /// [`LpplsError::Path`] names the first series of none of the lengths or with values that are not finite;
    /// [`Cancelled`] inside.
    pub fn fit_whole<P: AsRef<[f64]>>(
        &self,
        series: &[P],
        execution: &Execution<'_>,
    ) -> Result<Vec<NestedFit>, LpplsError> {
        let series: Vec<&[f64]> = series.iter().map(AsRef::as_ref).collect();
        let mut by_length: Vec<Vec<usize>> = vec![Vec::new(); self.table.lengths.len()];
        for (path, logs) in series.iter().enumerate() {
            let within = |reason| LpplsError::Path { path, reason: Box::new(reason) };
            let length = self.table.lengths.binary_search(&logs.len()).map_err(|_| {
                within(LpplsError::Observations { observations: logs.len(), longest: self.history() + 1 })
            })?;
            check_finite(logs).map_err(within)?;
            by_length[length].push(path);
        }
        let chunks = |(j, paths): (usize, &'_ Vec<usize>)| -> Vec<(usize, Vec<usize>)> {
            pieces(paths, abreast(1)).map(|paths| (j, paths.to_vec())).collect()
        };
        let blocks: Vec<(usize, Vec<usize>)> = by_length.iter().enumerate().flat_map(chunks).collect();
        let fitted = execution.map(blocks.len(), |k| {
            let (j, paths) = &blocks[k];
            let longest: Vec<Longest<'_>> = paths.iter().map(|&path| Longest::whole(series[path])).collect();
            self.block(*j..j + 1, &longest)
        })?;
        let order = blocks.iter().flat_map(|(_, paths)| paths);
        let mut fits: Vec<(&usize, NestedFit)> = order.zip(fitted.into_iter().flatten()).collect();
        fits.sort_by_key(|(path, _)| **path);
        Ok(fits.into_iter().map(|(_, fit)| fit).collect())
    }

    /// All windows within each of `longest`.
    fn fit_longest(
        &self,
        longest: &[Longest<'_>],
        execution: &Execution<'_>,
    ) -> Result<Vec<NestedFit>, LpplsError> {
        let blocks: Vec<&[Longest<'_>]> = pieces(longest, abreast(self.table.lengths.len())).collect();
        let fitted = execution.map(blocks.len(), |k| self.block(0..self.table.lengths.len(), blocks[k]))?;
        Ok(fitted.into_iter().flatten().collect())
    }

    /// The windows of the `wanted` lengths within each of `longest`, which are as long as the last of them.
    fn block(&self, wanted: Range<usize>, longest: &[Longest<'_>]) -> Vec<NestedFit> {
        let together = |longest: &[Longest<'_>]| {
            let filled = std::array::from_fn(|i| longest[i.min(longest.len() - 1)].logs);
            Together::new(filled, wanted.clone(), &self.table)
        };
        let abreast: Vec<Together> = longest.chunks(TOGETHER).map(together).collect();
        let costs = moments::costs(&self.table, &abreast);
        let mut scratch = Scratch::default();
        let mut fits = Vec::with_capacity(longest.len() * wanted.len());
        for (i, Longest { end, logs }) in longest.iter().enumerate() {
            for (w, j) in wanted.clone().enumerate() {
                let length = self.table.lengths[j];
                let logs = &logs[logs.len() - length..];
                let costs = costs[i / TOGETHER].of(i % TOGETHER, w);
                let best = polish::best(&self.search_box, &self.table, logs, (costs, j), &mut scratch);
                fits.push(NestedFit { end: *end, length, best });
            }
        }
        fits
    }
}

/// Dates or series that one reading of the table serves: a few times [`TOGETHER`], as many as their costs for so many lengths
/// stay in the cache.
fn abreast(lengths: usize) -> usize {
    TOGETHER * (64 / lengths).clamp(1, 8)
}

/// Pieces of at most `most` and nearly the same size, whole times [`TOGETHER`] but for the last.
fn pieces<T>(all: &[T], most: usize) -> std::slice::Chunks<'_, T> {
    let parts = all.len().div_ceil(most).max(1);
    all.chunks(all.len().div_ceil(parts).next_multiple_of(TOGETHER).max(1))
}

fn check_finite(logs: &[f64]) -> Result<(), LpplsError> {
    match logs.iter().position(|x| !x.is_finite()) {
        Some(index) => Err(LpplsError::NotFinite { index }),
        None => Ok(()),
    }
}

impl From<Cancelled> for LpplsError {
    fn from(cancelled: Cancelled) -> Self {
        Self::Cancelled(cancelled)
    }
}
