//! `utakata test cobubble`.

use clap::Args;
use utakata::cobubble::{self, CobubbleNull, Delay};
use utakata::random::Multiplier;
use utakata::{Execution, Statement};

use super::pair::PairTest;
use super::question::{Replications, flag};
use crate::failure::Failure;

/// Is the bubble of one series that of the other? Co-explosivity (Evripidou, Harvey, Leybourne and Sollis 2022)
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub(super) struct Cobubble {
    /// Observations by which the first series follows the second, negative if it leads [default: estimated]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    delay: Option<i32>,
    /// Largest delay either way when it is estimated
    #[arg(long, value_name = "N", default_value_t = 6)]
    most: u32,
    #[command(flatten)]
    simulation: Replications,
}

impl PairTest for Cobubble {
    const KIND: &'static str = "cobubble";
    type Detail = cobubble::Cobubble;

    fn ask(
        &self,
        first: &[f64],
        second: &[f64],
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<(Statement, cobubble::Cobubble), Failure> {
        let delay = self.delay.map_or(Delay::Estimated { most: self.most }, Delay::Fixed);
        let observed = cobubble::cobubble(first, second, delay).map_err(Failure::input)?;
        let replications = self.simulation.replications;
        let null = CobubbleNull::bootstrap(&observed, Multiplier::Gaussian, replications, seed, execution)
            .map_err(flag)?;
        Ok((observed.statement(&null), observed))
    }
}
