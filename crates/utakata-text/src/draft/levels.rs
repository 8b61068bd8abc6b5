//! Prices that a text names, and highs and lows, where closes can check them.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use toml::Table;

use crate::cursor::Cursor;
use crate::item::Item;
use crate::sentences::{Sentence, sentences};
use crate::words::Words;

use super::stretch::Stretch;
use super::windows::{self, Window};
use super::{Article, figures, table};

/// Verbs of the last price of a day, before the price and after it.
static CLOSED: Words<()> = Words::new(&[
    ("closed", ()),
    ("closing", ()),
    ("ended", ()),
    ("finished", ()),
    ("settled", ()),
    ("closing price", ()),
    ("終値", ()),
    ("收于", ()),
    ("收报", ()),
    ("报收", ()),
    ("报收于", ()),
    ("收盘", ()),
    ("收在", ()),
]);
static CLOSED_AFTER: Words<()> = Words::new(&[
    ("で取引を終え", ()),
    ("で引け", ()),
    ("で終え", ()),
    ("で終了", ()),
    ("で週の取引を終え", ()),
]);
/// What stands right before a price in Chinese and in English.
static PRICE_BEFORE: Words<()> = Words::new(&[
    ("at", ()),
    ("price of", ()),
    ("price was", ()),
    ("于", ()),
    ("报", ()),
    ("收报", ()),
    ("报收", ()),
    ("为", ()),
    ("价", ()),
    ("在", ()),
    ("は", ()),
    ("の", ()),
    ("が", ()),
]);
/// What makes a price one that was reached.
static REACHED_BEFORE: Words<()> = Words::new(&[
    ("rose to", ()),
    ("fell to", ()),
    ("climbed to", ()),
    ("dropped to", ()),
    ("jumped to", ()),
    ("slid to", ()),
    ("surged to", ()),
    ("sank to", ()),
    ("slumped to", ()),
    ("gained to", ()),
    ("% to", ()),
    ("percent to", ()),
    ("per cent to", ()),
    ("touched", ()),
    ("涨至", ()),
    ("跌至", ()),
    ("升至", ()),
    ("降至", ()),
    ("涨到", ()),
    ("跌到", ()),
]);
static REACHED_AFTER: Words<()> = Words::new(&[
    ("に上昇", ()),
    ("に下落", ()),
    ("に急騰", ()),
    ("に急落", ()),
    ("まで上昇", ()),
    ("まで下落", ()),
    ("上昇", ()),
    ("下落", ()),
    ("まで上げ", ()),
    ("まで下げ", ()),
]);
/// Words of a price at some time of the day.
static DURING_DAY: Words<()> =
    Words::new(&[("intraday", ()), ("in intraday trading", ()), ("一時", ()), ("盘中", ()), ("盤中", ())]);

/// The last weekday before a day: a close known at publication is one of that day or of the day itself.
fn weekday_before(day: Date) -> Option<Date> {
    let back = match day.weekday() {
        Weekday::Monday => 3,
        Weekday::Sunday => 2,
        _ => 1,
    };
    day.checked_sub(back.days()).ok()
}

/// First and last day on which a price of the words may have been, with the rule; `None` where the words give another time.
fn days(stretch: &Stretch<'_>, published: Date, named: Option<Date>) -> Option<(Date, Date, &'static str)> {
    match windows::window(stretch, published, named) {
        Some(Window::OnDay(day)) => Some((day, day, "the day named")),
        Some(Window::Over { .. }) => None,
        None if windows::names_a_time(stretch, published) => None,
        None => Some((weekday_before(published)?, published, "the last close known at publication")),
    }
}

