//! The tests of the family and their statistics.

use serde::Serialize;

use super::kernel_purged::purge;
use super::no_intercept::{check_no_lag, no_intercept};
use super::sign;
use super::time_transformed::{ProfileBandwidth, time_transform};
use crate::explosive::{ExplosiveError, Layout, Recursive, check, recursive};

/// A test: what is done to the series before the supremum is taken, and whether the regression has a constant.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "name")]
pub enum RobustTest {
    /// Nothing; regression without constant on `y − y_1` (Whitehouse 2019). **Not robust**: the statistic whose limit
    /// under constant variance the others share.
    GlsDemeaned,
    /// Cumulated signs, no constant: sPWY and sPSY of Harvey, Leybourne and Zu (2020).
    Sign,
    /// Cumulated recursively demeaned signs, no constant: Harvey, Leybourne, Tatlow and Zu (2025).
    DemeanedSign,
    /// The series on the clock of its variance, no constant: STADF and GSTADF of Kurozumi, Skrobotov and Tsarev (2023).
    TimeTransformed {
        /// Half-width of the local regressions behind the variance profile.
        bandwidth: ProfileBandwidth,
    },
    /// Cumulated changes over their local standard deviation, constant: PSYσ of Harvey, Leybourne, Taylor and Zu (2025).
    KernelPurged {
        /// Bandwidth as a share of the sample; `None` is `0.1·T^{−1/4}`.
        bandwidth: Option<f64>,
    },
    /// The same without constant: PSY*σ.
    KernelPurgedNoConstant {
        /// Bandwidth as a share of the sample; `None` is `0.1·T^{−1/4}`.
        bandwidth: Option<f64>,
    },
}

/// The statistics of one test on one series.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RobustStatistics {
    /// Which test.
    pub test: RobustTest,
    /// Forward (`badf`, `sadf`) and double supremum (`bsadf`, `gsadf`) statistics of the transformed series.
    /// Their null distribution is that of [`super::simulate_robust`], not of
    /// [`crate::null::simulate`].
    pub recursive: Recursive,
    /// For the time-transformed test, the observation (from 0) whose value stands at each date of the transformed
    /// series, on which `recursive` is dated; `None` for the others, which are dated as the series itself.
    pub clock: Option<Vec<usize>>,
    /// For the sign tests, the observations (from 0) that do not differ from the one before; empty for the others.
    pub unchanged: Vec<usize>,
}

impl RobustTest {
    /// Every test with its published defaults.
    pub const ALL: [Self; 6] = [
        Self::GlsDemeaned,
        Self::Sign,
        Self::DemeanedSign,
        Self::TimeTransformed { bandwidth: ProfileBandwidth::Fixed },
        Self::KernelPurged { bandwidth: None },
        Self::KernelPurgedNoConstant { bandwidth: None },
    ];

    /// Stable name in kebab case, the tag of its serialised form.
    pub fn name(&self) -> &'static str {
        match self {
            Self::GlsDemeaned => "gls-demeaned",
            Self::Sign => "sign",
            Self::DemeanedSign => "demeaned-sign",
            Self::TimeTransformed { .. } => "time-transformed",
            Self::KernelPurged { .. } => "kernel-purged",
            Self::KernelPurgedNoConstant { .. } => "kernel-purged-no-constant",
        }
    }

    /// The series on which the supremum is taken: one value per observation of `values`.
    ///
    /// # Errors
    /// [`ExplosiveError::NotFinite`], [`ExplosiveError::Bandwidth`], [`ExplosiveError::Degenerate`].
    pub fn transform(&self, values: &[f64]) -> Result<Vec<f64>, ExplosiveError> {
        if let Some(index) = values.iter().position(|v| !v.is_finite()) {
            return Err(ExplosiveError::NotFinite { index, value: values[index] });
        }
        Ok(match self {
            Self::GlsDemeaned => values.to_vec(),
            Self::Sign => sign::cumulated_signs(values),
            Self::DemeanedSign => sign::demeaned_signs(values),
            Self::TimeTransformed { bandwidth } => time_transform(values, *bandwidth)?.series,
            Self::KernelPurged { bandwidth } | Self::KernelPurgedNoConstant { bandwidth } => {
                purge(values, *bandwidth)?
            }
        })
    }

    /// Refuses a bandwidth that is no positive number.
    pub(super) fn check_bandwidth(self) -> Result<(), ExplosiveError> {
        match self {
            Self::TimeTransformed { bandwidth: ProfileBandwidth::Share(bandwidth) }
            | Self::KernelPurged { bandwidth: Some(bandwidth) }
            | Self::KernelPurgedNoConstant { bandwidth: Some(bandwidth) }
                if !(bandwidth > 0.0 && bandwidth.is_finite()) =>
            {
                Err(ExplosiveError::Bandwidth { bandwidth })
            }
            _ => Ok(()),
        }
    }

    /// Whether the regression has a constant.
    pub(super) fn has_constant(self) -> bool {
        matches!(self, Self::KernelPurged { .. })
    }

    /// Whether only the signs of the changes enter.
    pub(super) fn signs_only(self) -> bool {
        matches!(self, Self::Sign | Self::DemeanedSign)
    }
}

/// Computes `test` on `values` for a layout without lags. `O(T²)` time.
///
/// # Errors
/// [`ExplosiveError::LagTooLarge`] for a layout with lags, [`ExplosiveError::LengthMismatch`],
/// [`ExplosiveError::NotFinite`], [`ExplosiveError::Bandwidth`], [`ExplosiveError::Degenerate`] when no window can be
/// tested.
pub fn robust_statistics(
    values: &[f64],
    test: RobustTest,
    layout: &Layout,
) -> Result<RobustStatistics, ExplosiveError> {
    check_no_lag(layout)?;
    check(values, layout)?;
    let (series, clock) = match test {
        RobustTest::TimeTransformed { bandwidth } => {
            let transformed = time_transform(values, bandwidth)?;
            (transformed.series, Some(transformed.clock))
        }
        _ => (test.transform(values)?, None),
    };
    let recursive =
        if test.has_constant() { recursive(&series, layout)? } else { no_intercept(&series, layout)? };
    let unchanged = if test.signs_only() { sign::unchanged(values) } else { Vec::new() };
    Ok(RobustStatistics { test, recursive, clock, unchanged })
}
