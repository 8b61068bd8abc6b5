//! `utakata seal`: a verdict into the log, and the log checked.

mod log;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde::Serialize;
use utakata_case::seal::{Chain, Record, SealedVerdict, seal};
use utakata_case::verdict::{InquiryOptions, inquire};

use crate::arguments::Common;
use crate::failure::{Failure, Outcome};
use crate::report::{blame, open};
use crate::text::{Page, name_of, number};
use crate::work::Work;

pub(crate) use log::read;

/// Digits of figures for people.
const DIGITS: usize = 3;

/// Append the verdict of a case to a log that cannot be changed unnoticed, or check such a log
///
/// The log has one record per line (JSON). Each record holds what can be graded later - label, states, since when,
/// e-values, the probability of every event fixed in advance, lenses -, the hashes of the files it was made from, the
/// version of the program, the time, and the SHA-256 of the record before it. Changing, removing or inserting a record
/// breaks the chain, and --verify names the line. Keep the printed hash elsewhere (publish it): it is what proves later
/// that the log was not written anew. docs/sealing.md says what a chain proves and what it does not.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  utakata seal path/to/case --log verdicts.jsonl
  utakata seal --verify verdicts.jsonl
  utakata seal --verify verdicts.jsonl --expect 5f3c...  (a hash printed when sealing)")]
pub(crate) struct Arguments {
    /// Folder of the case [default: the founding case]
    #[arg(value_name = "CASE")]
    case: Option<PathBuf>,
    /// The log to append to; begun when it is not there
    #[arg(long, value_name = "FILE", required_unless_present = "verify")]
    log: Option<PathBuf>,
    /// Check this log instead of sealing anything
    #[arg(long, value_name = "FILE", conflicts_with_all = ["log", "case", "series", "replications"])]
    verify: Option<PathBuf>,
    /// With --verify: this hash, kept elsewhere, must be one of the chain
    #[arg(long, value_name = "HASH", requires = "verify", conflicts_with = "log")]
    expect: Option<String>,
    /// Further prices: a CSV file, or SYMBOL=FILE for a file without a symbol column (repeatable)
    #[arg(long, value_name = "FILE")]
    series: Vec<PathBuf>,
    /// Replications of each bootstrap
    #[arg(long, value_name = "N", default_value_t = InquiryOptions::default().replications)]
    replications: usize,
    #[command(flatten)]
    common: Common<Format>,
}

/// Form of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// The record sealed, or what the check found
    Json,
}

/// What a check found.
#[derive(Debug, Serialize)]
struct Checked<'a> {
    log: &'a str,
    records: usize,
    /// Hash of the last record.
    head: &'a str,
    /// Line of the record with the hash expected.
    expected_at: Option<usize>,
    first_sealed_at: Option<Timestamp>,
    last_sealed_at: Option<Timestamp>,
}

/// Seals or checks.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match (&arguments.verify, &arguments.log) {
        (Some(log), _) => verify(arguments, log),
        (None, Some(log)) => append(arguments, log),
        (None, None) => Err(Failure::Input(anyhow::anyhow!("give --log FILE or --verify FILE"))),
    }
}

fn append(arguments: &Arguments, path: &Path) -> Result<Outcome, Failure> {
    let common = &arguments.common;
    let destination = common.run.destination()?;
    // A broken chain or a wrong folder is told before long work starts.
    crate::output::Destination::new(Some(path))?;
    log::read_if_there(path)?;
    let verdict = verdict(arguments)?;
    let now = now()?;
    let record = log::append(path, verdict, now)?;
    match common.format {
        Format::Json => destination.write_json(&record)?,
        Format::Table => destination.write_text(&sealed(&record, path))?,
    }
    Ok(Outcome::Done)
}

fn verdict(arguments: &Arguments) -> Result<SealedVerdict, Failure> {
    let run = &arguments.common.run;
    let work = Work::new(run)?;
    let case = open(arguments.case.as_deref(), &arguments.series)?;
    let options = InquiryOptions { replications: arguments.replications, seed: run.seed };
    let findings = inquire(&case, &options, &work.execution()).map_err(blame)?;
    let supplied = arguments.series.iter().map(|item| supplied(item)).collect::<Result<Vec<_>, _>>()?;
    Ok(seal(&case, &findings, &options, &supplied))
}

