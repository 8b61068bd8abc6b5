//! The flags of `utakata diagnose`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, ValueEnum};
use utakata::diagnose::{DiagnoseOptions, NullChoice, State};
use utakata::explosive::Options;
use utakata::null::BoundaryKind;
use utakata::random::Multiplier;
use utakata::state::FollowOptions;

use crate::arguments::{Common, Format, without_effect};
use crate::embed::{Refused, usage};
use crate::failure::Failure;
use crate::input::Columns;
use crate::windows::Windows;

/// Test price series for explosive behaviour: is it a bubble, is it bursting, since when?
///
/// Computes ADF, SADF, GSADF and the BSADF path of each series, tests them under a null of no bubble, dates the
/// episodes and says in which state the series is: calm, inflating, bursting or deflated. A file holds dates and
/// values (two columns, no flags needed), one column per series, or, with --series, one row per series and date.
/// Several series are worked on in parallel. One that cannot be tested is named in a warning and the rest is
/// reported; the exit code is 2 only when none can.
///
/// JSON is one object for one series and an array for several; a series that could not be tested is
/// {"schema", "series", "error"}. CSV is one row per series and date: badf, bsadf and the boundary, with its kind, its
/// false-alarm rate and the dates that rate refers to.
///
/// With --panel all series that share their dates are tested together: the mean of their BSADF paths (Pavlidis et al.
/// 2016) and their first principal component (Chen, Phillips and Shi 2023), under a sieve bootstrap that keeps how they
/// move together. A series that cannot be used is named and left out.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// CSV or Parquet files; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) columns: Columns,
    #[command(flatten)]
    pub(super) test: Test,
    /// Exit with code 10 when a series is in this state (repeatable)
    #[arg(long, value_enum, value_name = "STATE")]
    pub(super) fail_on: Vec<Reached>,
    #[command(flatten)]
    pub(super) common: Common,
}

const EXAMPLES: &str = "\
Examples:
  utakata diagnose prices.csv
  utakata diagnose prices.csv --value close --log --format json
  utakata diagnose panel.parquet --date day --series ticker --value price --null composite
  cat prices.csv | utakata diagnose - --null none --format csv --output path.csv
  utakata diagnose prices.csv --fail-on bursting || notify
  utakata diagnose panel.csv --panel --log";

/// What is tested, and against what.
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
#[allow(clippy::struct_excessive_bools)] // each is a flag of its own
pub(super) struct Test {
    #[command(flatten)]
    windows: Windows,
    /// The null of no bubble [default: wild, sieve with --panel]
    #[arg(long, value_enum, value_name = "NULL")]
    null: Option<Null>,
    /// Simulated series under the null
    #[arg(long, value_name = "N", default_value_t = 999)]
    replications: usize,
    /// Random numbers --null wild multiplies the steps with [default: rademacher]
    #[arg(long, value_enum, value_name = "KIND")]
    multiplier: Option<Weights>,
    /// Let the random walks of --null monte-carlo drift as the series does
    #[arg(long)]
    drift: bool,
    /// Dates over which --null composite controls false alarms [default: two years, or the whole sample]
    #[arg(long, value_name = "N")]
    control: Option<usize>,
    /// Test the logarithms of the values
    #[arg(long)]
    log: bool,
    /// Level of the test and of the boundary
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95)]
    level: f64,
    /// Boundary that BSADF must cross to make an episode
    #[arg(long, value_enum, value_name = "KIND", default_value = "family-wise")]
    boundary: Kind,
    /// Shortest run above the boundary that counts as an episode, in observations
    #[arg(long, value_name = "N", default_value_t = 0)]
    minimum_duration: usize,
    /// First observations, on which nothing is called [default: a third of the sample, at least 61]
    #[arg(long, value_name = "N")]
    training: Option<usize>,
    /// Observations over which the false-alarm rate of the calls holds; then a new watch begins [default: as many as
    /// the training]
    #[arg(long, value_name = "N")]
    horizon: Option<usize>,
    /// Repeat the test for lags 0 to 4 and for windows from half to twice as large
    #[arg(long)]
    sensitivity: bool,
    /// Test all series together: the mean of their BSADF, and their first principal component
    #[arg(long, conflicts_with = "sensitivity")]
    pub(super) panel: bool,
}

/// The flags of the test alone, for another program.
#[derive(Debug, Parser)]
struct Alone {
    #[command(flatten)]
    test: Test,
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// The options that the flags of `utakata diagnose` under "Test" and `--seed` mean, with its defaults.
///
/// # Errors
/// [`Refused::Input`] as the command would refuse them.
pub fn diagnose_options(flags: impl IntoIterator<Item = OsString>) -> Result<DiagnoseOptions, Refused> {
    let named = std::iter::once(OsString::from("utakata")).chain(flags);
    let alone = Alone::try_parse_from(named).map_err(|told| Refused::Input(usage(&told)))?;
    alone.test.options(alone.seed).map_err(Refused::from)
}

/// What `--panel` asks.
#[derive(Debug)]
pub(super) struct Joint {
    pub(super) options: Options,
    pub(super) log: bool,
    pub(super) null: PanelNullChoice,
    pub(super) replications: usize,
    pub(super) seed: u64,
    pub(super) level: f64,
    pub(super) boundary: BoundaryKind,
    pub(super) format: Format,
}

/// Nulls of a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PanelNullChoice {
    Sieve,
    Walks,
    None,
}

