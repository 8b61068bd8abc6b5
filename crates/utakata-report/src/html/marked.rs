//! A text with what was read in it marked.

use askama::Template;
use utakata_text::{Item, Language, Reading, Value};

use super::HtmlError;
use crate::number;

/// A stretch of the text, inside an item or between two.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) text: &'a str,
    pub(super) item: Option<Marked>,
}

#[derive(Debug)]
pub(super) struct Marked {
    pub(super) number: usize,
    pub(super) flagged: bool,
    pub(super) title: String,
}

#[derive(Debug)]
struct Row<'a> {
    number: usize,
    quote: &'a str,
    kind: String,
    value: String,
    speaker: &'a str,
    hedge: &'a str,
    flags: String,
}

#[derive(Debug, Template)]
#[template(path = "marked.html")]
struct Page<'a> {
    title: &'a str,
    language: &'static str,
    summary: String,
    lints: Vec<(&'a str, &'a str)>,
    aliases: Vec<(&'a str, &'a str, &'a str)>,
    parts: Vec<Part<'a>>,
    rows: Vec<Row<'a>>,
}

/// The text as one page without network or script: every item marked at its place, listed with what was read, and
/// numbered from 1 as `utakata read --accept` counts.
///
/// # Errors
/// [`HtmlError`] when the template fails, which no reading should cause.
pub fn marked(title: &str, text: &str, reading: &Reading) -> Result<String, HtmlError> {
    let (items, doubts) = (reading.items.len(), reading.lints.len());
    let page = Page {
        title,
        language: language(text),
        summary: format!(
            "{items} numbers and dates, {doubts} doubts. A draft: nothing here was checked by a person."
        ),
        lints: reading.lints.iter().map(|l| (l.quote.as_str(), l.text.as_str())).collect(),
        aliases: reading.aliases.iter().map(|a| (a.name.as_str(), a.other.as_str(), a.reason)).collect(),
        parts: parts(text, reading),
        rows: reading.items.iter().enumerate().map(|(place, item)| row(place + 1, item)).collect(),
    };
    Ok(page.render()?)
}

/// As HTML names it.
pub(super) fn language(text: &str) -> &'static str {
    match utakata_text::language(text) {
        Language::Japanese => "ja",
        Language::Chinese => "zh",
        Language::English => "en",
    }
}

pub(super) fn parts<'a>(text: &'a str, reading: &Reading) -> Vec<Part<'a>> {
    let (mut parts, mut at) = (Vec::new(), 0);
    for (place, item) in reading.items.iter().enumerate() {
        let (Some(before), Some(own)) =
            (text.get(at..item.byte_start), text.get(item.byte_start..item.byte_end))
        else {
            continue;
        };
        parts.push(Part { text: before, item: None });
        let relay = item.relayed_by.as_ref().map(|relay| format!("via {relay}"));
        let words = [Some(kind(item)), Some(value(item)), item.speaker.clone(), relay];
        let title = words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let marked = Marked { number: place + 1, flagged: !item.flags.is_empty(), title };
        parts.push(Part { text: own, item: Some(marked) });
        at = item.byte_end;
    }
    parts.push(Part { text: text.get(at..).unwrap_or_default(), item: None });
    parts
}

fn row(number: usize, item: &Item) -> Row<'_> {
    Row {
        number,
        quote: &item.quote,
        kind: kind(item),
        value: value(item),
        speaker: item.speaker.as_deref().unwrap_or_default(),
        hedge: item.hedge.as_deref().unwrap_or_default(),
        flags: item.flags.join(", "),
    }
}

/// The kind's name in JSON.
pub(super) fn kind(item: &Item) -> String {
    serde_json::to_value(item.kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The value in words: `≥ 12800 people`, `2022-12 … 2023-05`.
pub fn value(item: &Item) -> String {
    let one = |value: &Value| match value {
        Value::Number(x) => number::plain(*x),
        Value::Date(date) => date.clone(),
    };
    let text = match (&item.value, &item.low, &item.high) {
        (Some(value), ..) => one(value),
        (None, Some(low), Some(high)) => format!("{} … {}", one(low), one(high)),
        _ => String::new(),
    };
    let bound = item.bound.and_then(|b| serde_json::to_value(b).ok());
    let bound = bound.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
    let about = if item.approximate { "≈" } else { "" };
    let unit = item.unit.as_deref().filter(|unit| *unit != "fraction").unwrap_or_default();
    [bound, about, &text, unit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_marked_and_the_text_is_whole() {
        let text = "Visits fell 9.7% <b>from</b> May to June, said Li Wei. A part of 71% & more.";
        let reading = utakata_text::read(text, None);
        let page = marked("A & B", text, &reading).unwrap();
        assert!(page.contains("<h1>A &#38; B</h1>"), "{page}");
        assert!(page.contains("&#60;b&#62;from"), "{page}");
        assert_eq!(page.matches("<mark").count(), reading.items.len());
        assert_eq!(page.matches("class=\"doubt\"").count(), 1);
        assert!(page.contains("−0.097"), "{page}");
    }
}
