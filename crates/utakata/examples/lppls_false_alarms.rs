//! How often prices without a bubble raise the LPPLS confidence, and how large the p-values of the indicator are on them: the
//! tables of `docs/lppls.md`, "How often it raises a false alarm".
//!
//! ```sh
//! cargo run --release -p utakata --example lppls_false_alarms
//! ```
//!
//! About half an hour of processor time; with `-- rates`, `-- short`, `-- long` or `-- table` after it, one part: the rates, the
//! p-values by simulation with short or long windows, and those by the table. The number of threads changes nothing.

#![allow(clippy::print_stdout)] // a program that prints its result

use std::error::Error;

use utakata::Execution;
use utakata::dgp::{GjrGarch, Innovation, Process, RandomWalk};
use utakata::lppls::filter::{Direction, Filter, Preset, Scale, Shape, relative_error};
use utakata::lppls::indicator::Indicator;
use utakata::lppls::indicator::null::{NullModel, Paths, from_table, has_table};
use utakata::lppls::{Nested, NestedFit, SearchBox};
use utakata::null::quantile;
use utakata::random::{Normal, Stream, derive_seed};

const SEED: u64 = 20_261_126;
/// Window sets, with their paths for the rates and for the p-values from the table.
const SETS: [(&str, Scale, usize); 2] = [("120 to 35", Scale::SHORT, 2000), ("750 to 125", Scale::FCO, 300)];
/// Presets whose p-values by simulation are measured, with the series and the paths of each.
const SIZES: [(&str, Preset, usize, usize); 2] =
    [("short", Preset::LpplsPackage, 600, 199), ("long", Preset::Sornette2015C1, 100, 99)];
/// Paths simulated at a time; a p-value that cannot be at most 5 % any more is not followed further.
const AT_A_TIME: usize = 20;

/// AR(1) with coefficient 0.95 and shocks of 1 % around a trend of 5 basis points a step.
struct TrendStationary;

impl Process for TrendStationary {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let mut away = 0.01 / (1.0 - 0.95_f64 * 0.95).sqrt() * normal.sample(stream);
        let mut level = |t: usize| {
            away = 0.95 * away + 0.01 * normal.sample(stream);
            5e-4 * t as f64 + away
        };
        (0..observations).map(&mut level).collect()
    }
}

/// GARCH(1,1) with parameters of the size that is common for daily returns of stock indices, and a drift of 5.4 basis points.
struct Clusters;

impl Process for Clusters {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let garch = GjrGarch {
            constant: 5.1e-7,
            news: 0.07,
            asymmetry: 0.0,
            memory: 0.925,
            innovation: Innovation::Student { freedom: 7 },
            burn_in: 500,
        };
        let steps = garch.path(observations, normal, stream);
        steps.iter().enumerate().map(|(t, x)| x + 5.4e-4 * t as f64).collect()
    }
}

