//! Prices: are the basket's last days an ordinary stretch, and is the path explosive?

use std::collections::BTreeMap;

use utakata::{
    Phrase, Series,
    basket::{self, Panel},
    diagnose::Diagnosis,
};

use super::{StreamError, Tested, blank, standing};
use crate::{
    baskets::{BasketPrices, LpplsReading},
    findings::{Figure, FigureKind, Line, LineRole, Shade, StreamFinding},
    folder::{Stream, Weighting},
};

/// Tests "the last `horizon` days are an ordinary stretch of the `history` before" and shows the explosive-root
/// diagnosis of the basket beside it.
pub(super) fn price(
    stream: &Stream,
    prices: &BasketPrices,
    panel: &Panel,
    (horizon, history): (usize, usize),
    weighting: Weighting,
    level: f64,
) -> Result<Tested, StreamError> {
    let week = basket::period_statement(panel, horizon, history, weighting.into())?;
    let drawdown = basket::drawdown(prices.index.values())?;
    let e_value = week.e_value.unwrap_or(1.0);
    let summary = Phrase::fill(
        "price-summary",
        "{days} days to {to}: {value} %, p = {p} among earlier stretches, e = {e}; {drawdown} % below the peak of \
         {peak}.",
        [
            ("days", horizon.to_string()),
            ("to", panel.dates()[panel.len() - 1].to_string()),
            ("value", signed(week.statistic.unwrap_or(0.0))),
            ("p", format!("{:.3}", week.p_value.unwrap_or(1.0))),
            ("e", format!("{e_value:.2}")),
            ("drawdown", format!("{:.1}", -100.0 * drawdown.now)),
            ("peak", prices.index.dates()[drawdown.peak].to_string()),
        ],
    );
    let mut numbers = BTreeMap::from([
        ("period_return".to_owned(), week.statistic.unwrap_or(0.0)),
        ("drawdown".to_owned(), drawdown.now),
        ("days_below_peak".to_owned(), drawdown.under_water as f64),
    ]);
    let mut statements = vec![week];
    let mut figures = Vec::new();
    match &prices.diagnosis {
        Ok(diagnosis) => {
            numbers.insert("gsadf".to_owned(), diagnosis.gsadf);
            statements.extend(diagnosis.state_statement.clone().map(|mut calls| {
                calls.notes.push(Phrase::new(
                    "state-note-levels",
                    "the calls read the index itself, GSADF its logarithm",
                ));
                calls
            }));
            statements.push(diagnosis.statement());
            figures.push(price_figure(stream, &prices.index, diagnosis));
            figures.push(bsadf_figure(stream, diagnosis));
        }
        Err(_) => figures.push(plain_figure(stream, &prices.index, vec![])),
    }
    if let Ok(reading) = &prices.lppls {
        numbers.insert("lppls_confidence".to_owned(), reading.positive.observed);
        statements.push(reading.positive.statement());
        figures.push(lppls_figure(stream, reading));
    }
    add_notes(&mut statements[0].notes, prices);
    let finding = StreamFinding {
        standing: standing(e_value, level),
        summary,
        statements,
        numbers,
        figures,
        span: panel.dates().first().copied().zip(panel.dates().last().copied()),
        files: prices.files.clone(),
        ..blank(stream)
    };
    Ok(Tested { finding, e_value, since: None })
}

fn signed(fraction: f64) -> String {
    format!("{:+.2}", 100.0 * fraction)
}

fn add_notes(notes: &mut Vec<Phrase>, prices: &BasketPrices) {
    if prices.late.is_empty() {
        return;
    }
    let late: Vec<String> = prices.late.iter().map(|(symbol, date)| format!("{symbol} {date}")).collect();
    notes.push(Phrase::fill(
        "price-late-members",
        "listed after the first day of the index, which they enter at its mean holding: {late}",
        [("late", late.join(", "))],
    ));
}

/// The index with its explosive episodes shaded.
fn price_figure(stream: &Stream, index: &Series, diagnosis: &Diagnosis) -> Figure {
    let shades = diagnosis
        .episodes
        .iter()
        .filter(|_| diagnosis.significant == Some(true))
        .map(|e| Shade {
            from: e.origination,
            to: e.collapse.unwrap_or(diagnosis.last_date),
            label: Phrase::new("shade-episode", "explosive episode"),
        })
        .collect();
    plain_figure(stream, index, shades)
}

