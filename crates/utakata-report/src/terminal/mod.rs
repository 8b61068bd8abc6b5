//! The findings on a terminal: verdict first, never wider than asked.

mod evidence;
mod layers;
mod ledger;
mod paper;
mod plot;
mod verdict;

use utakata_case::Findings;

use crate::Language;
use crate::lexicon::Lexicon;
use paper::Paper;

/// Widest page; a terminal that is wider gets margins, because longer lines are hard to read.
pub const WIDEST: usize = 100;
/// Narrowest page: tables need this much.
pub const NARROWEST: usize = 60;

/// How to render for a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TerminalOptions {
    /// Language of the report.
    pub language: Language,
    /// Width in columns, brought into [`NARROWEST`] to [`WIDEST`]. CJK characters take two.
    pub width: usize,
    /// Whether to write ANSI colours.
    pub colour: bool,
}

impl Default for TerminalOptions {
    /// English, [`WIDEST`], no colour.
    fn default() -> Self {
        Self { language: Language::English, width: WIDEST, colour: false }
    }
}

/// The whole report as text with a final newline. Control characters in the findings are dropped, so that a
/// source's title cannot speak to the terminal.
pub fn render(findings: &Findings, options: &TerminalOptions) -> String {
    let mut page = Page {
        findings,
        words: Lexicon::of(options.language),
        paper: Paper::new(options.width.clamp(NARROWEST, WIDEST), options.colour),
    };
    page.verdict();
    page.gates();
    page.evidence();
    page.broad_turn();
    page.climatology();
    page.lenses();
    page.events();
    page.claims();
    page.stances();
    page.forecasts();
    page.missing();
    page.sources();
    page.paper.into_text()
}

/// A report being written.
#[derive(Debug)]
struct Page<'a> {
    findings: &'a Findings,
    words: &'static Lexicon,
    paper: Paper,
}

impl Page<'_> {
    fn section(&mut self, label: &str) {
        let title = self.words.label(label);
        self.paper.section(&title);
    }

    fn label(&self, key: &str) -> String {
        self.words.label(key)
    }

    fn say(&self, phrase: &utakata::Phrase) -> String {
        self.words.say(phrase).text
    }

    /// Name of a basket, or its identifier where the findings hold no such basket.
    fn basket_name(&self, id: &str) -> String {
        self.findings
            .gates
            .iter()
            .find(|g| g.basket == id)
            .map_or_else(|| id.to_owned(), |g| self.say(&g.name))
    }

    /// Name of a stream, or its identifier where the findings hold no such stream.
    fn stream_name(&self, id: &str) -> String {
        self.findings.streams.iter().find(|s| s.id == id).map_or_else(|| id.to_owned(), |s| self.say(&s.name))
    }
}
