//! `utakata test cusum`.

use clap::{Args, ValueEnum};
use utakata::cusum::{self, CusumKind, CusumNull};
use utakata::{Execution, Series, Statement};

use super::question::{Replications, Test, flag};
use crate::failure::Failure;

/// Cumulative sums: a rise longer than chance gives, or volatility that does not stay the same
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub(super) struct Cusum {
    /// What is summed
    #[arg(long, value_enum, value_name = "SUM", default_value = "generalized")]
    sum: Sum,
    #[command(flatten)]
    simulation: Replications,
}

/// Which cumulative sum.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sum {
    /// Changes from the first date on
    Forward,
    /// Changes over any stretch
    Generalized,
    /// Squared changes from the first date on
    Squares,
    /// Squared changes over any stretch
    GeneralizedSquares,
}

impl Test for Cusum {
    const KIND: &'static str = "cusum";
    type Detail = cusum::Cusum;

    fn ask(
        &self,
        series: &Series,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<(Statement, cusum::Cusum), Failure> {
        let kind = match self.sum {
            Sum::Forward => CusumKind::Sum,
            Sum::Generalized => CusumKind::GeneralizedSum,
            Sum::Squares => CusumKind::Squares,
            Sum::GeneralizedSquares => CusumKind::GeneralizedSquares,
        };
        let statistic = cusum::cusum(series.values(), kind).map_err(Failure::input)?;
        let replications = self.simulation.replications;
        let null = CusumNull::simulate(kind, series.len(), replications, seed, execution).map_err(flag)?;
        Ok((statistic.statement(&null), statistic))
    }
}
