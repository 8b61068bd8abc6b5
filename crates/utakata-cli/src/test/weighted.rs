//! `utakata test weighted`.

use clap::Args;
use utakata::explosive::default_minimum_window;
use utakata::robust::Supremum;
use utakata::weighted::{WeightedTest, WildBootstrap, weighted_test};
use utakata::{Execution, Series, Statement};

use super::question::{Replications, Test};
use crate::failure::Failure;

/// Bubble in calm after turmoil: weighted least squares, and its union with SADF (Harvey, Leybourne and Zu 2019)
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub(super) struct Weighted {
    /// Smallest window in regression observations [default: ⌊(0.01 + 1.8/√T)·T⌋]
    #[arg(long, value_name = "N")]
    minimum_window: Option<usize>,
    /// Let windows begin at any date, as GSADF does, instead of the first
    #[arg(long)]
    double: bool,
    /// State the weighted test alone, without the ordinary one
    #[arg(long)]
    alone: bool,
    #[command(flatten)]
    simulation: Replications,
}

impl Test for Weighted {
    const KIND: &'static str = "weighted";
    type Detail = WeightedTest;

    fn ask(
        &self,
        series: &Series,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<(Statement, WeightedTest), Failure> {
        let window = self.minimum_window.unwrap_or_else(|| default_minimum_window(series.len()));
        let supremum = if self.double { Supremum::Double } else { Supremum::Forward };
        let bootstrap =
            WildBootstrap { replications: self.simulation.replications, seed, ..WildBootstrap::default() };
        let test = weighted_test(series.values(), window, supremum, &bootstrap, execution)
            .map_err(Failure::input)?;
        Ok((if self.alone { test.statement() } else { test.union_statement() }, test))
    }
}
