//! LPPLS of conditional quantiles.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic

#[allow(dead_code)] // other tests read other folders with it
mod reference_files;

use utakata::lppls::{LpplsError, QuantileFit, SearchBox, Solution, fit, quantile_fit, quantile_fit_from};
use utakata::random::{Normal, Stream};

const QUANTILES: [f64; 5] = [0.1, 0.25, 0.5, 0.75, 0.9];

fn index(n: usize) -> Vec<f64> {
    (0..n).map(|t| t as f64).collect()
}

fn truth() -> Solution {
    Solution {
        tc_minus_t2: 15.0,
        m: 0.5,
        omega: 8.0,
        a: 5.0,
        b: -0.05,
        c1: -0.004,
        c2: 0.003,
        sse: 0.0,
        active_bounds: Vec::new(),
        converged: true,
    }
}

/// The true curve and `noise` of a standard normal number for each observation.
fn series(n: usize, path: u64, noise: impl Fn(f64) -> f64) -> Vec<f64> {
    let (normal, mut stream) = (Normal::new(), Stream::new(11, path));
    (0..n).map(|t| truth().value((n - 1 - t) as f64 + 15.0) + noise(normal.sample(&mut stream))).collect()
}

fn residuals(solution: &Solution, times: &[f64], logs: &[f64]) -> Vec<f64> {
    let tc = times[times.len() - 1] + solution.tc_minus_t2;
    times.iter().zip(logs).map(|(t, y)| y - solution.value(tc - t)).collect()
}

fn loss(residuals: &[f64], q: f64) -> f64 {
    residuals.iter().map(|&r| if r < 0.0 { (q - 1.0) * r } else { q * r }).sum()
}

fn shares(found: &QuantileFit, n: usize) {
    let q = found.quantile;
    assert!(found.excess <= 1e-9 && found.solution.converged, "{found:?}");
    assert!(found.share_on * n as f64 >= 3.5, "{found:?}");
    assert!(found.share_below <= q + 1e-12, "{found:?}");
    assert!(found.share_below + found.share_on >= q - 1e-12, "{found:?}");
}

#[test]
fn without_noise_every_quantile_is_the_true_curve() {
    let (times, logs) = (index(120), series(120, 0, |_| 0.0));
    for q in QUANTILES {
        let found = quantile_fit(&times, &logs, &SearchBox::NARROW, q).unwrap().solution;
        for (ours, theirs) in [(found.tc_minus_t2, 15.0), (found.m, 0.5), (found.omega, 8.0)] {
            assert!((ours / theirs - 1.0).abs() < 1e-5, "{q}: {found:?}");
        }
        assert!((found.b / -0.05 - 1.0).abs() < 1e-4, "{q}: {found:?}");
    }
}

#[test]
fn the_loss_is_the_least_and_its_shares_are_those_of_the_quantile() {
    let (n, times) = (100, index(100));
    for path in 0..3 {
        let logs = series(n, path, |z| 0.01 * z);
        let squares = fit(&times, &logs, &SearchBox::NARROW).unwrap();
        let mut losses = Vec::new();
        for q in QUANTILES {
            let found = quantile_fit_from(&times, &logs, &squares, q).unwrap();
            shares(&found, n);
            let own = residuals(&found.solution, &times, &logs);
            assert!((loss(&own, q) / found.loss - 1.0).abs() < 1e-9, "{found:?}");
            // Neither the truth nor any minimum of least squares, moved to the quantile of its residuals, is lower.
            for other in squares.minima.iter().chain([&truth()]) {
                let left = residuals(other, &times, &logs);
                let moved = left.iter().map(|shift| left.iter().map(|r| r - shift).collect::<Vec<f64>>());
                let least = moved.map(|r| loss(&r, q)).fold(f64::INFINITY, f64::min);
                assert!(found.loss <= least * (1.0 + 1e-9), "{q} {path}: {} {least}", found.loss);
            }
            losses.push(found);
        }
        // Each fit is best at its own quantile, so no two are the same.
        for a in &losses {
            for b in losses.iter().filter(|b| b.quantile != a.quantile) {
                let other = loss(&residuals(&b.solution, &times, &logs), a.quantile);
                assert!(other > a.loss * 1.01, "{path}: {} {}", a.quantile, b.quantile);
            }
        }
    }
}

#[test]
fn the_median_is_the_least_absolute_deviation() {
    let (times, logs) = (index(80), series(80, 7, |z| 0.01 * z.powi(3)));
    let found = quantile_fit(&times, &logs, &SearchBox::NARROW, 0.5).unwrap();
    let absolute: f64 = residuals(&found.solution, &times, &logs).iter().map(|r| r.abs()).sum();
    assert!((0.5 * absolute / found.loss - 1.0).abs() < 1e-9);
    // Prices upside down: the median stays, 0.2 becomes 0.8.
    let turned: Vec<f64> = logs.iter().map(|y| -y).collect();
    for q in [0.5, 0.2] {
        let plain = quantile_fit(&times, &logs, &SearchBox::NARROW, q).unwrap();
        let other = quantile_fit(&times, &turned, &SearchBox::NARROW, 1.0 - q).unwrap();
        assert!((plain.loss / other.loss - 1.0).abs() < 1e-6, "{q}: {} {}", plain.loss, other.loss);
    }
}

