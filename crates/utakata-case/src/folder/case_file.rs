//! What stands in `case.toml`.

use jiff::civil::Date;
use serde::Deserialize;
use utakata::Phrase;

use super::Null;
use crate::findings::StreamKind;

/// A whole `case.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// Format version; 1.
    pub schema: u32,
    /// Identifier in kebab case.
    pub id: String,
    /// Title, in English and optionally Japanese and Chinese.
    pub title: Text,
    /// The question.
    pub question: Text,
    /// Only data known on this day is used.
    pub as_of: Date,
    /// Sector asked about.
    pub sector: String,
    /// Layer B.
    pub broad_turn: BroadTurnRule,
    /// Baskets with frozen membership.
    #[serde(default, rename = "basket")]
    pub baskets: Vec<Basket>,
    /// Streams with their registered nulls.
    #[serde(default, rename = "stream")]
    pub streams: Vec<Stream>,
    /// Layers of the value chain.
    #[serde(default, rename = "layer")]
    pub layers: Vec<Layer>,
    /// Resolvable events that "burst" means here.
    #[serde(default, rename = "event")]
    pub events: Vec<Event>,
    /// Decision makers' loss ratios.
    #[serde(default, rename = "lens")]
    pub lenses: Vec<Lens>,
}

/// A text of the case in up to three languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    pub en: String,
    /// Japanese.
    #[serde(default)]
    pub ja: Option<String>,
    /// Chinese.
    #[serde(default)]
    pub zh: Option<String>,
}

/// Layer B, registered in advance.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BroadTurnRule {
    /// At least this many streams must have turned.
    pub required: usize,
    /// Error level α in (0, 1).
    pub level: f64,
    /// Stream identifiers that count, one per kind of evidence.
    pub streams: Vec<String>,
}

/// A basket with frozen membership.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basket {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Symbols of the members.
    pub members: Vec<String>,
    /// Day on which membership was frozen; must lie before the window that is tested.
    pub frozen: Date,
    /// How members are weighted.
    pub weighting: Weighting,
    /// Symbol of the benchmark, where there is one.
    #[serde(default)]
    pub benchmark: Option<String>,
    /// Region.
    #[serde(default)]
    pub region: Option<String>,
    /// The booms it is compared with; absent: those of indices, for one member those of stocks, and for a basket that did not
    /// double those of all assets.
    #[serde(default)]
    pub reference: Option<Reference>,
    /// What the prices of this basket would settle, for the list of missing data.
    #[serde(default)]
    pub settles: Option<Text>,
}

/// The group of assets in the boom library that a basket is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reference {
    /// Indices.
    Index,
    /// Single stocks.
    Stock,
    /// Crypto-currencies.
    Crypto,
    /// Commodities.
    Commodity,
    /// All of them.
    All,
}

impl Reference {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Stock => "stock",
            Self::Crypto => "crypto",
            Self::Commodity => "commodity",
            Self::All => "all",
        }
    }

    /// The group as the library calls it; none for all.
    pub fn group(self) -> Option<&'static str> {
        (self != Self::All).then(|| self.name())
    }
}

/// How members are weighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weighting {
    /// Equal amounts on the first day, never rebalanced.
    EqualBuyAndHold,
    /// Equal weights every day.
    EqualRebalanced,
}

/// One stream of evidence with its registered null.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stream {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Kind of evidence.
    pub kind: StreamKind,
    /// Region.
    #[serde(default)]
    pub region: Option<String>,
    /// Day on which the null was registered.
    pub registered: Date,
    /// Sources of the data.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The registered null and the data it is tested on.
    pub null: Null,
}

/// A layer of the value chain.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Symbols.
    pub members: Vec<String>,
}

/// A resolvable event.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Identifier, for example `B1`.
    pub id: String,
    /// The event in words.
    pub text: Text,
    /// The rule.
    pub rule: EventRule,
}

/// Rule that decides an event from series.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "name", rename_all = "kebab-case", deny_unknown_fields)]
pub enum EventRule {
    /// The basket falls `fall` per cent or more from its running peak within `within` trading days; the clock and
    /// the running peak start on `from`.
    Drawdown {
        /// Basket identifier.
        basket: String,
        /// Day the clock starts, for example the day the boom began.
        from: Date,
        /// Per cent, positive.
        fall: f64,
        /// Trading days.
        within: usize,
    },
    /// Usage growth is negative `periods` times running.
    NegativeGrowth {
        /// Stream identifier.
        stream: String,
        /// Number of consecutive periods.
        periods: usize,
    },
    /// Decided by a person from the ledger; the program only shows it.
    ByHand,
}

impl EventRule {
    /// Whether it is the crash that the boom library counts: a fall of 40 % within 504 trading days.
    pub(crate) fn is_crash(&self) -> bool {
        matches!(self, Self::Drawdown { fall: 40.0, within: 504, .. })
    }
}

/// A decision maker's loss ratio.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lens {
    /// Identifier.
    pub id: String,
    /// Decision maker.
    pub name: Text,
    /// Cost of acting when nothing bursts.
    pub false_alarm_cost: f64,
    /// Cost of not acting when it does.
    pub miss_cost: f64,
}

impl Text {
    /// The text as a phrase; the report shows the case author's own translations.
    pub fn phrase(&self) -> Phrase {
        let mut phrase = Phrase::new("own-words", self.en.clone());
        for (language, text) in [("ja", &self.ja), ("zh", &self.zh)] {
            if let Some(text) = text {
                phrase.args.insert(language.to_owned(), text.clone());
            }
        }
        phrase
    }
}

impl From<Weighting> for utakata::basket::Weighting {
    fn from(weighting: Weighting) -> Self {
        match weighting {
            Weighting::EqualBuyAndHold => Self::EqualBuyAndHold,
            Weighting::EqualRebalanced => Self::EqualRebalanced,
        }
    }
}
