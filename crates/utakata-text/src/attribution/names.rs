//! Where a name begins and ends, and names that a text spells in several ways.

use std::collections::BTreeMap;

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
        c if is_ideograph(c) => run(cursor, floor, end, is_ideograph).max(end.saturating_sub(4)),
        _ => return None,
    };
    found(cursor, start, end)
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
        return Some(name);
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
        let capital = bare.chars().next().is_some_and(|c| c.is_uppercase());
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
    (name.len() >= 2).then_some(name)
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
    for variant in counts.keys().flat_map(|name| variants(cursor, name)).collect::<Vec<_>>() {
        counts.entry(variant).or_default();
    }
    let names: Vec<(&String, &usize)> = counts.iter().collect();
    let mut found = Vec::new();
    for (place, (a, times_a)) in names.iter().enumerate() {
        for (b, times_b) in &names[place + 1..] {
            let Some(reason) = alike(a, b) else { continue };
            let (name, other) = if times_b > times_a { (b, a) } else { (a, b) };
            found.push(Alias { name: (*name).clone(), other: (*other).clone(), reason });
        }
    }
    found
}

/// Strings of the text with the family name and the length of `name` and one other character.
fn variants(cursor: &Cursor<'_>, name: &str) -> Vec<String> {
    let own: Vec<char> = name.chars().collect();
    if own.len() < 3 || !own.iter().all(|c| is_ideograph(*c)) {
        return Vec::new();
    }
    let heads = (0..cursor.len()).filter(|&p| cursor.at(p) == own.first().copied());
    let strings = heads.map(|p| cursor.slice(p, p + own.len()));
    let mut found: Vec<String> = strings.filter(|other| alike(name, other).is_some()).collect();
    found.sort();
    found.dedup();
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
