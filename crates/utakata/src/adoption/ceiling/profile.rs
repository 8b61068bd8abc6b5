//! The sum of squares as a function of the ceiling alone.

use super::curve::Theta;
use super::least_squares::{Fit, Problem};

/// Steps from the unit up to 1000 times the unit, dense near the unit: the ratio's logarithm grows with the square.
const ABOVE: usize = 120;
/// Steps from the unit down to half of it: errors can lift the highest level above the ceiling.
const BELOW: usize = 38;
/// Logarithm of the highest ratio searched.
const TOP: f64 = 6.907_755_278_982_137;
/// Every how many steps the search starts afresh, not only from its neighbours.
const AFRESH: usize = 4;

/// Profile of the sum of squares over the log ratio of ceiling to unit.
pub(super) struct Profile<'a> {
    problem: &'a Problem<'a>,
    fits: Vec<Fit>,
    /// Step with the smallest sum.
    lowest: usize,
    /// Log ratio with the smallest sum of squares found, and the fit there.
    pub(super) best: (f64, Fit),
    /// Whether that is inside the search, not at one of its ends.
    pub(super) inside: bool,
}

impl<'a> Profile<'a> {
    pub(super) fn search(problem: &'a Problem<'a>) -> Self {
        let mut fits: Vec<Fit> = Vec::with_capacity(BELOW + ABOVE + 1);
        for step in 0..=BELOW + ABOVE {
            let before: Vec<Theta> = fits.last().map(|fit| fit.theta).into_iter().collect();
            let afresh = step % AFRESH == 0;
            let fit =
                if afresh { problem.fit_afresh(at(step), &before) } else { problem.fit(at(step), &before) };
            fits.push(fit);
        }
        // The way back lets a better branch found further up reach down.
        for step in (0..BELOW + ABOVE).rev() {
            let fit = problem.fit(at(step), &[fits[step + 1].theta]);
            if fit.sum < fits[step].sum {
                fits[step] = fit;
            }
        }
        let lowest = (0..fits.len()).min_by(|&i, &j| fits[i].sum.total_cmp(&fits[j].sum)).unwrap_or(0);
        let inside = lowest > 0 && lowest < BELOW + ABOVE;
        let mut profile = Self { problem, lowest, best: (at(lowest), fits[lowest]), inside, fits };
        if inside {
            let refined = profile.minimise();
            if refined.1.sum < profile.best.1.sum {
                profile.best = refined;
            }
        }
        profile
    }

    /// Log ratios of the first and last ceiling whose sum of squares is at most `bound`; an end is absent when the
    /// set reaches the end of the search, and the low end when it reaches the unit.
    pub(super) fn hull(&self, bound: f64) -> (Option<f64>, Option<f64>) {
        let end = BELOW + ABOVE;
        let inside = |step: &usize| self.fits[*step].sum <= bound;
        let low = match (0..=end).find(inside) {
            Some(0) => None,
            Some(step) => Some(self.edge(step - 1, at(step), bound)),
            // A set narrower than the grid still holds the minimum found between grid points.
            None => Some(self.edge(self.lowest.saturating_sub(1), self.best.0, bound)),
        };
        let high = match (0..=end).rev().find(inside) {
            Some(step) if step == end => None,
            Some(step) => Some(self.edge(step + 1, at(step), bound)),
            None => Some(self.edge((self.lowest + 1).min(end), self.best.0, bound)),
        };
        (low.filter(|low| *low > 0.0), high)
    }

    /// Bisects between the grid step `outside` of the set and a log ratio inside.
    fn edge(&self, outside: usize, mut inside: f64, bound: f64) -> f64 {
        let mut outside = at(outside);
        for _ in 0..40 {
            let middle = f64::midpoint(outside, inside);
            if self.fit(middle).sum <= bound {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        inside
    }

    /// The fit between grid points, from those on both sides.
    fn fit(&self, log_ratio: f64) -> Fit {
        let above = (0..self.fits.len()).find(|&step| at(step) >= log_ratio).unwrap_or(BELOW + ABOVE);
        let starts = [self.fits[above.saturating_sub(1)].theta, self.fits[above].theta];
        self.problem.fit(log_ratio, &starts)
    }

    /// Golden-section search (Kiefer 1953) around the lowest step; returns the log ratio and its fit.
    fn minimise(&self) -> (f64, Fit) {
        let (mut low, mut high) = (at(self.lowest - 1), at(self.lowest + 1));
        let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
        let (mut a, mut b) = (high - golden * (high - low), low + golden * (high - low));
        let (mut fit_a, mut fit_b) = (self.fit(a), self.fit(b));
        for _ in 0..36 {
            if fit_a.sum <= fit_b.sum {
                (high, b, fit_b) = (b, a, fit_a);
                a = high - golden * (high - low);
                fit_a = self.fit(a);
            } else {
                (low, a, fit_a) = (a, b, fit_b);
                b = low + golden * (high - low);
                fit_b = self.fit(b);
            }
        }
        if fit_a.sum <= fit_b.sum { (a, fit_a) } else { (b, fit_b) }
    }
}

fn at(step: usize) -> f64 {
    let from_unit = step as f64 - BELOW as f64;
    TOP * from_unit * from_unit.abs() / (ABOVE * ABOVE) as f64
}
