//! A confidence set for one date.

use serde::Serialize;

use crate::random::exp;

/// Consecutive observations, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DateRange {
    /// First observation.
    pub first: usize,
    /// Last observation.
    pub last: usize,
}

/// A confidence set for one date of a bubble, as defined in [`crate::dating`].
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DateSet {
    /// Confidence level.
    pub level: f64,
    /// The best date; `None` when "not yet" fits best.
    pub estimate: Option<usize>,
    /// The dates in the set, in order; several ranges where it is disjoint, none where only "not yet" remains.
    pub ranges: Vec<DateRange>,
    /// Whether "has not happened by the end of the sample" belongs to the set.
    pub may_lie_ahead: bool,
    /// The data cannot date it: the set is every observation but the first (and "not yet", for a date that may lie ahead),
    /// a random walk without any bubble is not rejected. The estimate is then only the best of many.
    pub undatable: bool,
}

impl DateSet {
    /// Whether observation `date` belongs to the set.
    pub fn contains(&self, date: usize) -> bool {
        self.ranges.iter().any(|r| (r.first..=r.last).contains(&date))
    }

    /// Number of observations in the set.
    pub fn size(&self) -> usize {
        self.ranges.iter().map(|r| r.last - r.first + 1).sum()
    }

    /// The set with `date` (`None`: "not yet") as its best date, if that belongs to it.
    pub(super) fn preferring(self, date: Option<usize>) -> Self {
        let belongs = date.map_or(self.may_lie_ahead, |d| self.contains(d));
        if belongs { Self { estimate: date, ..self } } else { self }
    }

    /// The dates whose criterion exceeds the least by no more than the draws do.
    ///
    /// `criteria[i]` belongs to observation `i + shift`, but `criteria[ahead]` to "not yet", which follows the
    /// last observation that can be the date; `draws` ascend.
    pub(super) fn invert(
        criteria: &[f64],
        (shift, ahead): (usize, usize),
        draws: &[f64],
        level: f64,
        datable: bool,
    ) -> Self {
        let least = criteria.iter().copied().fold(f64::INFINITY, f64::min);
        let best = criteria.iter().position(|&c| c == least).filter(|&i| i != ahead);
        let estimate = best.map(|i| i + shift);
        if !datable {
            let ranges = vec![DateRange { first: 1, last: ahead.saturating_sub(1) }];
            return Self { level, estimate, ranges, may_lie_ahead: ahead < criteria.len(), undatable: true };
        }
        let inside = |criterion: f64| {
            // Ties up to rounding count as reached; a p-value of just one minus the level is outside.
            let reached = draws.len() - draws.partition_point(|&d| d < criterion - least - 1e-9);
            let p = (1 + reached) as f64 / (draws.len() + 1) as f64;
            criterion.is_finite() && p.max(small_shift(criterion - least)) > 1.0 - level + 1e-12
        };
        let mut set = Self { level, estimate, ranges: Vec::new(), may_lie_ahead: false, undatable: false };
        for (i, _) in criteria.iter().enumerate().filter(|&(_, &c)| inside(c)) {
            if i == ahead {
                set.may_lie_ahead = true;
                continue;
            }
            let date = i + shift;
            match set.ranges.last_mut() {
                Some(range) if range.last + 1 == date => range.last = date,
                _ => set.ranges.push(DateRange { first: date, last: date }),
            }
        }
        set
    }
}

/// P-value of a likelihood ratio for the date of a shift that is small beside the noise: `1 − (1 − e^{−x/2})²` (Yao
/// 1987; for confidence sets Eo and Morley 2015). Conservative for large shifts, where sets are single dates anyway.
fn small_shift(ratio: f64) -> f64 {
    let below = 1.0 - exp(-0.5 * ratio.clamp(0.0, 1000.0));
    1.0 - below * below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_may_be_disjoint_and_reach_ahead() {
        let draws: Vec<f64> = (0..99).map(f64::from).collect();
        // p > 0.1 up to a ratio of 90: (1 + #{d ≥ 90})/100 = 0.1 is out, #{d ≥ 89} is in.
        let criteria = [f64::INFINITY, 1089.0, 1000.0, 1090.0, 1050.0, 1020.0];
        let set = DateSet::invert(&criteria, (1, 5), &draws, 0.9, true);
        let range = |first, last| DateRange { first, last };
        assert_eq!(set.ranges, [range(2, 3), range(5, 5)]);
        assert_eq!((set.estimate, set.may_lie_ahead, set.size()), (Some(3), true, 3));
        assert!(set.contains(5) && !set.contains(4) && !set.contains(6));
        assert_eq!(set.clone().preferring(Some(5)).estimate, Some(5));
        assert_eq!(set.clone().preferring(None).estimate, None);
        assert_eq!(set.clone().preferring(Some(4)).estimate, Some(3));
        let whole = DateSet::invert(&criteria, (1, 5), &draws, 0.9, false);
        assert_eq!((whole.ranges, whole.undatable), (vec![range(1, 4)], true));
        let ahead = DateSet::invert(&[2000.0, 3.0], (0, 1), &draws, 0.9, true);
        assert_eq!((ahead.estimate, ahead.ranges.len(), ahead.may_lie_ahead), (None, 0, true));
    }
}
