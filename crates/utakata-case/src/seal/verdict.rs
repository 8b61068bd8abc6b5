//! What of a verdict is sealed: every figure that can be graded later, and what it was made from.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::sha256;
use crate::{
    Case, Findings,
    findings::{Action, Label, StreamStanding},
    folder::{Event, EventRule},
    verdict::InquiryOptions,
};

/// A verdict as it stands in the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedVerdict {
    /// Identifier of the case.
    pub case: String,
    /// The question, in English.
    pub question: String,
    /// The day whose data was used.
    pub as_of: Date,
    /// The label.
    pub label: Label,
    /// State of each basket.
    pub states: Vec<SealedState>,
    /// Since when, for everything that has turned.
    pub since: Vec<SealedDates>,
    /// Layer A.
    pub streams: Vec<SealedStream>,
    /// Layer B.
    pub broad_turn: SealedBroadTurn,
    /// Layer C: the events fixed in advance, with their probabilities.
    pub events: Vec<SealedEvent>,
    /// Layer D.
    pub lenses: Vec<SealedLens>,
    /// Version of the program.
    pub program: String,
    /// Replications of each bootstrap.
    pub replications: usize,
    /// Seed of the bootstraps.
    pub seed: u64,
    /// SHA-256 of every file the verdict was made from, by name.
    pub files: BTreeMap<String, String>,
    /// SHA-256 over all of `files`: of `hash  name` lines in the order of names, as `sha256sum` prints them.
    pub files_hash: String,
}

/// State of one basket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedState {
    /// Basket.
    pub basket: String,
    /// `calm`, `inflating`, `bursting`, `deflated`, or `insufficient-data`.
    pub state: String,
    /// Date the state began.
    pub since: Option<Date>,
}

/// A confidence set for a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedDates {
    /// Stream.
    pub stream: String,
    /// First date of the set.
    pub earliest: Option<Date>,
    /// Last date of the set.
    pub latest: Option<Date>,
    /// Whether the set excludes anything.
    pub datable: bool,
}

/// What one stream says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedStream {
    /// Stream.
    pub id: String,
    /// Where it stands.
    pub standing: StreamStanding,
    /// Method of the registered statement.
    pub method: Option<String>,
    /// Its p-value.
    pub p_value: Option<f64>,
    /// Its e-value.
    pub e_value: Option<f64>,
}

/// Layer B.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedBroadTurn {
    /// Kinds required.
    pub required: usize,
    /// Error level.
    pub level: f64,
    /// Partial-conjunction e-value.
    pub e_value: f64,
    /// Whether the broad turn is shown.
    pub shown: bool,
}

/// An event fixed in advance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedEvent {
    /// Identifier.
    pub id: String,
    /// The event, in English.
    pub text: String,
    /// Whether it had happened by the as-of date; absent when the data to tell was missing.
    pub happened: Option<bool>,
    /// Layer C; absent when the reference class does not cover the event or the basket is not of the class.
    pub probability: Option<Probability>,
}

/// A probability with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Probability {
    /// What layer C prints, the model's probability or the frequency in the reference class: what is scored.
    pub point: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Its confidence.
    pub level: f64,
}

/// A lens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedLens {
    /// Identifier.
    pub id: String,
    /// Threshold.
    pub act_above: f64,
    /// The basket whose probability it acts on; absent where none has one, and in records older than this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basket: Option<String>,
    /// The answer.
    pub action: Action,
}

