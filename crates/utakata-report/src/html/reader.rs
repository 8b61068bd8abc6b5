//! What the templates of figures and words ask for, in one language.

// Templates pass every argument by reference and reach everything through the reader.
#![allow(clippy::trivially_copy_pass_by_ref, clippy::unused_self)]

use std::fmt;

use askama::filters::{Escaper as _, Html, HtmlSafe};
use utakata::Phrase;
use utakata_case::findings::{Figure, Line};

use crate::chart::{self, Picture};
use crate::lexicon::{Lexicon, Said};
use crate::{Language, number};

/// Words and pictures in one language.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) language: Language,
    pub(super) words: &'static Lexicon,
}

/// Writes the sentence escaped, and marks English in another language's edition, so that it is read out as English.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A number and its per cent sign stay on one line.
        let text = self.text.replace(" %", "\u{a0}%");
        if self.foreign {
            f.write_str("<span lang=\"en\">")?;
            Html.write_escaped_str(&mut *f, &text)?;
            f.write_str("</span>")
        } else {
            Html.write_escaped_str(f, &text)
        }
    }
}

impl HtmlSafe for Said {}

impl Reader {
    pub(super) fn of(language: Language) -> Self {
        Self { language, words: Lexicon::of(language) }
    }

    pub(super) fn label(&self, key: &str) -> String {
        self.words.label(key)
    }

    pub(super) fn label_with(&self, key: &str, name: &str, value: &str) -> String {
        self.words.label_with(key, &[(name, value)])
    }

    pub(super) fn say(&self, phrase: &Phrase) -> Said {
        self.words.say(phrase)
    }

    /// The sentence as bare words, for places that hold no markup.
    pub(super) fn words_of(&self, phrase: &Phrase) -> String {
        self.words.say(phrase).text
    }

    /// Identifier of an element, unique across the editions.
    pub(super) fn id(&self, kind: &str, id: &str) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' };
        format!("{}-{kind}-{}", self.language.tag(), id.chars().map(plain).collect::<String>())
    }

    pub(super) fn picture(&self, figure: &Figure) -> Option<Picture> {
        chart::lay_out(figure)
    }

    pub(super) fn styles(&self, figure: &Figure) -> Vec<String> {
        chart::styles(figure)
    }

    pub(super) fn data_rows(&self, figure: &Figure) -> Vec<usize> {
        chart::table_rows(figure)
    }

    /// One cell of a figure's data table.
    pub(super) fn cell(&self, line: &Line, row: &usize) -> String {
        line.values.get(*row).copied().flatten().map_or_else(|| number::ABSENT.to_owned(), number::statistic)
    }
}
