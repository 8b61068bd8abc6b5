//! An answer of one test or one kind of evidence: the statement with the figures behind it, in every form.

mod figures;
mod page;

use serde::Serialize;
use utakata::Statement;

pub(crate) use figures::{Figures, Plain};

use crate::arguments::Format;
use crate::failure::Failure;
use crate::output::Destination;

/// Version of the JSON of an answer.
pub(crate) const SCHEMA: u32 = 1;

/// What one question brought.
#[derive(Debug, Serialize)]
pub(crate) struct Answer<D> {
    schema: u32,
    kind: &'static str,
    /// Names of the series asked about, where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    series: Vec<String>,
    #[serde(flatten)]
    statement: Statement,
    detail: D,
}

impl<D: Figures> Answer<D> {
    /// An answer that is about no series.
    pub(crate) fn new(kind: &'static str, statement: Statement, detail: D) -> Self {
        Self { schema: SCHEMA, kind, series: Vec::new(), statement, detail }
    }

    /// The same about `series`.
    pub(crate) fn about(self, series: Vec<String>) -> Self {
        Self { series, ..self }
    }
}

/// Prints answers in the form asked for: JSON is one object for one answer and an array for several.
pub(crate) fn print<D: Figures>(
    answers: &[Answer<D>],
    title: &str,
    format: Format,
    destination: &Destination,
) -> Result<(), Failure> {
    match format {
        Format::Json => match answers {
            [one] => destination.write_json(one),
            several => destination.write_json(&several),
        },
        Format::Csv => destination.write_bytes(&page::rows(answers)?),
        Format::Table => destination.write_text(&page::page(answers, title)),
    }
}
