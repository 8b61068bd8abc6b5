//! The quantile tests against peers' numbers and by simulation.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

mod reference_files;

use reference_files::{column, explosive, table};
use utakata::Execution;
use utakata::dgp::{
    Garch, PeriodicBubble, Process, RandomWalk, StochasticVolatility, StudentWalk, VarianceBreak,
};
use utakata::quantile_test::{
    QuantileNull, QuantileOptions, Tau, Windows, quantile_statistic, quantile_test,
};
use utakata::random::{Normal, Stream};
use utakata::sample::SampleError;

#[test]
fn the_statistic_is_that_of_the_peers() {
    let Some(folder) = explosive() else { return };
    let (_, rows) = table(&folder.join("other/scalars.csv"));
    for row in rows.iter().filter(|r| r[1] == "quantile_test_tstat_tau0.5") {
        let values = column(&folder.join(format!("series/{}.csv", row[0])), "value");
        let peer: f64 = row[2].parse().unwrap();
        let ours = quantile_statistic(&values, 0.5, Windows::Whole, 20);
        // Six digits of eight are lost by the peer where the level is a million steps.
        let tolerance = if row[0].contains("offset") { 1e-6 } else { 1e-9 };
        assert!((ours - peer).abs() < tolerance * peer.abs().max(1.0), "{}: {ours} {peer}", row[0]);
    }
}

#[test]
fn numbers_of_an_independent_computation_stand_here() {
    // Statistic by the lines through all pairs of points (Python).
    let steps = [
        0.58, -1.2, -1.01, 1.15, 2.96, -2.38, 2.87, 2.82, -1.54, -1.0, -0.95, 1.64, 2.43, 1.74, -2.86, -2.94,
        -0.4, 1.33, 0.51, -1.63, -2.95, 0.38, -2.07, 2.43, 0.31, -0.32, 2.79, 0.35, 1.85, -0.23,
    ];
    let mut level = 0.0;
    let mut values = vec![level];
    values.extend(steps.iter().map(|d| {
        level += d;
        level
    }));
    for (tau, expected) in [(0.25, -1.562278975224), (0.45, -1.61160212644244), (0.83, -0.813917482446783)] {
        let ours = quantile_statistic(&values, tau, Windows::Whole, 10);
        assert!((ours - expected).abs() < 1e-9, "{tau}: {ours} {expected}");
    }
}

fn options(tau: Tau, windows: Windows, null: QuantileNull, replications: usize) -> QuantileOptions {
    QuantileOptions { tau, windows, null, replications, ..QuantileOptions::default() }
}

fn share(process: &dyn Process, paths: u64, observations: usize, asked: &QuantileOptions) -> f64 {
    let normal = Normal::new();
    let rejected = (0..paths).filter(|&path| {
        let values = process.path(observations, &normal, &mut Stream::new(71, path));
        let test = quantile_test(&values, asked, &Execution::serial()).unwrap();
        test.p_value.is_some_and(|p| p <= 0.05)
    });
    rejected.count() as f64 / paths as f64
}

#[test]
fn independent_steps_keep_the_size() {
    let walk = RandomWalk::default();
    let heavy = StudentWalk::default();
    let (median, high, best) = (Tau::Fixed(0.5), Tau::Fixed(0.9), Tau::Optimal);
    let limit = |tau, windows| options(tau, windows, QuantileNull::Limit, 199);
    let resampled = |tau, windows| options(tau, windows, QuantileNull::Resampled, 39);
    // The last column is 5 %, three binomial standard errors, and a point or two for the size of the windows.
    let cases: [(&str, &dyn Process, u64, usize, QuantileOptions, f64); 10] = [
        ("median", &walk, 800, 200, limit(median, Windows::Whole), 0.075),
        ("median t(3)", &heavy, 800, 200, limit(median, Windows::Whole), 0.075),
        ("optimal", &walk, 800, 200, limit(best, Windows::Whole), 0.09),
        ("optimal t(3)", &heavy, 800, 200, limit(best, Windows::Whole), 0.09),
        ("optimal resampled", &walk, 300, 100, resampled(best, Windows::Whole), 0.09),
        ("QPWY median", &walk, 300, 100, limit(median, Windows::Forward), 0.09),
        ("QPWY 0.9", &walk, 300, 100, limit(high, Windows::Forward), 0.11),
        ("QPWY 0.9 resampled", &walk, 60, 100, resampled(high, Windows::Forward), 0.14),
        ("QPSY median", &walk, 60, 100, limit(median, Windows::Double), 0.14),
        ("QPSY 0.9", &walk, 60, 100, limit(high, Windows::Double), 1.0),
    ];
    for (name, process, paths, observations, asked, most) in cases {
        let size = share(process, paths, observations, &asked);
        eprintln!("{name}: {size:.3} of {paths}");
        assert!(size < most, "{name}: {size}");
        // The limit is no match for small windows away from the median.
        assert!(name != "QPSY 0.9" || size > 0.12, "{size}");
    }
}

