//! What a recursive statistic is computed on: sample length, lag and smallest window.

use serde::Serialize;

use super::ExplosiveError;
use crate::moments::MOST_LAGS;

/// What the size of a window counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum WindowConvention {
    /// Rows of the regression (R `exuber`, this project).
    #[default]
    Observations,
    /// Levels of the series, that is regression rows plus `lag + 1` (`swindow0` of the Phillips-Shi-Yu Matlab code,
    /// R `psymonitor`, EViews).
    Levels,
}

/// Number of lagged differences in the regression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Lag {
    /// This many.
    Fixed(usize),
    /// The number from 0 to `max` with the smallest Bayesian information criterion, all compared on the same
    /// observations.
    Bic {
        /// Largest number considered.
        max: usize,
    },
    /// The number from 0 to `max` with the smallest modified Akaike criterion of Ng and Perron (2001), all compared
    /// on the same observations.
    Maic {
        /// Largest number considered.
        max: usize,
    },
}

/// Lag and smallest window asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Lagged differences.
    pub lag: Lag,
    /// Smallest window in the units of `window_convention`; `None` is [`default_minimum_window`].
    pub minimum_window: Option<usize>,
    /// What window sizes count.
    pub window_convention: WindowConvention,
}

impl Default for Options {
    /// One lag, default window, counted in regression observations.
    fn default() -> Self {
        Self { lag: Lag::Fixed(1), minimum_window: None, window_convention: WindowConvention::Observations }
    }
}

/// Sample length, lag and smallest window of one set of recursive statistics. A statistic may only be compared
/// with a null distribution of the same layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Layout {
    observations: usize,
    lag: usize,
    window: usize,
}

impl Layout {
    /// Layout for `observations` values, `lag` lagged differences and windows of at least `window` regression
    /// observations.
    ///
    /// # Errors
    /// [`ExplosiveError::LagTooLarge`], [`ExplosiveError::WindowTooSmall`] when a window has no degree of freedom
    /// left, [`ExplosiveError::TooShort`] when not even one window fits.
    pub fn new(observations: usize, lag: usize, window: usize) -> Result<Self, ExplosiveError> {
        if lag > MOST_LAGS {
            return Err(ExplosiveError::LagTooLarge { lag, most: MOST_LAGS });
        }
        if window < lag + 3 {
            return Err(ExplosiveError::WindowTooSmall { window, lag, least: lag + 3 });
        }
        let needed = window + lag + 1;
        if observations < needed {
            return Err(ExplosiveError::TooShort { observations, needed, window, lag });
        }
        Ok(Self { observations, lag, window })
    }

    /// Layout for `observations` values with the window convention of `options`, at a lag already chosen.
    ///
    /// # Errors
    /// As [`Layout::new`].
    pub fn resolve(observations: usize, lag: usize, options: &Options) -> Result<Self, ExplosiveError> {
        let asked = options.minimum_window.unwrap_or_else(|| default_minimum_window(observations));
        let mut window = match options.window_convention {
            WindowConvention::Observations => asked,
            WindowConvention::Levels => asked.saturating_sub(lag + 1),
        };
        if options.minimum_window.is_none() {
            // Nobody asked for a small window: what is too short is the series.
            window = window.max(lag + 3);
        }
        Self::new(observations, lag, window)
    }

    /// Length of the series.
    pub fn observations(&self) -> usize {
        self.observations
    }

    /// Lagged differences.
    pub fn lag(&self) -> usize {
        self.lag
    }

    /// Smallest window in regression observations.
    pub fn window(&self) -> usize {
        self.window
    }

    /// Smallest window in levels: `window + lag + 1`.
    pub fn window_levels(&self) -> usize {
        self.window + self.lag + 1
    }

    /// Observation (from 0) of the first statistic: `window + lag`.
    pub fn first_date(&self) -> usize {
        self.window + self.lag
    }

    /// Number of dates with a statistic: `observations − window − lag`.
    pub fn dates(&self) -> usize {
        self.observations - self.first_date()
    }
}

/// The smallest window recommended by Phillips, Shi and Yu (2015): `⌊(0.01 + 1.8/√T)·T⌋`.
pub fn default_minimum_window(observations: usize) -> usize {
    let t = observations as f64;
    if observations == 0 { 0 } else { ((0.01 + 1.8 / t.sqrt()) * t).floor() as usize }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_windows_are_those_of_the_literature() {
        let expected = [(100, 19), (200, 27), (400, 40), (547, 47), (800, 58), (1600, 88), (1680, 90)];
        for (t, window) in expected {
            assert_eq!(default_minimum_window(t), window);
        }
    }

    #[test]
    fn conventions_differ_by_one_and_the_lag() {
        let levels = Options { window_convention: WindowConvention::Levels, ..Options::default() };
        let layout = Layout::resolve(100, 4, &levels).unwrap();
        assert_eq!((layout.window(), layout.window_levels(), layout.first_date()), (14, 19, 18));
        let layout = Layout::resolve(100, 1, &Options::default()).unwrap();
        assert_eq!((layout.window(), layout.first_date(), layout.dates()), (19, 20, 80));
    }

    #[test]
    fn impossible_layouts_are_refused() {
        assert!(matches!(Layout::new(10, 1, 9), Err(ExplosiveError::TooShort { needed: 11, .. })));
        assert!(Layout::new(11, 1, 9).is_ok());
        assert!(matches!(Layout::new(100, 4, 6), Err(ExplosiveError::WindowTooSmall { least: 7, .. })));
        assert!(matches!(Layout::new(1000, 31, 100), Err(ExplosiveError::LagTooLarge { .. })));
    }
}
