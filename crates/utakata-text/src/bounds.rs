//! About, at least, nearly: words around a number that make it a bound.

use crate::cursor::Cursor;
use crate::item::{Bound, Direction};
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

/// The mark that ends at `start`, with where it begins.
pub(crate) fn before(cursor: &Cursor<'_>, start: usize) -> Option<(usize, Mark)> {
    let end = cursor.before_spaces(start);
    let found = cursor.longest_before(end, &BEFORE)?;
    // 最近, 付近: the mark is the end of another word.
    let inside =
        cursor.at(found.0) == Some('近') && cursor.last(found.0).is_some_and(|c| "最附付身".contains(c));
    (!inside).then_some(found)
}

/// The mark that begins at `end`.
pub(crate) fn after(cursor: &Cursor<'_>, end: usize) -> Option<(usize, Mark)> {
    cursor.longest(cursor.past_spaces(end), &AFTER)
}

/// The mark between number and unit.
pub(crate) fn between(cursor: &Cursor<'_>, end: usize) -> Option<(usize, Mark)> {
    cursor.longest(end, &BETWEEN)
}

use Direction::{Down, Up};

static EAST_AFTER: Words<Direction> = Words::new(&[
    ("下落", Down),
    ("下跌", Down),
    ("減少", Down),
    ("减少", Down),
    ("低下", Down),
    ("下降", Down),
    ("下滑", Down),
    ("落ち込", Down),
    ("縮小", Down),
    ("急落", Down),
    ("暴落", Down),
    ("続落", Down),
    ("反落", Down),
    ("減", Down),
    ("减", Down),
    ("安", Down),
    ("下げ", Down),
    ("マイナス", Down),
    ("跌幅", Down),
    ("降幅", Down),
    ("的跌", Down),
    ("短縮", Down),
    ("削減", Down),
    ("下が", Down),
    ("上昇", Up),
    ("增长", Up),
    ("増加", Up),
    ("上涨", Up),
    ("成長", Up),
    ("伸び", Up),
    ("急騰", Up),
    ("高騰", Up),
    ("増", Up),
    ("增", Up),
    ("高", Up),
    ("上げ", Up),
    ("上が", Up),
    ("プラス", Up),
    ("涨幅", Up),
    ("拡大", Up),
    ("上升", Up),
]);

static EAST_BEFORE: Words<Direction> = Words::new(&[
    ("跌", Down),
    ("下跌", Down),
    ("大跌", Down),
    ("暴跌", Down),
    ("下挫", Down),
    ("下降", Down),
    ("下滑", Down),
    ("减少", Down),
    ("降低", Down),
    ("缩减", Down),
    ("回落", Down),
    ("降", Down),
    ("少", Down),
    ("マイナス", Down),
    ("萎缩", Down),
    ("跌幅达", Down),
    ("跌幅为", Down),
    ("跌幅", Down),
    ("下降了", Down),
    ("缩水", Down),
    ("減", Down),
    ("-", Down),
    ("−", Down),
    ("涨", Up),
    ("上涨", Up),
    ("大涨", Up),
    ("增长", Up),
    ("上升", Up),
    ("增加", Up),
    ("提高", Up),
    ("提升", Up),
    ("涨幅达", Up),
    ("涨幅为", Up),
    ("涨幅", Up),
    ("飙升", Up),
    ("プラス", Up),
    ("增", Up),
    ("升", Up),
    ("+", Up),
]);

