//! Which texts of a page are its main content.
//!
//! The page is written out anew, well nested, with every text in a numbered element of its own, and given to the library
//! that decides. The numbers that come back say which texts it kept: nothing has to be matched by its words, so that a
//! menu's "5%" cannot be taken for the article's.

use std::fmt::Write as _;

use dom_smoothie::{Config, Readability};
use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::elements::is_void;
use crate::outline::{Event, Outline};

/// Attribute with the number of a text. Pages cannot set it: their own attributes of that name are not written out.
const NUMBER: &str = "data-run";

/// Most tags of a page that the library is asked about; its time grows with their nesting.
const MOST: usize = 100_000;

/// The library's own least length of an article, in characters. Its usual 500 for trying again with less care would bring
/// menus back into short articles, and a Chinese or Japanese page of 300 characters is no short one.
const LEAST: usize = 140;

/// What the library found.
#[derive(Debug, Default)]
pub(crate) struct Chosen {
    /// Whether each text is kept; empty if there is no article.
    pub(crate) kept: Vec<bool>,
    /// The title.
    pub(crate) title: String,
}

/// Asks the library for the main content; `None` if it finds none.
pub(crate) fn chosen(outline: &Outline) -> Option<Chosen> {
    if outline.elements > MOST {
        return None;
    }
    let config = Config { char_threshold: LEAST, disable_json_ld: true, ..Config::default() };
    let mut library = Readability::new(written(outline), None, Some(config)).ok()?;
    let article = library.parse().ok()?;
    let mut kept = vec![false; outline.runs.len()];
    for token in Tokenizer::new_with_emitter(article.content.as_ref(), DefaultEmitter::default()).flatten() {
        let Token::StartTag(tag) = token else { continue };
        let number = tag.attributes.get(NUMBER.as_bytes());
        let number = number.and_then(|n| std::str::from_utf8(n).ok()).and_then(|n| n.parse::<usize>().ok());
        if let Some(run) = number.and_then(|n| kept.get_mut(n)) {
            *run = true;
        }
    }
    kept.contains(&true).then_some(Chosen { kept, title: article.title })
}

/// The page as the library reads it.
fn written(outline: &Outline) -> String {
    let mut page = String::from("<!DOCTYPE html><html><head><title>");
    plain(&mut page, &outline.title);
    page.push_str("</title></head><body>");
    for event in &outline.events {
        // Writing into a string cannot fail.
        let _ = match event {
            Event::Open { name, attributes } => {
                page.push('<');
                page.push_str(name);
                for (key, value) in attributes {
                    page.push(' ');
                    page.push_str(key);
                    page.push_str("=\"");
                    plain(&mut page, value);
                    page.push('"');
                }
                page.push('>');
                Ok(())
            }
            Event::Close { name } if is_void(name) => Ok(()),
            Event::Close { name } => write!(page, "</{name}>"),
            Event::Passed { .. } => Ok(()),
            Event::Run(number) => {
                let text = &outline.runs[*number].text;
                let blank = outline.is_blank(*number);
                let _ = if blank { Ok(()) } else { write!(page, "<span {NUMBER}={number}>") };
                plain(&mut page, text);
                if blank { Ok(()) } else { write!(page, "</span>") }
            }
        };
    }
    page.push_str("</body></html>");
    page
}

/// Appends a text without what would have to be escaped. The library weighs words; that `AT&T` comes to it as `AT+T` changes
/// nothing, and it joins a text of a million references at a cost that grows with the square of its length.
fn plain(page: &mut String, text: &str) {
    page.extend(text.chars().map(|character| match character {
        '&' => '+',
        '<' | '>' => '|',
        '"' => '\'',
        control if control.is_control() => ' ',
        other => other,
    }));
}
