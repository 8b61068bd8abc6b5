//! Response surfaces: critical values and p-values without simulation.
//!
//! Quantiles of ADF, SADF, GSADF and of BSADF at the last date under a driftless Gaussian random walk, as smooth functions
//! of sample length, lag and smallest window (the idea of MacKinnon 1991, 1996 for Dickey-Fuller tests), fitted by weighted
//! least squares to our own simulations. `design.csv` beside this file holds the simulated quantiles with their standard
//! errors, `held_out.csv` further ones at other settings that the fit never saw; `coefficients.rs` is made from them:
//!
//! ```sh
//! cargo run --release -p utakata --example simulate_surface -- design   > crates/utakata/src/null/surface/design.csv
//! cargo run --release -p utakata --example simulate_surface -- held-out > crates/utakata/src/null/surface/held_out.csv
//! cargo run --release -p utakata --example fit_surface                  > crates/utakata/src/null/surface/coefficients.rs
//! ```
//!
//! The surfaces hold where they were fitted: 50 to 5000 observations, lags 0 to 4, smallest windows from 0.7 to 2.2 times
//! the default one with at least eight degrees of freedom. Elsewhere they refuse ([`NullError::OutsideSurface`]) and
//! [`super::simulate`] answers. Like all critical values for independent steps of constant variance they reject too
//! often on real prices; [`super::Null::WildBootstrap`] does not.
//!
//! A running-sup boundary at date `t` is the SADF critical value of the sample up to `t`, and a pointwise one is the
//! quantile of BSADF at the last date of that sample: both come from the same surfaces ([`response_surface`] of a shorter
//! layout).

mod coefficients;

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

pub use self::coefficients::PROBABILITIES;
use self::coefficients::{ADF, BSADF, ERRORS, GSADF, SADF};
use super::{NullError, Quantiles};
use crate::explosive::{Layout, default_minimum_window};

/// Shortest and longest sample.
const OBSERVATIONS: (usize, usize) = (50, 5000);
/// Largest lag.
const MOST_LAG: usize = 4;
/// Smallest window over the default one.
const WINDOW: (f64, f64) = (0.7, 2.2);
/// Fewest degrees of freedom of the smallest window.
const FREEDOM: usize = 8;

/// Statistic that has a surface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SurfaceStatistic {
    /// Full-sample ADF.
    Adf,
    /// SADF.
    Sadf,
    /// GSADF.
    Gsadf,
    /// BSADF at the last date.
    Bsadf,
}

/// The surfaces at one layout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ResponseSurface {
    layout: Layout,
    adf: [f64; PROBABILITIES.len()],
    sadf: [f64; PROBABILITIES.len()],
    gsadf: [f64; PROBABILITIES.len()],
    bsadf: [f64; PROBABILITIES.len()],
}

/// A p-value read off a surface.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SurfaceP {
    /// The right-tailed p-value.
    About(f64),
    /// Beyond the largest quantile fitted: at most this.
    AtMost(f64),
    /// Below the smallest quantile fitted: at least this.
    AtLeast(f64),
}

/// The surfaces at `layout`.
///
/// # Errors
/// [`NullError::OutsideSurface`].
pub fn response_surface(layout: &Layout) -> Result<ResponseSurface, NullError> {
    let multiple = layout.window() as f64 / default_minimum_window(layout.observations()) as f64;
    // Windows are whole numbers: half an observation of tolerance at either end.
    let slack = 0.5 / default_minimum_window(layout.observations()) as f64;
    let inside = (OBSERVATIONS.0..=OBSERVATIONS.1).contains(&layout.observations())
        && layout.lag() <= MOST_LAG
        && layout.window() >= layout.lag() + 2 + FREEDOM
        && (WINDOW.0 - slack..=WINDOW.1 + slack).contains(&multiple);
    if !inside {
        return Err(NullError::OutsideSurface { layout: *layout });
    }
    let (full, windowed) = (full_sample_terms(layout), window_terms(layout));
    let windowed =
        |coefficients: &[[f64; 15]; PROBABILITIES.len()]| rising(coefficients.map(|c| dot(&c, &windowed)));
    Ok(ResponseSurface {
        layout: *layout,
        adf: rising(ADF.map(|c| dot(&c, &full))),
        sadf: windowed(&SADF),
        gsadf: windowed(&GSADF),
        bsadf: windowed(&BSADF),
    })
}

impl ResponseSurface {
    /// The layout it is for.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Quantiles at [`PROBABILITIES`], ascending.
    pub fn quantiles(&self, statistic: SurfaceStatistic) -> &[f64] {
        match statistic {
            SurfaceStatistic::Adf => &self.adf,
            SurfaceStatistic::Sadf => &self.sadf,
            SurfaceStatistic::Gsadf => &self.gsadf,
            SurfaceStatistic::Bsadf => &self.bsadf,
        }
    }

    /// Right-tail critical values at 90, 95 and 99 %.
    pub fn critical_values(&self, statistic: SurfaceStatistic) -> Quantiles {
        levels(self.quantiles(statistic))
    }