/// What of `findings` is sealed. `supplied` are the price files given beside the folder, by name.
pub fn seal(
    case: &Case,
    findings: &Findings,
    options: &InquiryOptions,
    supplied: &[(String, Vec<u8>)],
) -> SealedVerdict {
    let mut files: BTreeMap<String, String> =
        case.files().map(|(name, bytes)| (name.to_owned(), sha256(bytes))).collect();
    files.extend(supplied.iter().map(|(name, bytes)| (format!("supplied: {name}"), sha256(bytes))));
    let listed: Vec<String> = files.iter().map(|(name, hash)| format!("{hash}  {name}\n")).collect();
    let verdict = &findings.verdict;
    let states = verdict.states.iter().map(|s| SealedState {
        basket: s.stream.clone(),
        state: s.state.clone(),
        since: s.since,
    });
    let since = verdict.since.iter().map(|d| SealedDates {
        stream: d.stream.clone(),
        earliest: d.earliest,
        latest: d.latest,
        datable: d.datable,
    });
    let streams = findings.streams.iter().map(|s| SealedStream {
        id: s.id.clone(),
        standing: s.standing,
        method: s.statements.first().map(|t| t.method.clone()),
        p_value: s.statements.first().and_then(|t| t.p_value),
        e_value: s.statements.first().and_then(|t| t.e_value),
    });
    let events = case.file.events.iter().zip(&findings.events).map(|(event, found)| SealedEvent {
        id: event.id.clone(),
        text: event.text.en.clone(),
        happened: found.happened,
        probability: probability(event, findings),
    });
    let lenses = findings.lenses.iter().map(|l| SealedLens {
        id: l.id.clone(),
        act_above: l.act_above,
        basket: l.basket.clone(),
        action: l.action,
    });
    SealedVerdict {
        case: case.file.id.clone(),
        question: case.file.question.en.clone(),
        as_of: case.as_of(),
        label: verdict.label,
        states: states.collect(),
        since: since.collect(),
        streams: streams.collect(),
        broad_turn: SealedBroadTurn {
            required: findings.broad_turn.required,
            level: findings.broad_turn.level,
            e_value: findings.broad_turn.e_value,
            shown: findings.broad_turn.shown,
        },
        events: events.collect(),
        lenses: lenses.collect(),
        program: findings.program.clone(),
        replications: options.replications,
        seed: options.seed,
        files,
        files_hash: sha256(listed.concat().as_bytes()),
    }
}

/// Layer C for one event: only for the crash that the reference class counts, and only what layer C prints for its basket;
/// nothing where that event is settled or the booms are too few.
fn probability(event: &Event, findings: &Findings) -> Option<Probability> {
    let EventRule::Drawdown { basket, .. } = &event.rule else { return None };
    if !event.rule.is_crash() {
        return None;
    }
    let printed = findings.probabilities.iter().find(|p| p.basket == *basket)?;
    let interval = printed.interval?;
    Some(Probability {
        point: printed.probability?,
        low: interval.low?,
        high: interval.high?,
        level: interval.level,
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use jiff::civil::date;

    /// A small verdict on the case `case` with probability 0.4 for B1.
    pub(crate) fn verdict(case: &str) -> SealedVerdict {
        let probability = Some(Probability { point: 0.4, low: 0.24, high: 0.62, level: 0.95 });
        let event = |id: &str, probability| SealedEvent {
            id: id.to_owned(),
            text: format!("event {id}"),
            happened: Some(false),
            probability,
        };
        SealedVerdict {
            case: case.to_owned(),
            question: "Is it bursting? “まだ”".to_owned(),
            as_of: date(2023, 11, 14),
            label: Label::NoTurnShown,
            states: vec![SealedState { basket: "us".to_owned(), state: "calm".to_owned(), since: None }],
            since: vec![],
            streams: vec![SealedStream {
                id: "usage".to_owned(),
                standing: StreamStanding::NotShown,
                method: Some("mann-kendall-exact".to_owned()),
                p_value: Some(0.1 + 0.2),
                e_value: Some(1.5),
            }],
            broad_turn: SealedBroadTurn { required: 3, level: 0.05, e_value: 1.0 / 3.0, shown: false },
            events: vec![event("B1", probability), event("B3", None)],
            lenses: vec![SealedLens {
                id: "vc".to_owned(),
                act_above: 0.75,
                basket: None,
                action: Action::Hold,
            }],
            program: "0.1.0".to_owned(),
            replications: 499,
            seed: 1,
            files: BTreeMap::from([("case.toml".to_owned(), sha256(b"x"))]),
            files_hash: sha256(b"y"),
        }
    }
}
