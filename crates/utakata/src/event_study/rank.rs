//! Rank tests.

use serde::Serialize;

use super::{AbnormalReturns, Standardized, abnormal::spread_about_mean};
use crate::tail::{normal_two_sided, student_two_sided};

/// The generalised rank test of the cumulative abnormal return (Kolari & Pynnönen 2011, Journal of Empirical Finance
/// 18): robust to event-induced variance and, in its t form, to firms that move together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GeneralizedRank {
    /// `Z`: the mean event rank over the spread of mean ranks.
    pub z: f64,
    /// GRANK-T: `Z √((T−1)/(T−Z²))`.
    pub t: f64,
    /// Degrees of freedom of `t`, `T − 1`.
    pub df: usize,
    /// Two-sided p-value of `t`.
    pub p_two_sided: f64,
    /// GRANK-Z, standard normal for firms that do not move together.
    pub z_if_independent: f64,
    /// Its two-sided p-value.
    pub p_if_independent: f64,
}

/// GRANK; absent when firms' standardised cumulative returns agree exactly, so that they have no spread.
pub(super) fn generalized_rank(firms: &[AbnormalReturns]) -> Option<GeneralizedRank> {
    let days = firms[0].residuals.len();
    let (count, t) = (firms.len() as f64, days as f64);
    let spread = spread_about_mean(&firms.iter().map(|firm| firm.t_car).collect::<Vec<f64>>());
    if spread.is_nan() || spread <= 0.0 {
        return None;
    }
    let rows = firms.iter().map(|firm| {
        let mut values: Vec<f64> = firm.residuals.iter().map(|r| r / firm.sd).collect();
        values.push(firm.t_car / spread);
        centered_ranks(&values)
    });
    let mean = mean_rows(rows, days + 1);
    let event = mean[days];
    let z = event / (mean.iter().map(|u| u * u).sum::<f64>() / (t + 1.0)).sqrt();
    let statistic = z * ((t - 1.0) / (t - z * z)).sqrt();
    // Variance of one centred rank is T/(12 (T + 2)).
    let independent = (12.0 * count * (t + 2.0) / t).sqrt() * event;
    statistic.is_finite().then(|| GeneralizedRank {
        z,
        t: statistic,
        df: days - 1,
        p_two_sided: student_two_sided(statistic, t - 1.0),
        z_if_independent: independent,
        p_if_independent: normal_two_sided(independent),
    })
}

/// Corrado & Zivney's (1992, Journal of Financial and Quantitative Analysis 27) rank test: ranks of abnormal returns among
/// all days of both windows, over the spread of the daily mean ranks; per event day, and for the whole window the sum over
/// `√L`. The paper divides event-day returns by their forecast error first; here, as in the reference, they are ranked as
/// they are.
pub(super) fn corrado_zivney(firms: &[AbnormalReturns]) -> Standardized {
    let days = firms[0].residuals.len();
    let all = days + firms[0].ar.len();
    let rows = firms
        .iter()
        .map(|firm| centered_ranks(&firm.residuals.iter().chain(&firm.ar).copied().collect::<Vec<f64>>()));
    let mean = mean_rows(rows, all);
    let spread = (mean.iter().map(|u| u * u).sum::<f64>() / all as f64).sqrt();
    let over = |value: f64| (spread > 0.0).then(|| value / spread);
    let event = &mean[days..];
    Standardized {
        day: event.iter().map(|&u| over(u)).collect(),
        car: over(event.iter().sum::<f64>() / (event.len() as f64).sqrt()),
    }
}

/// `rank/(n + 1) − ½`, ties at their mean rank.
fn centered_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for group in order.chunk_by(|a, b| a.0 == b.0) {
        let rank = before as f64 + f64::midpoint(1.0, group.len() as f64);
        for &(_, index) in group {
            ranks[index] = rank / (values.len() as f64 + 1.0) - 0.5;
        }
        before += group.len();
    }
    ranks
}

fn mean_rows(rows: impl Iterator<Item = Vec<f64>>, length: usize) -> Vec<f64> {
    let mut sum = vec![0.0; length];
    let mut count = 0.0;
    for row in rows {
        count += 1.0;
        for (total, value) in sum.iter_mut().zip(row) {
            *total += value;
        }
    }
    sum.iter().map(|total| total / count).collect()
}
