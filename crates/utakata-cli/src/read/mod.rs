//! `utakata read`: from an article to candidate ledger entries.

mod accept;
mod adapter;
mod bundle;
mod rows;

use std::path::{Path, PathBuf};

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

/// Read an article: its numbers and dates, who says them, and what in the text contradicts itself
///
/// Every item is a verbatim quote with its bytes in the file as given. Nothing is sent anywhere unless --endpoint names a
/// language model; what the text says is data and steers nothing. `docs/reading.md` has the measured scores.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  utakata read article.txt --published 2023-06-27
  utakata read article.txt --published 2023-06-27 --format html --output article.html
  From an article to a verdict, after looking at every item (y/n):
    utakata read article.txt --published 2023-06-27 --review --draft case && utakata report case
  The same unseen, for a first look:
    utakata read article.txt --published 2023-06-27 --draft - | utakata report -")]
pub(crate) struct Arguments {
    /// Text or Markdown in UTF-8; `-` reads standard input
    #[arg(value_name = "ARTICLE")]
    article: PathBuf,
    /// Day of publication: dates without a year lie before it
    #[arg(long, value_name = "DATE", required_unless_present = "undated")]
    published: Option<Date>,
    /// Leave dates without a year as they are
    #[arg(long, conflicts_with_all = ["published", "draft"])]
    undated: bool,
    /// Title [default: the first line]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
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
    let text = text(&arguments.article)?;
    let mut reading = read(&text, arguments.published);
    let claims = arguments.adapter.claims(&text, arguments.published, &arguments.run)?;
    reading.add_claims(&text, claims.as_deref().unwrap_or_default());
    let title = arguments.title.clone().unwrap_or_else(|| first_line(&text));
    if let (Some(folder), Some(published)) = (&arguments.draft, arguments.published) {
        let mut files = drafted(arguments, (&text, &title, published), &reading)?;
        if let Some(claims) = &claims {
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
    match arguments.format {
        Format::Json => destination.write_json(&Found { reading, claims })?,
        Format::Csv => destination.write_bytes(&rows::rows(&reading)?)?,
        Format::Html => {
            let page = html::marked(&title, &text, &reading).map_err(Failure::runtime)?;
            destination.write_bytes(page.as_bytes())?;
        }
        Format::Table => destination.write_text(&rows::page(&reading, claims.as_deref()))?,
    }
    Ok(Outcome::Done)
}

fn drafted(
    arguments: &Arguments,
    (text, title, published): (&str, &str, Date),
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
    let address = arguments.article.display().to_string();
    let article = Article {
        text,
        title,
        published,
        address: (address != "-").then_some(address.as_str()),
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

/// The article in UTF-8, with the place of the first byte that is not.
fn text(path: &Path) -> Result<String, Failure> {
    let (file, bytes) = crate::input::load(path)?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].split(|&byte| byte == b'\n').count();
        Failure::Input(anyhow!("{file}, line {line}: byte {at} is not UTF-8; save the text as UTF-8"))
    })
}

fn first_line(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("Article");
    line.trim_start_matches(['#', '*', ' ']).chars().take(120).collect()
}
