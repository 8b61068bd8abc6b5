//! `utakata test ssu`.

use clap::{Args, ValueEnum};
use utakata::robust::Supremum;
use utakata::ssu::{Origin, SsuNull, SsuOptions, SsuTest, ssu_test};
use utakata::{Execution, Series, Statement};

use super::question::{Replications, Test};
use crate::failure::Failure;

/// Bubble whose growth rate wavers: SSU, GSSU and their unions with SADF, GSADF (Kurozumi and Nishi 2025)
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub(super) struct Ssu {
    /// Let windows begin at any date: GSSU and GSADF
    #[arg(long)]
    double: bool,
    /// Where levels are measured from
    #[arg(long, value_enum, value_name = "ORIGIN", default_value = "first")]
    origin: Measured,
    /// Critical values of Gaussian walks (the paper's) instead of the wild bootstrap; changing volatility is then taken
    /// for a bubble
    #[arg(long)]
    monte_carlo: bool,
    /// Smallest window in regression observations
    #[arg(long, value_name = "N")]
    minimum_window: Option<usize>,
    /// State SSU alone, without SADF
    #[arg(long)]
    alone: bool,
    #[command(flatten)]
    simulation: Replications,
}

/// Where levels are measured from.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Measured {
    /// The first value: the statistic does not change with the origin of the series
    First,
    /// Zero, as in the paper
    Zero,
}

impl From<Measured> for Origin {
    fn from(from: Measured) -> Self {
        match from {
            Measured::First => Self::First,
            Measured::Zero => Self::Zero,
        }
    }
}

impl Test for Ssu {
    const KIND: &'static str = "ssu";
    type Detail = SsuTest;

    fn ask(
        &self,
        series: &Series,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<(Statement, SsuTest), Failure> {
        let defaults = SsuOptions::default();
        let options = SsuOptions {
            supremum: if self.double { Supremum::Double } else { Supremum::Forward },
            origin: self.origin.into(),
            window: self.minimum_window,
            null: if self.monte_carlo { SsuNull::MonteCarlo } else { defaults.null },
            replications: self.simulation.replications,
            seed,
            ..defaults
        };
        let test = ssu_test(series.values(), &options, execution).map_err(Failure::input)?;
        Ok((if self.alone { test.statement() } else { test.union_statement() }, test))
    }
}
