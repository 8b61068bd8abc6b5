//! A finished wave of births laid over that of the theme.

use utakata::{Phrase, Series};

use crate::{
    births::{lay_on_peak, peak},
    findings::{Figure, FigureKind, Line, LineRole},
    folder::Stream,
};

/// Both waves as per cent of their own peak, peaks laid on each other.
pub(super) fn overlay(stream: &Stream, counts: &Series, control: &Series) -> Option<Figure> {
    let (own, other) = (peak(counts)?, peak(control)?);
    let rows = lay_on_peak(counts, control)?;
    let line = |name: Phrase, role, values| Line { name, role, values };
    Some(Figure {
        id: format!("{}-wave", stream.id),
        kind: FigureKind::Lines,
        title: Phrase::new("figure-wave-title", "The wave and a finished one, peaks laid on each other"),
        axis: Phrase::new("axis-wave", "per cent of its own peak month"),
        dates: rows.iter().map(|row| row.month).collect(),
        lines: vec![
            line(
                Phrase::fill("line-theme", "{theme}", [("theme", counts.name().to_owned())]),
                LineRole::Main,
                rows.iter().map(|row| row.theme).collect(),
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
                rows.iter().map(|row| row.control).collect(),
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
