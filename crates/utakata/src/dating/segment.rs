//! The regression of one regime: `Δy_t` on a constant and `y_{t−1}`, its sum of squared residuals in O(1) per added
//! observation.
//!
//! A regime is a half-open stretch `(s, e]` of observations: the changes into `s + 1 … e`. Levels are measured from a
//! level inside the regime, so that a distant origin costs no digits.

/// Weighted sums of the rows of one regime.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Segment {
    weight: f64,
    level: f64,
    change: f64,
    level_square: f64,
    product: f64,
    change_square: f64,
}

impl Segment {
    /// Adds the row with lagged level `x`, measured from any fixed origin near the regime, change `d` and weight `w`.
    #[inline]
    pub(super) fn add(&mut self, x: f64, d: f64, w: f64) {
        self.weight += w;
        self.level += w * x;
        self.change += w * d;
        self.level_square += w * x * x;
        self.product += w * x * d;
        self.change_square += w * d * d;
    }

    /// Weighted sums of squared residuals of the least-squares line.
    #[inline]
    pub(super) fn fit(&self) -> Fit {
        let inverse = 1.0 / self.weight;
        Fit::of(
            self.level_square - self.level * self.level * inverse,
            self.product - self.level * self.change * inverse,
            self.change_square - self.change * self.change * inverse,
            self.level_square,
        )
    }
}

/// Sums of squared residuals of one regime.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// Of the least-squares line.
    pub(super) free: f64,
    /// Of the best line whose slope is not negative: a root of at least 1.
    pub(super) explosive: f64,
}

impl Fit {
    /// `Sdd − Sxd²/Sxx`, or `Sdd` where the level does not move (`Sxx` no larger than rounding of `Σx²`) or, if the
    /// root must be at least 1, where the slope would be negative.
    #[inline]
    pub(super) fn of(sxx: f64, sxd: f64, sdd: f64, level_square: f64) -> Self {
        let moves = sxx > 1e-13 * level_square;
        let sdd = if sdd > 0.0 { sdd } else { 0.0 };
        let free = sdd - if moves { sxd * sxd / sxx } else { 0.0 };
        let free = if free > 0.0 { free } else { 0.0 };
        Self { free, explosive: if sxd > 0.0 { free } else { sdd } }
    }
}

/// Calls `visit(s, fit)` with the sums of squared residuals of `(s, e]` for `s = e − 1` down to `first`.
#[inline]
pub(super) fn ending_at(values: &[f64], e: usize, first: usize, mut visit: impl FnMut(usize, Fit)) {
    let origin = values[e];
    let mut segment = Segment::default();
    for s in (first..e).rev() {
        segment.add(values[s] - origin, values[s + 1] - values[s], 1.0);
        visit(s, segment.fit());
    }
}

/// A fitted regime: `Δy_t = constant + slope·(y_{t−1} − origin) + e_t`.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) origin: f64,
    pub(super) constant: f64,
    pub(super) slope: f64,
}

impl Line {
    /// Least squares over `(s, e]` in two passes; a level that does not move gets slope 0.
    pub(super) fn fit(values: &[f64], s: usize, e: usize) -> Self {
        Self::weighted(values, |_| 1.0, s, e)
    }

    /// The same with a weight for the change into each observation.
    pub(super) fn weighted(values: &[f64], weight: impl Fn(usize) -> f64, s: usize, e: usize) -> Self {
        let total: f64 = (s + 1..=e).map(&weight).sum();
        let mean = |of: &dyn Fn(usize) -> f64| (s..e).map(|t| weight(t + 1) * of(t)).sum::<f64>() / total;
        let origin = values[s] + mean(&|t| values[t] - values[s]);
        let constant = mean(&|t| values[t + 1] - values[t]);
        let (mut sxx, mut sxd, mut far) = (0.0, 0.0, 0.0_f64);
        for t in s..e {
            let x = values[t] - origin;
            sxx += weight(t + 1) * x * x;
            sxd += weight(t + 1) * x * (values[t + 1] - values[t] - constant);
            far = far.max(values[t].abs());
        }
        let moves = sxx > 1e-26 * far * far * total;
        Self { origin, constant, slope: if moves { sxd / sxx } else { 0.0 } }
    }

    /// The same with a slope of at least 0, by least squares: where it would be negative, only the mean change.
    pub(super) fn explosive(self) -> Self {
        Self { slope: self.slope.max(0.0), ..self }
    }

    /// Fitted change from `level`.
    #[inline]
    pub(super) fn change(&self, level: f64) -> f64 {
        self.constant + self.slope * (level - self.origin)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn residuals_of_line(values: &[f64], line: &Line, s: usize, e: usize) -> f64 {
        (s..e).map(|t| (values[t + 1] - values[t] - line.change(values[t])).powi(2)).sum()
    }

    proptest! {
        #[test]
        fn running_sums_are_the_residuals_of_the_line(
            steps in prop::collection::vec(-3.0..3.0_f64, 5..60),
            offset in prop::sample::select(vec![0.0, 1e4, -1e8]),
        ) {
            let mut level = offset;
            let values: Vec<f64> = steps.iter().map(|d| { level += d; level }).collect();
            let e = values.len() - 1;
            let total: f64 = steps.iter().map(|d| d * d).sum();
            let mut visited = 0;
            ending_at(&values, e, 0, |s, fit| {
                visited += 1;
                let line = Line::fit(&values, s, e);
                for (ssr, line) in [(fit.free, line.clone()), (fit.explosive, line.explosive())] {
                    let slow = residuals_of_line(&values, &line, s, e);
                    assert!((ssr - slow).abs() < 1e-9 * total.max(1.0), "{s} {ssr} {slow}");
                }
            });
            prop_assert_eq!(visited, e);
        }
    }
}
