//! Tests for a bubble whose explosive coefficient is itself random: SSU, GSSU and their unions with SADF and GSADF
//! (Kurozumi and Nishi 2025, "Testing for a bubble with a stochastically varying explosive coefficient", Journal of
//! Time Series Analysis 46(5), 945-965).
//!
//! When the growth rate of a bubble wavers, the increments grow in size with the level, whichever way they go. The
//! tests look for that: a regression of squared increments on squared lagged levels, its t-ratio corrected for
//! skewness, and the largest over windows. They have power where SADF has none, and little where SADF has most, hence
//! the unions.
//!
//! **Levels count.** The regression uses `y²`, so the statistic changes with the origin of the series. In the paper's
//! model `y` is an asset's own level with a start that does not matter in the limit; here [`Origin`] says where zero
//! is, and the null distribution follows it. As far as accounts of it tell (its full text was not at hand), that is
//! all it says of the origin. Peers take the level as given and the null's critical values from walks that start at
//! zero, which do not fit a price that starts at a hundred times its daily move.
//!
//! **Volatility counts too.** Under the simulated null the increments have one variance. A variance that changes in
//! calendar time looks like one that changes with the level and is taken for a bubble: at 5 % nominal and 200
//! observations SSU rejects 5 % of walks with constant variance, 78 % when the variance rises ninefold, 11 % when it
//! falls, 21 % under GARCH, 33 % under stochastic volatility and 9 % with t(3) steps (GSSU: 5, 49, 29, 16, 30, 25 %).
//! The wild bootstrap ([`SsuNull::WildBootstrap`]) keeps the path of squared increments in place and with random
//! signs is exact for any symmetric increments. It pays in power: on the paper's alternative (`c = 3`, `a = 4`,
//! second half of 200 observations) SSU finds 28 % of bubbles with it and 88 % against the simulated null, SADF 52 %.
//!
//! R `exuber` 1.1.0-dev of August 2026 divides the cross-moment of the residuals by `L − 1`, the paper by `L − 2`
//! like the variances; the difference is 0.1 % at a window of 200 and 19 % where the correlation is near one.

mod moments;
mod statement;
mod test;

use crate::instruction_sets::each_instruction_set;
use serde::Serialize;

pub use test::{SsuNull, SsuOptions, SsuTest, ssu_test};

use crate::explosive::{Layout, default_minimum_window};
use crate::null::Quantiles;
use crate::robust::Supremum;
use crate::sample::SampleError;
use crate::weighted::{layout, scaled_differences};
use moments::{Moments, Rows};

/// Where the level of the series is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// From its first observation: `y_t − y_1`. The statistic is invariant to `a + b·y` and its null distribution
    /// free of parameters, that of the published tables.
    #[default]
    First,
    /// From zero, as in the paper's model: increments proportional to the price are then a straight line through the
    /// origin. The null distribution depends on the first level in units of a step.
    Zero,
}

/// SSU or GSSU of one series.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ssu {
    /// SSU for [`Supremum::Forward`], GSSU for [`Supremum::Double`].
    pub supremum: Supremum,
    /// Where levels are measured from.
    pub origin: Origin,
    /// Sample length and smallest window in regression rows; lag 0.
    pub layout: Layout,
    /// The largest corrected t-ratio; `None` when none is defined (increments all of one size, say).
    pub statistic: Option<f64>,
    /// Corrected t-ratio of the window from the first observation to each date, or the largest over starts; one entry
    /// per date from observation [`Layout::first_date`] (from 0), using data up to that date only.
    pub path: Vec<Option<f64>>,
}

/// Computes SSU or GSSU of `values` over windows of at least `window` regression rows ([`default_window`]).
///
/// # Errors
/// [`SampleError::NotFinite`], [`SampleError::TooShort`], [`SampleError::Still`] for a constant series,
/// [`SampleError::Null`] for a window with no degree of freedom.
pub fn ssu(values: &[f64], window: usize, supremum: Supremum, origin: Origin) -> Result<Ssu, SampleError> {
    let layout = layout(values, window)?;
    let (scale, differences) = scaled_differences(values)?;
    let start = match origin {
        Origin::First => 0.0,
        Origin::Zero => values[0] / scale,
    };
    let rows = Rows::new(&differences, start);
    let path = match supremum {
        Supremum::Forward => forward(&rows, window),
        Supremum::Double => double(rows, window),
    };
    let statistic = Some(path.iter().copied().fold(f64::NEG_INFINITY, f64::max)).filter(|s| s.is_finite());
    let path = path.into_iter().map(|t| t.is_finite().then_some(t)).collect();
    Ok(Ssu { supremum, origin, layout, statistic, path })
}

