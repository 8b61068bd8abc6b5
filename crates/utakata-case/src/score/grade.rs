//! One forecast and its score, or why it has none.

use std::collections::BTreeMap;

use jiff::{civil::Date, tz::Offset};
use serde::Serialize;
use utakata::forecast::{ForecastError, ScoreRange, brier_range, log_range};

use super::{ScoreError, Settled};
use crate::{
    Case,
    ledger::Entry,
    opinions::{foretells, speaker},
    seal::Chain,
};

/// The name under which sealed verdicts are scored.
pub const UTAKATA: &str = "Utakata";

/// A forecast with its score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grade {
    /// Who made it.
    pub who: String,
    /// Case.
    pub case: String,
    /// Event or ledger entry.
    pub id: String,
    /// What was forecast.
    pub forecast: String,
    /// Line of the log; absent for the ledger's forecasts.
    pub line: Option<usize>,
    /// Day on which it was sealed or said.
    pub made_on: Date,
    /// Lower end of the probability.
    pub low: f64,
    /// Upper end; equal to `low` when a point was stated.
    pub high: f64,
    /// Whether it happened.
    pub happened: bool,
    /// Day on which that became known.
    pub known_on: Date,
    /// Where that stands; absent when the ledger gives no evidence.
    pub source: Option<String>,
    /// Brier score.
    pub brier: ScoreRange,
    /// Logarithmic score in nats; absent when it is infinite.
    pub log: Option<ScoreRange>,
    /// Whether it enters the summary: of several seals of one event only the first does.
    pub counted: bool,
}

/// A forecast that is not scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Who made it.
    pub who: String,
    /// Case.
    pub case: String,
    /// Event or ledger entry.
    pub id: String,
    /// What was forecast.
    pub forecast: String,
    /// Lines of the log; none for the ledger's forecasts.
    pub lines: Vec<usize>,
    /// Why it is not scored.
    pub reason: Reason,
}

/// Why a forecast is not scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// No rule decides it.
    Unresolvable,
    /// It holds only under a condition.
    Conditional(String),
    /// The outcome is not known; with the day it falls due, if there is one.
    Open(Option<Date>),
    /// It can no longer be decided.
    Void,
    /// The outcome was known when the forecast was made: hindsight.
    Hindsight(Date),
    /// It had happened already when it was sealed.
    AlreadyHappened,
    /// No probability was stated.
    NoProbability,
    /// The event is not worded as when it was first sealed.
    Reworded,
}

/// What became of something, and when and where that was learnt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ending {
    pub(super) outcome: Settled,
    pub(super) known_on: Date,
    pub(super) source: Option<String>,
}

/// Case and identifier.
pub(super) type Key = (String, String);

/// Grades and leftovers.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) grades: Vec<Grade>,
    pub(super) listed: Vec<Listed>,
}

/// A forecast before its outcome is looked up.
struct Forecast<'a> {
    who: String,
    key: &'a Key,
    text: &'a str,
    line: Option<usize>,
    made_on: Date,
    interval: Option<(f64, f64)>,
}

impl Marks {
    /// Grades every event of every record; the first seal of an event that can be graded is the one that counts.
    pub(super) fn sealed(
        &mut self,
        chain: &Chain,
        endings: &BTreeMap<Key, Ending>,
    ) -> Result<(), ScoreError> {
        let mut wording: BTreeMap<Key, &str> = BTreeMap::new();
        for record in chain.records() {
            let made_on = Offset::UTC.to_datetime(record.sealed_at).date();
            for event in &record.verdict.events {
                let key = (record.verdict.case.clone(), event.id.clone());
                let first = *wording.entry(key.clone()).or_insert(&event.text);
                let forecast = Forecast {
                    who: UTAKATA.to_owned(),
                    key: &key,
                    text: &event.text,
                    line: Some(record.sequence),
                    made_on,
                    interval: event.probability.map(|p| (p.point, p.point)),
                };
                let reason = if first != event.text {
                    Some(Reason::Reworded)
                } else if event.happened == Some(true) {
                    Some(Reason::AlreadyHappened)
                } else {
                    None
                };
                self.mark(forecast, reason, endings.get(&key), None)?;
            }
        }
        Ok(())
    }

