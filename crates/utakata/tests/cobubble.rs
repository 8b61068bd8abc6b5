//! The co-explosivity test against a peer and by simulation.
#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)] // a failing test may panic; rates and skips are shown

mod reference_files;

use proptest::prelude::*;
use reference_files::{column, explosive, table};
use utakata::Execution;
use utakata::cobubble::{Cobubble, CobubbleNull, Delay, cobubble};
use utakata::dgp::{PeriodicBubble, Process};
use utakata::random::{Multiplier, Normal, Stream};
use utakata::sample::SampleError;

#[test]
fn the_statistic_is_that_of_the_peer() {
    let Some(folder) = explosive() else { return };
    let panel = folder.join("series/panel4x120.csv");
    let (y, x) = (column(&panel, "s1"), column(&panel, "s2"));
    let (_, rows) = table(&folder.join("other/scalars.csv"));
    for (name, literal, delay) in [
        ("cobubble_S_s1_on_s2_lag0", 3.788_980_439_161_816_3, 0),
        ("cobubble_S_s1_on_s2_lag1", 3.447_604_048_632_678_4, 1),
    ] {
        let row = rows.iter().find(|r| r[1] == name).unwrap();
        assert_eq!(row[2].parse::<f64>().unwrap(), literal);
        let ours = cobubble(&y, &x, Delay::Fixed(delay)).unwrap().statistic;
        assert!((ours - literal).abs() < 1e-10, "{name}: {ours}");
    }
}

/// `y_t = 3 + 0.7·x_{t−delay} + e_t` with noise that is four times as large in the second half, or follows an
/// AR(1) with this coefficient.
fn pair(normal: &Normal, stream: &mut Stream, delay: usize, persistence: f64) -> (Vec<f64>, Vec<f64>) {
    let n = 150;
    let long = PeriodicBubble::psy1().path(n + delay, normal, stream);
    let mut e = 0.0;
    let y = (0..n)
        .map(|t| {
            let size = if persistence == 0.0 && t >= n / 2 { 12.0 } else { 3.0 };
            e = persistence * e + size * normal.sample(stream);
            3.0 + 0.7 * long[t] + e
        })
        .collect();
    (y, long[delay..].to_vec())
}

/// Share of 400 pairs with p ≤ 5 %.
fn rejections(delay: Delay, seed: u64, make: impl Fn(&Normal, &mut Stream) -> (Vec<f64>, Vec<f64>)) -> f64 {
    let normal = Normal::new();
    let rejected = (0..400_u64).filter(|&path| {
        let (y, x) = make(&normal, &mut Stream::new(seed, path));
        p_value(&cobubble(&y, &x, delay).unwrap(), path) <= 0.05
    });
    rejected.count() as f64 / 400.0
}

fn p_value(observed: &Cobubble, seed: u64) -> f64 {
    let null = CobubbleNull::bootstrap(observed, Multiplier::Gaussian, 199, seed, &Execution::serial());
    null.unwrap().p_value()
}

