//! An answer for people, and as a row.

use utakata::statement::GuaranteeKind;
use utakata::{Interval, Phrase};

use super::{Answer, Figures};
use crate::failure::Failure;
use crate::text::{Page, full, number};

/// Significant digits of figures for people.
const DIGITS: usize = 5;

pub(super) fn page(answer: &Answer<impl Figures>) -> String {
    let statement = &answer.statement;
    let mut page = Page::default();
    page.heading(&format!("Evidence: {} ({})", answer.kind, statement.method));
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
        &format!("guarantee: {}", guarantee(statement.guarantee.kind)),
        &statement.guarantee.text.english,
    );
    list(&mut page, "notes", &statement.notes);
    page.heading("Figures");
    answer.detail.figures(&mut page);
    page.finish()
}

pub(super) fn row(answer: &Answer<impl Figures>) -> Result<Vec<u8>, Failure> {
    let statement = &answer.statement;
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
    ];
    writer.write_record(header).map_err(Failure::runtime)?;
    writer
        .write_record([
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
            guarantee(statement.guarantee.kind).to_owned(),
            statement.observations.to_string(),
        ])
        .map_err(Failure::runtime)?;
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}

fn in_words(interval: Interval) -> String {
    let end = |value: Option<f64>| value.map_or_else(|| "unbounded".to_owned(), |v| number(v, DIGITS));
    format!("{} to {} ({} %)", end(interval.low), end(interval.high), number(interval.level * 100.0, 3))
}

fn guarantee(kind: GuaranteeKind) -> &'static str {
    match kind {
        GuaranteeKind::Exact => "exact",
        GuaranteeKind::AnytimeValid => "anytime-valid",
        GuaranteeKind::Simulated => "simulated",
        GuaranteeKind::Asymptotic => "asymptotic",
        GuaranteeKind::Descriptive => "descriptive",
    }
}

fn list(page: &mut Page, label: &str, phrases: &[Phrase]) {
    let mut label = label;
    for phrase in phrases {
        page.fact(label, &phrase.english);
        label = "";
    }
}
