//! Layer A: every registered null tested on the data of the case.
//!
//! One file per kind of evidence; each takes data that has been loaded and returns a [`Tested`] stream. A stream
//! whose data is missing says so and has e-value 1.

mod births;
mod breadth;
mod concentration;
mod deals;
mod incident;
mod input_prices;
mod layers;
mod opinions;
mod price;
mod surveys;
mod survival;
mod usage;
mod usage_ceilings;
mod valuation;
mod wave;

use std::collections::BTreeMap;

use thiserror::Error;
use utakata::{Phrase, basket::Panel, valuation::Discounting};

use crate::{
    Case,
    baskets::{BasketPrices, Baskets},
    findings::{DateSet, Missing, StreamFinding, StreamStanding},
    folder::{Basket, Null, Stream},
    layers::Chain,
    table::TableError,
};

/// A tested stream.
#[derive(Debug, Clone, PartialEq)]
pub struct Tested {
    /// What the report shows.
    pub finding: StreamFinding,
    /// e-value against its registered null; 1 where there is nothing to test.
    pub e_value: f64,
    /// Since when, where the method dates the turn.
    pub since: Option<DateSet>,
}

/// Why a stream cannot be tested although its data is there.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StreamError {
    /// A usage series.
    #[error(transparent)]
    Adoption(#[from] utakata::adoption::AdoptionError),
    /// A calibration.
    #[error(transparent)]
    Evalue(#[from] utakata::evalue::EvalueError),
    /// Births.
    #[error(transparent)]
    Births(#[from] crate::births::BirthsError),
    /// A count or rate.
    #[error(transparent)]
    Rate(#[from] utakata::rates::RateError),
    /// Shares of rivals.
    #[error(transparent)]
    Concentration(#[from] utakata::concentration::ConcentrationError),
    /// Survivors.
    #[error(transparent)]
    Survival(#[from] utakata::survival::SurvivalError),
    /// A price over revenue.
    #[error(transparent)]
    Valuation(#[from] utakata::valuation::ValuationError),
    /// List prices.
    #[error(transparent)]
    PriceStep(#[from] utakata::price_steps::PriceStepError),
    /// A share.
    #[error(transparent)]
    Proportion(#[from] utakata::proportion::ProportionError),
    /// A basket.
    #[error(transparent)]
    Basket(#[from] utakata::basket::BasketError),
    /// An event study.
    #[error(transparent)]
    EventStudy(#[from] utakata::event_study::EventStudyError),
    /// A series.
    #[error(transparent)]
    Series(#[from] utakata::SeriesError),
    /// A table of the case.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The growth series of a usage stream has too few figures.
    #[error(
        "{needed} growth figures are needed from the stream's first period on, but only {given} are known"
    )]
    TooFewPeriods {
        /// Figures needed.
        needed: usize,
        /// Figures known.
        given: usize,
    },
}

/// Tests one stream at error level `level`. `chain` holds the layers of the value chain for a stream about them.
///
/// # Errors
/// [`StreamError`] when data is present but cannot be tested as registered.
pub fn test(
    case: &Case,
    stream: &Stream,
    baskets: &Baskets<'_>,
    chain: Option<&Chain>,
    level: f64,
) -> Result<Tested, StreamError> {
    match &stream.null {
        Null::OrdinaryWeek { basket, horizon, history } => {
            on_basket(stream, baskets, basket, *horizon, |basket, prices, panel| {
                price::price(stream, prices, panel, (*horizon, *history), basket.weighting, level)
            })
        }
        Null::OrdinaryBreadth { basket, horizon, history, fall } => {
            on_basket(stream, baskets, basket, *horizon, |_, prices, panel| {
                breadth::breadth(stream, prices, panel, (*horizon, *history), *fall, level)
            })
        }
        Null::ExchangeableGrowth { .. } => usage::usage(case, stream, level),
        Null::RateNotFallen { recent, earlier, dispersion, assumption, .. } => {
            deals::rate_not_fallen(stream, (*recent, *earlier), *dispersion, assumption.as_ref(), level)
        }
        Null::RateComparison { first, second, first_name, second_name, .. } => {
            deals::comparison(stream, (*first, first_name), (*second, second_name))
        }
        Null::OrdinaryDay { .. } => incident::incident(case, stream, level),
        Null::SurveyShares { shares, icc, clusters } => surveys::surveys(stream, shares, *icc, *clusters),
        Null::BirthsNotFallen { .. } => births::births(case, stream, level),
        Null::PricesAsBefore { prices, since } => {
            input_prices::input_prices(case, stream, prices.as_ref(), *since, level)
        }
        Null::SharesDescribed { series } => concentration::concentration(case, stream, series),
        Null::SurvivorsForetold { entrants, survivors, years, base_rates, .. } => {
            survival::survival(case, stream, (*entrants, *survivors, *years), base_rates)
        }
        Null::GrowthImplied { price, revenue, discount, multiple, years, .. } => {
            let discount = discount / 100.0;
            let by = Discounting { discount, exit_multiple: *multiple, years: *years, margin: 0.0 };
            valuation::valuation(case, stream, (*price, *revenue), &by)
        }
        Null::PredictedOrder { fall, assumption, .. } => Ok(match chain {
            Some(chain) => layers::layers(stream, chain, *fall, assumption.as_ref()),
            None => insufficient(
                stream,
                Phrase::new("layers-no-prices", "Insufficient data: no layer has prices."),
            ),
        }),
        Null::Opinions => Ok(opinions::opinions(case, stream)),
    }
}

/// Data that a stream waits for.
pub fn missing(
    case: &Case,
    stream: &Stream,
    baskets: &Baskets<'_>,
    chain: Option<&Chain>,
) -> Option<Missing> {
    match &stream.null {
        Null::OrdinaryWeek { basket, .. } | Null::OrdinaryBreadth { basket, .. } => {
            baskets.get(basket)?.missing(&stream.id)
        }
        Null::OrdinaryDay { symbol, .. } => incident::missing(case, stream, symbol),
        Null::PredictedOrder { .. } => layers::missing(stream, chain?),
        Null::PricesAsBefore { prices, .. } => input_prices::missing(stream, prices.as_ref()),
        _ => None,
    }
}

/// Turned when the e-value reaches `1/level`.
fn standing(e_value: f64, level: f64) -> StreamStanding {
    if e_value * level >= 1.0 { StreamStanding::Turned } else { StreamStanding::NotShown }
}

/// A finding of `stream` that says nothing yet.
fn blank(stream: &Stream) -> StreamFinding {
    StreamFinding {
        id: stream.id.clone(),
        kind: stream.kind,
        name: stream.name.phrase(),
        region: stream.region.clone(),
        registered: stream.registered,
        standing: StreamStanding::Descriptive,
        summary: Phrase::new("stream-silent", "Nothing to say."),
        statements: vec![],
        numbers: BTreeMap::new(),
        figures: vec![],
        layers: vec![],
        span: None,
        files: vec![],
        sources: stream.sources.clone(),
    }
}

/// A stream whose data is not there.
fn insufficient(stream: &Stream, why: Phrase) -> Tested {
    let finding = StreamFinding { standing: StreamStanding::Insufficient, summary: why, ..blank(stream) };
    Tested { finding, e_value: 1.0, since: None }
}

/// Runs `test` on the common closes of a basket, if there are enough to compare a stretch of `horizon` days with.
fn on_basket(
    stream: &Stream,
    baskets: &Baskets<'_>,
    basket: &str,
    horizon: usize,
    test: impl FnOnce(&Basket, &BasketPrices, &Panel) -> Result<Tested, StreamError>,
) -> Result<Tested, StreamError> {
    let Some(data) = baskets.get(basket) else {
        let why =
            Phrase::fill("stream-unknown-basket", "No basket `{basket}`.", [("basket", basket.to_owned())]);
        return Ok(insufficient(stream, why));
    };
    let prices = match &data.prices {
        Ok(prices) => prices,
        Err(missing) => return Ok(without_closes(stream, data.basket, missing)),
    };
    let panel = Panel::on_common_dates(&prices.members)?;
    if panel.len() < 2 * horizon + 1 {
        return Ok(too_few_closes(stream, panel.len()));
    }
    test(data.basket, prices, &panel)
}

fn without_closes(stream: &Stream, basket: &Basket, missing: &[String]) -> Tested {
    let why = Phrase::fill(
        "stream-missing-closes",
        "Insufficient data: closes of {count} of {all} members are missing.",
        [("count", missing.len().to_string()), ("all", basket.members.len().to_string())],
    );
    insufficient(stream, why)
}

fn too_few_closes(stream: &Stream, closes: usize) -> Tested {
    let why = Phrase::fill(
        "stream-too-few-closes",
        "Insufficient data: {closes} common closes are too few to compare with.",
        [("closes", closes.to_string())],
    );
    insufficient(stream, why)
}
