//! What a claim from outside (a language model, a person) must pass: the text itself has to bear it out.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::item::{Bound, Item, Kind, Stance, Value};
use crate::read;

/// A claim about a text, as an adapter or a person gives it. Nothing in it is trusted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Words of the text, verbatim.
    pub quote: String,
    /// What the number is; absent for an opinion without a number.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// The value claimed, in the grammar's units (shares as fractions).
    #[serde(default)]
    pub value: Option<Value>,
    /// How it bounds; of a fall, its size.
    #[serde(default)]
    pub bound: Option<Bound>,
    /// Who says it.
    #[serde(default)]
    pub speaker: Option<String>,
    /// The words that hedge it.
    #[serde(default)]
    pub hedge: Option<String>,
    /// Which way it points. No text can bear this out: it stays the claimant's reading.
    #[serde(default)]
    pub stance: Option<Stance>,
    /// What it is about, in the claimant's words. No text can bear this out either.
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
    /// There is neither a number of a kind nor an opinion.
    NothingClaimed,
    /// The speaker is not named in the quote's paragraph.
    SpeakerElsewhere,
    /// The hedge does not stand in the quote's paragraph.
    HedgeElsewhere,
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
    doubts.extend(number_doubt(claim, published));
    if let (Some(Value::Date(date)), Some(published)) = (&claim.value, published)
        && date.as_str() > published.to_string().as_str()
    {
        doubts.push(Doubt::AfterPublication);
    }
    if let Some(&(start, _)) = places.first() {
        let paragraph = paragraph(text, start);
        let absent = |words: &str| words.trim().is_empty() || !paragraph.contains(words);
        if claim.speaker.as_deref().is_some_and(absent) {
            doubts.push(Doubt::SpeakerElsewhere);
        }
        if claim.hedge.as_deref().is_some_and(absent) {
            doubts.push(Doubt::HedgeElsewhere);
        }
    }
    let place = (places.len() == 1).then(|| places[0]);
    Verified { claim: claim.clone(), byte_start: place.map(|p| p.0), byte_end: place.map(|p| p.1), doubts }
}

/// What the quote itself, read again, says against the number claimed.
fn number_doubt(claim: &Claim, published: Option<Date>) -> Option<Doubt> {
    let (Some(kind), Some(value)) = (claim.kind, &claim.value) else {
        let opinion = claim.kind.is_none() && claim.value.is_none() && claim.stance.is_some();
        return (!opinion).then_some(Doubt::NothingClaimed);
    };
    let items = read(&claim.quote, published).items;
    let mut given = items.iter().filter(|item| item.kind == kind && holds(item, value)).peekable();
    if given.peek().is_none() {
        return Some(Doubt::OtherValue);
    }
    let bound = claim.bound.map(of_size);
    let bounded = |item: &Item| item.bound.map(of_size) == bound || end_of_range(item, value, bound);
    (!given.any(bounded)).then_some(Doubt::OtherBound)
}

/// Whether `value` is the end of the item's range that `claimed` bounds it by: 2 to 3 is at least 2.
fn end_of_range(item: &Item, value: &Value, claimed: Option<Bound>) -> bool {
    let (low, high) = (same(item.low.as_ref(), value), same(item.high.as_ref(), value));
    match claimed {
        Some(Bound::AtLeast) => low,
        Some(Bound::AtMost) => high,
        _ => false,
    }
}

/// A bound of a fall's size as the words have it: fell by 3% or more.
fn of_size(bound: Bound) -> Bound {
    match bound {
        Bound::AtLeastInSize => Bound::AtLeast,
        Bound::AtMostInSize => Bound::AtMost,
        Bound::AboveInSize => Bound::Above,
        Bound::BelowInSize => Bound::Below,
        other => other,
    }
}

/// Whether the item says `value`: its own, or an end of its range.
pub(crate) fn holds(item: &Item, value: &Value) -> bool {
    [&item.value, &item.low, &item.high].into_iter().any(|own| same(own.as_ref(), value))
}

fn same(own: Option<&Value>, value: &Value) -> bool {
    match (own, value) {
        (Some(Value::Number(a)), Value::Number(b)) => (a - b).abs() <= 1e-9 * b.abs().max(1e-300),
        (own, value) => own == Some(value),
    }
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

    fn empty(quote: &str) -> Claim {
        let quote = quote.to_owned();
        Claim {
            quote,
            kind: None,
            value: None,
            bound: None,
            speaker: None,
            hedge: None,
            stance: None,
            subject: None,
        }
    }

    fn claim(quote: &str, kind: Kind, value: f64, speaker: Option<&str>) -> Claim {
        let speaker = speaker.map(str::to_owned);
        Claim { kind: Some(kind), value: Some(Value::Number(value)), speaker, ..empty(quote) }
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
            kind: Some(Kind::Date),
            value: Some(Value::Date("2024-01-05".to_owned())),
            ..empty("2024-01-05")
        };
        let found = verify("on 2024-01-05 it", &claim, Some(date(2023, 6, 27)));
        assert_eq!(found.doubts, [Doubt::AfterPublication]);
    }

    #[test]
    fn an_opinion_needs_a_stance_and_a_hedge_of_the_text() {
        let doubts = |c: &Claim| verify(TEXT, c, None).doubts;
        let opinion = Claim {
            stance: Some(Stance::Bearish),
            speaker: Some("Li Wei".to_owned()),
            ..empty("revenue fell 12% in May")
        };
        assert_eq!(doubts(&opinion), []);
        assert_eq!(doubts(&Claim { stance: None, ..opinion.clone() }), [Doubt::NothingClaimed]);
        let value = Some(Value::Number(-0.12));
        assert_eq!(doubts(&Claim { value: value.clone(), ..opinion.clone() }), [Doubt::NothingClaimed]);
        let number = Claim { kind: Some(Kind::Percent), ..opinion.clone() };
        assert_eq!(doubts(&number), [Doubt::NothingClaimed], "a kind without a value says nothing");
        assert_eq!(doubts(&Claim { value, ..number }), []);
        let hedged = Claim { hedge: Some("perhaps".to_owned()), ..opinion };
        assert_eq!(doubts(&hedged), [Doubt::HedgeElsewhere]);
    }

    #[test]
    fn a_fall_is_bounded_in_size_and_a_range_by_its_ends() {
        let doubts = |text: &str, c: Claim| verify(text, &c, None).doubts;
        let fall = claim("fell more than 4%", Kind::Percent, -0.04, None);
        let bounded = |bound| doubts("Shares fell more than 4% on Monday.", Claim { bound, ..fall.clone() });
        assert_eq!(bounded(Some(Bound::Above)), []);
        assert_eq!(bounded(Some(Bound::AboveInSize)), []);
        assert_eq!(bounded(Some(Bound::Below)), [Doubt::OtherBound]);
        assert_eq!(bounded(None), [Doubt::OtherBound]);
        let ends = |value, bound| {
            doubts(
                "It takes 2 to 3 years.",
                Claim { bound, ..claim("2 to 3 years", Kind::Duration, value, None) },
            )
        };
        assert_eq!(ends(2.0, Some(Bound::AtLeast)), []);
        assert_eq!(ends(3.0, Some(Bound::AtMost)), []);
        assert_eq!(ends(3.0, None), []);
        assert_eq!(ends(3.0, Some(Bound::AtLeast)), [Doubt::OtherBound]);
        assert_eq!(ends(2.5, None), [Doubt::OtherValue]);
    }
}
