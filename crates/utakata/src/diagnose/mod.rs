//! One price series, one answer: statistics, p-values, boundary, episodes and the state at the last date.
//!
//! The state comes from the calls made while the data arrived ([`crate::state`]), whose false-alarm rate holds over a
//! horizon. GSADF stands beside it as a statement of its own about the whole sample, and the two may disagree: the wild
//! bootstrap draws a crash again in its place, so a steep bubble that burst can have a large p-value.

mod diagnosis;
mod sensitivity;
mod state;
mod statement;

use thiserror::Error;

pub use crate::state::State;
pub use diagnosis::{
    DatedCall, DatedEpisode, DatedRange, DatedStatistic, DegenerateDates, Diagnosis, SCHEMA, Sensitivity,
};

use crate::dating::{DatingError, Episode, episodes};
use crate::explosive::{ExplosiveError, Layout, Options, Recursive, WindowConvention, choose_lag, recursive};
use crate::monitor::MonitorError;
use crate::null::{Boundary, BoundaryKind, Null, NullDistribution, NullError, Simulation, simulate};
use crate::random::Multiplier;
use crate::state::{FollowOptions, Followed};
use crate::{Execution, Series, SeriesError};

/// The null distribution asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NullChoice {
    /// Statistics only.
    None,
    /// Gaussian random walk, without drift or with the drift estimated from the series.
    MonteCarlo {
        /// Whether to estimate the drift.
        drift: bool,
    },
    /// Wild bootstrap with Rademacher multipliers, the default: it flips the signs of the steps at random, which is
    /// an exact test whenever the signs are independent coin flips given the sizes of the steps. (Normal multipliers
    /// reject a random walk of 100 observations 1 to 2 % of the time at a nominal 5 %.)
    #[default]
    Wild,
    /// Wild bootstrap with the given multipliers.
    WildWith(Multiplier),
    /// Composite bootstrap over this control window; `None` is two years at the frequency of the series, or the
    /// whole sample if that is shorter.
    Composite {
        /// Dates over which the error is controlled.
        control: Option<usize>,
    },
}

/// What to diagnose a series with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DiagnoseOptions {
    /// Lag and smallest window.
    pub explosive: Options,
    /// Test logarithms of the values.
    pub log: bool,
    /// Null distribution.
    pub null: NullChoice,
    /// Replications of the null.
    pub replications: usize,
    /// Seed of the null.
    pub seed: u64,
    /// Level of the decision and of the boundary, in (0, 1).
    pub level: f64,
    /// Which boundary to draw.
    pub boundary: BoundaryKind,
    /// Shortest run above the boundary that counts as an episode, in observations.
    pub minimum_duration: usize,
    /// Also test lags 0 to 4 and smaller and larger windows.
    pub sensitivity: bool,
    /// How the series is followed to its state.
    pub follow: FollowOptions,
    /// Follow the values as they are given where their logarithms are tested: levels show more ([`crate::state`]).
    pub follow_levels: bool,
}

impl Default for DiagnoseOptions {
    /// Lag 1, wild bootstrap with 499 replications, family-wise boundary at 0.95.
    fn default() -> Self {
        Self {
            explosive: Options::default(),
            log: false,
            null: NullChoice::default(),
            replications: 499,
            seed: 1,
            level: 0.95,
            boundary: BoundaryKind::FamilyWise,
            minimum_duration: 0,
            sensitivity: false,
            follow: FollowOptions::default(),
            follow_levels: false,
        }
    }
}

