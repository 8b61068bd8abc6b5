//! Draft entries of a ledger.

use toml::{Table, Value as Toml};

use super::growth::left_out;
use super::levels::{Extreme, extremes};
use super::{Article, has_entry, percent, table};
use crate::Reading;
use crate::cursor::Cursor;
use crate::glyphs::Glyphs;
use crate::item::{Bound, Item, Kind, Stance, Value};

/// Longest subject, in characters.
const SUBJECT: usize = 48;

/// `unseen` is whether nobody looks at the lines: highs and lows, which are no lines of a reading, are entered only then.
pub(super) fn ledger_toml(
    article: &Article<'_>,
    reading: &Reading,
    keep: impl Fn(usize) -> bool,
    keep_opinion: impl Fn(usize) -> bool,
    unseen: bool,
) -> Result<String, toml::ser::Error> {
    let mut source = table([
        ("title", article.title.into()),
        ("publisher", "not known; enter it".into()),
        ("published", article.published.to_string().into()),
    ]);
    if let Some(address) = article.address {
        source.insert("url".to_owned(), address.into());
    }
    let mut people = Table::new();
    let mut entries = Vec::new();
    for (place, item) in reading.items.iter().enumerate() {
        if !has_entry(item) || !keep(place) {
            continue;
        }
        if let Some(speaker) = &item.speaker {
            people.insert(
                identifier(speaker, &people),
                Toml::Table(table([("name", speaker.as_str().into())])),
            );
        }
        let own = entry(article, item, place, reading, &people);
        let checks = super::checks::checks(article, reading, place);
        for (symbol, check) in &checks {
            let mut claim = own.clone();
            claim.insert("id".to_owned(), format!("A{:03}-{}", place + 1, plain(symbol)).into());
            claim.insert("kind".to_owned(), "price".into());
            claim.insert("check".to_owned(), Toml::Table(check.clone()));
            entries.push(Toml::Table(claim));
        }
        if checks.is_empty() {
            entries.push(Toml::Table(own));
        }
    }
    let glyphs = Glyphs::read(if article.symbols.is_empty() { "" } else { article.text });
    let found = extremes(article, &Cursor::new(glyphs.all()), &reading.items);
    for (place, extreme) in found.iter().enumerate().filter(|_| unseen) {
        entries.push(Toml::Table(high_or_low(article, place, extreme)));
    }
    for (place, opinion) in reading.opinions.iter().enumerate().filter(|(place, _)| keep_opinion(*place)) {
        let id = identifier(&opinion.speaker, &people);
        people.insert(id.clone(), Toml::Table(table([("name", opinion.speaker.as_str().into())])));
        let quote: String =
            opinion.quote.trim().chars().filter(|c| !matches!(c, '*' | '\n' | '\r')).collect();
        let subject: String = quote.chars().take(SUBJECT).collect();
        let mut entry = table([
            ("id", format!("P{:03}", place + 1).into()),
            ("kind", "opinion".into()),
            ("subject", subject.into()),
            ("statement", quote.into()),
            ("source", "article".into()),
            ("speaker", id.into()),
            ("date", article.published.to_string().into()),
            ("stance", stance(Some(opinion.stance)).into()),
        ]);
        if let Some(relay) = &opinion.relayed_by {
            entry.insert("relayed_by".to_owned(), relay.as_str().into());
        }
        entries.push(Toml::Table(entry));
    }
    let mut ledger = table([("schema", 1.into())]);
    ledger.insert("sources".to_owned(), Toml::Table(table([("article", Toml::Table(source))])));
    if !people.is_empty() {
        ledger.insert("people".to_owned(), Toml::Table(people));
    }
    if !entries.is_empty() {
        ledger.insert("entry".to_owned(), entries.into());
    }
    toml::to_string(&ledger)
}

/// The entry of a high or low, which has no number of its own.
fn high_or_low(article: &Article<'_>, place: usize, extreme: &Extreme) -> Table {
    let (start, end) = extreme.bytes;
    let statement = article.text.get(start..end).unwrap_or_default().trim();
    let statement: String = statement.chars().filter(|c| !matches!(c, '*' | '\n' | '\r')).collect();
    let subject: String = statement.chars().take(SUBJECT).collect();
    table([
        ("id", format!("H{:03}-{}", place + 1, plain(&extreme.symbol)).into()),
        ("kind", "price".into()),
        ("subject", subject.into()),
        ("statement", statement.into()),
        ("source", "article".into()),
        ("date", article.published.to_string().into()),
        ("stance", stance(None).into()),
        ("check", Toml::Table(extreme.check.clone())),
    ])
}

/// A symbol as part of an identifier.
fn plain(symbol: &str) -> String {
    symbol.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}

/// The identifier of a person of that name: theirs if there is one, else `speaker-N`.
fn identifier(name: &str, people: &Table) -> String {
    let known = people.iter().find(|(_, person)| person.get("name").and_then(Toml::as_str) == Some(name));
    known.map_or_else(|| format!("speaker-{}", people.len() + 1), |(id, _)| id.clone())
}

