//! Answers for people, and as rows.

use utakata::{Interval, Phrase};

use super::{Answer, Figures};
use crate::failure::Failure;
use crate::text::{Page, full, name_of, number};

/// Significant digits of figures for people.
const DIGITS: usize = 5;

pub(super) fn page(answers: &[Answer<impl Figures>], title: &str) -> String {
    let mut page = Page::default();
    for answer in answers {
        one(&mut page, answer, title);
    }
    page.finish()
}

fn one(page: &mut Page, answer: &Answer<impl Figures>, title: &str) {
    let statement = &answer.statement;
    let about =
        if answer.series.is_empty() { String::new() } else { format!("{}: ", answer.series.join(", ")) };
    page.heading(&format!("{about}{title} {} ({})", answer.kind, statement.method));
    page.fact("null", &statement.null.english);
    page.fact("alternative", &statement.alternative.english);
    if let Some(value) = statement.statistic {
        page.fact(&statement.statistic_name, &number(value, DIGITS));
    }
    if let Some(interval) = statement.interval {
        page.fact("interval", &in_words(interval));
    }
    if let Some(p) = statement.p_value {
        page.fact("p-value", &number(p, DIGITS));
    }
    if let Some(p) = statement.smallest_p {
        page.fact("smallest possible p", &number(p, DIGITS));
    }
    if let Some(e) = statement.e_value {
        page.fact("e-value", &number(e, DIGITS));
    }
    page.fact("observations", &statement.observations.to_string());
    page.fact(
        &format!("guarantee: {}", name_of(&statement.guarantee.kind)),
        &statement.guarantee.text.english,
    );
    list(page, "notes", &statement.notes);
    page.heading("Figures");
    answer.detail.figures(page);
}

pub(super) fn rows(answers: &[Answer<impl Figures>]) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "kind",
        "method",
        "statistic_name",
        "statistic",
        "p_value",
        "smallest_p",
        "e_value",
        "low",
        "high",
        "level",
        "guarantee",
        "observations",
        "series",
    ];
    writer.write_record(header).map_err(Failure::runtime)?;
    for answer in answers {
        writer.write_record(row(answer)).map_err(Failure::runtime)?;
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}

fn row(answer: &Answer<impl Figures>) -> [String; 13] {
    let statement = &answer.statement;
    [
        answer.kind.to_owned(),
        statement.method.clone(),
        statement.statistic_name.clone(),
        full(statement.statistic),
        full(statement.p_value),
        full(statement.smallest_p),
        full(statement.e_value),
        full(statement.interval.and_then(|i| i.low)),
        full(statement.interval.and_then(|i| i.high)),
        full(statement.interval.map(|i| i.level)),
        name_of(&statement.guarantee.kind),
        statement.observations.to_string(),
        answer.series.join(" "),
    ]
}

fn in_words(interval: Interval) -> String {
    let end = |value: Option<f64>| value.map_or_else(|| "unbounded".to_owned(), |v| number(v, DIGITS));
    format!("{} to {} ({} %)", end(interval.low), end(interval.high), number(interval.level * 100.0, 3))
}

fn list(page: &mut Page, label: &str, phrases: &[Phrase]) {
    let mut label = label;
    for phrase in phrases {
        page.fact(label, &phrase.english);
        label = "";
    }
}
