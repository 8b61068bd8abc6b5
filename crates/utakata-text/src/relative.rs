//! Days named from the day of publication: yesterday, 先月, 上周五, on Tuesday.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};

use crate::cursor::Cursor;
use crate::dates::Day;
use crate::words::{Vocabulary as _, Words};

#[derive(Debug, Clone, Copy)]
enum Named {
    Day(i32),
    Week(i32),
    Month(i32),
    Quarter(i32),
    Year(i32),
    On(Weekday),
}

use Named::{Day as D, Month as M, On, Quarter as Q, Week as W, Year as Y};

static NAMED: Words<Named> = Words::new(&[
    ("一昨日", D(-2)),
    ("昨日", D(-1)),
    ("本日", D(0)),
    ("今日", D(0)),
    ("明日", D(1)),
    ("前天", D(-2)),
    ("昨天", D(-1)),
    ("今天", D(0)),
    ("明天", D(1)),
    ("yesterday", D(-1)),
    ("today", D(0)),
    ("tomorrow", D(1)),
    ("先週", W(-1)),
    ("今週", W(0)),
    ("来週", W(1)),
    ("上周", W(-1)),
    ("上週", W(-1)),
    ("本周", W(0)),
    ("这周", W(0)),
    ("這周", W(0)),
    ("下周", W(1)),
    ("last week", W(-1)),
    ("this week", W(0)),
    ("next week", W(1)),
    ("先々月", M(-2)),
    ("先月", M(-1)),
    ("今月", M(0)),
    ("来月", M(1)),
    ("上个月", M(-1)),
    ("上個月", M(-1)),
    ("上月", M(-1)),
    ("本月", M(0)),
    ("这个月", M(0)),
    ("下个月", M(1)),
    ("下月", M(1)),
    ("last month", M(-1)),
    ("this month", M(0)),
    ("next month", M(1)),
    ("前四半期", Q(-1)),
    ("今四半期", Q(0)),
    ("上季度", Q(-1)),
    ("上个季度", Q(-1)),
    ("本季度", Q(0)),
    ("last quarter", Q(-1)),
    ("this quarter", Q(0)),
    ("next quarter", Q(1)),
    ("last year", Y(-1)),
    ("this year", Y(0)),
    ("next year", Y(1)),
    ("monday", On(Weekday::Monday)),
    ("tuesday", On(Weekday::Tuesday)),
    ("wednesday", On(Weekday::Wednesday)),
    ("thursday", On(Weekday::Thursday)),
    ("friday", On(Weekday::Friday)),
    ("saturday", On(Weekday::Saturday)),
    ("sunday", On(Weekday::Sunday)),
    ("月曜日", On(Weekday::Monday)),
    ("火曜日", On(Weekday::Tuesday)),
    ("水曜日", On(Weekday::Wednesday)),
    ("木曜日", On(Weekday::Thursday)),
    ("金曜日", On(Weekday::Friday)),
    ("土曜日", On(Weekday::Saturday)),
    ("日曜日", On(Weekday::Sunday)),
    ("周一", On(Weekday::Monday)),
    ("周二", On(Weekday::Tuesday)),
    ("周三", On(Weekday::Wednesday)),
    ("周四", On(Weekday::Thursday)),
    ("周五", On(Weekday::Friday)),
    ("周六", On(Weekday::Saturday)),
    ("周日", On(Weekday::Sunday)),
    ("星期一", On(Weekday::Monday)),
    ("星期二", On(Weekday::Tuesday)),
    ("星期三", On(Weekday::Wednesday)),
    ("星期四", On(Weekday::Thursday)),
    ("星期五", On(Weekday::Friday)),
    ("星期六", On(Weekday::Saturday)),
    ("星期日", On(Weekday::Sunday)),
    ("星期天", On(Weekday::Sunday)),
]);

/// A day of the week after a week (上周五, 先週金曜日).
static OF_WEEK: Words<i64> = Words::new(&[
    ("一", 0),
    ("二", 1),
    ("三", 2),
    ("四", 3),
    ("五", 4),
    ("六", 5),
    ("日", 6),
    ("天", 6),
    ("月曜", 0),
    ("火曜", 1),
    ("水曜", 2),
    ("木曜", 3),
    ("金曜", 4),
    ("土曜", 5),
    ("日曜", 6),
    ("月曜日", 0),
    ("火曜日", 1),
    ("水曜日", 2),
    ("木曜日", 3),
    ("金曜日", 4),
    ("土曜日", 5),
    ("日曜日", 6),
]);

/// Words that only begin alike: 前日比, 今日头条, 每周一次.
const OTHER: &[(&str, ())] = &[("头条", ()), ("比", ()), ("次", ()), ("同", ()), ("股份", ())];

/// Whether a day so named may begin with a character.
pub(crate) fn may_begin(character: char) -> bool {
    NAMED.may_begin(character)
}

/// The day, week, month, quarter or year named from `published` that begins at `start`.
pub(crate) fn relative(cursor: &Cursor<'_>, start: usize, published: Option<Date>) -> Option<Day> {
    let (end, named) = cursor.longest(start, &NAMED)?;
    let inside = cursor.last(start).is_some_and(|c| "一二两三四五六七八九十几数每毎比较較".contains(c));
    if inside || cursor.longest(end, OTHER).is_some() {
        return None;
    }
    let published = published?;
    let shifted = |span: Span| published.checked_add(span).ok();
    Some(match named {
        D(days) => Day::on(shifted(days.days())?, end),
        W(weeks) => {
            let day = shifted(weeks.weeks())?;
            if let Some((end, place)) = cursor.longest(end, &OF_WEEK) {
                let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
                return Some(Day::on(monday.checked_add(place.days()).ok()?, end));
            }
            let week = day.iso_week_date();
            Day { year: Some(week.year()), week: Some(week.week()), end, ..Day::NONE }
        }
        M(months) => {
            let day = shifted(months.months())?;
            Day { year: Some(day.year()), month: Some(day.month()), end, ..Day::NONE }
        }
        Q(quarters) => {
            let day = shifted((3 * quarters).months())?;
            Day { year: Some(day.year()), quarter: Some((day.month() + 2) / 3), end, ..Day::NONE }
        }
        Y(years) => {
            let day = shifted(years.years())?;
            Day { year: Some(day.year()), end, ..Day::NONE }
        }
        On(weekday) => {
            // Names are capital in English; the last such day that was not after publication.
            let small = cursor.at(start).is_some_and(|c| c.is_ascii_lowercase());
            let back = i64::from(weekday.until(published.weekday()));
            (!small)
                .then(|| published.checked_sub(back.days()).ok())
                .flatten()
                .map(|day| Day::on(day, end))?
        }
    })
}
