//! The stretch of time over which a price moved, where the words make it clear.
//!
//! A window is taken from the words around the number by fixed rules, each with a name that stands on the check. Where no rule
//! applies, or two say different things, there is no window: nothing is guessed. What the words leave open (whether the close
//! of the day of publication was known, whether "since Monday" begins with Monday's close or the one before it) becomes
//! several windows, of which one that agrees is enough.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use toml::Value as Toml;

use crate::dates::{self, Day, day};
use crate::item::Kind;
use crate::quantity::{Quantity, quantity};
use crate::words::Words;

use super::stretch::Stretch;
use super::table;

/// What the words give.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Window {
    /// The move of one day, on a day that the words name.
    OnDay(Date),
    /// One of several stretches, each between two closes.
    Over { ends: Vec<Ends>, rule: String },
}

/// From the last close by `from`, or so many closes before, to the last close by `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    from: Begin,
    to: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begin {
    Day(Date),
    Closes(i64),
}

impl Ends {
    pub(super) fn toml(self) -> Toml {
        let to = self.to.to_string();
        Toml::Table(match self.from {
            Begin::Day(from) => table([("from", from.to_string().into()), ("to", to.into())]),
            Begin::Closes(closes) => table([("closes", closes.into()), ("to", to.into())]),
        })
    }
}

/// Words of a year up to the day of publication.
static YEAR_TO_DATE: Words<()> = Words::new(&[
    ("year to date", ()),
    ("year-to-date", ()),
    ("ytd", ()),
    ("年初来", ()),
    ("年初からの", ()),
    ("年初から", ()),
    ("年初至今", ()),
    ("年初以来", ()),
    ("今年に入って", ()),
    ("今年に入り", ()),
    ("今年以来", ()),
    ("今年以來", ()),
]);

/// Words that make a move one of a single day.
static ONE_DAY: Words<()> = Words::new(&[
    ("一夜", ()),
    ("一日で", ()),
    ("1日で", ()),
    ("単日", ()),
    ("前日比", ()),
    ("前日に比べ", ()),
    ("隔夜", ()),
    ("单日", ()),
    ("当日", ()),
    ("一日内", ()),
    ("较前一交易日", ()),
    ("比前一交易日", ()),
    ("overnight", ()),
    ("in a day", ()),
    ("in one day", ()),
    ("in a single day", ()),
    ("on the day", ()),
]);

/// Words before a date that begins the window, and after it.
static SINCE_BEFORE: Words<()> = Words::new(&[("since", ()), ("自", ()), ("自从", ())]);
static SINCE_AFTER: Words<()> = Words::new(&[
    ("から", ()),
    ("以来", ()),
    ("以降", ()),
    ("以後", ()),
    ("以來", ()),
    ("起", ()),
    ("至今", ()),
]);

/// Words that make a date something else than the time of the move: an end, a point of comparison, a business year.
static OTHER_BEFORE: Words<()> = Words::new(&[
    ("from", ()),
    ("than", ()),
    ("by", ()),
    ("until", ()),
    ("till", ()),
    ("before", ()),
    ("after", ()),
    ("through", ()),
    ("of", ()),
    ("of the", ()),
    ("to", ()),
    ("between", ()),
    ("last", ()),
    ("this", ()),
    ("next", ()),
    ("below its", ()),
    ("above its", ()),
    ("截至", ()),
    ("到", ()),
    ("至", ()),
    ("比", ()),
    ("较", ()),
    ("从", ()),
]);
static OTHER_AFTER: Words<()> = Words::new(&[
    ("比", ()),
    ("まで", ()),
    ("より", ()),
    ("時点", ()),
    ("末", ()),
    ("初", ()),
    ("期", ()),
    ("号", ()),
    ("底", ()),
    ("的", ()),
    ("'s", ()),
    ("’s", ()),
    (" high", ()),
    (" low", ()),
    ("発表", ()),
    ("に発表", ()),
    ("公布", ()),
    ("发布", ()),
    ("发表", ()),
]);
/// Words before a month, quarter or year of English text in which a move took place.
static IN: Words<()> =
    Words::new(&[("in", ()), ("during", ()), ("in the", ()), ("during the", ()), ("over the", ())]);
/// Words before a stretch of time that has passed, and after it.
static PAST_BEFORE: Words<()> = Words::new(&[
    ("in", ()),
    ("within", ()),
    ("in the past", ()),
    ("in the last", ()),
    ("over the past", ()),
    ("over the last", ()),
    ("for the past", ()),
    ("for the last", ()),
    ("during the past", ()),
    ("the past", ()),
    ("the last", ()),
    ("過去", ()),
    ("ここ", ()),
    ("直近", ()),
    ("直近の", ()),
    ("この", ()),
    ("过去", ()),
    ("近", ()),
    ("最近", ()),
    ("过去的", ()),
]);
static PAST_AFTER: Words<()> = Words::new(&[
    ("で", ()),
    ("間で", ()),
    ("の間に", ()),
    ("以内に", ()),
    ("内に", ()),
    ("内", ()),
    ("间", ()),
    ("以内", ()),
    ("之内", ()),
    ("来", ()),
    ("里", ()),
]);

