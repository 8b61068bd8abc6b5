//! Episodes as rows of a table.

use std::str::FromStr;

use csv::{ReaderBuilder, StringRecord, WriterBuilder};
use utakata::boom::{DRAWDOWNS, Episode, Fate, PATH_POINTS, Rule};

use super::{Library, LibraryError};

/// Columns of a library file. `path00` to `path24` are logarithmic returns since two years before the start, `days10` to
/// `days40` the observations until a fall by that many per cent, empty where there was none.
pub const HEADER: [&str; 55] = [
    "rule",
    "asset",
    "group",
    "start",
    "end",
    "era",
    "year",
    "from_first",
    "run_up",
    "market_run_up",
    "path00",
    "path01",
    "path02",
    "path03",
    "path04",
    "path05",
    "path06",
    "path07",
    "path08",
    "path09",
    "path10",
    "path11",
    "path12",
    "path13",
    "path14",
    "path15",
    "path16",
    "path17",
    "path18",
    "path19",
    "path20",
    "path21",
    "path22",
    "path23",
    "path24",
    "acceleration",
    "volatility_change",
    "followed",
    "fate",
    "days10",
    "days15",
    "days20",
    "days25",
    "days30",
    "days35",
    "days40",
    "deepest",
    "after",
    "market_after",
    "suspected_split",
    "bsadf",
    "window_volatility",
    "volatility_before_burst",
    "turnover_change",
    "called",
];

/// Columns that every library has; those after them may be missing, and nothing is known of what they say then.
const REQUIRED: usize = 50;

/// Column of the first point of the path, and of the first drawdown.
const PATH: usize = 10;
const DAYS: usize = PATH + PATH_POINTS + 4;

impl Library {
    /// The library as CSV with [`HEADER`]. Returns have six decimals.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut text = WriterBuilder::new().from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _ = text.write_record(HEADER);
        for episode in &self.episodes {
            let _ = text.write_record(row(episode));
        }
        text.into_inner().unwrap_or_default()
    }

    /// Reads a library; `file` is what messages call it.
    ///
    /// # Errors
    /// [`LibraryError`] naming file, line and column.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, LibraryError> {
        let header = |reason: String| LibraryError::Header { file: file.to_owned(), reason };
        let mut reader = ReaderBuilder::new().from_reader(bytes);
        let found = reader.headers().map_err(|error| header(error.to_string()))?;
        if let Some(missing) = HEADER.iter().enumerate().find(|&(at, name)| {
            let found = found.get(at);
            found != Some(name) && (at < REQUIRED || found.is_some())
        }) {
            return Err(header(format!("column {} should be `{}`", missing.0 + 1, missing.1)));
        }
        let mut episodes = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| header(error.to_string()))?;
            episodes.push(Fields { file, record: &record }.episode()?);
        }
        Ok(Self::new(episodes))
    }
}

fn row(episode: &Episode) -> Vec<String> {
    // Rounded before it is printed, so that no minus zero appears.
    let figure = |value: f64| format!("{:.6}", (value * 1e6).round() / 1e6 + 0.0);
    let optional = |value: Option<f64>| value.map(figure).unwrap_or_default();
    let mut row = vec![
        episode.rule.name().to_owned(),
        episode.asset.clone(),
        episode.group.clone(),
        episode.start.to_string(),
        episode.end.to_string(),
        episode.era.to_string(),
        episode.year.to_string(),
        episode.from_first.to_string(),
        figure(episode.run_up),
        optional(episode.market_run_up),
    ];
    row.extend(episode.path.iter().copied().map(figure));
    row.extend([
        figure(episode.acceleration),
        optional(episode.volatility_change),
        episode.followed.to_string(),
        fate_name(episode.fate).to_owned(),
    ]);
    row.extend(episode.first_passage.iter().map(|days| days.map(|d| d.to_string()).unwrap_or_default()));
    row.extend([
        figure(episode.deepest),
        figure(episode.after),
        optional(episode.market_after),
        episode.suspected_split.to_string(),
        optional(episode.bsadf),
        optional(episode.window_volatility),
        optional(episode.volatility_before_burst),
        optional(episode.turnover_change),
        episode.called.map(|called| u8::from(called).to_string()).unwrap_or_default(),
    ]);
    row
}

