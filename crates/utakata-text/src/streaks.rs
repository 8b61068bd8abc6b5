//! So many days, weeks or months in a row in one direction.

use crate::cursor::Cursor;
use crate::directions;
use crate::item::{Direction, Kind};
use crate::numeral::{Numeral, numeral};
use crate::quantity::{Quantity, plain};
use crate::units::{self, Unit};
use crate::words::{Vocabulary as _, Words};

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

/// 6連敗, 8営業日連続で減少, "three straight losses": the streak whose number was read.
pub(crate) fn after(cursor: &Cursor<'_>, at: usize, number: &Numeral) -> Option<Quantity> {
    if let Some(found) = in_a_row(cursor, at, number) {
        return Some(found);
    }
    // 指数连跌: no number.
    let (end, direction) = cursor.longest(number.end, &LOSSES).filter(|_| !number.is_fuzzy())?;
    let mut streak = plain(at, end, Kind::Streak, number.low, number.high, Some("period"));
    streak.direction = Some(direction);
    Some(streak)
}

/// 8営業日連続で減少, 3期連続の増益.
fn in_a_row(cursor: &Cursor<'_>, at: usize, number: &Numeral) -> Option<Quantity> {
    let (unit_end, unit) = units::unit(cursor, number.end)?;
    let Unit::Time(time) = unit else { return None };
    let row = [("連続", ()), ("連續", ()), ("连续", ())];
    let (end, ()) = cursor.longest(unit_end, &row)?;
    let mut streak = plain(at, end, Kind::Streak, number.low, number.high, Some(time.name()));
    streak.direction = Some(directions::direction(cursor, at, end)?);
    Some(streak)
}

/// Places in a row.
static ORDINALS: Words<f64> = Words::new(&[
    ("second", 2.0),
    ("third", 3.0),
    ("fourth", 4.0),
    ("fifth", 5.0),
    ("sixth", 6.0),
    ("seventh", 7.0),
    ("eighth", 8.0),
    ("ninth", 9.0),
    ("tenth", 10.0),
    ("eleventh", 11.0),
    ("twelfth", 12.0),
]);

/// Whether a place in a row may begin with a character.
pub(crate) fn may_begin(character: char) -> bool {
    ORDINALS.may_begin(character)
}

/// "Fell for a sixth straight day", "its third consecutive loss".
pub(crate) fn nth(cursor: &Cursor<'_>, at: usize) -> Option<Quantity> {
    let (end, count) = cursor.longest(at, &ORDINALS)?;
    let row = [("straight", ()), ("consecutive", ()), ("successive", ())];
    let (end, ()) = cursor.longest(cursor.past_spaces(end), &row)?;
    let (end, unit) = match units::unit(cursor, end) {
        Some((end, Unit::Time(time))) => (end, time.name()),
        _ => (end, "period"),
    };
    let mut streak = plain(at, end, Kind::Streak, count, count, Some(unit));
    streak.direction = Some(directions::direction(cursor, at, end)?);
    Some(streak)
}

/// 连续六日下跌, 连跌6日, "fell for six straight days".
pub(crate) fn before(cursor: &Cursor<'_>, at: usize) -> Option<Quantity> {
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
    let direction = named.and_then(|(_, d)| d).or_else(|| directions::direction(cursor, at, end))?;
    let start = named.map_or(at, |(start, _)| start);
    let mut streak = plain(start, end, Kind::Streak, number.low, number.high, Some(time.name()));
    streak.direction = Some(direction);
    Some(streak)
}
