//! The sweep over all windows of a series: the inner loop of every recursive statistic.

use super::block::{BLOCK, Block, Found, run};
use super::{Columns, Lengths, lag_zero};

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
/// Windows have at least `window > lag + 2` rows; `lengths` are the tables for these columns. Without
/// `DETAIL` only the statistics are found: `best_start` and `degenerate` of the results mean nothing.
pub(crate) fn sweep<const DETAIL: bool>(
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
            && lag_zero::run(&block, work)
        {
            for e in 0..count {
                each(end + e, work.result(e));
            }
        } else {
            let mut found = Found::new();
            run::<DETAIL>(&Block { columns, lengths, end, window, size }, &mut found);
            for e in 0..count {
                each(end + e, found.result(e));
            }
        }
        end += size;
    }
}
