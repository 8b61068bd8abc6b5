//! The words around a quantity: what bounds it, and which way a change goes.

use crate::bounds::{self, Mark};
use crate::cursor::Cursor;
use crate::directions;
use crate::item::{Bound, Direction, Kind};
use crate::quantity::Quantity;

/// Takes in what a word beside the number says of it.
pub(crate) fn mark_it(found: &mut Quantity, mark: Mark) {
    match mark {
        Mark::About => found.approximate = true,
        Mark::Some => found.bound = Some(Bound::Above),
        Mark::Bound(bound) => found.bound = Some(bound),
    }
}

/// A bound of a fall: of its size.
fn in_size(bound: Bound) -> Bound {
    match bound {
        Bound::AtLeast => Bound::AtLeastInSize,
        Bound::Above => Bound::AboveInSize,
        Bound::AtMost => Bound::AtMostInSize,
        Bound::Below => Bound::BelowInSize,
        other => other,
    }
}

/// 七成多, 三年多: more than the number, said after its unit.
fn more(cursor: &Cursor<'_>, found: &Quantity) -> Option<usize> {
    let kind = matches!(found.kind, Kind::Percent | Kind::Multiple | Kind::Duration | Kind::Money);
    let unit = cursor.last(found.end).is_some_and(|c| "成倍年月元块周天".contains(c));
    let other = cursor.at(found.end + 1).is_some_and(|c| "数數种種样様少い".contains(c));
    (kind && unit && cursor.at(found.end) == Some('多') && !other).then_some(found.end + 1)
}

/// The quantity with the words around it: what bounds it, and for changes which way it goes.
pub(crate) fn dressed(cursor: &Cursor<'_>, mut found: Quantity) -> Quantity {
    let lasting = found.kind == Kind::Duration;
    while let Some((start, mark)) = bounds::before(cursor, found.start, lasting) {
        mark_it(&mut found, mark);
        found.start = start;
    }
    if let Some(end) = more(cursor, &found) {
        (found.bound, found.end) = (Some(Bound::Above), end);
    }
    if let Some((end, mark)) = bounds::after(cursor, found.end) {
        mark_it(&mut found, mark);
        found.end = end;
    }
    let changes = matches!(found.kind, Kind::Percent | Kind::PercentagePoints);
    if found.low >= 0.0 && bounds::signed(cursor, found.start) {
        found.start -= 1;
        (found.low, found.high) = (-found.high, -found.low);
        found.bound = found.bound.map(in_size);
        found.direction = changes.then_some(Direction::Down);
        return found;
    }
    if changes && let Some(direction) = directions::direction(cursor, found.start, found.end) {
        found.direction = Some(direction);
        if direction == Direction::Down {
            (found.low, found.high) = (-found.high, -found.low);
            found.bound = found.bound.map(in_size);
        }
    }
    found
}
