//! The cumulative sums against exact laws, a slow twin and by simulation.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a failing test may panic; measured rates are shown

use proptest::prelude::*;
use utakata::Execution;
use utakata::cusum::{CusumKind, CusumNull, critical_values, cusum};
use utakata::dgp::{Garch, PeriodicBubble, Process, RandomWalk, StudentWalk, VarianceBreak};
use utakata::random::{Normal, Stream};
use utakata::sample::SampleError;

const KINDS: [CusumKind; 4] =
    [CusumKind::Sum, CusumKind::GeneralizedSum, CusumKind::Squares, CusumKind::GeneralizedSquares];

/// `P(sup |W| > x)`, by reflection.
fn reflected(x: f64) -> f64 {
    let below = |z: f64| 0.5 * libm::erfc(-z / std::f64::consts::SQRT_2);
    let inside: f64 = (-20..=20)
        .map(|k| {
            let k = f64::from(k);
            let sign = if k.rem_euclid(2.0) == 0.0 { 1.0 } else { -1.0 };
            sign * (below((2.0 * k + 1.0) * x) - below((2.0 * k - 1.0) * x))
        })
        .sum();
    1.0 - inside
}

/// Chance in the limit that the largest value exceeds `x`.
fn limit(kind: CusumKind, x: f64) -> f64 {
    match kind {
        CusumKind::Sum => libm::erfc(x / std::f64::consts::SQRT_2),
        CusumKind::GeneralizedSum => reflected(x),
        CusumKind::Squares => (-2.0 * x * x).exp(),
        CusumKind::GeneralizedSquares => {
            // Kuiper's law, half of it upward.
            (1..20).map(|j| f64::from(j * j) * x * x).map(|z| (4.0 * z - 1.0) * (-2.0 * z).exp()).sum()
        }
    }
}

#[test]
fn printed_critical_values_are_those_of_the_limit_up_to_their_grid() {
    for kind in KINDS {
        let printed = critical_values(kind);
        for (i, level) in utakata::cusum::LEVELS.into_iter().enumerate() {
            let share = if kind.two_sided() { level / 2.0 } else { level };
            let ends = [Some(printed.upper[i]), printed.lower.map(|row| -row[i])];
            for x in ends.into_iter().flatten() {
                // The grid moves them down by at most 0.06, never up beyond rounding.
                assert!(limit(kind, x + 0.065) < share, "{kind:?} {level} {x}");
                assert!(limit(kind, x - 0.006) > share, "{kind:?} {level} {x}");
            }
        }
    }
}

#[test]
fn long_walks_reject_at_the_printed_level_and_short_ones_too_seldom() {
    let normal = Normal::new();
    let share = |kind: CusumKind, observations: usize, paths: u64| {
        let printed = critical_values(kind);
        let rejected = (0..paths).filter(|&path| {
            let y = RandomWalk::default().path(observations, &normal, &mut Stream::new(91, path));
            let c = cusum(&y, kind).unwrap();
            c.largest > printed.upper[1] || printed.lower.is_some_and(|row| c.smallest < row[1])
        });
        rejected.count() as f64 / paths as f64
    };
    for kind in KINDS {
        let (long, short) = (share(kind, 1000, 4000), share(kind, 40, 4000));
        println!("{kind:?}: {long:.4} of 1000 observations, {short:.4} of 40");
        // Three binomial standard errors at 4000 paths are 1.03 points.
        assert!((long - 0.05).abs() < 0.0125, "{kind:?} {long}");
        assert!(short < 0.045, "{kind:?} {short}");
    }
}

/// Share of paths with p ≤ 5 %.
fn rejections(process: &dyn Process, kind: CusumKind, observations: usize) -> f64 {
    let (normal, paths) = (Normal::new(), 2000_u64);
    let null = CusumNull::simulate(kind, observations, 3999, 5, &Execution::serial()).unwrap();
    let rejected = (0..paths).filter(|&path| {
        let y = process.path(observations, &normal, &mut Stream::new(92, path));
        null.p_value(&cusum(&y, kind).unwrap()).unwrap() <= 0.05
    });
    rejected.count() as f64 / paths as f64
}