/// The window of the number of a stretch, of words published on `published`; `named` is the last whole day that the article
/// names before it, which ends stretches such as "within a week" and dates moves "overnight".
pub(super) fn window(stretch: &Stretch<'_>, published: Date, named: Option<Date>) -> Option<Window> {
    let clause = stretch.clause();
    let before = (stretch.subject.min(clause.0), clause.0);
    let head = (0, stretch.head.min(clause.0));
    // What stands nearest counts: the clause, then what stands before it from the name on, then the sentence's head.
    for part in [clause, before, head] {
        let (mut found, unclear) = windows(stretch, part, published, named);
        found.dedup();
        match (found.len(), unclear) {
            (0, false) => {}
            (1, _) => return found.pop(),
            // A time whose part in the sentence is not understood may be what the move is of.
            _ => return None,
        }
    }
    None
}

/// Whether the number shares words of a time with no other number, clear or not.
pub(super) fn names_a_time(stretch: &Stretch<'_>, published: Date) -> bool {
    let (found, unclear) = windows(stretch, (stretch.from, stretch.clause().1), published, None);
    unclear || !found.is_empty()
}

/// Every window that words of a part of the sentence give, and whether there is a time besides that gives none.
fn windows(
    stretch: &Stretch<'_>,
    (from, to): (usize, usize),
    published: Date,
    named: Option<Date>,
) -> (Vec<Window>, bool) {
    let cursor = &stretch.cursor;
    let (mut found, mut at) = (Vec::new(), from);
    let mut unclear = false;
    while at < to {
        if at == stretch.start {
            at = stretch.end.max(at + 1);
            continue;
        }
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        if letter(cursor.at(at)) && letter(cursor.last(at)) {
            at += 1;
            continue;
        }
        if let Some((end, ())) = cursor.longest(at, &YEAR_TO_DATE) {
            let year = Day { year: Some(published.year()), end, ..Day::NONE };
            found.extend(of_date(year, published, "year to date"));
            at = end;
        } else if let Some((end, ())) = cursor.longest(at, &ONE_DAY) {
            found.push(one_day(published, named));
            at = end;
        } else if let Some(date) =
            cursor.at(at).filter(|c| dates::may_begin(*c)).and_then(|_| day(cursor, at, Some(published)))
        {
            let window = dated(stretch, at, date, published);
            unclear |= window.is_none();
            found.extend(window);
            at = date.end.max(at + 1);
        } else if let Some(time) = cursor
            .at(at)
            .filter(|c| crate::quantity::may_begin(*c))
            .and_then(|_| quantity(cursor, at))
            .filter(|time| time.kind == Kind::Duration)
        {
            let window = lasting(stretch, &time, published, named);
            unclear |= window.is_none();
            found.extend(window);
            at = time.end.max(at + 1);
        } else {
            at += 1;
        }
    }
    (found, unclear)
}

fn one_day(published: Date, named: Option<Date>) -> Window {
    match named {
        Some(day) => Window::OnDay(day),
        None => Window::Over {
            ends: ends(published).map(|to| Ends { from: Begin::Closes(1), to }).collect(),
            rule: "one day, up to the last close known at publication".to_owned(),
        },
    }
}

/// The days by which the last close known at publication may be: that of the day itself, or the one before it.
fn ends(published: Date) -> impl Iterator<Item = Date> {
    [Some(published), published.yesterday().ok()].into_iter().flatten()
}

fn dated(stretch: &Stretch<'_>, at: usize, date: Day, published: Date) -> Option<Window> {
    let cursor = &stretch.cursor;
    let date = date.resolved(Some(published));
    let before = cursor.before_spaces(at);
    let since = cursor.longest_before(before, &SINCE_BEFORE).is_some()
        || cursor.longest(date.end, &SINCE_AFTER).is_some();
    let other = cursor.longest_before(before, &OTHER_BEFORE).is_some()
        || cursor.longest(date.end, &OTHER_AFTER).is_some()
        // A high of May is of May, the share of the 23rd moved on the 23rd.
        || (whole(date).is_none() && cursor.at(date.end) == Some('の'))
        || date.part.is_some();
    if other && !since {
        return None;
    }
    let words = cursor.slice(at, date.end).trim().to_owned();
    if since {
        since_date(date, published, &words)
    } else if let Some(day) = whole(date) {
        Some(Window::OnDay(day)).filter(|_| day <= published)
    } else {
        // May 2023, 2022, first quarter: in English the word before says that it is the time of the move.
        let english = cursor.at(at).is_some_and(|c| c.is_ascii())
            && cursor.at(date.end.saturating_sub(1)).is_some_and(|c| c.is_ascii());
        let named = ["this ", "last "].iter().any(|word| words.to_ascii_lowercase().starts_with(word));
        let clear = !english || named || cursor.longest_before(before, &IN).is_some();
        clear.then(|| of_date(date, published, &words)).flatten()
    }
}

