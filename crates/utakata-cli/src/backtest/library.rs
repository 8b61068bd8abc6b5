//! `utakata backtest LIBRARY`.

use serde::Serialize;
use utakata::boom::Rule;
use utakata::reference_class::{Backtest, BacktestDesign, PathScore, backtest};
use utakata_case::library::SHIPPED;

use super::episodes::{self, LeftOut};
use super::{Arguments, SCHEMA, library_page, replay};
use crate::arguments::Format;
use crate::failure::{Failure, Outcome};
use crate::input;
use crate::work::Work;

/// The JSON on a library.
#[derive(Debug, Serialize)]
pub(super) struct Answer<'a> {
    schema: u32,
    simulated: bool,
    pub(super) library: String,
    pub(super) rule: Rule,
    group: Option<String>,
    pub(super) left_out: LeftOut,
    pub(super) design: BacktestDesign<'a>,
    #[serde(flatten)]
    pub(super) result: Backtest,
    /// The shipped closes replayed, beside the shipped library.
    #[serde(skip_serializing_if = "Option::is_none")]
    replay: Option<replay::Answer<'a>>,
}

/// Judges the booms of a file, or of the shipped library, and prints.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let common = &arguments.common;
    let destination = common.run.destination()?;
    let unknown = |what: &str, name: &str| Failure::Input(anyhow::anyhow!("there is no {what} {name}"));
    let rule = Rule::named(&arguments.rule).ok_or_else(|| unknown("rule", &arguments.rule))?;
    let score = PathScore::named(&arguments.score).ok_or_else(|| unknown("score", &arguments.score))?;
    let group = arguments.group.as_deref();
    let (library, (booms, left_out)) = match &arguments.library {
        Some(path) => {
            let (name, bytes) = input::load(path)?;
            let library = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            (library, episodes::read(&name, &bytes, rule, group)?)
        }
        None => {
            ("the shipped library".to_owned(), episodes::read("the shipped library", SHIPPED, rule, group)?)
        }
    };
    let design = BacktestDesign { score, ..BacktestDesign::new(common.run.seed) };
    let result = backtest(&booms, &design).map_err(|error| Failure::input(error).context(library.clone()))?;
    let answer = Answer {
        schema: SCHEMA,
        simulated: false,
        library,
        rule,
        group: arguments.group.clone(),
        left_out,
        design,
        result,
        replay: replayed(arguments)?,
    };
    match common.format {
        Format::Json => destination.write_json(&answer)?,
        Format::Csv => destination.write_bytes(&library_page::rows(&answer)?)?,
        Format::Table => {
            let mut text = library_page::page(&answer);
            if let Some(replay) = &answer.replay {
                text.push('\n');
                text.push_str(&replay::page(replay));
            }
            destination.write_text(&text)?;
        }
    }
    Ok(Outcome::Done)
}

/// The shipped closes replayed, unless a library is named, or rows are asked for, which are of one table.
fn replayed<'a>(arguments: &Arguments) -> Result<Option<replay::Answer<'a>>, Failure> {
    let common = &arguments.common;
    if arguments.library.is_some() || common.format == Format::Csv || !replay::SHIPPED {
        return Ok(None);
    }
    replay::ask(arguments, &[], &Work::new(&common.run)?).map(Some)
}
