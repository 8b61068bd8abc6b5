//! Which column is what.

use super::{TableError, TableOptions, field, sheet::Sheet};

/// Delimiters that are recognised; the first wins a tie.
pub(super) const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Headings taken for the dates when none is named.
const DATE_HEADINGS: [&str; 8] = ["date", "day", "week", "month", "period", "time", "timestamp", "datetime"];

/// Headings that mark a table of quotes, of which the close is read when no value column is named.
const QUOTE_HEADINGS: [&str; 3] = ["open", "high", "low"];

/// Column positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) date: usize,
    pub(super) values: Vec<usize>,
    pub(super) group: Option<usize>,
}

impl Layout {
    pub(super) fn of(sheet: &Sheet, options: &TableOptions) -> Result<Self, TableError> {
        let group = options.series.as_deref().map(|name| column(sheet, name)).transpose()?;
        let date = match &options.date {
            Some(name) => column(sheet, name)?,
            None => date_column(sheet)?,
        };
        let values = match &options.value {
            Some(name) => vec![column(sheet, name)?],
            None => value_columns(sheet, date, group)?,
        };
        Ok(Self { date, values, group })
    }
}

/// Position of a heading: exactly as written, else in other capitals.
pub(crate) fn find(header: &[String], name: &str) -> Option<usize> {
    let exact = header.iter().position(|h| h == name);
    exact.or_else(|| header.iter().position(|h| h.eq_ignore_ascii_case(name)))
}

/// Position of a heading that has to be there.
pub(crate) fn column(sheet: &Sheet, name: &str) -> Result<usize, TableError> {
    find(&sheet.header, name).ok_or_else(|| TableError::NoColumn {
        file: sheet.file.clone(),
        line: sheet.header_line,
        wanted: name.to_owned(),
        found: sheet.headings(),
    })
}

/// The column called like a date; else the first, if the table has two columns or its first field is a date.
pub(crate) fn date_column(sheet: &Sheet) -> Result<usize, TableError> {
    if let Some(found) = DATE_HEADINGS.iter().find_map(|name| find(&sheet.header, name)) {
        return Ok(found);
    }
    let column = || sheet.rows.iter().filter_map(|row| row.fields.first().map(String::as_str));
    let calendar = field::Calendar::of(column());
    if sheet.header.len() == 2 || column().next().is_some_and(|text| calendar.date(text).is_some()) {
        return Ok(0);
    }
    let (file, found) = (sheet.file.clone(), sheet.headings());
    Err(TableError::NoDateColumn { file, line: sheet.header_line, found })
}

fn value_columns(sheet: &Sheet, date: usize, group: Option<usize>) -> Result<Vec<usize>, TableError> {
    let header = &sheet.header;
    let rest: Vec<usize> = (0..header.len()).filter(|&i| i != date && Some(i) != group).collect();
    let quotes = QUOTE_HEADINGS.iter().any(|name| find(header, name).is_some());
    if let Some(close) = find(header, "close").filter(|_| quotes || group.is_some()) {
        return Ok(vec![close]);
    }
    if rest.is_empty() || (group.is_some() && rest.len() > 1) {
        let (file, found) = (sheet.file.clone(), sheet.headings());
        return Err(TableError::NoValueColumn { file, line: sheet.header_line, found });
    }
    Ok(rest)
}
