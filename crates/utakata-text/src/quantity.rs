//! A number with its unit, its bounds and its direction.

use crate::bounds::{self, Mark};
use crate::cursor::Cursor;
use crate::item::{Bound, Direction, Kind};
use crate::numeral::{Numeral, numeral};
use crate::units::{self, Time, Unit};
use crate::words::Words;

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
    ("three quarters", 0.75),
]);
static DOUBLED: Words<f64> = Words::new(&[
    ("倍増", 2.0),
    ("翻番", 2.0),
    ("翻倍", 2.0),
    ("doubled", 2.0),
    ("tripled", 3.0),
    ("quadrupled", 4.0),
]);
static CONNECTORS: Words<()> =
    Words::new(&[("~", ()), ("〜", ()), ("-", ()), ("–", ()), ("—", ()), ("至", ()), ("到", ()), ("to", ())]);

/// The quantity whose number begins at `at`.
pub(crate) fn quantity(cursor: &Cursor<'_>, at: usize) -> Option<Quantity> {
    streak_before(cursor, at)
        .or_else(|| in_hundredths(cursor, at))
        .or_else(|| measured(cursor, at))
        .or_else(|| word(cursor, at))
}

fn plain(start: usize, end: usize, kind: Kind, low: f64, high: f64, unit: Option<&str>) -> Quantity {
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
    if let Some((end, value)) = cursor.longest(at, &RATIOS) {
        return Some(dressed(cursor, plain(at, end, Kind::Ratio, value, value, Some("fraction"))));
    }
    let (end, value) = cursor.longest(at, &DOUBLED)?;
    Some(dressed(cursor, plain(at, end, Kind::Multiple, value, value, None)))
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
    if number.plus {
        found.bound = Some(Bound::AtLeast);
    }
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
        return Some(plain(start, number.end, Kind::Money, low, high, Some(currency)));
    }
    if let Some(streak) = streak_after(cursor, at, number) {
        return Some(streak);
    }
    let Some((end, unit)) = units::unit(cursor, number.end) else {
        return bare(cursor, at, number, low);
    };
    Some(match unit {
        Unit::Percent(scale) => {
            let rest = tenths(cursor, end, scale);
            let (added, end) = rest.unwrap_or((0.0, end));
            plain(at, end, Kind::Percent, low * scale + added, high * scale + added, Some("fraction"))
        }
        Unit::Points(scale) => {
            plain(at, end, Kind::PercentagePoints, low * scale, high * scale, Some("fraction"))
        }
        Unit::Money(currency) => plain(at, end, Kind::Money, low, high, Some(currency)),
        Unit::Multiple => plain(at, end, Kind::Multiple, low, high, None),
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
    let number = numeral(cursor, end).filter(|n| scale == 0.1 && n.high < 10.0)?;
    (cursor.at(number.end) == Some('分')).then_some((number.low / 100.0, number.end + 1))
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
        // 5日 is a day of a month more often than five days; 2023年 is a year.
        let day = time == Time::Day && cursor.last(end) == Some('日') && !number.in_words;
        let year =
            time == Time::Year && cursor.last(end) == Some('年') && (1900.0..2200.0).contains(&number.high);
        let lone = number.in_words && number.end == at + 1 && low <= 1.0;
        return (!day && !year && !lone)
            .then(|| plain(at, end, Kind::Duration, low, number.high, Some(time.name())));
    };
    let mut parts = 1;
    while let Some(next) = numeral(cursor, end).filter(|n| n.high < 60.0)
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

/// A number without a unit of the table: one with a multiplier, an English noun, or `18の国`.
fn bare(cursor: &Cursor<'_>, at: usize, number: &Numeral, low: f64) -> Option<Quantity> {
    let year = !number.scaled && (1900.0..2200.0).contains(&number.high) && number.high.fract() == 0.0;
    if let Some((end, noun)) = units::counted_noun(cursor, number.end).filter(|_| !year) {
        let plural = noun.ends_with('s')
            || number.scaled
            || matches!(noun.as_str(), "people" | "men" | "women" | "children");
        if plural {
            return Some(plain(at, end, Kind::Count, low, number.high, Some(&noun)));
        }
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
    let quantity = number.scaled && (!number.in_words || low >= 1e4);
    quantity.then(|| plain(at, number.end, Kind::Count, low, number.high, None))
}

static LOSSES: Words<Direction> = Words::new(&[
    ("連敗", Direction::Down),
    ("连跌", Direction::Down),
    ("連跌", Direction::Down),
    ("日続落", Direction::Down),
    ("営業日続落", Direction::Down),
    ("日連続下落", Direction::Down),
    ("日連続安", Direction::Down),
    ("日連続の下落", Direction::Down),
    ("営業日連続の下落", Direction::Down),
    ("連騰", Direction::Up),
    ("連勝", Direction::Up),
    ("连涨", Direction::Up),
    ("连阳", Direction::Up),
    ("连阴", Direction::Down),
    ("日続伸", Direction::Up),
    ("日連続上昇", Direction::Up),
    ("日連続の上昇", Direction::Up),
    ("营业日连跌", Direction::Down),
    ("-day losing streak", Direction::Down),
    ("-session losing streak", Direction::Down),
    ("-day winning streak", Direction::Up),
    (" straight losses", Direction::Down),
    (" straight declines", Direction::Down),
    (" straight days of losses", Direction::Down),
    (" consecutive losses", Direction::Down),
    (" consecutive declines", Direction::Down),
    (" consecutive days of losses", Direction::Down),
    (" straight gains", Direction::Up),
    (" consecutive gains", Direction::Up),
    (" straight losing sessions", Direction::Down),
]);

fn streak_after(cursor: &Cursor<'_>, at: usize, number: &Numeral) -> Option<Quantity> {
    let (end, direction) = cursor.longest(number.end, &LOSSES)?;
    let mut streak = plain(at, end, Kind::Streak, number.low, number.high, Some("period"));
    streak.direction = Some(direction);
    Some(streak)
}

/// 连续六日下跌, 连跌6日, "fell for six straight days".
fn streak_before(cursor: &Cursor<'_>, at: usize) -> Option<Quantity> {
    let words =
        [("连续", None), ("連続", None), ("连跌", Some(Direction::Down)), ("连涨", Some(Direction::Up))];
    let number = numeral(cursor, at)?;
    let (end, unit) =
        units::unit(cursor, number.end).filter(|(_, unit)| matches!(unit, Unit::Time(_))).or_else(|| {
            let straight =
                cursor.longest(cursor.past_spaces(number.end), &[("straight", ()), ("consecutive", ())])?;
            units::unit(cursor, straight.0).filter(|(_, unit)| matches!(unit, Unit::Time(_)))
        })?;
    let Unit::Time(time) = unit else { return None };
    let named = cursor.longest_before(at, &words);
    let straight = cursor.slice(number.end, end);
    let english = straight.contains("straight") || straight.contains("consecutive");
    if named.is_none() && !english {
        return None;
    }
    let direction = named.and_then(|(_, d)| d).or_else(|| bounds::direction(cursor, at, end))?;
    let start = named.map_or(at, |(start, _)| start);
    let mut streak = plain(start, end, Kind::Streak, number.low, number.high, Some(time.name()));
    streak.direction = Some(direction);
    Some(streak)
}

fn mark_it(found: &mut Quantity, mark: Mark) {
    match mark {
        Mark::About => found.approximate = true,
        Mark::Some => found.bound = Some(Bound::Above),
        Mark::Bound(bound) => found.bound = Some(bound),
    }
}

/// The quantity with the words around it: what bounds it, and for changes which way it goes.
fn dressed(cursor: &Cursor<'_>, mut found: Quantity) -> Quantity {
    while let Some((start, mark)) = bounds::before(cursor, found.start) {
        mark_it(&mut found, mark);
        found.start = start;
    }
    if let Some((end, mark)) = bounds::after(cursor, found.end) {
        mark_it(&mut found, mark);
        found.end = end;
    }
    let changes = matches!(found.kind, Kind::Percent | Kind::PercentagePoints);
    if changes && let Some(direction) = bounds::direction(cursor, found.start, found.end) {
        found.direction = Some(direction);
        if direction == Direction::Down {
            (found.low, found.high) = (-found.high, -found.low);
            found.bound = found.bound.map(|bound| match bound {
                Bound::AtLeast => Bound::AtLeastInSize,
                Bound::Above => Bound::AboveInSize,
                other => other,
            });
        }
    }
    found
}
