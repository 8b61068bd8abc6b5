//! From the grid costs of a window to its lowest minimum.

use super::super::SearchBox;
use super::super::cost::{Point, Scratch};
use super::super::fit::{Solution, near};
use super::super::newton::{Bounds, CONVERGED, Minimum, descend};
use super::super::screen::{RIPPLE, lowest};
use super::super::window::Window;
use super::SHARED;
use super::moments::exponent;
use super::table::{Table, WIDE};

/// The lowest valley is looked into at these multiples of the nearest critical time, when it was found within [`RIPPLE`] of
/// them.
const RIPPLES: [f64; 5] = [1.0, 1.4, 2.0, 3.2, 6.0];

/// Cells whose cost is above this many times the smallest are no start.
const REACH: f32 = 1.2;

/// A search is given up when this many times the decrease that the quadratic model predicts would not reach the lowest
/// minimum known: in its first steps, when the model is rough, and later.
const HOPES: [f64; 2] = [20.0, 3.0];
/// Evaluations that count as first.
const EARLY: usize = 4;

/// Searches among the thinned observations end at this share of the cost: they end elsewhere than those among all anyway.
const ROUGH: f64 = 1e-6;
/// Minima among the thinned observations are looked at among all if they are within this share of the lowest.
const SLACK: f64 = 0.01;

/// The lowest minimum of the window with these logarithms, the `j`-th length of the table; `None` where they do not vary or
/// the basis is degenerate wherever a search began.
pub(super) fn best(
    search_box: &SearchBox,
    table: &Table,
    logs: &[f64],
    (costs, j): (&[f32], usize),
    scratch: &mut Scratch,
) -> Option<Solution> {
    let lags = 0..logs.len();
    let window = Window::from_lags(lags.map(|lag| lag as f64), logs.iter().rev().copied()).ok()?;
    let bounds = search_box.bounds(window.span());
    let thinned = window.thinned(&table.points.counts[..table.points.lengths[j]]);
    let mut rough = Search {
        window: &thinned,
        bounds: &bounds,
        converged: ROUGH,
        slack: SLACK,
        scratch,
        found: Vec::new(),
    };
    for start in starts(table, &costs[..table.rows[j] * table.groups() * WIDE]) {
        rough.from(start);
    }
    let [u, m, omega] = rough.lowest()?.point;
    if u.exp() < RIPPLE * search_box.least {
        for ripple in RIPPLES {
            rough.from([(ripple * search_box.least).ln(), m, omega]);
        }
    }
    let limit = rough.limit();
    let near_lowest = rough.found.into_iter().filter(|minimum| minimum.cost.value <= limit);
    let mut exact = Search {
        window: &window,
        bounds: &bounds,
        converged: CONVERGED,
        slack: 0.0,
        scratch,
        found: Vec::new(),
    };
    for minimum in near_lowest {
        exact.from(minimum.point);
    }
    Some(Solution::of(exact.lowest()?, &bounds, window.mean()))
}

/// Local minima of the grid costs up to the latest critical time and one row beyond it.
fn starts(table: &Table, costs: &[f32]) -> Vec<Point> {
    let grid = &table.grid;
    let (stride, width) = (table.groups() * WIDE, grid.frequencies.len());
    let mut cells = lowest(costs, stride, width, SHARED.starts, REACH);
    // The nearest critical time is the answer oftener than any other.
    if let Some(nearest) = (0..width).min_by(|&a, &b| costs[a].total_cmp(&costs[b]))
        && !cells.contains(&(0, nearest))
    {
        cells.push((0, nearest));
    }
    cells
        .into_iter()
        .map(|(row, column)| grid.point(row, exponent(costs[row * stride + column]), column))
        .collect()
}

/// Searches in one window for its lowest minimum.
struct Search<'a> {
    window: &'a Window,
    bounds: &'a Bounds,
    /// See [`descend`].
    converged: f64,
    /// Minima within this share of the lowest are kept.
    slack: f64,
    scratch: &'a mut Scratch,
    /// Distinct, the lowest first.
    found: Vec<Minimum>,
}

impl Search<'_> {
    fn lowest(&self) -> Option<&Minimum> {
        self.found.first()
    }

    /// What is above is of no interest.
    fn limit(&self) -> f64 {
        self.lowest().map_or(f64::INFINITY, |lowest| lowest.cost.value * (1.0 + self.slack))
    }

    /// A search is given up that comes to a minimum known, or that will not come below the limit.
    fn from(&mut self, start: Point) {
        let limit = self.limit();
        let hopeless = |point: &Point, value: f64, predicted: f64, evaluations: usize| {
            let hope = if evaluations < EARLY { HOPES[0] } else { HOPES[1] };
            value - hope * predicted > limit || self.found.iter().any(|known| near(&known.point, point))
        };
        let Some(found) = descend(self.window, start, self.bounds, self.converged, self.scratch, hopeless)
        else {
            return;
        };
        if found.cost.value < limit && !self.found.iter().any(|known| near(&known.point, &found.point)) {
            let lower = self.found.partition_point(|known| known.cost.value <= found.cost.value);
            self.found.insert(lower, found);
        }
    }
}
