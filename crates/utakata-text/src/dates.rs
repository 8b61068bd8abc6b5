//! Dates, read as of the day of publication: what is not said lies in the past.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::cursor::Cursor;
use crate::item::Part;
use crate::relative::{self, relative};
use crate::words::{Vocabulary as _, Words};
use crate::years::{self, HALVES, decade, english_year, era, half, short_year, two_figures};

/// A date to the precision of the text.
#[allow(clippy::struct_field_names)] // a day has a day
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) year: Option<i16>,
    pub(crate) quarter: Option<i8>,
    /// First or second half of the year.
    pub(crate) half: Option<i8>,
    /// Ten years from `year` on.
    pub(crate) decade: bool,
    /// Week of ISO 8601, with the year it is counted in.
    pub(crate) week: Option<i8>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    pub(crate) part: Option<Part>,
    pub(crate) end: usize,
}

impl Day {
    pub(crate) const NONE: Self = Self {
        year: None,
        quarter: None,
        half: None,
        decade: false,
        week: None,
        month: None,
        day: None,
        part: None,
        end: 0,
    };

    pub(crate) fn on(date: Date, end: usize) -> Self {
        let (year, month, day) = (Some(date.year()), Some(date.month()), Some(date.day()));
        Self { year, month, day, end, ..Self::NONE }
    }

    /// Nothing but a month: the period of a number, not a date of its own.
    pub(crate) fn is_bare_month(&self) -> bool {
        self.year.is_none() && self.month.is_some() && self.day.is_none()
    }

    /// With the year filled in: the last one in which the date was not after `published`.
    pub(crate) fn resolved(self, published: Option<Date>) -> Self {
        let (None, Some(published)) = (self.year, published) else { return self };
        if let Some(quarter) = self.quarter {
            let later = quarter > (published.month() + 2) / 3;
            return Self { year: Some(published.year() - i16::from(later)), ..self };
        }
        if let Some(half) = self.half {
            let later = half > (published.month() + 5) / 6;
            return Self { year: Some(published.year() - i16::from(later)), ..self };
        }
        let Some(month) = self.month else { return self.in_month(published) };
        let later = (month, self.day.unwrap_or(1)) > (published.month(), published.day());
        Self { year: Some(published.year() - i16::from(later)), ..self }
    }

    /// The last month whose day of that number was not after `published`.
    fn in_month(self, published: Date) -> Self {
        let Some(day) = self.day else { return self };
        let first = published.first_of_month();
        let months = (0..12).filter_map(|back| first.checked_sub(back.months()).ok());
        let mut days = months.filter_map(|month| Date::new(month.year(), month.month(), day).ok());
        days.find(|date| *date <= published)
            .map_or(self, |date| Self { part: self.part, ..Self::on(date, self.end) })
    }

