//! A wave of births: its peak, what is left of it, and a finished wave laid over it.

use jiff::{ToSpan, civil::Date};
use utakata::{Phrase, Series};

use crate::{
    findings::{Figure, FigureKind, Line, LineRole},
    folder::Stream,
};

/// Months shown before the peak.
const BEFORE: i32 = 12;
/// Most months shown after it.
const AFTER: i32 = 24;

/// The peak of a wave of monthly counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Peak {
    /// Month of the largest count, the first of several.
    pub(super) month: Date,
    /// Its count.
    pub(super) count: f64,
    /// The last count over that of the peak, minus one.
    pub(super) decline: f64,
}

/// The peak of `counts`; `None` where nothing was ever born.
pub(super) fn peak(counts: &Series) -> Option<Peak> {
    let values = counts.values();
    let first = (0..values.len()).reduce(|best, i| if values[i] > values[best] { i } else { best })?;
    let (month, count) = (counts.dates()[first], values[first]);
    (count > 0.0).then(|| Peak { month, count, decline: values[values.len() - 1] / count - 1.0 })
}

/// Both waves as per cent of their own peak, the control moved so that the peaks coincide. Where the control had more
/// months after its peak the picture goes on beyond the last month of the theme; the control's own months do not.
pub(super) fn overlay(stream: &Stream, counts: &Series, control: &Series) -> Option<Figure> {
    let (own, other) = (peak(counts)?, peak(control)?);
    let month = |from: Date, k: i32| from.checked_add(k.months()).ok();
    let at =
        |series: &Series, top: Peak, k: i32| series.on(month(top.month, k)?).map(|v| 100.0 * v / top.count);
    let rows: Vec<(Date, Option<f64>, Option<f64>)> = (-BEFORE..=AFTER)
        .filter_map(|k| Some((month(own.month, k)?, at(counts, own, k), at(control, other, k))))
        .filter(|(_, theme, control)| theme.is_some() || control.is_some())
        .collect();
    let line = |name: Phrase, role, values| Line { name, role, values };
    Some(Figure {
        id: format!("{}-wave", stream.id),
        kind: FigureKind::Lines,
        title: Phrase::new("figure-wave-title", "The wave and a finished one, peaks laid on each other"),
        axis: Phrase::new("axis-wave", "per cent of its own peak month"),
        dates: rows.iter().map(|row| row.0).collect(),
        lines: vec![
            line(
                Phrase::fill("line-theme", "{theme}", [("theme", counts.name().to_owned())]),
                LineRole::Main,
                rows.iter().map(|row| row.1).collect(),
            ),
            line(
                Phrase::fill(
                    "line-wave-control",
                    "{theme} (finished wave, its peak of {peak} moved to {month})",
                    [
                        ("theme", control.name().to_owned()),
                        ("peak", other.month.to_string()),
                        ("month", own.month.to_string()),
                    ],
                ),
                LineRole::Reference,
                rows.iter().map(|row| row.2).collect(),
            ),
        ],
        shades: vec![],
        logarithmic: false,
        description: Phrase::fill(
            "figure-wave",
            "Peak {month} with {count}, now {decline} % of it less; the finished wave peaked in {other} with {most}. Months \
             after the last known one show the finished wave only.",
            [
                ("month", own.month.to_string()),
                ("count", own.count.to_string()),
                ("decline", format!("{:.0}", -100.0 * own.decline)),
                ("other", other.month.to_string()),
                ("most", other.count.to_string()),
            ],
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_peak_is_the_first_of_the_largest_months() {
        let months = (1..=5).map(|m| date(2023, m, 1)).collect();
        let counts = Series::new("x", months, vec![1.0, 8.0, 8.0, 3.0, 2.0]).unwrap();
        let found = peak(&counts).unwrap();
        assert_eq!((found.month, found.count, found.decline), (date(2023, 2, 1), 8.0, -0.75));
        let none = Series::new("x", vec![date(2023, 1, 1)], vec![0.0]).unwrap();
        assert_eq!(peak(&none), None);
    }
}
