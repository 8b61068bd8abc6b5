//! The layers of a value chain.

use jiff::civil::Date;
use serde::Serialize;
use utakata::Phrase;

/// One layer of the value chain. Everything but the state is read from the stream's first day on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LayerRow {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Phrase,
    /// Members whose closes are at hand: the index is theirs. None: the layer has no index, and says nothing.
    pub members: Vec<String>,
    /// Members that are named and whose closes are missing.
    pub missing: Vec<String>,
    /// First day of the index.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub first: Option<Date>,
    /// Last day.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub last: Option<Date>,
    /// Return from the first to the last day, a fraction.
    pub period_return: Option<f64>,
    /// Last value over the running peak, minus one: zero or negative.
    pub drawdown: Option<f64>,
    /// Day of that peak.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub peak: Option<Date>,
    /// First day that stood the registered fall below the running peak.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub fell: Option<Date>,
    /// Day of the peak it fell from.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub fell_from: Option<Date>,
    /// `calm`, `inflating`, `bursting`, `deflated`, or `insufficient-data`, from the whole index.
    pub state: String,
    /// Day the state began.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub since: Option<Date>,
}
