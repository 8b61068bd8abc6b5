//! What a monitor watches for and with what risk.

use serde::{Deserialize, Serialize};

use super::MonitorError;
use super::detector::{LADDER, MOST};
use super::increments::BURN;
use crate::quantile_test::check_tau;
use crate::sample::{self, SampleError};

/// The statistic that calls inflation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "name")]
#[non_exhaustive]
pub enum Inflation {
    /// `A_{e,k}` for several `k`, boundaries calibrated so that all of them together alarm with the nominal rate.
    Growth {
        /// The `k`, in increments.
        windows: Vec<usize>,
        /// Whether increments are divided by their one-sided spot deviation and freed of the mean and first-order
        /// autocorrelation found in the training.
        standardised: bool,
    },
    /// The rise over the last `k` increments against the noise before them, for `k` doubling from `shortest` up to half the
    /// training; boundaries calibrated so that all of them together alarm with half the nominal rate where the variance
    /// of a random walk rises ninefold in the middle of the horizon, and next to never where it stays.
    Rise {
        /// The shortest window, in increments.
        shortest: usize,
    },
    /// [`Inflation::Growth`] on standardised increments or [`Inflation::Rise`], whichever speaks first, both with windows
    /// that double from `shortest` up to half the training.
    GrowthOrRise {
        /// The shortest window, in increments.
        shortest: usize,
    },
    /// `A_{e,k}` above its largest value in the training (Astill, Harvey, Leybourne, Sollis and Taylor 2018); with
    /// standardised increments in the manner of Whitehouse, Harvey and Leybourne (2025). Its false-alarm rate is
    /// [`super::training_maximum_rate`], not the nominal one.
    TrainingMaximum {
        /// `k`, in increments.
        window: usize,
        /// As for [`Inflation::Growth`].
        standardised: bool,
    },
    /// More consecutive `A_{e,k}` above a quantile of the training's than the training ever had (Astill et al. 2018).
    Exceedances {
        /// `k`, in increments.
        window: usize,
        /// The quantile.
        quantile: f64,
    },
    /// BADF with a window from the first observation (Kurozumi 2020), or the largest over starts up to a share of
    /// the training (his GSADF_{s0}; his boundary function at 0.4 and 0.8, a constant elsewhere).
    Kurozumi {
        /// `s0`: 0 for BADF.
        earliest: f64,
    },
    /// The CUSUM of Homm and Breitung (2012).
    Cusum,
    /// The CUSUM with a spot variance (Astill, Harvey, Leybourne, Taylor and Zu 2023).
    CusumSpot,
    /// FLUC of Homm and Breitung (2012).
    Fluc,
    /// The weighted CUSUM over a fixed horizon (Breitung and Diegel 2025), boundary `Φ^{-1}(1 − α/2)`.
    Weighted {
        /// `c̄`; 0 for equal weights.
        weight: f64,
    },
    /// A weighted CUSUM without end: unit variance at every observation against `√(c + 4·ln(1 + k/T*))`.
    OpenWeighted {
        /// `c̄`.
        weight: f64,
    },
    /// BSADF above the composite-bootstrap quantile of its maximum over the horizon, residuals from the training
    /// (Phillips and Shi 2020).
    PhillipsShi {
        /// Smallest window in regression observations.
        minimum_window: usize,
        /// Bootstrap replications.
        replications: usize,
    },
    /// The t-ratio of a quantile regression over everything seen (QPWY of Wu, Shi and Wu 2025). Its boundary depends on a
    /// correlation that is estimated on the training alone. Made for constant volatility.
    Quantile {
        /// `τ`, strictly between 0 and 1; the median is 0.5.
        quantile: f64,
    },
    /// BSADF above a simulated 95 %-sequence: the usual crossing rules. They are here to be compared with; their
    /// false-alarm rate is not controlled.
    Crossing {
        /// Smallest window in regression observations.
        minimum_window: usize,
        /// Whether the sequence is that of the running maximum of BADF (R `exuber`), not of BSADF at each date.
        running: bool,
    },
}

/// The statistic that calls the end of growth after an inflation call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "name")]
#[non_exhaustive]
pub enum Crash {
    /// Never called.
    None,
    /// The `n` newest increments lie below the mean of the `m` before them by more than chance would make them, for
    /// any of several pairs; boundaries calibrated so that unbroken growth is called over with the nominal rate. An
    /// increment is one observation, or as many as the window that called inflation is multiples of 40. Or half of what
    /// was gained since the beginning of that window is lost again, which tells where the noise grows with the price.
    Drop {
        /// The pairs `(m, n)`.
        windows: Vec<(usize, usize)>,
    },
    /// `S_{e,m,n}` below its smallest value in the training (Whitehouse, Harvey and Leybourne 2023).
    Product {
        /// `m`.
        left: usize,
        /// `n`.
        right: usize,
    },
    /// The inflation statistic is back at or below its boundary.
    Crossing,
}

/// Everything that is chosen before monitoring begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Design {
    /// What calls inflation.
    pub inflation: Inflation,
    /// What calls the end.
    pub crash: Crash,
    /// Observations after the training over which the rates hold.
    pub horizon: usize,
    /// Chance of any false inflation call over the horizon, where the boundary is calibrated.
    pub false_alarm_rate: f64,
    /// Chance that growth is called over although it goes on for [`Design::growth`] observations after the inflation
    /// call ([`Crash::Drop`]).
    pub premature_rate: f64,
    /// Observations of unbroken growth over which the premature rate holds.
    pub growth: usize,
    /// Simulated paths behind calibrated boundaries.
    pub replications: usize,
    /// Their seed.
    pub seed: u64,
}

