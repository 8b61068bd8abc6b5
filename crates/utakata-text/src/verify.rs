//! What a claim from outside (a language model, a person) must pass: the text itself has to bear it out.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::item::{Bound, Kind, Value};
use crate::read;

/// A claim about a text, as an adapter or a person gives it. Nothing in it is trusted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Words of the text, verbatim.
    pub quote: String,
    /// What the number is.
    pub kind: Kind,
    /// The value claimed, in the grammar's units (shares as fractions).
    #[serde(default)]
    pub value: Option<Value>,
    /// How it bounds.
    #[serde(default)]
    pub bound: Option<Bound>,
    /// Who says it.
    #[serde(default)]
    pub speaker: Option<String>,
    /// What it is about.
    #[serde(default)]
    pub subject: Option<String>,
}

/// Why a claim does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// The quote is not in the text, white space aside.
    NotVerbatim,
    /// The quote stands in the text several times, so its place is not known.
    Ambiguous,
    /// The quote, read again, does not give that value.
    OtherValue,
    /// The quote begins or ends inside a number of the text (12 of 112, 3 of 3.5).
    CutNumber,
    /// The text bounds the number otherwise.
    OtherBound,
    /// The speaker is not named in the quote's paragraph.
    SpeakerElsewhere,
    /// A date after publication.
    AfterPublication,
}

/// A claim with what speaks against it. It counts only where nothing does.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verified {
    /// The claim as given.
    pub claim: Claim,
    /// First byte of the quote, where it was found once.
    pub byte_start: Option<usize>,
    /// One past its last byte.
    pub byte_end: Option<usize>,
    /// Everything that speaks against it.
    pub doubts: Vec<Doubt>,
}

impl Verified {
    /// Whether the text bears the claim out.
    pub fn counts(&self) -> bool {
        self.doubts.is_empty()
    }
}

/// Checks a claim against the text.
pub fn verify(text: &str, claim: &Claim, published: Option<Date>) -> Verified {
    let mut doubts = Vec::new();
    let places = places(text, &claim.quote);
    match places.len() {
        0 => doubts.push(Doubt::NotVerbatim),
        1 => {}
        _ => doubts.push(Doubt::Ambiguous),
    }
    if places.iter().any(|(start, end)| cuts_number(text, *start) || cuts_number(text, *end)) {
        doubts.push(Doubt::CutNumber);
    }
    let items = read(&claim.quote, published).items;
    if let Some(value) = &claim.value {
        let mut same = items.iter().filter(|item| item.kind == claim.kind && holds(item, value)).peekable();
        if same.peek().is_none() {
            doubts.push(Doubt::OtherValue);
        } else if !same.any(|item| item.bound == claim.bound) {
            doubts.push(Doubt::OtherBound);
        }
    }
    if let (Some(Value::Date(date)), Some(published)) = (&claim.value, published)
        && date.as_str() > published.to_string().as_str()
    {
        doubts.push(Doubt::AfterPublication);
    }
    if let (Some(speaker), Some(&(start, _))) = (&claim.speaker, places.first())
        && (speaker.trim().is_empty() || !paragraph(text, start).contains(speaker.as_str()))
    {
        doubts.push(Doubt::SpeakerElsewhere);
    }
    let place = (places.len() == 1).then(|| places[0]);
    Verified { claim: claim.clone(), byte_start: place.map(|p| p.0), byte_end: place.map(|p| p.1), doubts }
}

fn holds(item: &crate::Item, value: &Value) -> bool {
    [&item.value, &item.low, &item.high].into_iter().flatten().any(|own| match (own, value) {
        (Value::Number(a), Value::Number(b)) => (a - b).abs() <= 1e-9 * b.abs().max(1e-300),
        (own, value) => own == value,
    })
}

