//! What a kernel found for the ends of a block.

use super::EndResult;

/// Most ends worked on together.
pub(crate) const BLOCK: usize = 64;

/// Pivots below this count as zero, so that products of two of them do not underflow. Levels are scaled to order one:
/// such a window moves by less than 10⁻³⁷ of the range of the series.
pub(crate) const FLOOR: f64 = 1e-150;

/// Largest `t·|t|` of each end of a block, as numerator over denominator: the loop compares by cross-multiplication
/// and leaves the division to the end.
#[derive(Debug, Clone)]
pub(crate) struct Largest {
    pub(crate) numerator: [f64; BLOCK],
    pub(crate) denominator: [f64; BLOCK],
    pub(crate) start: [f64; BLOCK],
}

impl Largest {
    /// −∞ everywhere.
    pub(crate) fn none() -> Self {
        Self { numerator: [-1.0; BLOCK], denominator: [0.0; BLOCK], start: [0.0; BLOCK] }
    }

    pub(crate) fn at(&self, e: usize) -> f64 {
        self.numerator[e] / self.denominator[e]
    }
}

/// What a block found.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) first: Largest,
    pub(crate) later: Largest,
    pub(crate) least_margin: [f64; BLOCK],
}

impl Found {
    pub(crate) fn new() -> Self {
        Self { first: Largest::none(), later: Largest::none(), least_margin: [f64::INFINITY; BLOCK] }
    }

    pub(crate) fn result(&self, e: usize) -> EndResult {
        let (first, later) = (self.first.at(e), self.later.at(e));
        EndResult {
            first,
            best: first.max(later),
            best_start: if later > first { self.later.start[e] as usize } else { 0 },
            degenerate: self.least_margin[e] <= FLOOR,
        }
    }
}
