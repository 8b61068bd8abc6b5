//! A saved web page becomes its main text, with a way back to the bytes of the file as given.
//!
//! [`Page::read`] decides the encoding, reads the tags, asks a library (`dom_smoothie`, Mozilla's Readability) what the main
//! content is, and sets that as plain text: paragraphs apart by a blank line, lines, items and rows of tables by a line
//! break, cells by a tab, references replaced, white space collapsed. Left out are programs, styles, what the page hides,
//! choices of forms, and readings set above characters (`rt`).
//!
//! Offsets are always of the file as given, also where it is not UTF-8: every character remembers its bytes.

mod charset;
mod elements;
mod layout;
mod main_text;
mod outline;
mod published;
mod references;
mod track;

use std::ops::Range;

use thiserror::Error;

pub use published::Published;

use charset::Decoded;
use track::Track;

/// Longest file that is read, in bytes.
pub const LONGEST: usize = 16 << 20;

/// Why a page cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PageError {
    /// The file is longer than [`LONGEST`].
    #[error("the page has {length} bytes; pages of up to {LONGEST} are read. Save the article alone")]
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// The page names no charset that is known and is not UTF-8.
    #[error(
        "byte {at} is not UTF-8 and the page names no known charset; add <meta charset=…>, or save it as UTF-8"
    )]
    Charset {
        /// First byte that is not UTF-8.
        at: usize,
    },
}

/// A page that was read.
#[derive(Debug, Clone)]
pub struct Page {
    text: String,
    title: Option<String>,
    published: Vec<Published>,
    is_whole: bool,
    encoding: &'static str,
    is_damaged: bool,
    /// From the text to the page's source in characters.
    to_source: Track,
    /// From there to the bytes of the file.
    to_file: Track,
}

impl Page {
    /// Reads a page. `charset_hint` is the charset that the server named; it goes before what the page says of itself.
    ///
    /// Takes time in proportion to the length of the file, whatever it holds.
    ///
    /// # Errors
    /// [`PageError`] when the file is too long or its charset is not known.
    pub fn read(bytes: &[u8], charset_hint: Option<&str>) -> Result<Self, PageError> {
        if bytes.len() > LONGEST {
            return Err(PageError::TooLong { length: bytes.len() });
        }
        let Decoded { text: source, track, encoding, replaced } = charset::decode(bytes, charset_hint)?;
        let outline = outline::outline(&source);
        let chosen = main_text::chosen(&outline);
        let kept = |run: usize| chosen.as_ref().is_none_or(|chosen| chosen.kept.get(run) == Some(&true));
        let layout = layout::layout(&source, &outline, kept);
        let title = chosen.as_ref().map_or(outline.title.as_str(), |chosen| &chosen.title);
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Self {
            text: layout.text,
            title: Some(title).filter(|title| !title.is_empty()),
            published: published::published(&outline.remarks),
            is_whole: (0..outline.runs.len()).all(|run| outline.is_blank(run) || kept(run)),
            encoding: encoding.name(),
            is_damaged: replaced,
            to_source: layout.track,
            to_file: track,
        })
    }

    /// Reads a plain text in another charset than UTF-8: nothing in it is markup.
    ///
    /// # Errors
    /// [`PageError`] when the file is too long or its charset is not known.
    pub fn plain(bytes: &[u8], charset_hint: Option<&str>) -> Result<Self, PageError> {
        if bytes.len() > LONGEST {
            return Err(PageError::TooLong { length: bytes.len() });
        }
        let Decoded { text, track, encoding, replaced } = charset::decode(bytes, charset_hint)?;
        let mut to_source = Track::default();
        to_source.straight(0, 0);
        Ok(Self {
            text: text.into_owned(),
            title: None,
            published: Vec::new(),
            is_whole: false,
            encoding: encoding.name(),
            is_damaged: replaced,
            to_source,
            to_file: track,
        })
    }

    /// The main text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The title that the page gives itself.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The day of publication from the page's metadata, if it states one.
    pub fn published(&self) -> Option<&Published> {
        self.published.first()
    }

    /// A statement of the page that differs from [`Page::published`]; where one is in universal time and the other is not,
    /// they may mean the same moment.
    pub fn otherwise_published(&self) -> Option<&Published> {
        self.published.iter().find(|other| Some(other.day) != self.published.first().map(|p| p.day))
    }

    /// Whether no article was told apart from the rest of the page: the text is that of its whole body, menus included.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Name of the encoding that the file was read in, such as `UTF-8` or `Shift_JIS`.
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// Whether bytes that mean nothing in that encoding were replaced by U+FFFD.
    pub fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    /// The bytes of the file that a stretch of the text comes from, markup between its first and last character included.
    ///
    /// With markup and references undone they give the stretch again, white space aside. A stretch beyond the text gives
    /// what it has in common with it.
    pub fn stretch(&self, text: Range<usize>) -> Range<usize> {
        let end = text.end.min(self.text.len());
        self.to_file.back(&self.to_source.back(&(text.start.min(end)..end)))
    }
}

/// Whether a file begins as a web page does: with `<!DOCTYPE html>`, `<html>`, `<head>` or `<body>`, after comments and an
/// XML declaration.
pub fn begins_page(bytes: &[u8]) -> bool {
    let head = charset::head(bytes).to_ascii_lowercase();
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    while let Some((_, after)) = [("<!--", "-->"), ("<?xml", "?>")]
        .iter()
        .find_map(|(open, close)| rest.strip_prefix(open).and_then(|inner| inner.split_once(close)))
    {
        rest = after.trim_start();
    }
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| {
        let after = rest.strip_prefix(tag).map(|after| after.chars().next());
        after.is_some_and(|next| next.is_none_or(|c| c == '>' || c.is_ascii_whitespace()))
    })
}

/// The name of the encoding that a charset's label stands for, if it is known.
pub fn known_charset(label: &str) -> Option<&'static str> {
    charset::known(label).map(encoding_rs::Encoding::name)
}

/// The charset that a content type names, such as `text/html; charset=Shift_JIS`.
pub fn charset_of(content_type: &str) -> Option<String> {
    charset::parameter(content_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_known_by_how_they_begin() {
        for page in [
            "<!DOCTYPE html>",
            "\u{feff} <HTML lang=en>",
            "<?xml version='1.0'?>\n<!-- x --> <html>",
            "<body\n>",
        ] {
            assert!(begins_page(page.as_bytes()), "{page}");
        }
        for text in ["", "# Title\n<html>", "<header>", "<!-- <html> -->", "3 < 4"] {
            assert!(!begins_page(text.as_bytes()), "{text}");
        }
        assert!(begins_page(b"\xff\xfe<\0h\0t\0m\0l\0>\0"));
    }

    #[test]
    fn a_plain_text_keeps_its_signs() {
        let page = Page::plain(b"a < b &amp; \x8c\x8e", Some("shift_jis")).unwrap();
        assert_eq!((page.text(), page.stretch(12..15)), ("a < b &amp; 月", 12..14));
    }
}
