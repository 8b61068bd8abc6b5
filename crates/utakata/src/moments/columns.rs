//! The columns of the augmented Dickey-Fuller regression of one series.

use std::cmp::Ordering;

/// Levels and differences of a series, seen as the regression
/// `Δy_t = α + β·y_{t−1} + Σ_{j=1..p} ψ_j·Δy_{t−j} + ε_t`.
///
/// Regression row `i` (from 0) is observation `t = i + 1 + p` (from 0); there are `T − 1 − p` rows. Columns are
/// numbered with the lagged differences first (`j = 1 … p`), then the lagged level, then the response.
/// Levels are scaled by a power of two, which changes no statistic and keeps products far from overflow.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    level: Vec<f64>,
    difference: Vec<f64>,
    scale: f64,
    /// Whether any value differs from the first, so that the scale means something.
    moved: bool,
    lag: usize,
}

impl Columns {
    /// Columns for `values` (finite, more than `lag + 1` of them).
    pub(crate) fn new(values: &[f64], lag: usize) -> Self {
        let mut columns = Self { level: Vec::new(), difference: Vec::new(), scale: 1.0, moved: false, lag };
        columns.refill(values);
        columns
    }

    /// The same for another series, reusing the memory.
    pub(crate) fn refill(&mut self, values: &[f64]) {
        let scale = power_of_two_scale(values);
        self.level.clear();
        self.scale = scale;
        self.moved = values.iter().any(|y| *y != values[0]);
        self.level.extend(values.iter().map(|y| y * scale));
        self.difference.clear();
        self.difference.extend(self.level.windows(2).map(|w| w[1] - w[0]));
    }

    /// Appends one observation; `O(1)` but for the rare step in which the series moves farther from its first value
    /// than twice its farthest before, and is scaled anew.
    pub(crate) fn push(&mut self, value: f64) {
        let Some((&first, &last)) = self.level.first().zip(self.level.last()) else {
            self.refill(&[value]);
            return;
        };
        // As in refill: halved, so that nothing overflows.
        let scaled = 0.5 * value * self.scale - 0.5 * first;
        if scaled.abs() < 1.0 && (self.moved || scaled == 0.0) {
            let level = value * self.scale;
            self.difference.push(level - last);
            self.level.push(level);
        } else {
            let mut values: Vec<f64> = self.level.iter().map(|y| y / self.scale).collect();
            values.push(value);
            self.refill(&values);
        }
    }

    /// Removes the last observation.
    pub(crate) fn pop(&mut self) {
        self.level.pop();
        self.difference.pop();
    }

    /// Number of observations.
    pub(crate) fn observations(&self) -> usize {
        self.level.len()
    }

    /// Number of lagged differences.
    pub(crate) fn lag(&self) -> usize {
        self.lag
    }

    /// Number of regression rows.
    pub(crate) fn rows(&self) -> usize {
        self.difference.len().saturating_sub(self.lag)
    }

    /// All levels, one more than rows and lags together.
    pub(crate) fn levels(&self) -> &[f64] {
        &self.level
    }

    /// All differences.
    pub(crate) fn differences(&self) -> &[f64] {
        &self.difference
    }

    /// One column over all rows.
    pub(crate) fn column(&self, column: usize) -> &[f64] {
        let rows = self.rows();
        match column.cmp(&self.lag) {
            Ordering::Less => &self.difference[self.lag - 1 - column..][..rows],
            Ordering::Equal => &self.level[self.lag..][..rows],
            Ordering::Greater => &self.difference[self.lag..][..rows],
        }
    }
}

/// A power of two that brings the largest distance from the first value into [1, 2); one where all are equal.
pub(crate) fn power_of_two_scale(values: &[f64]) -> f64 {
    let first = values.first().map_or(0.0, |y| 0.5 * y);
    // Halved, so that the distance between opposite huge values does not overflow.
    let reach = values.iter().map(|y| (0.5 * y - first).abs()).fold(0.0, f64::max);
    if reach == 0.0 {
        return 1.0;
    }
    let exponent = ((reach.to_bits() >> 52) & 0x7ff) as i64 - 1023 + 1;
    // Clamped where the reciprocal would leave the range of normal numbers.
    f64::from_bits((1023 - exponent.clamp(-1021, 1021)) as u64 * (1 << 52))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_follow_the_regression() {
        let columns = Columns::new(&[1.0, 2.0, 4.0, 7.0, 11.0, 16.0], 2);
        assert_eq!(columns.rows(), 3);
        // Scaled by 1/8: the reach 15 lies in [8, 16).
        let unscaled = |c| columns.column(c).iter().map(|v| v * 8.0).collect::<Vec<_>>();
        assert_eq!(unscaled(0), [2.0, 3.0, 4.0]);
        assert_eq!(unscaled(1), [1.0, 2.0, 3.0]);
        assert_eq!(unscaled(2), [4.0, 7.0, 11.0]);
        assert_eq!(unscaled(3), [3.0, 4.0, 5.0]);
    }

    #[test]
    fn scales_stay_finite_at_the_edges_of_the_range() {
        for values in [[-1e308, 1e308], [0.0, 5e-324], [3.0, 3.0], [0.0, 1e-308]] {
            let scale = power_of_two_scale(&values);
            assert!(
                scale.is_normal() && values.iter().all(|v| (v * scale).is_finite()),
                "{values:?} {scale}"
            );
        }
    }
}
