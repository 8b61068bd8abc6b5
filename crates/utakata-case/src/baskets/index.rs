//! Index of a basket whose members may have been listed at different times.

use std::collections::BTreeSet;

use jiff::civil::Date;
use utakata::{Series, SeriesError};

use crate::folder::Weighting;

/// Chain-linked index, 100 on the first day on which at least half of the members trade.
///
/// A member that is listed later enters with the mean of the holdings then held, so its entry does not move the
/// index. On days without a close a member keeps its last one (halts). With all members there from the first day this
/// is the plain buy-and-hold (or daily rebalanced) equal-weight index.
///
/// # Errors
/// [`SeriesError::NotPositive`] for a price that is not positive.
pub(crate) fn index(name: &str, members: &[Series], weighting: Weighting) -> Result<Series, SeriesError> {
    for member in members {
        member.log()?;
    }
    let dates = trading_days(members);
    let mut last: Vec<Option<f64>> = vec![None; members.len()];
    let mut holdings: Vec<Option<f64>> = vec![None; members.len()];
    let mut level = 100.0;
    let (mut out_dates, mut values) = (Vec::new(), Vec::new());
    for date in dates {
        for (i, member) in members.iter().enumerate() {
            let Some(close) = member.on(date) else { continue };
            if let (Some(holding), Some(before)) = (&mut holdings[i], last[i]) {
                *holding *= close / before;
            }
            last[i] = Some(close);
        }
        let held: Vec<f64> = holdings.iter().flatten().copied().collect();
        if held.is_empty() {
            if 2 * last.iter().flatten().count() < members.len() {
                continue;
            }
        } else {
            level *= mean(&held);
        }
        // Holdings are kept relative to their mean, which is what the level has just taken in.
        let scale = if held.is_empty() { 1.0 } else { mean(&held) };
        for (holding, close) in holdings.iter_mut().zip(&last) {
            *holding = match (*holding, close, weighting) {
                (None, Some(_), _) | (Some(_), _, Weighting::EqualRebalanced) => Some(1.0),
                (Some(h), _, Weighting::EqualBuyAndHold) => Some(h / scale),
                (None, None, _) => None,
            };
        }
        out_dates.push(date);
        values.push(level);
    }
    Series::new(name, out_dates, values)
}

/// Days on which at least half of the members that are listed have a close.
fn trading_days(members: &[Series]) -> Vec<Date> {
    let all: BTreeSet<Date> = members.iter().flat_map(|m| m.dates().iter().copied()).collect();
    all.into_iter()
        .filter(|&date| {
            let listed = members.iter().filter(|m| m.dates().first().is_some_and(|&first| first <= date));
            let (listed, trading) =
                listed.fold((0, 0), |(n, k), m| (n + 1, k + usize::from(m.on(date).is_some())));
            2 * trading >= listed
        })
        .collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn member(name: &str, from: i8, values: &[f64]) -> Series {
        let dates = (from..).take(values.len()).map(|d| date(2023, 6, d)).collect();
        Series::new(name, dates, values.to_vec()).unwrap()
    }

    #[test]
    fn with_all_members_it_is_the_mean_of_price_relatives() {
        let members = [member("a", 1, &[10.0, 20.0, 30.0]), member("b", 1, &[5.0, 4.0, 6.0])];
        let held = index("x", &members, Weighting::EqualBuyAndHold).unwrap();
        for (got, want) in held.values().iter().zip([100.0, 140.0, 210.0]) {
            assert!((got - want).abs() < 1e-12, "{got} {want}");
        }
        let rebalanced = index("x", &members, Weighting::EqualRebalanced).unwrap();
        assert!((rebalanced.values()[2] - 140.0 * 1.5).abs() < 1e-12);
    }

    #[test]
    fn a_late_listing_does_not_move_the_index_and_then_counts() {
        let members = [
            member("a", 1, &[1.0, 2.0, 2.0]),
            member("b", 1, &[1.0, 1.0, 1.0]),
            member("c", 2, &[7.0, 14.0]),
        ];
        let held = index("x", &members, Weighting::EqualBuyAndHold).unwrap();
        // Day 2: (2 + 1)/2 = 1.5; c enters with 1.5. Day 3: (2 + 1 + 3)/3 = 2.
        for (got, want) in held.values().iter().zip([100.0, 150.0, 200.0]) {
            assert!((got - want).abs() < 1e-12, "{got} {want}");
        }
    }

    #[test]
    fn a_halted_member_keeps_its_last_close() {
        let halted = Series::new("b", vec![date(2023, 6, 1), date(2023, 6, 3)], vec![1.0, 2.0]).unwrap();
        let members = [member("a", 1, &[1.0, 1.0, 1.0]), halted];
        let held = index("x", &members, Weighting::EqualBuyAndHold).unwrap();
        assert_eq!(held.values(), [100.0, 100.0, 150.0]);
    }
}
