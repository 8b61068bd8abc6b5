//! One interface to all statistics that watch for growth.

use serde::{Deserialize, Serialize};

use super::cusum::{Cusum, Weighted};
use super::dickey_fuller::{Fluc, Sup};
use super::growth::{Exceedances, Growth};
use super::quantile::Quantile;
use super::rise::Rise;

/// Most statistics one stage looks at side by side.
pub(super) const MOST: usize = 2 * LADDER;

/// Most windows of one statistic.
pub(super) const LADDER: usize = 8;

/// Increments of the longest window that is judged observation by observation.
pub(super) const PACE: usize = 40;

/// A statistic that is updated one observation at a time. What it gives is compared with a constant `c` per component;
/// [`Detector::natural`] turns both into the statistic and boundary of the paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Detector {
    Growth(Growth),
    Rise(Rise),
    /// Both: the components of the first, then those of the second.
    GrowthOrRise(Growth, Rise),
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
            Self::Rise(rise) => rise.windows().len(),
            Self::GrowthOrRise(growth, rise) => growth.windows().len() + rise.windows().len(),
            _ => 1,
        }
    }

    pub(super) fn observe(&mut self, value: f64, statistics: &mut [f64]) {
        match self {
            Self::Growth(d) => d.observe(value, statistics),
            Self::Rise(d) => d.observe(value, statistics),
            Self::GrowthOrRise(growth, rise) => {
                let (first, second) = statistics.split_at_mut(growth.windows().len());
                growth.observe(value, first);
                rise.observe(value, second);
            }
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
            Self::Growth(_)
            | Self::Rise(_)
            | Self::GrowthOrRise(..)
            | Self::Exceedances(_)
            | Self::Quantile(_) => c,
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
            Self::Rise(d) => d.windows()[component] + 1,
            Self::GrowthOrRise(growth, rise) => {
                growth.windows().iter().chain(rise.windows()).nth(component).map_or(1, |window| window + 1)
            }
            Self::Exceedances(d) => d.window() + 1,
            Self::Cusum(d) => d.window(),
            Self::Weighted(d) => d.window(),
            Self::Fluc(d) => d.window(),
            Self::Sup(d) => d.window(),
            Self::Quantile(d) => d.window(),
        }
    }

    /// How many observations make one step for the eyes of the crash call after that component spoke: growth that took
    /// long to see is not over after a few observations.
    pub(super) fn pace(&self, component: usize) -> usize {
        if self.windowed() { ((self.window(component) - 1) / PACE).max(1) } else { 1 }
    }

    /// Whether every component looks at a window of fixed length.
    pub(super) fn windowed(&self) -> bool {
        matches!(self, Self::Growth(_) | Self::Rise(_) | Self::GrowthOrRise(..))
    }

    /// The largest pace.
    pub(super) fn slowest(&self) -> usize {
        (0..self.components()).map(|component| self.pace(component)).max().unwrap_or(1)
    }
}
