//! From the bytes of a file to characters, with every character's bytes.
//!
//! The order of the HTML standard: a byte order mark, what the server said, what the page says of itself (in its first
//! [`SEARCHED`] bytes). Two departures: bytes beyond ASCII that are valid UTF-8 are UTF-8 whatever the page says of itself,
//! because saved pages are often rewritten in UTF-8 with their old declaration left in place; and what neither declares a
//! charset nor is UTF-8 is refused instead of guessed.

use std::borrow::Cow;

use encoding_rs::{CoderResult, Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};
use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::PageError;
use crate::track::Track;

/// How far into the file a page's own declaration is looked for, in bytes.
const SEARCHED: usize = 4096;

/// A file in characters.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// From the text to the bytes of the file.
    pub(crate) track: Track,
    pub(crate) encoding: &'static Encoding,
    /// Whether bytes that mean nothing in the encoding were replaced by U+FFFD.
    pub(crate) replaced: bool,
}

/// Decodes a file. `said` is the charset that the server named.
pub(crate) fn decode<'a>(bytes: &'a [u8], said: Option<&str>) -> Result<Decoded<'a>, PageError> {
    let (encoding, mark) = encoding(bytes, said)?;
    let (start, rest) = (mark, &bytes[mark..]);
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(rest)
    {
        let mut track = Track::default();
        track.straight(0, start);
        return Ok(Decoded { text: text.into(), track, encoding, replaced: false });
    }
    Ok(converted(rest, start, encoding))
}

/// The encoding that a label stands for.
pub(crate) fn known(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != REPLACEMENT)
}

/// The encoding of a file and the length of its byte order mark.
fn encoding(bytes: &[u8], said: Option<&str>) -> Result<(&'static Encoding, usize), PageError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok((encoding, mark));
    }
    if let Some(encoding) = said.and_then(known) {
        return Ok((encoding, 0));
    }
    let valid = std::str::from_utf8(bytes);
    if valid.is_ok() && !bytes.is_ascii() {
        return Ok((UTF_8, 0));
    }
    // A declaration that was read as ASCII cannot mean what is not: the standard takes it for UTF-8.
    let readable = |e: &'static Encoding| if e == UTF_16LE || e == UTF_16BE { UTF_8 } else { e };
    match (declared(bytes).as_deref().and_then(known), valid) {
        (Some(encoding), _) => Ok((readable(encoding), 0)),
        (None, Ok(_)) => Ok((UTF_8, 0)),
        (None, Err(error)) => Err(PageError::Charset { at: error.valid_up_to() }),
    }
}

/// What a page says of its charset: `<meta charset>`, `<meta http-equiv=content-type>` or the XML declaration.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(SEARCHED)]);
    if let Some(declaration) = head.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next())
        && let Some((_, label)) = declaration.split_once("encoding")
    {
        let quoted = label.trim_start_matches([' ', '=']);
        return quoted.split(['"', '\'']).nth(1).map(str::to_owned);
    }
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(head.as_ref(), emitter);
    tokens.flatten().find_map(|token| {
        let Token::StartTag(tag) = token else { return None };
        let value = |name: &str| {
            tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
        };
        if **tag.name != *b"meta" {
            return None;
        }
        let content =
            || value("content").filter(|_| value("http-equiv").is_some()).and_then(|c| parameter(&c));
        value("charset").or_else(content)
    })
}

/// The first [`SEARCHED`] bytes of a file, near enough to see what it is.
pub(crate) fn head(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(SEARCHED)];
    Encoding::for_bom(head).map_or(UTF_8, |(encoding, _)| encoding).decode(head).0.into_owned()
}

/// The charset of a content type such as `text/html; charset=Shift_JIS`.
pub(crate) fn parameter(content_type: &str) -> Option<String> {
    content_type.split(';').find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        name.trim().eq_ignore_ascii_case("charset").then(|| value.to_owned())
    })
}

