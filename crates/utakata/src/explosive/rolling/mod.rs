//! The Dickey-Fuller statistic in windows of one fixed length.

mod null;
mod statement;

use serde::Serialize;

pub use null::rolling_null;

use super::recursive::{check, largest};
use super::regression::{centred, least_squares};
use super::{Degenerate, DegenerateReason, ExplosiveError, Layout};

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

/// Share of the residual sum of squares of a regressor or of the response below which it counts as zero: that of
/// the sweep over all windows.
const TOLERANCE: f64 = 1e-11;

/// Computes the rolling statistics in `O(T·window)` time.
///
/// # Errors
/// [`ExplosiveError::LengthMismatch`], [`ExplosiveError::NotFinite`], and [`ExplosiveError::Degenerate`] when no
/// window can be tested.
pub fn rolling_adf(values: &[f64], layout: &Layout) -> Result<Rolling, ExplosiveError> {
    check(values, layout)?;
    let mut left_out: Option<Degenerate> = None;
    let statistics: Vec<Option<f64>> = (0..layout.dates())
        .map(|date| {
            let window = &values[date..=date + layout.first_date()];
            match t_ratio(window, layout.lag()) {
                Ok(t) => Some(t),
                Err(reason) => {
                    let first = layout.first_date() + date;
                    left_out.get_or_insert(Degenerate { dates: 0, first, reason }).dates += 1;
                    None
                }
            }
        })
        .collect();
    match (largest(&statistics), left_out) {
        (Some(sup), degenerate) => Ok(Rolling { layout: *layout, statistics, sup, degenerate }),
        (None, degenerate) => {
            let reason = degenerate.map_or(DegenerateReason::ConstantLevel, |d| d.reason);
            Err(ExplosiveError::Degenerate(reason))
        }
    }
}

/// The t-ratio of the level in the regression over all rows of `window`.
fn t_ratio(window: &[f64], lag: usize) -> Result<f64, DegenerateReason> {
    let differences: Vec<f64> = window.windows(2).map(|w| w[1] - w[0]).collect();
    let rows = differences.len() - lag;
    let level = centred(window[lag..lag + rows].iter().map(|y| y - window[lag]).collect());
    let response = centred(differences[lag..].to_vec());
    let square = |column: &[f64]| column.iter().map(|v| v * v).sum::<f64>();
    if square(&level) == 0.0 {
        return Err(DegenerateReason::ConstantLevel);
    }
    if square(&response) == 0.0 {
        return Err(DegenerateReason::ConstantDifference);
    }
    let mut regressors: Vec<Vec<f64>> =
        (1..=lag).map(|j| centred(differences[lag - j..lag - j + rows].to_vec())).collect();
    // By the theorem of Frisch and Waugh the variance of the coefficient is s² over what the lagged differences
    // leave of the level.
    let level_left = least_squares(&regressors, &level).ok_or(DegenerateReason::Collinear)?.ssr;
    let response_left = least_squares(&regressors, &response).ok_or(DegenerateReason::Collinear)?.ssr;
    if level_left <= TOLERANCE * square(&level) {
        return Err(DegenerateReason::Collinear);
    }
    if response_left <= TOLERANCE * square(&response) {
        return Err(DegenerateReason::PerfectFit);
    }
    regressors.push(level);
    let fit = least_squares(&regressors, &response).ok_or(DegenerateReason::Collinear)?;
    if fit.ssr <= TOLERANCE * response_left {
        return Err(DegenerateReason::PerfectFit);
    }
    let freedom = (rows - 2 - lag) as f64;
    Ok(fit.coefficients[lag] * (level_left * freedom / fit.ssr).sqrt())
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
        for lag in [0, 1, 3] {
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
