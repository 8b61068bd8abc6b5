//! Births of new products: has the monthly rate of the theme fallen?

use std::collections::BTreeMap;

use utakata::{
    Phrase, Series, Statement,
    rates::{self, Count},
};

use super::{StreamError, Tested, blank, insufficient, standing, wave};
use crate::{
    Case,
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
    let options =
        TableOptions { value: Some(column.clone()), series: Some(by.clone()), ..TableOptions::default() };
    let themes = case.series(series, &options)?;
    let named = |wanted: &str| themes.iter().find(|s| s.name() == wanted);
    let Some(counts) = named(theme).filter(|s| s.len() >= recent + earlier) else {
        let why = Phrase::fill(
            "births-too-short",
            "Fewer than {n} whole months of counts are known.",
            [("n", (recent + earlier).to_string())],
        );
        return Ok(insufficient(stream, why));
    };
    let (late, early) = windows(counts, *recent, *earlier);
    let mut statement = rates::rate_not_fallen_statement(
        Count::exact(late, *recent as f64),
        Count::exact(early, *earlier as f64),
        *dispersion,
        LEVEL,
    )?;
    let e_value = statement.e_value.unwrap_or(1.0);
    let last = counts.dates()[counts.len() - 1];
    let summary = Phrase::fill(
        "births-summary",
        "{late} new in the last {recent} whole months (to {last}), {early} in the {earlier} before: e = {e} with \
         counts divided by {phi} for over-dispersion.",
        [
            ("late", late.to_string()),
            ("early", early.to_string()),
            ("recent", recent.to_string()),
            ("earlier", earlier.to_string()),
            ("last", last.to_string()),
            ("e", format!("{e_value:.2}")),
            ("phi", format!("{dispersion}")),
        ],
    );
    let control = control.as_deref().and_then(named);
    let mut numbers =
        BTreeMap::from([("recent_count".to_owned(), late), ("earlier_count".to_owned(), early)]);
    statement.notes.extend(wave_notes(counts, &mut numbers));
    let mut statements = vec![statement];
    let mut files = vec![series.clone()];
    if let Some(totals) = totals {
        let windows = (counts, (*recent, *earlier));
        statements.extend(share(case, totals, windows, *dispersion, &mut numbers)?);
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
        span: counts.dates().first().copied().map(|first| (first, last)),
        files,
        ..blank(stream)
    };
    Ok(Tested { finding, e_value, since: None })
}

/// The peak, what is left of it, and what the counts cannot show.
fn wave_notes(counts: &Series, numbers: &mut BTreeMap<String, f64>) -> Vec<Phrase> {
    let mut notes = Vec::new();
    if let Some(peak) = wave::peak(counts) {
        numbers.insert("peak_count".to_owned(), peak.count);
        numbers.insert("decline_from_peak".to_owned(), peak.decline);
        notes.push(Phrase::fill(
            "births-peak",
            "the peak month is {month} with {count}; the last whole month stands {decline} % below it",
            [
                ("month", peak.month.to_string()),
                ("count", peak.count.to_string()),
                ("decline", format!("{:.0}", -100.0 * peak.decline)),
            ],
        ));
    }
    notes.push(Phrase::new(
        "births-deleted",
        "only whole months count; what was deleted since is missing, so counts are lower bounds, older ones more so if \
         deletion takes time",
    ));
    notes
}

/// The theme's share of all births in the same months; nothing where a month of the totals is unknown.
fn share(
    case: &Case,
    totals: &Totals,
    (counts, (recent, earlier)): (&Series, (usize, usize)),
    dispersion: f64,
    numbers: &mut BTreeMap<String, f64>,
) -> Result<Option<Statement>, StreamError> {
    let options = TableOptions { value: Some(totals.column.clone()), ..TableOptions::default() };
    let all = case.series(&totals.series, &options)?;
    let months = &counts.dates()[counts.len() - recent - earlier..];
    let of_months: Option<Vec<f64>> = months.iter().map(|&month| all.first()?.on(month)).collect();
    let Some(of_months) = of_months else { return Ok(None) };
    let [early, late] = [&of_months[..earlier], &of_months[earlier..]].map(|part| part.iter().sum::<f64>());
    numbers.insert("recent_total".to_owned(), late);
    numbers.insert("earlier_total".to_owned(), early);
    let (x_late, x_early) = windows(counts, recent, earlier);
    if totals.sampled {
        let whole = |[a, b]: [f64; 2]| [a as u64, b as u64];
        let (theme, sampled) = (whole([x_late, x_early]), whole([late, early]));
        return Ok(Some(rates::share_not_fallen_statement(theme, sampled, dispersion, LEVEL)?));
    }
    let mut statement = rates::rate_not_fallen_statement(
        Count::exact(x_late, late),
        Count::exact(x_early, early),
        dispersion,
        LEVEL,
    )?;
    statement
        .notes
        .push(Phrase::new("births-share", "rates are per birth of any kind: shares of all births"));
    Ok(Some(statement))
}

fn windows(counts: &Series, recent: usize, earlier: usize) -> (f64, f64) {
    let values = counts.values();
    let cut = values.len() - recent;
    (values[cut..].iter().sum(), values[cut - earlier..cut].iter().sum())
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
