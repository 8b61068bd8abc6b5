//! Numbers in figures and in words.

use crate::cursor::Cursor;
use crate::item::Bound;
use crate::words::{Vocabulary as _, Words};

/// A number as written: exact, or somewhere between two (数億).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Numeral {
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// One past its last glyph.
    pub(crate) end: usize,
    /// Written in words or ideographs alone, so that it needs a unit to be told from part of a word.
    pub(crate) in_words: bool,
    /// Carries a multiplier (万, million): a quantity even without a unit.
    pub(crate) scaled: bool,
    /// `520+`, 200多万.
    pub(crate) bound: Option<Bound>,
}

impl Numeral {
    pub(crate) fn is_fuzzy(&self) -> bool {
        self.low < self.high
    }
}

const DIGITS: [(char, f64); 13] = [
    ('〇', 0.0),
    ('零', 0.0),
    ('一', 1.0),
    ('二', 2.0),
    ('两', 2.0),
    ('三', 3.0),
    ('四', 4.0),
    ('五', 5.0),
    ('六', 6.0),
    ('七', 7.0),
    ('八', 8.0),
    ('九', 9.0),
    ('両', 2.0),
];
const SMALL: [(char, f64); 3] = [('十', 10.0), ('百', 100.0), ('千', 1000.0)];
const LARGE: [(char, f64); 6] =
    [('万', 1e4), ('萬', 1e4), ('億', 1e8), ('亿', 1e8), ('兆', 1e12), ('京', 1e16)];
static ENGLISH: Words<f64> = Words::new(&[
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("k", 1e3),
    ("million", 1e6),
    ("mln", 1e6),
    ("mn", 1e6),
    ("m", 1e6),
    ("billion", 1e9),
    ("bln", 1e9),
    ("bn", 1e9),
    ("b", 1e9),
    ("trillion", 1e12),
    ("trn", 1e12),
    ("tn", 1e12),
    ("dozen", 12.0),
]);
static WORDS: Words<f64> = Words::new(&[
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("a dozen", 12.0),
    ("a hundred", 100.0),
]);

/// Whether a number may begin with a character.
pub(crate) fn may_begin(character: char) -> bool {
    let table = |table: &[(char, f64)]| table.iter().any(|(c, _)| *c == character);
    character.is_ascii_digit()
        || WORDS.may_begin(character)
        || (!character.is_ascii()
            && (table(&DIGITS) || table(&SMALL) || matches!(character, '数' | '几' | '幾')))
}

fn look(table: &[(char, f64)], character: Option<char>) -> Option<f64> {
    table.iter().find(|(c, _)| Some(*c) == character).map(|(_, value)| *value)
}

/// The number that begins at `start`.
pub(crate) fn numeral(cursor: &Cursor<'_>, start: usize) -> Option<Numeral> {
    let inside = cursor.last(start).is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
    match cursor.at(start)? {
        c if c.is_ascii_digit() && !inside => figures(cursor, start),
        // 指数, 少数: the end of another word.
        '数' | '几' | '幾'
            if !cursor
                .last(start)
                .is_some_and(|c| "少多点件複复回度人指系参函倍总總分整次基".contains(c)) =>
        {
            Some(several(cursor, start))
        }
        '数' => None,
        c if c.is_ascii_alphabetic() => english(cursor, start),
        _ => ideographs(cursor, start),
    }
}

/// `12,800`, `3586.86万`, `1兆2000億`, `1.8bn`.
fn figures(cursor: &Cursor<'_>, start: usize) -> Option<Numeral> {
    let (mut value, mut end) = plain(cursor, start)?;
    let mut scaled = false;
    // 10+万, 200多万, 3000余万: a mark between the number and its multiplier.
    let more = cursor.at(end).filter(|c| matches!(c, '多' | '余' | '餘'));
    if more.is_some() && look(&LARGE, cursor.at(end + 1)).is_some() {
        end += 1;
    }
    if let Some((scale, after)) = multiplier(cursor, end) {
        (value, end, scaled) = (value * scale, after, true);
        // 1万亿; 1兆2000億, 3万2538: smaller parts are added.
        while let Some((more, after)) = multiplier(cursor, end) {
            (value, end) = (value * more, after);
        }
        let mut least = scale;
        while let Some((more, rest_end)) = plain(cursor, end) {
            let (rest_scale, after) = multiplier(cursor, rest_end).unwrap_or((1.0, rest_end));
            if more * rest_scale >= least {
                break;
            }
            (value, end, least) = (value + more * rest_scale, after, rest_scale);
        }
    }
    if !scaled && let Some((after, scale)) = scale_in_english(cursor, end) {
        value *= scale;
        (end, scaled) = (after, true);
    }
    let mut bound = more.filter(|_| scaled).map(|_| Bound::Above);
    if cursor.at(end) == Some('+') {
        bound = Some(Bound::AtLeast);
    }
    end += usize::from(cursor.at(end) == Some('+'));
    Some(Numeral { low: value, high: value, end, in_words: false, scaled, bound })
}

