//! `utakata simulate`: one path of a null or of a bubble.

use clap::{Args, Subcommand, ValueEnum};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use utakata::dgp::{
    Arima, Blanchard, Collapse, Evans, Garch, PeriodicBubble, Process, RandomWalk, StochasticVolatility,
    StudentWalk, VarianceBreak,
};
use utakata::random::{Normal, Stream};

use crate::arguments::Run;
use crate::failure::{Failure, Outcome};

/// Version of the JSON.
const SCHEMA: u32 = 1;

/// Date of the first value; one value a day follows.
const FIRST: Date = Date::constant(2000, 1, 1);

/// Simulate a price path: a unit root that no test should reject, or a bubble that it should
///
/// Prints dates (one a day from 2000-01-01) and values as CSV, ready for `utakata diagnose`.
#[derive(Debug, Args)]
#[command(
    subcommand_required = true,
    arg_required_else_help = true,
    after_long_help = "\
Examples:
  utakata simulate psy1 --observations 200 --seed 7
  utakata simulate garch --observations 500 | utakata diagnose -"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    process: Dgp,
}

/// The processes, with the papers' parameters as defaults.
#[derive(Debug, Subcommand)]
enum Dgp {
    /// Gaussian random walk
    RandomWalk {
        /// First value
        #[arg(long, default_value_t = 0.0, allow_hyphen_values = true)]
        start: f64,
        /// Drift per step
        #[arg(long, default_value_t = 0.0, allow_hyphen_values = true)]
        drift: f64,
        /// Standard deviation of a step
        #[arg(long, default_value_t = 1.0)]
        deviation: f64,
        #[command(flatten)]
        path: Path,
    },
    /// Random walk with Student t steps of unit variance
    StudentWalk {
        /// Degrees of freedom, at least 3
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(3..=1000))]
        freedom: u32,
        #[command(flatten)]
        path: Path,
    },
    /// Random walk with GARCH(1,1) steps (Bollerslev 1986)
    Garch {
        /// Constant of the variance
        #[arg(long, default_value_t = 0.01)]
        constant: f64,
        /// Weight of the last squared step
        #[arg(long, default_value_t = 0.09)]
        news: f64,
        /// Weight of the last variance
        #[arg(long, default_value_t = 0.90)]
        memory: f64,
        #[command(flatten)]
        path: Path,
    },
    /// Random walk with stochastic volatility (Taylor 1986)
    StochasticVolatility {
        /// Autoregression of the log variance, between −1 and 1
        #[arg(long, default_value_t = 0.98, allow_hyphen_values = true)]
        persistence: f64,
        /// Standard deviation of its shocks
        #[arg(long, default_value_t = 0.2)]
        deviation: f64,
        #[command(flatten)]
        path: Path,
    },
    /// Random walk whose variance changes once (Harvey, Leybourne, Sollis and Taylor 2016)
    VarianceBreak {
        /// Variance after over variance before
        #[arg(long, default_value_t = 9.0)]
        ratio: f64,
        /// Share of the sample before the break
        #[arg(long, default_value_t = 0.5)]
        at: f64,
        #[command(flatten)]
        path: Path,
    },
    /// Random walk with ARMA(1,1) steps
    Arima {
        /// Autoregressive coefficient
        #[arg(long, default_value_t = 0.3, allow_hyphen_values = true)]
        autoregressive: f64,
        /// Moving-average coefficient
        #[arg(long, default_value_t = 0.0, allow_hyphen_values = true)]
        moving_average: f64,
        #[command(flatten)]
        path: Path,
    },
    /// One bubble over 40 to 55 % of the sample (Phillips, Shi and Yu 2015)
    Psy1(Bubble),
    /// Two bubbles, over 20 to 40 % and 60 to 70 % of the sample (Phillips, Shi and Yu 2015)
    Psy2(Bubble),
    /// Periodically collapsing bubble (Evans 1991)
    Evans {
        #[command(flatten)]
        path: Path,
    },
    /// Bursting rational bubble (Blanchard 1979)
    Blanchard {
        #[command(flatten)]
        path: Path,
    },
}