#[test]
fn size_and_power_are_as_the_module_says() {
    // Three binomial standard errors at 2000 paths and 3999 replications are 1.8 points.
    let noise = 0.018;
    let bubble = PeriodicBubble::psy1();
    let running = PeriodicBubble { regimes: vec![(0.7, 1.0)], ..PeriodicBubble::psy1() };
    let rows: [(&str, &dyn Process, usize); 8] = [
        ("walk 30", &RandomWalk::default(), 30),
        ("walk 100", &RandomWalk::default(), 100),
        ("t(3) 100", &StudentWalk::default(), 100),
        ("GARCH 100", &Garch::default(), 100),
        ("variance x9 100", &VarianceBreak::default(), 100),
        ("drift 0.2 100", &RandomWalk { drift: 0.2, ..RandomWalk::default() }, 100),
        ("bubble still running 100", &running, 100),
        ("bubble with crash 100", &bubble, 100),
    ];
    for (name, process, observations) in rows {
        let shares = KINDS.map(|kind| rejections(process, kind, observations));
        println!("{name} {shares:?}");
        let [cs, gcs, cssq, gcssq] = shares;
        match name {
            "walk 30" | "walk 100" => {
                assert!(shares.iter().all(|s| (s - 0.05).abs() < noise), "{name} {shares:?}");
            }
            "t(3) 100" | "GARCH 100" => {
                assert!([cs, gcs].iter().all(|s| (0.02..0.07).contains(s)), "{name} {shares:?}");
            }
            "variance x9 100" => {
                assert!(cs < 0.09 && gcs < 0.12 && cssq > 0.95 && gcssq > 0.95, "{name} {shares:?}");
            }
            // The crash itself swells the scale.
            "bubble with crash 100" => assert!(cs < 0.01 && gcs < 0.01, "{name} {shares:?}"),
            _ => assert!(cs > 0.4 && gcs > 0.4, "{name} {shares:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn one_pass_finds_what_all_pairs_find(steps in prop::collection::vec(-3.0_f64..3.0, 12..60)) {
        let mut level = 5.0;
        let y: Vec<f64> = steps.iter().map(|s| { level += s; level }).collect();
        let d: Vec<f64> = y.windows(2).map(|w| w[1] - w[0]).collect();
        let n = d.len() as f64;
        for kind in KINDS {
            let q: Vec<f64> = if kind.two_sided() {
                let mean = d.iter().map(|x| x * x).sum::<f64>() / n;
                d.iter().map(|x| x * x - mean).collect()
            } else {
                d.clone()
            };
            let scale = q.iter().map(|x| x * x).sum::<f64>().sqrt();
            let generalized = matches!(kind, CusumKind::GeneralizedSum | CusumKind::GeneralizedSquares);
            let (mut most, mut least) = (f64::NEG_INFINITY, f64::INFINITY);
            for s in 0..if generalized { q.len() } else { 1 } {
                for t in s..q.len() {
                    let sum = q[s..=t].iter().sum::<f64>() / scale;
                    most = most.max(sum);
                    least = least.min(sum);
                }
            }
            let fast = cusum(&y, kind).unwrap();
            prop_assert!((fast.largest - most).abs() < 1e-10 && (fast.smallest - least).abs() < 1e-10);
            let stretch = |at: (usize, usize)| q[at.0..at.1].iter().sum::<f64>() / scale;
            prop_assert!((stretch(fast.largest_at) - most).abs() < 1e-10);
            prop_assert!((stretch(fast.smallest_at) - least).abs() < 1e-10);
            let moved: Vec<f64> = y.iter().map(|v| 1e-180 * (v + 64.0)).collect();
            prop_assert!((cusum(&moved, kind).unwrap().largest - most).abs() < 1e-9);
        }
    }
}

#[test]
fn the_statement_speaks_and_bad_input_is_named() {
    let y =
        RandomWalk { drift: 1.0, ..RandomWalk::default() }.path(60, &Normal::new(), &mut Stream::new(1, 0));
    let c = cusum(&y, CusumKind::Sum).unwrap();
    let null = CusumNull::simulate(CusumKind::Sum, 60, 199, 1, &Execution::serial()).unwrap();
    let statement = c.statement(&null);
    assert_eq!((statement.statistic, statement.p_value), (Some(c.largest), Some(0.005)));
    assert_eq!(statement.smallest_p, Some(0.005));
    let other = CusumNull::simulate(CusumKind::Sum, 61, 199, 1, &Execution::serial()).unwrap();
    assert_eq!(other.p_value(&c), None);
    let squares = cusum(&y, CusumKind::Squares).unwrap();
    assert_eq!(null.p_value(&squares), None);
    assert!(matches!(cusum(&y[..10], CusumKind::Sum), Err(SampleError::TooShort { needed: 11, .. })));
    assert!(matches!(cusum(&[2.0; 20], CusumKind::Sum), Err(SampleError::Still(_))));
    let zigzag: Vec<f64> = (0..20).map(|t| f64::from(t % 2)).collect();
    assert!(matches!(cusum(&zigzag, CusumKind::Squares), Err(SampleError::Still(_))));
    let huge: Vec<f64> = (0..20).map(|t| if t % 2 == 0 { f64::MAX } else { f64::MIN }).collect();
    assert!(matches!(cusum(&huge, CusumKind::Sum), Err(SampleError::NotFinite { .. })));
}
