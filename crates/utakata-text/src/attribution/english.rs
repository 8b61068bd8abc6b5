//! English: "according to X", "X said", "said X".

use std::ops::Range;

use super::relay::is_medium;
use super::{Source, names, roles};
use crate::cursor::Cursor;
use crate::words::Words;

static SAYING: Words<()> = Words::new(&[
    ("said", ()),
    ("say", ()),
    ("show", ()),
    ("predict", ()),
    ("estimate", ()),
    ("expect", ()),
    ("expected", ()),
    ("forecast", ()),
    ("argue", ()),
    ("warn", ()),
    ("believe", ()),
    ("suggests", ()),
    ("suggested", ()),
    ("concluded", ()),
    ("concludes", ()),
    ("projected", ()),
    ("projects", ()),
    ("tweeted", ()),
    ("posted", ()),
    ("disclosed", ()),
    ("stated", ()),
    ("explained", ()),
    ("insisted", ()),
    ("conceded", ()),
    ("testified", ()),
    ("says", ()),
    ("told", ()),
    ("tells", ()),
    ("warned", ()),
    ("warns", ()),
    ("argued", ()),
    ("argues", ()),
    ("estimates", ()),
    ("estimated", ()),
    ("reported", ()),
    ("reports", ()),
    ("found", ()),
    ("expects", ()),
    ("predicted", ()),
    ("predicts", ()),
    ("wrote", ()),
    ("noted", ()),
    ("notes", ()),
    ("added", ()),
    ("claims", ()),
    ("claimed", ()),
    ("believes", ()),
    ("called", ()),
    ("forecasts", ()),
    ("showed", ()),
    ("shows", ()),
    ("announced", ()),
    ("acknowledged", ()),
    ("cautioned", ()),
]);
static ACCORDING: Words<()> = Words::new(&[
    ("according to", ()),
    ("data from", ()),
    ("a report by", ()),
    ("a survey by", ()),
    ("figures from", ()),
    ("a note from", ()),
    ("a study by", ()),
    ("a note by", ()),
    ("research by", ()),
    ("analysts at", ()),
    ("economists at", ()),
    ("strategists at", ()),
    ("led by", ()),
    ("in the words of", ()),
    ("as told to", ()),
]);

/// The source of what stands at `at`.
pub(super) fn source(cursor: &Cursor<'_>, span: &Range<usize>, at: usize) -> Option<Source> {
    let given = according(cursor, span);
    // A medium beside another speaker passes on what that one says.
    let name = match given {
        Some(name) if !is_medium(&name) => name,
        medium => speaker(cursor, span, at).or(medium).or_else(|| sayer(cursor, span, at))?,
    };
    Some(Source::new(name, false))
}

/// Verbs after which words are those of the one before.
static SPEECH: Words<()> = Words::new(&[
    ("said", ()),
    ("says", ()),
    ("told", ()),
    ("tells", ()),
    ("warned", ()),
    ("warns", ()),
    ("argued", ()),
    ("noted", ()),
    ("added", ()),
    ("stated", ()),
    ("explained", ()),
    ("insisted", ()),
    ("conceded", ()),
    ("acknowledged", ()),
    ("cautioned", ()),
    ("was quoted", ()),
    ("were quoted", ()),
    ("is quoted", ()),
]);

/// Who says it, by name or by what they are, and is no medium.
fn speaker(cursor: &Cursor<'_>, span: &Range<usize>, at: usize) -> Option<String> {
    let verbs = span.clone().filter(|p| cursor.longest(*p, &SPEECH).is_some());
    let mut verbs: Vec<usize> = verbs.collect();
    verbs.sort_by_key(|start| start.abs_diff(at));
    let other = |name: &String| !is_medium(name) && !NOBODY.contains(&name.as_str());
    verbs.into_iter().find_map(|start| {
        before_verb(cursor, span.start, start)
            .filter(other)
            .or_else(|| roles::english(cursor, span.start, past_links(cursor, span.start, start)))
    })
}

fn according(cursor: &Cursor<'_>, span: &Range<usize>) -> Option<String> {
    let (_, end, ()) = cursor.first_within(span.start, span.end, &ACCORDING)?;
    names::capitals_after(cursor, cursor.past_spaces(end), span.end)
}

/// What may stand between a speaker and the verb, and what a source gives.
static LINKS: Words<()> = Words::new(&[
    ("today", ()),
    ("yesterday", ()),
    ("also", ()),
    ("has", ()),
    ("had", ()),
    ("have", ()),
    ("later", ()),
    ("recently", ()),
    ("data", ()),
    ("figures", ()),
    ("report", ()),
    ("survey", ()),
    ("analysts", ()),
    ("estimates", ()),
    ("research", ()),
    ("then", ()),
    ("now", ()),
    ("repeatedly", ()),
    ("previously", ()),
    ("economists", ()),
    ("surveys", ()),
]);

/// The capitalised words right before or right after the verb of saying: the one that ends the sentence after a comma
/// ("…, Reuters reported"), else the nearest to `at`.
fn sayer(cursor: &Cursor<'_>, span: &Range<usize>, at: usize) -> Option<String> {
    let mut verbs: Vec<(usize, usize)> =
        span.clone().filter_map(|p| cursor.longest(p, &SAYING).map(|(end, ())| (p, end))).collect();
    let closing = |end: usize| cursor.past_spaces(end) + 1 >= span.end;
    verbs.sort_by_key(|(start, end)| (!closing(*end), start.abs_diff(at)));
    verbs.into_iter().find_map(|(start, end)| {
        before_verb(cursor, span.start, start)
            .or_else(|| names::capitals_after(cursor, cursor.past_spaces(end), span.end))
            .filter(|name| !NOBODY.contains(&name.as_str()))
    })
}

/// Capital words that name nobody.
const NOBODY: &[&str] = &[
    "AI",
    "EPS",
    "CPI",
    "PMI",
    "ETF",
    "IPO",
    "GDP",
    "CEO",
    "CFO",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Before the adverbs and nouns that may stand between a speaker and the verb.
fn past_links(cursor: &Cursor<'_>, floor: usize, verb: usize) -> usize {
    let mut end = cursor.before_spaces(verb);
    while let Some((start, ())) = cursor.longest_before(end, &LINKS).filter(|(start, ())| *start > floor) {
        end = cursor.before_spaces(start);
    }
    end
}

/// The speaker right before the verb, past adverbs and an apposition between commas.
fn before_verb(cursor: &Cursor<'_>, floor: usize, verb: usize) -> Option<String> {
    let end = past_links(cursor, floor, verb);
    // Michael Hartnett, chief strategist at Bank of America, warned.
    if cursor.last(end) == Some(',') {
        let comma = (floor..end - 1).rev().find(|&p| cursor.at(p) == Some(','))?;
        let small = cursor.at(cursor.past_spaces(comma + 1)).is_some_and(|c| c.is_ascii_lowercase());
        return small.then(|| names::capitals_before(cursor, floor, comma)).flatten();
    }
    names::capitals_before(cursor, floor, end)
}
