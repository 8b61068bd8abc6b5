//! `utakata test migration`.

use clap::Args;
use utakata::migration::{self, MigrationEnd, MigrationNull};
use utakata::random::Multiplier;
use utakata::{Execution, Statement};

use super::pair::PairTest;
use super::question::{Replications, flag};
use crate::failure::Failure;

/// Did the bubble of the second series move on to the first? (Phillips and Yu 2011)
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub(super) struct Migration {
    /// Levels of the first recursive window [default: the usual smallest window and one more]
    #[arg(long, value_name = "N")]
    window: Option<usize>,
    /// End at the peak of the first series' coefficient instead of the last date
    #[arg(long)]
    until_peak: bool,
    #[command(flatten)]
    simulation: Replications,
}

impl PairTest for Migration {
    const KIND: &'static str = "migration";
    type Detail = migration::Migration;

    fn ask(
        &self,
        first: &[f64],
        second: &[f64],
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<(Statement, migration::Migration), Failure> {
        let end = if self.until_peak { MigrationEnd::ReceivingPeak } else { MigrationEnd::Last };
        let found = migration::migration(first, second, self.window, end).map_err(Failure::input)?;
        let replications = self.simulation.replications;
        let null = MigrationNull::bootstrap(&found, Multiplier::Rademacher, replications, seed, execution)
            .map_err(flag)?;
        Ok((found.statement(&null), found))
    }
}
