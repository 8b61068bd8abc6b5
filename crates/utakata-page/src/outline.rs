//! A page as the tags and texts it is written in, well nested and of limited depth.
//!
//! The rules of the HTML standard for tags that are left out are followed as far as they bear on text: what a paragraph, an
//! item, a row or a cell ends. Formatting left open is not taken up again in the next paragraph.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use html5gum::{DefaultEmitter, EndTag, HtmlString, Spanned, StartTag, Token, Tokenizer};

use crate::elements::{ended_by, gap, is_of_table, is_silent, is_void};

/// Deepest nesting that is kept. Tags below it are passed over and their text stays; browsers do the same at 512.
const DEEPEST: usize = 96;

/// A tag or a text.
#[derive(Debug)]
pub(crate) enum Event {
    Open {
        name: String,
        attributes: Vec<(String, String)>,
    },
    Close {
        name: String,
    },
    /// A text, by its number.
    Run(usize),
    /// A tag below the depth that is kept.
    Passed {
        name: String,
    },
}

/// A text between two tags.
#[derive(Debug)]
pub(crate) struct Run {
    /// As read: references replaced.
    pub(crate) text: String,
    /// Its bytes in the source.
    pub(crate) span: Range<usize>,
    /// Whether its line breaks stand.
    pub(crate) preformatted: bool,
}

/// What a page says about itself: a `meta` or `time` element or a script of data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Remark {
    /// `<meta>`: its name (or property, or itemprop) in lower case, and its content.
    Meta { name: String, content: String },
    /// `<time>` that is marked as the publication.
    Time(String),
    /// JSON-LD.
    Data(String),
}

/// The outline of a page.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) events: Vec<Event>,
    pub(crate) runs: Vec<Run>,
    pub(crate) remarks: Vec<Remark>,
    /// The content of the first `<title>`.
    pub(crate) title: String,
    /// How many tags were kept.
    pub(crate) elements: usize,
}

impl Outline {
    /// Whether a text is white space alone.
    pub(crate) fn is_blank(&self, run: usize) -> bool {
        self.runs.get(run).is_none_or(|run| run.text.trim().is_empty())
    }
}