    /// Root mean square distance of the surfaces from the held-out simulations, each weighted by its precision; it
    /// includes what is left of the noise of those simulations.
    pub fn errors(&self, statistic: SurfaceStatistic) -> Quantiles {
        levels(&ERRORS[statistic as usize])
    }

    /// Right-tailed p-value: between the fitted quantiles by linear interpolation on the scale of normal quantiles.
    pub fn p_value(&self, statistic: SurfaceStatistic, value: f64) -> SurfaceP {
        let quantiles = self.quantiles(statistic);
        let last = quantiles.len() - 1;
        if value > quantiles[last] {
            return SurfaceP::AtMost(1.0 - PROBABILITIES[last]);
        }
        // NaN is above nothing.
        if value.is_nan() || value < quantiles[0] {
            return SurfaceP::AtLeast(1.0 - PROBABILITIES[0]);
        }
        let above = quantiles.partition_point(|q| *q < value).clamp(1, last);
        let (low, high) = (quantiles[above - 1], quantiles[above]);
        let normal = Normal::standard();
        let (from, to) =
            (normal.inverse_cdf(PROBABILITIES[above - 1]), normal.inverse_cdf(PROBABILITIES[above]));
        let weight = if high > low { (value - low) / (high - low) } else { 1.0 };
        SurfaceP::About(1.0 - normal.cdf(from + weight * (to - from)))
    }
}

/// Regressors of the full-sample ADF: `u = 1/n` with `n` regression observations, and its products with the lag `p`:
/// `1, u, pu, u², p²u²`.
pub fn full_sample_terms(layout: &Layout) -> [f64; 5] {
    let u = 1.0 / (layout.observations() - 1 - layout.lag()) as f64;
    let pu = layout.lag() as f64 * u;
    [1.0, u, pu, u * u, pu * pu]
}

/// Regressors of the statistics that depend on the smallest window `w`: its share `x = ln(w/T)`, which sets the limit law,
/// the inverse `u` of its degrees of freedom `w − 2 − p`, products with the lag `p`, and `1/T`.
pub fn window_terms(layout: &Layout) -> [f64; 15] {
    let (t, p, w) = (layout.observations() as f64, layout.lag() as f64, layout.window() as f64);
    let x = (w / t).ln();
    let u = 1.0 / (w - 2.0 - p);
    let pu = p * u;
    [
        1.0,
        x,
        x * x,
        u,
        u * u,
        pu,
        pu * u,
        u * x,
        pu * pu,
        pu * x,
        u * x * x,
        x * x * x,
        u * u * u,
        1.0 / t,
        p / t,
    ]
}

fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Neighbouring surfaces are fitted apart; their noise must not let quantiles cross.
fn rising(mut quantiles: [f64; PROBABILITIES.len()]) -> [f64; PROBABILITIES.len()] {
    quantiles.sort_by(f64::total_cmp);
    quantiles
}

/// The entries of the levels 90, 95 and 99 % among [`PROBABILITIES`].
fn levels(values: &[f64]) -> Quantiles {
    let at = |p: f64| PROBABILITIES.iter().position(|&q| q == p).and_then(|i| values.get(i)).copied();
    Quantiles { p90: at(0.9), p95: at(0.95), p99: at(0.99) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(observations: usize, lag: usize, window: usize) -> Result<ResponseSurface, NullError> {
        response_surface(&Layout::new(observations, lag, window).unwrap())
    }

    #[test]
    fn outside_the_design_it_refuses_and_says_what_to_do() {
        assert!(at(50, 0, 13).is_ok() && at(5000, 4, 177).is_ok() && at(100, 4, 14).is_ok());
        for (observations, lag, window) in
            [(49, 0, 13), (5001, 0, 177), (200, 5, 27), (100, 0, 12), (100, 0, 45), (60, 4, 12)]
        {
            let refused = at(observations, lag, window).unwrap_err();
            assert!(matches!(refused, NullError::OutsideSurface { .. }));
            assert!(refused.to_string().contains("simulate"), "{refused}");
        }
    }

    #[test]
    fn p_values_invert_the_quantiles() {
        let surface = at(200, 1, 27).unwrap();
        for statistic in
            [SurfaceStatistic::Adf, SurfaceStatistic::Sadf, SurfaceStatistic::Gsadf, SurfaceStatistic::Bsadf]
        {
            for (p, q) in PROBABILITIES.iter().zip(surface.quantiles(statistic)) {
                let SurfaceP::About(found) = surface.p_value(statistic, *q) else {
                    panic!("{statistic:?} {p}")
                };
                assert!((found - (1.0 - p)).abs() < 1e-9, "{statistic:?} {p}: {found}");
            }
            assert_eq!(surface.p_value(statistic, 99.0), SurfaceP::AtMost(1.0 - 0.995));
            assert_eq!(surface.p_value(statistic, -99.0), SurfaceP::AtLeast(0.9));
            assert_eq!(surface.p_value(statistic, f64::NAN), SurfaceP::AtLeast(0.9));
        }
    }
}
