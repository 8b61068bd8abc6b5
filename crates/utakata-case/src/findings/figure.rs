//! Charts as data; the report draws them.

use jiff::civil::Date;
use serde::Serialize;
use utakata::Phrase;

/// One chart: dated lines or bars, shaded spans, and a sentence for those who cannot see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figure {
    /// Identifier, unique in the findings; used as an HTML anchor.
    pub id: String,
    /// Lines or bars.
    pub kind: FigureKind,
    /// Title.
    pub title: Phrase,
    /// What the vertical axis shows, with its unit.
    pub axis: Phrase,
    /// Dates of the points, shared by all lines.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub dates: Vec<Date>,
    /// The lines; each has one entry per date.
    pub lines: Vec<Line>,
    /// Shaded spans (episodes).
    pub shades: Vec<Shade>,
    /// Whether the vertical axis is logarithmic (all values positive).
    pub logarithmic: bool,
    /// What the picture shows, in words.
    pub description: Phrase,
}

/// How a figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FigureKind {
    /// Lines over time.
    Lines,
    /// One bar per date.
    Bars,
}

/// One line of a figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Line {
    /// Name in the legend.
    pub name: Phrase,
    /// Its part in the picture.
    pub role: LineRole,
    /// One value per date; absent where undefined.
    pub values: Vec<Option<f64>>,
}

/// Part a line plays, which decides its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LineRole {
    /// The data or statistic.
    Main,
    /// A critical boundary.
    Boundary,
    /// A benchmark or control.
    Reference,
}

/// A shaded span of dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shade {
    /// First date.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub from: Date,
    /// Last date.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub to: Date,
    /// What it marks.
    pub label: Phrase,
}
