//! `utakata test lbi`.

use clap::Args;
use utakata::{Execution, Series, Statement, lbi};

use super::question::Test;
use crate::failure::Failure;

/// Bubble from a known start: locally best invariant test (Breitung and Diegel 2025)
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub(super) struct Lbi {
    /// Last date before the possible bubble, fixed before looking at the data [default: the first date]
    #[arg(long, value_name = "DATE")]
    start: Option<jiff::civil::Date>,
    /// How much more later changes count: by the factor e^C from the first to the last
    #[arg(long, value_name = "C", default_value_t = 0.0)]
    weight: f64,
}

impl Test for Lbi {
    const KIND: &'static str = "lbi";
    type Detail = lbi::Lbi;

    fn ask(&self, series: &Series, _: u64, _: &Execution<'_>) -> Result<(Statement, lbi::Lbi), Failure> {
        let start = self.start.map_or(0, |date| series.dates().partition_point(|&d| d < date));
        let result = lbi::lbi(series.values(), start, self.weight).map_err(Failure::input)?;
        Ok((result.statement(), result))
    }
}
