//! The registered nulls of streams, with the data they speak of.

use jiff::civil::Date;
use serde::Deserialize;

use super::Text;

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
        /// Births of any kind, for the theme's share of them.
        #[serde(default)]
        totals: Option<Totals>,
    },
    /// Input prices: list prices change as before `since`.
    PricesAsBefore {
        /// The list prices; absent where none known on the as-of day may be used, which is then said.
        #[serde(default)]
        prices: Option<ListPrices>,
        /// First day of the recent changes.
        since: Date,
    },
    /// Concentration: the shares of rivals, described only.
    SharesDescribed {
        /// Series file: dates, and one column of amounts per rival.
        series: String,
    },
    /// Survivors as foretold, beside base rates; described only.
    SurvivorsForetold {
        /// Entrants.
        entrants: u64,
        /// Those of them that will be left.
        survivors: u64,
        /// Years after which at least the base rates were left.
        years: f64,
        /// What became of entrants elsewhere.
        base_rates: Vec<BaseRate>,
        /// Ledger entry of the forecast.
        entry: String,
    },
    /// Valuation: the growth a price takes for granted; described only.
    GrowthImplied {
        /// The price, as bounds.
        price: Ends,
        /// Revenue a year, as bounds, in the same unit.
        revenue: Ends,
        /// Return asked for, per cent a year.
        discount: f64,
        /// Price over revenue at the end.
        multiple: f64,
        /// Years until then.
        years: u32,
        /// Ledger entries the figures come from.
        entries: Vec<String>,
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

/// Births of any kind per month.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Series file.
    pub series: String,
    /// Column with the counts.
    pub column: String,
    /// Whether they are counts of a random sample and not all births.
    #[serde(default)]
    pub sampled: bool,
}

/// Where list prices stand.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListPrices {
    /// Series file.
    pub series: String,
    /// Column that names the item, in a long table.
    #[serde(default)]
    pub by: Option<String>,
    /// Column with the prices, in a long table.
    #[serde(default)]
    pub column: Option<String>,
}

/// What became of entrants elsewhere.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseRate {
    /// Where.
    pub name: Text,
    /// Entrants.
    pub entrants: u64,
    /// Those of them that were left.
    pub survivors: u64,
}

/// A positive amount as bounds.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ends {
    /// Lower bound.
    pub low: f64,
    /// Upper bound; equal to `low` for a point.
    pub high: f64,
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
