//! The whole scorecard: outcomes matched, forecasts graded, speakers summed up.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;
use utakata::forecast::{Reliability, ScoreRange, mean_range, reliability};

use super::{
    Grade, Listed, OutcomeRow, Outcomes, ScoreError, Settled,
    grade::{Ending, Key, Marks},
};
use crate::{Case, ledger::Outcome, opinions::foretells, seal::Chain};

/// Edges of the calibration bins: the classes of Intelligence Community Directive 203, so that a hedge word lies in
/// one bin.
pub const EDGES: [f64; 8] = [0.0, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95, 1.0];

/// Confidence of the intervals of calibration.
pub const LEVEL: f64 = 0.95;

/// Everything graded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scorecard {
    /// Per speaker, best mean Brier score (at best) first; Utakata among them.
    pub summaries: Vec<Summary>,
    /// Every forecast with a score.
    pub grades: Vec<Grade>,
    /// Every forecast without, and why.
    pub listed: Vec<Listed>,
}

/// How one forecaster did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// Who.
    pub who: String,
    /// Forecasts counted.
    pub forecasts: usize,
    /// Mean Brier score.
    pub brier: ScoreRange,
    /// Mean logarithmic score in nats; absent when it is infinite.
    pub log: Option<ScoreRange>,
    /// Number of events expected: sums of the lower and of the upper probabilities.
    pub expected: (f64, f64),
    /// Number that happened.
    pub happened: usize,
    /// Forecasts whose interval spans several bins, and which calibration therefore leaves out.
    pub too_wide: usize,
    /// Calibration of the others; absent when there are none.
    pub calibration: Option<Reliability>,
}

/// Grades the sealed verdicts of `chain` and the forecasts in the ledger of `case`, as far as `outcomes` and the
/// ledger tell what became of them by `today`.
///
/// # Errors
/// [`ScoreError`] when the outcomes do not fit what is to be graded, naming file and line.
pub fn score(
    chain: Option<&Chain>,
    case: Option<&Case>,
    outcomes: Option<&Outcomes>,
    today: Date,
) -> Result<Scorecard, ScoreError> {
    let endings = endings(chain, case, outcomes, today)?;
    let mut marks = Marks::default();
    if let Some(chain) = chain {
        marks.sealed(chain, &endings.sealed)?;
    }
    if let Some(case) = case {
        marks.ledger(case, &endings.ledger)?;
    }
    let who: BTreeSet<&str> = marks.grades.iter().filter(|g| g.counted).map(|g| g.who.as_str()).collect();
    let mut summaries =
        who.into_iter().map(|who| summary(who, &marks.grades)).collect::<Result<Vec<_>, _>>()?;
    summaries.sort_by(|a, b| a.brier.low.total_cmp(&b.brier.low));
    Ok(Scorecard { summaries, grades: marks.grades, listed: marks.listed })
}

fn summary(who: &str, grades: &[Grade]) -> Result<Summary, ScoreError> {
    let own: Vec<&Grade> = grades.iter().filter(|g| g.counted && g.who == who).collect();
    let bad = |error| ScoreError::Probability { place: who.to_owned(), error };
    let briers: Vec<ScoreRange> = own.iter().map(|g| g.brier).collect();
    let logs: Option<Vec<ScoreRange>> = own.iter().map(|g| g.log).collect();
    let binned: Vec<(f64, bool)> = own.iter().filter_map(|g| Some((one_bin(g)?, g.happened))).collect();
    let calibration =
        if binned.is_empty() { None } else { Some(reliability(&binned, &EDGES, LEVEL).map_err(bad)?) };
    Ok(Summary {
        who: who.to_owned(),
        forecasts: own.len(),
        brier: mean_range(&briers).map_err(bad)?,
        log: logs.map(|logs| mean_range(&logs)).transpose().map_err(bad)?,
        expected: (own.iter().map(|g| g.low).sum(), own.iter().map(|g| g.high).sum()),
        happened: own.iter().filter(|g| g.happened).count(),
        too_wide: own.len() - binned.len(),
        calibration,
    })
}

/// The probability by which calibration bins a forecast: a point, or the middle of an interval inside one bin.
fn one_bin(grade: &Grade) -> Option<f64> {
    let inside = |edge: &[f64]| edge[0] <= grade.low && grade.high <= edge[1];
    let fits = grade.low == grade.high || EDGES.windows(2).any(inside);
    fits.then_some(0.5 * (grade.low + grade.high))
}

