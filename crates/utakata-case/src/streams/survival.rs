//! A forecast of survivors against what became of entrants elsewhere.

use std::collections::BTreeMap;

use jiff::ToSpan;
use utakata::{
    Phrase,
    survival::{Entrants, annual_hazard, entrants_statement},
};

use super::{StreamError, Tested, blank};
use crate::{
    Case,
    findings::{Figure, FigureKind, Line, LineRole, StreamFinding, StreamStanding},
    folder::{BaseRate, Stream},
};

/// Confidence level of the interval of the share.
const LEVEL: f64 = 0.95;

/// One statement per base rate. A forecast is no observation, so the stream is described and its e-value is 1.
pub(super) fn survival(
    case: &Case,
    stream: &Stream,
    (entrants, survivors, years): (u64, u64, f64),
    base_rates: &[BaseRate],
) -> Result<Tested, StreamError> {
    let counted = Entrants::new(entrants, survivors, years, LEVEL)?;
    let mut statements = Vec::new();
    let mut numbers =
        BTreeMap::from([("share".to_owned(), counted.share), ("hazard".to_owned(), counted.hazard)]);
    for base in base_rates {
        let share = base.survivors as f64 / base.entrants as f64;
        let mut statement = entrants_statement(&counted, Some(share))?;
        // A forecast was not drawn: an e-value or p-value here measures surprise, not evidence of a turn.
        statement.e_value = None;
        statement.notes.insert(
            0,
            Phrase::new("survival-base", "base rate: {name}, {survivors} left of {entrants}")
                .with_texts("name", &[&base.name.phrase()])
                .with("survivors", base.survivors.to_string())
                .with("entrants", base.entrants.to_string()),
        );
        numbers.insert(format!("p_base_{}", statements.len() + 1), statement.p_value.unwrap_or(1.0));
        statements.push(statement);
    }
    let rates: Vec<f64> = base_rates.iter().map(|b| b.survivors as f64 / b.entrants as f64).collect();
    let least = rates.iter().copied().fold(f64::INFINITY, f64::min);
    let most = rates.iter().copied().fold(0.0, f64::max);
    let summary = Phrase::fill(
        "survival-summary",
        "{survivors} of {entrants} foretold to be left; elsewhere {low} to {high} % were, after {years} years or more. A \
         forecast, set beside what happened elsewhere.",
        [
            ("survivors", survivors.to_string()),
            ("entrants", entrants.to_string()),
            ("low", format!("{:.1}", 100.0 * least)),
            ("high", format!("{:.1}", 100.0 * most)),
            ("years", format!("{years}")),
        ],
    );
    let finding = StreamFinding {
        standing: StreamStanding::Descriptive,
        summary,
        statements,
        numbers,
        figures: vec![figure(case, stream, &counted, base_rates, years)],
        files: vec!["ledger.toml".to_owned()],
        ..blank(stream)
    };
    Ok(Tested { finding, e_value: 1.0, since: None })
}

/// Shares left at a constant yearly exit, year by year.
fn figure(case: &Case, stream: &Stream, counted: &Entrants, base_rates: &[BaseRate], years: f64) -> Figure {
    let path = |share: f64| -> Vec<Option<f64>> {
        let stay = 1.0 - annual_hazard(share, years).unwrap_or(1.0);
        (0..=years.floor() as i32).map(|year| Some(100.0 * stay.powi(year)).filter(|v| *v > 0.0)).collect()
    };
    let mut lines = vec![Line {
        name: Phrase::new("line-survival-forecast", "as foretold"),
        role: LineRole::Main,
        values: path(counted.share),
    }];
    lines.extend(base_rates.iter().map(|base| Line {
        name: base.name.phrase(),
        role: LineRole::Reference,
        values: path(base.survivors as f64 / base.entrants as f64),
    }));
    let count = years.floor() as i32;
    Figure {
        id: format!("{}-survivors", stream.id),
        kind: FigureKind::Lines,
        title: stream.name.phrase(),
        axis: Phrase::new("axis-survival", "per cent of the entrants left, logarithmic"),
        dates: (0..=count).filter_map(|year| case.as_of().checked_add(year.years()).ok()).collect(),
        lines,
        shades: vec![],
        logarithmic: true,
        description: Phrase::fill(
            "figure-survival",
            "Shares left if the same part of the rest leaves every year for {years} years, from {from} on.",
            [("years", count.to_string()), ("from", case.as_of().to_string())],
        ),
    }
}
