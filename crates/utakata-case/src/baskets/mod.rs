//! The baskets of a case: their index, and what the explosive-root engine says about it, computed once for all
//! streams and gates.

pub(crate) mod index;
mod lppls;

pub use lppls::LpplsReading;

use thiserror::Error;
use utakata::{
    Execution, Phrase, Series, SeriesError,
    diagnose::{DiagnoseError, DiagnoseOptions, Diagnosis, diagnose},
    execution::Cancelled,
    lppls::{LpplsError, indicator::IndicatorError},
    null::NullError,
};

use crate::{Case, findings::Missing, folder::Basket, verdict::InquiryOptions};

/// Prices of a basket.
#[derive(Debug, Clone, PartialEq)]
pub struct BasketPrices {
    /// Adjusted closes of the members, in the order of the case, on the days from which the index runs.
    pub members: Vec<Series>,
    /// Index of the basket, 100 on its first day.
    pub index: Series,
    /// Explosive-root diagnosis of the logarithm of the index, and the calls on the index itself, which the replay of past
    /// booms showed to be the better reading (`docs/backtest.md`); an error where it is too short or constant.
    pub diagnosis: Result<Diagnosis, DiagnoseError>,
    /// LPPLS confidence of the index; an error where it is too short.
    pub lppls: Result<LpplsReading, IndicatorError>,
    /// Members listed later than the first day of the index, with their first day.
    pub late: Vec<(String, jiff::civil::Date)>,
    /// Files the closes come from.
    pub files: Vec<String>,
}

/// A basket with its prices, or the symbols whose closes are missing.
#[derive(Debug, Clone, PartialEq)]
pub struct BasketData<'a> {
    /// The basket.
    pub basket: &'a Basket,
    /// Its prices.
    pub prices: Result<BasketPrices, Vec<String>>,
}

/// All baskets of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Baskets<'a> {
    data: Vec<BasketData<'a>>,
}

/// Why a basket's prices cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BasketError {
    /// The index could not be formed.
    #[error("basket `{basket}`: {source}")]
    Index {
        /// The basket.
        basket: String,
        /// Why.
        source: SeriesError,
    },
    /// The work was stopped.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl<'a> Baskets<'a> {
    /// Builds and diagnoses every basket whose prices are at hand.
    ///
    /// # Errors
    /// [`BasketError`] when closes that are present do not form an index, or the work is stopped.
    pub fn load(
        case: &'a Case,
        options: &InquiryOptions,
        execution: &Execution<'_>,
    ) -> Result<Self, BasketError> {
        let data = case
            .file
            .baskets
            .iter()
            .map(|basket| Ok(BasketData { basket, prices: prices(case, basket, options, execution)? }))
            .collect::<Result<_, BasketError>>()?;
        Ok(Self { data })
    }

    /// The baskets in the order of the case.
    pub fn iter(&self) -> impl Iterator<Item = &BasketData<'a>> {
        self.data.iter()
    }

    /// The basket of that identifier, which the case has checked to exist.
    pub fn get(&self, id: &str) -> Option<&BasketData<'a>> {
        self.data.iter().find(|d| d.basket.id == id)
    }
}

impl BasketData<'_> {
    /// The closes that are missing and what they would settle.
    pub(crate) fn missing(&self, needed_by: &str) -> Option<Missing> {
        let symbols = self.prices.as_ref().err()?;
        let what =
            Phrase::fill("missing-closes", "daily closes of {symbol}", [("symbol", symbols.join(", "))]);
        let settles = match &self.basket.settles {
            Some(text) => text.phrase(),
            None => Phrase::new("settles-basket", "whether {basket} has a run-up, and whether it has turned")
                .with_texts("basket", &[&self.basket.name.phrase()]),
        };
        Some(Missing { what, settles, needed_by: vec![needed_by.to_owned()] })
    }
}

fn prices(
    case: &Case,
    basket: &Basket,
    options: &InquiryOptions,
    execution: &Execution<'_>,
) -> Result<Result<BasketPrices, Vec<String>>, BasketError> {
    let found: Vec<_> = basket.members.iter().filter_map(|symbol| case.prices(symbol)).collect();
    let members: Vec<Series> = found.iter().filter_map(|p| p.for_returns().cloned()).collect();
    if members.len() < basket.members.len() {
        let missing = basket.members.iter().filter(|symbol| case.prices(symbol).is_none());
        return Ok(Err(missing.cloned().collect()));
    }
    let index = index::index(&basket.id, &members, basket.weighting)
        .map_err(|source| BasketError::Index { basket: basket.id.clone(), source })?;
    let diagnosis = diagnose(
        &index,
        &DiagnoseOptions {
            log: true,
            follow_levels: true,
            replications: options.replications,
            seed: options.seed,
            ..DiagnoseOptions::default()
        },
        execution,
    );
    if let Err(DiagnoseError::Null(NullError::Cancelled(cancelled))) = &diagnosis {
        return Err((*cancelled).into());
    }
    let lppls = lppls::read(&index, options, execution);
    if let Err(IndicatorError::Lppls(LpplsError::Cancelled(cancelled))) = &lppls {
        return Err((*cancelled).into());
    }
    let first = index.dates().first().copied();
    let late = members
        .iter()
        .filter_map(|m| Some((m.name().to_owned(), *m.dates().first()?)))
        .filter(|(_, listed)| Some(*listed) > first)
        .collect();
    let mut files: Vec<String> = found.iter().map(|p| p.file.clone()).collect();
    files.sort();
    files.dedup();
    Ok(Ok(BasketPrices { members, index, diagnosis, lppls, late, files }))
}
