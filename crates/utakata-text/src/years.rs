//! Years, halves of a year and decades.

use jiff::civil::Date;

use crate::cursor::Cursor;
use crate::dates::{Day, MONTHS, QUARTERS, number};
use crate::words::{Vocabulary as _, Words};

/// Halves of a year after the year.
pub(crate) static HALVES: Words<i8> =
    Words::new(&[("上半期", 1), ("上半年", 1), ("前半", 1), ("下半期", 2), ("下半年", 2), ("後半", 2)]);
/// Halves of a year that need no year before them.
static OWN_HALVES: Words<i8> = Words::new(&[("上半年", 1), ("下半年", 2)]);
/// Halves of a year before the year.
static ENGLISH_HALVES: Words<i8> =
    Words::new(&[("first half of", 1), ("second half of", 2), ("h1", 1), ("h2", 2), ("1h", 1), ("2h", 2)]);

/// 2010年代, 20世纪90年代, 90年代, 1990s: those of two figures alone are of the century that has passed them all.
pub(crate) fn decade(cursor: &Cursor<'_>, start: usize) -> Option<Day> {
    let (first, end) = number(cursor, start, 4)?;
    if let Some((after, ())) = cursor.longest(end, &[("世纪", ()), ("世紀", ())]) {
        let (tens, end) = number(cursor, after, 2).filter(|(tens, _)| tens % 10 == 0)?;
        let (end, ()) = cursor.longest(end, &[("年代", ())])?;
        let year = (1..=21).contains(&first).then_some(100 * (first - 1) + tens)?;
        return Some(Day { year: Some(year), decade: true, end, ..Day::NONE });
    }
    let year = match first {
        1000..=2190 => first,
        50..=90 => 1900 + first,
        _ => return None,
    };
    let east = cursor.longest(end, &[("年代", ())]).map(|(end, ())| end);
    let letter = cursor.at(end + 1).is_some_and(char::is_alphanumeric);
    let english = (first >= 1000 && cursor.at(end) == Some('s') && !letter).then_some(end + 1);
    let end = east.or(english).filter(|_| year % 10 == 0)?;
    Some(Day { year: Some(year), decade: true, end, ..Day::NONE })
}

/// `first half of 2023`, `H1 2023`, 上半年: a half whose year is said, or in Chinese the last one begun.
pub(crate) fn half(cursor: &Cursor<'_>, start: usize, published: Option<Date>) -> Option<Day> {
    if let Some((end, half)) = cursor.longest(start, &OWN_HALVES) {
        return published.map(|_| Day { half: Some(half), end, ..Day::NONE });
    }
    let (after, half) = cursor.longest(start, &ENGLISH_HALVES)?;
    let (year, end) =
        number(cursor, cursor.past_spaces(after), 4).filter(|(y, _)| (1900..2200).contains(y))?;
    Some(Day { year: Some(year), half: Some(half), end, ..Day::NONE })
}

/// Whether a year, half or decade may begin with a character that no other date begins with.
pub(crate) fn may_begin(character: char) -> bool {
    matches!(character, '\'' | '’')
        || OWN_HALVES.may_begin(character)
        || ENGLISH_HALVES.may_begin(character)
        || ERAS.iter().any(|(era, _)| era.starts_with(character))
}

/// The year of two figures: the last such year that is not more than ten years after publication.
fn of_two_figures(figures: i16, published: Option<Date>) -> i16 {
    let latest = published.map_or(2049, |published| published.year() + 10);
    latest - (latest - figures).rem_euclid(100)
}

/// '22 after a word that comes before years, or after a month.
pub(crate) fn short_year(cursor: &Cursor<'_>, start: usize, published: Option<Date>) -> Option<Day> {
    let mark = cursor.at(start).is_some_and(|c| matches!(c, '\'' | '’'));
    let before = cursor.before_spaces(start);
    if !mark || before == start {
        return None;
    }
    let (figures, end) = number(cursor, start + 1, 2).filter(|(_, end)| *end == start + 3)?;
    let led = cursor.longest_before(before, BEFORE_YEARS).is_some()
        || cursor.longest_before(before, &[("of", ())]).is_some()
        || cursor.longest_before(before, &MONTHS).is_some();
    let whole = !cursor.at(end).is_some_and(char::is_alphanumeric);
    let year = Some(of_two_figures(figures, published));
    (led && whole).then_some(Day { year, end, ..Day::NONE })
}

