//! A small file of what became of events and forecasts: TOML or CSV.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ScoreError;
use crate::{folder::Located, table::Sheet};

/// How something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Settled {
    /// It happened.
    True,
    /// It did not.
    False,
    /// It can no longer be decided.
    Void,
}

/// One outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeRow {
    /// Line of the file.
    pub line: usize,
    /// Case; needed only when several cases use the identifier.
    pub case: Option<String>,
    /// Event or ledger entry.
    pub id: String,
    /// Day on which it became known.
    pub date: Date,
    /// What became of it.
    pub outcome: Settled,
    /// Where that stands.
    pub source: String,
}

/// A file of outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcomes {
    /// File as it was named to us.
    pub file: String,
    /// Its rows.
    pub rows: Vec<OutcomeRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    #[serde(default)]
    outcome: Vec<TomlRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TomlRow {
    #[serde(default)]
    case: Option<String>,
    id: String,
    date: String,
    outcome: Word,
    source: String,
}

/// `true` with or without quotes.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Word {
    Flag(bool),
    Text(String),
}

impl Outcomes {
    /// Reads `[[outcome]]` tables when `file` ends in `.toml`, else a CSV with a header; both have `id`, `date`,
    /// `outcome` (`true`, `false`, `void`), `source` and optionally `case`.
    ///
    /// # Errors
    /// [`ScoreError`], naming file and line.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, ScoreError> {
        let toml = std::path::Path::new(file).extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"));
        let rows = if toml { from_toml(file, bytes)? } else { from_csv(file, bytes)? };
        Ok(Self { file: file.to_owned(), rows })
    }
}

fn from_toml(file: &str, bytes: &[u8]) -> Result<Vec<OutcomeRow>, ScoreError> {
    let mut located = Located::parse(file, bytes)?;
    let toml: Toml = located.read()?;
    let row = |(i, row): (usize, TomlRow)| {
        let word = match row.outcome {
            Word::Flag(flag) => flag.to_string(),
            Word::Text(text) => text,
        };
        let line = located.at(&format!("outcome/{i}")).line;
        build(file, line, [row.case.unwrap_or_default(), row.id, row.date, word, row.source])
    };
    toml.outcome.into_iter().enumerate().map(row).collect()
}

fn from_csv(file: &str, bytes: &[u8]) -> Result<Vec<OutcomeRow>, ScoreError> {
    let sheet = Sheet::parse(file, bytes)?;
    let find = |name: &str| sheet.header.iter().position(|h| h.eq_ignore_ascii_case(name));
    let need = |column: &'static str| {
        let missing = || ScoreError::NoColumn { file: file.to_owned(), line: sheet.header_line, column };
        find(column).ok_or_else(missing)
    };
    let (case, id, date) = (find("case"), need("id")?, need("date")?);
    let (outcome, source) = (need("outcome")?, need("source")?);
    let row = |row: &crate::table::Row| {
        let field = |column: usize| row.fields[column].clone();
        let case = case.map(field).unwrap_or_default();
        build(file, row.line, [case, field(id), field(date), field(outcome), field(source)])
    };
    sheet.rows.iter().map(row).collect()
}

fn build(file: &str, line: usize, fields: [String; 5]) -> Result<OutcomeRow, ScoreError> {
    let file = || file.to_owned();
    let [case, id, date, outcome, source] = fields.map(|text| text.trim().to_owned());
    for (field, text) in [("id", &id), ("source", &source)] {
        if text.is_empty() {
            return Err(ScoreError::Empty { file: file(), line, field });
        }
    }
    let Ok(day) = date.parse::<Date>() else {
        return Err(ScoreError::NotADate { file: file(), line, found: date });
    };
    let outcome = match outcome.to_ascii_lowercase().as_str() {
        "true" => Settled::True,
        "false" => Settled::False,
        "void" => Settled::Void,
        _ => return Err(ScoreError::NotAnOutcome { file: file(), line, found: outcome }),
    };
    let case = Some(case).filter(|case| !case.is_empty());
    Ok(OutcomeRow { line, case, id, date: day, outcome, source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn both_forms_say_the_same() {
        let csv =
            b"id,date,outcome,source\nB1,2024-03-01,TRUE,\"closes, own\"\n\nM006,2024-01-02,void,gazette\n";
        let toml = b"[[outcome]]\nid = \"B1\"\ndate = 2024-03-01\noutcome = true\nsource = \"closes, own\"\n\
            [[outcome]]\nid = \"M006\"\ndate = \"2024-01-02\"\noutcome = \"void\"\nsource = \"gazette\"\n";
        let (csv, toml) =
            (Outcomes::parse("o.csv", csv).unwrap().rows, Outcomes::parse("o.toml", toml).unwrap().rows);
        assert_eq!(csv.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(toml.iter().map(|r| r.line).collect::<Vec<_>>(), [1, 6]);
        assert_eq!((csv[0].date, csv[0].outcome), (date(2024, 3, 1), Settled::True));
        for (a, b) in csv.iter().zip(toml) {
            assert_eq!(*a, OutcomeRow { line: a.line, ..b });
        }
    }

    #[test]
    fn flaws_name_file_and_line() {
        let message =
            |file: &str, text: &str| Outcomes::parse(file, text.as_bytes()).unwrap_err().to_string();
        let header = "id,date,outcome,source\n";
        assert!(
            message("o.csv", "id,date,outcome\nB1,2024-01-01,true\n").starts_with("o.csv, line 1: no column")
        );
        for (row, expected) in [
            ("B1,2024-01-01,maybe,x", "o.csv, line 2: the outcome `maybe`"),
            ("B1,1 May,true,x", "o.csv, line 2: `1 May` is not a date"),
            ("B1,2024-01-01,true,", "o.csv, line 2: `source` is empty"),
            (",2024-01-01,true,x", "o.csv, line 2: `id` is empty"),
        ] {
            let text = message("o.csv", &format!("{header}{row}\n"));
            assert!(text.starts_with(expected), "{text}");
        }
        let toml = "[[outcome]]\nid = \"B1\"\ndate = \"2024-01-01\"\nsource = \"x\"\n";
        assert!(message("o.toml", toml).contains("o.toml, line 1"), "{}", message("o.toml", toml));
        assert!(message("o.toml", "outcome = 3").contains("o.toml, line 1"));
    }
}
