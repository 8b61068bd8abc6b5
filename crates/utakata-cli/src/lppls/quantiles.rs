//! `--quantiles`.

use serde::Serialize;
use utakata::lppls::{Fit, QuantileFit, quantile_fit_from};

use crate::failure::Failure;
use crate::text::{Page, name_of, number};

/// Fits of the quantiles asked for; none when none were.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub(super) struct Quantiles(Vec<QuantileFit>);

impl Quantiles {
    /// Fits each of `wanted`.
    pub(super) fn of(wanted: &[f64], times: &[f64], logs: &[f64], squares: &Fit) -> Result<Self, Failure> {
        let fits = wanted.iter().map(|&q| quantile_fit_from(times, logs, squares, q));
        fits.collect::<Result<_, _>>().map(Self).map_err(Failure::input)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A table, if there is anything to show.
    pub(super) fn show(&self, page: &mut Page) {
        if self.is_empty() {
            return;
        }
        let header = ["quantile", "loss", "tc − t2", "m", "omega", "b", "below", "on the curve", "bounds"];
        page.table(&header, self.0.iter().map(row));
        page.fact(
            "quantiles",
            "fits of a quantile of the logarithms instead of their mean; where their critical times differ much, the \
             critical time is not known",
        );
    }
}

fn row(fit: &QuantileFit) -> Vec<String> {
    let names: Vec<String> = fit.solution.active_bounds.iter().map(name_of).collect();
    vec![
        number(fit.quantile, 4),
        number(fit.loss, 6),
        number(fit.solution.tc_minus_t2, 4),
        number(fit.solution.m, 4),
        number(fit.solution.omega, 4),
        number(fit.solution.b, 4),
        number(fit.share_below, 3),
        number(fit.share_on, 3),
        names.join(" "),
    ]
}
