//! Booms from a table with one row each.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};
use jiff::civil::Date;
use utakata::reference_class::Booms;

use crate::failure::Failure;
use crate::input;

/// Falls whose first passage is a state one can be in before the burst, in per cent.
const FALLS: [u32; 6] = [10, 15, 20, 25, 30, 35];
/// The fall that is a burst, in per cent.
const BURST: u32 = 40;
/// Points of a path.
const POINTS: usize = 25;

/// The columns of one table: `asset`, `start`, `pre00` to `pre24` (logarithmic returns over the run-up), `fp10` to `fp40`
/// (days until a fall by that many per cent, −1 for never) and `crash40` (0 or 1).
struct Columns {
    asset: usize,
    start: usize,
    path: Vec<usize>,
    falls: Vec<usize>,
    burst_day: usize,
    burst: usize,
}

/// Reads the booms of a file.
pub(super) fn read(path: &Path) -> Result<Booms, Failure> {
    let (name, bytes) = input::load(path)?;
    let mut reader = ReaderBuilder::new().from_reader(bytes.as_slice());
    let header = reader.headers().map_err(|error| unreadable(&name, &error))?.clone();
    let columns = columns(&name, &header)?;
    let mut booms = Booms {
        drawdowns: FALLS.iter().map(|&f| f64::from(f) / 100.0).collect(),
        first_passages: vec![Vec::new(); FALLS.len()],
        ..Booms::default()
    };
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&name, &error))?;
        let row = Row { name: &name, header: &header, record: &record };
        booms.assets.push(row.text(columns.asset).to_owned());
        booms.starts.push(row.field::<Date>(columns.start, "a date like 2020-08-19")?);
        let number = |&at: &usize| row.field::<f64>(at, "a number");
        booms.paths.push(columns.path.iter().map(number).collect::<Result<_, _>>()?);
        for (passages, &at) in booms.first_passages.iter_mut().zip(&columns.falls) {
            passages.push(row.day(at)?);
        }
        booms.burst_days.push(row.day(columns.burst_day)?);
        booms.burst.push(match row.text(columns.burst) {
            "1" => true,
            "0" => false,
            _ => return Err(row.refuse(columns.burst, "0 or 1")),
        });
    }
    Ok(booms)
}

fn columns(name: &str, header: &StringRecord) -> Result<Columns, Failure> {
    let find = |wanted: &str| {
        header.iter().position(|title| title.trim() == wanted).ok_or_else(|| {
            Failure::Input(anyhow::anyhow!(
                "{name}: there is no column {wanted}; a library has asset, start, pre00 to pre24, fp10 to fp40 and \
                 crash40"
            ))
        })
    };
    Ok(Columns {
        asset: find("asset")?,
        start: find("start")?,
        path: (0..POINTS).map(|i| find(&format!("pre{i:02}"))).collect::<Result<_, _>>()?,
        falls: FALLS.iter().map(|fall| find(&format!("fp{fall}"))).collect::<Result<_, _>>()?,
        burst_day: find(&format!("fp{BURST}"))?,
        burst: find(&format!("crash{BURST}"))?,
    })
}

fn unreadable(name: &str, error: &csv::Error) -> Failure {
    Failure::Input(anyhow::anyhow!("{name}: {error}"))
}

/// One row, with what a message has to name.
struct Row<'a> {
    name: &'a str,
    header: &'a StringRecord,
    record: &'a StringRecord,
}

impl Row<'_> {
    fn text(&self, at: usize) -> &str {
        self.record.get(at).unwrap_or_default().trim()
    }

    fn field<T: std::str::FromStr>(&self, at: usize, expected: &str) -> Result<T, Failure> {
        self.text(at).parse().map_err(|_| self.refuse(at, expected))
    }

    /// A day; none for −1.
    fn day(&self, at: usize) -> Result<Option<u32>, Failure> {
        if self.text(at) == "-1" {
            return Ok(None);
        }
        self.field(at, "a whole number of days, or -1 for never").map(Some)
    }

    fn refuse(&self, at: usize, expected: &str) -> Failure {
        let line = self.record.position().map_or(0, csv::Position::line);
        Failure::Input(anyhow::anyhow!(
            "{}, line {line}, column {}: `{}` is not {expected}",
            self.name,
            self.header.get(at).unwrap_or_default(),
            self.text(at)
        ))
    }
}
