//! The page on which a person accepts a reading line by line. It is served, not saved: the server's content security
//! policy lets only the style and the script run that carry its nonce.

use askama::Template;
use utakata_text::draft::{Kept, has_entry, statement_span};
use utakata_text::{Bound, Direction, Item, Kind, Opinion, Reading, Stance, Value};

use super::HtmlError;
use super::marked::{Part, kind, language, parts};
use crate::number;

/// What a person said of each line so far; `None` is undecided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// Of each item of the reading, in order.
    pub items: Vec<Option<bool>>,
    /// Of each opinion of the reading, in order.
    pub opinions: Vec<Option<bool>>,
}

impl Answers {
    /// Nothing said yet.
    pub fn none(reading: &Reading) -> Self {
        Self { items: vec![None; reading.items.len()], opinions: vec![None; reading.opinions.len()] }
    }

    /// How many lines that may become entries are undecided.
    pub fn undecided(&self, reading: &Reading) -> usize {
        let items = reading.items.iter().zip(&self.items);
        let items = items.filter(|(item, answer)| has_entry(item) && answer.is_none());
        items.count() + self.opinions.iter().filter(|answer| answer.is_none()).count()
    }

    /// What is accepted when the undecided are accepted (`true`) or left out.
    pub fn kept(&self, rest: bool) -> Kept {
        let decided = |answers: &[Option<bool>]| answers.iter().map(|a| a.unwrap_or(rest)).collect();
        Kept { items: decided(&self.items), opinions: decided(&self.opinions) }
    }
}

/// One line to decide on.
#[derive(Debug)]
struct Line<'a> {
    /// As `utakata read --accept` names it, and the form's fields.
    name: String,
    in_text: bool,
    has_entry: bool,
    /// What is quoted, with what the entry states before and after it.
    before: &'a str,
    quote: &'a str,
    after: &'a str,
    reads: String,
    kind: String,
    facts: Vec<(&'static str, String)>,
    doubts: &'a [String],
    answer: Option<bool>,
}

#[derive(Debug, Template)]
#[template(path = "review.html")]
struct Page<'a> {
    title: &'a str,
    nonce: &'a str,
    language: &'static str,
    notice: Option<&'a str>,
    items: Vec<Line<'a>>,
    opinions: Vec<Line<'a>>,
    parts: Vec<Part<'a>>,
    lints: Vec<(&'a str, &'a str)>,
    aliases: Vec<(&'a str, &'a str, &'a str)>,
}

#[derive(Debug, Template)]
#[template(path = "told.html")]
struct Told<'a> {
    title: &'a str,
    nonce: &'a str,
    paragraphs: &'a [String],
    next: Option<&'a str>,
}

/// What every page of a review needs.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Title of the page.
    pub title: &'a str,
    /// Random letters and digits, new for each page, which the content security policy names.
    pub nonce: &'a str,
}

/// The text with every item marked, and a form with a choice for every line, as `answers` has them. The form posts to
/// the page's own address: `N=y` or `N=n` for item N, `PN` for opinion N, and `rest` for the undecided.
///
/// # Errors
/// [`HtmlError`] when the template fails, which no reading should cause.
pub fn review(
    frame: Frame<'_>,
    text: &str,
    reading: &Reading,
    answers: &Answers,
    notice: Option<&str>,
) -> Result<String, HtmlError> {
    let answered = |answers: &[Option<bool>], place: usize| answers.get(place).copied().flatten();
    let items = reading.items.iter().enumerate();
    let opinions = reading.opinions.iter().enumerate();
    let page = Page {
        title: frame.title,
        nonce: frame.nonce,
        language: language(text),
        notice,
        items: items.map(|(at, one)| item(text, at + 1, one, answered(&answers.items, at))).collect(),
        opinions: opinions.map(|(at, one)| opinion(at + 1, one, answered(&answers.opinions, at))).collect(),
        parts: parts(text, reading),
        lints: reading.lints.iter().map(|l| (l.quote.as_str(), l.text.as_str())).collect(),
        aliases: reading.aliases.iter().map(|a| (a.name.as_str(), a.other.as_str(), a.reason)).collect(),
    };
    Ok(page.render()?)
}

/// A page that says how it went, and perhaps the command to go on with.
///
/// # Errors
/// [`HtmlError`] when the template fails, which no text should cause.
pub fn told(frame: Frame<'_>, paragraphs: &[String], next: Option<&str>) -> Result<String, HtmlError> {
    Ok(Told { title: frame.title, nonce: frame.nonce, paragraphs, next }.render()?)
}

fn item<'a>(text: &'a str, number: usize, item: &'a Item, answer: Option<bool>) -> Line<'a> {
    let span = statement_span(text, item).unwrap_or(item.byte_start..item.byte_end);
    let piece = |from, to| text.get(from..to).unwrap_or_default();
    let mut facts = Vec::new();
    let mut fact = |label, said: Option<&str>| facts.extend(said.map(|said| (label, said.to_owned())));
    fact("bound:", item.bound.map(bound));
    fact("precision:", item.approximate.then_some("about"));
    fact("direction:", item.direction.map(|d| if d == Direction::Up { "up" } else { "down" }));
    let periods = item.periods.join(", ");
    fact("of", Some(periods.as_str()).filter(|p| !p.is_empty()));
    fact("speaker:", item.speaker.as_deref());
    fact("relayed by:", item.relayed_by.as_deref());
    fact("hedge:", item.hedge.as_deref());
    fact("stance:", item.stance.map(stance));
    fact("subject:", item.subject.as_deref());
    let from_model = item.from_model.join(", ");
    fact("from a language model:", Some(from_model.as_str()).filter(|f| !f.is_empty()));
    Line {
        name: number.to_string(),
        in_text: true,
        has_entry: has_entry(item),
        before: piece(span.start, item.byte_start).trim_start(),
        quote: &item.quote,
        after: piece(item.byte_end, span.end).trim_end(),
        reads: amount(item),
        kind: kind(item),
        facts,
        doubts: &item.flags,
        answer,
    }
}