fn fate_name(fate: Fate) -> &'static str {
    match fate {
        Fate::Complete => "complete",
        Fate::Delisted => "delisted",
        Fate::Censored => "censored",
    }
}

/// One line being read.
struct Fields<'a> {
    file: &'a str,
    record: &'a StringRecord,
}

impl Fields<'_> {
    fn episode(&self) -> Result<Episode, LibraryError> {
        let mut path = [0.0; PATH_POINTS];
        for (k, point) in path.iter_mut().enumerate() {
            *point = self.figure(PATH + k)?;
        }
        let mut first_passage = [None; DRAWDOWNS.len()];
        for (k, days) in first_passage.iter_mut().enumerate() {
            *days = self.optional(DAYS + k, "a whole number or empty")?;
        }
        let (after, tail) = (DAYS - 4, DAYS + DRAWDOWNS.len());
        let fates = [Fate::Complete, Fate::Delisted, Fate::Censored];
        let fate = fates.into_iter().find(|&f| fate_name(f) == self.text(after + 3));
        Ok(Episode {
            rule: Rule::named(self.text(0)).ok_or_else(|| self.wrong(0, "the name of a rule"))?,
            asset: self.text(1).to_owned(),
            group: self.text(2).to_owned(),
            start: self.required(3, "a date")?,
            end: self.required(4, "a date")?,
            era: self.required(5, "a year")?,
            year: self.required(6, "a whole number")?,
            from_first: self.required(7, "true or false")?,
            run_up: self.figure(8)?,
            market_run_up: self.optional_figure(9)?,
            path,
            acceleration: self.figure(after)?,
            volatility_change: self.optional_figure(after + 1)?,
            followed: self.required(after + 2, "a whole number")?,
            fate: fate.ok_or_else(|| self.wrong(after + 3, "complete, delisted or censored"))?,
            first_passage,
            deepest: self.figure(tail)?,
            crash: first_passage[DRAWDOWNS.len() - 1].is_some(),
            after: self.figure(tail + 1)?,
            market_after: self.optional_figure(tail + 2)?,
            suspected_split: self.required(tail + 3, "true or false")?,
            bsadf: self.optional_figure(REQUIRED)?,
            window_volatility: self.optional_figure(REQUIRED + 1)?,
            volatility_before_burst: self.optional_figure(REQUIRED + 2)?,
            turnover_change: self.optional_figure(REQUIRED + 3)?,
            called: self.optional::<u8>(REQUIRED + 4, "0, 1 or empty")?.map(|called| called == 1),
        })
    }

    fn text(&self, column: usize) -> &str {
        self.record.get(column).unwrap_or_default()
    }

    fn wrong(&self, column: usize, expected: &'static str) -> LibraryError {
        LibraryError::Field {
            file: self.file.to_owned(),
            line: self.record.position().map_or(0, csv::Position::line),
            column: HEADER[column],
            text: self.text(column).to_owned(),
            expected,
        }
    }

    fn required<T: FromStr>(&self, column: usize, expected: &'static str) -> Result<T, LibraryError> {
        self.text(column).parse().map_err(|_| self.wrong(column, expected))
    }

    fn optional<T: FromStr>(&self, column: usize, expected: &'static str) -> Result<Option<T>, LibraryError> {
        if self.text(column).is_empty() { Ok(None) } else { self.required(column, expected).map(Some) }
    }

    fn figure(&self, column: usize) -> Result<f64, LibraryError> {
        let value: f64 = self.required(column, "a number")?;
        if value.is_finite() { Ok(value) } else { Err(self.wrong(column, "a number")) }
    }

    fn optional_figure(&self, column: usize) -> Result<Option<f64>, LibraryError> {
        if self.text(column).is_empty() { Ok(None) } else { self.figure(column).map(Some) }
    }
}