    /// Grades every forecast of the ledger.
    pub(super) fn ledger(&mut self, case: &Case, endings: &BTreeMap<Key, Ending>) -> Result<(), ScoreError> {
        for entry in case.ledger.entries.iter().filter(|e| foretells(e)) {
            let key = (case.file.id.clone(), entry.id.clone());
            let likelihood = entry.likelihood.as_ref();
            let forecast = Forecast {
                who: speaker(case, entry),
                key: &key,
                text: &entry.statement,
                line: None,
                made_on: entry.date,
                interval: likelihood.and_then(crate::ledger::Likelihood::interval),
            };
            let reason = if entry.resolution.is_none() {
                Some(Reason::Unresolvable)
            } else {
                likelihood.and_then(|l| l.condition.clone()).map(Reason::Conditional)
            };
            self.mark(forecast, reason, endings.get(&key), due(entry))?;
        }
        Ok(())
    }

    fn mark(
        &mut self,
        forecast: Forecast<'_>,
        reason: Option<Reason>,
        ending: Option<&Ending>,
        due: Option<Date>,
    ) -> Result<(), ScoreError> {
        let gradable = match (reason, forecast.interval, ending) {
            (Some(reason), ..) => Err(reason),
            (_, _, Some(ending)) if ending.outcome == Settled::Void => Err(Reason::Void),
            (_, None, _) => Err(Reason::NoProbability),
            (_, _, None) => Err(Reason::Open(due)),
            // A seal of the same day may have been made after the news.
            (_, _, Some(ending)) if ending.known_on <= forecast.made_on => {
                Err(Reason::Hindsight(ending.known_on))
            }
            (_, Some(interval), Some(ending)) => Ok((interval, ending)),
        };
        let ((low, high), ending) = match gradable {
            Ok(gradable) => gradable,
            Err(reason) => {
                self.list(&forecast, reason);
                return Ok(());
            }
        };
        let happened = ending.outcome == Settled::True;
        let (case, id) = forecast.key.clone();
        let bad = |error| ScoreError::Probability { place: format!("{case}/{id}"), error };
        let brier = brier_range(low, high, happened).map_err(bad)?;
        let log = match log_range(low, high, happened) {
            Ok(log) => Some(log),
            Err(ForecastError::DeclaredImpossible) => None,
            Err(error) => return Err(bad(error)),
        };
        let again = |g: &Grade| g.line.is_some() && g.case == case && g.id == id;
        let counted = forecast.line.is_none() || !self.grades.iter().any(again);
        self.grades.push(Grade {
            who: forecast.who,
            case,
            id,
            forecast: forecast.text.to_owned(),
            line: forecast.line,
            made_on: forecast.made_on,
            low,
            high,
            happened,
            known_on: ending.known_on,
            source: ending.source.clone(),
            brier,
            log,
            counted,
        });
        Ok(())
    }

    /// Lists a forecast; seals of one event with one reason share an item.
    fn list(&mut self, forecast: &Forecast<'_>, reason: Reason) {
        let (case, id) = forecast.key;
        let same =
            |l: &&mut Listed| l.who == forecast.who && l.case == *case && l.id == *id && l.reason == reason;
        if let (Some(line), Some(listed)) = (forecast.line, self.listed.iter_mut().find(same)) {
            listed.lines.push(line);
            return;
        }
        self.listed.push(Listed {
            who: forecast.who.clone(),
            case: case.clone(),
            id: id.clone(),
            forecast: forecast.text.to_owned(),
            lines: forecast.line.into_iter().collect(),
            reason,
        });
    }
}

fn due(entry: &Entry) -> Option<Date> {
    entry.resolution.as_ref().and_then(|r| r.due)
}
