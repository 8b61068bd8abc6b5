//! Where a name begins and ends, and names that a text spells in several ways.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::cursor::Cursor;

fn is_ideograph(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn is_katakana(c: char) -> bool {
    ('\u{30a1}'..='\u{30ff}').contains(&c)
}

/// Characters of `kind`, right before `end`, down to `floor`.
fn run(cursor: &Cursor<'_>, floor: usize, end: usize, kind: impl Fn(char) -> bool) -> usize {
    let mut start = end;
    while start > floor && cursor.last(start).is_some_and(&kind) {
        start -= 1;
    }
    start
}

fn found(cursor: &Cursor<'_>, start: usize, end: usize) -> Option<String> {
    let name = cursor.slice(start, end).trim().to_owned();
    (name.chars().count() >= 2).then_some(name)
}

/// The person whose name ends at `end`: Latin words, katakana with ・, or up to four ideographs.
pub(super) fn person_before(cursor: &Cursor<'_>, floor: usize, end: usize) -> Option<String> {
    let end = cursor.before_spaces(end);
    let start = match cursor.last(end)? {
        c if c.is_ascii_alphabetic() => {
            run(cursor, floor, end, |c| c.is_ascii_alphabetic() || matches!(c, ' ' | '.' | '-'))
        }
        c if is_katakana(c) => run(cursor, floor, end, |c| is_katakana(c) || c == '・' || c == '='),
        c if is_ideograph(c) => {
            let start = run(cursor, floor, end, is_ideograph).max(end.saturating_sub(4));
            // 林氏: a family name of one character.
            if start + 1 == end {
                return Some(c.to_string());
            }
            start
        }
        _ => return None,
    };
    found(cursor, start, end)
}

/// The name of a medium right before `end`: letters, katakana and ideographs together, after the last particle.
pub(super) fn medium_before(cursor: &Cursor<'_>, floor: usize, end: usize) -> Option<String> {
    let end = cursor.before_spaces(end);
    let part = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, ' ' | '.' | '・' | '&' | '-')
            || is_katakana(c)
            || is_ideograph(c)
    };
    found(cursor, run(cursor, floor, end, part), end)
}

/// Up to four ideographs, or Latin words, right before `end`, at a clause's head.
pub(super) fn short_name_before(cursor: &Cursor<'_>, floor: usize, end: usize) -> Option<String> {
    let name = person_before(cursor, floor, end)?;
    (name.chars().count() <= 20).then_some(name)
}

/// Latin words or katakana right before `end` (a particle), as organisations are spelled.
pub(super) fn foreign_before(cursor: &Cursor<'_>, floor: usize, end: usize) -> Option<String> {
    let end = cursor.before_spaces(end);
    let start = match cursor.last(end)? {
        c if c.is_ascii_alphanumeric() => {
            run(cursor, floor, end, |c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '&'))
        }
        c if is_katakana(c) => run(cursor, floor, end, |c| is_katakana(c) || c == '・'),
        _ => return None,
    };
    let name = found(cursor, start, end)?;
    let capital = name.chars().next().is_some_and(|c| c.is_ascii_uppercase() || is_katakana(c));
    (capital && name.chars().count() >= 3).then_some(name)
}

/// An organisation right before `end`, its abbreviation in brackets set aside.
pub(super) fn organisation_before(cursor: &Cursor<'_>, floor: usize, end: usize) -> Option<String> {
    let mut end = cursor.before_spaces(end);
    if cursor.last(end) == Some(')') {
        end = (floor..end).rev().find(|&p| cursor.at(p) == Some('('))?;
    }
    foreign_before(cursor, floor, end).or_else(|| last_word_before(cursor, floor, end))
}

/// The run of one script right before `end`.
pub(super) fn last_word_before(cursor: &Cursor<'_>, floor: usize, end: usize) -> Option<String> {
    foreign_before(cursor, floor, end).or_else(|| {
        let start = run(cursor, floor, end, is_ideograph);
        found(cursor, start, end)
    })
}

