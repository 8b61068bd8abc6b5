//! A count of survivors, and the base rate it is held against.

use serde::Serialize;

use super::{SurvivalError, checked_base_rate, checked_horizon, checked_level};
use crate::{
    Interval, evalue,
    proportion::clopper_pearson,
    tail::{binomial_at_least, binomial_at_most},
};

/// How many of the entrants are left after some years.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entrants {
    /// Those that came.
    pub entrants: u64,
    /// Those that are left.
    pub survivors: u64,
    /// Years between.
    pub years: f64,
    /// `survivors / entrants`.
    pub share: f64,
    /// Exact interval of the share (Clopper & Pearson 1934, Biometrika 26).
    pub share_interval: Interval,
    /// Yearly exit hazard `1 − share^(1/years)` if it was the same every year.
    pub hazard: f64,
    /// The share's interval as hazards.
    pub hazard_interval: Interval,
}

/// A count of survivors against a base rate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgainstBaseRate {
    /// Share that survives in the reference class.
    pub base_rate: f64,
    /// Survivors to expect, `entrants · base_rate`.
    pub expected: f64,
    /// `P(K ≤ survivors)`: against a survival as high as the base rate.
    pub p_at_most: f64,
    /// `P(K ≥ survivors)`: against a survival as low as the base rate.
    pub p_at_least: f64,
    /// Twice the smaller of the two, at most 1: the p-value that goes with the interval of the share.
    pub p_two_sided: f64,
    /// Smallest `p_at_most` that this number of entrants can give, `(1 − base_rate)^entrants`.
    pub smallest_p_at_most: f64,
    /// e-value against "the share that survives is at least the base rate" ([`evalue::share_at_least`]).
    pub e_value: f64,
}

/// The exit hazard per year that leaves `share` after `years`, when it is the same every year: `1 − share^(1/years)`.
///
/// # Errors
/// [`SurvivalError::Horizon`] for years that are not positive, [`SurvivalError::Proportion`] for a share outside [0, 1].
pub fn annual_hazard(share: f64, years: f64) -> Result<f64, SurvivalError> {
    checked_horizon(years)?;
    if !(0.0..=1.0).contains(&share) {
        return Err(crate::proportion::ProportionError::Share { value: share }.into());
    }
    Ok(hazard(share, years))
}

/// By logarithms, so that a small hazard keeps its digits.
fn hazard(share: f64, years: f64) -> f64 {
    if share == 0.0 { 1.0 } else { -(share.ln() / years).exp_m1() }
}

impl Entrants {
    /// `survivors` of `entrants` after `years`.
    ///
    /// # Errors
    /// [`SurvivalError`] without entrants, with more survivors than entrants, for years that are not positive, or a level
    /// outside (0, 1).
    pub fn new(entrants: u64, survivors: u64, years: f64, level: f64) -> Result<Self, SurvivalError> {
        let level = checked_level(level)?;
        checked_horizon(years)?;
        if entrants == 0 {
            return Err(SurvivalError::Empty);
        }
        if survivors > entrants {
            return Err(SurvivalError::Survivors { survivors, entrants });
        }
        let n = entrants as f64;
        let share = survivors as f64 / n;
        let share_interval = clopper_pearson(share, n, level)?;
        let hazard_of = |share: Option<f64>| share.map(|share| hazard(share, years));
        Ok(Self {
            entrants,
            survivors,
            years,
            share,
            share_interval,
            hazard: hazard(share, years),
            hazard_interval: Interval {
                low: hazard_of(share_interval.high),
                high: hazard_of(share_interval.low),
                level,
            },
        })
    }

    /// The count against the share that survives in a reference class over the same years.
    ///
    /// # Errors
    /// [`SurvivalError::BaseRate`] outside (0, 1).
    pub fn against(&self, base_rate: f64) -> Result<AgainstBaseRate, SurvivalError> {
        let base_rate = checked_base_rate(base_rate)?;
        let (n, k, other) = (self.entrants as f64, self.survivors as f64, 1.0 - base_rate);
        let p_at_most = binomial_at_most(k, n, base_rate, other);
        let p_at_least = binomial_at_least(k, n, base_rate, other);
        Ok(AgainstBaseRate {
            base_rate,
            expected: n * base_rate,
            p_at_most,
            p_at_least,
            p_two_sided: (2.0 * p_at_most.min(p_at_least)).min(1.0),
            smallest_p_at_most: (n * (-base_rate).ln_1p()).exp(),
            e_value: evalue::share_at_least(k, n, base_rate, 1.0)?,
        })
    }
}