impl Test {
    /// The null, once it is sure that it uses every flag given.
    fn chosen(&self) -> Result<Null, Failure> {
        let null = self.null.unwrap_or(if self.panel { Null::Sieve } else { Null::Wild });
        let check = |flag, given, fitting: &[Null]| without_effect(flag, given, "--null", &null, fitting);
        check("--multiplier", self.multiplier.is_some(), &[Null::Wild])?;
        check("--drift", self.drift, &[Null::MonteCarlo])?;
        check("--control", self.control.is_some(), &[Null::Composite])?;
        Ok(null)
    }

    /// In the words of the engine, for each series on its own.
    pub(super) fn options(&self, seed: u64) -> Result<DiagnoseOptions, Failure> {
        let null = match self.chosen()? {
            Null::None => NullChoice::None,
            Null::MonteCarlo => NullChoice::MonteCarlo { drift: self.drift },
            Null::Wild => NullChoice::WildWith(self.multiplier.unwrap_or(Weights::Rademacher).into()),
            Null::Composite => NullChoice::Composite { control: self.control },
            Null::Sieve => {
                return Err(Failure::Input(anyhow::anyhow!(
                    "--null sieve draws all series of a panel together; add --panel, or choose another null"
                )));
            }
        };
        Ok(DiagnoseOptions {
            explosive: self.windows.options(),
            log: self.log,
            null,
            replications: self.replications,
            seed,
            level: self.level,
            boundary: self.boundary.into(),
            minimum_duration: self.minimum_duration,
            sensitivity: self.sensitivity,
            follow_levels: false,
            follow: FollowOptions {
                training: self.training,
                horizon: self.horizon,
                ..FollowOptions::default()
            },
        })
    }

    /// In the words of the engine, for all series together.
    pub(super) fn joint(&self, common: &Common) -> Result<Joint, Failure> {
        if self.drift {
            return Err(Failure::Input(anyhow::anyhow!(
                "--drift has no effect with --panel, whose random walks do not drift; leave it out"
            )));
        }
        let null = match self.chosen()? {
            Null::Sieve => PanelNullChoice::Sieve,
            Null::MonteCarlo => PanelNullChoice::Walks,
            Null::None => PanelNullChoice::None,
            Null::Wild | Null::Composite => {
                return Err(Failure::Input(anyhow::anyhow!(
                    "--panel has the nulls sieve, monte-carlo and none; choose one of them"
                )));
            }
        };
        Ok(Joint {
            options: self.windows.options(),
            log: self.log,
            null,
            replications: self.replications,
            seed: common.run.seed,
            level: self.level,
            boundary: self.boundary.into(),
            format: common.format,
        })
    }

    /// Whether there is a null, without which there is no state.
    pub(super) fn has_null(&self) -> bool {
        self.null != Some(Null::None)
    }
}

/// How the null distribution is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Null {
    /// Gaussian random walks: right only for independent steps of constant variance
    MonteCarlo,
    /// Wild bootstrap of the data's own steps: right under changing volatility
    Wild,
    /// Composite bootstrap (Phillips and Shi 2020)
    Composite,
    /// Sieve bootstrap of all series together (--panel)
    Sieve,
    /// No test: statistics only
    None,
}

/// Multipliers of the wild bootstrap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Weights {
    /// +1 or −1: exact in any sample when steps are as likely up as down
    Rademacher,
    /// Standard normal
    Gaussian,
    /// With third moment 1, which keeps the skewness of the steps
    Skewed,
}

impl From<Weights> for Multiplier {
    fn from(weights: Weights) -> Self {
        match weights {
            Weights::Gaussian => Self::Gaussian,
            Weights::Rademacher => Self::Rademacher,
            Weights::Skewed => Self::Skewed,
        }
    }
}

/// Boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Constant; the chance that any date is flagged by mistake is one minus the level
    FamilyWise,
    /// The same chance, spread over the dates as the volatility goes
    FamilyWiseShaped,
    /// Quantile of the running maximum (R exuber); flags more
    RunningSup,
    /// Quantile date by date (Matlab, EViews); over a sample some date is almost surely flagged
    Pointwise,
}

impl From<Kind> for BoundaryKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::FamilyWise => Self::FamilyWise,
            Kind::FamilyWiseShaped => Self::FamilyWiseShaped,
            Kind::RunningSup => Self::RunningSup,
            Kind::Pointwise => Self::Pointwise,
        }
    }
}

/// State of a price series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Reached {
    /// No explosive growth has been called, or the price rose above its peak after all
    Calm,
    /// Explosive growth has been called, its end has not
    Inflating,
    /// The growth was called over and the price is falling
    Bursting,
    /// The fall after the growth is over
    Deflated,
}

impl From<Reached> for State {
    fn from(reached: Reached) -> Self {
        match reached {
            Reached::Calm => Self::Calm,
            Reached::Inflating => Self::Inflating,
            Reached::Bursting => Self::Bursting,
            Reached::Deflated => Self::Deflated,
        }
    }
}
