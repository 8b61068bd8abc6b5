//! What stands in `case.toml`.

use jiff::civil::Date;
use serde::Deserialize;
use utakata::Phrase;

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

/// A registered null, with the data it speaks of. Every null says "still as in a continuing boom".
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "name", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Null {
    /// Prices: the basket's last `horizon` days are an ordinary stretch of the `history` days before.
    OrdinaryWeek {
        /// Basket identifier.
        basket: String,
        /// Length of the stretch in trading days.
        horizon: usize,
        /// Trading days of history compared with.
        history: usize,
    },
    /// Breadth: the share of members that lost more than `fall` per cent over `horizon` days is ordinary.
    OrdinaryBreadth {
        /// Basket identifier.
        basket: String,
        /// Length of the stretch in trading days.
        horizon: usize,
        /// Trading days of history compared with.
        history: usize,
        /// Size of the fall in per cent, positive.
        fall: f64,
    },
    /// Usage: growth rates are exchangeable, no tendency to slow.
    ExchangeableGrowth {
        /// Series file, relative to the case folder.
        series: String,
        /// Column with the growth in per cent per period.
        column: String,
        /// First period used.
        from: Date,
        /// Whether months are compared per day.
        #[serde(default)]
        per_day: bool,
        /// Whether the source has re-estimated the series.
        #[serde(default)]
        revised: bool,
        /// Whether the figures count what is added in each period (sign-ups), not what is there (users, visits).
        #[serde(default)]
        flow: bool,
        /// File of past windows to score the forecasts on, relative to the case folder.
        #[serde(default)]
        reference_class: Option<String>,
    },
    /// Deals: the rate has not fallen to `ratio` of the earlier rate or below.
    RateNotFallen {
        /// Count in the recent window, as bounds.
        recent: CountBounds,
        /// Count in the earlier window, as bounds.
        earlier: CountBounds,
        /// Over-dispersion φ ≥ 1 by which counts are divided.
        dispersion: f64,
        /// Ledger entries the counts come from.
        entries: Vec<String>,
        /// Why these figures; printed with the statement when a reading had to be assumed.
        #[serde(default)]
        assumption: Option<Text>,
    },
    /// Deals of two regions side by side: a level comparison, described only.
    RateComparison {
        /// Counts in the first region.
        first: CountBounds,
        /// Name of the first region.
        first_name: Text,
        /// Counts in the second region.
        second: CountBounds,
        /// Name of the second region.
        second_name: Text,
        /// Ledger entries the counts come from.
        entries: Vec<String>,
    },
    /// Incidents: the reaction on the event day is an ordinary day's abnormal return.
    OrdinaryDay {
        /// Symbol of the stock.
        symbol: String,
        /// Symbol of the market, for the market model; absent = constant mean.
        #[serde(default)]
        market: Option<String>,
        /// Day of the reaction (first trading day on which the news could be priced).
        event: Date,
        /// Estimation window: trading days that end the day before the event.
        estimation: usize,
        /// Daily price limit in per cent, if the exchange has one.
        #[serde(default)]
        limit: Option<f64>,
        /// Ledger entry of the incident.
        entry: String,
    },
    /// Surveys: shares, described with their sampling error; one wave cannot turn.
    SurveyShares {
        /// The shares.
        shares: Vec<Share>,
        /// Intra-class correlation for the design effect.
        icc: f64,
        /// Number of clusters (countries).
        clusters: usize,
    },
    /// Births of new products: the rate of the last `recent` months has not fallen against the `earlier` months.
    BirthsNotFallen {
        /// Series file.
        series: String,
        /// Column that names the theme.
        by: String,
        /// Theme tested.
        theme: String,
        /// Control theme, a finished wave.
        #[serde(default)]
        control: Option<String>,
        /// Column with the counts.
        column: String,
        /// Number of last complete months.
        recent: usize,
        /// Number of months before those.
        earlier: usize,
        /// Over-dispersion φ ≥ 1.
        dispersion: f64,
    },
    /// Layers of the value chain: every order of their first falls is equally likely.
    PredictedOrder {
        /// Layer identifiers, the one foretold to fall first before the others.
        order: Vec<String>,
        /// The fall below the running peak in per cent, positive.
        fall: f64,
        /// Day on which membership was frozen; not after `from`.
        frozen: Date,
        /// First day of the running peaks.
        from: Date,
        /// Where the order comes from; printed with the statement.
        #[serde(default)]
        assumption: Option<Text>,
    },
    /// Forecasts and opinions: counted, never tested.
    Opinions,
}

/// A count as bounds over an exposure.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountBounds {
    /// Lower bound.
    pub low: f64,
    /// Upper bound; equal to `low` for an exact count, absent for "more than".
    #[serde(default)]
    pub high: Option<f64>,
    /// Exposure (for example months); the same unit on both sides.
    pub exposure: f64,
}

/// One survey share.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Ledger entry.
    pub entry: String,
    /// The share as printed, in per cent.
    pub percent: f64,
    /// Respondents; absent when the source does not say.
    #[serde(default)]
    pub n: Option<usize>,
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
