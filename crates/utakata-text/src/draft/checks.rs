//! How closes can check an entry: streaks, moves over a window, multiples and levels, of names whose symbols are known.

use jiff::ToSpan;
use jiff::civil::Date;
use toml::{Table, Value as Toml};

use super::figures::{self, Bounds};
use super::stretch::{Read, Stretch, is_money, is_number};
use super::windows::{self, Window};
use super::{Article, levels, table};
use crate::Reading;
use crate::item::{Direction, Item, Kind, Value};
use crate::words::Words;

/// Days before the day named on which a streak may have ended: news of a Monday is of Friday's close in another zone.
const BEFORE: i64 = 3;

/// A check for every symbol whose name stands with the item: before it in its sentence, after the number before; where
/// there is none, behind it in its clause.
pub(super) fn checks(article: &Article<'_>, reading: &Reading, place: usize) -> Vec<(String, Table)> {
    let Some(item) = reading.items.get(place).filter(|_| !article.symbols.is_empty()) else {
        return Vec::new();
    };
    let read = Read::around(article, item);
    let parts = if item.kind == Kind::Money { is_money } else { is_number };
    let Some(mut stretch) = Stretch::of(&read, reading, place, parts) else { return Vec::new() };
    let named = |from: usize, to: usize| -> Vec<&(String, String)> {
        let words = stretch.cursor.slice(from, to);
        article.symbols.iter().filter(|(name, _)| words.contains(name.as_str())).collect()
    };
    let symbols = Some(named(stretch.from, stretch.end))
        .filter(|found| !found.is_empty())
        .unwrap_or_else(|| named(stretch.end, stretch.clause().1));
    if symbols.is_empty() {
        return Vec::new();
    }
    for (name, _) in &symbols {
        stretch.about(name);
    }
    let day = day_named(article, &reading.items, 0, item.byte_start);
    let check = |symbol: &String| match item.kind {
        Kind::Streak => streak(item, symbol, day.unwrap_or(article.published)),
        Kind::Percent if item.direction.is_some() => {
            moved(&stretch, symbol, article.published, day, figures::change(item)?)
        }
        Kind::Multiple | Kind::Ratio if is_change(&stretch) => {
            moved(&stretch, symbol, article.published, day, figures::multiple(item)?)
        }
        Kind::Money if stretch.is_of_a_price() && !stretch.is_compared_or_to_come() => {
            levels::level(item, &stretch, symbol, article.published, day)
        }
        _ => None,
    };
    symbols.into_iter().filter_map(|(_, symbol)| Some((symbol.clone(), check(symbol)?))).collect()
}

/// The last whole day that the text names between two of its bytes.
pub(super) fn day_named(article: &Article<'_>, items: &[Item], from: usize, to: usize) -> Option<Date> {
    let first = items.partition_point(|item| item.byte_start < from);
    let earlier = items[first..].iter().take_while(|other| other.byte_start <= to);
    let days = earlier.filter_map(|other| match &other.value {
        Some(Value::Date(date)) if other.kind == Kind::Date => date.parse::<Date>().ok(),
        _ => None,
    });
    days.filter(|day| *day <= article.published).last()
}

/// Puts the ends that are not open into a check.
pub(super) fn insert_bounds(check: &mut Table, (low, high): Bounds) {
    for (name, end) in [("low", low), ("high", high)] {
        if let Some(end) = end {
            check.insert(name.to_owned(), end.into());
        }
    }
}

fn streak(item: &Item, symbol: &str, day: Date) -> Option<Table> {
    let Some(Value::Number(value)) = item.value else { return None };
    let from = day.checked_sub(BEFORE.days()).ok()?.to_string();
    let word = if item.direction? == Direction::Down { "down" } else { "up" };
    Some(table([
        ("by", "streak".into()),
        ("symbol", symbol.into()),
        ("direction", word.into()),
        ("length", Toml::Integer(value as i64)),
        ("from", from.into()),
        ("to", day.to_string().into()),
        ("window", "the day named or of publication, or up to three days before".into()),
    ]))
}

/// Words that make a multiple one of the price before: "doubled", 2倍に, 翻了一番.
static MULTIPLIES: Words<()> = Words::new(&[
    ("doubled", ()),
    ("tripled", ()),
    ("quadrupled", ()),
    ("halved", ()),
    ("倍増", ()),
    ("半減", ()),
    ("翻番", ()),
    ("翻倍", ()),
    ("翻了一番", ()),
    ("翻一番", ()),
    ("翻了一倍", ()),
    ("翻两番", ()),
    ("翻了两番", ()),
    ("腰斩", ()),
]);

/// Whether a multiple or part in words is said of a change: 2倍になった, not 2倍の.
fn is_change(stretch: &Stretch<'_>) -> bool {
    let last = stretch.cursor.longest_before(stretch.end, &[("倍", ()), ("半分", ())]);
    let becomes = last.is_some() && stretch.cursor.at(stretch.end) == Some('に');
    becomes || stretch.has((stretch.start, stretch.end), &MULTIPLIES)
}

/// The check of a change of a price in per cent.
fn moved(
    stretch: &Stretch<'_>,
    symbol: &str,
    published: Date,
    day: Option<Date>,
    bounds: Bounds,
) -> Option<Table> {
    if !stretch.is_of_a_price() || stretch.is_compared_or_to_come() {
        return None;
    }
    let mut check = match windows::window(stretch, published, day)? {
        Window::OnDay(day) => table([
            ("by", "return".into()),
            ("symbol", symbol.into()),
            ("to", day.to_string().into()),
            ("window", "the day named".into()),
        ]),
        Window::Over { ends, rule } => table([
            ("by", "move".into()),
            ("symbol", symbol.into()),
            ("windows", Toml::Array(ends.into_iter().map(windows::Ends::toml).collect())),
            ("window", rule.into()),
        ]),
    };
    insert_bounds(&mut check, bounds);
    Some(check)
}
