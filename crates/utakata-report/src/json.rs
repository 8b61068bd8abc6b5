//! The findings as JSON.

use thiserror::Error;
use utakata_case::Findings;

/// The findings could not be written as JSON.
#[derive(Debug, Error)]
#[error("the findings could not be written as JSON; please report this with the case that caused it")]
pub struct JsonError(#[from] serde_json::Error);

/// The findings as indented JSON with a final newline, as documented by `schema/findings.schema.json`.
///
/// # Errors
/// [`JsonError`] when a value has no JSON form, which no value of [`Findings`] should.
pub fn render(findings: &Findings) -> Result<String, JsonError> {
    let mut text = serde_json::to_string_pretty(findings)?;
    text.push('\n');
    Ok(text)
}