fn nulls() -> [(&'static str, Box<dyn Process + Sync>); 5] {
    let walk = |drift| Box::new(RandomWalk { start: 0.0, drift, deviation: 0.01 });
    [
        ("random walk, no drift", walk(0.0)),
        ("random walk, 5 bp a day", walk(5e-4)),
        ("random walk, 20 bp a day", walk(2e-3)),
        ("GARCH(1,1), Student t(7)", Box::new(Clusters)),
        ("AR(1) 0.95 around a trend", Box::new(TrendStationary)),
    ]
}

fn main() -> Result<(), Box<dyn Error>> {
    let pool = rayon::ThreadPoolBuilder::new().build()?;
    let execution = Execution::on(&pool);
    let only = std::env::args().nth(1);
    let wanted = |part: &str| only.as_ref().is_none_or(|only| only == part);
    if wanted("rates") {
        rates(&execution)?;
    }
    for (name, preset, count, inner) in SIZES {
        if wanted(name) {
            sizes_by_simulation(preset, count, inner, &execution)?;
        }
    }
    if wanted("table") {
        sizes_from_table(&execution)?;
    }
    Ok(())
}

fn paths(process: &dyn Process, label: &str, count: usize, observations: usize) -> Vec<Vec<f64>> {
    let (normal, seed) = (Normal::new(), derive_seed(SEED, label));
    (0..count).map(|k| process.path(observations, &normal, &mut Stream::new(seed, k as u64))).collect()
}

/// Rates of the positive confidence, a share of all windows, with fits in the wide box.
fn rates(execution: &Execution<'_>) -> Result<(), Box<dyn Error>> {
    let presets = [Preset::LpplsPackage, Preset::Sornette2015C1, Preset::ShuZhu2019];
    println!("| windows | null | {} |", presets.map(Preset::name).join(" | "));
    println!("|---|---|---|---|---|");
    for (name, scale, count) in SETS {
        let nested = Nested::new(&SearchBox::WIDE, &scale.lengths())?;
        for (null, process) in nulls() {
            let walks = paths(&*process, &format!("rates-{name}-{null}"), count, nested.history() + 1);
            let fits = nested.fit_paths(&walks, execution)?;
            let cells = presets.map(|preset| {
                let dates = fits.chunks(nested.lengths().len()).zip(&walks);
                cell(dates.map(|(date, walk)| share(&preset.filter(), date, walk)).collect())
            });
            println!("| {name} | {null} | {} |", cells.join(" | "));
        }
    }
    Ok(())
}

fn share(filter: &Filter, fits: &[NestedFit], walk: &[f64]) -> f64 {
    let times: Vec<f64> = (0..walk.len()).map(|t| t as f64).collect();
    let qualifies = |fit: &&NestedFit| {
        fit.best.as_ref().is_some_and(|best| {
            let shape = Shape::of(best, (fit.length - 1) as f64);
            let from = walk.len() - fit.length;
            shape.direction == Direction::Positive
                && filter.passes(&shape, || relative_error(best, &times[from..], &walk[from..]))
        })
    };
    fits.iter().filter(qualifies).count() as f64 / fits.len() as f64
}

fn cell(mut shares: Vec<f64>) -> String {
    shares.sort_by(f64::total_cmp);
    let above =
        |least: f64| 100.0 * shares.iter().filter(|&&s| s > least).count() as f64 / shares.len() as f64;
    let high = quantile(&shares, 0.95).unwrap_or_default();
    format!("{:.1} / {:.1} / {high:.2}", above(0.0), above(0.2))
}

/// Rejections at 5 % by the precomputed table.
fn sizes_from_table(execution: &Execution<'_>) -> Result<(), Box<dyn Error>> {
    for (preset, count) in
        [(Preset::LpplsPackage, 2000), (Preset::Sornette2015C1, 300), (Preset::Sornette2015C2, 300)]
    {
        if !has_table(preset) {
            continue;
        }
        let indicator = Indicator::preset(preset)?;
        let mut cells = Vec::new();
        for (null, process) in nulls() {
            let walks = paths(&*process, &format!("table-{null}"), count, indicator.longest());
            let p_values = execution.map(count, |k| -> Result<f64, Box<dyn Error + Send + Sync>> {
                let walk = &walks[k];
                let confidence = indicator.confidence(walk, &[walk.len() - 1], &Execution::serial())?;
                let share = confidence[0].share(Direction::Positive);
                Ok(from_table(preset, walk, Direction::Positive, share)?.map_or(f64::NAN, |p| p.p_value))
            })?;
            let p_values: Vec<f64> =
                p_values.into_iter().collect::<Result<_, _>>().map_err(|error| error.to_string())?;
            cells.push(rejected(&p_values));
        }
        println!("| {}, table ({count} series) | {} |", preset.name(), cells.join(" | "));
    }
    Ok(())
}

/// Rejections at 5 % by simulation.
fn sizes_by_simulation(
    preset: Preset,
    count: usize,
    inner: usize,
    execution: &Execution<'_>,
) -> Result<(), Box<dyn Error>> {
    let indicator = Indicator::preset(preset)?;
    for model in [NullModel::Garch, NullModel::Gbm, NullModel::Block] {
        let mut cells = Vec::new();
        for (null, process) in nulls() {
            let walks = paths(&*process, &format!("simulated-{null}"), count, indicator.longest());
            let p_values = execution.map(count, |k| {
                let seed = derive_seed(SEED, &format!("{null}-{k}"));
                rejects(&indicator, &walks[k], &Paths { model, paths: inner, seed })
            })?;
            let p_values: Vec<f64> =
                p_values.into_iter().collect::<Result<_, _>>().map_err(|error| error.to_string())?;
            cells.push(rejected(&p_values));
        }
        println!(
            "| {}, {model:?} ({count} series, {inner} paths each) | {} |",
            preset.name(),
            cells.join(" | ")
        );
    }
    Ok(())
}

/// The p-value of the positive confidence at the end of `walk` where it is at most 5 %, otherwise 1; what ends early changes no
/// decision.
fn rejects(indicator: &Indicator, walk: &[f64], paths: &Paths) -> Result<f64, Box<dyn Error + Send + Sync>> {
    let end = walk.len() - 1;
    let observed = indicator.confidence(walk, &[end], &Execution::serial())?[0].share(Direction::Positive);
    let p_value = |reached: usize| (1 + reached) as f64 / (paths.paths + 1) as f64;
    let (mut reached, mut done) = (0, 0);
    while observed > 0.0 && done < paths.paths && p_value(reached) <= 0.05 {
        let part = Paths {
            paths: AT_A_TIME.min(paths.paths - done),
            seed: derive_seed(paths.seed, &done.to_string()),
            ..*paths
        };
        let found = indicator.significance(walk, end, &part, &Execution::serial())?;
        reached += found[0].draws.values().iter().filter(|&&value| value >= observed).count();
        done += part.paths;
    }
    // A confidence of zero is reached by every path.
    Ok(if observed > 0.0 && p_value(reached) <= 0.05 { p_value(reached) } else { 1.0 })
}

fn rejected(p_values: &[f64]) -> String {
    let known: Vec<f64> = p_values.iter().copied().filter(|p| !p.is_nan()).collect();
    let share = 100.0 * known.iter().filter(|&&p| p <= 0.05).count() as f64 / known.len().max(1) as f64;
    if known.len() == p_values.len() {
        format!("{share:.1}")
    } else {
        format!("{share:.1} ({} beyond the table)", p_values.len() - known.len())
    }
}
