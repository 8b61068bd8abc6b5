//! `utakata critical`: critical values from the response surfaces or by simulation.

use clap::{Args, ValueEnum};
use serde::Serialize;
use utakata::explosive::{Layout, Options, WindowConvention};
use utakata::null::surface::{ResponseSurface, SurfaceStatistic, response_surface};
use utakata::null::{self, CriticalValues, Null, NullDistribution, NullError, Quantiles, Simulation};

use crate::arguments::{Common, Format, without_effect};
use crate::failure::{Failure, Outcome};
use crate::text::{Page, full, number, optional};
use crate::windows::Convention;
use crate::work::Work;

/// Version of the JSON.
const SCHEMA: u32 = 1;
/// Simulated series unless asked otherwise.
const REPLICATIONS: usize = 2000;

/// Critical values of ADF, SADF and GSADF for any sample length
///
/// Right-tail quantiles under Gaussian random walks, by simulation, or at once with --method surface from response
/// surfaces fitted to our own simulations where these hold (50 to 5000 observations, lags 0 to 4, windows near the default
/// one); the answer says which and how far it can be trusted. They hold for independent innovations of constant variance only: on real prices
/// `utakata diagnose` bootstraps its own.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  utakata critical --observations 100
  utakata critical --observations 100 --method surface
  utakata critical --observations 1680 --lag 1 --window-convention levels --minimum-window 90
  utakata critical --observations 400 --lag 1 --replications 10000 --format json")]
pub(crate) struct Arguments {
    /// Length of the series
    #[arg(long, value_name = "N")]
    observations: usize,
    /// Smallest window [default: ⌊(0.01 + 1.8/√N)·N⌋]
    #[arg(long, value_name = "N")]
    minimum_window: Option<usize>,
    /// What the smallest window counts
    #[arg(long, value_enum, value_name = "UNIT", default_value = "observations")]
    window_convention: Convention,
    /// Lagged differences in the regression
    #[arg(long, value_name = "N", default_value_t = 0)]
    lag: usize,
    /// Drift per step of the random walk, in standard deviations of its innovations [default: 0]
    #[arg(long, value_name = "D", allow_hyphen_values = true)]
    drift: Option<f64>,
    /// Where the values come from
    #[arg(long, value_enum, value_name = "METHOD", default_value = "simulate")]
    method: Way,
    /// Simulated series [default: 2000]
    #[arg(long, value_name = "N")]
    replications: Option<usize>,
    #[command(flatten)]
    common: Common,
}

/// Where critical values come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Way {
    /// Response surfaces: at once
    Surface,
    /// Simulation of this very question
    Simulate,
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
    values: Values,
    standard_errors: Errors,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Values {
    Simulated(CriticalValues),
    Surface(SurfaceValues),
}

#[derive(Debug, Serialize)]
struct SurfaceValues {
    method: &'static str,
    /// Consecutive dates over which SADF and GSADF take their maxima.
    horizon: usize,
    adf: Quantiles,
    sadf: Quantiles,
    gsadf: Quantiles,
    /// Of BSADF at the last date alone.
    bsadf_last: Quantiles,
}

/// Standard errors of simulated values; distances from held-out simulations of surfaces.
#[derive(Debug, Serialize)]
struct Errors {
    adf: Quantiles,
    sadf: Quantiles,
    gsadf: Quantiles,
    #[serde(skip_serializing_if = "Option::is_none")]
    bsadf_last: Option<Quantiles>,
}

/// Finds and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let common = &arguments.common;
    let destination = common.run.destination()?;
    let answer = ask(arguments)?;
    match common.format {
        Format::Json => destination.write_json(&answer)?,
        Format::Csv => destination.write_bytes(&rows(&answer)?)?,
        Format::Table => destination.write_text(&page(&answer))?,
    }
    Ok(Outcome::Done)
}

fn ask(arguments: &Arguments) -> Result<Answer, Failure> {
    let options = Options {
        minimum_window: arguments.minimum_window,
        window_convention: arguments.window_convention.into(),
        ..Options::default()
    };
    let layout = Layout::resolve(arguments.observations, arguments.lag, &options).map_err(Failure::input)?;
    let (values, standard_errors) = match surface(arguments, &layout)? {
        Some(surface) => from_surface(&surface),
        None => simulated(arguments, &layout)?,
    };
    Ok(Answer {
        schema: SCHEMA,
        observations: layout.observations(),
        lag: layout.lag(),
        minimum_window: match options.window_convention {
            WindowConvention::Observations => layout.window(),
            WindowConvention::Levels => layout.window_levels(),
        },
        window_convention: options.window_convention,
        values,
        standard_errors,
    })
}