fn entry(article: &Article<'_>, item: &Item, place: usize, reading: &Reading, people: &Table) -> Table {
    let sentence = sentence(article.text, item.byte_start, item.byte_end);
    let subject: String = item.subject.as_ref().unwrap_or(&sentence).chars().take(SUBJECT).collect();
    let mut entry = table([
        ("id", format!("A{:03}", place + 1).into()),
        ("kind", kind(item).into()),
        ("subject", subject.into()),
        ("statement", sentence.into()),
        ("source", "article".into()),
        ("date", article.published.to_string().into()),
        ("stance", stance(item.stance).into()),
    ]);
    if let Some(speaker) = &item.speaker {
        entry.insert("speaker".to_owned(), identifier(speaker, people).into());
    }
    if let Some(relay) = &item.relayed_by {
        entry.insert("relayed_by".to_owned(), relay.as_str().into());
    }
    if let Some(values) = values(item) {
        entry.insert("values".to_owned(), vec![Toml::Table(values)].into());
    }
    let own = reading.lints.iter().find(|l| l.byte_start < item.byte_end && l.byte_end > item.byte_start);
    if let Some(lint) = own {
        let damage = table([
            ("what", lint.text.as_str().into()),
            ("meant", meant(item).into()),
            ("garbles_number", true.into()),
        ]);
        entry.insert("damage".to_owned(), Toml::Table(damage));
    }
    entry
}

/// What a person is asked to do about a doubted number.
fn meant(item: &Item) -> String {
    let rows = left_out(item);
    let add = format!(
        "; it is left out of the growth by month: where the original bears it out, add the line {} to series/growth.csv",
        rows.join(" and ")
    );
    format!("not known; look at the original{}", if rows.is_empty() { "" } else { &add })
}

/// A guess that a person corrects.
fn kind(item: &Item) -> &'static str {
    let unit = item.unit.as_deref().unwrap_or_default();
    match item.kind {
        Kind::Percent | Kind::PercentagePoints if !item.periods.is_empty() => "usage",
        Kind::Streak => "price",
        Kind::Count if matches!(unit, "件" | "起" | "笔" | "deals" | "rounds") => "deal",
        _ => "fact",
    }
}

fn stance(stance: Option<Stance>) -> &'static str {
    match stance {
        Some(Stance::Bearish) => "bursting",
        Some(Stance::Bullish) => "not-bursting",
        None => "neutral",
    }
}

/// The item's number as bounds.
fn values(item: &Item) -> Option<Table> {
    let number = |value: &Option<Value>| match value {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    };
    let share = matches!(item.kind, Kind::Percent | Kind::PercentagePoints);
    let scaled = |x: f64| if share { percent(x) } else { x };
    let exact = number(&item.value).map(scaled);
    let (low, high) = (number(&item.low).map(scaled).or(exact), number(&item.high).map(scaled).or(exact));
    let (low, high, bound) = match item.bound {
        Some(Bound::Below | Bound::AtMost | Bound::AtLeastInSize | Bound::AboveInSize) => {
            (None, high, "at-most")
        }
        Some(Bound::Above | Bound::AtLeast | Bound::AtMostInSize | Bound::BelowInSize) => {
            (low, None, "at-least")
        }
        None if low != high => (low, high, "between"),
        None if item.approximate => {
            let spread = exact?.abs() * super::figures::ABOUT;
            (low.map(|x| x - spread), high.map(|x| x + spread), "about")
        }
        None => (low, high, "exact"),
    };
    let unit = if share { "per cent" } else { item.unit.as_deref().unwrap_or("number") };
    let mut values =
        table([("what", item.quote.trim().into()), ("unit", unit.into()), ("bound", bound.into())]);
    if let Some(low) = low {
        values.insert("low".to_owned(), low.into());
    }
    if let Some(high) = high {
        values.insert("high".to_owned(), high.into());
    }
    Some(values)
}

/// Most characters of a statement on either side of its number: a text without stops is cut.
const CONTEXT: usize = 400;

/// The sentence around the bytes, on one line.
fn sentence(text: &str, start: usize, end: usize) -> String {
    let span = sentence_span(text, start, end);
    text[span].trim().chars().filter(|c| *c != '*').collect()
}

/// Where the sentence around the bytes lies.
pub(super) fn sentence_span(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let stops = |at: usize, c: char| match c {
        '。' | '\n' | '!' | '?' | '！' | '？' => true,
        // Not in a number or an abbreviation: white space follows, and no small letter.
        '.' => {
            let rest = &text[at + 1..];
            rest.starts_with(char::is_whitespace) && !rest.trim_start().starts_with(char::is_lowercase)
        }
        _ => false,
    };
    let before = text[..start].char_indices().rev().take(CONTEXT).take_while(|(at, c)| !stops(*at, *c));
    let after = text[end..].char_indices().take(CONTEXT).take_while(|(at, c)| !stops(end + at, *c));
    let from = start - before.map(|(_, c)| c.len_utf8()).sum::<usize>();
    from..end + after.map(|(_, c)| c.len_utf8()).sum::<usize>()
}
