//! One interface to all statistics that watch for growth.

use serde::{Deserialize, Serialize};

use super::cusum::{Cusum, Weighted};
use super::dickey_fuller::{Fluc, Sup};
use super::growth::{Exceedances, Growth};
use super::quantile::Quantile;

/// Most statistics one stage looks at side by side.
pub(super) const MOST: usize = 8;

/// A statistic that is updated one observation at a time. What it gives is compared with a constant `c` per component;
/// [`Detector::natural`] turns both into the statistic and boundary of the paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Detector {
    Growth(Growth),
    Exceedances(Exceedances),
    Cusum(Cusum),
    Weighted(Weighted),
    Fluc(Fluc),
    Sup(Sup),
    Quantile(Quantile),
}

impl Detector {
    pub(super) fn components(&self) -> usize {
        match self {
            Self::Growth(growth) => growth.windows().len(),
            _ => 1,
        }
    }

    pub(super) fn observe(&mut self, value: f64, statistics: &mut [f64]) {
        match self {
            Self::Growth(d) => d.observe(value, statistics),
            Self::Exceedances(d) => d.observe(value, statistics),
            Self::Cusum(d) => d.observe(value, statistics),
            Self::Weighted(d) => d.observe(value, statistics),
            Self::Fluc(d) => d.observe(value, statistics),
            Self::Sup(d) => d.observe(value, statistics),
            Self::Quantile(d) => d.observe(value, statistics),
        }
    }

    /// From the scale of the constants to the paper's, at the newest observation; increasing.
    pub(super) fn natural(&self, c: f64) -> f64 {
        match self {
            Self::Growth(_) | Self::Exceedances(_) | Self::Quantile(_) => c,
            Self::Cusum(d) => d.natural(c),
            Self::Weighted(d) => d.natural(c),
            Self::Fluc(d) => d.natural(c),
            Self::Sup(d) => d.natural(c),
        }
    }

    /// Observations in the window that component looks at.
    pub(super) fn window(&self, component: usize) -> usize {
        match self {
            // `k` increments are `k + 1` observations.
            Self::Growth(d) => d.windows()[component] + 1,
            Self::Exceedances(d) => d.window() + 1,
            Self::Cusum(d) => d.window(),
            Self::Weighted(d) => d.window(),
            Self::Fluc(d) => d.window(),
            Self::Sup(d) => d.window(),
            Self::Quantile(d) => d.window(),
        }
    }
}
