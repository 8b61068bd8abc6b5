//! Numbers and dates of a text, each at its place.

use jiff::civil::Date;

use crate::cursor::Cursor;
use crate::dates::{self, Day, day};
use crate::item::{Item, Kind, Value};
use crate::quantity::{self, Quantity, quantity};

/// One hit of the grammar. Positions count glyphs.
#[derive(Debug, Clone, PartialEq)]
enum Hit {
    Day(usize, Day),
    Quantity(Quantity),
}

impl Hit {
    fn start(&self) -> usize {
        match self {
            Self::Day(start, _) => *start,
            Self::Quantity(quantity) => quantity.start,
        }
    }

    fn end(&self) -> usize {
        match self {
            Self::Day(_, day) => day.end,
            Self::Quantity(quantity) => quantity.end,
        }
    }
}

/// Finds numbers and dates. `original` is the file that the glyphs were read from; `published` the day as of which dates
/// without a year are past.
///
/// Every item comes with its first glyph and one past its last.
pub(crate) fn items(
    original: &str,
    cursor: &Cursor<'_>,
    published: Option<Date>,
) -> (Vec<Item>, Vec<(usize, usize)>) {
    let hits = scan(cursor, published);
    let (mut items, mut place) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(hit) = hits.get(at) {
        if let Some(next) = hits.get(at + 1)
            && let Some(item) = range(original, cursor, (hit, next), published)
        {
            place.push((hit.start(), next.end()));
            items.push(item);
            at += 2;
            continue;
        }
        match hit {
            Hit::Day(start, day) if !day.is_bare_month() => {
                items.push(date_item(original, cursor, *start, day.resolved(published)));
                place.push((*start, day.end));
            }
            Hit::Day(..) => {}
            Hit::Quantity(found) => {
                let mut item = quantity_item(original, cursor, found);
                item.periods = periods(cursor, &hits[..at], found.start, published);
                items.push(item);
                place.push((found.start, found.end));
            }
        }
        at += 1;
    }
    (items, place)
}

fn scan(cursor: &Cursor<'_>, published: Option<Date>) -> Vec<Hit> {
    let (mut hits, mut at, mut free) = (Vec::<Hit>::new(), 0, 0);
    while at < cursor.len() {
        // Words go on: nothing begins inside one.
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let begins = |c: char| dates::may_begin(c) || quantity::may_begin(c);
        if !cursor.at(at).is_some_and(begins) || (letter(cursor.at(at)) && letter(cursor.last(at))) {
            at += 1;
            continue;
        }
        let hit = day(cursor, at, published)
            .map(|day| Hit::Day(at, day))
            .or_else(|| quantity(cursor, at).filter(Quantity::is_finite).map(Hit::Quantity));
        match hit {
            Some(mut hit) if hit.end() > at => {
                // A word that bounds the number before (30%超40%) does not bound this one too.
                if let Hit::Quantity(quantity) = &mut hit {
                    quantity.start = quantity.start.max(free);
                }
                at = cursor.past_character(hit.end());
                free = at;
                hits.push(hit);
            }
            _ => at += 1,
        }
    }
    hits
}

fn item(original: &str, cursor: &Cursor<'_>, (start, end): (usize, usize), kind: Kind) -> Item {
    let (byte_start, byte_end) = cursor.bytes(start, end);
    Item {
        quote: original.get(byte_start..byte_end).unwrap_or_default().to_owned(),
        byte_start,
        byte_end,
        kind,
        value: None,
        low: None,
        high: None,
        unit: None,
        bound: None,
        approximate: false,
        direction: None,
        part: None,
        periods: Vec::new(),
        speaker: None,
        relayed_by: None,
        hedge: None,
        stance: None,
        flags: Vec::new(),
        subject: None,
        from_model: Vec::new(),
    }
}

fn date_item(original: &str, cursor: &Cursor<'_>, start: usize, day: Day) -> Item {
    if let Some((low, high)) = day.span() {
        let mut found = item(original, cursor, (start, day.end), Kind::DateRange);
        (found.low, found.high) = (Some(Value::Date(low)), Some(Value::Date(high)));
        return found;
    }
    let mut found = item(original, cursor, (start, day.end), Kind::Date);
    found.value = Some(Value::Date(day.iso()));
    found.part = day.part;
    found
}

fn quantity_item(original: &str, cursor: &Cursor<'_>, found: &Quantity) -> Item {
    let mut item = item(original, cursor, (found.start, found.end), found.kind);
    if found.low < found.high {
        item.low = Some(Value::Number(found.low));
        item.high = Some(Value::Number(found.high));
    } else {
        item.value = Some(Value::Number(found.low));
    }
    item.unit.clone_from(&found.unit);
    item.bound = found.bound;
    item.approximate = found.approximate;
    item.direction = found.direction;
    item
}

/// Farthest that a bare month may stand before the number it dates, in glyphs.
const REACH: usize = 48;