static ENGLISH: Words<Direction> = Words::new(&[
    ("down", Down),
    ("fell", Down),
    ("fall", Down),
    ("falls", Down),
    ("fallen", Down),
    ("falling", Down),
    ("drop", Down),
    ("drops", Down),
    ("dropped", Down),
    ("dropping", Down),
    ("decline", Down),
    ("declines", Down),
    ("declined", Down),
    ("declining", Down),
    ("decrease", Down),
    ("decreased", Down),
    ("lost", Down),
    ("loses", Down),
    ("losing", Down),
    ("loss", Down),
    ("slid", Down),
    ("slide", Down),
    ("slipped", Down),
    ("slumped", Down),
    ("slump", Down),
    ("tumbled", Down),
    ("plunged", Down),
    ("plunge", Down),
    ("sank", Down),
    ("shed", Down),
    ("shrank", Down),
    ("cut", Down),
    ("lower", Down),
    ("reduction", Down),
    ("retreated", Down),
    ("minus", Down),
    ("contracted", Down),
    ("crashed", Down),
    ("up", Up),
    ("rose", Up),
    ("rise", Up),
    ("rises", Up),
    ("risen", Up),
    ("rising", Up),
    ("gain", Up),
    ("gained", Up),
    ("gains", Up),
    ("grew", Up),
    ("grow", Up),
    ("grown", Up),
    ("growth", Up),
    ("growing", Up),
    ("increase", Up),
    ("increased", Up),
    ("increases", Up),
    ("climbed", Up),
    ("jumped", Up),
    ("jump", Up),
    ("surged", Up),
    ("surge", Up),
    ("soared", Up),
    ("higher", Up),
    ("rallied", Up),
    ("added", Up),
    ("advanced", Up),
]);

/// Words that may stand between a number and its direction.
static GLUE: Words<()> = Words::new(&[
    ("の", ()),
    ("も", ()),
    ("に", ()),
    ("が", ()),
    ("程度", ()),
    ("以上", ()),
    ("以下", ()),
    ("超", ()),
    ("近く", ()),
    ("的", ()),
    ("大幅", ()),
    ("了", ()),
    ("约", ()),
    ("近", ()),
    ("超过", ()),
    ("逾", ()),
    ("至少", ()),
    ("达", ()),
    ("约为", ()),
    ("大約", ()),
    ("ほど", ()),
    ("余り", ()),
    ("左右", ()),
    ("以上の", ()),
    ("約", ()),
]);

/// The direction of a change of the number from `start` to `end` (its bounds included): the word that stands beside it.
pub(crate) fn direction(cursor: &Cursor<'_>, start: usize, end: usize) -> Option<Direction> {
    let after = glued(end, |at| cursor.longest(at, &GLUE).map(|(stop, ())| stop));
    if let Some((_, found)) = after.iter().find_map(|at| cursor.longest(*at, &EAST_AFTER)) {
        return Some(found);
    }
    let before = glued(start, |at| cursor.longest_before(at, &GLUE).map(|(begin, ())| begin));
    if let Some((_, found)) = before.iter().find_map(|at| cursor.longest_before(*at, &EAST_BEFORE)) {
        return Some(found);
    }
    english(cursor, start, end)
}

/// Up to three steps over glue.
fn glued(from: usize, step: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
    let mut places = vec![from];
    while let Some(next) = places.last().and_then(|at| step(*at)).filter(|_| places.len() < 4) {
        places.push(next);
    }
    places
}

/// Within four words before or two after, in the same clause.
fn english(cursor: &Cursor<'_>, start: usize, end: usize) -> Option<Direction> {
    let from = words_before(cursor, start, 4);
    let nearest =
        (from..start).rev().find_map(|at| cursor.longest(at, &ENGLISH).filter(|(stop, _)| *stop <= start));
    let to = words_after(cursor, end, 2);
    nearest
        .map(|(_, found)| found)
        .or_else(|| cursor.first_within(end, to, &ENGLISH).map(|(_, _, found)| found))
}

fn words_before(cursor: &Cursor<'_>, position: usize, count: usize) -> usize {
    let (floor, mut at, mut words) = (cursor.clause_start(position), position, 0);
    while at > floor && words <= count {
        at -= 1;
        words += usize::from(cursor.at(at) == Some(' ') && at + 1 < position);
        // Another number has its own direction.
        if cursor.at(at).is_some_and(|c| c.is_ascii_digit()) {
            return at + 1;
        }
    }
    at
}

fn words_after(cursor: &Cursor<'_>, position: usize, count: usize) -> usize {
    let (ceiling, mut at, mut words) = (cursor.clause_end(position), position, 0);
    while at < ceiling && words <= count {
        words += usize::from(cursor.at(at) == Some(' ') && at > position);
        at += 1;
    }
    at
}
