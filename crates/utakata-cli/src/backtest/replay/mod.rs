//! `utakata backtest --replay`: what the verdict on prices would have said about past booms.

mod answer;
mod journal;
mod lppls;
mod named;
mod page;
mod pages;
mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use utakata::Series;
use utakata::boom::Rule;
use utakata::replay::{ReplayOptions, Replayed, SummaryDesign, summarise};
use utakata_case::library::{Assets, Closes, Library, Notice, Replays};

pub(super) use answer::Answer;
pub(super) use page::page;

use super::Arguments;
use crate::arguments::Format;
use crate::failure::{Failure, Outcome};
use crate::work::Work;
use journal::{Design, Journal};

/// Whether this build can read the shipped closes.
pub(super) const SHIPPED: bool = cfg!(feature = "parquet");

/// Replays the files, or the shipped closes when there are none, and prints.
pub(super) fn run(arguments: &Arguments, files: &[PathBuf]) -> Result<Outcome, Failure> {
    let common = &arguments.common;
    let destination = common.run.destination()?;
    let folder = arguments.pages.as_deref().map(pages::Folder::new).transpose()?;
    let work = Work::new(&common.run)?;
    let sources = sources(arguments, files)?;
    let answer = ask_of(&sources, arguments, files, &work)?;
    if let Some(folder) = &folder {
        let closes = |asset: &str| sources.iter().flat_map(|s| &s.prices).find(|p| p.name() == asset);
        folder.write(&answer, closes, &work.unobserved())?;
    }
    match common.format {
        Format::Json => destination.write_json(&answer)?,
        Format::Csv => destination.write_bytes(&rows::rows(&answer)?)?,
        Format::Table => destination.write_text(&page(&answer))?,
    }
    Ok(Outcome::Done)
}

/// Replays and counts.
pub(super) fn ask<'a>(arguments: &Arguments, files: &[PathBuf], work: &Work) -> Result<Answer<'a>, Failure> {
    ask_of(&sources(arguments, files)?, arguments, files, work)
}

fn sources(arguments: &Arguments, files: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    if files.is_empty() { shipped(arguments) } else { Ok(vec![given(arguments, files)?]) }
}

fn ask_of<'a>(
    sources: &[Source],
    arguments: &Arguments,
    files: &[PathBuf],
    work: &Work,
) -> Result<Answer<'a>, Failure> {
    let run = &arguments.common.run;
    let unknown = || Failure::Input(anyhow::anyhow!("there is no rule {}", arguments.rule));
    let rule = Rule::named(&arguments.rule).ok_or_else(unknown)?;
    let rules = [rule];
    let groups: Vec<Assets<'_>> = sources.iter().map(|source| source.assets(&rules)).collect();
    let options = ReplayOptions::new(run.seed);
    let (replays, notices) = Replays::new(&groups, options, &work.unobserved()).map_err(Failure::runtime)?;
    for notice in &notices {
        run.warn(&notice.to_string());
    }
    let design = Design { rule: rule.name().to_owned(), options };
    let journal = arguments.resume.as_deref().map(|path| Journal::open(path, &design)).transpose()?;
    let booms = all(&replays, journal.as_ref(), arguments, work)?;
    let prices = match files {
        [] => "the shipped closes".to_owned(),
        files => files.iter().map(|f| f.display().to_string()).collect::<Vec<_>>().join(", "),
    };
    let design = SummaryDesign::new(run.seed);
    let summary = summarise(&booms, &design).map_err(Failure::input)?;
    Ok(Answer::new(prices, rule, replays.len(), options, design, summary, booms))
}

/// The booms of all assets, in the order of the assets.
fn all(
    replays: &Replays<'_>,
    journal: Option<&Journal>,
    arguments: &Arguments,
    work: &Work,
) -> Result<Vec<Replayed>, Failure> {
    let one = |asset: usize| -> Result<(Vec<Replayed>, Vec<Notice>), Failure> {
        let digest = journal.map(|_| replays.digest(asset));
        if let (Some(journal), Some(digest)) = (journal, &digest)
            && let Some(booms) = journal.finished(digest)
        {
            return Ok((booms.clone(), Vec::new()));
        }
        let (booms, notices) = replays.replay(asset).map_err(Failure::input)?;
        if let (Some(journal), Some(digest)) = (journal, digest) {
            journal.finish(digest, replays.name(asset), &booms)?;
        }
        Ok((booms, notices))
    };
    let mut booms = Vec::new();
    for result in work.execution().map(replays.len(), one).map_err(Failure::runtime)? {
        let (found, notices) = result?;
        for notice in notices {
            arguments.common.run.warn(&notice.to_string());
        }
        booms.extend(found);
    }
    Ok(booms)
}

/// Prices of one kind of asset.
struct Source {
    group: String,
    prices: Vec<Series>,
    volumes: BTreeMap<String, Series>,
    delisted: BTreeMap<String, f64>,
    without_splits: BTreeSet<String>,
}

impl Source {
    fn assets<'a>(&'a self, rules: &'a [Rule]) -> Assets<'a> {
        Assets {
            prices: &self.prices,
            market: None,
            volumes: &self.volumes,
            delisted: &self.delisted,
            without_splits: &self.without_splits,
            group: &self.group,
            rules,
        }
    }
}

fn given(arguments: &Arguments, files: &[PathBuf]) -> Result<Source, Failure> {
    let given = arguments.prices.read(files, None, &Library::default(), &arguments.common.run)?;
    Ok(Source {
        group: arguments.group.clone().unwrap_or_else(|| "asset".to_owned()),
        prices: given.prices,
        volumes: given.volumes,
        delisted: given.delisted,
        without_splits: given.without_splits,
    })
}

#[cfg(feature = "parquet")]
fn shipped_closes() -> Result<Closes, Failure> {
    Closes::shipped().map_err(Failure::runtime)
}

#[cfg(not(feature = "parquet"))]
fn shipped_closes() -> Result<Closes, Failure> {
    Err(Failure::Input(anyhow::anyhow!(
        "this build does not read the shipped closes; build with `--features parquet`, or name files after --replay"
    )))
}

/// The shipped closes by group. They were checked for splits as daily prices, when the library was made.
fn shipped(arguments: &Arguments) -> Result<Vec<Source>, Failure> {
    if arguments.prices.any() {
        return Err(Failure::Input(anyhow::anyhow!(
            "the columns and assets of price files are named, but there are none; give them after --replay"
        )));
    }
    let wanted = |group: &str| arguments.group.as_deref().is_none_or(|wanted| wanted == group);
    let closes = shipped_closes()?;
    let mut groups: BTreeMap<&str, Source> = BTreeMap::new();
    for asset in closes.assets().filter(|asset| wanted(&asset.group)) {
        let source = groups.entry(&asset.group).or_insert_with(|| Source {
            volumes: BTreeMap::new(),
            group: asset.group.clone(),
            prices: Vec::new(),
            delisted: BTreeMap::new(),
            without_splits: BTreeSet::new(),
        });
        source.without_splits.insert(asset.closes.name().to_owned());
        source.prices.push(asset.closes.clone());
    }
    match arguments.group.as_deref().filter(|_| groups.is_empty()) {
        Some(group) => Err(Failure::Input(anyhow::anyhow!(
            "--group {group}: the shipped closes have no such group; `utakata library show` tells which there are"
        ))),
        None => Ok(groups.into_values().collect()),
    }
}
