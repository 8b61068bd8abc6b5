//! Monitors: statistics that are watched while the data arrives, with a stated chance of any false call over a
//! stated horizon, and a second stage that says when the growth has ended.
//!
//! A [`Design`] says what is watched and with what risk; [`Calibrated`] finds the boundaries for a training length;
//! [`Calibrated::train`] freezes everything on the training sample; [`Monitor::observe`] takes one value at a time.
//! No call depends on anything later than itself.
//!
//! ```
//! use utakata::Execution;
//! use utakata::monitor::{Calibrated, Design, Phase};
//!
//! let design = Design { replications: 200, ..Design::new(60) };
//! let calibrated = Calibrated::new(&design, 100, &Execution::serial())?;
//! let training: Vec<f64> = (0..100).map(|t| 100.0 + f64::from((t * 37) % 11)).collect();
//! let mut monitor = calibrated.train(&training)?;
//! let mut price = 100.0;
//! for t in 0..30 {
//!     price *= if t < 25 { 1.04 } else { 0.9 };
//!     if let Some(alarm) = monitor.observe(price)? {
//!         println!("{:?} at observation {}", alarm.stage, alarm.index);
//!     }
//! }
//! assert_eq!(monitor.phase(), Phase::Burst);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The default
//! [`Design::new`] watches two statistics, each over windows that double from ten increments up to half the training:
//!
//! - **growth** against its own size: `A_{e,k}` of Astill, Harvey, Leybourne, Taylor and Sollis (2017/2018), after
//!   dividing the increments by a one-sided spot deviation, cutting them off at 2.5 and taking out the first-order
//!   autocorrelation and any upward mean of the training; boundaries at the nominal rate by simulation, under GARCH
//!   volatility, that repeats all of this estimation;
//! - the **rise** against the noise before it: `(y_e − y_{e−k})/(σ̂_{e−k}·√k)`; boundaries at half the nominal rate by
//!   simulation under a variance that rises ninefold in the middle of the horizon.
//!
//! Why:
//!
//! - A self-normalised sum of increments with independent symmetric signs has sub-Gaussian tails whatever their sizes
//!   are, so no volatility path makes it alarm much too often; the sums that are scaled by the training (Kurozumi,
//!   Homm-Breitung, Breitung-Diegel) are crossed in 30 to 75 % of paths when the variance rises ninefold.
//! - For the same reason it is blind where noise grows along with growth, as in the levels of a price that multiplies:
//!   Bitcoin rose in 2017 by 60 times the noise before and by three times its own. The rise sees that. Its boundary of
//!   about eight is what makes it safe against breaks of the variance: it is next to silent without one.
//! - Growth per observation that is small against its noise shows only over long windows, hence up to half the training.
//! - Standardising is what lets a drift and an autocorrelation found in the training be taken out safely when the
//!   volatility has changed since; without it `A_{e,k}` alarms in 26 % of paths with autocorrelation 0.3.
//! - The published boundary, the training maximum, holds 5 % only for a horizon of about 5 % of the training
//!   ([`training_maximum_horizon`]); over a horizon as long as the training its rate is 50 %.
//!
//! What it costs: rates of 6 to 7 % where the variance rises ninefold and 8 to 9 % under a drift of a tenth of the noise;
//! and geometric walks with large steps are called in levels (`docs/calls.md`).
//!
//! The end is called when the newest increments lie below the mean of those before them by more than chance explains,
//! in any of eight pairs of windows ([`Crash::Drop`]). Under growth at any constant speed the statistic has a known
//! distribution, whatever the ratio of growth to noise. The published `S_{e,m,n}` with `n = 1`
//! ([`Crash::Product`]) is crossed by a single negative increment after strong growth; where growth per observation is
//! about as large as its noise (`ρ = 1.01`) it is premature in nine of ten bubbles. Where a window of more than 40
//! increments called the growth, its end is judged in steps of as many observations as the window is multiples of 40. It
//! is also called when half of the gain since the start of the windows that spoke is lost: where noise grows with the
//! price the newest increments never stand out.
//!
//! Measured rates and delays of all monitors: `docs/laboratory.md`, made by [`crate::laboratory`].
//!
//! # What is not as published
//! - Boundaries of Kurozumi, Homm-Breitung and the spot CUSUM are simulated for the training length and horizon at
//!   hand instead of read from tables for a few lengths; the tables are reproduced in the tests.
//! - The open-ended bound of Breitung and Diegel (`c̄ = 2.1`, constant 1.25) could not be read in the original;
//!   [`Inflation::OpenWeighted`] keeps the weights and derives a boundary of its own.
//! - The boundary of [`Inflation::Quantile`] is simulated from the paper's limit as a process over the dates of the
//!   horizon, at the `δ` of the training; R `exuber` estimates `δ` from the whole sample and drew one normal for all dates.
//! - Whitehouse, Harvey and Leybourne (2025) could not be read either: their standardisation here is that of the
//!   default.

mod alarm;
mod balance;
mod bootstrap;
mod calibrate;
mod cusum;
mod design;
mod detector;
mod dickey_fuller;
mod error;
mod front;
mod growth;
mod increments;
mod quantile;
mod rate;
mod ring;
mod rise;
mod statement;
mod turn;

pub use alarm::{Alarm, Phase, Stage};
pub use calibrate::Calibrated;
pub use design::{Crash, Design, Inflation};
pub use error::MonitorError;
pub use front::{Monitor, Reading};
pub use rate::{training_maximum_horizon, training_maximum_rate};