    /// ISO 8601 to the precision known; `--06-26` where the year is not known.
    pub(crate) fn iso(&self) -> String {
        let year = self.year.map_or_else(|| "-".to_owned(), |y| format!("{y:04}"));
        match (self.quarter, self.month, self.day) {
            _ if self.week.is_some() => format!("{year}-W{:02}", self.week.unwrap_or_default()),
            (Some(quarter), ..) => format!("{year}-Q{quarter}"),
            (_, Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (_, Some(month), None) => format!("{year}-{month:02}"),
            _ => year,
        }
    }

    /// First and last month of a half, first and last year of a decade, in ISO 8601.
    pub(crate) fn span(&self) -> Option<(String, String)> {
        let year = self.year?;
        match self.half {
            Some(half) => {
                Some((format!("{year:04}-{:02}", 6 * half - 5), format!("{year:04}-{:02}", 6 * half)))
            }
            None => self.decade.then(|| (format!("{year:04}"), format!("{:04}", year + 9))),
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
    ("上年", -1),
    ("上年度", -1),
    ("一昨年", -2),
    ("前年末", -1),
    ("今年", 0),
    ("本年", 0),
    ("来年", 1),
    ("明年", 1),
]);
pub(crate) static MONTHS: Words<i8> = Words::new(&[
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
pub(crate) static QUARTERS: Words<i8> = Words::new(&[
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

/// Whether a date may begin with a character.
pub(crate) fn may_begin(character: char) -> bool {
    character.is_ascii_digit()
        || relative::may_begin(character)
        || YEARS.may_begin(character)
        || years::may_begin(character)
        || [&MONTHS, &QUARTERS].iter().any(|table| table.may_begin(character))
        || ENGLISH_PARTS.may_begin(character)
        || character.eq_ignore_ascii_case(&'l')
}

/// The date that begins at `start`; without a year where none is said.
pub(crate) fn day(cursor: &Cursor<'_>, start: usize, published: Option<Date>) -> Option<Day> {
    let found = iso(cursor, start)
        .or_else(|| decade(cursor, start))
        .or_else(|| half(cursor, start, published))
        .or_else(|| east_asian(cursor, start, published))
        .or_else(|| relative(cursor, start, published))
        .or_else(|| english(cursor, start, published))
        .or_else(|| day_of_month(cursor, start).filter(|_| published.is_some()))
        .or_else(|| quarter(cursor, start, Day::NONE).filter(|day| published.is_some() || day.year.is_some()))
        .or_else(|| english_year(cursor, start))
        .or_else(|| short_year(cursor, start, published))?;
    found.is_possible().then_some(found)
}

pub(crate) fn number(cursor: &Cursor<'_>, start: usize, most: usize) -> Option<(i16, usize)> {
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
    } else if let Some((year, end)) = era(cursor, start) {
        (found.year, found.end) = (Some(year), end);
    } else if let Some((year, end)) = number(cursor, start, 4).filter(|(year, _)| (1900..2200).contains(year))
        && let Some(after) = joined(cursor, end, 4)
        && number(cursor, after, 4).is_some_and(|(to, end)| to > year && cursor.at(end) == Some('年'))
    {
        // 2023-2025年: the first year of a range.
        return Some(Day { year: Some(year), end, ..Day::NONE });
    } else if let Some((year, end)) = number(cursor, start, 4).filter(|(year, _)| (1900..2200).contains(year))
        && cursor.at(end) == Some('年')
        && !cursor.at(end + 1).is_some_and(|c| matches!(c, '間' | '前'))
    {
        (found.year, found.end) = (Some(year), end + 1);
    } else if let Some((year, end)) = two_figures(cursor, start, published) {
        (found.year, found.end) = (Some(year), end);
    }
    if found.year.is_some()
        && let Some((end, half)) = cursor.longest(cursor.word(found.end, "の").unwrap_or(found.end), &HALVES)
    {
        return Some(Day { half: Some(half), end, ..found });
    }
    if let Some(with_quarter) = quarter(cursor, found.end, found).filter(|_| found.year.is_some()) {
        return Some(with_quarter);
    }
    if let Some((month, end)) = number(cursor, found.end, 2).filter(|(month, _)| (1..=12).contains(month))
        && let Some(after) = joined(cursor, end, 2)
        && number(cursor, after, 2).is_some_and(|(_, end)| cursor.at(end) == Some('月'))
    {
        // 1〜3月: the first month of a range.
        return Some(Day { month: i8::try_from(month).ok(), end, ..found });
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

/// After the mark of a range at `at`, where figures follow.
fn joined(cursor: &Cursor<'_>, at: usize, digits: usize) -> Option<usize> {
    let mark = cursor.at(at).filter(|c| matches!(c, '-' | '~' | '〜' | '–' | '—' | '至' | '到'));
    mark.and_then(|_| number(cursor, at + 1, digits)).map(|_| at + 1)
}

/// What follows a number of days (3日間, 5日後, 6日続落), and what precedes one (近3日).
const SPAN_AFTER: &str = "間间连連続续内以後后かぶ目前程ほ分当で余多涨跌もず足ごお累";
const SPAN_BEFORE: &str = "近前后後过過続续每毎约約连連足共计計满満達达第";

/// `26日`: a day of a month that is not named.
fn day_of_month(cursor: &Cursor<'_>, start: usize) -> Option<Day> {
    let (day, end) = number(cursor, start, 2).filter(|(day, _)| (1..=31).contains(day))?;
    let span = cursor.last(start).is_some_and(|c| SPAN_BEFORE.contains(c))
        || cursor.at(end + 1).is_some_and(|c| SPAN_AFTER.contains(c));
    let is_day = cursor.at(end) == Some('日') && !span;
    is_day.then(|| Day { day: i8::try_from(day).ok(), end: end + 1, ..Day::NONE })
}

/// `June 26, 2023`, `26 June 2023`, `early May 2023`, `June 26`.
fn english(cursor: &Cursor<'_>, start: usize, published: Option<Date>) -> Option<Day> {
    let mut found = Day { end: start, ..Day::NONE };
    if let Some((end, ())) = cursor.longest(start, &[("last", ())]) {
        // Last September: before this month.
        let (end, month) = cursor.longest(cursor.past_spaces(end), &MONTHS)?;
        let published = published?;
        let year = published.year() - i16::from(month >= published.month());
        return Some(Day { year: Some(year), month: Some(month), end, ..Day::NONE });
    }
    if let Some((end, part)) = cursor.longest(start, &ENGLISH_PARTS) {
        (found.part, found.end) = (Some(part), cursor.past_spaces(end));
        if let Some(year) = english_year(cursor, found.end) {
            return Some(Day { part: found.part, ..year });
        }
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
        let year = number(cursor, cursor.past_spaces(of), 4).filter(|(y, _)| (1900..2200).contains(y));
        // 当第3四半期: a quarter of a business year that is not said.
        let own = cursor.last(start).is_some_and(|c| "当同本各".contains(c));
        match year {
            Some((year, end)) => (found.year, found.end) = (Some(year), end),
            None if own => return None,
            None => {}
        }
    }
    Some(found)
}
