//! Everything the report says, as one serialisable value.
//!
//! The terminal and the HTML page are renderings of [`Findings`]; `utakata report --format json` is it. The JSON
//! Schema (`schema/findings.schema.json`) is generated from these types.

mod audit;
mod figure;
mod layer;
mod probability;
mod stream;
mod verdict;

use jiff::civil::Date;
use serde::Serialize;

pub use audit::{
    AuditOutcome, ClaimAudit, Comparison, ForecastLine, Hindsight, LedgerLine, StanceMap, StanceRow,
};
pub use figure::{Figure, FigureKind, Line, LineRole, Shade};
pub use layer::LayerRow;
pub use probability::{BasketProbability, EventStanding};
pub use stream::{Missing, StreamFinding, StreamKind, StreamStanding};
pub use verdict::{
    Action, BroadTurn, Climatology, DateSet, FirstPassage, Gate, GateCriterion, Label, LensAnswer,
    PriceState, ResolvableEvent, StreamEvidence, Verdict,
};

use crate::ledger::Source;
use utakata::Phrase;

/// Version of the JSON of [`Findings`].
pub const SCHEMA: u32 = 1;

/// The result of one inquiry.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Findings {
    /// Version of this JSON; [`SCHEMA`].
    pub schema: u32,
    /// Version of the program that made it.
    pub program: String,
    /// What was asked.
    pub case: CaseHeader,
    /// The answer.
    pub verdict: Verdict,
    /// Gate 0 for each basket: is there anything to burst?
    pub gates: Vec<Gate>,
    /// Layer A: one finding per stream.
    pub streams: Vec<StreamFinding>,
    /// Layer B: have enough kinds of evidence turned?
    pub broad_turn: BroadTurn,
    /// Layer C: what became of earlier booms.
    pub climatology: Climatology,
    /// Layer C for each basket that qualifies: the probability of the crash, as far as it can be told.
    pub probabilities: Vec<BasketProbability>,
    /// Layer D: what each decision maker's loss ratio makes of layer C.
    pub lenses: Vec<LensAnswer>,
    /// The events that "burst" means here, fixed in advance.
    pub events: Vec<ResolvableEvent>,
    /// Claims recomputed from data.
    pub claims: Vec<ClaimAudit>,
    /// Who says what.
    pub stances: StanceMap,
    /// Forecasts and how they resolve.
    pub forecasts: Vec<ForecastLine>,
    /// Every ledger entry, for tracing.
    pub ledger: Vec<LedgerLine>,
    /// Sources by identifier.
    pub sources: Vec<CitedSource>,
    /// Data that is missing and what it would settle.
    pub missing: Vec<Missing>,
}

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseHeader {
    /// Identifier of the case.
    pub id: String,
    /// Title.
    pub title: Phrase,
    /// The question.
    pub question: Phrase,
    /// Only data known on this day is used.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub as_of: Date,
    /// Sector asked about.
    pub sector: String,
}

/// A source with its identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CitedSource {
    /// Identifier used by ledger entries and streams.
    pub id: String,
    /// The source.
    #[serde(flatten)]
    pub source: Source,
}
