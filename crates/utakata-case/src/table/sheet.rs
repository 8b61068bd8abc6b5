//! From bytes to a header and rows of text, each with its line.

use super::{TableError, field, layout::DELIMITERS};

/// A delimited text file: header and rows, nothing interpreted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sheet {
    /// File as it was named to us.
    pub(crate) file: String,
    /// Line of the header, or of the first row when the file has none and the headings are ours.
    pub(crate) header_line: usize,
    /// Column headings, trimmed.
    pub(crate) header: Vec<String>,
    /// Rows; every row has as many fields as the header.
    pub(crate) rows: Vec<Row>,
}

/// One row of trimmed fields.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// Line on which the row begins, counted from 1.
    pub(crate) line: usize,
    /// Its fields.
    pub(crate) fields: Vec<String>,
}

impl Sheet {
    /// Splits `bytes`; the delimiter is the one the first line holds most of. Rows of empty fields are skipped.
    pub(crate) fn parse(file: &str, bytes: &[u8]) -> Result<Self, TableError> {
        let text = std::str::from_utf8(bytes).map_err(|error| TableError::NotUtf8 {
            file: file.to_owned(),
            line: line_of(bytes, error.valid_up_to()),
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut rows = split(file, text)?.into_iter();
        let first = rows.next().ok_or_else(|| TableError::Empty { file: file.to_owned() })?;
        let bare = matches!(&first.fields[..], [date, value]
            if field::date(date).is_some() && matches!(field::number(value), field::Number::Finite(_)));
        let mut sheet = if bare {
            let stem = std::path::Path::new(file).file_stem().map(|s| s.to_string_lossy().into_owned());
            let header = vec!["date".to_owned(), stem.unwrap_or_else(|| "value".to_owned())];
            Self { file: file.to_owned(), header_line: first.line, header, rows: vec![first] }
        } else {
            Self { file: file.to_owned(), header_line: first.line, header: first.fields, rows: Vec::new() }
        };
        sheet.rows.extend(rows);
        sheet.check()?;
        Ok(sheet)
    }

    /// The headings as a list for messages.
    pub(crate) fn headings(&self) -> String {
        self.header.iter().map(|h| format!("`{h}`")).collect::<Vec<_>>().join(", ")
    }

    fn check(&self) -> Result<(), TableError> {
        let file = || self.file.clone();
        for (i, column) in self.header.iter().enumerate() {
            if !column.is_empty() && self.header[..i].contains(column) {
                let column = column.clone();
                return Err(TableError::DuplicateColumn { file: file(), line: self.header_line, column });
            }
        }
        let expected = self.header.len();
        if let Some(row) = self.rows.iter().find(|r| r.fields.len() != expected) {
            let found = row.fields.len();
            return Err(TableError::Ragged { file: file(), line: row.line, found, expected });
        }
        if self.rows.is_empty() { Err(TableError::NoRows { file: file() }) } else { Ok(()) }
    }
}

fn split(file: &str, text: &str) -> Result<Vec<Row>, TableError> {
    let first_line = text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let unquoted = || first_line.split('"').step_by(2).flat_map(str::bytes);
    let count = |d: u8| unquoted().filter(|&b| b == d).count();
    let delimiter = DELIMITERS.into_iter().rev().max_by_key(|&d| count(d)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut rows, mut line, mut counted) = (Vec::new(), 1, 0);
    let mut record = csv::StringRecord::new();
    loop {
        let mut start = reader.position().byte() as usize;
        let more = reader
            .read_record(&mut record)
            .map_err(|e| TableError::Unreadable { file: file.to_owned(), reason: e.to_string() })?;
        if !more {
            return Ok(rows);
        }
        // The reader's position lies before the blank lines it skips, so the line is counted here.
        while matches!(text.as_bytes().get(start), Some(b'\n' | b'\r')) {
            start += 1;
        }
        line += newlines(&text.as_bytes()[counted..start]);
        counted = start;
        let fields: Vec<String> = record.iter().map(|f| f.trim().to_owned()).collect();
        if fields.iter().any(|f| !f.is_empty()) {
            rows.push(Row { line, fields });
        }
    }
}

fn line_of(bytes: &[u8], offset: usize) -> usize {
    1 + newlines(&bytes[..offset])
}

/// Line breaks as editors count them: `\n`, `\r\n` and a lone `\r` are one each.
fn newlines(bytes: &[u8]) -> usize {
    let lone = |i: usize| bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|&i| bytes[i] == b'\n' || lone(i)).count()
}
