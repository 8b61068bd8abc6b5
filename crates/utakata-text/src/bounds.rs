//! About, at least, nearly: words around a number that make it a bound.

use crate::cursor::Cursor;
use crate::item::Bound;
use crate::words::Words;

/// What such a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    About,
    Bound(Bound),
    /// More, and not by much (20多, 余).
    Some,
}

use Mark::{About, Bound as Is, Some as Odd};

static BEFORE: Words<Mark> = Words::new(&[
    ("約", About),
    ("约", About),
    ("およそ", About),
    ("おおよそ", About),
    ("ほぼ", About),
    ("大約", About),
    ("大约", About),
    ("大概", About),
    ("近", About),
    ("将近", About),
    ("接近", About),
    ("几乎", About),
    ("超过", Is(Bound::Above)),
    ("超過", Is(Bound::Above)),
    ("超", Is(Bound::Above)),
    ("逾", Is(Bound::Above)),
    ("多于", Is(Bound::Above)),
    ("高于", Is(Bound::Above)),
    ("突破", Is(Bound::Above)),
    ("上", Is(Bound::AtLeast)),
    ("破", Is(Bound::Above)),
    ("刚过", Is(Bound::Above)),
    ("跌破", Is(Bound::Below)),
    ("不及", Is(Bound::Below)),
    ("约为", About),
    ("约占", About),
    ("约有", About),
    ("上限", Is(Bound::AtMost)),
    ("as much as", Is(Bound::AtMost)),
    ("as many as", Is(Bound::AtMost)),
    ("not to exceed", Is(Bound::AtMost)),
    ("not exceeding", Is(Bound::AtMost)),
    ("as little as", Is(Bound::AtLeast)),
    ("north of", Is(Bound::Above)),
    ("just over", Is(Bound::Above)),
    ("well over", Is(Bound::Above)),
    ("just under", Is(Bound::Below)),
    ("<", Is(Bound::Below)),
    (">", Is(Bound::Above)),
    ("≤", Is(Bound::AtMost)),
    ("≥", Is(Bound::AtLeast)),
    ("<=", Is(Bound::AtMost)),
    (">=", Is(Bound::AtLeast)),
    ("少なくとも", Is(Bound::AtLeast)),
    ("最低でも", Is(Bound::AtLeast)),
    ("至少", Is(Bound::AtLeast)),
    ("不少于", Is(Bound::AtLeast)),
    ("不低于", Is(Bound::AtLeast)),
    ("最大", Is(Bound::AtMost)),
    ("最大で", Is(Bound::AtMost)),
    ("不超过", Is(Bound::AtMost)),
    ("不多于", Is(Bound::AtMost)),
    ("至多", Is(Bound::AtMost)),
    ("最多", Is(Bound::AtMost)),
    ("不足", Is(Bound::Below)),
    ("不到", Is(Bound::Below)),
    ("少于", Is(Bound::Below)),
    ("低于", Is(Bound::Below)),
    ("about", About),
    ("around", About),
    ("roughly", About),
    ("approximately", About),
    ("some", About),
    ("nearly", About),
    ("almost", About),
    ("close to", About),
    ("an estimated", About),
    ("~", About),
    ("more than", Is(Bound::Above)),
    ("over", Is(Bound::Above)),
    ("above", Is(Bound::Above)),
    ("exceeding", Is(Bound::Above)),
    ("exceeded", Is(Bound::Above)),
    ("upwards of", Is(Bound::Above)),
    ("in excess of", Is(Bound::Above)),
    ("greater than", Is(Bound::Above)),
    ("at least", Is(Bound::AtLeast)),
    ("no fewer than", Is(Bound::AtLeast)),
    ("no less than", Is(Bound::AtLeast)),
    ("not less than", Is(Bound::AtLeast)),
    ("a minimum of", Is(Bound::AtLeast)),
    ("up to", Is(Bound::AtMost)),
    ("at most", Is(Bound::AtMost)),
    ("no more than", Is(Bound::AtMost)),
    ("not more than", Is(Bound::AtMost)),
    ("a maximum of", Is(Bound::AtMost)),
    ("less than", Is(Bound::Below)),
    ("fewer than", Is(Bound::Below)),
    ("under", Is(Bound::Below)),
    ("below", Is(Bound::Below)),
    ("lower than", Is(Bound::Below)),
]);

