//! `utakata test quantile`.

use clap::{Args, ValueEnum};
use utakata::quantile_test::{QuantileNull, QuantileOptions, QuantileTest, Tau, Windows, quantile_test};
use utakata::{Execution, Series, Statement};

use super::question::{Replications, Test};
use crate::failure::Failure;

/// Bubble in a conditional quantile (Wu, Shi and Wu 2025)
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub(super) struct Quantile {
    /// Quantile of the regression, between 0 and 1 [default: the most informative of 0.10, 0.15, … 0.90]
    #[arg(long, value_name = "TAU")]
    tau: Option<f64>,
    /// Windows of the test
    #[arg(long, value_enum, value_name = "WINDOWS", default_value = "whole")]
    windows: Span,
    /// Smallest window in regression observations [default: ⌊(0.01 + 1.8/√T)·T⌋]
    #[arg(long, value_name = "N")]
    minimum_window: Option<usize>,
    /// First observations from which nuisance parameters are estimated, so that nothing later is used [default: all]
    #[arg(long, value_name = "N")]
    training: Option<usize>,
    /// Resample the changes instead of using the limit distribution; needed for windows at extreme quantiles
    #[arg(long)]
    resampled: bool,
    #[command(flatten)]
    simulation: Replications,
}

/// Windows of the test.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Span {
    /// The whole sample
    Whole,
    /// From the first date to every later one (QPWY)
    Forward,
    /// All (QPSY)
    Double,
}

impl Test for Quantile {
    const KIND: &'static str = "quantile";
    type Detail = QuantileTest;

    fn ask(
        &self,
        series: &Series,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<(Statement, QuantileTest), Failure> {
        let options = QuantileOptions {
            tau: self.tau.map_or(Tau::Optimal, Tau::Fixed),
            windows: match self.windows {
                Span::Whole => Windows::Whole,
                Span::Forward => Windows::Forward,
                Span::Double => Windows::Double,
            },
            window: self.minimum_window,
            training: self.training,
            null: if self.resampled { QuantileNull::Resampled } else { QuantileNull::Limit },
            replications: self.simulation.replications,
            seed,
        };
        let test = quantile_test(series.values(), &options, execution).map_err(Failure::input)?;
        Ok((test.statement(), test))
    }
}