/// SSU or GSSU as a bare number, for simulations; NaN when undefined.
pub fn ssu_statistic(values: &[f64], window: usize, supremum: Supremum, origin: Origin) -> f64 {
    ssu(values, window, supremum, origin).ok().and_then(|s| s.statistic).unwrap_or(f64::NAN)
}

/// The smallest window the paper advises: that of Phillips, Shi and Yu (2015) for SSU, `⌊T·(−0.004 + 2.24/√T)⌋` for
/// GSSU (its Table I).
pub fn default_window(observations: usize, supremum: Supremum) -> usize {
    let t = observations as f64;
    match supremum {
        Supremum::Forward => default_minimum_window(observations),
        Supremum::Double => (t * (-0.004 + 2.24 / t.max(1.0).sqrt())).max(0.0) as usize,
    }
}

/// The asymptotic critical values printed in the paper's Table I, for [`Origin::First`]. Own walks give 2.96, 3.36,
/// 4.13 at 1000 observations for SSU (10,000 of them) and 4.76, 5.41, 6.52 at 400 for GSSU (1000); at 200 they give
/// 3.06, 3.57, 4.78 and 4.86, 5.60, 7.28, so that shorter samples are better served by [`ssu_test`].
pub fn published_critical_values(supremum: Supremum) -> Quantiles {
    let [p90, p95, p99] = match supremum {
        Supremum::Forward => [2.90, 3.30, 4.20],
        Supremum::Double => [4.83, 5.37, 6.81],
    };
    Quantiles { p90: Some(p90), p95: Some(p95), p99: Some(p99) }
}

/// The factors printed in Table I by which the critical value of the union exceeds that of either test (`ur`, `gur`).
/// Own walks give 1.20, 1.15, 1.10 for SSU at 200 observations and 1.11, 1.09, 1.09 for GSSU at 400.
pub fn published_union_factors(supremum: Supremum) -> Quantiles {
    let [p90, p95, p99] = match supremum {
        Supremum::Forward => [1.16, 1.13, 1.09],
        Supremum::Double => [1.11, 1.10, 1.08],
    };
    Quantiles { p90: Some(p90), p95: Some(p95), p99: Some(p99) }
}

/// Windows worked on together.
const LANES: usize = 8;

impl Rows {
    /// Levels and squares less those of the first observation: constants drop out of centred moments, and taking them
    /// off beforehand saves digits.
    fn new(differences: &[f64], start: f64) -> Self {
        let mut level = 0.0;
        let mut columns: [Vec<f64>; 4] = Default::default();
        for d in differences {
            for (column, value) in columns.iter_mut().zip([level, level * (2.0 * start + level), *d, d * d]) {
                column.push(value);
            }
            level += d;
        }
        Self { columns }
    }

    fn count(&self) -> usize {
        self.columns[0].len()
    }

    /// Appends rows that no window counts, so that a group of windows may reach beyond the last.
    fn padded(mut self) -> Self {
        for column in &mut self.columns {
            column.extend([0.0; LANES]);
        }
        self
    }
}

fn forward(rows: &Rows, window: usize) -> Vec<f64> {
    let mut moments = Moments::<1>::none();
    let mut path = Vec::with_capacity((rows.count() + 1).saturating_sub(window));
    for row in 0..rows.count() {
        moments.add(rows, row);
        if row + 1 >= window {
            path.extend(moments.corrected_t());
        }
    }
    path
}

