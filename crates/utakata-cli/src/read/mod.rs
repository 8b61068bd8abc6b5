//! `utakata read`: from an article to candidate ledger entries.

mod accept;
mod adapter;
mod bundle;
mod drafting;
mod fetch;
mod rows;
mod source;
mod web;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde::Serialize;
use utakata_report::html;
use utakata_text::{Reading, Verified, read};

use crate::arguments::{Run, without_effect};
use crate::failure::{Failure, Outcome};

use accept::{Line, Place};
use adapter::Adapter;
pub(crate) use bundle::unbundle;
use drafting::Draft;
use source::{About, Source, Taking};

/// Read an article: its numbers and dates, who says them, and what in the text contradicts itself
///
/// Every item is a verbatim quote with its bytes in the file as given. Nothing is sent anywhere unless --endpoint names a
/// language model; what the text says is data and steers nothing. `docs/reading.md` has the measured scores.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  utakata read article.txt --published 2023-06-27
  utakata read article.txt --published 2023-06-27 --format html --output article.html
  utakata read page.html
  utakata read http://example.com/article --save article.html
  From an article to a verdict, after looking at every item (y/n):
    utakata read article.txt --published 2023-06-27 --review --draft case && utakata report case
  The same in the browser:
    utakata read article.txt --published 2023-06-27 --review=web --draft case && utakata report case
  The same unseen, for a first look:
    utakata read article.txt --published 2023-06-27 --draft - | utakata report -")]
pub(crate) struct Arguments {
    /// Web page, Markdown or plain text: a file, an address, or `-` for standard input
    ///
    /// A file is a web page by its name (.html, .htm, .xhtml) or by how it begins; its main content is read. An address
    /// begins with <http://> or <https://> (which needs a build with `--features tls`).
    #[arg(value_name = "ARTICLE")]
    article: PathBuf,
    /// Day of publication: dates without a year lie before it [default: what a web page says of itself]
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
    /// Leave dates without a year as they are
    #[arg(long, conflicts_with_all = ["published", "draft"])]
    undated: bool,
    /// Title [default: that of the web page, else the first line]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    taking: Taking,
    /// Write a draft case into this folder, which must not exist; `-` prints it for `utakata report -`
    #[arg(long, value_name = "FOLDER")]
    draft: Option<PathBuf>,
    /// Lines that become entries of the draft, as the table numbers them: items as 1, opinions as P1 [default: all]
    #[arg(long, value_name = "N,…", value_delimiter = ',', requires = "draft", conflicts_with = "review")]
    accept: Vec<Line>,
    /// A name of the text and the symbol of its closes, so that streaks and moves of a day become claims that
    /// `utakata report --series` checks (repeatable)
    #[arg(long = "symbol", value_name = "NAME=SYMBOL", requires = "draft", value_parser = symbol)]
    symbols: Vec<(String, String)>,
    /// Ask about every line before it becomes an entry of the draft [default where: terminal]
    #[arg(
        long,
        value_enum,
        value_name = "WHERE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "terminal",
        requires = "draft"
    )]
    review: Option<Place>,
    /// Form of the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "table", help_heading = "Common")]
    format: Format,
    #[command(flatten)]
    adapter: Adapter,
    #[command(flatten)]
    run: Run,
}

/// What was found, with the claims of a language model where one was asked.
#[derive(Debug, Serialize)]
struct Found {
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<About>,
    #[serde(flatten)]
    reading: Reading,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<Vec<Verified>>,
}

/// Form of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// Items, doubts and names as one value
    Json,
    /// Items as rows
    Csv,
    /// The text with every item marked
    Html,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let (asked, shown) = (arguments.adapter.is_asked(), [Format::Table, Format::Json]);
    if arguments.draft.is_none() {
        without_effect("--endpoint", asked, "--format", &arguments.format, &shown)?;
    }
    let destination = arguments.run.destination()?;
    let source = Source::open(&arguments.article, &arguments.taking)?;
    let published = source.published(arguments.published, arguments.undated, &arguments.run)?;
    source.warn(&arguments.run);
    let mut reading = read(source.text(), published);
    let mut claims = arguments.adapter.claims(source.text(), published, &arguments.run)?;
    reading.add_claims(source.text(), claims.as_deref().unwrap_or_default());
    let title = arguments.title.clone().unwrap_or_else(|| source.title());
    if let (Some(folder), Some(published)) = (&arguments.draft, published) {
        if let Some(claims) = &mut claims {
            // Only they are written with the places in the file; a draft is made with those in the text.
            source.locate(&mut reading.clone(), claims);
        }
        let (source, title, reading, claims) = (&source, title.as_str(), &reading, claims.as_deref());
        Draft { arguments, folder, source, title, published, reading, claims }.make(&destination)?;
        return Ok(Outcome::Done);
    }
    if arguments.format == Format::Html {
        let page = html::marked(&title, source.text(), &reading).map_err(Failure::runtime)?;
        destination.write_bytes(page.as_bytes())?;
        return Ok(Outcome::Done);
    }
    // The text is done with: from here on places are those of the file.
    source.locate(&mut reading, claims.as_deref_mut().unwrap_or_default());
    match arguments.format {
        Format::Json => destination.write_json(&Found { page: source.about(), reading, claims })?,
        Format::Csv => destination.write_bytes(&rows::rows(&reading)?)?,
        Format::Table | Format::Html => {
            destination.write_text(&rows::page(&reading, claims.as_deref()))?;
        }
    }
    Ok(Outcome::Done)
}

fn symbol(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, symbol)) if !name.is_empty() && !symbol.is_empty() => {
            Ok((name.to_owned(), symbol.to_owned()))
        }
        _ => Err("expected NAME=SYMBOL, such as Intel=INTC".to_owned()),
    }
}
