//! The scorecard for people, and as rows.

use serde::Serialize;
use utakata::forecast::{Reliability, ScoreRange};
use utakata_case::score::{Grade, Listed, Reason, Scorecard, Summary};

use crate::failure::Failure;
use crate::text::{Page, full, number};

/// Version of the JSON.
const SCHEMA: u32 = 1;

/// Digits of scores.
const DIGITS: usize = 3;

/// The JSON.
#[derive(Debug, Serialize)]
pub(super) struct Versioned<'a> {
    schema: u32,
    #[serde(flatten)]
    card: &'a Scorecard,
}

impl<'a> Versioned<'a> {
    pub(super) fn new(card: &'a Scorecard) -> Self {
        Self { schema: SCHEMA, card }
    }
}

/// The card for people.
pub(super) fn page(card: &Scorecard) -> String {
    let mut page = Page::default();
    page.heading("Forecasters (smaller scores are better; always saying one half has Brier 0.25, log 0.693)");
    if card.summaries.is_empty() {
        page.fact("", "Nothing can be scored yet: no outcome of a forecast with a probability is known.");
    } else {
        let header = ["who", "forecasts", "happened", "expected", "Brier", "log"];
        page.table(&header, card.summaries.iter().map(forecaster));
    }
    for summary in &card.summaries {
        calibration(&mut page, summary);
    }
    if !card.grades.is_empty() {
        page.heading("Scored");
        for grade in &card.grades {
            page.fact(&grade.id, &scored(grade));
        }
    }
    if !card.listed.is_empty() {
        page.heading("Not scored");
        for listed in &card.listed {
            page.fact(&listed.id, &left_out(listed));
        }
    }
    page.finish()
}

fn forecaster(summary: &Summary) -> Vec<String> {
    let (low, high) = summary.expected;
    vec![
        summary.who.clone(),
        summary.forecasts.to_string(),
        summary.happened.to_string(),
        ends(low, Some(high)),
        range(summary.brier),
        summary.log.map_or_else(|| "infinite".to_owned(), range),
    ]
}

fn calibration(page: &mut Page, summary: &Summary) {
    page.heading(&format!("Calibration of {}", summary.who));
    if let Some(found) = &summary.calibration {
        let header = ["said", "forecasts", "happened", "share", "95 % interval", ""];
        page.table(&header, found.bins.iter().map(bin));
        page.fact("Brier score", &partition(found));
    }
    if summary.too_wide > 0 {
        let text = format!(
            "{} with an interval wider than a bin, which no outcome could contradict",
            summary.too_wide
        );
        page.fact("left out", &text);
    }
}

fn bin(bin: &utakata::forecast::ReliabilityBin) -> Vec<String> {
    let interval = ends(bin.interval.low.unwrap_or(0.0), bin.interval.high.or(Some(1.0)));
    vec![
        format!("{} to {}", number(bin.low, 2), number(bin.high, 2)),
        bin.forecasts.to_string(),
        bin.happened.to_string(),
        number(bin.frequency, DIGITS),
        interval,
        if bin.can_tell { String::new() } else { "too few to tell".to_owned() },
    ]
}

fn partition(found: &Reliability) -> String {
    format!(
        "{} = reliability {} - resolution {} + uncertainty {} + within bins {}",
        number(found.brier, DIGITS),
        number(found.reliability, DIGITS),
        number(found.resolution, DIGITS),
        number(found.uncertainty, DIGITS),
        number(found.within_bins, DIGITS)
    )
}

fn scored(grade: &Grade) -> String {
    let place = grade.line.map(|line| format!(", log line {line}")).unwrap_or_default();
    let again = if grade.counted { "" } else { " (a later seal of the same event: not counted)" };
    let source = grade.source.as_ref().map(|source| format!(" [{source}]")).unwrap_or_default();
    format!(
        "{} ({}{place}), {}, probability {}: {} by {}{source}. Brier {}, log {}.{again} \"{}\"",
        grade.who,
        grade.case,
        grade.made_on,
        ends(grade.low, Some(grade.high)),
        if grade.happened { "happened" } else { "did not happen" },
        grade.known_on,
        range(grade.brier),
        grade.log.map_or_else(|| "infinite".to_owned(), range),
        grade.forecast
    )
}

fn left_out(listed: &Listed) -> String {
    let lines: Vec<String> = listed.lines.iter().map(ToString::to_string).collect();
    let place = match lines.len() {
        0 => String::new(),
        1 => format!(", log line {}", lines[0]),
        _ => format!(", log lines {}", lines.join(", ")),
    };
    format!("{} ({}{place}): {}. \"{}\"", listed.who, listed.case, why(&listed.reason), listed.forecast)
}

fn why(reason: &Reason) -> String {
    match reason {
        Reason::Unresolvable => "no rule decides it".to_owned(),
        Reason::Conditional(condition) => format!("holds only under a condition: {condition}"),
        Reason::Open(None) => "outcome not known".to_owned(),
        Reason::Open(Some(due)) => format!("outcome not known; due {due}"),
        Reason::Void => "can no longer be decided".to_owned(),
        Reason::Hindsight(known) => {
            format!("hindsight: the outcome was known on {known}, not after the forecast")
        }
        Reason::AlreadyHappened => "had happened already when it was sealed".to_owned(),
        Reason::NoProbability => "no probability was stated".to_owned(),
        Reason::Reworded => "the event is not worded as when it was first sealed".to_owned(),
    }
}

fn range(range: ScoreRange) -> String {
    ends(range.low, range.high)
}

fn ends(low: f64, high: Option<f64>) -> String {
    match high {
        Some(high) if high == low => number(low, DIGITS),
        Some(high) => format!("{} to {}", number(low, DIGITS), number(high, DIGITS)),
        None => format!("{} or more, without bound", number(low, DIGITS)),
    }
}

/// One row per forecast, scored or not.
pub(super) fn rows(card: &Scorecard) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "who",
        "case",
        "id",
        "log_lines",
        "made_on",
        "known_on",
        "low",
        "high",
        "happened",
        "brier_low",
        "brier_high",
        "log_low",
        "log_high",
        "counted",
        "not_scored",
    ];
    writer.write_record(header).map_err(Failure::runtime)?;
    for g in &card.grades {
        let log = g.log.unwrap_or(ScoreRange { low: f64::INFINITY, high: None });
        let unbounded = Some(f64::INFINITY);
        writer
            .write_record([
                g.who.clone(),
                g.case.clone(),
                g.id.clone(),
                g.line.map(|line| line.to_string()).unwrap_or_default(),
                g.made_on.to_string(),
                g.known_on.to_string(),
                full(Some(g.low)),
                full(Some(g.high)),
                g.happened.to_string(),
                full(Some(g.brier.low)),
                full(g.brier.high),
                full(Some(log.low)),
                full(log.high.or(unbounded)),
                g.counted.to_string(),
                String::new(),
            ])
            .map_err(Failure::runtime)?;
    }
    for l in &card.listed {
        let lines: Vec<String> = l.lines.iter().map(ToString::to_string).collect();
        let mut row = vec![l.who.clone(), l.case.clone(), l.id.clone(), lines.join(" ")];
        row.resize(header.len() - 1, String::new());
        row.push(why(&l.reason));
        writer.write_record(row).map_err(Failure::runtime)?;
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}
