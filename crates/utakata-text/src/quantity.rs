//! A number with its unit, its bounds and its direction.

use crate::bounds;
use crate::coins;
use crate::cursor::Cursor;
use crate::dressing::{dressed, mark_it};
use crate::item::{Bound, Direction, Kind};
use crate::numeral::{self, Numeral, numeral};
use crate::streaks;
use crate::units::{self, Time, Unit};
use crate::words::{Vocabulary as _, Words};

/// A quantity at its place. Positions count glyphs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) unit: Option<String>,
    pub(crate) bound: Option<Bound>,
    pub(crate) approximate: bool,
    pub(crate) direction: Option<Direction>,
}

impl Quantity {
    /// Four hundred digits are no number.
    pub(crate) fn is_finite(&self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }
}

/// Words that are numbers by themselves.
static RATIOS: Words<f64> = Words::new(&[
    ("半分", 0.5),
    ("半数", 0.5),
    ("半減", 0.5),
    ("一半", 0.5),
    ("腰斩", 0.5),
    ("half", 0.5),
    ("halved", 0.5),
    ("a third", 1.0 / 3.0),
    ("one third", 1.0 / 3.0),
    ("two thirds", 2.0 / 3.0),
    ("two-thirds", 2.0 / 3.0),
    ("a quarter", 0.25),
    ("a fifth", 0.2),
    ("one fifth", 0.2),
    ("one-third", 1.0 / 3.0),
    ("one quarter", 0.25),
    ("one-quarter", 0.25),
    ("three-quarters", 0.75),
    ("a tenth", 0.1),
    ("one tenth", 0.1),
    ("three quarters", 0.75),
]);
static DOUBLED: Words<f64> = Words::new(&[
    ("倍増", 2.0),
    ("翻番", 2.0),
    ("翻倍", 2.0),
    ("翻了一番", 2.0),
    ("翻一番", 2.0),
    ("翻了一倍", 2.0),
    ("翻两番", 4.0),
    ("翻了两番", 4.0),
    ("doubled", 2.0),
    ("tripled", 3.0),
    ("quadrupled", 4.0),
]);
static CONNECTORS: Words<()> =
    Words::new(&[("~", ()), ("〜", ()), ("-", ()), ("–", ()), ("—", ()), ("至", ()), ("到", ()), ("to", ())]);

/// Halves of a stretch of time.
static HALVES: Words<Time> = Words::new(&[
    ("半年", Time::Year),
    ("半年間", Time::Year),
    ("半个月", Time::Month),
    ("半月", Time::Month),
    ("半日", Time::Day),
    ("半天", Time::Day),
    ("半小时", Time::Hour),
    ("半个小时", Time::Hour),
    ("半時間", Time::Hour),
    ("half a year", Time::Year),
    ("half an hour", Time::Hour),
    ("half a day", Time::Day),
    ("half a month", Time::Month),
]);

/// Whether a quantity may begin with a character.
pub(crate) fn may_begin(character: char) -> bool {
    numeral::may_begin(character)
        || streaks::may_begin(character)
        || [&RATIOS, &DOUBLED].iter().any(|table| table.may_begin(character))
        || HALVES.may_begin(character)
        || NEGATIVE.may_begin(character)
}

/// The quantity whose number begins at `at`.
pub(crate) fn quantity(cursor: &Cursor<'_>, at: usize) -> Option<Quantity> {
    // 第3四半期: a place in an order is no amount.
    if cursor.last(at) == Some('第') {
        return None;
    }
    streaks::before(cursor, at)
        .or_else(|| streaks::nth(cursor, at))
        .or_else(|| in_hundredths(cursor, at))
        .or_else(|| one_in(cursor, at))
        .or_else(|| measured(cursor, at))
        .or_else(|| word(cursor, at))
}

/// A quantity without a word around it.
pub(crate) fn plain(
    start: usize,
    end: usize,
    kind: Kind,
    low: f64,
    high: f64,
    unit: Option<&str>,
) -> Quantity {
    let unit = unit.map(str::to_owned);
    Quantity { start, end, kind, low, high, unit, bound: None, approximate: false, direction: None }
}

