//! `utakata test root`.

use clap::Args;
use jiff::civil::Date;
use utakata::random::Multiplier;
use utakata::root::{CorrectedRoot, RootErrors, RootModel, corrected_root};
use utakata::{Execution, Series, Statement};

use super::question::{Replications, Test};
use crate::failure::Failure;

/// How explosive is a stretch? Root and doubling time with bias-corrected intervals
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub(super) struct Root {
    /// First date of the stretch [default: the first there is]
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last date of the stretch [default: the last there is]
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// Let the growth be relative to an estimated level instead of zero
    #[arg(long)]
    constant: bool,
    /// Draw normal errors instead of the residuals with random multipliers
    #[arg(long)]
    normal: bool,
    /// Confidence of the interval
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95)]
    level: f64,
    #[command(flatten)]
    simulation: Replications,
}

impl Test for Root {
    const KIND: &'static str = "root";
    type Detail = CorrectedRoot;

    fn ask(
        &self,
        series: &Series,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<(Statement, CorrectedRoot), Failure> {
        let started = self.from.map_or_else(|| series.clone(), |date| series.since(date));
        let stretch = self.until.map_or_else(|| started.clone(), |date| started.until(date));
        let model = if self.constant { RootModel::Constant } else { RootModel::NoConstant };
        let errors = if self.normal { RootErrors::Normal } else { RootErrors::Wild(Multiplier::Rademacher) };
        let replications = self.simulation.replications;
        let root = corrected_root(stretch.values(), model, self.level, errors, replications, seed, execution)
            .map_err(Failure::input)?;
        Ok((root.statement(), root))
    }
}
