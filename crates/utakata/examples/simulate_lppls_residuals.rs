//! Simulates what the residual statistics of LPPLS optima are when the price is a driftless random walk: writes
//! `src/lppls/inference/quantiles.rs`.
//!
//! ```sh
//! cargo run --release -p utakata --example simulate_lppls_residuals > crates/utakata/src/lppls/inference/quantiles.rs
//! ```
//!
//! A fit takes shifts and scales of the logarithms along, so neither the start nor the deviation of the walk matters, and the
//! statistics depend on the length of the window and on the box only. The windows of one path end together. The number of
//! paths may be given as an argument.

#![allow(clippy::print_stdout)] // a program that prints its result

use std::error::Error;

use utakata::Execution;
use utakata::lppls::inference::{ResidualStatistics, lomb};
use utakata::lppls::{Nested, SearchBox};
use utakata::null::quantile;
use utakata::random::{Normal, Stream, derive_seed};

const SEED: u64 = 20_261_126;
const PATHS: usize = 4000;
const LENGTHS: [usize; 8] = [60, 90, 120, 180, 250, 375, 500, 750];
const PROBABILITIES: [f64; 17] =
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995];
/// Paths held at a time.
const BATCH: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let paths = std::env::args().nth(1).map_or(Ok(PATHS), |text| text.parse())?;
    println!("//! Quantiles of the residual statistics of optima of random walks, index clock. Written by");
    println!("//! `examples/simulate_lppls_residuals.rs`: seed {SEED}, {paths} paths; 26 November 2026.");
    println!();
    println!("#![allow(clippy::approx_constant)] // simulated numbers that happen to look like known ones");
    println!();
    println!("/// Observations of the windows.");
    println!("pub(super) const LENGTHS: [usize; {}] = {LENGTHS:?};", LENGTHS.len());
    println!("/// Paths behind every quantile.");
    println!("pub(super) const PATHS: usize = {paths};");
    println!("/// Probabilities of the quantiles.");
    println!("#[rustfmt::skip]");
    println!("pub(super) const PROBABILITIES: [f64; {}] = {PROBABILITIES:?};", PROBABILITIES.len());
    println!("/// Quantiles by length: `df`, `adf`, `pp`, `kpss` and the power of Lomb's peak.");
    println!("pub(super) type Table = [[[f64; {}]; 5]; {}];", PROBABILITIES.len(), LENGTHS.len());
    for (name, search_box) in [("NARROW", SearchBox::NARROW), ("WIDE", SearchBox::WIDE)] {
        println!("/// In the {} box.", name.to_lowercase());
        println!("#[rustfmt::skip]");
        println!("pub(super) const {name}: Table = [");
        for by_statistic in simulate(&search_box, paths)? {
            println!("    [");
            for mut values in by_statistic {
                values.sort_by(f64::total_cmp);
                let row: Vec<String> = PROBABILITIES
                    .iter()
                    .map(|&p| quantile(&values, p).map(|q| format!("{q:.4}")).ok_or("no value"))
                    .collect::<Result<_, _>>()?;
                println!("        [{}],", row.join(", "));
            }
            println!("    ],");
        }
        println!("];");
    }
    Ok(())
}

/// By length and statistic, the values of all paths.
fn simulate(search_box: &SearchBox, paths: usize) -> Result<Vec<Vec<Vec<f64>>>, Box<dyn Error>> {
    let nested = Nested::new(search_box, &LENGTHS)?;
    let normal = Normal::new();
    let seed = derive_seed(SEED, "lppls-residuals");
    let mut values = vec![vec![Vec::new(); 5]; LENGTHS.len()];
    for first in (0..paths).step_by(BATCH) {
        let walks: Vec<Vec<f64>> = (first..paths.min(first + BATCH))
            .map(|path| {
                let mut stream = Stream::new(seed, path as u64);
                let mut level = 0.0;
                let mut step = || {
                    level += normal.sample(&mut stream);
                    level
                };
                (0..=nested.history()).map(|_| step()).collect()
            })
            .collect();
        let fits = nested.fit_paths(&walks, &Execution::serial())?;
        for (at, fit) in fits.iter().enumerate() {
            let best = fit.best.as_ref().ok_or("a walk that does not vary")?;
            let walk = &walks[at / LENGTHS.len()];
            let logs = &walk[walk.len() - fit.length..];
            let x: Vec<f64> = (0..fit.length).rev().map(|lag| best.tc_minus_t2 + lag as f64).collect();
            let statistics =
                ResidualStatistics::of_fit(best, &x, logs).ok_or("residuals that do not vary")?;
            let power = lomb(best, &x, logs).ok_or("no periodogram")?.power;
            let row = [statistics.df, statistics.adf, statistics.pp, statistics.kpss, power];
            let lists = &mut values[at % LENGTHS.len()];
            lists.iter_mut().zip(row).for_each(|(list, value)| list.push(value));
        }
    }
    Ok(values)
}
