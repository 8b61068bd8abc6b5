//! The verdict: gate 0, broad turn, climatology and lenses side by side, and the answer read off them.
//!
//! `docs/verdict.md` says how and why; [`inquire`] is the whole inquiry.

mod answer;
mod broad_turn;
mod climatology;
mod events;
mod gate;
mod lens;
mod probability;

use probability::{Class, Judged, ReferenceLibrary};
use thiserror::Error;
use utakata::{
    Execution, Phrase, diagnose::State, evalue::EvalueError, execution::Cancelled,
    proportion::ProportionError,
};

use crate::{
    Case, Findings, audit,
    baskets::{BasketError, Baskets},
    findings::{
        self, CaseHeader, DateSet, Gate, Missing, PriceState, StreamEvidence, StreamFinding, StreamStanding,
    },
    folder::Null,
    layers::{self, Chain, LayerError},
    library::{Library, LibraryError},
    opinions,
    streams::{self, StreamError, Tested},
};

/// How an inquiry is run. Results depend on nothing else than the case and these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InquiryOptions {
    /// Replications of the wild bootstrap.
    pub replications: usize,
    /// Seed of the wild bootstrap.
    pub seed: u64,
}

impl Default for InquiryOptions {
    /// 499 replications, seed 1.
    fn default() -> Self {
        Self { replications: 499, seed: 1 }
    }
}

