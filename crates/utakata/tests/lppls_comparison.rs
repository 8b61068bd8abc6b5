//! LPPLS against simpler models: likelihoods by hand, and the size of the bootstrap.

#![allow(clippy::unwrap_used)] // a failing test may panic

use utakata::Execution;
use utakata::lppls::SearchBox;
use utakata::lppls::inference::{Comparison, ComparisonOptions, TrendModel, comparison};
use utakata::random::{Normal, Stream};

fn index(n: usize) -> Vec<f64> {
    (0..n).map(|t| t as f64).collect()
}

fn walk(n: usize, drift: f64, path: u64) -> Vec<f64> {
    let (normal, mut stream) = (Normal::new(), Stream::new(31, path));
    let mut level = 0.0;
    let mut step = |_| {
        level += drift + 0.01 * normal.sample(&mut stream);
        level
    };
    (0..n).map(&mut step).collect()
}

fn compared(logs: &[f64], replications: usize, seed: u64) -> Comparison {
    let options = ComparisonOptions { replications, seed };
    comparison(&index(logs.len()), logs, &SearchBox::NARROW, &options, &Execution::serial()).unwrap()
}

#[test]
fn a_random_walk_with_drift_has_the_likelihood_of_its_steps() {
    let logs = walk(60, 0.002, 1);
    let found = compared(&logs, 1, 1);
    let steps: Vec<f64> = logs.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let mean = steps.iter().sum::<f64>() / 59.0;
    let variance = steps.iter().map(|step| (step - mean).powi(2)).sum::<f64>() / 59.0;
    let expected = -29.5 * variance.ln();
    let score = found.models[3];
    assert_eq!(score.model, TrendModel::RandomWalkWithDrift);
    assert!((score.log_likelihood - expected).abs() < 1e-9, "{score:?} {expected}");
    assert!((score.aic - (4.0 - 2.0 * expected)).abs() < 1e-9);
    assert!((score.bic - (2.0 * 59.0_f64.ln() - 2.0 * expected)).abs() < 1e-9);
}

#[test]
fn larger_models_are_at_least_as_likely() {
    for path in 0..5 {
        let found = compared(&walk(60, 0.0, path), 1, 1);
        let height = |k: usize| found.models[k].log_likelihood;
        assert!(height(0) >= height(1), "{found:?}");
        // The walk is the limit of the exponential at φ = 1; the search ends at 0.995.
        assert!(height(2) >= height(3) - 0.3, "{found:?}");
    }
}

/// A bubble with independent residuals of 1 % is told from a walk and from a power law; the same seed gives the same answer
/// on any number of threads.
#[test]
fn a_clear_bubble_needs_its_oscillations() {
    let (normal, mut stream) = (Normal::new(), Stream::new(8, 0));
    let mut log = |t: f64| {
        let x = 129.0 - t;
        let wave = (8.0 * x.ln() + 1.0).cos();
        5.0 - 0.04 * x.powf(0.6) * (1.0 + 0.1 * wave) + 0.01 * normal.sample(&mut stream)
    };
    let logs: Vec<f64> = index(120).into_iter().map(&mut log).collect();
    let found = compared(&logs, 19, 4);
    assert!(found.tests.iter().all(|test| test.p_value == 0.05), "{found:?}");
    let nulls: Vec<TrendModel> = found.tests.iter().map(|test| test.null).collect();
    assert_eq!(nulls, [TrendModel::PowerLaw, TrendModel::RandomWalkWithDrift]);
    let bic = |k: usize| found.models[k].bic;
    assert!((1..4).all(|k| bic(0) < bic(k)), "{found:?}");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    let options = ComparisonOptions { replications: 19, seed: 4 };
    let again = comparison(&index(120), &logs, &SearchBox::NARROW, &options, &Execution::on(&pool)).unwrap();
    assert_eq!(found, again);
}

/// 60 walks at 10 %: 6 expected, more than 14 with a probability of 0.1 %.
#[test]
fn walks_with_drift_are_refused_as_often_as_stated() {
    let refused = (0..60_u64)
        .filter(|&path| compared(&walk(50, 0.003, 100 + path), 19, path).tests[1].p_value <= 0.1)
        .count();
    assert!((1..=14).contains(&refused), "{refused}");
}
