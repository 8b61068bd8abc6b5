//! Diagnoses for people.

use anstyle::{AnsiColor, Style};
use utakata::diagnose::{Diagnosis, Sensitivity, State};
use utakata::null::{PValues, Quantiles};

use super::{Entry, Tested};
use crate::text::{Page, bins, name_of, number, optional, plot};

/// Significant digits of statistics.
const DIGITS: usize = 4;
/// Columns of the plot.
const PLOT: usize = 80;
/// Rows of the plot.
const ROWS: usize = 6;

pub(super) fn page(entries: &[Entry]) -> String {
    let mut page = Page::default();
    for entry in entries {
        match entry {
            Entry::Tested(tested) => one(&mut page, tested),
            Entry::Failed(failed) => {
                page.heading(&failed.series);
                page.fact("could not be tested", &failed.error);
            }
        }
    }
    page.finish()
}

fn one(page: &mut Page, tested: &Tested) {
    let Tested { diagnosis, statement } = tested;
    page.heading(&title(diagnosis));
    let logarithms = if diagnosis.log { ", in logarithms" } else { "" };
    page.fact(
        "data",
        &format!(
            "{} observations, {} to {}{logarithms}",
            diagnosis.observations, diagnosis.first_date, diagnosis.last_date
        ),
    );
    if let Some(state) = diagnosis.state {
        page.fact("state", meaning(state));
    }
    calls(page, diagnosis);
    statistics(page, diagnosis);
    page.fact("null", &statement.null.english);
    if let Some(p) = statement.p_value {
        let smallest = statement.smallest_p.map_or_else(String::new, |s| {
            format!("; the smallest possible with these replications is {}", number(s, DIGITS))
        });
        page.fact("p-value of GSADF", &format!("{}{smallest}", number(p, DIGITS)));
    }
    page.fact("guarantee", &statement.guarantee.text.english);
    if let Some(values) = &diagnosis.critical_values {
        page.fact("made with", &format!("{}, seed {}", values.method, values.seed));
    }
    let mut label = "notes";
    for note in &statement.notes {
        page.fact(label, &note.english);
        label = "";
    }
    episodes(page, diagnosis);
    path(page, diagnosis);
    sensitivity(page, &diagnosis.sensitivity, diagnosis.level);
}

fn title(diagnosis: &Diagnosis) -> String {
    let Some(state) = diagnosis.state else { return diagnosis.series.clone() };
    let colour = match state {
        State::Calm => AnsiColor::Green,
        State::Inflating => AnsiColor::Yellow,
        State::Bursting => AnsiColor::Red,
        State::Deflated => AnsiColor::Blue,
    };
    let style = Style::new().bold().fg_color(Some(colour.into()));
    let since = diagnosis.since.map_or_else(String::new, |date| format!(" since {date}"));
    format!("{}: {style}{}{style:#}{since}", diagnosis.series, name_of(&state))
}

fn meaning(state: State) -> &'static str {
    match state {
        State::Calm => "no explosive growth has been called, or the price rose above its peak after all",
        State::Inflating => "explosive growth has been called, its end has not",
        State::Bursting => "the growth was called over and the price is falling",
        State::Deflated => "the fall after the growth is over",
    }
}

/// Since when, the calls and how wrong they can be.
fn calls(page: &mut Page, diagnosis: &Diagnosis) {
    let Some(statement) = &diagnosis.state_statement else { return };
    if let Some(set) = &diagnosis.since_set {
        let ranges = set
            .iter()
            .map(|r| if r.from == r.to { r.from.to_string() } else { format!("{} to {}", r.from, r.to) });
        page.fact("dates not rejected", &ranges.collect::<Vec<_>>().join(", "));
    }
    if let Some(peak) = diagnosis.peak {
        page.fact("highest price", &peak.to_string());
    }
    page.fact("false alarms", &statement.guarantee.text.english);
    let mut label = "about the calls";
    for note in &statement.notes {
        page.fact(label, &note.english);
        label = "";
    }
    if diagnosis.calls.is_empty() {
        return;
    }
    let rows = diagnosis.calls.iter().map(|call| {
        let number = |n: Option<f64>| optional(n, DIGITS);
        vec![call.date.to_string(), name_of(&call.state), number(call.statistic), number(call.boundary)]
    });
    page.table(&["called on", "state", "statistic", "boundary"], rows);
}

