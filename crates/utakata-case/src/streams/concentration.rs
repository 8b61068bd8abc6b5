//! Concentration: how few hold how much, date by date.

use std::collections::BTreeMap;

use jiff::civil::Date;
use utakata::{
    Phrase,
    concentration::{Shares, concentration_statement, hhi},
};

use super::{StreamError, Tested, blank, insufficient};
use crate::{
    Case,
    findings::{Figure, FigureKind, Line, LineRole, StreamFinding, StreamStanding},
    folder::Stream,
    table::TableOptions,
};

/// Describes the amounts of the last date, and draws the index over all dates on which every rival has an amount.
pub(super) fn concentration(case: &Case, stream: &Stream, series: &str) -> Result<Tested, StreamError> {
    let rivals = case.series(series, &TableOptions::default())?;
    let Some((first, rest)) = rivals.split_first().filter(|(first, _)| !first.is_empty()) else {
        return Ok(insufficient(
            stream,
            Phrase::new("concentration-none", "Insufficient data: no amounts are known."),
        ));
    };
    let amounts = |date: Date| -> Option<Vec<f64>> {
        std::iter::once(first).chain(rest).map(|rival| rival.on(date)).collect()
    };
    let mut dated = Vec::new();
    for (date, amounts) in first.dates().iter().filter_map(|&date| Some((date, amounts(date)?))) {
        dated.push((date, Shares::amounts(&amounts)?));
    }
    let Some((last, shares)) = dated.last() else {
        return Ok(insufficient(
            stream,
            Phrase::new("concentration-none", "Insufficient data: no amounts are known."),
        ));
    };
    let now = hhi(shares);
    let summary = Phrase::fill(
        "concentration-summary",
        "On {date} the shares of {count} rivals are as concentrated as {effective} equal ones (HHI {hhi}); described only.",
        [
            ("date", last.to_string()),
            ("count", rivals.len().to_string()),
            ("effective", format!("{:.2}", now.recip())),
            ("hhi", format!("{now:.3}")),
        ],
    );
    let finding = StreamFinding {
        standing: StreamStanding::Descriptive,
        summary,
        statements: vec![concentration_statement(shares)],
        numbers: BTreeMap::from([("hhi".to_owned(), now), ("effective_number".to_owned(), now.recip())]),
        figures: vec![figure(stream, &dated)],
        span: Some((dated[0].0, *last)),
        files: vec![series.to_owned()],
        ..blank(stream)
    };
    Ok(Tested { finding, e_value: 1.0, since: None })
}

fn figure(stream: &Stream, dated: &[(Date, Shares)]) -> Figure {
    let values: Vec<f64> = dated.iter().map(|(_, shares)| hhi(shares).recip()).collect();
    Figure {
        id: format!("{}-effective", stream.id),
        kind: FigureKind::Bars,
        title: stream.name.phrase(),
        axis: Phrase::new("axis-concentration", "equal rivals that would be as concentrated, 1/HHI"),
        dates: dated.iter().map(|(date, _)| *date).collect(),
        description: Phrase::fill(
            "figure-concentration",
            "The effective number of rivals went from {first} to {last}.",
            [("first", format!("{:.2}", values[0])), ("last", format!("{:.2}", values[values.len() - 1]))],
        ),
        lines: vec![Line {
            name: Phrase::new("line-concentration", "effective number"),
            role: LineRole::Main,
            values: values.into_iter().map(Some).collect(),
        }],
        shades: vec![],
        logarithmic: false,
    }
}
