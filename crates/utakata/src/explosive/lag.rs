//! Choosing the number of lagged differences.

use super::regression::{centred, least_squares};
use super::{DegenerateReason, ExplosiveError, Lag};

/// The lag asked for, or the one an information criterion of the full-sample regression chooses, every `p` on the
/// same `n = T − 1 − max` observations.
///
/// * [`Lag::Bic`]: `n·ln(SSR_p/n) + (p + 2)·ln n`.
/// * [`Lag::Maic`]: `n·ln(SSR_p/n) + 2·(τ_p + p)`, `τ_p = β̂_p²·Σ(y_{t−1} − ȳ)²/(SSR_p/n)` (Ng and Perron 2001,
///   Econometrica 69, equation 9, with data demeaned by least squares as Perron and Qu 2007 advise). `τ_p` charges a
///   lag for the distance of its root from one, so negative moving averages get the lags they need. Under a strongly
///   explosive stretch `τ_p` is large for every `p` and mostly cancels.
///
/// Both use the logarithm of the residual variance, so multiplying the series changes every candidate by the same
/// amount and the choice by none. (R `psymonitor` and `MultipleBubbles` charge `SSR` itself, as if the variance were
/// one: their choice changes with the unit of the price. `exuber` compares lags over different samples.)
///
/// # Errors
/// [`ExplosiveError::TooShort`] when the common sample leaves no degree of freedom at `max` lags,
/// [`ExplosiveError::Degenerate`] when the series is constant, exactly linear or fitted without error.
pub fn choose_lag(values: &[f64], lag: Lag) -> Result<usize, ExplosiveError> {
    let max = match lag {
        Lag::Fixed(lag) => return Ok(lag),
        Lag::Bic { max } | Lag::Maic { max } => max,
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
        let variance = fit.ssr / n;
        if fit.ssr <= 1e-22 * total {
            return Err(ExplosiveError::Degenerate(DegenerateReason::PerfectFit));
        }
        let penalty = match lag {
            Lag::Maic { .. } => {
                let level: f64 = regressors[0].iter().map(|y| y * y).sum();
                2.0 * (fit.coefficients[0].powi(2) * level / variance + p as f64)
            }
            Lag::Bic { .. } | Lag::Fixed(_) => (p as f64 + 2.0) * n.ln(),
        };
        let criterion = n * variance.ln() + penalty;
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

    /// Cumulated MA(1) differences.
    fn integrated_ma1(n: usize, theta: f64, stream: u64) -> Vec<f64> {
        let (normal, mut stream) = (Normal::new(), Stream::new(6, stream));
        let (mut last, mut y) = (0.0, 0.0);
        (0..n)
            .map(|_| {
                let shock = normal.sample(&mut stream);
                y += shock + theta * last;
                last = shock;
                y
            })
            .collect()
    }

    #[test]
    fn maic_gives_negative_moving_averages_more_lags_than_bic_and_ignores_origin_and_scale() {
        let (mut maic, mut bic) = (0, 0);
        for path in 0..40 {
            let y = integrated_ma1(150, -0.8, path);
            let chosen = choose_lag(&y, Lag::Maic { max: 12 }).unwrap();
            let moved: Vec<f64> = y.iter().map(|v| -1e5 + 1e4 * v).collect();
            assert_eq!(choose_lag(&moved, Lag::Maic { max: 12 }), Ok(chosen));
            maic += chosen;
            bic += choose_lag(&y, Lag::Bic { max: 12 }).unwrap();
        }
        // Ng and Perron (2001), section 6: BIC is far too parsimonious at θ = −0.8.
        assert!(maic > 2 * bic, "{maic} against {bic}");
        let y = integrated_ar2(600);
        assert!(choose_lag(&y, Lag::Maic { max: 6 }).unwrap() >= 2);
    }

    #[test]
    fn the_criterion_is_the_published_formula() {
        // With NumPy's lstsq on the common sample of ten, p = 0 … 3:
        // BIC 15.930 13.372 11.063 12.838, MAIC 20.004 19.055 36.454 27.058.
        let y = [2.0, 3.0, 3.0, 1.0, 0.0, -3.0, -6.0, -9.0, -11.0, -9.0, -8.0, -5.0, -5.0, -4.0];
        assert_eq!(choose_lag(&y, Lag::Bic { max: 3 }), Ok(2));
        assert_eq!(choose_lag(&y, Lag::Maic { max: 3 }), Ok(1));
    }

    #[test]
    fn hopeless_series_are_refused() {
        assert!(matches!(choose_lag(&[1.0; 30], Lag::Bic { max: 4 }), Err(ExplosiveError::Degenerate(_))));
        assert!(matches!(choose_lag(&[1.0; 11], Lag::Bic { max: 4 }), Err(ExplosiveError::TooShort { .. })));
    }
}
