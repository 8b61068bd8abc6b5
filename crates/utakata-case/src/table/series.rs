//! From rows of text to validated series.

use std::collections::HashMap;

use jiff::civil::Date;
use utakata::{Series, SeriesError};

use super::{
    Named, Place, Sheet, TableError,
    field::{self, Number},
    sheet::Row,
};

/// Which columns hold what, by position.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Columns<'a> {
    pub(crate) date: usize,
    pub(crate) values: &'a [usize],
    /// Column that names the series; absent in a wide table.
    pub(crate) group: Option<usize>,
}

/// A value with the row it stands in.
type Observation<'a> = (Date, Option<f64>, &'a Row);

/// One series per group and value column, in the order of first appearance.
pub(crate) fn assemble(sheet: &Sheet, columns: &Columns<'_>) -> Result<Vec<Series>, TableError> {
    each(sheet, columns)?.into_iter().map(|(_, series)| series).collect()
}

/// As [`assemble`], each with its name and its own flaw: one bad column does not spoil the others.
pub(crate) fn each(sheet: &Sheet, columns: &Columns<'_>) -> Result<Vec<Named>, TableError> {
    let mut all = Vec::new();
    for (group, rows) in groups(sheet, columns)? {
        for &value in columns.values {
            let heading = &sheet.header[value];
            let name = match group {
                Some(group) if columns.values.len() == 1 => group.to_owned(),
                Some(group) => format!("{group} {heading}"),
                None => heading.clone(),
            };
            let series = one(sheet, &name, value, columns, &rows);
            all.push((name, series));
        }
    }
    Ok(all)
}

/// Refuses the first value that is not a count.
pub(crate) fn counted(sheet: &Sheet, columns: &Columns<'_>) -> Result<(), TableError> {
    for row in &sheet.rows {
        for &value in columns.values {
            if number(sheet, row, value)?.is_some_and(|count| count < 0.0 || count.fract() != 0.0) {
                return Err(TableError::NotCount { at: place(sheet, row, value) });
            }
        }
    }
    Ok(())
}

type Grouped<'a> = Vec<(Option<&'a str>, Vec<(Date, &'a Row)>)>;

fn groups<'a>(sheet: &'a Sheet, columns: &Columns<'_>) -> Result<Grouped<'a>, TableError> {
    let mut groups: Grouped<'a> = Vec::new();
    let mut places: HashMap<Option<&str>, usize> = HashMap::new();
    let calendar = field::Calendar::of(sheet.rows.iter().map(|row| row.fields[columns.date].as_str()));
    for row in &sheet.rows {
        let text = &row.fields[columns.date];
        let date =
            calendar.date(text).ok_or_else(|| TableError::BadDate { at: place(sheet, row, columns.date) })?;
        let name = columns.group.map(|g| row.fields[g].as_str());
        if let (Some(""), Some(group)) = (name, columns.group) {
            return Err(TableError::UnnamedSeries { at: place(sheet, row, group) });
        }
        let slot = *places.entry(name).or_insert_with(|| {
            groups.push((name, Vec::new()));
            groups.len() - 1
        });
        groups[slot].1.push((date, row));
    }
    Ok(groups)
}

fn one(
    sheet: &Sheet,
    name: &str,
    value: usize,
    columns: &Columns<'_>,
    rows: &[(Date, &Row)],
) -> Result<Series, TableError> {
    let observations = rows
        .iter()
        .map(|&(date, row)| Ok((date, number(sheet, row, value)?, row)))
        .collect::<Result<Vec<Observation<'_>>, TableError>>()?;
    in_order(sheet, name, columns, &observations)?;
    let first = observations.iter().position(|o| o.1.is_some());
    let last = observations.iter().rposition(|o| o.1.is_some());
    let (Some(first), Some(last)) = (first, last) else {
        return Err(TableError::NoValues { file: sheet.file.clone(), series: name.to_owned() });
    };
    let mut dates = Vec::with_capacity(last + 1 - first);
    let mut values = Vec::with_capacity(last + 1 - first);
    for &(date, number, row) in &observations[first..=last] {
        let Some(number) = number else {
            let at = place(sheet, row, value);
            return Err(TableError::MissingValue { at, date, series: name.to_owned() });
        };
        dates.push(date);
        values.push(number);
    }
    Series::new(name, dates, values).map_err(|error| unlikely(sheet, &error))
}

fn number(sheet: &Sheet, row: &Row, value: usize) -> Result<Option<f64>, TableError> {
    match field::number(&row.fields[value]) {
        Number::Finite(number) => Ok(Some(number)),
        Number::Blank => Ok(None),
        Number::NotFinite => Err(TableError::NotFinite { at: place(sheet, row, value) }),
        Number::Malformed(hint) => Err(TableError::NotNumber { at: place(sheet, row, value), hint }),
    }
}

fn in_order(
    sheet: &Sheet,
    name: &str,
    columns: &Columns<'_>,
    observations: &[Observation<'_>],
) -> Result<(), TableError> {
    for pair in observations.windows(2) {
        let (previous, (date, _, row)) = (pair[0].0, pair[1]);
        if date > previous {
            continue;
        }
        let (at, series) = (place(sheet, row, columns.date), name.to_owned());
        return Err(if date == previous {
            let hint = match columns.group {
                None => ", or name the column that tells the series apart with --series",
                Some(_) => "",
            };
            TableError::DuplicateDate { at, date, series, hint }
        } else {
            TableError::Unsorted { at, date, previous, series }
        });
    }
    Ok(())
}

/// The engine checks again what was checked above; should it ever disagree, its own words are passed on.
fn unlikely(sheet: &Sheet, error: &SeriesError) -> TableError {
    TableError::Unreadable { file: sheet.file.clone(), reason: error.to_string() }
}

#[expect(clippy::unnecessary_box_returns, reason = "errors hold it boxed, to stay small")]
pub(super) fn place(sheet: &Sheet, row: &Row, column: usize) -> Box<Place> {
    let text = &row.fields[column];
    let mut shown: String = text.chars().take(60).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    Box::new(Place {
        file: sheet.file.clone(),
        line: row.line,
        column: sheet.header[column].clone(),
        text: shown,
    })
}
