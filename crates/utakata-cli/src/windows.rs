//! Flags that say on which windows a recursive statistic is computed.

use std::str::FromStr;

use clap::{Args, ValueEnum};
use utakata::explosive::{Lag, Options, WindowConvention};

/// Lag and smallest window.
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub(crate) struct Windows {
    /// Lagged differences in the regression: a number, or bic or maic to choose up to 8 by that criterion
    #[arg(long, value_name = "N|bic|maic", default_value = "1")]
    lag: LagChoice,
    /// Smallest window [default: ⌊(0.01 + 1.8/√T)·T⌋]
    #[arg(long, value_name = "N")]
    minimum_window: Option<usize>,
    /// What the smallest window counts
    #[arg(long, value_enum, value_name = "UNIT", default_value = "observations")]
    window_convention: Convention,
}

impl Windows {
    /// In the words of the engine.
    pub(crate) fn options(&self) -> Options {
        Options {
            lag: self.lag.0,
            minimum_window: self.minimum_window,
            window_convention: self.window_convention.into(),
        }
    }
}

/// Largest lag that `--lag bic` and `--lag maic` consider.
const MOST_LAGS: usize = 8;

/// A lag or how to choose one.
#[derive(Debug, Clone, Copy)]
struct LagChoice(Lag);

impl FromStr for LagChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(lag) => Ok(Self(Lag::Fixed(lag))),
            Err(_) if text.eq_ignore_ascii_case("bic") => Ok(Self(Lag::Bic { max: MOST_LAGS })),
            Err(_) if text.eq_ignore_ascii_case("maic") => Ok(Self(Lag::Maic { max: MOST_LAGS })),
            Err(_) => Err("expected a whole number of lagged differences, bic or maic".to_owned()),
        }
    }
}

/// What a window size counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Convention {
    /// Rows of the regression (R exuber)
    Observations,
    /// Levels of the series (Phillips-Shi-Yu Matlab code, psymonitor, EViews)
    Levels,
}

impl From<Convention> for WindowConvention {
    fn from(convention: Convention) -> Self {
        match convention {
            Convention::Observations => Self::Observations,
            Convention::Levels => Self::Levels,
        }
    }
}