/// Name and bytes of a file given with `--series`.
fn supplied(item: &Path) -> Result<(String, Vec<u8>), Failure> {
    let text = item.to_string_lossy();
    let path = match text.split_once('=') {
        Some((_, path)) if !item.exists() => Path::new(path),
        _ => item,
    };
    let bytes = utakata_case::table::load(path).map_err(Failure::input)?;
    Ok((text.into_owned(), bytes))
}

/// The time, to the second.
pub(crate) fn now() -> Result<Timestamp, Failure> {
    Timestamp::from_second(Timestamp::now().as_second()).map_err(Failure::runtime)
}

fn sealed(record: &Record, path: &Path) -> String {
    let verdict = &record.verdict;
    let mut page = Page::default();
    page.heading(&format!("Sealed: {} as of {}", verdict.case, verdict.as_of));
    page.fact("label", &name_of(&verdict.label));
    for event in &verdict.events {
        let said = match (event.happened, event.probability) {
            (Some(true), _) => "has happened".to_owned(),
            (_, Some(p)) => format!(
                "{} (interval {} to {})",
                number(p.point, DIGITS),
                number(p.low, DIGITS),
                number(p.high, DIGITS)
            ),
            (_, None) => {
                "no probability: another event than the reference class counts, or no qualifying run-up"
                    .to_owned()
            }
        };
        page.fact(&event.id, &said);
    }
    page.fact("files", &format!("{}, together {}", verdict.files.len(), verdict.files_hash));
    page.fact("log", &format!("{}, line {}", path.display(), record.sequence));
    page.fact("sealed at", &record.sealed_at.to_string());
    page.fact("hash", &record.hash);
    page.fact(
        "",
        "Keep the hash where nobody can change it: with it, the log down to this line can be proved.",
    );
    page.finish()
}

fn verify(arguments: &Arguments, path: &Path) -> Result<Outcome, Failure> {
    let common = &arguments.common;
    let destination = common.run.destination()?;
    let chain = read(path)?;
    let expected_at = arguments.expect.as_deref().map(|hash| expected(&chain, hash)).transpose()?;
    let checked = Checked {
        log: chain.file(),
        records: chain.records().len(),
        head: chain.head(),
        expected_at,
        first_sealed_at: chain.records().first().map(|r| r.sealed_at),
        last_sealed_at: chain.records().last().map(|r| r.sealed_at),
    };
    match common.format {
        Format::Json => destination.write_json(&checked)?,
        Format::Table => destination.write_text(&page(&checked))?,
    }
    Ok(Outcome::Done)
}

fn expected(chain: &Chain, hash: &str) -> Result<usize, Failure> {
    let wanted = hash.trim().to_ascii_lowercase();
    let found = chain.records().iter().position(|record| record.hash == wanted);
    found.map(|index| index + 1).ok_or_else(|| {
        Failure::Input(anyhow::anyhow!(
            "{}: no record has the hash {wanted}; the log was written anew or cut short, or the hash is of another log",
            chain.file()
        ))
    })
}

fn page(checked: &Checked<'_>) -> String {
    let mut page = Page::default();
    page.heading(&format!("{}: the chain holds", checked.log));
    page.fact("records", &checked.records.to_string());
    if let (Some(first), Some(last)) = (checked.first_sealed_at, checked.last_sealed_at) {
        page.fact("sealed", &format!("{first} to {last} (as the sealing machine's clock said)"));
    }
    page.fact("hash of the last", checked.head);
    match checked.expected_at {
        Some(line) => page.fact("hash expected", &format!("on line {line}: the log is unchanged down to it")),
        None => page.fact(
            "",
            "Without a hash kept elsewhere (--expect) this shows only that no line was changed by itself, not that the \
             log was not written anew or cut short.",
        ),
    }
    page.finish()
}
