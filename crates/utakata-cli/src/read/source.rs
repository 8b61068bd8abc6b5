//! What an article comes from: a file, standard input or an address; plain text, Markdown or a web page.

use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::Args;
use jiff::civil::Date;
use serde::Serialize;
use utakata_page::Page;
use utakata_text::{Reading, Verified};

use crate::arguments::Run;
use crate::failure::Failure;
use crate::output::Destination;

use super::fetch::{fetch, is_address};

/// How an article is taken up.
#[derive(Debug, Args)]
pub(super) struct Taking {
    /// Keep the article as it was fetched in this file, so that offsets can be checked
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Charset of the article, such as Shift_JIS [default: what the server or the page says, else UTF-8]
    #[arg(long, value_name = "NAME")]
    charset: Option<String>,
}

/// An article that was taken up.
#[derive(Debug)]
pub(super) struct Source {
    /// For messages and as the place where the article was found.
    name: String,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// In UTF-8: offsets are those of the file.
    Text(String),
    /// A web page, or a text in another charset.
    Page(Box<Page>),
}

/// What a result says of a page.
#[derive(Debug, Serialize)]
pub(super) struct About {
    name: String,
    encoding: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_in: Option<String>,
    /// Whether no article was told apart and the whole body was read.
    whole_body: bool,
}

impl Source {
    /// Takes up an article.
    pub(super) fn open(article: &Path, taking: &Taking) -> Result<Self, Failure> {
        if let Some(charset) = &taking.charset {
            utakata_page::known_charset(charset).ok_or_else(|| {
                Failure::Input(anyhow!(
                    "--charset {charset} is not known; try UTF-8, Shift_JIS, EUC-JP, GB18030, Big5"
                ))
            })?;
        }
        let given = taking.charset.as_deref();
        let source = match article.to_str().filter(|article| is_address(article)) {
            Some(address) => {
                let save = taking.save.as_deref().map(kept_in).transpose()?;
                let fetched = fetch(address)?;
                if let Some(save) = save {
                    save.write_bytes(&fetched.bytes)?;
                }
                let charset = given.or(fetched.charset.as_deref());
                Self::new(fetched.address, fetched.bytes, fetched.is_page, charset)?
            }
            None if taking.save.is_some() => {
                return Err(Failure::Input(anyhow!(
                    "--save keeps what was fetched from an address; {} is at hand already",
                    article.display()
                )));
            }
            None => {
                let (name, bytes) = crate::input::load(article)?;
                let is_page = is_named_as_page(article) || utakata_page::begins_page(&bytes);
                Self::new(name, bytes, is_page, given)?
            }
        };
        Ok(source)
    }

    fn new(name: String, bytes: Vec<u8>, is_page: bool, charset: Option<&str>) -> Result<Self, Failure> {
        let named = |error: utakata_page::PageError| Failure::Input(anyhow!("{name}: {error}"));
        let content = if is_page {
            Content::Page(Box::new(Page::read(&bytes, charset).map_err(named)?))
        } else if charset.is_some() {
            Content::Page(Box::new(Page::plain(&bytes, charset).map_err(named)?))
        } else {
            Content::Text(text(&name, bytes)?)
        };
        Ok(Self { name, content })
    }

    /// Tells what may be wrong with a page.
    pub(super) fn warn(&self, run: &Run) {
        let Some(page) = self.page() else { return };
        if page.is_whole() {
            run.warn(&format!(
                "{}: no article was told apart from the rest of the page; its whole body was read, menus included",
                self.name
            ));
        }
        if page.is_damaged() {
            run.warn(&format!(
                "{}: some bytes mean nothing in {}; if the text is garbled, name the charset with --charset",
                self.name,
                page.encoding()
            ));
        }
    }

    fn page(&self) -> Option<&Page> {
        match &self.content {
            Content::Text(_) => None,
            Content::Page(page) => Some(page),
        }
    }

    /// The text to read.
    pub(super) fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) => text,
            Content::Page(page) => page.text(),
        }
    }

    /// Where the article was found; nothing for standard input.
    pub(super) fn address<'a>(&'a self, article: &Path) -> Option<&'a str> {
        (article.as_os_str() != "-").then_some(self.name.as_str())
    }

    /// The title that the article gives itself: the page's, else the first line.
    pub(super) fn title(&self) -> String {
        self.page().and_then(Page::title).map_or_else(|| first_line(self.text()), str::to_owned)
    }

    /// The day of publication: the one given, else what the page says, which is told.
    pub(super) fn published(
        &self,
        given: Option<Date>,
        undated: bool,
        run: &Run,
    ) -> Result<Option<Date>, Failure> {
        if given.is_some() || undated {
            return Ok(given);
        }
        let Some(published) = self.page().and_then(Page::published) else {
            return Err(Failure::Input(anyhow!(
                "{} does not say when it was published; give the day with --published DATE, or leave dates without a year \
                 as they are with --undated",
                self.name
            )));
        };
        let other = self.page().and_then(Page::otherwise_published);
        let other = other.map(|o| format!("; it also says {} ({})", o.day, o.place)).unwrap_or_default();
        run.note(&format!(
            "published {}, as the page says ({}){other}. Give --published DATE if that is wrong",
            published.day, published.place
        ));
        Ok(Some(published.day))
    }

    /// What a result says of the page.
    pub(super) fn about(&self) -> Option<About> {
        let page = self.page()?;
        Some(About {
            name: self.name.clone(),
            encoding: page.encoding(),
            title: page.title().map(str::to_owned),
            published: page.published().map(|published| published.day.to_string()),
            published_in: page.published().map(|published| published.place.clone()),
            whole_body: page.is_whole(),
        })
    }

    /// Turns places in the text into places in the file as given.
    pub(super) fn locate(&self, reading: &mut Reading, claims: &mut [Verified]) {
        let Some(page) = self.page() else { return };
        let place = |start: &mut usize, end: &mut usize| {
            let Range { start: first, end: last } = page.stretch(*start..*end);
            (*start, *end) = (first, last);
        };
        for item in &mut reading.items {
            place(&mut item.byte_start, &mut item.byte_end);
        }
        for opinion in &mut reading.opinions {
            place(&mut opinion.byte_start, &mut opinion.byte_end);
        }
        for lint in &mut reading.lints {
            place(&mut lint.byte_start, &mut lint.byte_end);
        }
        for claim in claims {
            if let (Some(start), Some(end)) = (&mut claim.byte_start, &mut claim.byte_end) {
                place(start, end);
            }
        }
    }
}

/// Where a fetched article is kept.
fn kept_in(path: &Path) -> Result<Destination, Failure> {
    if path.as_os_str() == "-" {
        return Err(Failure::Input(anyhow!(
            "--save needs the name of a file: standard output is for the result"
        )));
    }
    Destination::new(Some(path))
}

fn is_named_as_page(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    matches!(extension.as_str(), "html" | "htm" | "xhtml")
}

/// The text in UTF-8, with the place of the first byte that is not.
fn text(name: &str, bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].split(|&byte| byte == b'\n').count();
        Failure::Input(anyhow!(
            "{name}, line {line}: byte {at} is not UTF-8; save the text as UTF-8, or name its charset with --charset"
        ))
    })
}

fn first_line(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("Article");
    line.trim_start_matches(['#', '*', ' ']).chars().take(120).collect()
}
