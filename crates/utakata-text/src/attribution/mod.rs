//! Who says it: the speaker, the hedge and the stance of the sentence that an item stands in.

mod chinese;
mod english;
mod hedge;
mod japanese;
mod names;

use std::ops::Range;

use crate::cursor::Cursor;
use crate::item::Item;
use crate::sentences::Sentence;

pub use names::Alias;
pub(crate) use names::aliases;

/// Writing that decides which patterns are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Japanese,
    Chinese,
    English,
}

/// The language of some glyphs, by the share of kana and of ideographs. Ideographs alone are Japanese in a Japanese text.
fn language(cursor: &Cursor<'_>, span: &Range<usize>, whole: Language) -> Language {
    let (mut kana, mut ideographs) = (0_usize, 0_usize);
    for at in span.clone() {
        match cursor.at(at) {
            Some('\u{3041}'..='\u{30ff}') => kana += 1,
            Some('\u{4e00}'..='\u{9fff}') => ideographs += 1,
            _ => {}
        }
    }
    if kana * 20 > span.len() || (kana == 0 && ideographs > 0 && whole == Language::Japanese) {
        Language::Japanese
    } else if ideographs * 10 > span.len() {
        Language::Chinese
    } else {
        Language::English
    }
}

/// A name found as the source of what lies in some glyphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) name: String,
    /// Whether it is the source of the following sentences too, until another is named.
    pub(crate) lasts: bool,
}

/// Numbers of one sentence beyond which it is a table: the rest have the source of the last one asked for.
const TABLE: usize = 40;

/// Fills in speaker, hedge and stance of every item.
pub(crate) fn attribute(cursor: &Cursor<'_>, sentences: &[Sentence], items: &mut [Item], place: &[usize]) {
    let whole = language(cursor, &(0..cursor.len()), Language::English);
    let mut standing: Option<(usize, Source)> = None;
    let mut next = 0;
    for sentence in sentences {
        let language = language(cursor, &sentence.span, whole);
        let standing_here = standing.clone().filter(|(paragraph, _)| *paragraph == sentence.paragraph);
        let mut last = None;
        let stance = hedge::stance(cursor, sentence);
        let first = next;
        while next < items.len() && place[next] < sentence.span.end {
            let source = if next - first < TABLE {
                source_at(language, cursor, sentence, place[next], standing_here.as_ref().map(|(_, s)| s))
            } else {
                last.clone()
            };
            let item = &mut items[next];
            item.speaker = source.as_ref().map(|s| s.name.clone());
            item.hedge =
                if next - first < TABLE { hedge::hedge(cursor, sentence, place[next]) } else { None };
            item.stance = stance;
            last = source.or(last);
            next += 1;
        }
        let named = last.or_else(|| {
            source_at(
                language,
                cursor,
                sentence,
                sentence.span.end.saturating_sub(1),
                standing_here.as_ref().map(|(_, s)| s),
            )
        });
        standing = named.filter(|s| s.lasts).map(|s| (sentence.paragraph, s));
    }
}

/// Who says what stands at `at` in `sentence`: one the sentence names, else the one who spoke before in the paragraph.
fn source_at(
    language: Language,
    cursor: &Cursor<'_>,
    sentence: &Sentence,
    at: usize,
    standing: Option<&Source>,
) -> Option<Source> {
    let found = match language {
        Language::Japanese => japanese::source(cursor, &sentence.span, at, standing),
        Language::Chinese => chinese::source(cursor, &sentence.span, at),
        Language::English => english::source(cursor, &sentence.span, at),
    };
    found.or_else(|| standing.cloned())
}

/// The part of a sentence within brackets of speech around `at`: from the opening bracket to one past the closing one.
pub(crate) fn speech(cursor: &Cursor<'_>, span: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let marks: &[(char, char)] = &[('「', '」'), ('『', '』'), ('“', '”'), ('"', '"')];
    marks.iter().find_map(|&(open, close)| {
        let mut start = None;
        for position in span.clone() {
            let here = cursor.at(position);
            if start.is_some() && here == Some(close) {
                let from = start.take()?;
                if (from..=position).contains(&at) {
                    return Some(from..position + 1);
                }
            } else if here == Some(open) {
                start = start.or(Some(position));
            }
        }
        // Speech that the sentence does not close.
        start.filter(|from| (*from..span.end).contains(&at)).map(|from| from..span.end)
    })
}
