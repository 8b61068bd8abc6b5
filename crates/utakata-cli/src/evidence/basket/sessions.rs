//! What each member did overnight and during the last session.

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;
use utakata::Series;
use utakata::basket::session_returns;

use crate::failure::Failure;
use crate::input::Columns;

/// The last trading day of one member, and all of its days together.
#[derive(Debug, Serialize)]
pub(in crate::evidence) struct Session {
    pub(super) member: String,
    date: Date,
    /// From the close before to the open.
    pub(super) overnight: f64,
    /// From the open to the close.
    pub(super) intraday: f64,
    pub(super) close_to_close: f64,
    /// All nights compounded.
    total_overnight: f64,
    /// All sessions compounded.
    total_intraday: f64,
}

/// One for each series of `closes`; days without an open or a close are passed over.
pub(super) fn sessions(
    file: &Path,
    columns: &Columns,
    column: &str,
    closes: &[Series],
) -> Result<Vec<Session>, Failure> {
    let (_, beside) = columns.read_with(file, Some(column))?;
    let beside = beside.ok_or_else(|| {
        Failure::Input(anyhow::anyhow!("{} has no column `{column}`; --open names the opens", file.display()))
    })?;
    let mut sessions = Vec::new();
    for (named, close) in beside.into_iter().zip(closes) {
        let open = &named.series.map_err(Failure::input)?;
        let (dates, pairs) = common(open, close);
        let (opens, closes): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let split = session_returns(&opens, &closes)
            .map_err(|error| Failure::input(error).context(format!("opens of {}", close.name())))?;
        let last = split.overnight.last().zip(split.intraday.last()).zip(split.close_to_close.last());
        if let Some((((&overnight, &intraday), &close_to_close), &date)) = last.zip(dates.last()) {
            let (total_overnight, total_intraday) = (split.total_overnight, split.total_intraday);
            let member = close.name().to_owned();
            sessions.push(Session {
                member,
                date,
                overnight,
                intraday,
                close_to_close,
                total_overnight,
                total_intraday,
            });
        }
    }
    Ok(sessions)
}

/// Dates that both have, with open and close.
fn common(open: &Series, close: &Series) -> (Vec<Date>, Vec<(f64, f64)>) {
    let mut opens = open.dates().iter().zip(open.values()).peekable();
    let both = close.dates().iter().zip(close.values()).filter_map(|(date, close)| {
        while opens.next_if(|(day, _)| *day < date).is_some() {}
        opens.next_if(|(day, _)| *day == date).map(|(_, open)| (*date, (*open, *close)))
    });
    both.unzip()
}
