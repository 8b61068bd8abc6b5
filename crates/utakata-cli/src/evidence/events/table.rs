//! Tables of returns, in which an empty field is a day without a trade, and of events.

use std::path::Path;

use jiff::civil::Date;
use utakata::Series;

use crate::failure::Failure;
use crate::input::load;

/// Rows of text under a header, and the name of the file.
fn rows(path: &Path) -> Result<(String, csv::StringRecord, Vec<csv::StringRecord>), Failure> {
    let (file, bytes) = load(path)?;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes.as_slice());
    let wrong = |error: csv::Error| Failure::input(error).context(file.clone());
    let header = reader.headers().map_err(wrong)?.clone();
    let rows = reader.records().collect::<Result<Vec<_>, _>>().map_err(wrong)?;
    Ok((file, header, rows))
}

fn place<T>(file: &str, row: usize, text: &str, wanted: &str) -> Result<T, Failure> {
    Err(Failure::Input(anyhow::anyhow!("{file}, line {}: `{text}` is not {wanted}", row + 2)))
}

fn date(file: &str, row: usize, text: &str) -> Result<Date, Failure> {
    text.parse().or_else(|_| place(file, row, text, "a date such as 2023-06-27"))
}

/// One series for each column after the first, which holds the dates; days on which the field is empty are left out.
pub(super) fn returns(path: &Path) -> Result<Vec<Series>, Failure> {
    let (file, header, rows) = rows(path)?;
    let days =
        rows.iter().enumerate().map(|(row, record)| date(&file, row, record.get(0).unwrap_or_default()));
    let days = days.collect::<Result<Vec<Date>, Failure>>()?;
    let column = |(place_of, name): (usize, &str)| -> Result<Series, Failure> {
        let (mut dates, mut values) = (Vec::new(), Vec::new());
        for (row, (day, record)) in days.iter().zip(&rows).enumerate() {
            let text = record.get(place_of).unwrap_or_default();
            if text.is_empty() {
                continue;
            }
            let finite = text.parse::<f64>().ok().filter(|value| value.is_finite());
            let wanted = "a return such as -0.012; leave the field empty on days without a trade";
            values.push(finite.map_or_else(|| place(&file, row, text, wanted), Ok)?);
            dates.push(*day);
        }
        Series::new(name, dates, values)
            .map_err(|error| Failure::input(error).context(format!("{file}, column `{name}`")))
    };
    header.iter().enumerate().skip(1).map(column).collect()
}

/// Firms and dates: the first two columns.
pub(super) fn events(path: &Path) -> Result<Vec<(String, Date)>, Failure> {
    let (file, _, rows) = rows(path)?;
    let event = |(row, record): (usize, &csv::StringRecord)| {
        let (firm, day) = (record.get(0).unwrap_or_default(), record.get(1).unwrap_or_default());
        Ok((firm.to_owned(), date(&file, row, day)?))
    };
    rows.iter().enumerate().map(event).collect()
}
