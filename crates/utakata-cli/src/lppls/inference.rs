//! `--inference` and `--lagrange`: what may be concluded from the fit, and where the bubble began.

use clap::Args;
use jiff::civil::Date;
use serde::Serialize;
use utakata::lppls::inference::{
    Comparison, ComparisonOptions, CriticalTimeOptions, CriticalTimeSet, LagrangeVariant, Piece, Profile,
    Reversion, ReversionOptions, comparison, critical_time_set, lagrange, lagrange_windows, profile,
    reversion,
};
use utakata::lppls::{Fit, SearchBox};
use utakata::{Execution, Statement};

use super::scenarios::{DatedScenarios, dated};
use crate::failure::Failure;

/// The flags.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct InferenceArguments {
    /// Say what may be concluded: the 90 % set of critical times with autocorrelated residuals, whether the residuals revert
    /// (with critical values that know of the fit), and whether simpler models would do. Simulates for some seconds to
    /// minutes
    #[arg(long, help_heading = "Inference")]
    inference: bool,
    /// Say where the bubble began, by the Lagrange regularisation of Demos & Sornette: every third window of 31 observations
    /// and more that ends with this one is fitted
    #[arg(long, help_heading = "Inference")]
    lagrange: bool,
}

/// The window that is asked about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub dates: &'a [Date],
    pub times: &'a [f64],
    pub logs: &'a [f64],
    pub search_box: &'a SearchBox,
    pub found: &'a Fit,
    pub seed: u64,
}

/// What `--inference` adds.
#[derive(Debug, Serialize)]
pub(super) struct Conclusions {
    pub critical_times: CriticalTimeSet,
    /// The pieces of the set as dates.
    pub critical_dates: Vec<DatedPiece>,
    /// Sums of squares and both likelihoods of independent residuals at the same critical times.
    pub profile: Profile,
    pub residuals: Reversion,
    pub statements: Vec<Statement>,
    pub comparison: Comparison,
    pub scenarios: DatedScenarios,
}

/// A piece of the set of critical times.
#[derive(Debug, Serialize)]
pub(super) struct DatedPiece {
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub open_low: bool,
    pub open_high: bool,
}

/// What `--lagrange` adds.
#[derive(Debug, Serialize)]
pub(super) struct Start {
    /// First date of the window that begins with the bubble.
    pub t1: Date,
    pub observations: usize,
    pub lambda: f64,
    pub variant: LagrangeVariant,
}

impl InferenceArguments {
    /// The conclusions, where they are asked for.
    pub(super) fn conclusions(
        self,
        asked: &Asked<'_>,
        execution: &Execution<'_>,
    ) -> Result<Option<Conclusions>, Failure> {
        self.inference.then(|| conclusions(asked, execution)).transpose()
    }

    /// The start, where it is asked for.
    pub(super) fn start(
        self,
        asked: &Asked<'_>,
        execution: &Execution<'_>,
    ) -> Result<Option<Start>, Failure> {
        self.lagrange.then(|| start(asked, execution)).transpose()
    }
}

fn conclusions(asked: &Asked<'_>, execution: &Execution<'_>) -> Result<Conclusions, Failure> {
    let &Asked { times, logs, search_box, found, seed, .. } = asked;
    let options = CriticalTimeOptions { seed, ..CriticalTimeOptions::default() };
    let critical_times =
        critical_time_set(times, logs, search_box, &options, execution).map_err(Failure::input)?;
    let at: Vec<f64> = critical_times.candidates.iter().map(|candidate| candidate.tc_minus_t2).collect();
    let profile = profile(times, logs, search_box, &at).map_err(Failure::input)?;
    let options = ReversionOptions { seed, ..ReversionOptions::default() };
    let residuals = reversion(found, times, logs, &options, execution).map_err(Failure::input)?;
    let options = ComparisonOptions { seed, ..ComparisonOptions::default() };
    let comparison = comparison(times, logs, search_box, &options, execution).map_err(Failure::input)?;
    let critical_dates = critical_times.pieces.iter().map(|piece| asked.dated(piece)).collect();
    let statements = residuals.statements();
    let scenarios = dated(asked, execution)?;
    Ok(Conclusions { critical_times, critical_dates, profile, residuals, statements, comparison, scenarios })
}

fn start(asked: &Asked<'_>, execution: &Execution<'_>) -> Result<Start, Failure> {
    const WINDOWS: (usize, usize) = (31, 3);
    let &Asked { dates, times, logs, search_box, .. } = asked;
    let windows = lagrange_windows(times, logs, search_box, WINDOWS, execution).map_err(Failure::input)?;
    let found = lagrange(&windows, LagrangeVariant::Paper).map_err(Failure::input)?;
    Ok(Start {
        t1: dates[dates.len() - found.observations],
        observations: found.observations,
        lambda: found.lambda,
        variant: found.variant,
    })
}

impl Asked<'_> {
    /// The date of a time after the window.
    pub(super) fn date(&self, tc_minus_t2: f64) -> Option<Date> {
        let (t1, t2) = (self.dates[0], self.dates[self.dates.len() - 1]);
        super::date_after(tc_minus_t2, self.found.span, t1, t2)
    }

    fn dated(&self, piece: &Piece) -> DatedPiece {
        DatedPiece {
            from: self.date(piece.low),
            to: self.date(piece.high),
            open_low: piece.open_low,
            open_high: piece.open_high,
        }
    }
}