fn opinion(number: usize, opinion: &Opinion, answer: Option<bool>) -> Line<'_> {
    let mut facts = vec![("speaker:", opinion.speaker.clone())];
    facts.extend(opinion.relayed_by.clone().map(|relay| ("relayed by:", relay)));
    facts.extend(opinion.hedge.clone().map(|hedge| ("hedge:", hedge)));
    facts.extend(opinion.from_model.then(|| ("from a language model:", "all".to_owned())));
    Line {
        name: format!("P{number}"),
        in_text: false,
        has_entry: true,
        before: "",
        quote: opinion.quote.trim(),
        after: "",
        reads: stance(opinion.stance).to_owned(),
        kind: "opinion".to_owned(),
        facts,
        doubts: &[],
        answer,
    }
}

/// The value with its unit, shares in per cent; the bound stands apart.
fn amount(item: &Item) -> String {
    let share = matches!(item.kind, Kind::Percent | Kind::PercentagePoints);
    let one = |value: &Value| match value {
        // Without the noise of the product.
        Value::Number(x) if share => number::plain((x * 1e10).round() / 1e8),
        Value::Number(x) => number::plain(*x),
        Value::Date(date) => date.clone(),
    };
    let said = match (&item.value, &item.low, &item.high) {
        (Some(value), ..) => one(value),
        (None, Some(low), Some(high)) => format!("{} … {}", one(low), one(high)),
        _ => return "no value".to_owned(),
    };
    match item.unit.as_deref().filter(|unit| *unit != "fraction") {
        _ if share => format!("{said} %"),
        Some(unit) => format!("{said} {unit}"),
        None => said,
    }
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Below => "below",
        Bound::AtMost => "at most",
        Bound::Above => "above",
        Bound::AtLeast => "at least",
        Bound::AtLeastInSize => "a fall of at least this",
        Bound::AtMostInSize => "a fall of at most this",
        Bound::BelowInSize => "a fall of less than this",
        Bound::AboveInSize => "a fall of more than this",
    }
}

fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Bearish => "warns",
        Stance::Bullish => "reassures",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "On 26 June 2023 visits fell 9.7% <b>again</b>. A part of 71% & more. \
                        \"The bubble is bursting,\" said Li Wei.";

    fn page(answers: &Answers, notice: Option<&str>) -> String {
        review(Frame { title: "A & B", nonce: "n0" }, TEXT, &utakata_text::read(TEXT, None), answers, notice)
            .unwrap()
    }

    #[test]
    fn every_line_has_a_choice_and_none_is_made() {
        let reading = utakata_text::read(TEXT, None);
        assert_eq!((reading.items.len(), reading.opinions.len()), (3, 1), "{reading:?}");
        let none = Answers::none(&reading);
        let page = page(&none, None);
        assert_eq!(none.undecided(&reading), 3, "a date is not asked about");
        for name in ["2", "3", "P1", "rest"] {
            assert_eq!(page.matches(&format!("name=\"{name}\"")).count(), 2, "{name} in {page}");
        }
        assert!(!page.contains("name=\"1\"") && !page.contains(" checked"), "{page}");
        for part in ["−9.7 %", "doubted: part-of-share", "&#60;b&#62;again", "<h1>A &#38; B</h1>", "warns"]
        {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("<b>") && !page.contains("http") && !page.contains("style="), "{page}");
        assert!(page.contains("<style nonce=\"n0\">") && page.contains("<script nonce=\"n0\""), "{page}");
    }

    #[test]
    fn what_a_model_added_is_told() {
        let mut reading = utakata_text::read(TEXT, None);
        reading.items[1].subject = Some("visits".to_owned());
        reading.items[1].from_model = vec!["subject".to_owned()];
        let frame = Frame { title: "t", nonce: "n0" };
        let page = review(frame, TEXT, &reading, &Answers::none(&reading), None).unwrap();
        assert_eq!(page.matches("from a language model:").count(), 1);
        reading.opinions[0].from_model = true;
        let page = review(frame, TEXT, &reading, &Answers::none(&reading), None).unwrap();
        assert_eq!(page.matches("from a language model:").count(), 2);
    }

    #[test]
    fn answers_and_a_notice_come_back() {
        let answers = Answers { items: vec![None, Some(true), Some(false)], opinions: vec![None] };
        let reading = utakata_text::read(TEXT, None);
        assert_eq!(answers.undecided(&reading), 1);
        assert_eq!(answers.kept(false), Kept { items: vec![false, true, false], opinions: vec![false] });
        assert_eq!(answers.kept(true).opinions, [true]);
        let page = page(&answers, Some("<now>"));
        assert!(page.contains("id=\"2-y\" checked") && page.contains("id=\"3-n\" checked"), "{page}");
        assert_eq!(page.matches(" checked").count(), 2);
        assert!(page.contains("&#60;now&#62;"));
    }

    #[test]
    fn a_page_that_tells_escapes_too() {
        let frame = Frame { title: "Done", nonce: "n0" };
        let page = told(frame, &["5 < 6".to_owned()], Some("utakata report case")).unwrap();
        assert!(page.contains("5 &#60; 6") && page.contains("<code>utakata report case</code>"), "{page}");
    }
}