/// What stands between a clause's head and `end`, without what only introduces it.
pub(super) fn phrase_before(cursor: &Cursor<'_>, floor: usize, end: usize) -> Option<String> {
    let start = cursor.clause_start(end).max(floor);
    if let Some(name) = foreign_before(cursor, start, end) {
        let first = end - name.chars().count();
        let own = cursor.slice(run(cursor, start, first, is_ideograph), first);
        let what = ["会社", "大手", "企業", "銀行", "団体", "機関", "証券", "通信社", "紙", "誌", "社", "の"];
        let apart = own.is_empty() || what.iter().any(|end| own.ends_with(end));
        return Some(if apart { name } else { own + &name });
    }
    let name = found(cursor, start, end)?;
    let name = name.trim_start_matches("また").trim_start_matches("なお").to_owned();
    (name.chars().count() <= 30).then_some(name)
}

/// Capitalised English words that begin at `start`; lower-case links (of, the) inside are kept.
pub(super) fn capitals_after(cursor: &Cursor<'_>, start: usize, end: usize) -> Option<String> {
    let start = cursor
        .longest(start, &[("the", ()), ("a", ()), ("an", ())])
        .map_or(start, |(e, ())| cursor.past_spaces(e));
    let text = cursor.slice(start, end);
    let mut name = Vec::new();
    for word in text.split(' ') {
        let bare = word
            .trim_end_matches([',', '.', ';', ':', '"', '”'])
            .trim_end_matches("'s")
            .trim_end_matches("’s");
        let link = matches!(bare, "of" | "the" | "and" | "for" | "de" | "von") && !name.is_empty();
        let capital = bare.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        if !(capital || link) {
            break;
        }
        name.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    joined(name)
}

/// Capitalised English words that end at `end`.
pub(super) fn capitals_before(cursor: &Cursor<'_>, floor: usize, end: usize) -> Option<String> {
    let text = cursor.slice(floor, end);
    let mut name = Vec::new();
    for word in text.rsplit(' ') {
        let ends = word.ends_with([',', ';', ':', '.', '"', '”']);
        if ends && !name.is_empty() {
            break;
        }
        let bare = word.trim_matches([',', '"', '“', '”', '.']);
        let link = matches!(bare, "of" | "and" | "de" | "von") && !name.is_empty();
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        if !(capital || link) {
            break;
        }
        name.push(bare);
    }
    while name.last().is_some_and(|w| {
        matches!(
            *w,
            "of" | "and"
                | "The"
                | "But"
                | "And"
                | "In"
                | "On"
                | "At"
                | "He"
                | "She"
                | "It"
                | "They"
                | "We"
                | "I"
        )
    }) {
        name.pop();
    }
    name.reverse();
    joined(name)
}

fn joined(mut name: Vec<&str>) -> Option<String> {
    while name.last().is_some_and(|w| matches!(*w, "of" | "the" | "and" | "for")) {
        name.pop();
    }
    let name = name.join(" ");
    // A number is nobody.
    (name.len() >= 2 && name.contains(char::is_alphabetic)).then_some(name)
}

/// Without any of `tails` at its end.
pub(super) fn trimmed(name: &str, tails: &[&str]) -> String {
    let mut name = name.trim();
    while let Some(shorter) = tails.iter().find_map(|tail| name.strip_suffix(tail)) {
        name = shorter.trim_end();
    }
    name.to_owned()
}

/// Two spellings that may be one name. Proposed, never silent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alias {
    /// The spelling found more often (the first of the two where they tie).
    pub name: String,
    /// The other one.
    pub other: String,
    /// Why they are proposed.
    pub reason: &'static str,
}