/// Converts byte by byte, so that it is known which bytes each character comes from.
fn converted(bytes: &[u8], start: usize, encoding: &'static Encoding) -> Decoded<'static> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut text, mut track, mut replaced) = (String::with_capacity(bytes.len()), Track::default(), false);
    // Room for all that one byte can finish: a few characters, where it shows that those before it were wrong.
    let (mut first, mut buffer) = (0, [0_u8; 64]);
    for place in 0..bytes.len() {
        let last = place + 1 == bytes.len();
        let (mut fed, at) = (&bytes[place..=place], text.len());
        loop {
            let (result, read, written, wrong) = decoder.decode_to_utf8(fed, &mut buffer, last);
            replaced |= wrong;
            text.push_str(&String::from_utf8_lossy(&buffer[..written]));
            fed = &fed[read..];
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if text.len() == at {
            continue;
        }
        if text.len() - at == 1 && first == place {
            track.straight(at, start + first);
        } else {
            track.whole(at, start + first..start + place + 1);
        }
        first = place + 1;
    }
    Decoded { text: text.into(), track, encoding, replaced }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_JP, GB18030, ISO_2022_JP, SHIFT_JIS, WINDOWS_1252};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_character_knows_its_bytes() {
        for (encoding, text) in [
            (SHIFT_JIS, "訪問は4.7％増、ｱﾌﾟﾘ"),
            (EUC_JP, "訪問は4.7％増"),
            (ISO_2022_JP, "訪問は4.7％増"),
            (BIG5, "訪問增加4.7％"),
            (GB18030, "访问增加4.7％，€𠮷"),
            (WINDOWS_1252, "€4.7bn – “up”"),
        ] {
            let (bytes, _, unmappable) = encoding.encode(text);
            assert!(!unmappable, "{text}");
            let decoded = decode(&bytes, Some(encoding.name())).unwrap();
            assert_eq!((decoded.text.as_ref(), decoded.replaced), (text, false));
            let figure = text.find("4.7").unwrap();
            let place = decoded.track.back(&(figure..figure + 3));
            assert!(bytes[place.clone()].ends_with(b"4.7"), "{place:?}");
            let mut end = 0;
            for (at, character) in text.char_indices() {
                let place = decoded.track.back(&(at..at + character.len_utf8()));
                assert_eq!(place.start, end, "{text}: {character}");
                end = place.end;
            }
        }
    }

    #[test]
    fn what_a_page_says_of_itself() {
        let says = |head: &str| declared(head.as_bytes());
        assert_eq!(says("<html><META CHARSET=Shift_JIS>").as_deref(), Some("Shift_JIS"));
        let old = r#"<meta http-equiv="Content-Type" content="text/html; charset=euc-jp">"#;
        assert_eq!(says(old).as_deref(), Some("euc-jp"));
        assert_eq!(says(r#"<?xml version="1.0" encoding="GB18030"?><html>"#).as_deref(), Some("GB18030"));
        assert_eq!(says("<!-- <meta charset=big5> --><p>"), None);
        assert_eq!(decode(b"\xef\xbb\xbf<meta charset=big5>x", Some("big5")).unwrap().encoding, UTF_8);
        let rewritten = "<meta charset=shift_jis>訪問";
        assert_eq!(decode(rewritten.as_bytes(), None).unwrap().text, rewritten);
        assert!(matches!(decode(b"ab\xff", None), Err(PageError::Charset { at: 2 })));
    }

    proptest! {
        #[test]
        fn converting_by_bytes_changes_nothing(
            bytes in proptest::collection::vec(any::<u8>(), 0..200),
            label in prop::sample::select(vec![
                "shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "gbk", "big5", "euc-kr", "windows-1252", "utf-8", "utf-16le",
            ]),
        ) {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (whole, wrong) = encoding.decode_without_bom_handling(&bytes);
            let ours = converted(&bytes, 0, encoding);
            prop_assert_eq!(whole.as_ref(), ours.text.as_ref());
            prop_assert_eq!(wrong, ours.replaced);
            let mut end = 0;
            for (at, character) in ours.text.char_indices() {
                let place = ours.track.back(&(at..at + character.len_utf8()));
                prop_assert!(place.end <= bytes.len() && place.end >= end && !place.is_empty());
                end = place.end;
            }
        }
    }
}
