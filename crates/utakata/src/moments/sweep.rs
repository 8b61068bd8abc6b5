//! The sweep over all windows of a series: the inner loop of every recursive statistic.

use super::block::{Block, run};
use super::{BLOCK, Found};
use super::{Columns, Lengths, lag_zero};

/// What is asked of a sweep: less takes less time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    /// All of [`EndResult`].
    Starts,
    /// The statistics of each end: `best_start` and `degenerate` mean nothing.
    Statistics,
    /// `first` of each end, and the largest `best` of all: that of one end may be another's.
    Suprema,
}

/// What the sweep found for one end row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct EndResult {
    /// `t·|t|` of the window from row 0; −∞ where that regression is degenerate.
    pub(crate) first: f64,
    /// Largest `t·|t|` over window starts; −∞ where all are degenerate.
    pub(crate) best: f64,
    /// The start row that attains it.
    pub(crate) best_start: usize,
    /// Whether some window with this end was degenerate (and left out of `best`).
    pub(crate) degenerate: bool,
}

/// Sweeps all ends `window − 1 …` of `columns`, calling `each(end_row, result)` in order.
///
/// Windows have at least `window > lag + 2` rows; `lengths` are the tables for these columns.
pub(crate) fn sweep(
    goal: Goal,
    columns: &Columns,
    window: usize,
    lengths: &Lengths,
    mut each: impl FnMut(usize, EndResult),
) {
    let rows = columns.rows();
    // All windows of a block share the first end's row, so a block is no longer than the smallest window.
    let size = if window < 8 { window } else { window.min(BLOCK) / 8 * 8 };
    let mut quick = (columns.lag() == 0 && window >= 8).then(|| lag_zero::Workspace::new(columns, window));
    let mut end = window - 1;
    while end < rows {
        let count = size.min(rows - end);
        let block = lag_zero::Block { columns, lengths, end, window, size };
        if let Some(work) = &mut quick
            && match goal {
                Goal::Suprema => lag_zero::run::<true>(&block, work),
                Goal::Starts | Goal::Statistics => lag_zero::run::<false>(&block, work),
            }
        {
            for e in 0..count {
                each(end + e, work.result(e));
            }
        } else {
            let mut found = Found::new();
            let block = Block { columns, lengths, end, window, size };
            match goal {
                Goal::Starts => run::<true>(&block, &mut found),
                Goal::Statistics | Goal::Suprema => run::<false>(&block, &mut found),
            }
            for e in 0..count {
                each(end + e, found.result(e));
            }
        }
        end += size;
    }
}
