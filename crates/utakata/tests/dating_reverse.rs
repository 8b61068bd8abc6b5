//! The reverse regression by simulation.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic

use utakata::Execution;
use utakata::dating::minimum_duration;
use utakata::dating::reverse::{ReverseError, reverse_regression, reversed};
use utakata::dgp::{Process, RandomWalk};
use utakata::explosive::{Layout, default_minimum_window};
use utakata::null::{BoundaryKind, Null, NullDistribution, Simulation, simulate};
use utakata::random::{Normal, Stream};

fn null(layout: &Layout) -> NullDistribution {
    let simulation = Simulation::new(999, 5);
    simulate(&Null::RandomWalk { drift: 0.0 }, layout, &simulation, &Execution::serial()).unwrap()
}

#[test]
fn random_walks_rarely_recover() {
    // The peers find a recovery in 29 to 38 % of random walks.
    let (paths, n) = (1500, 100);
    let layout = Layout::new(n, 0, default_minimum_window(n)).unwrap();
    let null = null(&layout);
    let normal = Normal::new();
    let (mut crossed, mut lasting, mut pointwise) = (0, 0, 0);
    let each_date = null.boundary(BoundaryKind::Pointwise, 0.95).unwrap();
    for path in 0..paths {
        let values = RandomWalk::default().path(n, &normal, &mut Stream::new(61, path));
        let once = reverse_regression(&values, &null, 0.95, 1).unwrap();
        crossed += usize::from(once.p_value.unwrap() <= 0.05);
        let kept = reverse_regression(&values, &null, 0.95, minimum_duration(1.0, n)).unwrap();
        lasting += usize::from(!kept.implosions.is_empty());
        let backwards = once.bsadf.iter().rev().zip(&each_date.values);
        pointwise += usize::from(backwards.into_iter().any(|(b, v)| b > v));
    }
    let share = |count: usize| count as f64 / paths as f64;
    eprintln!(
        "random walks with a recovery: {:.3} by a pointwise boundary, {:.3} by the family-wise one, {:.3} when it must last",
        share(pointwise),
        share(crossed),
        share(lasting)
    );
    // Four binomial standard errors, and the boundary's own simulation error.
    assert!((share(crossed) - 0.05).abs() < 0.03, "{}", share(crossed));
    assert!(share(lasting) < 0.03, "{}", share(lasting));
    assert!(share(pointwise) > 0.3, "{}", share(pointwise));
}

#[test]
fn a_slide_to_a_trough_is_found_and_dated() {
    let n = 200;
    let layout = Layout::new(n, 0, default_minimum_window(n)).unwrap();
    let null = null(&layout);
    let (normal, paths) = (Normal::new(), 100);
    let (mut found, mut dated) = (0, 0);
    for path in 0..paths {
        let mut stream = Stream::new(62, path);
        let mut values = vec![200.0];
        for t in 1..n {
            let factor = match t {
                41..=80 => 1.02,
                81..=110 => 0.95,
                _ => 1.0,
            };
            values.push(factor * values[t - 1] + normal.sample(&mut stream));
        }
        let reverse = reverse_regression(&values, &null, 0.95, minimum_duration(1.0, n)).unwrap();
        assert_eq!(reverse.bsadf.len(), layout.dates());
        if let Some(fall) = reverse.implosions.first() {
            found += 1;
            // Coming from the future both crossings are late: the recovery is dated before the trough at 110, and the
            // crisis some ten observations before the peak at 80.
            dated += usize::from(
                fall.crisis.is_some_and(|c| (62..=80).contains(&c)) && (95..=111).contains(&fall.recovery),
            );
        }
    }
    eprintln!("found {found}, both dates close {dated}, of {paths}");
    assert!(found >= 98 && dated >= 90, "{found} {dated}");
}

#[test]
fn dates_count_from_the_front() {
    // Up to 30 until observation 20, down over 21 … 50, flat after, with a little noise.
    let level = |t: usize| match t {
        0..=20 => 30.0 - 1.5 * (20 - t) as f64,
        21..=50 => 30.0 * 0.9_f64.powi(t as i32 - 20),
        _ => 30.0 * 0.9_f64.powi(30),
    };
    let values: Vec<f64> =
        (0..100).map(|t| level(t) + 0.3 * f64::from((t as i32 * 37) % 11 - 5) / 5.0).collect();
    let layout = Layout::new(100, 0, 15).unwrap();
    let reverse = reverse_regression(&values, &null(&layout), 0.95, 3).unwrap();
    let fall = reverse.implosions[0];
    let inside = reverse.boundary.unwrap();
    for t in 0..layout.dates() {
        let exceeds = reverse.bsadf[t].is_some_and(|b| b > inside);
        if (fall.crisis.unwrap()..=fall.recovery).contains(&t) {
            assert!(exceeds, "{t}");
        }
    }
    assert!(fall.crisis.unwrap().abs_diff(20) <= 5 && (35..=51).contains(&fall.recovery), "{fall:?}");
    assert_eq!(fall.duration, fall.recovery + 1 - fall.crisis.unwrap());
    assert!(reverse.statement().p_value.unwrap() <= 0.05);
    assert_eq!(reversed(&[1.0, 2.0]), [2.0, 1.0]);
    let other = Layout::new(100, 1, 15).unwrap();
    assert!(
        reverse_regression(&values[1..], &null(&other), 0.95, 3)
            .is_err_and(|e| matches!(e, ReverseError::Explosive(_)))
    );
}
