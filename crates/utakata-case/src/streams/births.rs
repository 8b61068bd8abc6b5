//! Births of new products: has the monthly rate of the theme fallen?

use std::collections::BTreeMap;

use utakata::{Phrase, Series, Statement};

use super::{StreamError, Tested, blank, insufficient, standing, wave};
use crate::{
    Case,
    births::{Births, BirthsError, BirthsOptions, births as compare, share_of_births},
    findings::{Figure, FigureKind, Line, LineRole, StreamFinding},
    folder::{Null, Stream, Totals},
    table::TableOptions,
};

/// Confidence level of the interval.
const LEVEL: f64 = 0.95;
/// Months drawn.
const DRAWN: usize = 30;

/// Tests "the rate of the last months has not fallen against the months before" on whole months.
pub(super) fn births(case: &Case, stream: &Stream, level: f64) -> Result<Tested, StreamError> {
    let Null::BirthsNotFallen { series, by, theme, control, column, recent, earlier, dispersion, totals } =
        &stream.null
    else {
        return Ok(insufficient(stream, Phrase::new("births-no-null", "No null is registered.")));
    };
    let table =
        TableOptions { value: Some(column.clone()), series: Some(by.clone()), ..TableOptions::default() };
    let themes = case.series(series, &table)?;
    let named = |wanted: &str| themes.iter().find(|s| s.name() == wanted);
    let options = BirthsOptions { recent: *recent, earlier: *earlier, dispersion: *dispersion, level: LEVEL };
    let Some(counts) = named(theme) else { return Ok(too_short(stream, recent + earlier)) };
    let Births { recent: late, earlier: early, peak, statement } = match compare(counts, &options) {
        Err(BirthsError::TooFew { .. }) => return Ok(too_short(stream, recent + earlier)),
        compared => compared?,
    };
    let e_value = statement.e_value.unwrap_or(1.0);
    let summary = Phrase::fill(
        "births-summary",
        "{late} new in the last {recent} whole months (to {last}), {early} in the {earlier} before: e = {e} with \
         counts divided by {phi} for over-dispersion.",
        [
            ("late", late.count.to_string()),
            ("early", early.count.to_string()),
            ("recent", recent.to_string()),
            ("earlier", earlier.to_string()),
            ("last", late.to.to_string()),
            ("e", format!("{e_value:.2}")),
            ("phi", format!("{dispersion}")),
        ],
    );
    let control = control.as_deref().and_then(named);
    let mut numbers =
        BTreeMap::from([("recent_count".to_owned(), late.count), ("earlier_count".to_owned(), early.count)]);
    if let Some(peak) = peak {
        numbers.insert("peak_count".to_owned(), peak.count);
        numbers.insert("decline_from_peak".to_owned(), peak.decline);
    }
    let mut statements = vec![statement];
    let mut files = vec![series.clone()];
    if let Some(totals) = totals {
        statements.extend(share(case, totals, counts, &options, &mut numbers)?);
        files.push(totals.series.clone());
    }
    let mut figures = vec![figure(stream, counts, control)];
    figures.extend(control.and_then(|control| wave::overlay(stream, counts, control)));
    let finding = StreamFinding {
        standing: standing(e_value, level),
        summary,
        statements,
        numbers,
        figures,
        span: counts.dates().first().copied().map(|first| (first, late.to)),
        files,
        ..blank(stream)
    };
    Ok(Tested { finding, e_value, since: None })
}

fn too_short(stream: &Stream, months: usize) -> Tested {
    let why = Phrase::fill(
        "births-too-short",
        "Fewer than {n} whole months of counts are known.",
        [("n", months.to_string())],
    );
    insufficient(stream, why)
}

/// The theme's share of all births in the same months; nothing where a month of the totals is unknown.
fn share(
    case: &Case,
    totals: &Totals,
    counts: &Series,
    options: &BirthsOptions,
    numbers: &mut BTreeMap<String, f64>,
) -> Result<Option<Statement>, StreamError> {
    let table = TableOptions { value: Some(totals.column.clone()), ..TableOptions::default() };
    let all = case.series(&totals.series, &table)?;
    let Some(all) = all.first() else { return Ok(None) };
    let share = match share_of_births(counts, all, totals.sampled, options) {
        Err(BirthsError::NoTotal { .. }) => return Ok(None),
        share => share?,
    };
    numbers.insert("recent_total".to_owned(), share.recent_total);
    numbers.insert("earlier_total".to_owned(), share.earlier_total);
    Ok(Some(share.statement))
}

fn figure(stream: &Stream, counts: &Series, control: Option<&Series>) -> Figure {
    let start = counts.len().saturating_sub(DRAWN);
    let dates = counts.dates()[start..].to_vec();
    let mut lines = vec![Line {
        name: Phrase::fill("line-theme", "{theme}", [("theme", counts.name().to_owned())]),
        role: LineRole::Main,
        values: counts.values()[start..].iter().copied().map(Some).collect(),
    }];
    if let Some(control) = control {
        lines.push(Line {
            name: Phrase::fill(
                "line-control",
                "{theme} (finished wave, control)",
                [("theme", control.name().to_owned())],
            ),
            role: LineRole::Reference,
            values: dates.iter().map(|&d| control.on(d)).collect(),
        });
    }
    let most = counts.values()[start..].iter().copied().fold(0.0, f64::max);
    Figure {
        id: format!("{}-counts", stream.id),
        kind: FigureKind::Lines,
        title: stream.name.phrase(),
        axis: Phrase::new("axis-births", "new packages per month"),
        description: Phrase::fill(
            "figure-births",
            "New packages per month from {from} to {to}; at most {most}, last {last}.",
            [
                ("from", dates[0].to_string()),
                ("to", dates[dates.len() - 1].to_string()),
                ("most", most.to_string()),
                ("last", counts.values()[counts.len() - 1].to_string()),
            ],
        ),
        dates,
        lines,
        shades: vec![],
        logarithmic: false,
    }
}