#[test]
fn size_and_power_are_as_the_module_says() {
    // Three binomial standard errors at 400 pairs are 3.3 points.
    let size = rejections(Delay::Fixed(0), 1, |n, s| pair(n, s, 0, 0.0));
    let delayed = rejections(Delay::Estimated { most: 4 }, 2, |n, s| pair(n, s, 2, 0.0));
    let wrong = rejections(Delay::Fixed(0), 2, |n, s| pair(n, s, 2, 0.0));
    let persistent = rejections(Delay::Fixed(0), 3, |n, s| pair(n, s, 0, 0.5));
    let other = PeriodicBubble { regimes: vec![(0.6, 0.75)], ..PeriodicBubble::psy1() };
    let apart = rejections(Delay::Fixed(0), 4, |n, s| {
        (PeriodicBubble::psy1().path(150, n, s), other.path(150, n, s))
    });
    let together = rejections(Delay::Fixed(0), 5, |n, s| {
        (PeriodicBubble::psy1().path(150, n, s), PeriodicBubble::psy1().path(150, n, s))
    });
    println!(
        "size {size}, estimated delay {delayed}, wrong delay {wrong}, persistent {persistent}, apart {apart}, together {together}"
    );
    assert!((size - 0.05).abs() < 0.033, "{size}");
    assert!((delayed - 0.05).abs() < 0.033, "{delayed}");
    assert!(persistent > 0.3, "{persistent}");
    assert!(apart > 0.9 && together > 0.9, "{apart} {together}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_definition_is_computed_and_affine_maps_change_nothing(
        values in prop::collection::vec((-3.0_f64..3.0, -2.0_f64..2.0), 30..50),
        delay in -5_i32..=5,
        turn in prop::sample::select(vec![-4.0, 0.01, 7.0]),
    ) {
        let (y, x): (Vec<f64>, Vec<f64>) = values.into_iter().unzip();
        let ours = cobubble(&y, &x, Delay::Fixed(delay)).unwrap();
        // y_t on (1, x_{t−i}) over the dates that have both, by the normal equations.
        let n = y.len() as i32;
        let dates: Vec<i32> = (0..n).filter(|t| (0..n).contains(&(t - delay))).collect();
        let m = dates.len() as f64;
        let (ys, xs): (Vec<f64>, Vec<f64>) =
            dates.iter().map(|&t| (y[t as usize], x[(t - delay) as usize])).unzip();
        let (my, mx) = (ys.iter().sum::<f64>() / m, xs.iter().sum::<f64>() / m);
        let sxy: f64 = ys.iter().zip(&xs).map(|(a, b)| (a - my) * (b - mx)).sum();
        let sxx: f64 = xs.iter().map(|b| (b - mx).powi(2)).sum();
        let e: Vec<f64> = ys.iter().zip(&xs).map(|(a, b)| a - my - sxy / sxx * (b - mx)).collect();
        let variance = e.iter().map(|e| e * e).sum::<f64>() / m;
        let mut sum = 0.0;
        let sums: f64 = e.iter().map(|e| { sum += e; sum * sum }).sum();
        let s = sums / (variance * m * m);
        prop_assert!((ours.statistic - s).abs() < 1e-10 * s.max(1.0));
        prop_assert!((ours.slope - sxy / sxx).abs() < 1e-10 * (1.0 + ours.slope.abs()));
        prop_assert!((ours.variance - variance).abs() < 1e-10 * variance);

        let moved: Vec<f64> = y.iter().map(|v| 1e6 + turn * v).collect();
        let turned: Vec<f64> = x.iter().map(|v| 1e-150 * (300.0 - v)).collect();
        let other = cobubble(&moved, &turned, Delay::Fixed(delay)).unwrap();
        prop_assert!((other.statistic - s).abs() < 1e-5 * s.max(1.0), "{} {s}", other.statistic);
    }
}

#[test]
fn the_delay_is_found_and_both_directions_are_told() {
    let normal = Normal::new();
    let (y, x) = pair(&normal, &mut Stream::new(9, 0), 3, 0.0);
    let found = cobubble(&y, &x, Delay::Estimated { most: 6 }).unwrap();
    assert_eq!((found.delay, found.estimated), (3, true));
    assert!((found.slope - 0.7).abs() < 0.1);
    let reverse = cobubble(&x, &y, Delay::Estimated { most: 6 }).unwrap();
    assert_eq!(reverse.delay, -3);
    let null = CobubbleNull::bootstrap(&found, Multiplier::Rademacher, 99, 1, &Execution::serial()).unwrap();
    let statement = found.statement(&null);
    assert_eq!((statement.p_value, statement.smallest_p), (Some(null.p_value()), Some(0.01)));
    assert!(statement.notes.iter().any(|n| n.english.contains("follows the second by 3")));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let again = CobubbleNull::bootstrap(&found, Multiplier::Rademacher, 99, 1, &Execution::on(&pool));
    assert_eq!(again.unwrap(), null);
}

#[test]
fn bad_input_is_named() {
    let y: Vec<f64> = (0..40).map(|t| f64::from((t * 37) % 11)).collect();
    assert!(matches!(cobubble(&y, &y[1..], Delay::Fixed(0)), Err(SampleError::LengthMismatch { .. })));
    assert!(matches!(cobubble(&y, &[1e9; 40], Delay::Fixed(0)), Err(SampleError::Still(_))));
    assert!(matches!(cobubble(&y, &y, Delay::Fixed(0)), Err(SampleError::Still(_))));
    assert!(matches!(cobubble(&y, &y, Delay::Fixed(21)), Err(SampleError::TooShort { needed: 41, .. })));
    let mut gap = y.clone();
    gap[3] = f64::NAN;
    assert!(matches!(cobubble(&gap, &y, Delay::Fixed(0)), Err(SampleError::NotFinite { index: 3, .. })));
}