fn statistics(page: &mut Page, diagnosis: &Diagnosis) {
    let p_values = diagnosis.p_values;
    let critical = diagnosis.critical_values.as_ref();
    let row =
        |name: &str, value: Option<f64>, p: fn(PValues) -> Option<f64>, quantiles: Option<Quantiles>| {
            let mut row = vec![name.to_owned(), optional(value, DIGITS)];
            if let Some(q) = quantiles {
                row.push(optional(p_values.and_then(p), DIGITS));
                row.extend([q.p90, q.p95, q.p99].map(|v| optional(v, DIGITS)));
            }
            row
        };
    let rows = [
        row("ADF", diagnosis.adf, |p| p.adf, critical.map(|c| c.adf)),
        row("SADF", diagnosis.sadf, |p| p.sadf, critical.map(|c| c.sadf)),
        row("GSADF", Some(diagnosis.gsadf), |p| p.gsadf, critical.map(|c| c.gsadf)),
    ];
    let header = ["statistic", "value", "p", "90 %", "95 %", "99 %"];
    page.table(&header[..if critical.is_some() { 6 } else { 2 }], rows);
}

fn episodes(page: &mut Page, diagnosis: &Diagnosis) {
    if diagnosis.boundary.is_none() {
        return;
    }
    if diagnosis.episodes.is_empty() {
        page.fact("episodes", "none");
        return;
    }
    let date = |date: Option<jiff::civil::Date>, absent: &str| {
        date.map_or_else(|| absent.to_owned(), |d| d.to_string())
    };
    let rows = diagnosis.episodes.iter().map(|e| {
        vec![
            e.origination.to_string(),
            e.peak.to_string(),
            date(e.collapse, "ongoing"),
            date(e.recovery, "–"),
            e.duration.to_string(),
            name_of(&e.signal),
        ]
    });
    page.table(&["episode from", "peak", "until", "back at start", "length", "signal"], rows);
}

/// BSADF over time, and under it a mark where it is above the boundary.
fn path(page: &mut Page, diagnosis: &Diagnosis) {
    let values: Vec<Option<f64>> = diagnosis.bsadf.iter().map(|at| at.bsadf).collect();
    let Some((margin, drawing)) = plot(&values, PLOT, ROWS) else { return };
    page.block(&format!("BSADF, {} to {}", diagnosis.bsadf[0].date, diagnosis.last_date));
    page.block(&drawing);
    let above: String = bins(values.len(), PLOT)
        .into_iter()
        .map(|bin| {
            let crossed = diagnosis.bsadf[bin]
                .iter()
                .any(|at| matches!((at.bsadf, at.boundary), (Some(b), Some(v)) if b > v));
            if crossed { '▲' } else { ' ' }
        })
        .collect();
    if above.contains('▲') {
        page.block(&format!("{:margin$}  {above}", ""));
        page.block("▲ above the boundary");
    }
}

fn sensitivity(page: &mut Page, rows: &[Sensitivity], level: f64) {
    if rows.is_empty() {
        return;
    }
    let judged = rows.iter().filter(|s| s.p_value.is_some()).count();
    let found = rows.iter().filter(|s| s.p_value.is_some_and(|p| p <= 1.0 - level)).count();
    if judged > 0 {
        page.fact(
            "sensitivity",
            &format!(
                "GSADF is significant at {} % with {found} of {judged} choices of lag and smallest window",
                number(100.0 * level, DIGITS)
            ),
        );
    }
    let rows = rows.iter().map(|s| {
        vec![
            s.lag.to_string(),
            s.minimum_window.to_string(),
            optional(s.gsadf, DIGITS),
            optional(s.p_value, DIGITS),
            s.reason.clone().unwrap_or_default(),
        ]
    });
    page.table(&["lag", "smallest window", "GSADF", "p", ""], rows);
}
