//! What one ledger entry is, exactly as it stands in `ledger.toml`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Check, Likelihood};

/// A whole `ledger.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// Format version; 1.
    pub schema: u32,
    /// Sources by identifier; every entry names one.
    pub sources: BTreeMap<String, Source>,
    /// Speakers by identifier.
    #[serde(default)]
    pub people: BTreeMap<String, Person>,
    /// The entries, in the order of the file.
    #[serde(default, rename = "entry")]
    pub entries: Vec<Entry>,
}

/// Where something was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Title of the piece or data set.
    pub title: String,
    /// Publisher or data provider.
    pub publisher: String,
    /// Author, where named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Date of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub published: Option<Date>,
    /// Address, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Anything a reader should know about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A person or organisation who is quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Name in English.
    pub name: String,
    /// Other spellings, original script first.
    #[serde(default)]
    pub names: Vec<String>,
    /// Role at the time.
    #[serde(default)]
    pub role: String,
    /// Organisation at the time.
    #[serde(default)]
    pub organisation: String,
    /// Position or interest that a reader should weigh (fund currency, holdings, vendor).
    #[serde(default)]
    pub interest: String,
}

/// One sourced statement about the world, in our own words.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Identifier, unique in the ledger.
    pub id: String,
    /// What kind of evidence it is.
    pub kind: Kind,
    /// A few words.
    pub subject: String,
    /// One or two sentences, in our own words.
    pub statement: String,
    /// Source identifier: where we read it.
    pub source: String,
    /// Person identifier of who says it, when somebody does.
    #[serde(default)]
    pub speaker: Option<String>,
    /// Who relayed it, as text, when it is not first hand.
    #[serde(default)]
    pub relayed_by: Option<String>,
    /// Date it was said or reported.
    pub date: Date,
    /// First day of the period spoken of.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day of the period spoken of.
    #[serde(default)]
    pub to: Option<Date>,
    /// Region spoken of.
    #[serde(default)]
    pub region: Option<String>,
    /// Which way it points.
    pub stance: Stance,
    /// Quantities, as bounds where the source rounds.
    #[serde(default)]
    pub values: Vec<Value>,
    /// What translation or haste has damaged.
    #[serde(default)]
    pub damage: Option<Damage>,
    /// What the primary source says, where it differs or is known.
    #[serde(default)]
    pub primary: Option<Primary>,
    /// How data can check the entry; an entry with a check is a *claim*.
    #[serde(default)]
    pub check: Option<Check>,
    /// How likely a forecaster said it was.
    #[serde(default)]
    pub likelihood: Option<Likelihood>,
    /// How and when a forecast resolves.
    #[serde(default)]
    pub resolution: Option<Resolution>,
}

/// Kind of ledger entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A fact that is neither of the below.
    Fact,
    /// Something that happened.
    Event,
    /// A usage or adoption figure.
    Usage,
    /// A market move or price.
    Price,
    /// A count or amount of deals.
    Deal,
    /// A survey result.
    Survey,
    /// A statement about the future.
    Forecast,
    /// A judgement.
    Opinion,
}

/// Which way an entry points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// A bubble is bursting or will.
    Bursting,
    /// It is not.
    NotBursting,
    /// Both.
    Ambivalent,
    /// Neither.
    Neutral,
}

/// A quantity with honest bounds: `low = high` for an exact figure, one end absent for "more than" / "less than".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Value {
    /// What is measured.
    pub what: String,
    /// Lower end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Unit, for example `per cent per month`, `rounds`, `CNY`.
    pub unit: String,
    /// How the source put it.
    #[serde(default)]
    pub bound: Bound,
}

/// How a source put a quantity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// Stated exactly.
    #[default]
    Exact,
    /// "About", "some": the bounds are our reading of the rounding.
    About,
    /// "More than", "at least".
    AtLeast,
    /// "Less than", "at most".
    AtMost,
    /// "Between … and …".
    Between,
}

/// Damage done by translation or haste.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Damage {
    /// What is wrong.
    pub what: String,
    /// What was most likely meant.
    pub meant: String,
    /// Whether the meaning of a number is lost (then a claim audits as *garbled*).
    #[serde(default)]
    pub garbles_number: bool,
}

/// What the primary source says.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Primary {
    /// Source identifier.
    pub source: String,
    /// Its statement, in our own words.
    pub statement: String,
    /// Its figures.
    #[serde(default)]
    pub values: Vec<Value>,
}

/// How a forecast resolves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Resolution {
    /// What would make it true, decidable by a stranger.
    pub rule: String,
    /// When it can be decided; absent when the forecast names no date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub due: Option<Date>,
    /// Whether the due date was stated by the speaker or proposed by us.
    #[serde(default)]
    pub due_proposed: bool,
    /// The outcome, once known.
    #[serde(default)]
    pub outcome: Outcome,
    /// Date the outcome became known; the report hides outcomes later than the as-of date unless asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub known_on: Option<Date>,
    /// What happened, with the figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// Outcome of a forecast.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Not known.
    #[default]
    Open,
    /// It came true.
    True,
    /// It did not.
    False,
    /// No rule could decide it.
    Unresolvable,
}