fn plain_figure(stream: &Stream, index: &Series, shades: Vec<Shade>) -> Figure {
    let values = index.values();
    Figure {
        id: format!("{}-price", stream.id),
        kind: FigureKind::Lines,
        title: Phrase::new("figure-price-title", "Price of the basket"),
        axis: Phrase::new("axis-index", "index, first day = 100, logarithmic"),
        dates: index.dates().to_vec(),
        lines: vec![Line {
            name: Phrase::new("line-index", "basket index"),
            role: LineRole::Main,
            values: values.iter().copied().map(Some).collect(),
        }],
        description: Phrase::fill(
            "figure-price",
            "From {first} to {last} the index went from 100 to {value}; {episodes} explosive episodes are shaded.",
            [
                ("first", index.dates()[0].to_string()),
                ("last", index.dates()[values.len() - 1].to_string()),
                ("value", format!("{:.0}", values[values.len() - 1])),
                ("episodes", shades.len().to_string()),
            ],
        ),
        shades,
        logarithmic: true,
    }
}

/// BSADF against its boundary.
fn bsadf_figure(stream: &Stream, diagnosis: &Diagnosis) -> Figure {
    let path = &diagnosis.bsadf;
    Figure {
        id: format!("{}-bsadf", stream.id),
        kind: FigureKind::Lines,
        title: Phrase::new("figure-bsadf-title", "Explosiveness (BSADF) against its boundary"),
        axis: Phrase::new("axis-bsadf", "BSADF, t-ratio"),
        dates: path.iter().map(|p| p.date).collect(),
        lines: vec![
            Line {
                name: Phrase::new("line-bsadf", "BSADF"),
                role: LineRole::Main,
                values: path.iter().map(|p| p.bsadf).collect(),
            },
            Line {
                name: Phrase::fill(
                    "line-boundary",
                    "boundary, {level} % over all dates together",
                    [("level", format!("{:.0}", 100.0 * diagnosis.level))],
                ),
                role: LineRole::Boundary,
                values: path.iter().map(|p| p.boundary).collect(),
            },
        ],
        shades: vec![],
        logarithmic: false,
        description: Phrase::fill(
            "figure-bsadf",
            "The largest statistic is {gsadf}; dates above the boundary are explosive.",
            [("gsadf", format!("{:.2}", diagnosis.gsadf))],
        ),
    }
}

/// The LPPLS confidence, positive and negative.
fn lppls_figure(stream: &Stream, reading: &LpplsReading) -> Figure {
    let line =
        |name, role, values: Vec<f64>| Line { name, role, values: values.into_iter().map(Some).collect() };
    let positive: Vec<f64> = reading.looks.iter().map(|look| look.1).collect();
    let highest = positive.iter().copied().fold(0.0, f64::max);
    Figure {
        id: format!("{}-lppls", stream.id),
        kind: FigureKind::Lines,
        title: Phrase::new("figure-lppls-title", "LPPLS confidence"),
        axis: Phrase::fill(
            "axis-lppls",
            "share of the windows of {shortest} to {longest} days whose fit counts as a bubble",
            [
                ("shortest", reading.scale.shortest.to_string()),
                ("longest", reading.scale.longest.to_string()),
            ],
        ),
        dates: reading.looks.iter().map(|look| look.0).collect(),
        lines: vec![
            line(
                Phrase::new("line-lppls-positive", "rising towards a critical time"),
                LineRole::Main,
                positive,
            ),
            line(
                Phrase::new("line-lppls-negative", "falling towards a critical time"),
                LineRole::Reference,
                reading.looks.iter().map(|look| look.2).collect(),
            ),
        ],
        shades: vec![],
        logarithmic: false,
        description: Phrase::fill(
            "figure-lppls",
            "The highest confidence of a bubble that rises is {highest}, that of the last day {last}; a strong trend alone \
             raises it.",
            [("highest", format!("{highest:.2}")), ("last", format!("{:.2}", reading.positive.observed))],
        ),
    }
}