/// Why a series cannot be diagnosed.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum DiagnoseError {
    /// The series has no observations.
    #[error("the series is empty; give dates and values")]
    Empty,
    /// The values have no logarithm.
    #[error(transparent)]
    Series(#[from] SeriesError),
    /// The statistics cannot be computed.
    #[error(transparent)]
    Explosive(#[from] ExplosiveError),
    /// The null distribution cannot be simulated.
    #[error(transparent)]
    Null(#[from] NullError),
    /// The series cannot be followed.
    #[error(transparent)]
    Monitor(#[from] MonitorError),
    /// Episodes cannot be dated.
    #[error(transparent)]
    Dating(#[from] DatingError),
}

/// Diagnoses one series of prices (or price ratios, or their logarithms).
///
/// # Errors
/// [`DiagnoseError`], whose messages say what to change.
pub fn diagnose(
    series: &Series,
    options: &DiagnoseOptions,
    execution: &Execution<'_>,
) -> Result<Diagnosis, DiagnoseError> {
    let (&[first_date, ..], &[.., last_date]) = (series.dates(), series.dates()) else {
        return Err(DiagnoseError::Empty);
    };
    let logarithms = if options.log { Some(series.log()?) } else { None };
    let values = logarithms.as_ref().unwrap_or(series).values();

    let lag = choose_lag(values, options.explosive.lag)?;
    let layout = Layout::resolve(values.len(), lag, &options.explosive)?;
    let statistics = recursive(values, &layout)?;
    let null = null_distribution(series, values, &layout, options, execution)?;
    let judged = match &null {
        Some(null) => Some(Judged::new(&statistics, null, values, options)?),
        None => None,
    };
    let sensitivity = if options.sensitivity {
        sensitivity::scan(series, values, &layout, options, execution)?
    } else {
        Vec::new()
    };

    let dates = series.dates();
    let boundary = judged.as_ref().map(|j| &j.boundary);
    // Without a null only statistics were asked for.
    let followed = match &judged {
        Some(_) => {
            let followed = if options.follow_levels { series.values() } else { values };
            Some(state::of(followed, options, execution)?)
        }
        None => None,
    };
    let watched = followed.as_ref().filter(|f| f.state.is_some());
    Ok(Diagnosis {
        schema: SCHEMA,
        series: series.name().to_owned(),
        observations: series.len(),
        first_date,
        last_date,
        log: options.log,
        lag,
        minimum_window: stated_window(&layout, options),
        window_convention: options.explosive.window_convention,
        adf: statistics.adf,
        sadf: statistics.sadf,
        gsadf: statistics.gsadf,
        p_values: judged.as_ref().and_then(|j| j.p_values),
        critical_values: null.as_ref().map(NullDistribution::critical_values),
        significant: judged.as_ref().map(|j| j.significant),
        level: options.level,
        boundary: boundary.map(|b| b.kind),
        false_alarm_rate: boundary.map(|b| b.false_alarm_rate),
        false_alarm_horizon: boundary.map(|b| b.horizon),
        bsadf: sequence(series, &statistics, boundary),
        episodes: judged.iter().flat_map(|j| &j.episodes).map(|e| dated(e, series)).collect(),
        state: followed.as_ref().and_then(|f| f.state),
        since: followed.as_ref().and_then(|f| f.since.as_ref()).map(|s| dates[s.point]),
        since_set: followed.as_ref().and_then(|f| state::since_set(f, series)),
        peak: followed.as_ref().and_then(|f| f.peak).map(|t| dates[t]),
        calls: followed.as_ref().map_or_else(Vec::new, |f| state::calls(f, series)),
        call_false_alarm_rate: watched.map(|f| f.false_alarm_rate),
        call_false_alarm_horizon: watched.map(|f| f.horizon),
        state_statement: followed.as_ref().map(Followed::statement),
        degenerate: statistics.degenerate.as_ref().map(|d| DegenerateDates {
            dates: d.dates,
            first: dates[d.first],
            reason: d.reason,
        }),
        sensitivity,
    })
}

/// What a null distribution adds to the statistics.
struct Judged {
    p_values: Option<crate::null::PValues>,
    boundary: Boundary,
    episodes: Vec<Episode>,
    significant: bool,
}

impl Judged {
    fn new(
        statistics: &Recursive,
        null: &NullDistribution,
        values: &[f64],
        options: &DiagnoseOptions,
    ) -> Result<Self, DiagnoseError> {
        let p_values = match null.p_values(statistics) {
            Ok(p_values) => Some(p_values),
            Err(NullError::Horizon { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        let boundary = null.boundary(options.boundary, options.level)?;
        let episodes = episodes(statistics, &boundary, values, options.minimum_duration)?;
        let significant = match p_values.and_then(|p| p.gsadf) {
            Some(p) => p <= 1.0 - options.level,
            None => !episodes.is_empty(),
        };
        Ok(Self { p_values, boundary, episodes, significant })
    }
}

fn null_distribution(
    series: &Series,
    values: &[f64],
    layout: &Layout,
    options: &DiagnoseOptions,
    execution: &Execution<'_>,
) -> Result<Option<NullDistribution>, DiagnoseError> {
    let null = match options.null {
        NullChoice::None => return Ok(None),
        NullChoice::MonteCarlo { drift: false } => Null::RandomWalk { drift: 0.0 },
        NullChoice::MonteCarlo { drift: true } => Null::random_walk_with_drift_of(values)?,
        NullChoice::Wild => Null::WildBootstrap { values, multiplier: Multiplier::Rademacher },
        NullChoice::WildWith(multiplier) => Null::WildBootstrap { values, multiplier },
        NullChoice::Composite { control } => {
            let two_years = series.frequency().periods_per_year().map(|n| 2 * n as usize);
            let control = control.unwrap_or(two_years.unwrap_or(usize::MAX).min(layout.dates()));
            Null::Composite { values, control }
        }
    };
    let simulation = Simulation {
        replications: options.replications,
        seed: options.seed,
        keep_sequences: options.boundary != BoundaryKind::FamilyWise,
    };
    Ok(Some(simulate(&null, layout, &simulation, execution)?))
}

fn stated_window(layout: &Layout, options: &DiagnoseOptions) -> usize {
    match options.explosive.window_convention {
        WindowConvention::Observations => layout.window(),
        WindowConvention::Levels => layout.window_levels(),
    }
}

fn sequence(series: &Series, statistics: &Recursive, boundary: Option<&Boundary>) -> Vec<DatedStatistic> {
    let first = statistics.layout.first_date();
    series.dates()[first..]
        .iter()
        .enumerate()
        .map(|(i, &date)| DatedStatistic {
            date,
            badf: statistics.badf[i],
            bsadf: statistics.bsadf[i],
            boundary: boundary.and_then(|b| b.values[i]),
        })
        .collect()
}

fn dated(episode: &Episode, series: &Series) -> DatedEpisode {
    let on = |t: usize| series.dates()[t];
    DatedEpisode {
        onset: on(episode.onset),
        origination: on(episode.origination),
        peak: on(episode.peak),
        bsadf_peak: on(episode.bsadf_peak),
        collapse: episode.collapse.map(on),
        recovery: episode.recovery.map(on),
        duration: episode.duration,
        signal: episode.signal,
        ongoing: episode.ongoing,
    }
}
