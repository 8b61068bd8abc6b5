//! The value behind `utakata diagnose --format json`.

use jiff::civil::Date;
use serde::Serialize;

use crate::Statement;
use crate::dating::Signal;
use crate::explosive::{DegenerateReason, WindowConvention};
use crate::null::{BoundaryKind, CriticalValues, PValues};
use crate::state::State;

/// Version of the serialised form of [`Diagnosis`].
pub const SCHEMA: u32 = 1;

/// The explosive-root diagnosis of one series. Dates are ISO 8601; statistics follow the conventions of
/// [`crate::explosive::Recursive`].
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diagnosis {
    /// Version of this form: 1.
    pub schema: u32,
    /// Name of the series.
    pub series: String,
    /// Number of observations.
    pub observations: usize,
    /// Date of the first observation.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub first_date: Date,
    /// Date of the last observation.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub last_date: Date,
    /// Whether logarithms of the values were tested.
    pub log: bool,
    /// Lagged differences in the regression.
    pub lag: usize,
    /// Smallest window, in the units of `window_convention`.
    pub minimum_window: usize,
    /// What `minimum_window` counts.
    pub window_convention: WindowConvention,
    /// Full-sample ADF; `null` where its regression is degenerate.
    pub adf: Option<f64>,
    /// SADF of Phillips, Wu and Yu (2011).
    pub sadf: Option<f64>,
    /// GSADF of Phillips, Shi and Yu (2015).
    pub gsadf: f64,
    /// Right-tailed p-values; `null` without a null distribution, and for a composite bootstrap whose control window
    /// is shorter than the sample.
    pub p_values: Option<PValues>,
    /// Critical values and how they were made; `null` without a null distribution.
    pub critical_values: Option<CriticalValues>,
    /// Whether some explosive episode is established at `level`: the p-value of GSADF is at most `1 − level` (where
    /// there is no p-value, some date crosses the boundary). `null` without a null distribution.
    pub significant: Option<bool>,
    /// Level of the decision and of the boundary, for example 0.95.
    pub level: f64,
    /// Which boundary is drawn; `null` without a null distribution.
    pub boundary: Option<BoundaryKind>,
    /// Chance, under the null, that the boundary flags at least one date of its horizon by mistake.
    pub false_alarm_rate: Option<f64>,
    /// Consecutive dates that chance refers to.
    pub false_alarm_horizon: Option<usize>,
    /// The sequences, one entry per date from the first one with a statistic.
    pub bsadf: Vec<DatedStatistic>,
    /// Runs of BSADF above the boundary, in time order.
    pub episodes: Vec<DatedEpisode>,
    /// Where the series stands at its last date; `null` without a null distribution and where it cannot be told, which
    /// `state_statement` explains.
    pub state: Option<State>,
    /// Best date of the event that defines the state: origination, collapse (the peak) or recovery; the date of the call
    /// where that cannot be dated. `null` when calm.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub since: Option<Date>,
    /// The confidence set of that date, 90 %; `null` when calm and where it cannot be dated.
    pub since_set: Option<Vec<DatedRange>>,
    /// Date of the highest price of the growth behind the state; `null` when calm.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub peak: Option<Date>,
    /// Changes of state, each made on its date without looking ahead, oldest first.
    pub calls: Vec<DatedCall>,
    /// Chance that growth is called at least once in the horizon when there is none; `null` without a state.
    pub call_false_alarm_rate: Option<f64>,
    /// Consecutive dates that chance refers to.
    pub call_false_alarm_horizon: Option<usize>,
    /// The calls as a statement, with how wrong they can be; `null` without a null distribution.
    pub state_statement: Option<Statement>,
    /// Dates at which windows had to be left out, if any.
    pub degenerate: Option<DegenerateDates>,
    /// The same test at other lags and smallest windows; empty unless asked for.
    pub sensitivity: Vec<Sensitivity>,
}

/// A [`crate::state::Call`] in dates.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DatedCall {
    /// The date it was made on.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub date: Date,
    /// The state entered.
    pub state: State,
    /// The statistic that crossed; `null` for changes that prices alone decide.
    pub statistic: Option<f64>,
    /// The boundary it crossed.
    pub boundary: Option<f64>,
}

/// Consecutive dates of the series, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DatedRange {
    /// First date.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub from: Date,
    /// Last date.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub to: Date,
}

/// The statistics of one date.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DatedStatistic {
    /// The date: the last observation of the windows.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub date: Date,
    /// Statistic of the window from the first observation.
    pub badf: Option<f64>,
    /// Largest statistic over all windows ending at the date.
    pub bsadf: Option<f64>,
    /// Boundary at the date.
    pub boundary: Option<f64>,
}

/// A [`crate::dating::Episode`] in dates.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DatedEpisode {
    /// Start of the window behind the largest BSADF: where the explosive stretch began as seen in hindsight.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub onset: Date,
    /// First date above the boundary.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub origination: Date,
    /// Date of the highest price from the origination to the last exceedance (lowest for a negative episode).
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub peak: Date,
    /// Date of the largest BSADF.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub bsadf_peak: Date,
    /// First date no longer above the boundary; `null` while ongoing.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub collapse: Option<Date>,
    /// First date from the collapse on with the price back at its price at the onset; `null` if not so far.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub recovery: Option<Date>,
    /// Number of observations above the boundary.
    pub duration: usize,
    /// Run-up or explosive fall.
    pub signal: Signal,
    /// Whether the last date is still above the boundary.
    pub ongoing: bool,
}

/// Dates at which windows were left out because their regression has no usable t-ratio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DegenerateDates {
    /// Number of such dates.
    pub dates: usize,
    /// The first of them.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub first: Date,
    /// Why, for the first.
    pub reason: DegenerateReason,
}

/// GSADF at another lag or smallest window.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sensitivity {
    /// Lagged differences.
    pub lag: usize,
    /// Smallest window, in the units of the diagnosis.
    pub minimum_window: usize,
    /// GSADF; `null` when it cannot be computed.
    pub gsadf: Option<f64>,
    /// Its p-value under the null of the diagnosis.
    pub p_value: Option<f64>,
    /// Why a number is missing.
    pub reason: Option<String>,
}