/// What became of sealed events and of ledger forecasts.
#[derive(Debug, Default)]
struct Endings {
    sealed: BTreeMap<Key, Ending>,
    ledger: BTreeMap<Key, Ending>,
}

fn endings(
    chain: Option<&Chain>,
    case: Option<&Case>,
    outcomes: Option<&Outcomes>,
    today: Date,
) -> Result<Endings, ScoreError> {
    let mut endings = Endings { ledger: case.map(recorded).unwrap_or_default(), ..Endings::default() };
    let Some(outcomes) = outcomes else { return Ok(endings) };
    let records = chain.map_or(&[][..], Chain::records);
    let events: BTreeSet<Key> = records
        .iter()
        .flat_map(|r| r.verdict.events.iter().map(|e| (r.verdict.case.clone(), e.id.clone())))
        .collect();
    let entries = |case: &Case| -> BTreeSet<Key> {
        let told = case.ledger.entries.iter().filter(|e| foretells(e));
        told.map(|e| (case.file.id.clone(), e.id.clone())).collect()
    };
    let forecasts = case.map(entries).unwrap_or_default();
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    for row in &outcomes.rows {
        let file = || outcomes.file.clone();
        let key = matched(&outcomes.file, row, &events, &forecasts)?;
        if let Some(&first) = seen.get(&key) {
            return Err(ScoreError::Duplicate { file: file(), line: row.line, id: row.id.clone(), first });
        }
        if row.date > today {
            let (id, date) = (row.id.clone(), row.date);
            return Err(ScoreError::Future { file: file(), line: row.line, id, date, today });
        }
        seen.insert(key.clone(), row.line);
        let source = Some(row.source.clone());
        let mut ending = Ending { outcome: row.outcome, known_on: row.date, source };
        if forecasts.contains(&key) {
            if let Some(recorded) = endings.ledger.get(&key) {
                if recorded.outcome != row.outcome {
                    let entry = case.and_then(|c| {
                        let index = c.ledger.entries.iter().position(|e| e.id == row.id)?;
                        c.entry_line(index)
                    });
                    return Err(ScoreError::Contradiction {
                        file: file(),
                        line: row.line,
                        id: row.id.clone(),
                        ledger_line: entry.unwrap_or_default(),
                    });
                }
                ending.known_on = ending.known_on.min(recorded.known_on);
            }
            endings.ledger.insert(key, ending);
        } else {
            endings.sealed.insert(key, ending);
        }
    }
    Ok(endings)
}

/// The one event or forecast an outcome is about.
fn matched(
    file: &str,
    row: &OutcomeRow,
    events: &BTreeSet<Key>,
    forecasts: &BTreeSet<Key>,
) -> Result<Key, ScoreError> {
    let fits = |(case, id): &&Key| *id == row.id && row.case.as_ref().is_none_or(|wanted| wanted == case);
    let found: Vec<&Key> = events.iter().chain(forecasts).filter(fits).collect();
    match found[..] {
        [key] => Ok(key.clone()),
        [] => Err(ScoreError::Unknown {
            file: file.to_owned(),
            line: row.line,
            id: row.case.as_ref().map_or_else(|| row.id.clone(), |case| format!("{case}/{}", row.id)),
            known: events.iter().chain(forecasts).map(|(case, id)| format!("{case}/{id}")).collect(),
        }),
        _ => Err(ScoreError::Ambiguous {
            file: file.to_owned(),
            line: row.line,
            id: row.id.clone(),
            cases: found.iter().map(|(case, _)| case.clone()).collect(),
        }),
    }
}

/// Outcomes that stand in the ledger itself.
fn recorded(case: &Case) -> BTreeMap<Key, Ending> {
    let ending = |entry: &crate::ledger::Entry| {
        let resolution = entry.resolution.as_ref()?;
        let outcome = match resolution.outcome {
            Outcome::Open => return None,
            Outcome::True => Settled::True,
            Outcome::False => Settled::False,
            Outcome::Unresolvable => Settled::Void,
        };
        // What no rule can decide needs no day; the day it was said will do.
        let known_on = resolution.known_on.unwrap_or(entry.date);
        Some(Ending { outcome, known_on, source: resolution.evidence.clone() })
    };
    case.ledger
        .entries
        .iter()
        .filter_map(|e| Some(((case.file.id.clone(), e.id.clone()), ending(e)?)))
        .collect()
}