each_instruction_set! {
/// The largest over starts, a group of consecutive starts at a time: at equal length their windows lie side by side.
/// There is no reordering within a window, so that every instruction set gives the same bits.
fn double(rows: Rows, window: usize) -> Vec<f64> {
    let (count, rows) = (rows.count(), rows.padded());
    let dates = (count + 1).saturating_sub(window);
    let mut path = vec![f64::NEG_INFINITY; dates + LANES];
    for start in (0..dates).step_by(LANES) {
        let mut moments = Moments::<LANES>::none();
        for row in start..count {
            moments.add(&rows, row);
            if row + 1 < start + window {
                continue;
            }
            let best = &mut path[row + 1 - window..][..LANES];
            for (best, t) in best.iter_mut().zip(moments.corrected_t()) {
                *best = if t > *best { t } else { *best };
            }
        }
    }
    path.truncate(dates);
    path
}
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The paper's equations on one window of levels, in two passes.
    fn by_definition(levels: &[f64]) -> f64 {
        let count = levels.len() - 1;
        let column = |f: &dyn Fn(usize) -> f64| (0..count).map(f).collect::<Vec<f64>>();
        let level = column(&|t| levels[t]);
        let square = column(&|t| levels[t] * levels[t]);
        let difference = column(&|t| levels[t + 1] - levels[t]);
        let squared = column(&|t| (levels[t + 1] - levels[t]).powi(2));
        let centred = |x: &[f64]| {
            let mean = x.iter().sum::<f64>() / count as f64;
            x.iter().map(|v| v - mean).collect::<Vec<f64>>()
        };
        let dot = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(a, b)| a * b).sum::<f64>();
        let residual = |y: &[f64], x: &[f64]| {
            let (x, y) = (centred(x), centred(y));
            let slope = dot(&x, &y) / dot(&x, &x);
            (slope, x.iter().zip(&y).map(|(x, y)| y - slope * x).collect::<Vec<f64>>())
        };
        let (_, epsilon) = residual(&difference, &level);
        let (omega, eta) = residual(&squared, &square);
        let freedom = count as f64 - 2.0;
        let variance = |x: &[f64]| dot(x, x) / freedom;
        let psi = dot(&epsilon, &eta) / freedom / (variance(&epsilon) * variance(&eta)).sqrt();
        let x = centred(&square);
        let t = omega * dot(&x, &x).sqrt() / variance(&eta).sqrt();
        let correction = psi / variance(&epsilon).sqrt() * dot(&x, &difference) / dot(&x, &x).sqrt();
        (t - correction) / (1.0 - psi * psi).sqrt()
    }

    proptest! {
        #[test]
        fn every_window_is_the_definition(
            steps in prop::collection::vec(-2.0..2.0_f64, 16..40),
            start in -20.0..20.0_f64,
            window in 8..14_usize,
        ) {
            let mut level = start;
            let mut values = vec![level];
            values.extend(steps.iter().map(|d| { level += d; level }));
            for origin in [Origin::First, Origin::Zero] {
                let levels: Vec<f64> =
                    values.iter().map(|y| if origin == Origin::First { y - start } else { *y }).collect();
                let ours = ssu(&values, window, Supremum::Double, origin).unwrap();
                for (i, best) in ours.path.iter().enumerate() {
                    let end = i + window + 1;
                    let slow =
                        (0..=i).map(|s| by_definition(&levels[s..end])).fold(f64::NEG_INFINITY, f64::max);
                    prop_assert!((best.unwrap() - slow).abs() < 1e-6 * (1.0 + slow.abs()), "{best:?} {slow}");
                }
            }
        }
    }

    #[test]
    fn windows_are_those_of_the_paper() {
        // T·(−0.004 + 2.24/√T) = 22.0, 30.88, 43.2.
        let sizes: Vec<usize> = [100, 200, 400].map(|t| default_window(t, Supremum::Double)).into();
        assert_eq!(sizes, [22, 30, 43]);
        assert_eq!(default_window(200, Supremum::Forward), 27);
        assert_eq!(default_window(0, Supremum::Double), 0);
    }

    #[test]
    fn steps_of_one_size_have_no_statistic() {
        let zigzag: Vec<f64> = (0..40).map(|t| f64::from(t % 2)).collect();
        assert_eq!(ssu(&zigzag, 10, Supremum::Double, Origin::First).unwrap().statistic, None);
        assert!(ssu_statistic(&[1.0; 40], 10, Supremum::Forward, Origin::First).is_nan());
    }
}
