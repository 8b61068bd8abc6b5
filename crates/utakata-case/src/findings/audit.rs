//! The audited claims, the stances and the forecasts.

use jiff::civil::Date;
use serde::Serialize;
use utakata::Phrase;

use crate::ledger::{Kind, Outcome, Stance, Value};

/// One claim of the ledger, recomputed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimAudit {
    /// Ledger entry.
    pub entry: String,
    /// A few words.
    pub subject: String,
    /// The claim, in our own words.
    pub claim: String,
    /// The outcome.
    pub outcome: AuditOutcome,
    /// The finding in words, with figures and dates.
    pub text: Phrase,
    /// The numbers compared.
    pub numbers: Vec<Comparison>,
    /// Files used.
    pub files: Vec<String>,
}

/// Outcome of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AuditOutcome {
    /// Data bears the claim out.
    Confirmed,
    /// Data says otherwise.
    Contradicted,
    /// The number's meaning was lost; what the source says stands beside it.
    Garbled,
    /// The data to check it is missing, or the claim does not say enough.
    NotCheckable,
}

/// A claimed figure beside the computed one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// What is compared, with its unit.
    pub what: String,
    /// Claimed lower end.
    pub claimed_low: Option<f64>,
    /// Claimed upper end.
    pub claimed_high: Option<f64>,
    /// Computed from data, or taken from the primary source.
    pub found: f64,
    /// The day the figure belongs to.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub on: Option<Date>,
}

/// The camps.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StanceMap {
    /// One row per independent speaker, sorted by stance and name.
    pub rows: Vec<StanceRow>,
    /// Speakers by stance: bursting, not bursting, ambivalent, neutral.
    pub counts: [usize; 4],
    /// Entropy of stances over independent speakers, in bits.
    pub disagreement_bits: f64,
    /// Largest entropy four stances allow: 2 bits.
    pub largest_bits: f64,
    /// In words.
    pub text: Phrase,
}

/// One speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StanceRow {
    /// Person identifier.
    pub person: String,
    /// Name.
    pub name: String,
    /// Other spellings.
    pub names: Vec<String>,
    /// Role and organisation.
    pub role: String,
    /// Interest to weigh.
    pub interest: String,
    /// Stance over all their entries.
    pub stance: Stance,
    /// What they say, in our own words: the entry that shows the stance best (the first in the ledger).
    pub says: String,
    /// Their entries.
    pub entries: Vec<String>,
}

/// One forecast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ForecastLine {
    /// Ledger entry.
    pub entry: String,
    /// Who.
    pub speaker: String,
    /// What.
    pub statement: String,
    /// The rule that decides it; absent when none can.
    pub rule: Option<String>,
    /// When it can be decided.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub due: Option<Date>,
    /// Whether we proposed the date.
    pub due_proposed: bool,
    /// Outcome known at the as-of date.
    pub outcome: Outcome,
    /// Outcome that became known later, kept apart so that hindsight never enters the verdict.
    pub hindsight: Option<Hindsight>,
}

/// What became known after the as-of date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hindsight {
    /// Outcome.
    pub outcome: Outcome,
    /// When it became known.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub known_on: Option<Date>,
    /// What happened.
    pub evidence: Option<String>,
}

/// One ledger entry as the report lists it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LedgerLine {
    /// Identifier.
    pub id: String,
    /// Kind.
    pub kind: Kind,
    /// A few words.
    pub subject: String,
    /// The statement.
    pub statement: String,
    /// Who says it, by name.
    pub speaker: Option<String>,
    /// Who relayed it.
    pub relayed_by: Option<String>,
    /// Source identifier.
    pub source: String,
    /// Date it was said or reported.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub date: Date,
    /// Stance.
    pub stance: Stance,
    /// Quantities.
    pub values: Vec<Value>,
    /// Damage done by translation: what is wrong and what was meant.
    pub damage: Option<String>,
    /// What the primary source says, where it differs.
    pub primary: Option<String>,
    /// Line of `ledger.toml` on which the entry begins.
    pub line: usize,
}
