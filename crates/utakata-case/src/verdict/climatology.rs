//! Layer C: the frequency of crashes among earlier booms.
//!
//! Until a boom library is built from prices, the figures come from `climatology.toml` beside this file, which says
//! how they were made. They describe the class "asset that doubled in two years"; a case whose baskets did not
//! double is not of that class, and the finding says so.

use serde::Deserialize;
use utakata::{Interval, Phrase, proportion};

use super::InquiryError;
use crate::findings::{Climatology, FirstPassage};

const TABLE: &str = include_str!("climatology.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "schema")]
    _schema: u32,
    booms: usize,
    crashes: usize,
    level: f64,
    era: [f64; 2],
    first_passage: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    drawdown: f64,
    booms: usize,
    crash_frequency: f64,
    era: [f64; 2],
    false_alarm_share: f64,
}

/// The climatology of the shipped table. `applies` says whether gate 0 found a qualifying run-up.
///
/// # Errors
/// [`InquiryError::Table`] when the embedded table is damaged, [`InquiryError::Proportion`] when its counts are.
pub(super) fn climatology(applies: bool) -> Result<Climatology, InquiryError> {
    let table: Table = toml::from_str(TABLE).map_err(|error| InquiryError::Table(Box::new(error)))?;
    let interval = |[low, high]: [f64; 2]| Interval { low: Some(low), high: Some(high), level: table.level };
    let frequency = table.crashes as f64 / table.booms as f64;
    let independent = proportion::wilson(frequency, table.booms as f64, table.level)?;
    let args = [
        ("booms", table.booms.to_string()),
        ("crashes", table.crashes.to_string()),
        ("percent", format!("{:.0}", 100.0 * frequency)),
        ("low", format!("{:.0}", 100.0 * table.era[0])),
        ("high", format!("{:.0}", 100.0 * table.era[1])),
    ];
    let text = if applies {
        Phrase::fill(
            "climatology-applies",
            "Of {booms} earlier run-ups that doubled in two years, {crashes} ({percent} %) fell 40 % within two \
             more years; with whole eras resampled the frequency lies between {low} and {high} %. This is \
             climatology, not a model of this case; the assets are those that exist today, so dead ones are missing.",
            args,
        )
    } else {
        Phrase::fill(
            "climatology-does-not-apply",
            "Of {booms} earlier run-ups that doubled in two years, {crashes} ({percent} %) fell 40 % within two \
             more years (eras resampled: {low} to {high} %). No basket of this case with prices at hand is such a \
             run-up, so this frequency does not apply to it; it is printed for scale.",
            args,
        )
    };
    Ok(Climatology {
        event: Phrase::new(
            "climatology-event",
            "a fall of 40 % or more from the running peak within 504 trading days",
        ),
        booms: table.booms,
        crashes: table.crashes,
        frequency,
        interval: interval(table.era),
        independent_interval: independent,
        first_passage: table
            .first_passage
            .iter()
            .map(|row| FirstPassage {
                drawdown: row.drawdown,
                booms: row.booms,
                crash_frequency: row.crash_frequency,
                interval: interval(row.era),
                false_alarm_share: row.false_alarm_share,
            })
            .collect(),
        applies,
        text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_gives_the_published_intervals() {
        let c = climatology(true).unwrap();
        // 119 of 279 = 42.7 %; Wilson [37, 49] per cent as published with the table.
        assert!((c.frequency - 0.4265).abs() < 5e-5);
        assert_eq!((c.independent_interval.low.unwrap() * 100.0).round(), 37.0);
        assert_eq!((c.independent_interval.high.unwrap() * 100.0).round(), 49.0);
        assert!(c.first_passage.windows(2).all(|w| w[0].crash_frequency < w[1].crash_frequency));
    }
}
