//! Which characters of a page's source each character of its text stands for.

use std::ops::Range;

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// The characters of a stretch of text with the bytes of the source that each was written as: itself, or a reference
/// (`&amp;`, `&#x25;`), or a line break (CR LF is one character).
#[derive(Debug)]
pub(crate) struct Characters<'a> {
    source: &'a str,
    text: &'a str,
    /// The rest of `text`.
    at: usize,
    /// The rest of `source`.
    from: usize,
    /// What one reference stands for, until it is used up.
    pending: Option<(usize, Range<usize>)>,
}

impl<'a> Characters<'a> {
    /// `text` as the tokenizer read it from `source[span]`.
    pub(crate) fn new(source: &'a str, span: &Range<usize>, text: &'a str) -> Self {
        let source = source.get(..span.end).unwrap_or(source);
        Self { source, text, at: 0, from: span.start, pending: None }
    }

    /// The reference at the head of the source and what it stands for, if it is one.
    fn reference(&self) -> Option<(usize, String)> {
        let rest = &self.source[self.from..];
        let name = rest.strip_prefix('&')?;
        let letters = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        if letters == 0 {
            return None;
        }
        let length = 1 + letters + usize::from(name.as_bytes().get(letters) == Some(&b';'));
        let written = &rest[..length];
        let mut read = String::new();
        for token in Tokenizer::new_with_emitter(written, DefaultEmitter::default()).flatten() {
            if let Token::String(text) = token {
                read.push_str(&String::from_utf8_lossy(&text.value));
            }
        }
        if read == written {
            return None;
        }
        // What follows a reference without its semicolon stands for itself (`&amp5` is `&` and `5`).
        let mut end = length;
        while let (Some(last), true) = (read.chars().next_back(), read.chars().nth(1).is_some()) {
            if !written[..end].ends_with(last) {
                break;
            }
            read.pop();
            end -= last.len_utf8();
        }
        Some((end, read))
    }
}

impl Iterator for Characters<'_> {
    type Item = (char, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let character = self.text[self.at..].chars().next()?;
        self.at += character.len_utf8();
        if let Some((end, source)) = self.pending.clone() {
            if self.at >= end {
                self.pending = None;
            }
            return Some((character, source));
        }
        let start = self.from;
        if (character == '&' || self.source.as_bytes().get(start) == Some(&b'&'))
            && let Some((length, read)) = self.reference()
        {
            self.from += length;
            let begun = self.at - character.len_utf8();
            let end = begun + read.len();
            if end > self.at {
                self.pending = Some((end, start..self.from));
            }
            return Some((character, start..self.from));
        }
        let length = match self.source.get(start..).and_then(|rest| rest.chars().next()) {
            Some('\r') if self.source[start..].starts_with("\r\n") => 2,
            Some(written) => written.len_utf8(),
            None => 0,
        };
        self.from += length;
        Some((character, start..self.from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<(char, &str)> {
        let mut text = String::new();
        for token in Tokenizer::new_with_emitter(source, DefaultEmitter::default()).flatten() {
            if let Token::String(run) = token {
                text.push_str(std::str::from_utf8(&run.value).unwrap());
            }
        }
        Characters::new(source, &(0..source.len()), &text).map(|(c, place)| (c, &source[place])).collect()
    }

    #[test]
    fn references_are_one_character_each() {
        let read =
            read("1&#x25;&amp;é\r\n&lt;AT&T&nbsp;&notit;&copy &NotEqualTilde;&;&#0;&#00000037;&amp5&semi;");
        let written: Vec<&str> = read.iter().map(|(_, written)| *written).collect();
        let expected = [
            "1",
            "&#x25;",
            "&amp;",
            "é",
            "\r\n",
            "&lt;",
            "A",
            "T",
            "&",
            "T",
            "&nbsp;",
            "&not",
            "i",
            "t",
            ";",
            "&copy",
            " ",
            "&NotEqualTilde;",
            "&NotEqualTilde;",
            "&",
            ";",
            "&#0;",
            "&#00000037;",
            "&amp",
            "5",
            "&semi;",
        ];
        assert_eq!(written, expected);
        let text: String = read.iter().map(|(c, _)| *c).collect();
        assert_eq!(text, "1%&é\n<AT&T\u{a0}¬it;© ≂\u{338}&;\u{fffd}%&5;");
    }
}