/// 百分之三十, 3分の1, 十分之一.
fn in_hundredths(cursor: &Cursor<'_>, at: usize) -> Option<Quantity> {
    if let Some(end) = cursor.word(at, "百分之") {
        let number = numeral(cursor, end)?;
        let (low, high) = (number.low / 100.0, number.high / 100.0);
        return Some(dressed(cursor, plain(at, number.end, Kind::Percent, low, high, Some("fraction"))));
    }
    let whole = numeral(cursor, at)?;
    let of = cursor.longest(whole.end, &[("分の", ()), ("分之", ())]).map(|(end, ())| end)?;
    let part = numeral(cursor, of)?;
    let value = part.low / whole.low;
    (whole.low > 0.0)
        .then(|| dressed(cursor, plain(at, part.end, Kind::Ratio, value, value, Some("fraction"))))
}

/// Growth below zero, said without a number.
static NEGATIVE: Words<()> = Words::new(&[
    ("マイナスにな", ()),
    ("マイナスに転", ()),
    ("マイナス成長", ()),
    ("转负", ()),
    ("負增长", ()),
    ("负增长", ()),
    ("turn negative", ()),
    ("turned negative", ()),
    ("go negative", ()),
    ("went negative", ()),
    ("negative growth", ()),
]);

fn word(cursor: &Cursor<'_>, at: usize) -> Option<Quantity> {
    if let Some((end, ())) = cursor.longest(at, &NEGATIVE) {
        let mut found = plain(at, end, Kind::Percent, 0.0, 0.0, Some("fraction"));
        (found.bound, found.direction) = (Some(Bound::Below), Some(Direction::Down));
        return Some(found);
    }
    // 上半年, 下半年 are parts of a year.
    let part = cursor.last(at).is_some_and(|c| "上下前後后大多".contains(c));
    if let Some((end, time)) = cursor.longest(at, &HALVES).filter(|_| !part) {
        return Some(dressed(cursor, plain(at, end, Kind::Duration, 0.5, 0.5, Some(time.name()))));
    }
    if let Some((end, value)) = cursor.longest(at, &RATIOS) {
        return Some(dressed(cursor, plain(at, end, Kind::Ratio, value, value, Some("fraction"))));
    }
    let (end, value) = cursor.longest(at, &DOUBLED)?;
    Some(dressed(cursor, plain(at, end, Kind::Multiple, value, value, None)))
}

/// One in ten, 3 in 4.
fn one_in(cursor: &Cursor<'_>, at: usize) -> Option<Quantity> {
    let part = numeral(cursor, at).filter(|n| !n.scaled)?;
    let within = cursor.word(cursor.past_spaces(part.end), "in")?;
    let whole =
        numeral(cursor, cursor.past_spaces(within)).filter(|n| n.high > part.high && n.high <= 1000.0)?;
    let value = part.low / whole.low;
    // 3 in 35 countries is no share.
    let counted =
        !whole.in_words && (units::unit(cursor, whole.end).is_some() || units::counts(cursor, whole.end));
    let share = part.low > 0.0 && !counted;
    share.then(|| dressed(cursor, plain(at, whole.end, Kind::Ratio, value, value, Some("fraction"))))
}

/// A number, perhaps a range, and its unit.
fn measured(cursor: &Cursor<'_>, at: usize) -> Option<Quantity> {
    let first = numeral(cursor, at)?;
    let marked = units::mark_before(cursor, at);
    let second = second_numeral(cursor, &first);
    let mut number = second.map_or(first, |second| Numeral { high: second.high, ..second });
    let low = second.map_or(first.low, |second| rescaled(&first, &second));
    let mut between = None;
    if let Some((end, mark)) = bounds::between(cursor, number.end)
        && units::unit(cursor, end).is_some()
    {
        (number.end, between) = (end, Some(mark));
    }
    let mut found = with_unit(cursor, at, &number, low, marked)?;
    if let Some(mark) = between {
        mark_it(&mut found, mark);
    }
    found.bound = number.bound.or(found.bound);
    Some(dressed(cursor, found))
}

