//! The evidence table as rows for a spreadsheet.

use utakata_case::Findings;

use crate::failure::Failure;
use crate::text::{full, name_of};

const HEADER: [&str; 15] = [
    "stream",
    "kind",
    "name",
    "standing",
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
    "summary",
];

/// One row per stream and statement; a stream without statements has one row.
pub(super) fn rows(findings: &Findings) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER).map_err(Failure::runtime)?;
    for stream in &findings.streams {
        let about =
            [text(&stream.id), name_of(&stream.kind), text(&stream.name.english), name_of(&stream.standing)];
        let summary = text(&stream.summary.english);
        if stream.statements.is_empty() {
            let blank = vec![String::new(); HEADER.len() - about.len() - 1];
            let row = about.iter().chain(&blank).chain([&summary]);
            writer.write_record(row).map_err(Failure::runtime)?;
        }
        for statement in &stream.statements {
            let figures = [
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
            ];
            let row = about.iter().chain(&figures).chain([&summary]);
            writer.write_record(row).map_err(Failure::runtime)?;
        }
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}

/// Text that a spreadsheet cannot take for a formula.
fn text(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
