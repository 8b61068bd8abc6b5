//! Response surfaces against simulations they never saw and against an independent table.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

mod reference_files;

use std::path::Path;

use reference_files::{column, explosive, table};
use utakata::explosive::Layout;
use utakata::null::surface::{PROBABILITIES, SurfaceStatistic, response_surface};

fn statistic(name: &str) -> SurfaceStatistic {
    match name.to_lowercase().as_str() {
        "adf" => SurfaceStatistic::Adf,
        "sadf" => SurfaceStatistic::Sadf,
        "gsadf" => SurfaceStatistic::Gsadf,
        _ => SurfaceStatistic::Bsadf,
    }
}

/// Distances from the simulated quantiles of a table beside the surfaces, less three of their standard errors, where the
/// surfaces hold.
fn excesses(file: &str) -> Vec<f64> {
    let (_, rows) = table(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/null/surface").join(file));
    let mut all = Vec::new();
    for row in &rows {
        let [observations, lag, window] = [0, 1, 2].map(|i| row[i].parse::<usize>().unwrap());
        let Ok(surface) = response_surface(&Layout::new(observations, lag, window).unwrap()) else {
            continue;
        };
        for (i, ours) in surface.quantiles(statistic(&row[4])).iter().enumerate() {
            let [theirs, se] = [5 + 2 * i, 6 + 2 * i].map(|at| row[at].parse::<f64>().unwrap());
            let excess = (ours - theirs).abs() - 3.0 * se;
            if excess > 0.02 {
                eprintln!("{observations} {lag} {window} {} p = {}: {excess:.4}", row[4], PROBABILITIES[i]);
            }
            all.push(excess);
        }
    }
    all
}

#[test]
fn simulations_that_the_fit_never_saw_agree() {
    let all = excesses("held_out.csv");
    assert!(all.len() >= 700 && all.iter().all(|&excess| excess < 0.04), "{} compared", all.len());
}

#[test]
fn the_design_is_fitted() {
    let all = excesses("design.csv");
    let beyond = all.iter().filter(|&&excess| excess > 0.02).count();
    assert!(all.len() > 13_000 && beyond <= all.len() / 100, "{beyond} of {}", all.len());
}

#[test]
fn an_independent_table_agrees() {
    let Some(folder) = explosive() else { return };
    let (_, rows) = table(&folder.join("mc_critical_values.csv"));
    assert_eq!(column(&folder.join("mc_critical_values.csv"), "T").len(), rows.len());
    let mut compared = 0;
    for row in rows.iter().filter(|r| r[2] == "0") {
        let [observations, window] = [0, 1].map(|i| row[i].parse::<usize>().unwrap());
        let Ok(surface) = response_surface(&Layout::new(observations, 0, window).unwrap()) else { continue };
        let [p, theirs, se] = [5, 6, 7].map(|i| row[i].parse::<f64>().unwrap());
        let at = PROBABILITIES.iter().position(|&q| q == p).unwrap();
        let ours = surface.quantiles(statistic(&row[4]))[at];
        assert!((ours - theirs).abs() < 3.0 * se + 0.015, "{row:?}: {ours}");
        compared += 1;
    }
    assert!(compared > 100, "{compared}");
}
