//! Choosing the number of lagged differences.

use super::regression::{centred, least_squares};
use super::{DegenerateReason, ExplosiveError, Lag};

/// The lag asked for, or the one chosen by the Bayesian information criterion
/// `n·ln(SSR/n) + (p + 2)·ln n` of the full-sample regression, every `p` on the same `n = T − 1 − max` observations.
///
/// # Errors
/// [`ExplosiveError::TooShort`] when the common sample leaves no degree of freedom at `max` lags,
/// [`ExplosiveError::Degenerate`] when the series is constant, exactly linear or fitted without error.
pub fn choose_lag(values: &[f64], lag: Lag) -> Result<usize, ExplosiveError> {
    let max = match lag {
        Lag::Fixed(lag) => return Ok(lag),
        Lag::Bic { max } => max,
    };
    let needed = 2 * max + 4;
    if values.len() < needed {
        return Err(ExplosiveError::TooShort {
            observations: values.len(),
            needed,
            window: max + 3,
            lag: max,
        });
    }
    if let Some(index) = values.iter().position(|v| !v.is_finite()) {
        return Err(ExplosiveError::NotFinite { index, value: values[index] });
    }
    let differences: Vec<f64> = values.windows(2).map(|w| w[1] - w[0]).collect();
    let response = centred(differences[max..].to_vec());
    let total: f64 = response.iter().map(|v| v * v).sum();
    let n = response.len() as f64;
    let mut regressors =
        vec![centred(values[max..values.len() - 1].iter().map(|y| y - values[max]).collect())];
    let mut best: Option<(f64, usize)> = None;
    for p in 0..=max {
        if p > 0 {
            regressors.push(centred(differences[max - p..differences.len() - p].to_vec()));
        }
        let Some(fit) = least_squares(&regressors, &response) else {
            continue;
        };
        if fit.ssr <= 1e-22 * total {
            return Err(ExplosiveError::Degenerate(DegenerateReason::PerfectFit));
        }
        let criterion = n * (fit.ssr / n).ln() + (p as f64 + 2.0) * n.ln();
        if best.is_none_or(|(least, _)| criterion < least) {
            best = Some((criterion, p));
        }
    }
    best.map(|(_, p)| p).ok_or(ExplosiveError::Degenerate(DegenerateReason::ConstantLevel))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Normal, Stream};

    /// Cumulated AR(2) differences.
    fn integrated_ar2(n: usize) -> Vec<f64> {
        let (normal, mut stream) = (Normal::new(), Stream::new(5, 0));
        let (mut d1, mut d2, mut y) = (0.0, 0.0, 0.0);
        (0..n)
            .map(|_| {
                let d = 0.5 * d1 - 0.4 * d2 + normal.sample(&mut stream);
                (d2, d1) = (d1, d);
                y += d;
                y
            })
            .collect()
    }

    #[test]
    fn bic_finds_the_order_and_ignores_origin_and_scale() {
        let y = integrated_ar2(600);
        assert_eq!(choose_lag(&y, Lag::Bic { max: 6 }), Ok(2));
        let moved: Vec<f64> = y.iter().map(|v| 1e6 + 1e-3 * v).collect();
        assert_eq!(choose_lag(&moved, Lag::Bic { max: 6 }), Ok(2));
        assert_eq!(choose_lag(&y, Lag::Fixed(3)), Ok(3));
    }

    #[test]
    fn hopeless_series_are_refused() {
        assert!(matches!(choose_lag(&[1.0; 30], Lag::Bic { max: 4 }), Err(ExplosiveError::Degenerate(_))));
        assert!(matches!(choose_lag(&[1.0; 11], Lag::Bic { max: 4 }), Err(ExplosiveError::TooShort { .. })));
    }
}