fn whole(date: Day) -> Option<Date> {
    Date::new(date.year?, date.month?, date.day?).ok()
}

/// First and last day of a week, month, quarter or year.
fn period(date: Day) -> Option<(Date, Date)> {
    let year = date.year?;
    let before = |first: Date, length: Span| Some((first, first.checked_add(length).ok()?.yesterday().ok()?));
    if date.decade {
        return None;
    }
    if let Some(half) = date.half {
        return before(Date::new(year, 6 * half - 5, 1).ok()?, 6.months());
    }
    match (date.week, date.quarter, date.month) {
        (Some(week), ..) => {
            let monday = jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday).ok()?.date();
            before(monday, 1.week())
        }
        (_, Some(quarter), _) => before(Date::new(year, 3 * quarter - 2, 1).ok()?, 3.months()),
        (_, _, Some(month)) => before(Date::new(year, month, 1).ok()?, 1.month()),
        _ => before(Date::new(year, 1, 1).ok()?, 1.year()),
    }
}

/// From the last close before the period to its last close, or to the last one known at publication.
fn of_date(date: Day, published: Date, words: &str) -> Option<Window> {
    let (first, last) = period(date)?;
    let from = first.yesterday().ok()?;
    if first > published {
        return None;
    }
    let over = last < published;
    let to: Vec<Date> = if over { vec![last] } else { ends(published).collect() };
    let ends: Vec<Ends> =
        to.into_iter().filter(|to| *to >= first).map(|to| Ends { from: Begin::Day(from), to }).collect();
    let end = if over { "its last close" } else { "the last close known at publication" };
    let rule = format!("{words}: from the last close before it began to {end}");
    (!ends.is_empty()).then_some(Window::Over { ends, rule })
}

/// From the last close before a day or period began, or from its own last close, to the last one known at publication.
fn since_date(date: Day, published: Date, words: &str) -> Option<Window> {
    let (first, last) = whole(date).map(|day| (day, day)).or_else(|| period(date))?;
    let begins = [first.yesterday().ok()?, last];
    let mut found = Vec::new();
    for to in ends(published) {
        found.extend(
            begins.iter().filter(|from| **from < to).map(|from| Ends { from: Begin::Day(*from), to }),
        );
    }
    let rule = format!(
        "since {words}: from the last close before it began, or its own last one, to the last close known at publication"
    );
    (!found.is_empty()).then_some(Window::Over { ends: found, rule })
}

/// "In one week", 過去1カ月で, 近五日: so long before the last close known.
fn lasting(stretch: &Stretch<'_>, time: &Quantity, published: Date, named: Option<Date>) -> Option<Window> {
    let cursor = &stretch.cursor;
    let before = cursor.longest_before(cursor.before_spaces(time.start), &PAST_BEFORE);
    let inside = ["以内", "之内", "内"].iter().any(|end| cursor.slice(time.start, time.end).ends_with(end));
    let after = inside || cursor.longest(time.end, &PAST_AFTER).is_some();
    let whole = time.low == time.high && time.low.fract() == 0.0 && (1.0..=500.0).contains(&time.low);
    if !(before.is_some() || after) || !whole || time.approximate {
        return None;
    }
    let count = time.low as i64;
    let words = cursor.slice(time.start, time.end).trim().to_owned();
    let trading = ["sessions", "session", "trading days", "営業日", "取引日", "交易日"];
    let of_trade = trading.iter().any(|word| words.to_ascii_lowercase().contains(word));
    let span = match time.unit.as_deref()? {
        "day" => count.days(),
        "week" => count.weeks(),
        "month" => count.months(),
        "quarter" => (3 * count).months(),
        "year" => count.years(),
        _ => return None,
    };
    let to: Vec<Date> = named.map_or_else(|| ends(published).collect(), |day| vec![day]);
    let mut found = Vec::new();
    for to in to {
        if !of_trade {
            found.push(Ends { from: Begin::Day(to.checked_sub(span).ok()?), to });
        }
        if time.unit.as_deref() == Some("day") {
            found.push(Ends { from: Begin::Closes(count), to });
        }
    }
    let end = if named.is_some() { "the day named" } else { "the last close known at publication" };
    let days = if of_trade || time.unit.as_deref() != Some("day") {
        ""
    } else {
        " (days of the calendar, or of trade)"
    };
    Some(Window::Over { ends: found, rule: format!("{words}: so long before {end}{days}") })
}