/// Why an inquiry cannot be finished.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum InquiryError {
    /// A basket's prices do not belong together.
    #[error(transparent)]
    Basket(#[from] BasketError),
    /// A stream's data is there but cannot be tested as registered.
    #[error("stream `{stream}`: {source}")]
    Stream {
        /// The stream.
        stream: String,
        /// Why.
        source: Box<StreamError>,
    },
    /// The layers of the value chain cannot be read.
    #[error("stream `{stream}`: {source}")]
    Layers {
        /// The stream.
        stream: String,
        /// Why.
        source: Box<LayerError>,
    },
    /// E-values cannot be combined.
    #[error(transparent)]
    Evalue(#[from] EvalueError),
    /// The reference class has impossible counts.
    #[error(transparent)]
    Proportion(#[from] ProportionError),
    /// The embedded library of booms is damaged.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// The work was stopped.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// Runs the whole inquiry of a case.
///
/// # Errors
/// [`InquiryError`] when data that is present cannot be used as the case registers it; missing data is no error.
pub fn inquire(
    case: &Case,
    options: &InquiryOptions,
    execution: &Execution<'_>,
) -> Result<Findings, InquiryError> {
    let rule = &case.file.broad_turn;
    let baskets = Baskets::load(case, options, execution)?;
    let gates: Vec<Gate> = baskets.iter().map(gate::gate).collect();
    let chains = chains(case, options, execution)?;
    let mut tested = test_streams(case, &baskets, &chains)?;
    let broad_turn = broad_turn::broad_turn(rule, evidence(case, &tested))?;
    let library = Library::shipped()?;
    let judged = ReferenceLibrary::new(&library).judge(&baskets, &gates, options, execution)?;
    add_alarms(case, &mut tested, &judged);
    let probabilities: Vec<_> = judged.into_iter().map(|j| j.probability).collect();
    let first = baskets.iter().zip(&gates).find_map(|(data, gate)| Class::of(data.basket, gate));
    let climatology = climatology::climatology(&library, first)?;
    let lenses =
        case.file.lenses.iter().flat_map(|l| lens::answers(l, &probabilities, &climatology)).collect();
    let events: Vec<_> = case.file.events.iter().map(|e| events::event(case, &baskets, e)).collect();
    let audit = audit::audit(case);
    let missing = missing(case, &baskets, &chains, audit.missing);
    let since: Vec<DateSet> = tested
        .iter()
        .filter(|t| t.finding.standing == StreamStanding::Turned)
        .filter_map(|t| t.since.clone())
        .collect();
    let streams: Vec<StreamFinding> = tested.into_iter().map(|t| t.finding).collect();
    let layers = answer::Layers {
        gates: &gates,
        streams: &streams,
        broad_turn: &broad_turn,
        events: &events,
        claims: &audit.claims,
        as_of: case.as_of(),
        missing: &missing,
    };
    let mut flips = gate::flips(&gates, &baskets);
    flips.extend(events::flips(case, &baskets));
    let verdict = answer::answer(layers, states(&baskets), since, flips);
    Ok(Findings {
        schema: findings::SCHEMA,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        case: header(case),
        verdict,
        gates,
        streams,
        broad_turn,
        climatology,
        probabilities,
        lenses,
        events,
        claims: audit.claims,
        stances: opinions::stance_map(case),
        forecasts: opinions::forecast_lines(case),
        ledger: opinions::ledger_lines(case),
        sources: opinions::cited_sources(case),
        missing,
    })
}

fn header(case: &Case) -> CaseHeader {
    CaseHeader {
        id: case.file.id.clone(),
        title: case.file.title.phrase(),
        question: case.file.question.phrase(),
        as_of: case.file.as_of,
        sector: case.file.sector.clone(),
    }
}

/// The layers of the value chain for each stream about them, in the order of the streams.
fn chains(
    case: &Case,
    options: &InquiryOptions,
    execution: &Execution<'_>,
) -> Result<Vec<Option<Chain>>, InquiryError> {
    let read = |stream| {
        layers::chain_of(case, stream, (options.replications, options.seed), execution).map_err(|error| {
            match error {
                LayerError::Cancelled(cancelled) => cancelled.into(),
                source => InquiryError::Layers { stream: stream.id.clone(), source: Box::new(source) },
            }
        })
    };
    case.file.streams.iter().map(read).collect()
}

fn test_streams(
    case: &Case,
    baskets: &Baskets<'_>,
    chains: &[Option<Chain>],
) -> Result<Vec<Tested>, InquiryError> {
    let level = case.file.broad_turn.level;
    case.file
        .streams
        .iter()
        .zip(chains)
        .map(|(stream, chain)| {
            streams::test(case, stream, baskets, chain.as_ref(), level).map_err(|source| {
                InquiryError::Stream { stream: stream.id.clone(), source: Box::new(source) }
            })
        })
        .collect()
}

/// Puts the alarm on the boom of a basket after the statements of the price streams that test it. The registered statement
/// stays the first, and where the stream stands stays what that one says.
fn add_alarms(case: &Case, tested: &mut [Tested], judged: &[Judged]) {
    for (stream, tested) in case.file.streams.iter().zip(tested) {
        let Null::OrdinaryWeek { basket, .. } = &stream.null else { continue };
        if tested.finding.standing != StreamStanding::Insufficient {
            let of_basket = judged.iter().filter(|j| j.probability.basket == *basket);
            tested.finding.statements.extend(of_basket.filter_map(|j| j.alarm.clone()));
        }
    }
}

/// The e-values of the streams registered for layer B, in the order of the rule.
fn evidence(case: &Case, tested: &[Tested]) -> Vec<StreamEvidence> {
    let rule = &case.file.broad_turn;
    rule.streams
        .iter()
        .filter_map(|id| tested.iter().find(|t| t.finding.id == *id))
        .map(|t| StreamEvidence {
            stream: t.finding.id.clone(),
            e_value: t.e_value,
            present: t.finding.standing != StreamStanding::Insufficient,
        })
        .collect()
}

/// What streams and claims wait for, equal items merged.
fn missing(
    case: &Case,
    baskets: &Baskets<'_>,
    chains: &[Option<Chain>],
    of_claims: Vec<Missing>,
) -> Vec<Missing> {
    let streams = case.file.streams.iter().zip(chains);
    let of_streams = streams.filter_map(|(s, chain)| streams::missing(case, s, baskets, chain.as_ref()));
    let mut all: Vec<Missing> = Vec::new();
    for item in of_streams.chain(of_claims) {
        match all.iter_mut().find(|m| m.what == item.what && m.settles == item.settles) {
            Some(same) => same.needed_by.extend(item.needed_by),
            None => all.push(item),
        }
    }
    all
}

/// The state of every basket, under the first price stream that uses it.
fn states(baskets: &Baskets<'_>) -> Vec<PriceState> {
    baskets
        .iter()
        .map(|data| {
            let name = data.basket.name.phrase();
            let diagnosis = data.prices.as_ref().ok().and_then(|p| p.diagnosis.as_ref().ok());
            let (state, since) = match diagnosis {
                Some(d) => (d.state, d.since),
                None => (None, None),
            };
            let (word, key, template) = match state {
                Some(State::Calm) => (
                    "calm",
                    "state-calm",
                    "{basket}: calm; no explosive episode is under way, and none has just burst.",
                ),
                Some(State::Inflating) => {
                    ("inflating", "state-inflating", "{basket}: inflating since {since}.")
                }
                Some(State::Bursting) => ("bursting", "state-bursting", "{basket}: bursting since {since}."),
                Some(State::Deflated) => (
                    "deflated",
                    "state-deflated",
                    "{basket}: deflated; the latest explosive episode was over by {since}.",
                ),
                None => ("insufficient-data", "state-insufficient", "{basket}: insufficient data."),
            };
            PriceState {
                stream: data.basket.id.clone(),
                state: word.to_owned(),
                since,
                text: Phrase::new(key, template)
                    .with_texts("basket", &[&name])
                    .with("since", since.map_or_else(String::new, |d| d.to_string())),
            }
        })
        .collect()
}
