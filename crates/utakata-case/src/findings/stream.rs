//! Layer A: what each stream of evidence says.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utakata::{Phrase, Statement};

use super::{Figure, LayerRow};

/// Kind of evidence. Layer B counts kinds, not series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StreamKind {
    /// Prices of one series or of a basket.
    Price,
    /// Share of a basket's members that fall, and streaks.
    Breadth,
    /// Visits, users or other usage.
    Usage,
    /// Counts of deals.
    Deals,
    /// Single incidents and the market's reaction.
    Incidents,
    /// Survey shares.
    Surveys,
    /// Births of new products (the "shell wrapper" wave).
    Births,
    /// Layers of the value chain.
    Layers,
    /// List prices of what goes in, for example GPUs or tokens.
    InputPrices,
    /// How few hold how much.
    Concentration,
    /// How many entrants last, as foretold, beside what became of others.
    Survival,
    /// What a price takes for granted.
    Valuation,
    /// Forecasts and opinions.
    Forecasts,
}

/// What one stream says, with its numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StreamFinding {
    /// Identifier from `case.toml`.
    pub id: String,
    /// Kind of evidence.
    pub kind: StreamKind,
    /// Name.
    pub name: Phrase,
    /// Region, where the stream has one.
    pub region: Option<String>,
    /// Date on which its null was registered.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub registered: Date,
    /// Where it stands.
    pub standing: StreamStanding,
    /// One sentence with the figures that matter.
    pub summary: Phrase,
    /// The statements; the first is the registered one whose e-value enters layer B.
    pub statements: Vec<Statement>,
    /// Named numbers behind the summary, for tables and scripts (finite; units in the name).
    pub numbers: std::collections::BTreeMap<String, f64>,
    /// Charts.
    pub figures: Vec<Figure>,
    /// Layers of the value chain, for a stream about them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<LayerRow>,
    /// First and last observation used.
    #[cfg_attr(feature = "schema", schemars(with = "Option<(String, String)>"))]
    pub span: Option<(Date, Date)>,
    /// Files the numbers come from, relative to the case folder or as given at run time.
    pub files: Vec<String>,
    /// Source identifiers.
    pub sources: Vec<String>,
}

/// Where a stream stands against its registered null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StreamStanding {
    /// The null "still as in a continuing boom" is rejected: the stream has turned.
    Turned,
    /// Not rejected.
    NotShown,
    /// Nothing to test: the data is missing or too short.
    Insufficient,
    /// Described only; the stream has no test with an error rate.
    Descriptive,
}

/// Data that is missing and what it would settle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Missing {
    /// What is missing, for example `closes of 300418.SZ, 2022-06-01 to 2023-06-26`.
    pub what: Phrase,
    /// What it would settle.
    pub settles: Phrase,
    /// Ledger entries and streams that wait for it.
    pub needed_by: Vec<String>,
}