/// Reads the tags and texts of a page.
pub(crate) fn outline(source: &str) -> Outline {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut builder = Builder::default();
    for token in Tokenizer::new_with_emitter(source, emitter).flatten() {
        match token {
            Token::StartTag(tag) => builder.open(&tag),
            Token::EndTag(tag) => builder.close(&tag),
            Token::String(text) => builder.text(&text),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    builder.end(0);
    builder.outline
}

/// An element that is open.
#[derive(Debug)]
struct Open {
    name: String,
    /// Whether it and all in it are left out.
    silent: bool,
    preformatted: bool,
}

#[derive(Debug, Default)]
struct Builder {
    outline: Outline,
    stack: Vec<Open>,
    /// How many tags of each name were passed over and are still open.
    passed: HashMap<String, usize>,
    /// JSON-LD whose script is open.
    data: bool,
}

impl Builder {
    fn open(&mut self, tag: &StartTag<usize>) {
        let Some(name) = plain_name(&tag.name) else { return };
        let value =
            |key: &str| tag.attributes.get(key.as_bytes()).map(|value| String::from_utf8_lossy(value));
        match name {
            "meta" => {
                self.remark(value("property").or(value("name")).or(value("itemprop")), value("content"));
            }
            "time"
                if value("pubdate").is_some() || value("itemprop").is_some_and(|p| p == "datePublished") =>
            {
                self.outline.remarks.extend(value("datetime").map(|day| Remark::Time(day.into_owned())));
            }
            "script" => {
                self.data =
                    value("type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json"));
            }
            _ => {}
        }
        if matches!(
            name,
            "html" | "head" | "body" | "meta" | "link" | "base" | "col" | "colgroup" | "optgroup"
        ) {
            return;
        }
        let (ended, up_to) = ended_by(name);
        if let Some(place) = self.find(ended, up_to) {
            self.end(place);
        }
        let silent_above = self.stack.last().is_some_and(|open| open.silent);
        let silent = silent_above || is_silent(name) || is_hidden(name, &value);
        if is_void(name) {
            if !silent {
                self.push(name, attributes(&tag.attributes), true);
            }
            return;
        }
        if tag.self_closing && silent && !matches!(name, "script" | "style" | "title" | "textarea") {
            return;
        }
        if self.stack.len() >= DEEPEST {
            *self.passed.entry(name.to_owned()).or_default() += 1;
            // Programs and the like must not become text only because they stand deep.
            if silent && !silent_above {
                self.stack.push(Open { name: name.to_owned(), silent, preformatted: false });
            } else if !silent {
                self.outline.events.push(Event::Passed { name: name.to_owned() });
            }
            return;
        }
        let preformatted =
            matches!(name, "pre" | "listing") || self.stack.last().is_some_and(|open| open.preformatted);
        self.stack.push(Open { name: name.to_owned(), silent, preformatted });
        if !silent {
            self.push(name, attributes(&tag.attributes), false);
        }
    }

    fn close(&mut self, tag: &EndTag<usize>) {
        let Some(name) = plain_name(&tag.name) else { return };
        if let Some(count) = self.passed.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
            match self.stack.last() {
                Some(top) if self.stack.len() > DEEPEST => {
                    if top.name == name {
                        self.stack.pop();
                    }
                }
                _ => self.outline.events.push(Event::Passed { name: name.to_owned() }),
            }
            return;
        }
        let barrier: &[&str] = if name == "table" {
            &[]
        } else if is_of_table(name) {
            &["table"]
        } else {
            &["td", "th", "caption", "table"]
        };
        if let Some(place) = self.find(&[name], barrier) {
            self.end(place);
        }
    }

    fn text(&mut self, text: &Spanned<HtmlString>) {
        let read = String::from_utf8_lossy(&text.value).into_owned();
        let top = self.stack.last();
        let inside = |name: &str| top.is_some_and(|open| open.name == name);
        if inside("title") && self.outline.title.is_empty() {
            self.outline.title.clone_from(&read);
        }
        if inside("script") && self.data {
            self.outline.remarks.push(Remark::Data(read));
            return;
        }
        if top.is_some_and(|open| open.silent) {
            return;
        }
        let preformatted = top.is_some_and(|open| open.preformatted);
        self.outline.events.push(Event::Run(self.outline.runs.len()));
        self.outline.runs.push(Run { text: read, span: text.span.start..text.span.end, preformatted });
    }

    fn remark(&mut self, name: Option<Cow<'_, str>>, content: Option<Cow<'_, str>>) {
        if let (Some(name), Some(content)) = (name, content) {
            let name = name.trim().to_ascii_lowercase();
            self.outline.remarks.push(Remark::Meta { name, content: content.into_owned() });
        }
    }

    /// The innermost open element of one of these names that no barrier hides.
    fn find(&self, names: &[&str], barriers: &[&str]) -> Option<usize> {
        if names.is_empty() {
            return None;
        }
        let is_in = |names: &[&str], open: &Open| names.contains(&open.name.as_str());
        let place = self.stack.iter().rposition(|open| is_in(names, open) || is_in(barriers, open))?;
        is_in(names, &self.stack[place]).then_some(place)
    }

    /// Ends the open elements from `place` on.
    fn end(&mut self, place: usize) {
        if self.stack.len() > place {
            // What was passed over stood in them.
            self.passed = HashMap::new();
        }
        while self.stack.len() > place {
            if let Some(Open { name, silent: false, .. }) = self.stack.pop() {
                self.outline.events.push(Event::Close { name });
            }
        }
    }

    fn push(&mut self, name: &str, attributes: Vec<(String, String)>, void: bool) {
        self.outline.elements += 1;
        if void && gap(name) == crate::elements::Gap::None && name != "img" {
            return;
        }
        self.outline.events.push(Event::Open { name: name.to_owned(), attributes });
    }
}

/// The name of a tag if it is made of letters, digits and hyphens.
fn plain_name(name: &[u8]) -> Option<&str> {
    let plain = name.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-');
    std::str::from_utf8(name).ok().filter(|_| plain && name.len() <= 64)
}

/// Whether the page itself says that an element is not shown.
fn is_hidden<'a>(name: &str, value: &impl Fn(&str) -> Option<Cow<'a, str>>) -> bool {
    let style = value("style").map(|style| style.replace(char::is_whitespace, "").to_ascii_lowercase());
    let unseen = |style: String| style.contains("display:none") || style.contains("visibility:hidden");
    value("hidden").is_some() || style.is_some_and(unseen) || (name == "dialog" && value("open").is_none())
}

/// The attributes that tell what an element is for.
const TELLING: [&str; 13] = [
    "aria-hidden",
    "aria-modal",
    "class",
    "colspan",
    "href",
    "id",
    "itemprop",
    "lang",
    "rel",
    "role",
    "src",
    "summary",
    "type",
];

fn attributes(all: &BTreeMap<HtmlString, Spanned<HtmlString>>) -> Vec<(String, String)> {
    let telling = TELLING.iter().filter_map(|key| Some((*key, all.get(key.as_bytes())?)));
    telling.map(|(key, value)| (key.to_owned(), String::from_utf8_lossy(value).into_owned())).collect()
}