/// The check of an amount that stands as the price of a share.
pub(super) fn level(
    item: &Item,
    stretch: &Stretch<'_>,
    symbol: &str,
    published: Date,
    named: Option<Date>,
) -> Option<Table> {
    let cursor = &stretch.cursor;
    let before = cursor.before_spaces(stretch.start);
    let sentence = (stretch.from, stretch.to);
    let clause = (cursor.clause_start(stretch.start).max(stretch.from), stretch.start);
    let bounded = item.bound.is_some();
    let closes = cursor.longest(stretch.end, &CLOSED_AFTER).is_some()
        || (stretch.has(clause, &CLOSED) || stretch.has((stretch.from, clause.0), &CLOSED))
            && (bounded || cursor.longest_before(before, &PRICE_BEFORE).is_some());
    let reached = cursor.longest_before(before, &REACHED_BEFORE).is_some()
        || cursor.longest(stretch.end, &REACHED_AFTER).is_some();
    if !(closes || reached) {
        return None;
    }
    let during_day = !closes || stretch.has(sentence, &DURING_DAY);
    let (low, high) = figures::amount(item)?;
    let (from, to, rule) = days(stretch, published, named)?;
    let mut check = table([
        ("by", "level".into()),
        ("symbol", symbol.into()),
        ("from", from.to_string().into()),
        ("to", to.to_string().into()),
        ("window", rule.into()),
    ]);
    super::checks::insert_bounds(&mut check, (low, high));
    if during_day {
        check.insert("during_day".to_owned(), true.into());
    }
    Some(check)
}

/// Which closes a high or low is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Ever,
    Weeks(i64),
    Year,
}

use Reach::{Ever, Weeks, Year};

/// Highs (true) and lows.
static EXTREMES: Words<(bool, Reach)> = Words::new(&[
    ("record high", (true, Ever)),
    ("all-time high", (true, Ever)),
    ("record low", (false, Ever)),
    ("all-time low", (false, Ever)),
    ("record closing high", (true, Ever)),
    ("record close", (true, Ever)),
    ("52-week high", (true, Weeks(52))),
    ("52-week low", (false, Weeks(52))),
    ("one-year high", (true, Weeks(52))),
    ("one-year low", (false, Weeks(52))),
    ("12-month high", (true, Weeks(52))),
    ("12-month low", (false, Weeks(52))),
    ("year-to-date high", (true, Year)),
    ("year-to-date low", (false, Year)),
    ("過去最高値", (true, Ever)),
    ("史上最高値", (true, Ever)),
    ("上場来高値", (true, Ever)),
    ("上場来最高値", (true, Ever)),
    ("最高値", (true, Ever)),
    ("上場来安値", (false, Ever)),
    ("過去最安値", (false, Ever)),
    ("史上最安値", (false, Ever)),
    ("最安値", (false, Ever)),
    ("年初来高値", (true, Year)),
    ("年初来安値", (false, Year)),
    ("52週高値", (true, Weeks(52))),
    ("52週安値", (false, Weeks(52))),
    ("历史新高", (true, Ever)),
    ("歷史新高", (true, Ever)),
    ("历史最高", (true, Ever)),
    ("历史新低", (false, Ever)),
    ("歷史新低", (false, Ever)),
    ("年内新高", (true, Year)),
    ("年内新低", (false, Year)),
    ("52周新高", (true, Weeks(52))),
    ("52周新低", (false, Weeks(52))),
]);
/// Words right before a high that say it was reached, and after one.
static SET_BEFORE: Words<()> = Words::new(&[
    ("hit", ()),
    ("hits", ()),
    ("hitting", ()),
    ("reached", ()),
    ("set", ()),
    ("notched", ()),
    ("touched", ()),
    ("posted", ()),
    ("made", ()),
    ("closed at", ()),
    ("closing at", ()),
    ("ended at", ()),
    ("finished at", ()),
    ("rose to", ()),
    ("climbed to", ()),
    ("jumped to", ()),
    ("surged to", ()),
    ("soared to", ()),
    ("fell to", ()),
    ("dropped to", ()),
    ("sank to", ()),
    ("slid to", ()),
    ("tumbled to", ()),
    ("创", ()),
    ("创下", ()),
    ("创出", ()),
    ("再创", ()),
    ("刷新", ()),
    ("触及", ()),
    ("續創", ()),
    ("創", ()),
    ("創下", ()),
]);
static SET_AFTER: Words<()> = Words::new(&[
    ("を更新", ()),
    ("を付け", ()),
    ("をつけ", ()),
    ("を記録", ()),
    ("に達し", ()),
    ("で取引を終え", ()),
    ("で引け", ()),
    ("更新", ()),
]);
/// Articles and adjectives between the verb and the high.
static BETWEEN: Words<()> = Words::new(&[
    ("a", ()),
    ("an", ()),
    ("its", ()),
    ("their", ()),
    ("new", ()),
    ("fresh", ()),
    ("another", ()),
    ("了", ()),
    ("上市以来", ()),
    ("股价", ()),
    ("收盘", ()),
]);
/// Words that make it one of closes.
static AT_CLOSE: Words<()> = Words::new(&[
    ("closed at", ()),
    ("closing", ()),
    ("record close", ()),
    ("ended at", ()),
    ("finished at", ()),
    ("終値ベース", ()),
    ("終値で", ()),
    ("で取引を終え", ()),
    ("で引け", ()),
    ("收盘", ()),
]);

