//! `utakata critical`: critical values by simulation.

use clap::Args;
use serde::Serialize;
use utakata::explosive::{Layout, WindowConvention, default_minimum_window};
use utakata::null::{self, CriticalValues, Null, NullDistribution, NullError, Quantiles, Simulation};

use crate::arguments::{Common, Format};
use crate::failure::{Failure, Outcome};
use crate::text::{Page, full, number, optional};
use crate::work::Work;

/// Version of the JSON.
const SCHEMA: u32 = 1;

/// Critical values of ADF, SADF and GSADF for any sample length, by simulation
///
/// Simulates Gaussian random walks and prints the right-tail quantiles of the statistics with the standard errors
/// that the number of replications leaves. They hold for independent innovations of constant variance only: on
/// real prices `utakata diagnose` bootstraps its own.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  utakata critical --observations 100
  utakata critical --observations 400 --lag 1 --replications 10000 --format json")]
pub(crate) struct Arguments {
    /// Length of the series
    #[arg(long, value_name = "N")]
    observations: usize,
    /// Smallest window in regression observations [default: ⌊(0.01 + 1.8/√N)·N⌋]
    #[arg(long, value_name = "N")]
    minimum_window: Option<usize>,
    /// Lagged differences in the regression
    #[arg(long, value_name = "N", default_value_t = 0)]
    lag: usize,
    /// Drift per step of the random walk, in standard deviations of its innovations
    #[arg(long, value_name = "D", default_value_t = 0.0, allow_hyphen_values = true)]
    drift: f64,
    /// Simulated series
    #[arg(long, value_name = "N", default_value_t = 2000)]
    replications: usize,
    #[command(flatten)]
    common: Common,
}

/// The JSON.
#[derive(Debug, Serialize)]
struct Answer {
    schema: u32,
    observations: usize,
    lag: usize,
    minimum_window: usize,
    window_convention: WindowConvention,
    #[serde(flatten)]
    values: CriticalValues,
    standard_errors: StandardErrors,
}

#[derive(Debug, Serialize)]
struct StandardErrors {
    adf: Quantiles,
    sadf: Quantiles,
    gsadf: Quantiles,
}

/// Simulates and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let common = &arguments.common;
    let destination = common.run.destination()?;
    let work = Work::new(&common.run)?;
    let answer = ask(arguments, &work)?;
    match common.format {
        Format::Json => destination.write_json(&answer)?,
        Format::Csv => destination.write_bytes(&rows(&answer)?)?,
        Format::Table => destination.write_text(&page(&answer))?,
    }
    Ok(Outcome::Done)
}

fn ask(arguments: &Arguments, work: &Work) -> Result<Answer, Failure> {
    let window = arguments.minimum_window.unwrap_or_else(|| default_minimum_window(arguments.observations));
    let layout = Layout::new(arguments.observations, arguments.lag, window).map_err(Failure::input)?;
    let simulation = Simulation::new(arguments.replications, arguments.common.run.seed);
    let null = Null::RandomWalk { drift: arguments.drift };
    let draws = null::simulate(&null, &layout, &simulation, &work.execution()).map_err(flag)?;
    Ok(Answer {
        schema: SCHEMA,
        observations: layout.observations(),
        lag: layout.lag(),
        minimum_window: layout.window(),
        window_convention: WindowConvention::Observations,
        values: draws.critical_values(),
        standard_errors: standard_errors(&draws),
    })
}

fn flag(error: NullError) -> Failure {
    match error {
        NullError::Cancelled(_) => Failure::runtime(error),
        _ => Failure::input(error),
    }
}

fn standard_errors(draws: &NullDistribution) -> StandardErrors {
    let of = |sorted: &[f64]| Quantiles {
        p90: null::quantile_standard_error(sorted, 0.90),
        p95: null::quantile_standard_error(sorted, 0.95),
        p99: null::quantile_standard_error(sorted, 0.99),
    };
    StandardErrors { adf: of(draws.adf()), sadf: of(draws.sadf()), gsadf: of(draws.gsadf()) }
}

/// Statistic, level, critical value and its standard error, in the order of the table.
fn cells(answer: &Answer) -> Vec<(&'static str, &'static str, Option<f64>, Option<f64>)> {
    let (values, errors) = (&answer.values, &answer.standard_errors);
    [
        ("adf", values.adf, errors.adf),
        ("sadf", values.sadf, errors.sadf),
        ("gsadf", values.gsadf, errors.gsadf),
    ]
    .into_iter()
    .flat_map(|(name, v, e)| {
        [(name, "90", v.p90, e.p90), (name, "95", v.p95, e.p95), (name, "99", v.p99, e.p99)]
    })
    .collect()
}

fn rows(answer: &Answer) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(["statistic", "level_percent", "critical_value", "standard_error"])
        .map_err(Failure::runtime)?;
    for (name, level, value, error) in cells(answer) {
        writer.write_record([name, level, &full(value), &full(error)]).map_err(Failure::runtime)?;
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}

fn page(answer: &Answer) -> String {
    let mut page = Page::default();
    page.heading(&format!("Right-tail critical values for {} observations", answer.observations));
    page.fact(
        "windows",
        &format!("at least {} regression observations, lag {}", answer.minimum_window, answer.lag),
    );
    page.fact(
        "null",
        &format!(
            "Gaussian random walk, {} replications, seed {}",
            answer.values.replications, answer.values.seed
        ),
    );
    let rows = cells(answer)
        .chunks(3)
        .map(|statistic| {
            let mut row = vec![statistic[0].0.to_uppercase()];
            row.extend(statistic.iter().map(|(_, _, value, error)| {
                let error = error.map_or_else(|| "–".to_owned(), |e| number(e, 2));
                format!("{} ± {error}", optional(*value, 4))
            }));
            row
        })
        .collect::<Vec<_>>();
    page.table(&["statistic", "90 %", "95 %", "99 %"], rows);
    page.block("± is one standard error of the simulation.");
    page.finish()
}
