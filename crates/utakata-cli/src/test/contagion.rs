//! `utakata test contagion`.

use clap::Args;
use serde::Serialize;
use utakata::contagion::{self, ContagionBands, ContagionDelay, ContagionOptions};
use utakata::random::Multiplier;
use utakata::{Execution, Statement};

use super::pair::PairTest;
use super::question::Replications;
use crate::failure::Failure;

/// Does exuberance spread? Contagion curve from the second series to the first, with bands (Greenaway-McGrevy and
/// Phillips 2016)
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub(super) struct Contagion {
    /// Observations by which the second series leads [default: estimated, up to 12]
    #[arg(long, value_name = "N")]
    delay: Option<usize>,
    /// Levels in each rolling window [default: a third of the sample]
    #[arg(long, value_name = "N")]
    window: Option<usize>,
    /// Level of the bands
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95)]
    level: f64,
    #[command(flatten)]
    simulation: Replications,
}

/// The figures behind the statement.
#[derive(Debug, Serialize)]
pub(super) struct Detail {
    curve: contagion::Contagion,
    bands: ContagionBands,
}

impl PairTest for Contagion {
    const KIND: &'static str = "contagion";
    type Detail = Detail;

    fn ask(
        &self,
        first: &[f64],
        second: &[f64],
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<(Statement, Detail), Failure> {
        let defaults = ContagionOptions::default();
        let delay = self.delay.map_or(defaults.delay, ContagionDelay::Fixed);
        let options = ContagionOptions { window: self.window, delay, ..defaults };
        let curve = contagion::contagion(first, second, options).map_err(Failure::input)?;
        let replications = self.simulation.replications;
        let bands = curve
            .bands(self.level, Multiplier::Rademacher, replications, seed, execution)
            .map_err(Failure::input)?;
        Ok((curve.statement(&bands), Detail { curve, bands }))
    }
}
