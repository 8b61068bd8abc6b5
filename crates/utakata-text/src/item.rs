//! What is found in a text.

use serde::{Deserialize, Serialize};

/// What a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A day, month, quarter or year.
    Date,
    /// A stretch of time between two dates.
    DateRange,
    /// A share or a change, as a fraction.
    Percent,
    /// Percentage points, as a fraction.
    PercentagePoints,
    /// A part of a whole in words (half, a third).
    Ratio,
    /// So many times as much.
    Multiple,
    /// An amount of money.
    Money,
    /// How many.
    Count,
    /// How long.
    Duration,
    /// So many days (or months) in a row in one direction.
    Streak,
}

/// How a number bounds what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// Below it.
    #[serde(rename = "<")]
    Below,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// Above it.
    #[serde(rename = ">")]
    Above,
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// At least in size, of a fall: `−3 %` or lower.
    #[serde(rename = ">=_abs")]
    AtLeastInSize,
    /// At most in size, of a fall: between `−3 %` and nothing.
    #[serde(rename = "<=_abs")]
    AtMostInSize,
    /// Less in size, of a fall.
    #[serde(rename = "<_abs")]
    BelowInSize,
    /// More in size, of a fall.
    #[serde(rename = ">_abs")]
    AboveInSize,
}

/// A number or a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A number, in the item's unit.
    Number(f64),
    /// A date in ISO 8601 to the precision of the text: `2023-06-26`, `2023-05`, `2023-Q1`, `2023`.
    Date(String),
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// A rise.
    Up,
    /// A fall.
    Down,
}

/// Which part of a month or year is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The beginning.
    Early,
    /// The middle.
    Mid,
    /// The end.
    Late,
}

/// One number of a text, grounded in the text's own bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The bytes `byte_start..byte_end` of the text, as they are.
    pub quote: String,
    /// First byte.
    pub byte_start: usize,
    /// One past the last byte.
    pub byte_end: usize,
    /// What the number says.
    pub kind: Kind,
    /// The value; absent for a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Lower end of a range, or its first date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<Value>,
    /// Upper end of a range, or its last date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Value>,
    /// ISO currency, counter, unit of time, `fraction`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How the number bounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
    /// "About".
    pub approximate: bool,
    /// The direction that the words give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Part of the month or year of the (last) date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// Bare months before the number that it is about, such as `2023-02` and `2023-03`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<String>,
    /// Who says it, as spelled in the text.
    pub speaker: Option<String>,
    /// Who passes on what the speaker says, as spelled in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relayed_by: Option<String>,
    /// How the speaker hedges, as spelled.
    pub hedge: Option<String>,
    /// What the statement says of the bubble, where it says so.
    pub stance: Option<Stance>,
    /// What a reader should doubt.
    pub flags: Vec<String>,
    /// What it is about, where a claim from outside says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Fields that come from a claim from outside, not from the grammar.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from_model: Vec<String>,
}

/// A sentence with a speaker that points one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// The bytes `byte_start..byte_end` of the text, as they are.
    pub quote: String,
    /// First byte.
    pub byte_start: usize,
    /// One past the last byte.
    pub byte_end: usize,
    /// Who says it, as spelled in the text.
    pub speaker: String,
    /// Who passes on what the speaker says, as spelled in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relayed_by: Option<String>,
    /// How the speaker hedges, as spelled.
    pub hedge: Option<String>,
    /// Which way it points.
    pub stance: Stance,
    /// Whether it comes from a claim from outside, not from the grammar.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub from_model: bool,
}

/// Which way a statement points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// It warns.
    Bearish,
    /// It reassures.
    Bullish,
}