/// 23年 before a month, a quarter, a half or a business year: the figures of a year, not its length.
pub(crate) fn two_figures(
    cursor: &Cursor<'_>,
    start: usize,
    published: Option<Date>,
) -> Option<(i16, usize)> {
    let (figures, end) = number(cursor, start, 2).filter(|(_, end)| *end == start + 2)?;
    let after = cursor.word(end, "年")?;
    let then = cursor.word(after, "の").unwrap_or(after);
    let month = number(cursor, after, 2)
        .is_some_and(|(month, end)| (1..=12).contains(&month) && cursor.at(end) == Some('月'));
    let named = cursor.longest(then, &QUARTERS).is_some()
        || cursor.longest(then, &HALVES).is_some()
        || cursor.longest(after, &[("度", ()), ("同期", ())]).is_some();
    (month || named).then(|| (of_two_figures(figures, published), after))
}

/// Years of Japanese eras: the year before the first.
const ERAS: &[(&str, i16)] = &[("令和", 2018), ("平成", 1988), ("昭和", 1925)];

/// 令和5年, 平成元年.
pub(crate) fn era(cursor: &Cursor<'_>, start: usize) -> Option<(i16, usize)> {
    let (at, before) = cursor.longest(start, ERAS)?;
    let first = (cursor.at(at) == Some('元')).then_some((1, at + 1));
    let (year, end) = first.or_else(|| number(cursor, at, 2))?;
    (cursor.at(end) == Some('年')).then_some((before + year, end + 1))
}

/// Words before a year of English text, beside those that are not capital.
const BEFORE_YEARS: &[(&str, ())] = &[
    ("in", ()),
    ("since", ()),
    ("by", ()),
    ("from", ()),
    ("between", ()),
    ("until", ()),
    ("during", ()),
    ("fiscal", ()),
    ("before", ()),
    ("after", ()),
    ("through", ()),
    ("for", ()),
];

/// A year alone in English text: four figures without a unit, not after a name (Russell 2000).
pub(crate) fn english_year(cursor: &Cursor<'_>, start: usize) -> Option<Day> {
    let (year, end) = number(cursor, start, 4).filter(|(year, _)| (1950..=2060).contains(year))?;
    let before = cursor.before_spaces(start);
    let next = cursor.at(end);
    let east = |c: char| crate::glyphs::is_east_asian(c);
    let apart = cursor.last(start).is_none_or(|c| matches!(c, ' ' | '\n' | '(' | '-' | '–'))
        && next.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '%' | '+' | '/'))
        && !cursor.last(before).is_some_and(|c| east(c) || matches!(c, '$' | '€' | '£' | '¥'))
        && !cursor.at(cursor.past_spaces(end)).is_some_and(east);
    let decimal = matches!(next, Some('.' | ',')) && cursor.at(end + 1).is_some_and(|c| c.is_ascii_digit());
    let word_start = (before.saturating_sub(20)..before)
        .rev()
        .find(|&p| !cursor.at(p).is_some_and(char::is_alphanumeric))
        .map_or(before.saturating_sub(20), |p| p + 1);
    let named = cursor.at(word_start).is_some_and(char::is_uppercase)
        && word_start < before
        && cursor.longest_before(before, BEFORE_YEARS).is_none();
    let capital = cursor.at(cursor.past_spaces(end)).is_some_and(char::is_uppercase);
    let counted =
        crate::units::unit(cursor, end).is_some() || (!capital && crate::units::counts(cursor, end));
    let after_preposition = cursor.longest_before(before, BEFORE_YEARS).is_some();
    let year_like = apart && !decimal && !named && (after_preposition || !counted);
    year_like.then_some(Day { year: Some(year), end, ..Day::NONE })
}
