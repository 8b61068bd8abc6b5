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
            is_whole: chosen.is_none(),
            encoding: encoding.name(),
            is_damaged: replaced,
            to_source: layout.track,
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

    /// Whether no article was found on the page and the text is that of its whole body, menus included.
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

/// The charset that a content type names, such as `text/html; charset=Shift_JIS`.
pub fn charset_of(content_type: &str) -> Option<String> {
    charset::parameter(content_type)
}
