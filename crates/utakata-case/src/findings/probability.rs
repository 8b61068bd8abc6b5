//! Layer C for one basket.

use jiff::civil::Date;
use serde::Serialize;
use utakata::{Interval, Phrase};

/// The probability that the boom of a qualifying basket falls 40 % from its running peak before its two years are over.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BasketProbability {
    /// Basket identifier.
    pub basket: String,
    /// Rule of the library that finds its boom: `two-year-double`, or `explosive` for a basket that passed gate 0 only by a
    /// call.
    pub rule: String,
    /// Group of assets it is compared with: `index`, `stock`, `crypto`, `commodity` or `all`.
    pub reference: String,
    /// Where the event stands.
    pub standing: EventStanding,
    /// The start of its boom by that rule, on the index of the basket; absent where the rule finds none.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub start: Option<Date>,
    /// Trading days since, of 504.
    pub day: Option<u32>,
    /// Volatility of the second year of the run-up: standard deviation of logarithmic changes over its twelve points.
    pub volatility: Option<f64>,
    /// The deepest fall so far, rounded down to 10, 15, 20, 25, 30 or 35 %, as a fraction; 0 for less.
    pub fall: Option<f64>,
    /// Booms of that rule and group that began more than four years away and had not burst by that day.
    pub booms: usize,
    /// Those of them that burst later.
    pub crashes: usize,
    /// Their share: the climatology of that day.
    pub frequency: Option<f64>,
    /// Its interval over resampled start years.
    pub frequency_interval: Option<Interval>,
    /// The model behind the probability; absent where it is the frequency.
    pub model: Option<String>,
    /// What is printed: the model's probability or the frequency; absent unless the event is open, or where booms are too few.
    pub probability: Option<f64>,
    /// Its interval over resampled start years.
    pub interval: Option<Interval>,
    /// In words.
    pub text: Phrase,
    /// Where the number comes from.
    pub notes: Vec<Phrase>,
}

/// Whether the event can still happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EventStanding {
    /// The two years are running.
    Open,
    /// The boom has fallen 40 %.
    Happened,
    /// The two years are over, and it had not.
    Expired,
}
