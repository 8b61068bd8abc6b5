//! Who says it: the speaker, the hedge and the stance of the sentence that an item stands in.

mod chinese;
mod english;
mod hedge;
mod japanese;
mod names;
mod relay;
mod roles;

use std::cell::OnceCell;
use std::ops::Range;

use crate::cursor::Cursor;
use crate::item::{Item, Opinion, Stance};
use crate::sentences::Sentence;

pub use names::Alias;
pub(crate) use names::aliases;

/// A language, which decides the patterns that are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// By its kana.
    Japanese,
    /// Ideographs without kana.
    Chinese,
    /// All else.
    English,
}

/// The language of a whole text.
pub(crate) fn language_of(cursor: &Cursor<'_>) -> Language {
    language(cursor, &(0..cursor.len()), Language::English)
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
    /// Who passes it on.
    pub(crate) relay: Option<String>,
}

impl Source {
    fn new(name: String, lasts: bool) -> Self {
        Self { name, lasts, relay: None }
    }
}

/// Numbers of one sentence beyond which it is a table: the rest have the source of the last one asked for.
const TABLE: usize = 40;

/// Fills in speaker, hedge and stance of every item, and gives the sentences that somebody says and that point one way.
pub(crate) fn attribute(
    original: &str,
    cursor: &Cursor<'_>,
    sentences: &[Sentence],
    items: &mut [Item],
    place: &[usize],
) -> Vec<Opinion> {
    let whole = language_of(cursor);
    let (mut opinions, mut standing, mut next) = (Vec::new(), None::<(usize, Source)>, 0);
    for sentence in sentences {
        let language = language(cursor, &sentence.span, whole);
        let here =
            standing.as_ref().filter(|(paragraph, _)| *paragraph == sentence.paragraph).map(|(_, s)| s);
        let stance = hedge::stance(cursor, sentence);
        let relay = OnceCell::new();
        let relay = || relay.get_or_init(|| relay::relay(language, cursor, &sentence.span)).as_ref();
        let (first, mut last) = (next, None::<Source>);
        while next < items.len() && place[next] < sentence.span.end {
            let item = &mut items[next];
            item.stance = stance;
            if next - first < TABLE {
                last = source_at(language, cursor, sentence, place[next], (here, &relay)).or(last);
                item.hedge = hedge::hedge(cursor, sentence, place[next]);
            }
            item.speaker = last.as_ref().map(|s| s.name.clone());
            item.relayed_by = last.as_ref().and_then(|s| s.relay.clone());
            next += 1;
        }
        let end = sentence.span.end.saturating_sub(1);
        let named = last.or_else(|| source_at(language, cursor, sentence, end, (here, &relay)));
        if let (Some(source), Some(stance)) = (&named, stance) {
            opinions.push(opinion(original, cursor, sentence, (source, stance)));
        }
        standing = named.filter(|s| s.lasts).map(|s| (sentence.paragraph, s));
    }
    opinions
}

fn opinion(
    original: &str,
    cursor: &Cursor<'_>,
    sentence: &Sentence,
    (source, stance): (&Source, Stance),
) -> Opinion {
    let (byte_start, byte_end) = cursor.bytes(sentence.span.start, sentence.span.end);
    Opinion {
        quote: original.get(byte_start..byte_end).unwrap_or_default().to_owned(),
        byte_start,
        byte_end,
        speaker: source.name.clone(),
        relayed_by: source.relay.clone(),
        hedge: hedge::hedge(cursor, sentence, sentence.span.start),
        stance,
        from_model: false,
    }
}

/// Who says what stands at `at` in `sentence`: one the sentence names, else the one who spoke before in the paragraph. A medium
/// beside another source passes on what that one says; alone it is the source, unless it quotes one that is not named.
fn source_at<'a>(
    language: Language,
    cursor: &Cursor<'_>,
    sentence: &Sentence,
    at: usize,
    (standing, relay): (Option<&Source>, &dyn Fn() -> Option<&'a String>),
) -> Option<Source> {
    let found = match language {
        Language::Japanese => japanese::source(cursor, &sentence.span, at, standing),
        Language::Chinese => chinese::source(cursor, &sentence.span, at),
        Language::English => english::source(cursor, &sentence.span, at),
    };
    let Some(mut found) = found else { return standing.cloned() };
    if let Some(relay) = relay() {
        let quotes = language == Language::Japanese && japanese::quotes(cursor, &sentence.span);
        if found.name != *relay || quotes {
            found.relay = Some(relay.clone());
        }
    }
    Some(found)
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
