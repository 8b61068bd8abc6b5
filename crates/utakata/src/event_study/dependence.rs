//! How much the firms' abnormal returns move together.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{AbnormalReturns, EventReturns};

/// Fewest common days for a correlation to be used; below it the pair counts as unrelated.
const FEWEST_DAYS: usize = 3;

/// Events with the same estimation days.
struct Group<'a> {
    days: &'a [Date],
    errors: Vec<&'a [f64]>,
}

/// Mean over all pairs of the correlation of estimation errors on the calendar days they share; pairs without common
/// days count as 0 (Kolari & Pynnönen 2010, Review of Financial Studies 23).
///
/// Pairs are never visited: the sum of the correlations of two groups of events with the same days is the product of the
/// sums of their standardised errors, day by day.
pub(super) fn mean_correlation(returns: &[EventReturns], abnormal: &[AbnormalReturns]) -> f64 {
    let groups = groups(returns, abnormal);
    let mut sum = 0.0;
    for (place, group) in groups.iter().enumerate() {
        let all: Vec<usize> = (0..group.days.len()).collect();
        let (total, varying) = standardised(group, &all);
        // Every correlation with itself is one.
        sum += 0.5 * (total.iter().map(|s| s * s).sum::<f64>() - varying as f64);
        for other in &groups[..place] {
            let (own, theirs) = common(group.days, other.days);
            if own.len() >= FEWEST_DAYS {
                let (a, b) = (standardised(group, &own).0, standardised(other, &theirs).0);
                sum += a.iter().zip(&b).map(|(a, b)| a * b).sum::<f64>();
            }
        }
    }
    let count = returns.len();
    sum / (count * (count - 1) / 2) as f64
}

fn groups<'a>(returns: &'a [EventReturns], abnormal: &'a [AbnormalReturns]) -> Vec<Group<'a>> {
    let mut places: HashMap<&[Date], usize> = HashMap::new();
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (event, errors) in returns.iter().zip(abnormal) {
        let days = event.estimation_dates.as_slice();
        let place = *places.entry(days).or_insert_with(|| {
            groups.push(Group { days, errors: Vec::new() });
            groups.len() - 1
        });
        groups[place].errors.push(&errors.residuals);
    }
    groups
}

/// Sum over events of the errors on some days, each event's centred and of unit length; and how many of them vary.
fn standardised(group: &Group<'_>, days: &[usize]) -> (Vec<f64>, usize) {
    let (mut total, mut varying) = (vec![0.0; days.len()], 0);
    for errors in &group.errors {
        let center = days.iter().map(|&t| errors[t]).sum::<f64>() / days.len() as f64;
        let squares: f64 = days.iter().map(|&t| (errors[t] - center).powi(2)).sum();
        if squares > 0.0 {
            let scale = squares.sqrt().recip();
            total.iter_mut().zip(days).for_each(|(sum, &t)| *sum += (errors[t] - center) * scale);
            varying += 1;
        }
    }
    (total, varying)
}

/// Places of the days that both have.
fn common(a: &[Date], b: &[Date]) -> (Vec<usize>, Vec<usize>) {
    if a.last() < b.first() || b.last() < a.first() {
        return (Vec::new(), Vec::new());
    }
    let (mut i, mut j) = (0, b.partition_point(|day| Some(day) < a.first()));
    let mut places = (Vec::new(), Vec::new());
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                places.0.push(i);
                places.1.push(j);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    places
}