/// 1~3億: the first number shares the multiplier of the second.
fn rescaled(first: &Numeral, second: &Numeral) -> f64 {
    if second.scaled && !first.scaled && first.low < 10_000.0 {
        let scale = [1e16, 1e12, 1e8, 1e4, 1e9, 1e6, 1e3]
            .into_iter()
            .find(|s| second.low >= *s && first.low * s < second.low);
        scale.map_or(first.low, |scale| first.low * scale)
    } else {
        first.low
    }
}

/// The upper end of `2~3年`, `60-70%`: a second number before any unit.
fn second_numeral(cursor: &Cursor<'_>, first: &Numeral) -> Option<Numeral> {
    let at = cursor.past_spaces(first.end);
    let (end, ()) = cursor.longest(at, &CONNECTORS)?;
    let second = numeral(cursor, cursor.past_spaces(end))?;
    let has_unit = units::unit(cursor, second.end).is_some();
    (has_unit && second.high > first.low && !first.is_fuzzy()).then_some(second)
}

fn with_unit(
    cursor: &Cursor<'_>,
    at: usize,
    number: &Numeral,
    low: f64,
    marked: Option<(usize, &'static str)>,
) -> Option<Quantity> {
    let high = number.high;
    if let Some((start, currency)) = marked {
        // 人民币5,000万元: the unit is said twice.
        let named = units::unit(cursor, number.end).filter(|(_, unit)| matches!(unit, Unit::Money(_)));
        let end = named.map_or(number.end, |(end, _)| end);
        return Some(plain(start, end, Kind::Money, low, high, Some(currency)));
    }
    if let Some(streak) = streaks::after(cursor, at, number) {
        return Some(streak);
    }
    let Some((end, unit)) = units::unit(cursor, number.end) else {
        return bare(cursor, at, number, low);
    };
    Some(match unit {
        Unit::Percent(scale) => {
            let rest = tenths(cursor, end, scale);
            let (added, end) = rest.unwrap_or((0.0, end));
            plain(at, end, Kind::Percent, low / scale + added, high / scale + added, Some("fraction"))
        }
        Unit::Points(scale) => {
            plain(at, end, Kind::PercentagePoints, low / scale, high / scale, Some("fraction"))
        }
        Unit::Money(currency) => {
            let (added, end) = coins::coins(cursor, end, currency).unwrap_or((0.0, end));
            plain(at, end, Kind::Money, low + added, high + added, Some(currency))
        }
        Unit::Multiple => plain(at, end, Kind::Multiple, low, high, None),
        Unit::Count("ポイント") if beside_percent(cursor, at) => {
            plain(at, end, Kind::PercentagePoints, low / 100.0, high / 100.0, Some("fraction"))
        }
        Unit::Count("块") if high >= 10.0 || coins::pays(cursor, end) => {
            let (added, end) = coins::coins(cursor, end, "块").unwrap_or((0.0, end));
            plain(at, end, Kind::Money, low + added, high + added, Some("CNY"))
        }
        Unit::Count(counter) => {
            // A single ideograph with a counter is a count (三家), but 一部 and 一次 are words.
            let lone = number.in_words && number.end == at + 1 && low <= 1.0;
            if lone {
                return None;
            }
            plain(at, end, Kind::Count, low, high, Some(counter))
        }
        Unit::Time(time) => return lasting(cursor, at, number, low, (end, time)),
    })
}

/// 3割5分.
fn tenths(cursor: &Cursor<'_>, end: usize, scale: f64) -> Option<(f64, usize)> {
    let number = numeral(cursor, end).filter(|n| scale == 10.0 && n.high < 10.0)?;
    (cursor.at(number.end) == Some('分')).then_some((number.low / 100.0, number.end + 1))
}

/// Farthest that a per cent sign may stand before points that are its points.
const NEAR: usize = 60;

/// Points after a per cent sign in the same line are percentage points, others are points of an index.
fn beside_percent(cursor: &Cursor<'_>, at: usize) -> bool {
    let mut before = (at.saturating_sub(NEAR)..at).rev().map_while(|p| cursor.at(p).filter(|c| *c != '\n'));
    before.any(|c| matches!(c, '%' | '率'))
}

/// A duration; clock units add up (8分32秒).
fn lasting(
    cursor: &Cursor<'_>,
    at: usize,
    number: &Numeral,
    low: f64,
    (mut end, time): (usize, Time),
) -> Option<Quantity> {
    // 十分 is "enough" more often than ten minutes.
    if time == Time::Minute && number.in_words && cursor.last(end) == Some('分') {
        return None;
    }
    let Some(mut seconds) = time.seconds().map(|s| s * number.high) else {
        // 5日目 is the fifth day, 2023年 a year; days of a month were read before.
        let day = time == Time::Day && cursor.last(end) == Some('日') && cursor.at(end) == Some('目');
        let year =
            time == Time::Year && cursor.last(end) == Some('年') && (1900.0..2200.0).contains(&number.high);
        let lone = number.in_words && number.end == at + 1 && low <= 1.0;
        return (!day && !year && !lone)
            .then(|| plain(at, end, Kind::Duration, low, number.high, Some(time.name())));
    };
    let mut parts = 1;
    while let Some(next) = numeral(cursor, past_and(cursor, end)).filter(|n| n.high < 60.0)
        && let Some((after, Unit::Time(smaller))) = units::unit(cursor, next.end)
        && let Some(scale) = smaller.seconds()
    {
        (seconds, end, parts) = (seconds + next.high * scale, after, parts + 1);
    }
    Some(if parts == 1 {
        plain(at, end, Kind::Duration, low, number.high, Some(time.name()))
    } else {
        plain(at, end, Kind::Duration, seconds, seconds, Some("second"))
    })
}

/// Past the "and" of "2 hours and 15 minutes".
fn past_and(cursor: &Cursor<'_>, end: usize) -> usize {
    let start = cursor.past_spaces(end);
    cursor.word(start, "and").filter(|_| start > end).map_or(start, |and| cursor.past_spaces(and))
}

/// Whether the number belongs to a name in capitals: S&P 500, FTSE 100.
fn in_a_name(cursor: &Cursor<'_>, at: usize) -> bool {
    let end = cursor.before_spaces(at);
    let capital = |p: &usize| cursor.at(*p).is_some_and(|c| c.is_ascii_uppercase() || c == '&');
    let capitals = (end.saturating_sub(8)..end).rev().take_while(capital).count();
    capitals >= 2 && end < at && !cursor.last(end - capitals).is_some_and(char::is_alphanumeric)
}

/// A number without a unit of the table: one with a multiplier, an English noun, or `18の国`.
fn bare(cursor: &Cursor<'_>, at: usize, number: &Numeral, low: f64) -> Option<Quantity> {
    let year = !number.scaled && (1900.0..2200.0).contains(&number.high) && number.high.fract() == 0.0;
    if in_a_name(cursor, at) && !number.scaled {
        return None;
    }
    let noun = units::counted_noun(cursor, number.end).filter(|(_, noun)| !year && units::is_plural(noun));
    if let Some((end, noun)) = noun {
        return Some(plain(at, end, Kind::Count, low, number.high, Some(&noun)));
    }
    if cursor.at(number.end) == Some('の')
        && cursor.at(number.end + 1).is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !number.in_words
        && !year
    {
        let end = (number.end + 1..cursor.len())
            .find(|&p| !cursor.at(p).is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)))
            .unwrap_or(cursor.len());
        let noun = cursor.slice(number.end + 1, end);
        return Some(plain(at, end, Kind::Count, low, number.high, Some(&noun)));
    }
    let marked = bounds::after(cursor, number.end).is_some() || number.is_fuzzy();
    let quantity = number.scaled && (!number.in_words || low >= 1e4 || marked);
    quantity.then(|| plain(at, number.end, Kind::Count, low, number.high, None))
}
