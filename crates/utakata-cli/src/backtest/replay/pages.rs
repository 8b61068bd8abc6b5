//! One Markdown page per boom.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context;
use utakata::replay::{Label, Look, Method};
use utakata::{Execution, Series};

use super::Answer;
use super::answer::Boom;
use super::lppls::Lppls;
use crate::failure::Failure;
use crate::output::Destination;
use crate::text::{bins, plot};

/// Columns and rows of a plot.
const WIDTH: usize = 72;
const HEIGHT: usize = 8;

/// The folder of the pages.
#[derive(Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    /// Makes the folder unless it is there.
    pub(super) fn new(path: &Path) -> Result<Self, Failure> {
        std::fs::create_dir_all(path)
            .with_context(|| format!("cannot make the folder {} for --pages", path.display()))
            .map_err(Failure::Input)?;
        Ok(Self(path.to_owned()))
    }

    /// Writes the pages and then the index, each file whole; `closes` are those of an asset by name.
    pub(super) fn write<'s>(
        &self,
        answer: &Answer<'_>,
        closes: impl Fn(&str) -> Option<&'s Series>,
        execution: &Execution<'_>,
    ) -> Result<(), Failure> {
        let lppls = Lppls::new()?;
        let mut index = format!(
            "# Booms of {}, replayed\n\nRule `{}`. Every label was made with the data up to its day.\n\n\
             | boom | entry | outcome | bursting said, levels | bursting said, logarithms |\n|---|---|---|---|---|\n",
            answer.prices,
            answer.rule.name()
        );
        for boom in &answer.booms {
            let file = file_name(boom);
            let section = match closes(&boom.asset) {
                Some(closes) => lppls.section(boom, closes, (WIDTH, HEIGHT), execution)?,
                None => String::new(),
            };
            self.put(&file, &page(answer, boom, &section))?;
            let first = |alert| boom.sounding(alert).map_or_else(|| "–".to_owned(), |s| s.date.to_string());
            let _ = writeln!(
                index,
                "| [{}]({file}) | {} | {} | {} | {} |",
                cell(&boom.asset),
                boom.start,
                outcome(boom),
                first("bursting-levels"),
                first("bursting-logarithms")
            );
        }
        self.put("index.md", &index)
    }

    fn put(&self, name: &str, text: &str) -> Result<(), Failure> {
        Destination::new(Some(&self.0.join(name)))?.write_bytes(text.as_bytes())
    }
}

/// A name that every file system takes. Assets whose names differ in punctuation alone are told apart by a number made
/// of their letters.
fn file_name(boom: &Boom) -> String {
    let plain: String = boom
        .asset
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    let unusual = boom.asset.chars().any(|c| !(c.is_ascii_alphanumeric() || c == ' '));
    let sum = boom.asset.chars().fold(0_u32, |sum, c| sum.wrapping_mul(31).wrapping_add(c as u32));
    let mark = if unusual { format!("-{sum:08x}") } else { String::new() };
    format!("{plain}{mark}-{}.md", boom.start)
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}

fn outcome(boom: &Boom) -> String {
    match (boom.burst, boom.burst_date) {
        (None, _) => "not over".to_owned(),
        (Some(true), Some(date)) => format!("burst {date}"),
        (Some(true), None) => "burst".to_owned(),
        (Some(false), _) => "went on".to_owned(),
    }
}

fn page(answer: &Answer<'_>, boom: &Boom, lppls: &str) -> String {
    let mut text = format!("# {}, {}\n\n", cell(&boom.asset), boom.start);
    let p = |p: Option<f64>| p.map_or_else(|| "–".to_owned(), |p| format!("{p:.3}"));
    let facts = [
        ("rule", answer.rule.name().to_owned()),
        ("kind of asset", boom.group.clone()),
        ("entry", boom.start.to_string()),
        ("peak", boom.peak.to_string()),
        ("outcome", outcome(boom)),
        ("deepest fall within two years", format!("{:.1} %", 100.0 * boom.deepest)),
        ("observations known at the entry", boom.known.to_string()),
        ("alarm p at entry", p(boom.entry_p)),
        ("alarm p, watched", p(boom.watched_p)),
        ("alarm p, strictly as of the entry", p(boom.as_of_p)),
    ];
    text.push_str("| | |\n|---|---|\n");
    for (label, fact) in facts {
        let _ = writeln!(text, "| {label} | {} |", cell(&fact));
    }
    if !boom.counted {
        text.push_str("\nThis boom is not counted in the tables.\n");
    }
    draw(&mut text, &boom.replayed.looks);
    text.push_str(lppls);
    text.push_str(
        "\n## Changes of what was said\n\n| read as | from | said | true then | below the high |\n",
    );
    text.push_str("|---|---|---|---|---|\n");
    for method in Method::ALL {
        for (at, label) in boom.replayed.changes(method) {
            let look = &boom.replayed.looks[at];
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {:.1} % |",
                method.name(),
                look.date,
                label.name(),
                look.truth.map_or("not known yet", utakata::replay::Truth::name),
                100.0 * look.drawdown
            );
        }
    }
    text
}

/// The price in block characters, with a letter for what was said under each column.
fn draw(text: &mut String, looks: &[Look]) {
    let prices: Vec<Option<f64>> = looks.iter().map(|look| Some(look.price)).collect();
    let Some((margin, drawing)) = plot(&prices, WIDTH, HEIGHT) else { return };
    let _ = write!(text, "\n## Price from the entry on\n\n```text\n{drawing}");
    for method in [Method::Levels, Method::Logarithms] {
        let last = |bin: std::ops::Range<usize>| looks[bin.end - 1].label(method);
        let letters: String = bins(looks.len(), WIDTH).into_iter().map(|bin| letter(last(bin))).collect();
        let _ = writeln!(text, "{:>margin$}  {letters}  {}", "", method.name());
    }
    text.push_str(
        "```\n\nUnder each column what was said at its last look: `.` calm, `i` inflating, `B` bursting, ",
    );
    text.push_str("`d` deflated, `?` insufficient.\n");
}

fn letter(label: Label) -> char {
    match label {
        Label::Calm => '.',
        Label::Inflating => 'i',
        Label::Bursting => 'B',
        Label::Deflated => 'd',
        Label::Insufficient => '?',
    }
}
