//! `utakata test robust`.

use clap::{Args, ValueEnum};
use serde::Serialize;
use utakata::explosive::{Layout, default_minimum_window};
use utakata::null::Simulation;
use utakata::robust::kernel_purged::{PurgedUnion, purged_union, simulate_purged_union};
use utakata::robust::time_transformed::ProfileBandwidth;
use utakata::robust::{
    RobustError, RobustStatistics, RobustTest, Supremum, robust_statistics, simulate_robust,
};
use utakata::{Execution, Series, Statement};

use super::question::{Replications, Test, flag};
use crate::arguments::without_effect;
use crate::failure::Failure;

/// GSADF that stays honest when the volatility moves: signs, transformed time, purged changes
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub(super) struct Robust {
    /// How the volatility is removed
    #[arg(long, value_enum, value_name = "METHOD", default_value = "demeaned-sign")]
    method: Method,
    /// Smallest window in regression observations [default: ⌊(0.01 + 1.8/√T)·T⌋]
    #[arg(long, value_name = "N")]
    minimum_window: Option<usize>,
    /// Let all windows begin at the first date, as SADF does
    #[arg(long)]
    forward: bool,
    #[command(flatten)]
    simulation: Replications,
}

/// What is done to the series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Method {
    /// Only the signs of its changes are kept (Harvey, Leybourne and Zu 2020); a drift counts as a bubble
    Sign,
    /// The same, signs less their mean so far (Harvey, Leybourne, Tatlow and Zu 2025)
    DemeanedSign,
    /// It is read on the clock of its variance (Kurozumi, Skrobotov and Tsarev 2023)
    TimeTransformed,
    /// Its changes are divided by their local deviation, regression with constant (Harvey, Leybourne, Taylor and Zu 2025)
    KernelPurged,
    /// The same, union of the tests with and without constant
    PurgedUnion,
}

/// The figures behind the statement.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Detail {
    One(Box<RobustStatistics>),
    Union(Box<PurgedUnion>),
}

impl Test for Robust {
    const KIND: &'static str = "robust";
    type Detail = Detail;

    fn ask(
        &self,
        series: &Series,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<(Statement, Detail), Failure> {
        let single = [Method::Sign, Method::DemeanedSign, Method::TimeTransformed, Method::KernelPurged];
        without_effect("--forward", self.forward, "--method", &self.method, &single)?;
        let window = self.minimum_window.unwrap_or_else(|| default_minimum_window(series.len()));
        let layout = Layout::new(series.len(), 0, window).map_err(Failure::input)?;
        let replications = self.simulation.replications;
        let simulation = Simulation { replications, seed, keep_sequences: false };
        let values = series.values();
        let test = match self.method {
            Method::Sign => RobustTest::Sign,
            Method::DemeanedSign => RobustTest::DemeanedSign,
            Method::TimeTransformed => RobustTest::TimeTransformed { bandwidth: ProfileBandwidth::default() },
            Method::KernelPurged => RobustTest::KernelPurged { bandwidth: None },
            Method::PurgedUnion => {
                let union = purged_union(values, None, &layout).map_err(Failure::input)?;
                let null =
                    simulate_purged_union(None, &layout, 0.95, &simulation, execution).map_err(refused)?;
                let statement = null.statement(&union).map_err(refused)?;
                return Ok((statement, Detail::Union(Box::new(union))));
            }
        };
        let found = robust_statistics(values, test, &layout).map_err(Failure::input)?;
        let null =
            simulate_robust(test, &layout, &found.unchanged, &simulation, execution).map_err(refused)?;
        let supremum = if self.forward { Supremum::Forward } else { Supremum::Double };
        let statement = null.statement(&found, supremum).map_err(refused)?;
        Ok((statement, Detail::One(Box::new(found))))
    }
}

fn refused(error: RobustError) -> Failure {
    match error {
        RobustError::Null(error) => flag(error),
        other => Failure::input(other),
    }
}
