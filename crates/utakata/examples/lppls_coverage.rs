//! How often the 90 % set of critical times holds the critical time: the table of "How sure the critical time is" in
//! `docs/lppls.md`.
//!
//! ```sh
//! cargo run --release -p utakata --example lppls_coverage [PATHS [OBSERVATIONS]]
//! ```
//!
//! One row for each length, autocorrelation of the residuals and their standard deviation. Each path has a bubble of its own,
//! with parameters inside the narrow box, drawn uniformly: m 0.2 to 0.8, omega 6.5 to 11.5, damping 1 to 1.6, a rise of the
//! logarithm by 0.3 to 1 over the window, the critical time 3 observations to 15 % of the window ahead.

#![allow(clippy::print_stdout)] // a program that prints its result

use std::error::Error;

use utakata::lppls::inference::{CriticalTimeOptions, critical_time_test, profile};
use utakata::lppls::{SearchBox, fit};
use utakata::random::{Normal, Stream, derive_seed};

const SEED: u64 = 20_261_126;
const PATHS: usize = 400;
const LENGTHS: [usize; 3] = [120, 250, 500];
/// The 90 % quantile of chi-squared with one degree of freedom.
const CHI_SQUARED: f64 = 2.705_543_454_095_404;

struct Cell {
    observations: usize,
    phi: f64,
    /// Standard deviation of the residuals.
    deviation: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let paths = std::env::args().nth(1).map_or(Ok(PATHS), |text| text.parse())?;
    let lengths = match std::env::args().nth(2) {
        Some(text) => vec![text.parse()?],
        None => LENGTHS.to_vec(),
    };
    println!(
        "| observations | autocorrelation | deviation | independent | AR(1), chi-squared | AR(1), simulated |"
    );
    println!("|---|---|---|---|---|---|");
    for observations in lengths {
        for (phi, deviation) in [(0.0, 0.01), (0.5, 0.01), (0.9, 0.01), (0.95, 0.01), (0.9, 0.03)] {
            let cell = Cell { observations, phi, deviation };
            let mut held = [0_usize; 3];
            for path in 0..paths {
                let found = cover(&cell, path as u64)?;
                held.iter_mut().zip(found).for_each(|(count, inside)| *count += usize::from(inside));
            }
            let [plain, chi, simulated] = held.map(|count| 100.0 * count as f64 / paths as f64);
            println!("| {observations} | {phi} | {deviation} | {plain:.1} | {chi:.1} | {simulated:.1} |");
        }
    }
    Ok(())
}

/// Whether the critical time is held by the three sets.
fn cover(cell: &Cell, path: u64) -> Result<[bool; 3], Box<dyn Error>> {
    let mut stream = Stream::new(derive_seed(SEED, &format!("lppls-coverage-{}", cell.observations)), path);
    let n = cell.observations;
    let (d, logs) = bubble(cell, &mut stream);
    let times: Vec<f64> = (0..n).map(|t| t as f64).collect();
    let options = CriticalTimeOptions { seed: path, ..CriticalTimeOptions::default() };
    let search_box = SearchBox::NARROW;
    let tested = critical_time_test(&times, &logs, &search_box, d, &options)?;
    let best = fit(&times, &logs, &search_box)?.best().sse;
    let here = profile(&times, &logs, &search_box, &[d])?.points[0].solution.sse;
    let ratio = n as f64 * (here / best).ln();
    Ok([ratio <= CHI_SQUARED, tested.ratio <= CHI_SQUARED, tested.kept])
}

/// The time to the critical time, and the logarithms of the price.
fn bubble(cell: &Cell, stream: &mut Stream) -> (f64, Vec<f64>) {
    let normal = Normal::new();
    let span = (cell.observations - 1) as f64;
    let mut between = |low: f64, high: f64| low + (high - low) * stream.uniform();
    let d = between(3.0, 0.15 * span);
    let (m, omega) = (between(0.2, 0.8), between(6.5, 11.5));
    let b = -between(0.3, 1.0) / ((d + span).powf(m) - d.powf(m));
    let c = m * b.abs() / (omega * between(1.0, 1.6));
    let turn = between(0.0, std::f64::consts::TAU);
    let innovation = cell.deviation * (1.0 - cell.phi * cell.phi).sqrt();
    let mut residual = cell.deviation * normal.sample(stream);
    let logs = (0..cell.observations)
        .map(|t| {
            if t > 0 {
                residual = cell.phi * residual + innovation * normal.sample(stream);
            }
            let x = d + span - t as f64;
            x.powf(m) * (b + c * (omega * x.ln() - turn).cos()) + residual
        })
        .collect();
    (d, logs)
}