/// Searches along the critical time alone, at random exponents and frequencies, end no lower.
#[test]
fn no_random_point_is_lower() {
    let (times, logs) = (index(60), series(60, 3, |z| 0.02 * z));
    let found = quantile_fit(&times, &logs, &SearchBox::NARROW, 0.25).unwrap();
    let mut stream = Stream::new(3, 0);
    let mut best = f64::INFINITY;
    for _ in 0..200 {
        let mut draw = |low: f64, high: f64| low + (high - low) * stream.uniform();
        let (tc, m, omega) = (draw(1.0, 5.9), draw(0.1, 0.9), draw(6.0, 13.0));
        // The box reaches to twice its least time.
        let point = SearchBox { m: [m, m], omega: [omega, omega], least: tc, share: 1e-9 };
        if let Ok(fixed) = quantile_fit(&times, &logs, &point, 0.25) {
            best = best.min(fixed.loss);
        }
        if best.is_finite() {
            assert!(found.loss <= best * (1.0 + 1e-9), "{} {best}", found.loss);
        }
    }
    assert!(best < 1.5 * found.loss, "{best}");
}

#[test]
fn skewed_noise_moves_least_squares_and_not_the_median_by_much() {
    // Nine of ten observations within a thousandth, every tenth far above.
    let n = 200;
    let times = index(n);
    let mut logs = series(n, 5, |z| 0.001 * z);
    logs.iter_mut().step_by(10).for_each(|y| *y += 0.1);
    let median = quantile_fit(&times, &logs, &SearchBox::NARROW, 0.5).unwrap();
    let squares = fit(&times, &logs, &SearchBox::NARROW).unwrap();
    let away = |s: &Solution| {
        let x = |t: f64| (n - 1) as f64 - t;
        let off = |t: &f64| (s.value(x(*t) + s.tc_minus_t2) - truth().value(x(*t) + 15.0)).abs();
        times.iter().map(off).fold(0.0, f64::max)
    };
    assert!(away(&median.solution) < 0.004, "{}", away(&median.solution));
    assert!(away(squares.best()) > 0.008, "{}", away(squares.best()));
}

#[test]
fn series_with_known_truth_have_no_lower_loss_there() {
    let Some(folder) = reference_files::explosive() else { return };
    let folder = folder.join("../lppls");
    if !folder.is_dir() {
        return;
    }
    let items: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("synthetic_optima.json")).unwrap())
            .unwrap();
    let table = std::fs::read_to_string(folder.join("synthetic_series.csv")).unwrap();
    let row = |line: &str| {
        let mut cells = line.split(',');
        let name = cells.next().unwrap().to_owned();
        let mut number = || cells.next().unwrap().parse::<f64>().unwrap();
        (name, number(), number())
    };
    let rows: Vec<(String, f64, f64)> = table.lines().skip(1).map(row).collect();
    let mut compared = 0;
    for item in items["items"].as_array().unwrap().iter().filter(|i| i["kind"] == "lppls" && i["n"] == 120) {
        let name = item["name"].as_str().unwrap();
        let own: Vec<&(String, f64, f64)> = rows.iter().filter(|row| row.0 == name).collect();
        let (times, logs): (Vec<f64>, Vec<f64>) = own.iter().map(|row| (row.1, row.2)).unzip();
        let number = |key: &str| item["true"][key].as_f64().unwrap();
        let known = Solution {
            tc_minus_t2: number("tc_minus_t2"),
            m: number("m"),
            omega: number("w"),
            a: number("A"),
            b: number("B"),
            c1: number("C1"),
            c2: number("C2"),
            ..truth()
        };
        for q in [0.1, 0.5, 0.9] {
            let found = quantile_fit(&times, &logs, &SearchBox::WIDE, q).unwrap();
            let there = loss(&residuals(&known, &times, &logs), q);
            assert!(found.loss <= there + 1e-11, "{name} {q}: {} {there}", found.loss);
            if item["noise"] == "none" {
                let off = (found.solution.tc_minus_t2 / known.tc_minus_t2 - 1.0).abs();
                assert!(off < 1e-4, "{name} {q}: {found:?}");
            }
            compared += 1;
        }
    }
    assert!(compared >= 20, "{compared}");
}

#[test]
fn impossible_quantiles_are_refused() {
    let (times, logs) = (index(40), series(40, 1, |z| z));
    for q in [0.0, 1.0, -0.5, f64::NAN] {
        let refused = quantile_fit(&times, &logs, &SearchBox::NARROW, q);
        assert!(matches!(refused, Err(LpplsError::Quantile { .. })), "{q}");
    }
}
