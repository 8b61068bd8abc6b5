//! Booms from a table with one row each.

use csv::{ReaderBuilder, StringRecord};
use jiff::civil::Date;
use serde::Serialize;
use utakata::boom::{DRAWDOWNS, PATH_POINTS, Rule, trading_days};
use utakata::reference_class::{Booms, KnownScore, PathScore};

use crate::failure::Failure;

/// Observations of a year in a table that does not say: trading days, in which rows of weekly and monthly assets are counted
/// too.
const YEAR: usize = 252;

/// Rows of the file that are no booms with a known outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(super) struct LeftOut {
    /// Found by another rule.
    pub(super) other_rules: usize,
    /// Of another group of assets.
    pub(super) other_groups: usize,
    /// Two years have not passed.
    pub(super) censored: usize,
    /// A split seems to have been left in the prices.
    pub(super) suspected_split: usize,
}

/// Scores at entry that need more than the path, by their columns; a library may lack any.
const MORE_SCORES: [&str; 3] = ["bsadf", "turnover_change", "called"];

/// Where the columns are.
///
/// A library has `asset`, `start`, `path00` to `path24` (logarithmic returns over the run-up), `days10` to `days40`
/// (observations until a fall by that many per cent, empty for never), and perhaps `rule`, `group`, `year`, `fate`
/// and `suspected_split`. The table of the first study calls them `pre…` and `fp…` (−1 for never).
struct Columns {
    asset: usize,
    start: usize,
    path: Vec<usize>,
    falls: Vec<usize>,
    rule: Option<usize>,
    group: Option<usize>,
    year: Option<usize>,
    fate: Option<usize>,
    suspected_split: Option<usize>,
    more: Vec<(&'static str, usize)>,
    watched: Option<usize>,
}

/// Reads the booms that `rule` found from the table `name`, of one `group` of assets if any is named; a table without
/// rules is of one.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    rule: Rule,
    group: Option<&str>,
) -> Result<(Booms, LeftOut), Failure> {
    let mut reader = ReaderBuilder::new().from_reader(bytes);
    let header = reader.headers().map_err(|error| unreadable(name, &error))?.clone();
    let columns = Columns::of(name, &header)?;
    let below = DRAWDOWNS.len() - 1;
    let (mut booms, mut left_out) = (Booms::default(), LeftOut::default());
    booms.drawdowns = DRAWDOWNS[..below].to_vec();
    booms.first_passages = vec![Vec::new(); below];
    let score = |name: &str| KnownScore { name: name.to_owned(), values: Vec::new() };
    booms.more_scores.extend(columns.more.iter().map(|(name, _)| score(name)));
    booms.watched = columns.watched.map(|_| score(PathScore::SecondHalfVolatility.name()));
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(name, &error))?;
        let row = Row { name, header: &header, record: &record };
        let says = |column: Option<usize>, text: &str| column.is_some_and(|at| row.text(at) == text);
        if columns.rule.is_some() && !says(columns.rule, rule.name()) {
            left_out.other_rules += 1;
        } else if group.is_some_and(|group| !says(columns.group, group)) {
            left_out.other_groups += 1;
        } else if says(columns.fate, "censored") {
            left_out.censored += 1;
        } else if says(columns.suspected_split, "true") {
            left_out.suspected_split += 1;
        } else {
            row.add_to(&mut booms, &columns)?;
        }
    }
    Ok((booms, left_out))
}

impl Columns {
    fn of(name: &str, header: &StringRecord) -> Result<Self, Failure> {
        let find = |wanted: &str| header.iter().position(|title| title.trim() == wanted);
        let either = |wanted: String, first_study: String| {
            find(&wanted).or_else(|| find(&first_study)).ok_or_else(|| {
                Failure::Input(anyhow::anyhow!(
                    "{name}: there is no column {wanted}; a library has asset, start, path00 to path24 and days10 to \
                     days40: make one with `utakata library build`"
                ))
            })
        };
        let one = |wanted: &str| either(wanted.to_owned(), wanted.to_owned());
        Ok(Self {
            asset: one("asset")?,
            start: one("start")?,
            path: (0..PATH_POINTS)
                .map(|i| either(format!("path{i:02}"), format!("pre{i:02}")))
                .collect::<Result<_, _>>()?,
            falls: DRAWDOWNS
                .iter()
                .map(|fall| format!("{:.0}", 100.0 * fall))
                .map(|percent| either(format!("days{percent}"), format!("fp{percent}")))
                .collect::<Result<_, _>>()?,
            rule: find("rule"),
            group: find("group"),
            year: find("year"),
            fate: find("fate"),
            suspected_split: find("suspected_split"),
            more: MORE_SCORES.iter().filter_map(|&name| Some((name, find(name)?))).collect(),
            watched: find("volatility_before_burst"),
        })
    }
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
    fn add_to(&self, booms: &mut Booms, columns: &Columns) -> Result<(), Failure> {
        booms.assets.push(self.text(columns.asset).to_owned());
        booms.starts.push(self.field::<Date>(columns.start, "a date like 2020-08-19")?);
        let number = |&at: &usize| self.field::<f64>(at, "a number");
        booms.paths.push(columns.path.iter().map(number).collect::<Result<_, _>>()?);
        let year = columns.year.map_or(Ok(YEAR), |at| self.field::<usize>(at, "a whole number"))?;
        let day = |&at: &usize| self.day(at, year);
        let days = columns.falls.iter().map(day).collect::<Result<Vec<_>, _>>()?;
        for (passages, &day) in booms.first_passages.iter_mut().zip(&days) {
            passages.push(day);
        }
        let burst_day = days.last().copied().flatten();
        booms.burst_days.push(burst_day);
        booms.burst.push(burst_day.is_some());
        let more = booms.more_scores.iter_mut().zip(columns.more.iter().map(|&(_, at)| at));
        for (score, at) in more.chain(booms.watched.iter_mut().zip(columns.watched)) {
            let empty = self.text(at).is_empty();
            score.values.push(if empty { None } else { Some(self.field(at, "a number or empty")?) });
        }
        Ok(())
    }

    fn text(&self, at: usize) -> &str {
        self.record.get(at).unwrap_or_default().trim()
    }

    fn field<T: std::str::FromStr>(&self, at: usize, expected: &str) -> Result<T, Failure> {
        self.text(at).parse().map_err(|_| self.refuse(at, expected))
    }

    /// A day in trading days; none for never.
    fn day(&self, at: usize, year: usize) -> Result<Option<u32>, Failure> {
        if matches!(self.text(at), "" | "-1") {
            return Ok(None);
        }
        let observations = self.field(at, "a whole number, or empty for never")?;
        Ok(Some(trading_days(observations, year)))
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
