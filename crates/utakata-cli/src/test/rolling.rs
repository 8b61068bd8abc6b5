//! `utakata test rolling`.

use clap::Args;
use utakata::explosive::{self, Layout, choose_lag, rolling_adf, rolling_null};
use utakata::random::Multiplier;
use utakata::{Execution, Series, Statement};

use super::question::{Replications, Test, flag};
use crate::failure::Failure;
use crate::windows::Windows;

/// Explosive stretch of one fixed length: largest rolling ADF, wild bootstrap
#[derive(Debug, Args)]
pub(super) struct Rolling {
    #[command(flatten)]
    windows: Windows,
    #[command(flatten)]
    simulation: Replications,
}

impl Test for Rolling {
    const KIND: &'static str = "rolling";
    type Detail = explosive::Rolling;

    fn ask(
        &self,
        series: &Series,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<(Statement, explosive::Rolling), Failure> {
        let values = series.values();
        let options = self.windows.options();
        let lag = choose_lag(values, options.lag).map_err(Failure::input)?;
        let layout = Layout::resolve(values.len(), lag, &options).map_err(Failure::input)?;
        let rolling = rolling_adf(values, &layout).map_err(Failure::input)?;
        let draws = rolling_null(
            values,
            &layout,
            Multiplier::Rademacher,
            self.simulation.replications,
            seed,
            execution,
        )
        .map_err(flag)?;
        Ok((rolling.statement(&draws), rolling))
    }
}