/// Pairs of `speakers` that share their family name and length and differ in one character (朱暁湖, 朱暁虎), or of which
/// one ends the other (Altman, Sam Altman). A name of three ideographs or more is also looked for in the whole text.
pub(crate) fn aliases<'a>(cursor: &Cursor<'_>, speakers: impl IntoIterator<Item = &'a str>) -> Vec<Alias> {
    let mut counts = BTreeMap::<String, usize>::new();
    for speaker in speakers {
        *counts.entry(speaker.to_owned()).or_default() += 1;
    }
    for variant in variants(cursor, &counts) {
        counts.entry(variant).or_default();
    }
    let mut pairs = BTreeSet::new();
    let mut blanked = BTreeMap::<String, Vec<&String>>::new();
    for name in counts.keys() {
        let ends = name.match_indices([' ', '・']).map(|(at, mark)| &name[at + mark.len()..]);
        pairs.extend(
            ends.filter_map(|end| counts.get_key_value(end)).map(|(end, _)| (end.min(name), end.max(name))),
        );
        for pattern in blanks(name) {
            blanked.entry(pattern).or_default().push(name);
        }
    }
    for alike in blanked.values() {
        for (place, a) in alike.iter().enumerate() {
            pairs.extend(alike[place + 1..].iter().map(|b| (*a, *b)));
        }
    }
    let found = pairs.into_iter().filter_map(|(a, b)| {
        let reason = alike(a, b)?;
        let (name, other) = if counts[b] > counts[a] { (b, a) } else { (a, b) };
        // Two strings of the text that are nobody's name are no variants of each other.
        (counts[name] > 0).then(|| Alias { name: name.clone(), other: other.clone(), reason })
    });
    found.collect()
}

/// A name of ideographs with each character but the first left out in turn.
fn blanks(name: &str) -> Vec<String> {
    let own: Vec<char> = name.chars().collect();
    if !(2..=4).contains(&own.len()) || !own.iter().all(|c| is_ideograph(*c)) {
        return Vec::new();
    }
    let without =
        |blank: usize| own.iter().enumerate().map(|(at, c)| if at == blank { '_' } else { *c }).collect();
    (1..own.len()).map(without).collect()
}

/// Strings of the text with the family name and the length of one of `names` and one other character.
fn variants(cursor: &Cursor<'_>, names: &BTreeMap<String, usize>) -> BTreeSet<String> {
    let long = names.keys().filter(|name| name.chars().count() >= 3);
    let patterns: BTreeSet<String> = long.flat_map(|name| blanks(name)).collect();
    let heads: BTreeSet<(char, usize)> =
        patterns.iter().filter_map(|p| p.chars().next().map(|c| (c, p.chars().count()))).collect();
    let mut found = BTreeSet::new();
    for at in 0..cursor.len() {
        let Some(head) = cursor.at(at).filter(|c| is_ideograph(*c)) else { continue };
        for (_, length) in heads.range((head, 0)..=(head, usize::MAX)) {
            let other = cursor.slice(at, at + length);
            // As a name stands in a sentence: before an honorific, a particle or a verb of saying.
            let named = cursor.at(at + length).is_some_and(|c| "氏はがもとさ先说表认称指".contains(c));
            if named && blanks(&other).iter().any(|pattern| patterns.contains(pattern)) {
                found.insert(other);
            }
        }
    }
    found
}

fn alike(a: &str, b: &str) -> Option<&'static str> {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let east = |name: &[char]| (2..=4).contains(&name.len()) && name.iter().all(|c| is_ideograph(*c));
    if east(&x) && x.len() == y.len() && x[0] == y[0] && east(&y) {
        let differ = x.iter().zip(&y).filter(|(p, q)| p != q).count();
        return (differ == 1).then_some("one character differs");
    }
    let ends = |long: &str, short: &str| {
        long.ends_with(&format!(" {short}")) || long.ends_with(&format!("・{short}"))
    };
    (ends(a, b) || ends(b, a)).then_some("one is the end of the other")
}
