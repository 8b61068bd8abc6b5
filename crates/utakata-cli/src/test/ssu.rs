//! `utakata test ssu`.

use clap::Args;
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
    /// Measure levels from zero instead of the first value
    #[arg(long)]
    zero: bool,
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
            origin: if self.zero { Origin::Zero } else { Origin::First },
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