/// Whether figures go on across the byte `at`: digits on both sides, a separator between them set aside.
fn cuts_number(text: &str, at: usize) -> bool {
    let figure = |c: Option<char>| c.is_some_and(char::is_numeric);
    let part = |c: Option<char>| c.is_some_and(|c| matches!(c, ',' | '.' | '，' | '．'));
    let (mut before, mut after) = (text[..at].chars().rev(), text[at..].chars());
    let (last, next) = (before.next(), after.next());
    (figure(last) && figure(next))
        || (part(last) && figure(before.next()) && figure(next))
        || (figure(last) && part(next) && figure(after.next()))
}

/// The first two places where `quote` stands, white space on both sides set aside.
fn places(text: &str, quote: &str) -> Vec<(usize, usize)> {
    let wanted: String = quote.chars().filter(|c| !c.is_whitespace()).collect();
    let Some(first) = wanted.chars().next() else { return Vec::new() };
    // The text without white space, and for each of its bytes where it stands in the text.
    let (mut own, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    for (at, character) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        own.push(character);
        places.extend(at..at + character.len_utf8());
    }
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(at) = own[from..].find(&wanted).map(|at| from + at).filter(|_| found.len() < 2) {
        found.push((places[at], places[at + wanted.len() - 1] + 1));
        from = at + first.len_utf8();
    }
    found
}

/// The paragraph around a byte: between empty lines.
fn paragraph(text: &str, at: usize) -> &str {
    let start = text[..at].rfind("\n\n").map_or(0, |p| p + 2);
    let end = text[at..].find("\n\n").map_or(text.len(), |p| at + p);
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TEXT: &str =
        "Analyst Li Wei said revenue fell 12% in May.\n\nOthers saw 520 deals. 520 deals were few.";

    fn claim(quote: &str, kind: Kind, value: f64, speaker: Option<&str>) -> Claim {
        let speaker = speaker.map(str::to_owned);
        Claim {
            quote: quote.to_owned(),
            kind,
            value: Some(Value::Number(value)),
            bound: None,
            speaker,
            subject: None,
        }
    }

    #[test]
    fn only_what_the_text_bears_out_counts() {
        let day = Some(date(2023, 6, 27));
        let ok = verify(TEXT, &claim("revenue  fell 12%", Kind::Percent, -0.12, Some("Li Wei")), day);
        assert!(ok.counts(), "{ok:?}");
        assert_eq!(&TEXT[ok.byte_start.unwrap()..ok.byte_end.unwrap()], "revenue fell 12%");
        let doubts = |c: Claim| verify(TEXT, &c, day).doubts;
        assert_eq!(doubts(claim("revenue rose 12%", Kind::Percent, 0.12, None)), [Doubt::NotVerbatim]);
        assert_eq!(doubts(claim("fell 12%", Kind::Percent, -0.21, None)), [Doubt::OtherValue]);
        assert_eq!(doubts(claim("2% in May", Kind::Percent, 0.02, None)), [Doubt::CutNumber]);
        let bounded =
            Claim { bound: Some(Bound::AtLeast), ..claim("saw 520 deals", Kind::Count, 520.0, None) };
        assert_eq!(doubts(bounded), [Doubt::OtherBound]);
        assert_eq!(doubts(claim("520 deals", Kind::Count, 520.0, None)), [Doubt::Ambiguous]);
        assert_eq!(
            doubts(claim("saw 520 deals", Kind::Count, 520.0, Some("Li Wei"))),
            [Doubt::SpeakerElsewhere]
        );
    }

    #[test]
    fn dates_after_publication_do_not_count() {
        let claim = Claim {
            quote: "2024-01-05".to_owned(),
            kind: Kind::Date,
            value: Some(Value::Date("2024-01-05".to_owned())),
            bound: None,
            speaker: None,
            subject: None,
        };
        let found = verify("on 2024-01-05 it", &claim, Some(date(2023, 6, 27)));
        assert_eq!(found.doubts, [Doubt::AfterPublication]);
    }
}