/// A claim of a high or low, with the bytes of its sentence.
#[derive(Debug)]
pub(super) struct Extreme {
    pub(super) bytes: (usize, usize),
    pub(super) symbol: String,
    pub(super) check: Table,
}

/// Every high or low that the text says was reached, of names whose symbols are known.
pub(super) fn extremes(article: &Article<'_>, cursor: &Cursor<'_>, items: &[Item]) -> Vec<Extreme> {
    if article.symbols.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sentence in sentences(cursor) {
        let mut from = sentence.span.start;
        while let Some((at, end, (high, reach))) = cursor.first_within(from, sentence.span.end, &EXTREMES) {
            if is_set(cursor, (sentence.span.start, at), end) {
                found.extend(claims(article, cursor, (&sentence, items), (from, at, end), (high, reach)));
            }
            from = end;
        }
    }
    found
}

/// Whether the words beside a high say that it was reached.
fn is_set(cursor: &Cursor<'_>, (start, at): (usize, usize), end: usize) -> bool {
    let mut before = cursor.before_spaces(at);
    while let Some((begin, ())) = cursor.longest_before(before, &BETWEEN).filter(|(begin, ())| *begin > start)
    {
        before = cursor.before_spaces(begin);
    }
    cursor.longest_before(before, &SET_BEFORE).is_some() || cursor.longest(end, &SET_AFTER).is_some()
}

fn claims(
    article: &Article<'_>,
    cursor: &Cursor<'_>,
    (sentence, items): (&Sentence, &[Item]),
    (from, at, end): (usize, usize, usize),
    (high, reach): (bool, Reach),
) -> Vec<Extreme> {
    let bytes = cursor.bytes(sentence.span.start, sentence.span.end);
    let words = cursor.slice(from, at);
    let stretch =
        Stretch { cursor: *cursor, start: at, end, from, to: sentence.span.end, head: from, subject: from };
    let named = super::checks::day_named(article, items, bytes.0, cursor.bytes(from, at).1);
    if stretch.is_compared_or_to_come() {
        return Vec::new();
    }
    let Some((first, last, rule)) = days(&stretch, article.published, named) else { return Vec::new() };
    let since = match reach {
        Ever => None,
        Weeks(weeks) => last.checked_sub(weeks.weeks()).ok(),
        Year => Date::new(last.year(), 1, 1).ok(),
    };
    let closing = stretch.has((from, cursor.clause_end(end)), &AT_CLOSE);
    let named = article.symbols.iter().filter(|(name, _)| words.contains(name.as_str()));
    let claim = |symbol: &String| {
        let mut check = table([
            ("by", "extreme".into()),
            ("symbol", symbol.as_str().into()),
            ("side", if high { "high" } else { "low" }.into()),
            ("from", first.to_string().into()),
            ("to", last.to_string().into()),
            ("window", format!("{}: {rule}", cursor.slice(at, end)).into()),
        ]);
        if let Some(since) = since {
            check.insert("since".to_owned(), since.to_string().into());
        }
        if !closing {
            check.insert("during_day".to_owned(), true.into());
        }
        Extreme { bytes, symbol: symbol.clone(), check }
    };
    named.map(|(_, symbol)| claim(symbol)).collect()
}
