//! How data can check a claim, exactly as it stands in `ledger.toml`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How data can check a claim. `symbol` and `basket` name price series or baskets of the case.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Check {
    /// The growth of a usage stream in the month that starts on `month`, in per cent, lies within the bounds.
    Growth {
        /// Stream identifier.
        stream: String,
        /// First day of the month.
        month: Date,
        /// Lower bound in per cent.
        #[serde(default)]
        low: Option<f64>,
        /// Upper bound in per cent.
        #[serde(default)]
        high: Option<f64>,
    },
    /// `symbol` closed `direction` on at least `length` consecutive days ending on some day in `from ..= to`.
    Streak {
        /// Price series.
        symbol: String,
        /// Up or down.
        direction: Direction,
        /// Number of consecutive closes claimed.
        length: usize,
        /// First admissible end day.
        from: Date,
        /// Last admissible end day.
        to: Date,
        /// How the days follow from the words, for the reader.
        #[serde(default)]
        window: Option<String>,
    },
    /// The return of `symbol` from the close of `from` to the close of `to`, in per cent, lies within the bounds.
    Return {
        /// Price series.
        symbol: String,
        /// Day of the first close; absent = the trading day before `to`.
        #[serde(default)]
        from: Option<Date>,
        /// Day of the second close.
        to: Date,
        /// Lower bound in per cent.
        #[serde(default)]
        low: Option<f64>,
        /// Upper bound in per cent.
        #[serde(default)]
        high: Option<f64>,
        /// How the days follow from the words, for the reader.
        #[serde(default)]
        window: Option<String>,
    },
    /// The largest one-day fall of `symbol` in `from ..= to` is at least `at_least` per cent; the audit dates it.
    Plunge {
        /// Price series.
        symbol: String,
        /// First day searched.
        from: Date,
        /// Last day searched.
        to: Date,
        /// Size of the fall in per cent, positive.
        at_least: f64,
        /// Daily price limit in per cent, positive: a fall at the limit is a bound, not a value.
        #[serde(default)]
        limit: Option<f64>,
    },
    /// The equal-weight return of a basket, in per cent. With `members_given = false` the claim's own basket is
    /// unknown, so our figure stands beside it and contradicts nothing.
    BasketReturn {
        /// Basket identifier.
        basket: String,
        /// Day of the first close.
        from: Date,
        /// Day of the second close.
        to: Date,
        /// The quoted return in per cent.
        quoted: f64,
        /// Whether the source lists the basket's members.
        members_given: bool,
    },
    /// At least `count` members of a basket returned less than `below` per cent.
    Breadth {
        /// Basket identifier.
        basket: String,
        /// Day of the first close.
        from: Date,
        /// Day of the second close.
        to: Date,
        /// Threshold in per cent, negative for falls.
        below: f64,
        /// Number of members claimed.
        count: usize,
        /// Whether the source lists the basket's members.
        members_given: bool,
    },
    /// The change of `symbol`, in per cent, over one of the admissible windows lies within the bounds.
    Move {
        /// Price series.
        symbol: String,
        /// The stretches of time that the words may mean; one that agrees is enough.
        windows: Vec<Window>,
        /// Lower bound in per cent.
        #[serde(default)]
        low: Option<f64>,
        /// Upper bound in per cent.
        #[serde(default)]
        high: Option<f64>,
        /// How the windows follow from the words, for the reader.
        #[serde(default)]
        window: Option<String>,
    },
    /// `symbol` closed within the bounds on some day of `from ..= to`.
    Level {
        /// Price series.
        symbol: String,
        /// First admissible day.
        from: Date,
        /// Last admissible day.
        to: Date,
        /// Lower bound, in the currency of the closes.
        #[serde(default)]
        low: Option<f64>,
        /// Upper bound, in the currency of the closes.
        #[serde(default)]
        high: Option<f64>,
        /// Whether the price was reached at some time of the day, so that closes can confirm but not contradict it.
        #[serde(default)]
        during_day: bool,
        /// How the days follow from the words, for the reader.
        #[serde(default)]
        window: Option<String>,
    },
    /// The highest (lowest) close of `symbol` in `from ..= to` is not exceeded by any close before it, from `since` on.
    Extreme {
        /// Price series.
        symbol: String,
        /// Highest or lowest.
        side: Side,
        /// First admissible day.
        from: Date,
        /// Last admissible day.
        to: Date,
        /// First day compared with; absent = ever, which no series can confirm.
        #[serde(default)]
        since: Option<Date>,
        /// Whether it was reached at some time of the day, so that closes can confirm but not contradict it.
        #[serde(default)]
        during_day: bool,
        /// How the days follow from the words, for the reader.
        #[serde(default)]
        window: Option<String>,
    },
    /// The claim's figures agree with those of its primary source.
    PrimarySource,
}

/// A stretch between two closes. Its end is the last close by `to`; its beginning is the last close by `from`, or lies
/// `closes` closes before its end. Exactly one of these two is given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The beginning is the last close on this day or before.
    #[serde(default)]
    pub from: Option<Date>,
    /// The beginning lies so many closes before the end.
    #[serde(default)]
    pub closes: Option<usize>,
    /// The end is the last close on this day or before.
    pub to: Date,
}

/// Which end of the prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The highest.
    High,
    /// The lowest.
    Low,
}

/// Direction of a streak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Rising closes.
    Up,
    /// Falling closes.
    Down,
}