/// Where a sentence ends: a month that another number was said of does not reach beyond.
const STOPS: [char; 4] = ['。', '!', '?', '\n'];

/// The bare months that stand before the quantity and that it is about: the last one named in the same line, and those
/// joined to it (`2月と3月には`).
fn periods(cursor: &Cursor<'_>, before: &[Hit], start: usize, published: Option<Date>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut next = start;
    for hit in before.iter().rev() {
        let Hit::Day(at, day) = hit else {
            let near = start.saturating_sub(hit.end()) <= REACH;
            if found.is_empty() && near && !cursor.slice(hit.end(), start).contains(STOPS) {
                continue;
            }
            break;
        };
        let link = cursor.slice(day.end, next);
        let near = if found.is_empty() {
            start - day.end <= REACH && !link.contains('\n')
        } else {
            matches!(link.trim(), "と" | "、" | "及び" | "和" | "and" | ",")
        };
        if !day.is_bare_month() || !near {
            break;
        }
        found.push(day.resolved(published).iso());
        next = *at;
    }
    found.reverse();
    found
}

const BETWEEN: &[&str] = &["から", "~", "〜", "-", "–", "—", "至", "到", "to", "and", "through", "until"];

/// Two hits that make one range.
fn range(
    original: &str,
    cursor: &Cursor<'_>,
    (first, second): (&Hit, &Hit),
    published: Option<Date>,
) -> Option<Item> {
    let (start, from, to, end) = match (first, second) {
        (Hit::Day(start, a), Hit::Day(next, b)) => (*start, a.end, *next, b.end),
        (Hit::Quantity(a), Hit::Quantity(b)) => (a.start, a.end, b.start, b.end),
        _ => return None,
    };
    let link = cursor.slice(from, to);
    let link = link.trim();
    if !BETWEEN.contains(&link) {
        return None;
    }
    let between = cursor.longest_before(cursor.before_spaces(start), &[("between", ()), ("from", ())]);
    match (first, second) {
        (Hit::Day(_, a), Hit::Day(_, b)) => {
            // Two halves or decades are two ranges.
            if a.span().is_some() || b.span().is_some() {
                return None;
            }
            // "from May to June" alone names two months that another number is about.
            if a.is_bare_month() && b.is_bare_month() {
                return None;
            }
            if link == "and" && between.is_none_or(|(at, ())| cursor.word(at, "between").is_none()) {
                return None;
            }
            let mut second = *b;
            if second.year.is_none()
                && let (Some(year), Some(month), Some(later)) = (a.year, a.month, b.month)
            {
                second.year = Some(year + i16::from(later < month));
            }
            let last = second.resolved(published);
            let mut first = *a;
            if first.year.is_none()
                && let (Some(year), Some(month), Some(last_month)) = (last.year, a.month, last.month)
            {
                first.year = Some(year - i16::from(month > last_month));
            }
            let mut found = item(original, cursor, (start, end), Kind::DateRange);
            found.low = Some(Value::Date(first.resolved(published).iso()));
            found.high = Some(Value::Date(last.iso()));
            found.part = b.part;
            Some(found)
        }
        (Hit::Quantity(a), Hit::Quantity(b)) => {
            let same = a.kind == b.kind && (a.unit == b.unit || a.unit.is_none()) && a.kind != Kind::Streak;
            // "from 130 % to 60 %", 130%から60%に: two values of something that changed, not a range.
            let dashed = matches!(link, "~" | "〜" | "-" | "–" | "—" | "至" | "到");
            let stays = match link {
                "から" => !cursor.at(b.end).is_some_and(|c| matches!(c, 'に' | 'へ' | 'ま' | '減' | '増')),
                "and" => between.is_some_and(|(at, ())| cursor.word(at, "between").is_some()),
                "to" | "through" => between.is_none_or(|(at, ())| cursor.word(at, "from").is_none()),
                _ => dashed && !changes_before(cursor, start),
            };
            if !same || !stays || a.low.abs() >= b.high.abs().max(b.low.abs()) {
                return None;
            }
            let mut joined = b.clone();
            joined.start = a.start;
            joined.direction = a.direction.or(b.direction);
            joined.bound = a.bound.or(b.bound);
            joined.approximate |= a.approximate;
            let (low, high) = (a.low.abs().min(a.high.abs()), b.low.abs().max(b.high.abs()));
            let negative = a.low < 0.0 || b.low < 0.0;
            (joined.low, joined.high) = if negative { (-high, -low) } else { (low, high) };
            Some(quantity_item(original, cursor, &joined))
        }
        _ => None,
    }
}

/// 从130%降到60%: the words before make it a change.
fn changes_before(cursor: &Cursor<'_>, start: usize) -> bool {
    cursor.longest_before(start, &[("从", ()), ("由", ()), ("從", ())]).is_some()
}
