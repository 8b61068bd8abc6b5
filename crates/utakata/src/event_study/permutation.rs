//! Tests by signs and by placebo windows.

use serde::Serialize;

use super::AbnormalReturns;
use crate::tail::{binomial_at_least, binomial_at_most};

/// Most events whose signs are flipped in every combination.
const MOST_FLIPPED: usize = 22;
/// Relative slack with which two sums count as equal.
const TIE: f64 = 1e-12;

/// The generalised sign test (Cowan 1992, Review of Quantitative Finance and Accounting 2).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GeneralizedSign {
    /// Share of positive estimation errors, `p̂`.
    pub positive_share: f64,
    /// Events with a positive cumulative abnormal return, `w`.
    pub positive: usize,
    /// `(w − N p̂) / √(N p̂ (1 − p̂))`.
    pub z: f64,
    /// Twice the smaller tail of `Bin(N, p̂)`, exact for independent events.
    pub p_exact_two_sided: f64,
}

/// The mean cumulative abnormal return among all windows of its length in the estimation period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Placebo {
    /// Placebo windows, each starting on another estimation day.
    pub windows: usize,
    /// `(1 + #{|placebo| ≥ |actual|}) / (1 + windows)`.
    pub p_two_sided: f64,
    /// `(1 + #{placebo ≤ actual}) / (1 + windows)`.
    pub p_lower: f64,
}

/// The sign test; absent when all estimation errors have one sign.
pub(super) fn generalized_sign(firms: &[AbnormalReturns]) -> Option<GeneralizedSign> {
    let count = firms.len() as f64;
    let share = |firm: &AbnormalReturns| {
        firm.residuals.iter().filter(|&&r| r > 0.0).count() as f64 / firm.residuals.len() as f64
    };
    let p = firms.iter().map(share).sum::<f64>() / count;
    let positive = firms.iter().filter(|firm| firm.car > 0.0).count();
    let w = positive as f64;
    (p > 0.0 && p < 1.0).then(|| GeneralizedSign {
        positive_share: p,
        positive,
        z: (w - count * p) / (count * p * (1.0 - p)).sqrt(),
        p_exact_two_sided: (2.0
            * binomial_at_most(w, count, p, 1.0 - p).min(binomial_at_least(w, count, p, 1.0 - p)))
        .min(1.0),
    })
}

/// Exact sign-flip p-value of the sum of cumulative abnormal returns: valid when events are independent and each
/// cumulative return is symmetric under the null. Its smallest value is `2/2^N`. Absent beyond 22 events.
pub(super) fn sign_flip(firms: &[AbnormalReturns]) -> Option<f64> {
    if firms.len() > MOST_FLIPPED {
        return None;
    }
    let observed = firms.iter().map(|firm| firm.car).sum::<f64>().abs() * (1.0 - TIE);
    // The mirrored half gives the same absolute sums, so the first sign stays.
    let flips = 1_u32 << (firms.len() - 1);
    let reached = (0..flips).filter(|signs| {
        let flipped = firms.iter().enumerate().map(|(i, firm)| {
            let flip = i > 0 && signs >> (i - 1) & 1 == 1;
            if flip { -firm.car } else { firm.car }
        });
        flipped.sum::<f64>().abs() >= observed
    });
    Some(reached.count() as f64 / f64::from(flips))
}

/// Placebo windows over the estimation period, days matched by their distance from the event.
pub(super) fn placebo(firms: &[AbnormalReturns]) -> Option<Placebo> {
    let count = firms.len() as f64;
    let actual = firms.iter().map(|firm| firm.car).sum::<f64>() / count;
    let (days, length) = (firms[0].residuals.len(), firms[0].ar.len());
    let mean = |t: usize| firms.iter().map(|firm| firm.residuals[t]).sum::<f64>() / count;
    let daily: Vec<f64> = (0..days).map(mean).collect();
    let windows: Vec<f64> = daily.windows(length).map(|window| window.iter().sum()).collect();
    let share = |holds: &dyn Fn(f64) -> bool| {
        (1.0 + windows.iter().filter(|&&w| holds(w)).count() as f64) / (1.0 + windows.len() as f64)
    };
    (!windows.is_empty()).then(|| Placebo {
        windows: windows.len(),
        p_two_sided: share(&|w| w.abs() >= actual.abs()),
        p_lower: share(&|w| w <= actual),
    })
}
