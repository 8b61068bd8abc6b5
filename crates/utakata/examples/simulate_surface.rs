//! Simulates the design of the response surfaces: writes `src/null/surface/design.csv` and `held_out.csv`.
//!
//! ```sh
//! cargo run --release -p utakata --example simulate_surface -- design > crates/utakata/src/null/surface/design.csv
//! cargo run --release -p utakata --example simulate_surface -- held-out > crates/utakata/src/null/surface/held_out.csv
//! ```
//!
//! One row per sample length, lag, smallest window and statistic: quantiles of driftless Gaussian random walks and their
//! standard errors (Maritz and Jarrett 1978). About ten minutes of one processor for the design,
//! one for the held-out cells. The number of threads
//! changes nothing. `fit_surface` turns the rows into coefficients.

#![allow(clippy::print_stdout)] // a program that prints its result

use std::error::Error;

use utakata::Execution;
use utakata::explosive::{Layout, default_minimum_window};
use utakata::null::{Null, Simulation, quantile, quantile_standard_error, simulate};
use utakata::random::derive_seed;

/// Master seed; every cell and batch derives its own.
const SEED: u64 = 20_261_126;
/// Probabilities of the quantiles.
const PROBABILITIES: [f64; 11] = [0.1, 0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99, 0.995];
/// Replications held in memory at a time.
const BATCH: usize = 1000;
/// Fewest degrees of freedom of the smallest window.
const FREEDOM: usize = 7;

/// One cell: the layout and how many replications.
struct Cell {
    layout: Layout,
    replications: usize,
}

/// Windows as multiples of the default one.
fn windows(observations: usize, multiples: &[f64]) -> Vec<usize> {
    let default = default_minimum_window(observations) as f64;
    multiples.iter().map(|m| (m * default).round() as usize).collect()
}

/// Cost of a replication relative to lag 0, from timings.
const COST: [f64; 5] = [1.0, 2.2, 4.4, 7.0, 10.0];

/// Replications that spend about as much on every cell of a sample length, within bounds.
fn replications(observations: usize, lag: usize, work: f64) -> usize {
    let affordable = work / ((observations * observations) as f64 * COST[lag]);
    ((affordable / 1000.0).round() as usize * 1000).clamp(1000, 40_000)
}

fn design() -> Result<Vec<Cell>, Box<dyn Error>> {
    let mut cells = Vec::new();
    let mut add = |observations: usize, lags: &[usize], multiples: &[f64], work: f64| {
        for &lag in lags {
            for window in windows(observations, multiples) {
                if window >= FREEDOM + 2 + lag {
                    let layout = Layout::new(observations, lag, window)?;
                    cells.push(Cell { layout, replications: replications(observations, lag, work) });
                }
            }
        }
        Ok::<(), Box<dyn Error>>(())
    };
    // Longest first, so that the last cells are quick.
    add(5000, &[0], &[0.7, 1.0, 1.6], 2.5e10)?;
    add(5000, &[1], &[1.0], 2.5e10)?;
    add(3500, &[0, 1], &[0.7, 1.0, 1.6], 2.5e10)?;
    add(2400, &[0, 1], &[0.7, 1.0, 1.6, 2.2], 1.2e10)?;
    add(2400, &[4], &[1.0], 1.2e10)?;
    add(1600, &[0, 1], &[0.7, 1.0, 1.4, 2.2], 1.0e10)?;
    add(1600, &[4], &[0.7, 1.4], 1.0e10)?;
    for observations in [1150, 800] {
        add(observations, &[0, 1], &[0.7, 0.85, 1.0, 1.25, 1.6, 2.2], 4.5e9)?;
        add(observations, &[2, 3, 4], &[0.7, 1.0, 1.6], 4.5e9)?;
    }
    add(560, &[0, 1], &[0.7, 0.85, 1.0, 1.25, 1.6, 2.2], 4.5e9)?;
    add(560, &[2, 3], &[0.7, 1.0, 1.6], 4.5e9)?;
    add(560, &[4], &[0.7], 4.5e9)?;
    for observations in [400, 280, 200, 150, 110, 85, 65, 50] {
        add(observations, &[0, 1], &[0.7, 0.85, 1.0, 1.25, 1.6, 2.2], 1.5e9)?;
        add(observations, &[2, 3, 4], &[0.7, 0.85, 1.0, 1.25, 1.6, 2.2], 0.6e9)?;
    }
    Ok(cells)
}

/// Cells off the grid of the design, on which the surfaces are judged.
fn held_out() -> Result<Vec<Cell>, Box<dyn Error>> {
    let at = |observations, lag, window, replications| {
        Layout::new(observations, lag, window).map(|layout| Cell { layout, replications })
    };
    Ok(vec![
        at(57, 0, 13, 40_000)?,
        at(75, 4, 18, 20_000)?,
        at(100, 0, 19, 40_000)?,
        at(100, 1, 19, 40_000)?,
        at(100, 4, 14, 10_000)?,
        at(130, 2, 30, 10_000)?,
        at(240, 1, 24, 10_000)?,
        at(240, 3, 50, 5_000)?,
        at(334, 0, 35, 15_000)?,
        at(334, 4, 60, 3_000)?,
        at(547, 0, 47, 10_000)?,
        at(547, 1, 47, 4_000)?,
        at(700, 2, 80, 2_000)?,
        at(1000, 0, 60, 5_000)?,
        at(1000, 1, 100, 2_500)?,
        at(1800, 0, 94, 2_000)?,
        at(2000, 1, 130, 1_000)?,
    ])
}

fn print(cell: &Cell) -> Result<(), Box<dyn Error>> {
    let layout = cell.layout;
    let (observations, lag, window) = (layout.observations(), layout.lag(), layout.window());
    let seed = derive_seed(SEED, &format!("{observations} {lag} {window}"));
    let mut draws: [Vec<f64>; 4] = Default::default();
    for batch in 0..cell.replications.div_ceil(BATCH) {
        let size = BATCH.min(cell.replications - batch * BATCH);
        let simulation = Simulation::new(size, derive_seed(seed, &batch.to_string()));
        let null = simulate(&Null::RandomWalk { drift: 0.0 }, &layout, &simulation, &Execution::serial())?;
        draws[0].extend(null.adf());
        draws[1].extend(null.sadf());
        draws[2].extend(null.gsadf());
        draws[3].extend(null.bsadf_at(layout.dates() - 1)?);
    }
    for (name, mut values) in ["adf", "sadf", "gsadf", "bsadf"].into_iter().zip(draws) {
        values.sort_by(f64::total_cmp);
        print!("{observations},{lag},{window},{},{name}", cell.replications);
        for p in PROBABILITIES {
            let value = quantile(&values, p).ok_or("an undefined quantile")?;
            let error = quantile_standard_error(&values, p).ok_or("an undefined standard error")?;
            print!(",{value:.4},{error:.5}");
        }
        println!();
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let cells = match std::env::args().nth(1).as_deref() {
        Some("design") => design()?,
        Some("held-out") => held_out()?,
        _ => return Err("say design or held-out".into()),
    };
    print!("observations,lag,window,replications,statistic");
    for p in PROBABILITIES {
        print!(",q{p},se{p}");
    }
    println!();
    // A second number skips that many cells, to go on where a run was stopped.
    let skip = std::env::args().nth(2).map_or(Ok(0), |n| n.parse())?;
    cells.iter().skip(skip).try_for_each(print)
}
