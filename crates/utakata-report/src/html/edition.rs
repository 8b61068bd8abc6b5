//! One language of the page: what the templates ask for.

// Templates pass every argument by reference and reach everything through the edition.
#![allow(clippy::trivially_copy_pass_by_ref, clippy::ref_option, clippy::unused_self)]

use std::ops::Deref;

use jiff::civil::Date;
use utakata::{Interval, Phrase};
use utakata_case::Findings;
use utakata_case::findings::{LayerRow, StanceRow};
use utakata_case::ledger::{Stance, Value};

use super::reader::Reader;
use crate::lexicon::Said;
use crate::phrases::{slug, tristate};
use crate::{Language, layer_table, number};

/// The findings in one language.
#[derive(Debug)]
pub(super) struct Edition<'a> {
    pub(super) findings: &'a Findings,
    /// Whether the page opens in this language.
    pub(super) opens: bool,
    reader: Reader,
}

impl Deref for Edition<'_> {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl<'a> Edition<'a> {
    pub(super) fn new(findings: &'a Findings, language: Language, opens: bool) -> Self {
        Self { findings, opens, reader: Reader::of(language) }
    }

    /// Text of the ledger, which is kept in English.
    pub(super) fn english(&self, text: &str) -> Said {
        Said { text: text.to_owned(), foreign: self.language != Language::English }
    }

    /// Label of a fieldless enum: `group-` and the value's kebab-case name.
    pub(super) fn named(&self, group: &str, value: &impl serde::Serialize) -> String {
        self.reader.words.label(&format!("{group}-{}", slug(value)))
    }

    /// Label `group-name`.
    pub(super) fn labelled(&self, group: &str, name: &str) -> String {
        self.reader.words.label(&format!("{group}-{name}"))
    }

    /// Kebab-case name of a fieldless enum, for classes.
    pub(super) fn slug(&self, value: &impl serde::Serialize) -> String {
        slug(value)
    }

    /// `yes`, `no` or `unknown`.
    pub(super) fn tri(&self, holds: &Option<bool>) -> &'static str {
        tristate(*holds)
    }

    pub(super) fn stream_name(&self, id: &str) -> Said {
        match self.findings.streams.iter().find(|stream| stream.id == id) {
            Some(stream) => self.reader.words.say(&stream.name),
            None => Said { text: id.to_owned(), foreign: false },
        }
    }

    /// Headings of the table of a value chain.
    pub(super) fn layer_header(&self) -> Vec<String> {
        layer_table::header(self.reader.words)
    }

    /// Cells of one layer, after its name.
    pub(super) fn layer_cells(&self, layer: &LayerRow) -> Vec<String> {
        layer_table::cells(self.reader.words, layer)
    }

    pub(super) fn basket_name(&self, id: &str) -> Said {
        match self.findings.gates.iter().find(|gate| gate.basket == id) {
            Some(gate) => self.reader.words.say(&gate.name),
            None => Said { text: id.to_owned(), foreign: false },
        }
    }

    /// The part of the page about a stream or a basket.
    pub(super) fn home(&self, id: &str) -> Option<String> {
        if self.findings.streams.iter().any(|stream| stream.id == id) {
            return Some(self.id("stream", id));
        }
        self.findings.gates.iter().any(|gate| gate.basket == id).then(|| self.id("gate", id))
    }

    /// The lists under the answer, by label; empty ones left out.
    pub(super) fn grounds(&self) -> Vec<(&'static str, &'a [Phrase])> {
        let verdict = &self.findings.verdict;
        let lists = [
            ("reasons", &verdict.reasons),
            ("certainty", &verdict.certainty),
            ("against", &verdict.against),
            ("would-change", &verdict.would_change),
        ];
        lists
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(label, list)| (label, &list[..]))
            .collect()
    }

    /// The part of the page a sentence of the verdict was taken from.
    pub(super) fn origin(&self, phrase: &Phrase) -> Option<String> {
        let findings = self.findings;
        let stream = findings
            .streams
            .iter()
            .find(|s| s.summary == *phrase || s.statements.iter().any(|t| t.guarantee.text == *phrase))
            .map(|s| self.id("stream", &s.id));
        let gate = || findings.gates.iter().find(|g| g.text == *phrase).map(|g| self.id("gate", &g.basket));
        let section = || {
            let key = phrase.key.as_str();
            let name = match key {
                "reason-claims" => "claims",
                "against-missing" | "flip-supply-prices" => "missing",
                _ if findings.broad_turn.text == *phrase => "broad-turn",
                _ if key.contains("broad-turn") || key.starts_with("certainty-") => "broad-turn",
                _ => return None,
            };
            Some(self.id("section", name))
        };
        stream.or_else(gate).or_else(section)
    }

    /// An address that may be linked to: only the web, never a script.
    pub(super) fn web<'u>(&self, url: &'u Option<String>) -> Option<&'u str> {
        url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"))
    }

    pub(super) fn known_source(&self, id: &str) -> bool {
        self.findings.sources.iter().any(|cited| cited.id == id)
    }

    pub(super) fn known_entry(&self, id: &str) -> bool {
        self.findings.ledger.iter().any(|line| line.id == id)
    }

    pub(super) fn p_value(&self, p: &f64) -> String {
        number::p_value(*p)
    }

    pub(super) fn figure(&self, x: &f64) -> String {
        number::figure(*x)
    }

    pub(super) fn statistic(&self, x: &f64) -> String {
        number::statistic(*x)
    }

    pub(super) fn per_cent(&self, fraction: &f64) -> String {
        number::per_cent(*fraction)
    }

    pub(super) fn plain(&self, x: &f64) -> String {
        number::plain(*x)
    }

    pub(super) fn interval(&self, interval: &Interval) -> String {
        number::interval(interval)
    }

    pub(super) fn range(&self, low: &Option<f64>, high: &Option<f64>) -> String {
        number::range(*low, *high)
    }

    pub(super) fn quantity(&self, value: &Value) -> String {
        format!("{}: {} {}", value.what, number::range(value.low, value.high), value.unit)
    }

    pub(super) fn dated(&self, key: &str, date: &Date) -> String {
        self.label_with(key, "date", &date.to_string())
    }

    pub(super) fn camp(&self, name: &str) -> Vec<&'a StanceRow> {
        let stance = match name {
            "bursting" => Stance::Bursting,
            "not-bursting" => Stance::NotBursting,
            "ambivalent" => Stance::Ambivalent,
            _ => Stance::Neutral,
        };
        self.findings.stances.rows.iter().filter(|row| row.stance == stance).collect()
    }

    pub(super) fn climatology_intervals(&self) -> String {
        number::climatology_intervals(self.reader.words, &self.findings.climatology)
    }
}
