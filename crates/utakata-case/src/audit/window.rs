//! Claims about a change over a stretch of time that is given in words, on quoted closes.

use jiff::civil::Date;
use utakata::Series;

use super::movement::{between, change, quoted, reaches, weekdays_before, within};
use super::{Gap, Recomputed};
use crate::folder::Case;
use crate::ledger::Window;

/// The change over one of `windows` against the claimed bounds, ends included.
///
/// Confirmed when it lies within them over any window; contradicted when closes reach over every window and it does so
/// over none (the one nearest to the bounds is told); not checkable otherwise.
pub(super) fn moved(
    case: &Case,
    symbol: &str,
    windows: &[Window],
    (low, high): (Option<f64>, Option<f64>),
) -> Recomputed {
    let first_needed = |window: &Window| {
        window.from.unwrap_or_else(|| weekdays_before(window.to, window.closes.unwrap_or(1)))
    };
    let needed = windows.iter().map(first_needed).min().unwrap_or_default();
    let last = windows.iter().map(|window| window.to).max().unwrap_or_default();
    let gap = Gap::closes(&[symbol], needed, last);
    let Some((closes, file)) = quoted(case, symbol) else { return Recomputed::lacking(gap) };
    let places: Vec<Option<(usize, usize)>> = windows.iter().map(|window| ends(closes, window)).collect();
    let known = || places.iter().flatten().copied();
    let change_over = |&(start, end): &(usize, usize)| between(closes, start, end);
    if let Some(agreeing) = known().find(|place| within(change_over(place), low, high)) {
        return change((closes, file), symbol, agreeing, (low, high));
    }
    if places.contains(&None) {
        let first = closes.dates().first().copied().filter(|first| *first > needed);
        return first
            .map_or_else(
                || Recomputed::lacking(gap.clone()),
                |first| Recomputed::begins_late(symbol, first, needed, gap.clone()),
            )
            .using(file);
    }
    let far = |place: &(usize, usize)| distance(change_over(place), low, high);
    match known().min_by(|a, b| far(a).total_cmp(&far(b))) {
        Some(nearest) => change((closes, file), symbol, nearest, (low, high)),
        None => Recomputed::lacking(gap).using(file),
    }
}

/// How far a figure lies outside the bounds; 0 within.
pub(super) fn distance(found: f64, low: Option<f64>, high: Option<f64>) -> f64 {
    let below = low.map_or(0.0, |low| low - found);
    let above = high.map_or(0.0, |high| found - high);
    below.max(above).max(0.0)
}

/// The closes at the window's ends; `None` where the closes do not reach over it.
fn ends(closes: &Series, window: &Window) -> Option<(usize, usize)> {
    let dates = closes.dates();
    let end = last_by(dates, window.to).filter(|_| reaches(dates, window.to))?;
    let start = match (window.from, window.closes) {
        (Some(from), _) => last_by(dates, from)?,
        (None, count) => end.checked_sub(count?)?,
    };
    (start < end).then_some((start, end))
}

/// The last close on a day or before.
fn last_by(dates: &[Date], day: Date) -> Option<usize> {
    dates.partition_point(|date| *date <= day).checked_sub(1)
}
