//! How much the firms' abnormal returns move together.

use super::{AbnormalReturns, EventReturns, abnormal::mean};

/// Fewest common days for a correlation to be used; below it the pair counts as unrelated.
const FEWEST_DAYS: usize = 3;

/// Mean over all pairs of the correlation of estimation errors on the calendar days they share; pairs without common
/// days count as 0 (Kolari & Pynnönen 2010, Review of Financial Studies 23).
pub(super) fn mean_correlation(returns: &[EventReturns], abnormal: &[AbnormalReturns]) -> f64 {
    let count = returns.len();
    let mut sum = 0.0;
    for i in 0..count {
        for j in 0..i {
            let (a, b) = common(&returns[i], &abnormal[i], &returns[j], &abnormal[j]);
            if a.len() >= FEWEST_DAYS {
                sum += correlation(&a, &b);
            }
        }
    }
    sum / (count * (count - 1) / 2) as f64
}

/// Estimation errors of two firms on their common days.
fn common(
    first: &EventReturns,
    first_errors: &AbnormalReturns,
    second: &EventReturns,
    second_errors: &AbnormalReturns,
) -> (Vec<f64>, Vec<f64>) {
    let days = first.estimation_dates.iter().zip(&first_errors.residuals);
    days.filter_map(|(date, &error)| {
        let other = second.estimation_dates.binary_search(date).ok()?;
        Some((error, second_errors.residuals[other]))
    })
    .unzip()
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let (center_a, center_b) = (mean(a), mean(b));
    let (mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        aa += (x - center_a).powi(2);
        bb += (y - center_b).powi(2);
        ab += (x - center_a) * (y - center_b);
    }
    if aa > 0.0 && bb > 0.0 { ab / (aa * bb).sqrt() } else { 0.0 }
}
