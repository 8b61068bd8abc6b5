//! The memory of the sweep.

// See block.rs.
#![allow(clippy::inline_always, clippy::needless_range_loop)]

use super::{GROUP, LANES, Lanes};
use crate::moments::BLOCK;
use crate::moments::Columns;
use crate::moments::sweep::EndResult;

/// What eight ends add to the shared sums: of rows after the latest start's.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Own {
    pub(super) level: Lanes,
    /// Twice the squared levels, as `difference2` of the differences.
    pub(super) level2: Lanes,
    pub(super) difference2: Lanes,
    /// `ΣΔ² − e²`.
    pub(super) bent: Lanes,
    /// The level after the last difference.
    pub(super) after: Lanes,
}

/// Largest `t·|t|` of eight ends, as numerator over denominator.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Largest {
    pub(super) numerator: Lanes,
    pub(super) denominator: Lanes,
    pub(super) start: Lanes,
}

impl Largest {
    /// The largest of the eight, eight times.
    #[inline(always)]
    pub(super) fn of_all(&self) -> Self {
        let (mut numerator, mut denominator, mut start) =
            (self.numerator[0], self.denominator[0], self.start[0]);
        for i in 1..LANES {
            let larger = self.numerator[i] * denominator > numerator * self.denominator[i];
            numerator = if larger { self.numerator[i] } else { numerator };
            denominator = if larger { self.denominator[i] } else { denominator };
            start = if larger { self.start[i] } else { start };
        }
        Self { numerator: [numerator; LANES], denominator: [denominator; LANES], start: [start; LANES] }
    }
}

/// The lowest and the highest of consecutive levels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extremes {
    pub(super) lowest: f64,
    pub(super) highest: f64,
}

impl Extremes {
    #[inline(always)]
    pub(super) fn of(levels: &[f64]) -> Self {
        let (mut lowest, mut highest) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);
        let (lanes, rest) = levels.as_chunks::<LANES>();
        for y in lanes {
            lowest = lanes!(i => if y[i] < lowest[i] { y[i] } else { lowest[i] });
            highest = lanes!(i => if y[i] > highest[i] { y[i] } else { highest[i] });
        }
        let all = lowest.into_iter().chain(rest.iter().copied());
        let lowest = all.fold(f64::INFINITY, |a, y| if y < a { y } else { a });
        let all = highest.into_iter().chain(rest.iter().copied());
        let highest = all.fold(f64::NEG_INFINITY, |a, y| if y > a { y } else { a });
        Self { lowest, highest }
    }
}

pub(super) const NONE: Largest =
    Largest { numerator: [-1.0; LANES], denominator: [0.0; LANES], start: [0.0; LANES] };
const NOTHING: Own = Own {
    level: [0.0; LANES],
    level2: [0.0; LANES],
    difference2: [0.0; LANES],
    bent: [0.0; LANES],
    after: [0.0; LANES],
};

/// Memory of the sweep: shared sums by start, beginning with the latest, and the starts computed in advance.
#[derive(Debug, Clone)]
pub(in crate::moments) struct Workspace {
    pub(super) level: Vec<f64>,
    pub(super) level2: Vec<f64>,
    pub(super) difference2: Vec<f64>,
    /// `ΣΔ² + u²`.
    pub(super) bent: Vec<f64>,
    /// All levels, the last first.
    pub(super) reversed: Vec<f64>,
    /// Degrees of freedom by window length, not a number for windows that are too short.
    pub(super) admitted: Vec<f64>,
    /// Positions among the shared sums at which the statistic is computed in advance, ascending.
    pub(super) posts: Vec<usize>,
    /// The levels between one post and the next.
    pub(super) extremes: Vec<Extremes>,
    /// `4·Sxx·Sdd` at the posts, for one vector of ends after the other.
    pub(super) products: Vec<Lanes>,
    pub(super) own: [Own; BLOCK / LANES],
    pub(super) first: [Largest; BLOCK / LANES],
    pub(super) largest: [Largest; BLOCK / LANES],
    /// Where only suprema are asked for: the largest of all windows so far, in every lane.
    pub(super) supremum: Largest,
}

impl Workspace {
    /// For windows of at least `window` rows.
    pub(in crate::moments) fn new(columns: &Columns, window: usize) -> Self {
        let lengths = 0..=columns.rows() + 2 * BLOCK;
        let sums = || vec![0.0; columns.rows() + GROUP];
        let mut reversed: Vec<f64> = columns.levels().iter().rev().copied().collect();
        reversed.extend([0.0; GROUP]);
        Self {
            level: sums(),
            level2: sums(),
            difference2: sums(),
            bent: sums(),
            reversed,
            admitted: lengths.map(|l| if l < window { f64::NAN } else { l as f64 - 2.0 }).collect(),
            posts: Vec::new(),
            extremes: Vec::new(),
            products: Vec::new(),
            own: [NOTHING; BLOCK / LANES],
            first: [NONE; BLOCK / LANES],
            largest: [NONE; BLOCK / LANES],
            supremum: NONE,
        }
    }

    /// What was found for end `e` of the block last swept.
    pub(in crate::moments) fn result(&self, e: usize) -> EndResult {
        let (v, i) = (e / LANES, e % LANES);
        let first = self.first[v].numerator[i] / self.first[v].denominator[i];
        let best = self.largest[v].numerator[i] / self.largest[v].denominator[i];
        EndResult { first, best, best_start: self.largest[v].start[i] as usize, degenerate: false }
    }
}
