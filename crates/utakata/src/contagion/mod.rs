//! Does the explosiveness of one market pass to another? The time-varying contagion coefficient of Greenaway-McGrevy
//! and Phillips (2016, New Zealand Economic Papers 50(1), 88-113), with the bands it was published without.
//!
//! The autoregressive slopes of rolling windows of the receiving series are regressed on those of the core series, `d`
//! dates earlier, by a kernel in time. Windows overlap, so slopes move slowly and unrelated markets give smooth curves
//! far from zero: without [`ContagionBands`] the curve is a description.
//!
//! The bands promise this and no more: if the receiving series is a random walk that does not depend on the core, the
//! curve leaves them at *any* date with probability `1 − level`, however smooth the core's slopes and whatever was
//! chosen from the data. Rejections at 5 % (90 dates, random signs, bandwidth .3 unless said; `tests/contagion.rs`):
//!
//! | pair | share of 200 pairs |
//! |---|---|
//! | two walks | .040 |
//! | two walks of 60 dates, delay (0 to 2) and bandwidth chosen | .055 |
//! | walk; bubble in the core | .065 |
//! | walk with ninefold variance from mid-sample; bubble in the core | .060 |
//! | bubbles at different dates | .015 |
//! | bubbles over the same dates, running at the end | .315 |
//! | bubbles over the same dates, both collapsed in one step | .855 |
//! | walks whose changes correlate with .7 | .195 |
//!
//! So power is modest until the crash, which moves both slopes at once; and shocks in common, without any bubble, are
//! outside the null and read as contagion one time in five. Neighbouring slopes share all but one level, so
//! leave-one-out cross-validation tends to its smallest bandwidth and a curve that follows the noise: a fixed
//! bandwidth of about .3 has more power.
//!
//! R `exuber` leaves out the first window, and then its curve is this one to 1e-12. On the reference panel it reports a
//! bandwidth of .299 as that of cross-validation; the leave-one-out sum is .0429 there and .0383 at the lower end of
//! the range, which is what [`Bandwidth::CrossValidated`] finds.

mod bands;
mod curve;
mod statement;

use serde::Serialize;

pub use bands::ContagionBands;
use curve::{Fit, SMALLEST_WINDOW};

use crate::sample::{self, SampleError};

/// How many dates the core's slopes lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ContagionDelay {
    /// This many observations.
    Fixed(usize),
    /// The one from 0 to `most` with the smallest leave-one-out sum of squares, all over the same dates (the paper
    /// looks at 0 to 12 by hand).
    Estimated {
        /// Largest delay.
        most: usize,
    },
}

/// Kernel bandwidth as a share of the sample.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Bandwidth {
    /// This one.
    Fixed(f64),
    /// The one among 25, in equal ratios from `W^{−1/2}` to `W^{−1/10}` for `W = T − S + 1` windows, with the smallest
    /// leave-one-out sum of squares.
    CrossValidated,
}

/// How the curve is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContagionOptions {
    /// Levels per window `S`; `None` for `⌊0.33·T⌋`.
    pub window: Option<usize>,
    /// Lead of the core.
    pub delay: ContagionDelay,
    /// Smoothness.
    pub bandwidth: Bandwidth,
}

impl Default for ContagionOptions {
    /// A third of the sample per window, delay up to 12 and bandwidth by cross-validation.
    fn default() -> Self {
        Self {
            window: None,
            delay: ContagionDelay::Estimated { most: 12 },
            bandwidth: Bandwidth::CrossValidated,
        }
    }
}

/// The contagion curve.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contagion {
    /// Length of both series.
    pub observations: usize,
    /// Levels per window.
    pub window: usize,
    /// Dates the core leads.
    pub delay: usize,
    /// Whether the delay was estimated.
    pub estimated: bool,
    /// Kernel bandwidth as a share of the sample.
    pub bandwidth: f64,
    /// Slopes of the core by window, the first ending at observation `window − 1` (from 0).
    pub core_slopes: Vec<f64>,
    /// Slopes of the receiving series.
    pub receiving_slopes: Vec<f64>,
    /// Observation (from 0) of the first entry of `curve`: `window − 1 + delay`.
    pub first_date: usize,
    /// `δ̂_2` at each date to the last.
    pub curve: Vec<f64>,
    #[serde(skip)]
    options: ContagionOptions,
    #[serde(skip)]
    receiving: Vec<f64>,
}

/// The contagion curve from `core` to `receiving`, two series of the same dates.
///
/// `δ̂_2(r) = Σ_s K((s/T − r)/h)·β̃_{y,s}·β̃_{x,s−d} / Σ_s K((s/T − r)/h)·β̃²_{x,s−d}` with a Gaussian `K`, where `β̃_s` is the
/// least-squares slope of `y_t` on `(1, y_{t−1})` among the `S` levels up to observation `s`, less the mean of all
/// windows; evaluated at `r = s/T` for every date `s` with a core slope. An estimated delay and a cross-validated
/// bandwidth minimise the same leave-one-out sum together. (The paper picks the delay by the sum of squared residuals;
/// leaving out the date itself keeps small bandwidths from winning.) Invariant to `a + b·y` of either series.
///
/// # Errors
/// [`SampleError::LengthMismatch`]; [`SampleError::NotFinite`]; [`SampleError::TooShort`] with fewer than ten dates
/// after the delay; [`SampleError::Parameter`] for a window below eight or a bandwidth outside (0, 10];
/// [`SampleError::Still`] when a window does not move, or the core's slope never changes.
pub fn contagion(
    receiving: &[f64],
    core: &[f64],
    options: ContagionOptions,
) -> Result<Contagion, SampleError> {
    let observations = receiving.len();
    if observations != core.len() {
        return Err(SampleError::LengthMismatch { first: observations, second: core.len() });
    }
    let window = options.window.unwrap_or(observations * 33 / 100);
    if options.window.is_some() && window < SMALLEST_WINDOW {
        return Err(SampleError::Parameter {
            name: "the window",
            value: window as f64,
            expected: "at least 8 levels",
        });
    }
    if let Bandwidth::Fixed(h) = options.bandwidth
        && !(h > 0.0 && h <= 10.0)
    {
        return Err(SampleError::Parameter {
            name: "the bandwidth",
            value: h,
            expected: "above 0 and at most 10, as a share of the sample",
        });
    }
    let (ContagionDelay::Fixed(most) | ContagionDelay::Estimated { most }) = options.delay;
    let needed = (window.max(SMALLEST_WINDOW) + most + 9).max(if options.window.is_none() { 25 } else { 0 });
    sample::check(receiving, needed)?;
    sample::check(core, needed)?;
    let still = SampleError::Still("a window of one of the series");
    let core_slopes = curve::slopes(core, window).ok_or(still.clone())?;
    let receiving_slopes = curve::slopes(receiving, window).ok_or(still)?;
    let fit = Fit::new(&receiving_slopes, &core_slopes, observations, &options)
        .ok_or(SampleError::Still("the slope of the core"))?;
    Ok(Contagion {
        observations,
        window,
        delay: fit.delay,
        estimated: matches!(options.delay, ContagionDelay::Estimated { .. }),
        bandwidth: fit.bandwidth,
        first_date: window - 1 + fit.delay,
        curve: fit.curve,
        core_slopes,
        receiving_slopes,
        options,
        receiving: receiving.to_vec(),
    })
}