/// Pairs of the default crash call. Twelve increments of growth before a short drop serve young bubbles; slow drops
/// need more on both sides.
const DROP_WINDOWS: [(usize, usize); 8] =
    [(12, 1), (12, 2), (12, 4), (24, 4), (24, 8), (24, 16), (24, 24), (24, 32)];

impl Design {
    /// The default monitor (see the module's words for why) at 5 % over `horizon` observations.
    pub fn new(horizon: usize) -> Self {
        Self {
            inflation: Inflation::GrowthOrRise { shortest: 10 },
            crash: Crash::Drop { windows: DROP_WINDOWS.to_vec() },
            horizon,
            false_alarm_rate: 0.05,
            premature_rate: 0.05,
            growth: 40,
            replications: 10_000,
            seed: 1,
        }
    }

    /// Refuses parameters that make no monitor, for a training of `training` observations.
    pub(super) fn check(&self, training: usize) -> Result<(), MonitorError> {
        sample::check_level(self.false_alarm_rate)?;
        sample::check_level(self.premature_rate)?;
        within("the horizon", self.horizon, 1, 10_000_000)?;
        within("the observations of growth", self.growth, 1, 10_000_000)?;
        within("the number of replications", self.replications, 99, 10_000_000)?;
        let needed = 1 + match &self.inflation {
            Inflation::Growth { windows, standardised } => {
                within("the number of windows", windows.len(), 1, LADDER)?;
                let longest = windows.iter().copied().max().unwrap_or(0);
                let shortest = windows.iter().copied().min().unwrap_or(0);
                within("the window", shortest, 2, 1_000_000)?;
                longest + if *standardised { BURN } else { 0 }
            }
            Inflation::Rise { shortest } | Inflation::GrowthOrRise { shortest } => {
                within("the shortest window", *shortest, 2, 1_000_000)?;
                (2 * shortest).max(shortest + BURN)
            }
            Inflation::TrainingMaximum { window, .. } => {
                within("the window", *window, 2, 1_000_000)?;
                window + BURN
            }
            Inflation::Exceedances { window, quantile } => {
                within("the window", *window, 2, 1_000_000)?;
                sample::check_level(*quantile)?;
                window + BURN
            }
            Inflation::Kurozumi { earliest } => {
                share("the latest start as a share of the training", *earliest)?;
                10
            }
            Inflation::Weighted { weight } | Inflation::OpenWeighted { weight } => {
                weighting(*weight)?;
                10
            }
            Inflation::PhillipsShi { minimum_window, replications } => {
                within("the number of replications", *replications, 19, 10_000_000)?;
                within("the smallest window", *minimum_window, 4, 1_000_000)?;
                *minimum_window
            }
            Inflation::Quantile { quantile } => {
                check_tau(*quantile)?;
                20
            }
            Inflation::Crossing { minimum_window, .. } => {
                within("the smallest window", *minimum_window, 4, 1_000_000)?;
                *minimum_window
            }
            Inflation::Cusum | Inflation::CusumSpot | Inflation::Fluc => 21,
        };
        let needed = needed.max(match &self.crash {
            Crash::Drop { windows } => {
                within("the number of pairs of windows", windows.len(), 1, MOST)?;
                for (left, right) in windows {
                    within("the left window", *left, 3, 1_000_000)?;
                    within("the right window", *right, 1, 1_000_000)?;
                }
                2
            }
            Crash::Product { left, right } => {
                within("the left window", *left, 1, 1_000_000)?;
                within("the right window", *right, 1, 1_000_000)?;
                left + right + 2
            }
            Crash::None | Crash::Crossing => 2,
        });
        if training < needed {
            return Err(SampleError::TooShort { observations: training, needed }.into());
        }
        Ok(())
    }
}

/// Windows that double from `shortest`, and half the training where the last of them leaves a gap below it.
pub(super) fn ladder(shortest: usize, training: usize) -> Vec<usize> {
    let longest = training / 2;
    let rungs = std::iter::successors(Some(shortest), |window| window.checked_mul(2));
    let mut windows: Vec<usize> = rungs.take_while(|&window| window <= longest).take(LADDER - 1).collect();
    if windows.last().is_some_and(|&last| longest >= last + last / 4) {
        windows.push(longest);
    }
    windows
}

fn within(name: &'static str, value: usize, least: usize, most: usize) -> Result<(), SampleError> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    let expected = match least {
        1 => "at least 1",
        2 => "at least 2",
        3 => "at least 3",
        4 => "at least 4",
        19 => "at least 19",
        _ => "at least 99",
    };
    let expected = if value > most { "smaller" } else { expected };
    Err(SampleError::Parameter { name, value: value as f64, expected })
}

fn share(name: &'static str, value: f64) -> Result<(), SampleError> {
    if (0.0..1.0).contains(&value) {
        return Ok(());
    }
    Err(SampleError::Parameter { name, value, expected: "at least 0 and below 1" })
}

fn weighting(value: f64) -> Result<(), SampleError> {
    if (0.0..=100.0).contains(&value) {
        return Ok(());
    }
    let expected = "between 0 (equal weights) and 100; about 2 is advised";
    Err(SampleError::Parameter { name: "the weight parameter", value, expected })
}
