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
//! [`Design::new`] watches growth over the last 10, 20 and 40 increments, each against its own size (the statistic
//! `A_{e,k}` of Astill, Harvey, Leybourne, Taylor and Sollis 2017/2018), after dividing the increments by a one-sided
//! spot deviation and taking out the mean and first-order autocorrelation of the training; the three boundaries share
//! the nominal rate equally and are found by simulation, under GARCH volatility, that repeats all of this estimation.
//! Why:
//!
//! - A self-normalised sum of increments with independent symmetric signs has sub-Gaussian tails whatever their sizes
//!   are, so no volatility path makes it alarm much too often; the sums that are scaled by the training (Kurozumi,
//!   Homm-Breitung, Breitung-Diegel) are crossed in 30 to 75 % of paths when the variance rises ninefold.
//! - Standardising is what lets a drift and an autocorrelation found in the training be taken out safely when the
//!   volatility has changed since; without it `A_{e,k}` alarms in 26 % of paths with autocorrelation 0.3.
//! - The published boundary, the training maximum, holds 5 % only for a horizon of about 5 % of the training
//!   ([`training_maximum_horizon`]); over a horizon as long as the training its rate is 50 %.
//!
//! The price is paid in the first observations of a steep bubble: a window of ten needs about seven of them, where
//! CUSUM needs three to five.
//!
//! The end is called when the newest increments lie below the mean of those before them by more than chance explains,
//! in any of eight pairs of windows ([`Crash::Drop`]). Under growth at any constant speed the statistic has a known
//! distribution, whatever the ratio of growth to noise. The published `S_{e,m,n}` with `n = 1`
//! ([`Crash::Product`]) is crossed by a single negative increment after strong growth; where growth per observation is
//! about as large as its noise (`ρ = 1.01`) it is premature in nine of ten bubbles.
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