#[derive(Debug, Args)]
struct Bubble {
    /// Fall by this factor per observation instead of at once (Phillips and Shi 2018)
    #[arg(long, requires = "fall_share")]
    fall_factor: Option<f64>,
    /// Length of that fall as a share of the sample
    #[arg(long, requires = "fall_factor")]
    fall_share: Option<f64>,
    #[command(flatten)]
    path: Path,
}

#[derive(Debug, Args)]
struct Path {
    /// Length of the path
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    observations: u32,
    /// Form of the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "csv", help_heading = "Common")]
    format: Form,
    #[command(flatten)]
    run: Run,
}

/// Form of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Date and value
    Csv,
    /// The same with the process and its seed
    Json,
}

#[derive(Debug, Serialize)]
struct Simulated {
    schema: u32,
    process: &'static str,
    observations: usize,
    seed: u64,
    dates: Vec<Date>,
    values: Vec<f64>,
}

/// Simulates and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let (name, process, path) = chosen(&arguments.process);
    let destination = path.run.destination()?;
    let observations = path.observations as usize;
    let values = process.path(observations, &Normal::new(), &mut Stream::new(path.run.seed, 0));
    if let Some(t) = values.iter().position(|v| !v.is_finite()) {
        return Err(Failure::Input(anyhow::anyhow!(
            "with these parameters value {} of the path is no finite number; choose a stationary variance and a \
             gentler growth",
            t + 1
        )));
    }
    let dates = (0..i64::from(path.observations))
        .map(|day| FIRST.checked_add(day.days()))
        .collect::<Result<Vec<Date>, _>>()
        .map_err(Failure::runtime)?;
    match path.format {
        Form::Json => destination.write_json(&Simulated {
            schema: SCHEMA,
            process: name,
            observations,
            seed: path.run.seed,
            dates,
            values,
        })?,
        Form::Csv => destination.write_bytes(&rows(&dates, &values)?)?,
    }
    Ok(Outcome::Done)
}

fn chosen(dgp: &Dgp) -> (&'static str, Box<dyn Process>, &Path) {
    match dgp {
        Dgp::RandomWalk { start, drift, deviation, path } => {
            let process = RandomWalk { start: *start, drift: *drift, deviation: *deviation };
            ("random-walk", Box::new(process), path)
        }
        Dgp::StudentWalk { freedom, path } => {
            ("student-walk", Box::new(StudentWalk { freedom: *freedom }), path)
        }
        Dgp::Garch { constant, news, memory, path } => {
            ("garch", Box::new(Garch { constant: *constant, news: *news, memory: *memory }), path)
        }
        Dgp::StochasticVolatility { persistence, deviation, path } => {
            let process = StochasticVolatility { persistence: *persistence, deviation: *deviation };
            ("stochastic-volatility", Box::new(process), path)
        }
        Dgp::VarianceBreak { ratio, at, path } => {
            ("variance-break", Box::new(VarianceBreak { ratio: *ratio, at: *at }), path)
        }
        Dgp::Arima { autoregressive, moving_average, path } => {
            let process = Arima { autoregressive: *autoregressive, moving_average: *moving_average };
            ("arima", Box::new(process), path)
        }
        Dgp::Psy1(bubble) => ("psy1", Box::new(bubble.of(PeriodicBubble::psy1())), &bubble.path),
        Dgp::Psy2(bubble) => ("psy2", Box::new(bubble.of(PeriodicBubble::psy2())), &bubble.path),
        Dgp::Evans { path } => ("evans", Box::new(Evans::default()), path),
        Dgp::Blanchard { path } => ("blanchard", Box::new(Blanchard::default()), path),
    }
}

impl Bubble {
    fn of(&self, bubble: PeriodicBubble) -> PeriodicBubble {
        match (self.fall_factor, self.fall_share) {
            (Some(factor), Some(share)) => {
                PeriodicBubble { collapse: Collapse::Gradual { factor, share }, ..bubble }
            }
            _ => bubble,
        }
    }
}

fn rows(dates: &[Date], values: &[f64]) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["date", "value"]).map_err(Failure::runtime)?;
    for (date, value) in dates.iter().zip(values) {
        writer.write_record([date.to_string(), value.to_string()]).map_err(Failure::runtime)?;
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}