static AFTER: Words<Mark> = Words::new(&[
    ("以上", Is(Bound::AtLeast)),
    ("超", Is(Bound::Above)),
    ("超え", Is(Bound::Above)),
    ("を超え", Is(Bound::Above)),
    ("を超える", Is(Bound::Above)),
    ("を超えた", Is(Bound::Above)),
    ("を超過", Is(Bound::Above)),
    ("を上回", Is(Bound::Above)),
    ("を突破", Is(Bound::Above)),
    ("突破", Is(Bound::Above)),
    ("を限度", Is(Bound::AtMost)),
    ("を上限", Is(Bound::AtMost)),
    ("が上限", Is(Bound::AtMost)),
    ("を切", Is(Bound::Below)),
    ("出头", Odd),
    ("有余", Odd),
    ("+", Is(Bound::AtLeast)),
    ("and above", Is(Bound::AtLeast)),
    ("and over", Is(Bound::AtLeast)),
    ("余り", Odd),
    ("あまり", Odd),
    ("余", Odd),
    ("強", Odd),
    ("未満", Is(Bound::Below)),
    ("を下回", Is(Bound::Below)),
    ("を割", Is(Bound::Below)),
    ("に満たない", Is(Bound::Below)),
    ("弱", About),
    ("以下", Is(Bound::AtMost)),
    ("以内", Is(Bound::AtMost)),
    ("まで", Is(Bound::AtMost)),
    ("程度", About),
    ("前後", About),
    ("ほど", About),
    ("くらい", About),
    ("ぐらい", About),
    ("近く", About),
    ("左右", About),
    ("上下", About),
    ("之内", Is(Bound::AtMost)),
    ("or more", Is(Bound::AtLeast)),
    ("or so", About),
    ("or less", Is(Bound::AtMost)),
    ("or fewer", Is(Bound::AtMost)),
]);

/// Marks between a number and its unit: 20余件, 200多人.
static BETWEEN: Words<Mark> =
    Words::new(&[("余", Odd), ("餘", Odd), ("余り", Odd), ("多", Odd), ("数", Odd), ("来", About)]);

/// Marks that a few other characters may part from the number: 至少将持续12个月, 不超过总股本的3%.
const PARTED: &[(&str, Mark)] = &[
    ("至少", Is(Bound::AtLeast)),
    ("少なくとも", Is(Bound::AtLeast)),
    ("最多", Is(Bound::AtMost)),
    ("至多", Is(Bound::AtMost)),
    ("不超过", Is(Bound::AtMost)),
    ("大概", About),
    ("大约", About),
    ("不足", Is(Bound::Below)),
    ("不到", Is(Bound::Below)),
    ("不及", Is(Bound::Below)),
    ("超过", Is(Bound::Above)),
];
/// Most such characters, where 的 ends them and where not.
const GAPS: (usize, usize) = (8, 3);

/// The mark that ends at `start`, with where it begins; `lasting` for a stretch of time (近十年 is no estimate).
pub(crate) fn before(cursor: &Cursor<'_>, start: usize, lasting: bool) -> Option<(usize, Mark)> {
    let end = cursor.before_spaces(start);
    let Some(found) = cursor.longest_before(end, &BEFORE) else { return parted(cursor, end) };
    // 最近, 付近, 打破: the mark is the end of another word.
    let head = cursor.at(found.0);
    let inside = match head {
        Some('近') => lasting || cursor.last(found.0).is_some_and(|c| "最附付身".contains(c)),
        // 上百, 上千万, no other 上.
        Some('上') => found.0 + 1 == end && !cursor.at(end).is_some_and(|c| "百千万亿億".contains(c)),
        Some('破') => found.0 + 1 == end && cursor.last(found.0).is_some_and(|c| "打爆突".contains(c)),
        _ => false,
    };
    (!inside).then_some(found)
}

fn parted(cursor: &Cursor<'_>, end: usize) -> Option<(usize, Mark)> {
    let most = if cursor.last(end) == Some('的') { GAPS.0 } else { GAPS.1 };
    for at in (end.saturating_sub(most)..end).rev() {
        let character = cursor.at(at)?;
        if !('\u{4e00}'..='\u{9fff}').contains(&character) {
            return None;
        }
        if let Some(found) = cursor.longest_before(at, PARTED) {
            // Another number between has the mark.
            let numbered = (at..end).any(|p| crate::numeral::numeral(cursor, p).is_some());
            return (!numbered).then_some(found);
        }
    }
    None
}

/// Whether a minus sign (or ▲, △ of Japanese accounts) stands right before `start`, and nothing that it could join.
pub(crate) fn signed(cursor: &Cursor<'_>, start: usize) -> bool {
    let sign = cursor.last(start).is_some_and(|c| matches!(c, '-' | '−' | '–' | '▲' | '△'));
    let before = start.checked_sub(2).and_then(|p| cursor.at(p));
    sign && !before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '%' | ')' | ']' | '-'))
}

/// The mark that begins at `end`.
pub(crate) fn after(cursor: &Cursor<'_>, end: usize) -> Option<(usize, Mark)> {
    cursor.longest(cursor.past_spaces(end), &AFTER)
}

/// The mark between number and unit.
pub(crate) fn between(cursor: &Cursor<'_>, end: usize) -> Option<(usize, Mark)> {
    cursor.longest(end, &BETWEEN)
}