#[test]
fn changing_volatility_breaks_it_as_documented() {
    let fall = VarianceBreak { ratio: 1.0 / 9.0, at: 0.5 };
    let asked = options(Tau::Fixed(0.5), Windows::Whole, QuantileNull::Limit, 199);
    for (name, process) in [
        ("variance up", &VarianceBreak::default() as &dyn Process),
        ("variance down", &fall),
        ("garch", &Garch::default()),
        ("stochastic volatility", &StochasticVolatility::default()),
    ] {
        let whole = share(process, 400, 200, &asked);
        let forward = share(process, 150, 200, &QuantileOptions { windows: Windows::Forward, ..asked });
        eprintln!("{name}: whole {whole:.3}, QPWY {forward:.3}");
        if name == "variance up" {
            assert!(whole > 0.1 && forward > 0.12, "{whole} {forward}");
        } else {
            assert!(whole < 0.13 && forward < 0.14, "{name}: {whole} {forward}");
        }
    }
}

#[test]
fn bubbles_are_found() {
    let growing = PeriodicBubble { strength: 0.4, regimes: vec![(0.7, 1.0)], ..PeriodicBubble::psy1() };
    for (name, windows) in [("whole", Windows::Whole), ("QPWY", Windows::Forward)] {
        let power = share(&growing, 100, 200, &options(Tau::Fixed(0.5), windows, QuantileNull::Limit, 199));
        eprintln!("{name}: {power:.2}");
        assert!(power > 0.25, "{name}: {power}");
    }
}

#[test]
fn paths_use_no_later_data_and_origin_and_scale_do_not_matter() {
    let values = StudentWalk::default().path(120, &Normal::new(), &mut Stream::new(72, 0));
    let asked = QuantileOptions {
        training: Some(60),
        ..options(Tau::Optimal, Windows::Forward, QuantileNull::Limit, 199)
    };
    let test = quantile_test(&values, &asked, &Execution::serial()).unwrap();
    assert_eq!(test.path.len(), test.layout.dates());
    let early = quantile_test(
        &values[..90],
        &QuantileOptions { window: Some(test.layout.window()), ..asked },
        &Execution::serial(),
    )
    .unwrap();
    assert_eq!((early.tau, early.delta), (test.tau, test.delta));
    for (a, b) in early.path.iter().zip(&test.path) {
        assert!((a.unwrap() - b.unwrap()).abs() < 1e-9);
    }
    let whole = quantile_statistic(&values, test.tau, Windows::Whole, 20);
    assert!((test.path.last().unwrap().unwrap() - whole).abs() < 1e-9);
    let double = |y: &[f64]| quantile_statistic(y, 0.4, Windows::Double, 25);
    for (shift, scale) in [(1e6, 1.0), (-3.0, 1e-160), (2.0, 1e160)] {
        let moved: Vec<f64> = values.iter().map(|y| scale * (shift + y)).collect();
        assert!((double(&moved) - double(&values)).abs() < 1e-6, "{shift} {scale}");
    }
    assert!(double(&values) >= quantile_statistic(&values, 0.4, Windows::Forward, 25));
}

#[test]
fn delta_is_that_of_the_theory() {
    // Normal increments at the median: corr(ε, sign ε) = √(2/π).
    let values = RandomWalk::default().path(4000, &Normal::new(), &mut Stream::new(73, 0));
    let asked = options(Tau::Fixed(0.5), Windows::Whole, QuantileNull::Limit, 19);
    let test = quantile_test(&values, &asked, &Execution::serial()).unwrap();
    assert!((test.delta - std::f64::consts::FRAC_2_PI.sqrt()).abs() < 0.02, "{}", test.delta);
}

#[test]
fn statements_carry_their_numbers_and_bad_input_is_named() {
    let values = RandomWalk::default().path(80, &Normal::new(), &mut Stream::new(74, 0));
    let asked = options(Tau::Optimal, Windows::Forward, QuantileNull::Resampled, 39);
    let test = quantile_test(&values, &asked, &Execution::serial()).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    assert_eq!(quantile_test(&values, &asked, &Execution::on(&pool)).unwrap(), test);
    let statement = test.statement();
    assert_eq!((statement.method.as_str(), statement.smallest_p), ("quantile-qpwy", Some(1.0 / 40.0)));
    assert_eq!((statement.statistic, statement.p_value), (test.statistic, test.p_value));
    assert!(statement.notes.iter().any(|n| n.key == "quantile-note-whole-sample"));
    let run = |values: &[f64], asked: QuantileOptions| quantile_test(values, &asked, &Execution::serial());
    for wrong in [
        QuantileOptions { tau: Tau::Fixed(1.0), ..asked },
        QuantileOptions { training: Some(5), ..asked },
        QuantileOptions { training: Some(81), ..asked },
    ] {
        assert!(matches!(run(&values, wrong), Err(SampleError::Parameter { .. })), "{wrong:?}");
    }
    assert!(matches!(run(&[5.0; 80], asked), Err(SampleError::Still(_))));
    let line: Vec<f64> = (0..80).map(f64::from).collect();
    assert!(matches!(run(&line, asked), Err(SampleError::Still(_))));
    assert!(matches!(run(&values[..16], asked), Ok(_) | Err(SampleError::TooShort { .. })));
    assert!(quantile_statistic(&values[..5], 0.5, Windows::Double, 20).is_nan());
}