/// The surface if it is asked for.
fn surface(arguments: &Arguments, layout: &Layout) -> Result<Option<ResponseSurface>, Failure> {
    let check = |flag, given| without_effect(flag, given, "--method", &arguments.method, &[Way::Simulate]);
    check("--replications", arguments.replications.is_some())?;
    check("--drift", arguments.drift.is_some())?;
    match arguments.method {
        Way::Simulate => Ok(None),
        Way::Surface => response_surface(layout).map(Some).map_err(Failure::input),
    }
}

fn from_surface(surface: &ResponseSurface) -> (Values, Errors) {
    let values = SurfaceValues {
        method: "response-surface",
        horizon: surface.layout().dates(),
        adf: surface.critical_values(SurfaceStatistic::Adf),
        sadf: surface.critical_values(SurfaceStatistic::Sadf),
        gsadf: surface.critical_values(SurfaceStatistic::Gsadf),
        bsadf_last: surface.critical_values(SurfaceStatistic::Bsadf),
    };
    let errors = Errors {
        adf: surface.errors(SurfaceStatistic::Adf),
        sadf: surface.errors(SurfaceStatistic::Sadf),
        gsadf: surface.errors(SurfaceStatistic::Gsadf),
        bsadf_last: Some(surface.errors(SurfaceStatistic::Bsadf)),
    };
    (Values::Surface(values), errors)
}

fn simulated(arguments: &Arguments, layout: &Layout) -> Result<(Values, Errors), Failure> {
    let drift = arguments.drift.unwrap_or_default();
    if !drift.is_finite() {
        return Err(Failure::Input(anyhow::anyhow!("--drift {drift} is no finite number")));
    }
    let work = Work::new(&arguments.common.run)?;
    let simulation = Simulation {
        replications: arguments.replications.unwrap_or(REPLICATIONS),
        seed: arguments.common.run.seed,
        keep_sequences: false,
    };
    let null = Null::RandomWalk { drift };
    let draws = null::simulate(&null, layout, &simulation, &work.execution()).map_err(flag)?;
    let errors = standard_errors(&draws);
    Ok((Values::Simulated(draws.critical_values()), errors))
}

fn flag(error: NullError) -> Failure {
    match error {
        NullError::Cancelled(_) => Failure::runtime(error),
        _ => Failure::input(error),
    }
}

fn standard_errors(draws: &NullDistribution) -> Errors {
    let of = |sorted: &[f64]| Quantiles {
        p90: null::quantile_standard_error(sorted, 0.90),
        p95: null::quantile_standard_error(sorted, 0.95),
        p99: null::quantile_standard_error(sorted, 0.99),
    };
    Errors { adf: of(draws.adf()), sadf: of(draws.sadf()), gsadf: of(draws.gsadf()), bsadf_last: None }
}

/// Statistic, level, critical value and its error, in the order of the table.
fn cells(answer: &Answer) -> Vec<(&'static str, &'static str, Option<f64>, Option<f64>)> {
    let errors = &answer.standard_errors;
    let ([adf, sadf, gsadf], last) = match &answer.values {
        Values::Simulated(values) => ([values.adf, values.sadf, values.gsadf], None),
        Values::Surface(values) => ([values.adf, values.sadf, values.gsadf], Some(values.bsadf_last)),
    };
    let mut all = vec![("adf", adf, errors.adf), ("sadf", sadf, errors.sadf), ("gsadf", gsadf, errors.gsadf)];
    if let (Some(values), Some(errors)) = (last, errors.bsadf_last) {
        all.push(("bsadf, last date", values, errors));
    }
    all.into_iter()
        .flat_map(|(name, v, e)| {
            [(name, "90", v.p90, e.p90), (name, "95", v.p95, e.p95), (name, "99", v.p99, e.p99)]
        })
        .collect()
}

fn rows(answer: &Answer) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let method = match &answer.values {
        Values::Simulated(values) => values.method.as_str(),
        Values::Surface(values) => values.method,
    };
    writer
        .write_record(["statistic", "level_percent", "critical_value", "standard_error", "method"])
        .map_err(Failure::runtime)?;
    for (name, level, value, error) in cells(answer) {
        writer.write_record([name, level, &full(value), &full(error), method]).map_err(Failure::runtime)?;
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}

fn page(answer: &Answer) -> String {
    let mut page = Page::default();
    page.heading(&format!("Right-tail critical values for {} observations", answer.observations));
    let counted = match answer.window_convention {
        WindowConvention::Observations => "regression observations",
        WindowConvention::Levels => "levels",
    };
    page.fact("windows", &format!("at least {} {counted}, lag {}", answer.minimum_window, answer.lag));
    let (null, error) = match &answer.values {
        Values::Simulated(values) => (
            format!("Gaussian random walk, {} replications, seed {}", values.replications, values.seed),
            "± is one standard error of the simulation.",
        ),
        Values::Surface(_) => (
            "Gaussian random walk, from response surfaces".to_owned(),
            "± is the typical distance of the surfaces from simulations they were not fitted to. \
             Use --method simulate for this very question.",
        ),
    };
    page.fact("null", &null);
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
    page.block(error);
    page.finish()
}
