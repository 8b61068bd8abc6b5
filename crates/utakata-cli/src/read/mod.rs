//! `utakata read`: from an article to candidate ledger entries.

mod accept;
mod adapter;
mod bundle;
mod fetch;
mod rows;
mod source;

use std::path::PathBuf;

use anyhow::anyhow;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde::Serialize;
use utakata_report::html;
use utakata_text::draft::{Article, Files, draft};
use utakata_text::{Reading, Verified, read};

use crate::arguments::{Run, without_effect};
use crate::failure::{Failure, Outcome};

use adapter::Adapter;
pub(crate) use bundle::unbundle;
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
    /// Items that become entries of the draft, numbered from 1 as in the table [default: all]
    #[arg(long, value_name = "N,…", value_delimiter = ',', requires = "draft", conflicts_with = "review")]
    accept: Vec<usize>,
    /// A name of the text and the symbol of its closes, so that streaks and moves of a day become claims that
    /// `utakata report --series` checks (repeatable)
    #[arg(long = "symbol", value_name = "NAME=SYMBOL", requires = "draft", value_parser = symbol)]
    symbols: Vec<(String, String)>,
    /// Ask about every item on the terminal: y, n, a (all that follow), q (none that follow)
    #[arg(long, requires = "draft")]
    review: bool,
    /// Form of the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "table", help_heading = "Common")]
    format: Format,
    #[command(flatten)]
    adapter: Adapter,
    #[command(flatten)]
    run: Run,
}

/// File of a draft with everything that a language model claimed and what speaks against it.
const CLAIMS: &str = "claims.json";

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
        let mut files = drafted(arguments, (&source, &title, published), &reading)?;
        if let Some(claims) = &mut claims {
            source.locate(&mut reading, claims);
            files.insert(CLAIMS.to_owned(), serde_json::to_string_pretty(claims).map_err(Failure::runtime)?);
        }
        if folder.as_os_str() == "-" {
            destination.write_bytes(bundle::bundle(&files).as_bytes())?;
        } else {
            bundle::write(folder, &files)?;
            arguments
                .run
                .warn(&format!("a draft: look through {}/ledger.toml before you trust it", folder.display()));
        }
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

fn drafted(
    arguments: &Arguments,
    (source, title, published): (&Source, &str, Date),
    reading: &Reading,
) -> Result<Files, Failure> {
    let count = reading.items.len();
    if let Some(beyond) = arguments.accept.iter().find(|n| !(1..=count).contains(*n)) {
        return Err(Failure::Input(anyhow!("--accept names item {beyond}; there are items 1 to {count}")));
    }
    let kept: Vec<bool> = if arguments.review {
        accept::ask(reading, &arguments.article)?
    } else {
        (1..=count).map(|n| arguments.accept.is_empty() || arguments.accept.contains(&n)).collect()
    };
    let article = Article {
        text: source.text(),
        title,
        published,
        address: source.address(&arguments.article),
        symbols: &arguments.symbols,
    };
    draft(&article, reading, |place| kept.get(place).copied().unwrap_or(false)).map_err(Failure::runtime)
}

fn symbol(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, symbol)) if !name.is_empty() && !symbol.is_empty() => {
            Ok((name.to_owned(), symbol.to_owned()))
        }
        _ => Err("expected NAME=SYMBOL, such as Intel=INTC".to_owned()),
    }
}
