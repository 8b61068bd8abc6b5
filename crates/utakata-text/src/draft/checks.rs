//! How closes can check an entry: streaks, and moves of one day, of names whose symbols are known.

use jiff::ToSpan;
use jiff::civil::Date;
use toml::{Table, Value as Toml};

use super::entries::sentence_span;
use super::{Article, percent, table};
use crate::Reading;
use crate::item::{Direction, Item, Kind, Value};

/// Days before the day named on which a streak may have ended: news of a Monday is of Friday's close in another zone.
const BEFORE: i64 = 3;

/// Words that make a move one of a single day.
const ONE_DAY: &[&str] = &[
    "一夜",
    "一日で",
    "1日で",
    "単日",
    "隔夜",
    "单日",
    "当日",
    "overnight",
    "in a day",
    "in one day",
    "on the day",
];

/// A check for every symbol whose name stands with the item: before it in its sentence, after the number before; where
/// there is none, behind it, before the next number.
pub(super) fn checks(article: &Article<'_>, reading: &Reading, place: usize) -> Vec<(String, Table)> {
    let Some(item) = reading.items.get(place) else { return Vec::new() };
    let sentence = sentence_span(article.text, item.byte_start, item.byte_end);
    let previous = place.checked_sub(1).and_then(|p| reading.items.get(p)).map_or(0, |other| other.byte_end);
    let next = reading.items.get(place + 1).map_or(article.text.len(), |other| other.byte_start);
    let before = article.text.get(sentence.start.max(previous)..item.byte_end).unwrap_or_default();
    let behind = article.text.get(item.byte_end..sentence.end.min(next)).unwrap_or_default();
    let named = |part: &str| -> Vec<&String> {
        article
            .symbols
            .iter()
            .filter(|(name, _)| part.contains(name.as_str()))
            .map(|(_, symbol)| symbol)
            .collect()
    };
    let symbols = Some(named(before)).filter(|found| !found.is_empty()).unwrap_or_else(|| named(behind));
    let (day, words) = (day(article, item, reading), format!("{before}{behind}"));
    symbols
        .into_iter()
        .filter_map(|symbol| Some((symbol.clone(), check(item, &words, symbol, day)?)))
        .collect()
}

/// The last whole day that the text names before the item, else the day of publication.
fn day(article: &Article<'_>, item: &Item, reading: &Reading) -> Date {
    let earlier = reading.items.iter().take_while(|other| other.byte_start <= item.byte_start);
    let days = earlier.filter_map(|other| match &other.value {
        Some(Value::Date(date)) if other.kind == Kind::Date => date.parse::<Date>().ok(),
        _ => None,
    });
    days.filter(|day| *day <= article.published).last().unwrap_or(article.published)
}

fn check(item: &Item, words: &str, symbol: &str, day: Date) -> Option<Table> {
    let Some(Value::Number(value)) = item.value else { return None };
    let direction = item.direction?;
    let to = day.to_string();
    match item.kind {
        Kind::Streak => {
            let from = day.checked_sub(BEFORE.days()).ok()?.to_string();
            let word = if direction == Direction::Down { "down" } else { "up" };
            Some(table([
                ("by", "streak".into()),
                ("symbol", symbol.into()),
                ("direction", word.into()),
                ("length", Toml::Integer(value as i64)),
                ("from", from.into()),
                ("to", to.into()),
            ]))
        }
        Kind::Percent if ONE_DAY.iter().any(|word| words.contains(word)) => {
            let mut check = table([("by", "return".into()), ("symbol", symbol.into()), ("to", to.into())]);
            let end = if direction == Direction::Down { "high" } else { "low" };
            check.insert(end.to_owned(), percent(value).into());
            Some(check)
        }
        _ => None,
    }
}
