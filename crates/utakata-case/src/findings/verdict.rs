//! The verdict and its layers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utakata::{Interval, Phrase};

/// The answer to the question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verdict {
    /// The label of the whole case.
    pub label: Label,
    /// The answer in one sentence.
    pub answer: Phrase,
    /// The reasons, most important first.
    pub reasons: Vec<Phrase>,
    /// State of each price basket that could be tested.
    pub states: Vec<PriceState>,
    /// Since when, for everything that has turned.
    pub since: Vec<DateSet>,
    /// How sure: the error guarantees in words.
    pub certainty: Vec<Phrase>,
    /// The strongest evidence against the answer.
    pub against: Vec<Phrase>,
    /// The smallest changes in data that would change it.
    pub would_change: Vec<Phrase>,
}

/// Label of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// No basket has a qualifying run-up: "bursting" is undefined.
    NoRunUp,
    /// There is a run-up; no stream has turned.
    NoTurnShown,
    /// Some streams have turned, not enough kinds for a broad turn.
    TurnInSomeStreams,
    /// At least the registered number of kinds have turned.
    BroadTurn,
    /// One of the resolvable events has happened.
    BurstConfirmed,
}

/// State of one price basket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriceState {
    /// Stream identifier.
    pub stream: String,
    /// `calm`, `inflating`, `bursting`, `deflated`, or `insufficient-data`.
    pub state: String,
    /// Date the state began.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub since: Option<Date>,
    /// One sentence.
    pub text: Phrase,
}

/// A confidence set for a date.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DateSet {
    /// What is dated.
    pub what: Phrase,
    /// Stream identifier.
    pub stream: String,
    /// First date of the set.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub earliest: Option<Date>,
    /// Last date of the set.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub latest: Option<Date>,
    /// Whether the set excludes anything: `false` means "cannot be dated with this data".
    pub datable: bool,
    /// The set in words.
    pub text: Phrase,
}

/// Gate 0 for one basket.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Gate {
    /// Basket identifier.
    pub basket: String,
    /// Basket name.
    pub name: Phrase,
    /// Members tested.
    pub members: Vec<String>,
    /// Whether any criterion holds; absent when the prices are missing.
    pub qualifies: Option<bool>,
    /// The criteria.
    pub criteria: Vec<GateCriterion>,
    /// One sentence.
    pub text: Phrase,
}

/// One criterion of gate 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GateCriterion {
    /// Stable name: `run-up-504` or `explosive-episode`.
    pub name: String,
    /// What was measured.
    pub value: Option<f64>,
    /// What it must reach; `null` where nothing was measured against a boundary.
    pub threshold: Option<f64>,
    /// Whether it holds.
    pub holds: Option<bool>,
    /// In words.
    pub text: Phrase,
}

/// Layer B: partial conjunction over the registered streams.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BroadTurn {
    /// At least this many kinds must have turned.
    pub required: usize,
    /// Error level α.
    pub level: f64,
    /// Streams registered for it, with their e-values (1 where data is missing).
    pub streams: Vec<StreamEvidence>,
    /// Partial-conjunction e-value for `required` of all.
    pub e_value: f64,
    /// What it must reach, `1/α`.
    pub threshold: f64,
    /// Whether the broad turn is shown.
    pub shown: bool,
    /// Partial-conjunction e-values for 1, 2, … of all.
    pub by_required: Vec<f64>,
    /// Streams listed by e-BH at level α.
    pub listed: Vec<String>,
    /// In words.
    pub text: Phrase,
}

/// One stream's part in layer B.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StreamEvidence {
    /// Stream identifier.
    pub stream: String,
    /// Its e-value.
    pub e_value: f64,
    /// Whether data for it was present.
    pub present: bool,
}

/// Layer C: frequency of the event in the boom library, from entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Climatology {
    /// The event.
    pub event: Phrase,
    /// Rule of the library that found the booms, for example `two-year-double`.
    pub rule: String,
    /// Group of assets: `index`, `stock`, `crypto`, `commodity` or `all`.
    pub reference: String,
    /// Number of booms.
    pub booms: usize,
    /// Number that crashed.
    pub crashes: usize,
    /// Frequency.
    pub frequency: f64,
    /// Interval that respects eras.
    pub interval: Interval,
    /// Interval that (wrongly) takes booms as independent, for comparison.
    pub independent_interval: Interval,
    /// Frequency given the drawdown reached.
    pub first_passage: Vec<FirstPassage>,
    /// Whether a basket of the case is of this class: the first that qualifies.
    pub applies: bool,
    /// In words, with the caveats.
    pub text: Phrase,
}

/// Crash frequency among booms that reached a drawdown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FirstPassage {
    /// Drawdown reached, as a fraction.
    pub drawdown: f64,
    /// Booms that reached it.
    pub booms: usize,
    /// Share of those that crashed.
    pub crash_frequency: f64,
    /// Era-clustered interval.
    pub interval: Interval,
    /// Share of the booms that did not crash and still reached it.
    pub false_alarm_share: f64,
}

/// What a lens makes of layer C.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LensAnswer {
    /// Identifier.
    pub id: String,
    /// Decision maker.
    pub name: Phrase,
    /// Basket whose probability it acts on; absent where none has one.
    pub basket: Option<String>,
    /// Act when the whole interval of the probability lies above this.
    pub act_above: f64,
    /// The answer.
    pub action: Action,
    /// In words, with the smallest change that flips it.
    pub text: Phrase,
}

/// What to do under a loss ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// The whole interval lies above the threshold.
    Act,
    /// The whole interval lies below.
    Hold,
    /// The interval straddles it.
    Undecided,
    /// No probability applies: no basket qualifies, or the event is settled in all that do.
    NotApplicable,
}

/// An event fixed in advance that would resolve the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResolvableEvent {
    /// Identifier, for example `B1`.
    pub id: String,
    /// The event.
    pub text: Phrase,
    /// Whether it has happened by the as-of date; absent when the data to tell is missing.
    pub happened: Option<bool>,
    /// The figure behind the answer.
    pub evidence: Option<Phrase>,
    /// Where its probability stands, or that there is none.
    pub likelihood: Phrase,
}