/// Digits with separators and a fraction.
fn plain(cursor: &Cursor<'_>, start: usize) -> Option<(f64, usize)> {
    let digits = |mut at: usize| {
        while cursor.at(at).is_some_and(|c| c.is_ascii_digit()) {
            at += 1;
        }
        at
    };
    let mut end = digits(start);
    if end == start {
        return None;
    }
    let mut text = cursor.slice(start, end);
    while end - start <= 15 && cursor.at(end) == Some(',') && digits(end + 1) == end + 4 {
        text.push_str(&cursor.slice(end + 1, end + 4));
        end += 4;
    }
    if cursor.at(end) == Some('.') && digits(end + 1) > end + 1 {
        let fraction = digits(end + 1);
        text.push_str(&cursor.slice(end, fraction));
        end = fraction;
    }
    text.parse().ok().map(|value| (value, end))
}

/// 千万, 億, 百: one multiplier in ideographs, small before large.
fn multiplier(cursor: &Cursor<'_>, at: usize) -> Option<(f64, usize)> {
    let small = look(&SMALL, cursor.at(at));
    let after_small = at + usize::from(small.is_some());
    let large = look(&LARGE, cursor.at(after_small));
    let end = after_small + usize::from(large.is_some());
    (end > at).then(|| (small.unwrap_or(1.0) * large.unwrap_or(1.0), end))
}

