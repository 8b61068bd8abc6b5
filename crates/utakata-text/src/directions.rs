//! Up or down: the words beside a change.

use crate::cursor::{CLAUSE, Cursor};
use crate::item::Direction;
use crate::words::Words;

use Direction::{Down, Up};

static EAST_AFTER: Words<Direction> = Words::new(&[
    ("下落", Down),
    ("引き下げ", Down),
    ("引き上げ", Up),
    ("下がっ", Down),
    ("下が", Down),
    ("下げ", Down),
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
    ("跌去", Down),
    ("跌掉", Down),
    ("跌了", Down),
    ("降低", Down),
    ("下调", Down),
    ("下調", Down),
    ("缩短", Down),
    ("减产", Down),
    ("减收", Down),
    ("增产", Up),
    ("增收", Up),
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
    ("上调", Up),
    ("上調", Up),
    ("加快", Up),
    ("涨幅高达", Up),
    ("涨了", Up),
    ("扩大", Up),
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
    ("rally", Up),
    ("lift", Up),
    ("raise", Up),
    ("raised", Up),
    ("raises", Up),
    ("hike", Up),
    ("selloff", Down),
    ("sell-off", Down),
    ("correction", Down),
    ("decreases", Down),
    ("lowered", Down),
    ("trimmed", Down),
    ("dipped", Down),
    ("eased", Down),
    ("sagged", Down),
    ("dive", Down),
    ("dived", Down),
    ("spiked", Up),
    ("expanded", Up),
]);

/// Comparisons that follow a number.
static COMPARED: Words<Direction> = Words::new(&[
    ("less", Down),
    ("fewer", Down),
    ("lower", Down),
    ("cheaper", Down),
    ("smaller", Down),
    ("slower", Down),
    ("more", Up),
    ("higher", Up),
    ("faster", Up),
    ("larger", Up),
    ("bigger", Up),
    ("dearer", Up),
]);

/// Words that may stand between a number and its direction.
static GLUE: Words<()> = Words::new(&[
    ("の", ()),
    ("も", ()),
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
    ("将近", ()),
    ("去了", ()),
    ("掉了", ()),
    ("去", ()),
    ("掉", ()),
    ("高达", ()),
    ("ポイント", ()),
    ("で", ()),
    ("して", ()),
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
    if !cursor.last(start).is_none_or(|c| c.is_ascii()) {
        return None;
    }
    let spaced = cursor.before_spaces(start);
    // Fell to 2.6 %, stood at 5 %: where it is, not how far it went.
    let level = [("to", ()), ("at", ()), ("from", ())];
    if spaced < start && cursor.longest_before(spaced, &level).is_some() {
        return None;
    }
    let share = cursor.word(cursor.past_spaces(end), "of").is_some();
    if let Some(from) = carried(cursor, spaced).filter(|_| !share) {
        let farthest = from.saturating_sub(CLAUSE);
        return (farthest..from).rev().find_map(|p| cursor.longest(p, &ENGLISH)).map(|(_, found)| found);
    }
    let from = words_before(cursor, start, 4);
    let nearest =
        (from..start).rev().find_map(|at| cursor.longest(at, &ENGLISH).filter(|(stop, _)| *stop <= start));
    let to = words_after(cursor, end, 2);
    nearest
        .map(|(_, found)| found)
        .or_else(|| cursor.first_within(end, to, &ENGLISH).map(|(_, _, found)| found))
        .or_else(|| cursor.longest(cursor.past_spaces(end), &COMPARED).map(|(_, found)| found))
}

/// Where to look for the direction that a number shares with what stands before: "fell by $1.4 billion, or 36%",
/// "another 4%", "could lift S&P 500 profits by 30%".
fn carried(cursor: &Cursor<'_>, end: usize) -> Option<usize> {
    let links = [("or", false), ("another", true), ("a further", true), ("by", true)];
    let (at, alone) = cursor.longest_before(end, &links)?;
    let at = cursor.before_spaces(at);
    (alone || cursor.last(at) == Some(',')).then_some(at)
}

/// Most glyphs of the few words around a number.
const FEW_WORDS: usize = 80;

/// Where the last few words of the clause before `position` begin.
fn words_before(cursor: &Cursor<'_>, position: usize, count: usize) -> usize {
    let (floor, mut at, mut words) = (position.saturating_sub(FEW_WORDS), position, 0);
    // Another number has its own direction.
    let ends = |p: usize| cursor.is_break(p) || cursor.at(p).is_some_and(|c| c.is_ascii_digit());
    while at > floor && words <= count && !ends(at - 1) {
        at -= 1;
        words += usize::from(cursor.at(at) == Some(' ') && at + 1 < position);
    }
    at
}

/// Where the next few words of the clause after `position` end.
fn words_after(cursor: &Cursor<'_>, position: usize, count: usize) -> usize {
    let (ceiling, mut at, mut words) = (cursor.len().min(position + FEW_WORDS), position, 0);
    while at < ceiling && words <= count && !cursor.is_break(at) {
        words += usize::from(cursor.at(at) == Some(' ') && at > position);
        at += 1;
    }
    at
}
