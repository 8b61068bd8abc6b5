//! The part of a price that fundamentals do not explain.

use serde::Serialize;

use super::{Ivx, Predictor, ValuationError, ivx};

/// A price split by what fundamentals of the period before say of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NonFundamental {
    /// The regression.
    pub regression: Ivx,
    /// `y_t − intercept − A x_{t−1}` for every date but the first: the series that the explosive tests read.
    pub residual: Vec<f64>,
}

/// The non-fundamental part of `response`, usually the logarithm of price over fundamental: what remains after its IVX
/// regression on the drivers of the period before (Shi & Phillips 2023, *Journal of Economic Surveys* 37, section 3).
///
/// The regression reads the whole sample, so the residual of a date knows what came later: an explosive test on it dates the
/// past and does not watch the present.
///
/// # Errors
/// As [`ivx`].
pub fn non_fundamental(
    response: &[f64],
    drivers: &[Predictor<'_>],
) -> Result<NonFundamental, ValuationError> {
    let regression = ivx(response, drivers, 1)?;
    let residual = (1..response.len())
        .map(|t| {
            let explained: f64 =
                drivers.iter().zip(&regression.coefficients).map(|(d, a)| a * d.values[t - 1]).sum();
            response[t] - regression.intercept - explained
        })
        .collect();
    Ok(NonFundamental { regression, residual })
}
