//! The Dickey-Fuller statistic in windows of one fixed length.

mod null;
mod statement;

use serde::Serialize;

pub use null::rolling_null;

use super::recursive::{check, largest, statistic};
use super::regression::first_degenerate;
use super::{Degenerate, DegenerateReason, ExplosiveError, Layout};
use crate::moments::{Columns, one_window};

/// Augmented Dickey-Fuller statistics of all windows of exactly [`Layout::window`] regression observations (the
/// rolling ADF of Phillips, Wu and Yu 2011, section 4, and of EViews' Rtadf).
///
/// Entry `i` belongs to the window that ends at observation [`Layout::first_date`]` + i` (from 0), and uses that
/// window's data only. Every entry is at most the BSADF of the same date, whose windows include this one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rolling {
    /// Sample length, lag and the window length.
    pub layout: Layout,
    /// One statistic per date; `None` where the window's regression is degenerate.
    pub statistics: Vec<Option<f64>>,
    /// The largest.
    pub sup: f64,
    /// Windows without a statistic; `None` when there are none.
    pub degenerate: Option<Degenerate>,
}

/// Computes the rolling statistics in `O(T·window)` time.
///
/// # Errors
/// [`ExplosiveError::LengthMismatch`], [`ExplosiveError::NotFinite`], and [`ExplosiveError::Degenerate`] when no
/// window can be tested.
pub fn rolling_adf(values: &[f64], layout: &Layout) -> Result<Rolling, ExplosiveError> {
    check(values, layout)?;
    let columns = Columns::new(values, layout.lag());
    let window = layout.window();
    let statistics: Vec<Option<f64>> =
        (0..layout.dates()).map(|date| statistic(one_window(&columns, date..date + window))).collect();
    let degenerate = statistics.iter().position(Option::is_none).map(|date| Degenerate {
        dates: statistics.iter().filter(|s| s.is_none()).count(),
        first: layout.first_date() + date,
        reason: first_degenerate(&values[date..=date + layout.first_date()], layout, window - 1),
    });
    match (largest(&statistics), degenerate) {
        (Some(sup), degenerate) => Ok(Rolling { layout: *layout, statistics, sup, degenerate }),
        (None, degenerate) => {
            let reason = degenerate.map_or(DegenerateReason::ConstantLevel, |d| d.reason);
            Err(ExplosiveError::Degenerate(reason))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explosive::recursive;
    use crate::random::{Normal, Stream};

    fn walk(n: usize) -> Vec<f64> {
        let (normal, mut stream) = (Normal::new(), Stream::new(12, 0));
        let mut level = 0.0;
        (0..n)
            .map(|_| {
                level += normal.sample(&mut stream);
                level
            })
            .collect()
    }

    #[test]
    fn each_window_is_the_full_sample_statistic_of_its_own_data() {
        let values = walk(90);
        for lag in [0, 1, 3, 6] {
            let layout = Layout::new(90, lag, 25).unwrap();
            let rolling = rolling_adf(&values, &layout).unwrap();
            let all = recursive(&values, &layout).unwrap();
            let own = Layout::new(25 + lag + 1, lag, 25).unwrap();
            for (date, statistic) in rolling.statistics.iter().enumerate() {
                let adf = recursive(&values[date..=date + layout.first_date()], &own).unwrap().adf.unwrap();
                assert!((statistic.unwrap() - adf).abs() < 1e-10, "lag {lag} date {date}");
                assert!(statistic.unwrap() <= all.bsadf[date].unwrap() + 1e-10);
            }
            assert_eq!(rolling.degenerate, None);
            assert_eq!(Some(rolling.sup), largest(&rolling.statistics));
        }
    }

    #[test]
    fn still_stretches_are_left_out_with_the_reason() {
        let mut values = walk(60);
        for t in 20..40 {
            values[t] = values[20];
        }
        let layout = Layout::new(60, 0, 15).unwrap();
        let rolling = rolling_adf(&values, &layout).unwrap();
        let degenerate = rolling.degenerate.unwrap();
        // The last window that still sees a step sees only that one: a line through two points.
        assert_eq!(degenerate.reason, DegenerateReason::PerfectFit);
        assert_eq!(degenerate.dates, rolling.statistics.iter().filter(|s| s.is_none()).count());
        assert_eq!(degenerate.first, 34);
        let still = rolling_adf(&[2.0; 60], &layout);
        assert_eq!(still, Err(ExplosiveError::Degenerate(DegenerateReason::ConstantLevel)));
    }
}
