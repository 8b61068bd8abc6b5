//! Simulates `src/lppls/indicator/null/table.csv`: how often geometric random walks reach a confidence, by their drift over
//! their volatility.
//!
//! ```sh
//! cargo run --release -p utakata --example lppls_null_table > crates/utakata/src/lppls/indicator/null/table.csv
//! ```
//!
//! For every preset with a condition on the damping (without one most walks qualify) whose windows are 120 to 35, 750 to 125 or
//! 650 to 30 observations, without the conditions that depend on more than that ratio (relative error, `|C|`). About ten
//! minutes of processor time; with `-- short`, `-- long` or `-- shu-zhu` after it, one of the sets of windows. The number of
//! threads changes nothing.

#![allow(clippy::print_stdout)] // a program that prints its result

use std::error::Error;

use utakata::Execution;
use utakata::dgp::{Process, RandomWalk};
use utakata::lppls::filter::{Denominator, Direction, Filter, Preset, Scale, ScaleName, Shape};
use utakata::lppls::indicator::null::TABLE_RATIOS;
use utakata::lppls::{Nested, NestedFit};
use utakata::random::{Normal, Stream, derive_seed};

const SEED: u64 = 20_261_126;
/// Sets of windows, with the paths for each ratio.
const SETS: [(&str, Scale, usize); 3] =
    [("short", Scale::SHORT, 4000), ("long", Scale::FCO, 500), ("shu-zhu", SHU_ZHU, 300)];
const SHU_ZHU: Scale = Scale { name: ScaleName::All, longest: 650, shortest: 30, step: 5 };

fn main() -> Result<(), Box<dyn Error>> {
    let pool = rayon::ThreadPoolBuilder::new().build()?;
    println!(
        "# Made by examples/lppls_null_table.rs on 2026-11-26 with seed {SEED}: 4000 paths for each ratio with windows of 120 to 35"
    );
    println!(
        "# observations (-- short), 500 with 750 to 125 (-- long); the third column has them. Columns: table.rs."
    );
    println!("preset,ratio,paths,reached");
    let only = std::env::args().nth(1);
    for (name, scale, paths) in SETS {
        if only.as_ref().is_some_and(|only| only != name) {
            continue;
        }
        let mut presets: Vec<Preset> = Preset::ALL
            .into_iter()
            .filter(|p| p.scales() == [scale] && p.filter().damping.is_some())
            .collect();
        while let Some(first) = presets.first() {
            let space = first.search_box();
            let (together, others) = presets.into_iter().partition(|p: &Preset| p.search_box() == space);
            presets = others;
            let nested = Nested::new(&space, &scale.lengths())?;
            for ratio in TABLE_RATIOS {
                of_ratio(&nested, &together, ratio, paths, &Execution::on(&pool))?;
            }
        }
    }
    Ok(())
}

/// Prints the rows of some presets at a ratio and, for negative bubbles, at its opposite.
fn of_ratio(
    nested: &Nested,
    presets: &[Preset],
    ratio: f64,
    paths: usize,
    execution: &Execution<'_>,
) -> Result<(), Box<dyn Error>> {
    let (normal, seed) = (Normal::new(), derive_seed(SEED, &format!("{}-{ratio}", nested.history())));
    let walk = RandomWalk { start: 0.0, drift: ratio, deviation: 1.0 };
    let path = |k: usize| walk.path(nested.history() + 1, &normal, &mut Stream::new(seed, k as u64));
    let walks: Vec<Vec<f64>> = (0..paths).map(path).collect();
    let fits = nested.fit_paths(&walks, execution)?;
    for &preset in presets {
        for direction in [Direction::Negative, Direction::Positive] {
            if direction == Direction::Negative && ratio == 0.0 {
                continue;
            }
            let signed = if direction == Direction::Positive { ratio } else { -ratio };
            let shares = fits.chunks(nested.lengths().len()).map(|date| share(preset, direction, date));
            let shares: Vec<f64> = shares.collect();
            let reached = (0..=100)
                .map(|cent| {
                    let least = f64::from(cent) / 100.0;
                    shares.iter().filter(|&&s| s > 0.0 && s >= least - 1e-9).count()
                })
                .take_while(|&count| count > 0);
            let reached: Vec<String> = reached.map(|count| count.to_string()).collect();
            println!("{},{signed},{paths},{}", preset.name(), reached.join(" "));
        }
    }
    Ok(())
}

/// Share of the windows of one date that qualify in a direction.
fn share(preset: Preset, direction: Direction, fits: &[NestedFit]) -> f64 {
    let filter = Filter { relative_error: None, amplitude: None, direction: None, ..preset.filter() };
    let shapes = fits.iter().filter_map(|f| f.best.as_ref().map(|b| Shape::of(b, (f.length - 1) as f64)));
    let same: Vec<Shape> = shapes.filter(|shape| shape.direction == direction).collect();
    let qualified = same.iter().filter(|shape| filter.passes(shape, || 0.0)).count();
    let among = match preset.denominator() {
        Denominator::AllWindows => fits.len(),
        Denominator::SameSign => same.len().max(1),
    };
    qualified as f64 / among as f64
}
