//! Tests by signs and by placebo windows.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AbnormalReturns, EventReturns};
use crate::random::Stream;
use crate::tail::{binomial_at_least, binomial_at_most, normal_two_sided};

/// Most signs that are flipped in every combination.
const MOST_FLIPPED: usize = 20;
/// Relative slack with which two sums count as equal.
const TIE: f64 = 1e-12;

/// Random signs where there are too many for every combination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Flips {
    /// Random sign patterns.
    pub replications: usize,
    /// Seed.
    pub seed: u64,
}

impl Default for Flips {
    fn default() -> Self {
        Self { replications: 1999, seed: 1 }
    }
}

/// A test by signs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignFlip {
    /// Two-sided p-value.
    pub p_two_sided: f64,
    /// Signs that are flipped independently: events, or dates.
    pub signs: usize,
    /// Whether every combination was taken (up to 20 signs), not a random sample.
    pub exact: bool,
    /// Smallest attainable p-value: `2/2^signs`, or `1/(1 + replications)`.
    pub smallest_p: f64,
}

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
    /// Two-sided p-value of `z` by the normal distribution.
    pub p_normal_two_sided: f64,
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
    let z = (w - count * p) / (count * p * (1.0 - p)).sqrt();
    (p > 0.0 && p < 1.0).then(|| GeneralizedSign {
        positive_share: p,
        positive,
        z,
        p_normal_two_sided: normal_two_sided(z),
        p_exact_two_sided: (2.0
            * binomial_at_most(w, count, p, 1.0 - p).min(binomial_at_least(w, count, p, 1.0 - p)))
        .min(1.0),
    })
}

/// The sign-flip test of the sum of cumulative abnormal returns (Fisher 1935): valid when events are independent and
/// each cumulative return is symmetric under the null.
pub(super) fn sign_flip(firms: &[AbnormalReturns], flips: Flips) -> SignFlip {
    flip(&firms.iter().map(|firm| firm.car).collect::<Vec<f64>>(), flips)
}

/// The wild bootstrap with one sign for each calendar date: all abnormal returns of a date are flipped together, so that
/// firms may move together (Cameron, Gelbach & Miller 2008, Review of Economics and Statistics 90, with dates as
/// clusters and the null imposed). The statistic is the sum of abnormal returns over the standard errors of their
/// cumulative returns. Valid when dates are independent and symmetric under the null, apart from the error of fitting the
/// model; needs many dates: six for any p-value below 0.05.
pub(super) fn wild_bootstrap(returns: &[EventReturns], firms: &[AbnormalReturns], flips: Flips) -> SignFlip {
    let mut dates: BTreeMap<Date, f64> = BTreeMap::new();
    for (event, firm) in returns.iter().zip(firms) {
        for (date, ar) in event.event_dates.iter().zip(&firm.ar) {
            *dates.entry(*date).or_default() += ar / firm.car_error;
        }
    }
    flip(&dates.into_values().collect::<Vec<f64>>(), flips)
}

/// How the absolute sum of `values` ranks among those with random signs.
fn flip(values: &[f64], flips: Flips) -> SignFlip {
    let observed = values.iter().sum::<f64>().abs() * (1.0 - TIE);
    let signs = values.len();
    if signs <= MOST_FLIPPED {
        // The mirrored half gives the same absolute sums, so the first sign stays.
        let Some((first, rest)) = values.split_first() else {
            return SignFlip { p_two_sided: 1.0, signs, exact: true, smallest_p: 1.0 };
        };
        let (low, high) = rest.split_at(rest.len() / 2);
        let (low, high) = (signed_sums(low), signed_sums(high));
        let reached = |h: &f64| low.iter().filter(|l| (first + h + **l).abs() >= observed).count();
        let share = high.iter().map(reached).sum::<usize>() as f64 / (low.len() * high.len()) as f64;
        let smallest_p = ((low.len() * high.len()) as f64).recip();
        return SignFlip { p_two_sided: share, signs, exact: true, smallest_p };
    }
    let reached = (0..flips.replications).filter(|&draw| {
        let mut stream = Stream::new(flips.seed, draw as u64);
        let part = |values: &[f64]| {
            let mut bits = stream.bits();
            let mut sum = 0.0;
            for value in values {
                // The lowest bit becomes the sign.
                sum += f64::from_bits(value.to_bits() ^ (bits << 63));
                bits >>= 1;
            }
            sum
        };
        values.chunks(64).map(part).sum::<f64>().abs() >= observed
    });
    let smallest_p = (1.0 + flips.replications as f64).recip();
    SignFlip { p_two_sided: (1.0 + reached.count() as f64) * smallest_p, signs, exact: false, smallest_p }
}

/// The sums of `values` with all combinations of signs.
fn signed_sums(values: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0];
    for value in values {
        sums = sums.iter().flat_map(|sum| [sum + value, sum - value]).collect();
    }
    sums
}

/// Placebo windows over the estimation period, days matched by their distance from the event: all events move back by as
/// many days, so that firms which share days still do.
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

/// Placebo windows of BMP's statistic: the t-ratio over firms of standardised cumulative returns, ranked in absolute value
/// among those of all windows of its length in the estimation period, moved as in [`placebo`]. Firms that move together
/// do so in every window, and variance that events add to all firms cancels in the ratio. Absent where there are no
/// windows or firms agree exactly.
pub(super) fn placebo_of_ratios(firms: &[AbnormalReturns]) -> Option<Placebo> {
    let (days, length) = (firms[0].residuals.len(), firms[0].ar.len());
    let windows = (days + 1).checked_sub(length).filter(|&windows| windows > 0)?;
    let (mut sums, mut squares) = (vec![0.0; windows], vec![0.0; windows]);
    for firm in firms {
        let blocks = firm.residuals.windows(length).map(|block| block.iter().sum::<f64>() / firm.sd);
        for ((sum, square), block) in sums.iter_mut().zip(&mut squares).zip(blocks) {
            *sum += block;
            *square += block * block;
        }
    }
    let count = firms.len() as f64;
    // √N·mean/sd; its size follows from sums alone.
    let ratio = |sum: f64, square: f64| {
        let spread = (square - sum * sum / count).max(0.0) / (count - 1.0);
        sum / (count * spread).sqrt()
    };
    let event = firms.iter().fold((0.0, 0.0), |(sum, square), f| (sum + f.t_car, square + f.t_car * f.t_car));
    let actual = ratio(event.0, event.1);
    let ratios: Vec<f64> = sums.iter().zip(&squares).map(|(sum, square)| ratio(*sum, *square)).collect();
    let share = |holds: &dyn Fn(f64) -> bool| {
        (1.0 + ratios.iter().filter(|&&r| holds(r)).count() as f64) / (1.0 + windows as f64)
    };
    actual.is_finite().then(|| Placebo {
        windows,
        p_two_sided: share(&|r| r.abs() >= actual.abs()),
        p_lower: share(&|r| r <= actual),
    })
}
