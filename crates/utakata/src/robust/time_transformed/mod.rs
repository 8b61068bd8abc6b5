//! The series read on a clock that ticks with its variance: STADF and GSTADF of Kurozumi, Skrobotov and Tsarev (2023,
//! Journal of Financial Econometrics 21(4), 1282-1307; arXiv 2012.13937), after Cavaliere and Taylor (2008).
//!
//! The variance profile `η(s)` is the share of the variance of the changes spent up to `s`, and `g` its inverse. A walk
//! of changing variance read at `g(0), g(1/T), …, g(1)` is a walk of constant variance, so the statistics without
//! constant of the series `y_{T·g(t/T)}` have their usual limit. The profile comes from residuals that a bubble does
//! not blow up:
//!
//! 1. `Δy_t` is regressed on `y_{t−1} − y_1` without constant in a window around each `t` (uniform kernel of half-width
//!    `⌊T·h⌋`), which takes a bubble's growth out;
//! 2. residuals of at least `ψ = c̄·T^{1/7}` count as zero, `c̄` the largest standard deviation of residuals in any tenth
//!    of the sample: a crash is one residual, and would otherwise be the whole profile;
//! 3. `η̂` cumulates the squares and is inverted with interpolation between observations; the value at `T·ĝ(t/T)` is that
//!    of the nearest observation.
//!
//! (Constants and order of the steps as restated in the documentation of R `exuber` and confirmed by its output; Cavaliere
//! and Taylor take the observation *below* `T·ĝ(t/T)`, which has the same limit and lags half an observation behind.)
//!
//! Quiet stretches are skipped and busy ones repeated, so statistics belong to dates of the transformed clock;
//! [`TimeTransformed::clock`] says which observation stands at each. The profile needs the whole sample: this is no
//! test for watching.
//!
//! The paper takes critical values from the limit. Nearest observations repeat and jump, and in samples of a few
//! hundred that moves the statistic (95 % of GSTADF at T = 200 and window 27 is 3.1, of the untransformed statistic
//! 3.4), so here the null is simulated with the transformation in it. R `exuber`
//! (`radf_tt`, bandwidth `T^{−2/5}`) agrees to 1e-11 on the statistics; its reference to the paper names another issue.

mod profile;

use serde::Serialize;

pub(crate) use profile::Residuals;

use crate::explosive::{DegenerateReason, ExplosiveError};

/// Half-width of the local regressions as a share `h` of the number of changes `T`.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "rule", content = "share")]
pub enum ProfileBandwidth {
    /// `T^{−2/5}`, the middle of the range of the cross-validation on a logarithmic scale.
    #[default]
    Fixed,
    /// The one in `[T^{−1/2}, T^{−3/10}]` with the smallest leave-one-out error of the local regressions (the paper).
    CrossValidated,
    /// This share.
    Share(f64),
}

/// A series on the clock of its variance.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimeTransformed {
    /// The values in transformed time, as many as observations.
    pub series: Vec<f64>,
    /// Observation (from 0) whose value stands at each transformed date; never falls, from the first observation to
    /// the last.
    pub clock: Vec<usize>,
    /// `η̂` at each observation: 0 at the first, 1 at the last, a straight line when the variance is constant.
    pub profile: Vec<f64>,
    /// Half-width of the local regressions in changes.
    pub half_width: usize,
    /// Residuals that were too large to count.
    pub truncated: usize,
}

/// Transforms `values`. Invariant to the origin, up to rounding in the choice of the nearest observation.
/// `O(T·⌊T·h⌋)` time, for the cross-validation `O(T^{1.7})`.
///
/// # Errors
/// [`ExplosiveError::NotFinite`]; [`ExplosiveError::Bandwidth`] for a share that is not positive and finite;
/// [`ExplosiveError::Degenerate`] when no residual is left.
pub fn time_transform(
    values: &[f64],
    bandwidth: ProfileBandwidth,
) -> Result<TimeTransformed, ExplosiveError> {
    if let Some(index) = values.iter().position(|v| !v.is_finite()) {
        return Err(ExplosiveError::NotFinite { index, value: values[index] });
    }
    let residuals = Residuals::fit(values, bandwidth)?;
    let mut cumulated = Vec::with_capacity(values.len());
    let mut sum = 0.0;
    cumulated.push(sum);
    cumulated.extend(residuals.kept.iter().map(|e| {
        sum += e * e;
        sum
    }));
    if sum == 0.0 {
        let still = values.iter().all(|y| *y == values[0]);
        let reason = if still { DegenerateReason::ConstantLevel } else { DegenerateReason::PerfectFit };
        return Err(ExplosiveError::Degenerate(reason));
    }
    let clock = clock(&cumulated);
    Ok(TimeTransformed {
        series: clock.iter().map(|&at| values[at]).collect(),
        clock,
        profile: cumulated.iter().map(|c| c / sum).collect(),
        half_width: residuals.half_width,
        truncated: residuals.truncated,
    })
}

/// The observation nearest to `T·ĝ(t/T)` for `t = 0 … T`, from the cumulated squares.
fn clock(cumulated: &[f64]) -> Vec<usize> {
    let last = cumulated.len() - 1;
    let total = cumulated[last];
    let mut before = 0;
    (0..=last)
        .map(|t| {
            let target = total * t as f64 / last as f64;
            while before + 1 < last && cumulated[before + 1] < target {
                before += 1;
            }
            let step = cumulated[before + 1] - cumulated[before];
            let part = if step > 0.0 { (target - cumulated[before]) / step } else { 0.0 };
            // The end of the sample is the end of the clock, even when the last residuals are truncated.
            if t == last { last } else { before + (part + 0.5) as usize }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_inverts_the_profile() {
        // Constant variance: the clock is the calendar.
        assert_eq!(clock(&[0.0, 1.0, 2.0, 3.0, 4.0]), [0, 1, 2, 3, 4]);
        // All variance in the second half: the first half is skipped, the second read twice as slowly.
        // Targets 0 1 2 3 4 lie at 0, 2 + 1/2, 3, 3 + 1/2, 4.
        assert_eq!(clock(&[0.0, 0.0, 0.0, 2.0, 4.0]), [0, 3, 3, 4, 4]);
        // A flat end.
        assert_eq!(clock(&[0.0, 2.0, 4.0, 4.0, 4.0]), [0, 1, 1, 2, 4]);
    }

    #[test]
    fn what_cannot_be_profiled_is_refused() {
        let fixed = ProfileBandwidth::Fixed;
        let still = time_transform(&[2.0; 30], fixed);
        assert_eq!(still, Err(ExplosiveError::Degenerate(DegenerateReason::ConstantLevel)));
        let share = ProfileBandwidth::Share(f64::NAN);
        assert!(matches!(time_transform(&[1.0, 2.0, 4.0], share), Err(ExplosiveError::Bandwidth { .. })));
    }
}