fn scale_in_english(cursor: &Cursor<'_>, end: usize) -> Option<(usize, f64)> {
    let spaced = cursor.past_spaces(end);
    if spaced > end {
        return cursor.longest(spaced, &ENGLISH).filter(|(stop, _)| *stop > spaced + 1);
    }
    if !cursor.at(end).is_some_and(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    // Attached, the word begins after a digit: only its end has to be a boundary.
    let attached = ENGLISH.entries().iter().filter_map(|(word, scale)| {
        let stop = end + word.len();
        let same = cursor.slice(end, stop).eq_ignore_ascii_case(word);
        let ends = !cursor.at(stop).is_some_and(|c| c.is_ascii_alphanumeric());
        (same && ends).then_some((stop, *scale))
    });
    attached.max_by_key(|(stop, _)| *stop)
}

/// 数億, 几百, 数十億, 数カ月: from two (or one, before a multiplier) to nine.
fn several(cursor: &Cursor<'_>, start: usize) -> Numeral {
    let (mut scale, mut end, mut scaled) = (1.0, start + 1, false);
    while let Some((more, after)) = multiplier(cursor, end) {
        (scale, end, scaled) = (scale * more, after, true);
    }
    let least = if scaled { 1.0 } else { 2.0 };
    Numeral { low: least * scale, high: 9.0 * scale, end, in_words: true, scaled, bound: None }
}

/// 三十五, 二億三千万, 二〇二三.
fn ideographs(cursor: &Cursor<'_>, start: usize) -> Option<Numeral> {
    let (mut total, mut section, mut digit) = (0.0, 0.0, None::<f64>);
    let (mut end, mut scaled, mut positional) = (start, false, 0);
    if let Some(range) = neighbours(cursor, start) {
        return Some(range);
    }
    let mut last_scale = None;
    loop {
        let character = cursor.at(end);
        if let Some(value) = look(&DIGITS, character) {
            positional += 1;
            digit = Some(if positional > 1 && digit.is_some() {
                digit.unwrap_or(0.0) * 10.0 + value
            } else {
                value
            });
        } else if let Some(scale) = look(&SMALL, character) {
            section += digit.take().unwrap_or(1.0) * scale;
            last_scale = Some(scale);
            (positional, scaled) = (0, scaled || scale > 10.0);
        } else if let Some(scale) = look(&LARGE, character).filter(|_| end > start) {
            let part = section + digit.take().unwrap_or(0.0);
            // 一万亿: a multiplier of what stands before.
            if part == 0.0 && total > 0.0 {
                total *= scale;
            } else {
                total += part.max(1.0) * scale;
            }
            (section, positional, scaled) = (0.0, 0, true);
            last_scale = Some(scale);
        } else {
            break;
        }
        end += 1;
    }
    // 一万五 is 15,000: a last digit right after a multiplier from a hundred on counts the next smaller unit.
    let before_last = end.checked_sub(2).and_then(|p| cursor.at(p));
    let short = digit.filter(|d| *d > 0.0 && positional == 1).and(last_scale).filter(|scale| {
        *scale >= 100.0 && (look(&SMALL, before_last).is_some() || look(&LARGE, before_last).is_some())
    });
    let rest = digit.unwrap_or(0.0) * short.map_or(1.0, |scale| scale / 10.0);
    let mut value = total + section + rest;
    // 十数, 二十几: up to nine more.
    let tens = cursor.last(end) == Some('十') && matches!(cursor.at(end), Some('数' | '几' | '幾'));
    if tens && end > start {
        let (low, high) = (value + 1.0, value + 9.0);
        return Some(Numeral { low, high, end: end + 1, in_words: true, scaled, bound: None });
    }
    // 二百余万, 四百多亿.
    let mut bound = None;
    if end > start
        && matches!(cursor.at(end), Some('多' | '余' | '餘'))
        && let Some(scale) = look(&LARGE, cursor.at(end + 1))
    {
        (value, end, scaled, bound) = (value * scale, end + 2, true, Some(Bound::Above));
    }
    (end > start).then_some(Numeral { low: value, high: value, end, in_words: true, scaled, bound })
}

/// 三四成, 两三年, 七八百: two digits in a row that follow each other are a range.
fn neighbours(cursor: &Cursor<'_>, start: usize) -> Option<Numeral> {
    let (low, high) = (look(&DIGITS, cursor.at(start))?, look(&DIGITS, cursor.at(start + 1))?);
    let other = look(&DIGITS, cursor.at(start + 2)).is_some() || look(&DIGITS, cursor.last(start)).is_some();
    if low < 1.0 || high - low != 1.0 || other || cursor.last(start) == Some('十') {
        return None;
    }
    let (mut scale, mut end, mut scaled) = (1.0, start + 2, false);
    while let Some((more, after)) = multiplier(cursor, end) {
        (scale, end, scaled) = (scale * more, after, true);
    }
    Some(Numeral { low: low * scale, high: high * scale, end, in_words: true, scaled, bound: None })
}

/// `six`, `twenty-five`, `three hundred`, `two million`.
fn english(cursor: &Cursor<'_>, start: usize) -> Option<Numeral> {
    let (mut end, mut value) = cursor.longest(start, &WORDS)?;
    if value >= 20.0
        && cursor.at(end) == Some('-')
        && let Some((after, unit)) = cursor.longest(end + 1, &WORDS).filter(|(_, unit)| *unit < 10.0)
    {
        (end, value) = (after, value + unit);
    }
    let mut scaled = false;
    while let Some((after, scale)) = scale_in_english(cursor, end).filter(|(after, _)| *after > end + 2) {
        (end, value, scaled) = (after, value * scale, true);
    }
    Some(Numeral { low: value, high: value, end, in_words: true, scaled, bound: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glyphs::Glyphs;

    fn read(text: &str) -> Option<(f64, f64, usize)> {
        let glyphs = Glyphs::read(text);
        numeral(&Cursor::new(glyphs.all()), 0).map(|n| (n.low, n.high, n.end))
    }

    #[test]
    fn numbers_in_three_languages() {
        for (text, value) in [
            ("12,800 people", 12_800.0),
            ("3586.86万股", 35_868_600.0),
            ("1兆2000億円", 1.2e12),
            ("１，２００", 1200.0),
            ("三十五", 35.0),
            ("二億三千万", 2.3e8),
            ("二〇二三年", 2023.0),
            ("百二十", 120.0),
            ("1.8bn visits", 1.8e9),
            ("2 million users", 2e6),
            ("twenty-five", 25.0),
            ("three hundred", 300.0),
            ("5千万", 5e7),
        ] {
            let (low, high, _) = read(text).unwrap_or_else(|| panic!("{text}"));
            assert!(low == high && (low - value).abs() <= 1e-9 * value, "{text}: {low}");
        }
        assert_eq!(read("数億ドル").map(|n| (n.0, n.1)), Some((1e8, 9e8)));
        assert_eq!(read("数カ月").map(|n| (n.0, n.1)), Some((2.0, 9.0)));
        assert_eq!(read("元妻"), None);
    }
}
