//! Dates, read as of the day of publication: what is not said lies in the past.

use jiff::civil::Date;

use crate::cursor::Cursor;
use crate::item::Part;
use crate::words::Words;

/// A date to the precision of the text; its fields are named as in a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_field_names)] // a day has a day
pub(crate) struct Day {
    pub(crate) year: Option<i16>,
    pub(crate) quarter: Option<i8>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    pub(crate) part: Option<Part>,
    pub(crate) end: usize,
}

impl Day {
    const NONE: Self = Self { year: None, quarter: None, month: None, day: None, part: None, end: 0 };

    /// Nothing but a month: the period of a number, not a date of its own.
    pub(crate) fn is_bare_month(&self) -> bool {
        self.year.is_none() && self.month.is_some() && self.day.is_none()
    }

    /// With the year filled in: the last one in which the date was not after `published`.
    pub(crate) fn resolved(self, published: Option<Date>) -> Self {
        let (None, Some(month), Some(published)) = (self.year, self.month, published) else { return self };
        let later = (month, self.day.unwrap_or(1)) > (published.month(), published.day());
        Self { year: Some(published.year() - i16::from(later)), ..self }
    }

    /// ISO 8601 to the precision known; `--06-26` where the year is not known.
    pub(crate) fn iso(&self) -> String {
        let year = self.year.map_or_else(|| "-".to_owned(), |y| format!("{y:04}"));
        match (self.quarter, self.month, self.day) {
            (Some(quarter), ..) => format!("{year}-Q{quarter}"),
            (_, Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (_, Some(month), None) => format!("{year}-{month:02}"),
            _ => year,
        }
    }

    /// Whether the calendar has it.
    pub(crate) fn is_possible(&self) -> bool {
        let month = self.month.is_none_or(|m| (1..=12).contains(&m));
        let day = self
            .day
            .is_none_or(|day| Date::new(self.year.unwrap_or(2024), self.month.unwrap_or(1), day).is_ok());
        month && day
    }
}

static YEARS: Words<i16> = Words::new(&[
    ("昨年", -1),
    ("去年", -1),
    ("前年", -1),
    ("一昨年", -2),
    ("前年末", -1),
    ("今年", 0),
    ("本年", 0),
    ("来年", 1),
    ("明年", 1),
]);
static MONTHS: Words<i8> = Words::new(&[
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
]);
static PARTS: Words<Part> = Words::new(&[
    ("初旬", Part::Early),
    ("上旬", Part::Early),
    ("初め", Part::Early),
    ("初", Part::Early),
    ("中旬", Part::Mid),
    ("半ば", Part::Mid),
    ("下旬", Part::Late),
    ("末", Part::Late),
    ("底", Part::Late),
]);
static ENGLISH_PARTS: Words<Part> = Words::new(&[
    ("early", Part::Early),
    ("the beginning of", Part::Early),
    ("mid", Part::Mid),
    ("mid-", Part::Mid),
    ("late", Part::Late),
    ("the end of", Part::Late),
]);
static QUARTERS: Words<i8> = Words::new(&[
    ("第1四半期", 1),
    ("第2四半期", 2),
    ("第3四半期", 3),
    ("第4四半期", 4),
    ("第一四半期", 1),
    ("第二四半期", 2),
    ("第三四半期", 3),
    ("第四四半期", 4),
    ("第一季度", 1),
    ("第二季度", 2),
    ("第三季度", 3),
    ("第四季度", 4),
    ("一季度", 1),
    ("二季度", 2),
    ("三季度", 3),
    ("四季度", 4),
    ("q1", 1),
    ("q2", 2),
    ("q3", 3),
    ("q4", 4),
    ("first quarter", 1),
    ("second quarter", 2),
    ("third quarter", 3),
    ("fourth quarter", 4),
]);

/// The date that begins at `start`; without a year where none is said.
pub(crate) fn day(cursor: &Cursor<'_>, start: usize, published: Option<Date>) -> Option<Day> {
    let found = iso(cursor, start)
        .or_else(|| east_asian(cursor, start, published))
        .or_else(|| english(cursor, start))
        .or_else(|| quarter(cursor, start, Day::NONE))?;
    found.is_possible().then_some(found)
}

fn number(cursor: &Cursor<'_>, start: usize, most: usize) -> Option<(i16, usize)> {
    let mut end = start;
    while end < start + most && cursor.at(end).is_some_and(|c| c.is_ascii_digit()) {
        end += 1;
    }
    let whole = !cursor.at(end).is_some_and(|c| c.is_ascii_digit())
        && !cursor.last(start).is_some_and(|c| c.is_ascii_digit() || c == '.');
    if end == start || !whole {
        return None;
    }
    cursor.slice(start, end).parse().ok().map(|value| (value, end))
}

/// `2023-06-26`, `2023/6/26`.
fn iso(cursor: &Cursor<'_>, start: usize) -> Option<Day> {
    let (year, end) = number(cursor, start, 4).filter(|(year, _)| (1900..2200).contains(year))?;
    let mark = cursor.at(end).filter(|c| matches!(c, '-' | '/'))?;
    let (month, end) = number(cursor, end + 1, 2)?;
    if cursor.at(end) != Some(mark) {
        return None;
    }
    let (day, end) = number(cursor, end + 1, 2)?;
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Some(Day { year: Some(year), month: Some(month), day: Some(day), end, ..Day::NONE })
}

/// `2023年5月初旬`, `昨年12月`, `6月26日`, `2023年第1四半期`.
fn east_asian(cursor: &Cursor<'_>, start: usize, published: Option<Date>) -> Option<Day> {
    let mut found = Day { end: start, ..Day::NONE };
    if let Some((end, shift)) = cursor.longest(start, &YEARS) {
        found.year = published.map(|p| p.year() + shift);
        found.end = end;
        // A year alone, as in 昨年は, is no date to check.
        found.year?;
    } else if let Some((year, end)) = number(cursor, start, 4).filter(|(year, _)| (1900..2200).contains(year))
        && cursor.at(end) == Some('年')
        && !cursor.at(end + 1).is_some_and(|c| matches!(c, '間' | '前'))
    {
        (found.year, found.end) = (Some(year), end + 1);
    }
    if let Some(with_quarter) = quarter(cursor, found.end, found).filter(|_| found.year.is_some()) {
        return Some(with_quarter);
    }
    if let Some((month, end)) = number(cursor, found.end, 2)
        && cursor.at(end) == Some('月')
    {
        (found.month, found.end) = (i8::try_from(month).ok(), end + 1);
        if let Some((day, end)) = number(cursor, found.end, 2)
            && cursor.at(end).is_some_and(|c| matches!(c, '日' | '号'))
        {
            (found.day, found.end) = (i8::try_from(day).ok(), end + 1);
        }
    }
    if found.end > start
        && let Some((end, part)) = cursor.longest(found.end, &PARTS)
    {
        (found.part, found.end) = (Some(part), end);
    }
    (found.month.is_some() || found.year.is_some()).then_some(found)
}

/// `June 26, 2023`, `26 June 2023`, `early May 2023`, `June 26`.
fn english(cursor: &Cursor<'_>, start: usize) -> Option<Day> {
    let mut found = Day { end: start, ..Day::NONE };
    if let Some((end, part)) = cursor.longest(start, &ENGLISH_PARTS) {
        (found.part, found.end) = (Some(part), cursor.past_spaces(end));
    } else if let Some((day, end)) = number(cursor, start, 2) {
        let end =
            cursor.longest(end, &[("th", ()), ("st", ()), ("nd", ()), ("rd", ())]).map_or(end, |(e, ())| e);
        (found.day, found.end) = (i8::try_from(day).ok(), cursor.past_spaces(end));
    }
    let (end, month) = cursor.longest(found.end, &MONTHS)?;
    // "may" the verb: a month is capital.
    if !cursor.at(found.end)?.is_ascii_uppercase() {
        return None;
    }
    let end = end + usize::from(cursor.at(end) == Some('.') && end - found.end <= 4);
    (found.month, found.end) = (Some(month), end);
    let next = cursor.past_spaces(end);
    if found.day.is_none()
        && let Some((day, end)) = number(cursor, next, 2).filter(|(day, _)| (1..=31).contains(day))
        && crate::units::unit(cursor, end).is_none()
    {
        (found.day, found.end) = (i8::try_from(day).ok(), end);
    }
    let comma = found.end + usize::from(cursor.at(found.end) == Some(','));
    if let Some((year, end)) =
        number(cursor, cursor.past_spaces(comma), 4).filter(|(y, _)| (1900..2200).contains(y))
    {
        (found.year, found.end) = (Some(year), end);
    }
    Some(found)
}

/// `Q1 2023`, `第1四半期`, `the first quarter of 2023`.
fn quarter(cursor: &Cursor<'_>, start: usize, before: Day) -> Option<Day> {
    let at = cursor.past_spaces(start);
    let at = cursor.word(at, "の").unwrap_or(at);
    let (end, quarter) = cursor.longest(at, &QUARTERS)?;
    let mut found = Day { quarter: Some(quarter), end, ..before };
    if found.year.is_none() {
        let of = cursor.word(cursor.past_spaces(end), "of").unwrap_or(end);
        let (year, end) =
            number(cursor, cursor.past_spaces(of), 4).filter(|(y, _)| (1900..2200).contains(y))?;
        (found.year, found.end) = (Some(year), end);
    }
    Some(found)
}
