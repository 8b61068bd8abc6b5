//! Size and power of the IVX Wald test, the table of `docs/valuation.md`: `cargo run --release --example ivx_size`.
//!
//! `x_t = ρ x_{t−1} + u_t`, `y_t = a x_{t−1} + e_t`, normal errors with correlation −0.9; 5,000 samples a cell, seed 11.
#![allow(clippy::print_stdout)] // its output is the table

use utakata::random::{Normal, Stream};
use utakata::valuation::{Predictor, ivx};

const PATHS: u64 = 5000;
const CORRELATION: f64 = -0.9;

fn main() {
    println!("| n | root | horizon 1 | horizon 12 | found, a = 0.1 |");
    println!("|---|---|---|---|---|");
    for n in [60, 120, 300, 1000] {
        for root in [0.5, 0.9, 0.95, 0.99, 1.0] {
            let cell = |slope: f64, horizon: usize| {
                let rejected =
                    (0..PATHS).filter(|&i| rejects(n, root, slope, horizon, i) == Some(true)).count();
                100.0 * rejected as f64 / PATHS as f64
            };
            println!("| {n} | {root} | {:.1} | {:.1} | {:.1} |", cell(0.0, 1), cell(0.0, 12), cell(0.1, 1));
        }
    }
}

/// Whether "x says nothing" is rejected at 5 %.
fn rejects(n: usize, root: f64, slope: f64, horizon: usize, stream: u64) -> Option<bool> {
    let (normal, mut random) = (Normal::new(), Stream::new(11, stream));
    let (mut x, mut y) = (vec![0.0], vec![0.0]);
    for t in 1..n {
        let (u, own) = (normal.sample(&mut random), normal.sample(&mut random));
        y.push(slope * x[t - 1] + CORRELATION * u + (1.0 - CORRELATION * CORRELATION).sqrt() * own);
        x.push(root * x[t - 1] + u);
    }
    Some(ivx(&y, &[Predictor { name: "x", values: &x }], horizon).ok()?.p_joint <= 0.05)
}
