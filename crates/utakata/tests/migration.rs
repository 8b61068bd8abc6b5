//! The migration regression against a slow twin and by simulation.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a failing test may panic; measured rates are shown

use proptest::prelude::*;
use utakata::Execution;
use utakata::dgp::{Garch, PeriodicBubble, Process, RandomWalk, VarianceBreak};
use utakata::migration::{MigrationEnd, MigrationNull, migration};
use utakata::random::{Multiplier, Normal, Stream};
use utakata::root::{RootModel, root};
use utakata::sample::SampleError;

fn bubble(from: f64, to: f64) -> PeriodicBubble {
    PeriodicBubble { regimes: vec![(from, to)], ..PeriodicBubble::psy1() }
}

/// Share with p ≤ 5 % among those of 400 pairs of 120 dates in which the source's peak leaves room, and their number.
fn rejections(seed: u64, receiving: &dyn Process, source: &dyn Process, end: MigrationEnd) -> (f64, u32) {
    let normal = Normal::new();
    let (mut rejected, mut tested) = (0, 0_u32);
    for path in 0..400_u64 {
        let mut stream = Stream::new(seed, path);
        let (y, x) = (receiving.path(120, &normal, &mut stream), source.path(120, &normal, &mut stream));
        let Ok(observed) = migration(&y, &x, None, end) else { continue };
        let null =
            MigrationNull::bootstrap(&observed, Multiplier::Rademacher, 99, path, &Execution::serial())
                .unwrap();
        tested += 1;
        rejected += u32::from(null.p_value() <= 0.05);
    }
    (f64::from(rejected) / f64::from(tested), tested)
}

#[test]
fn size_and_power_are_as_the_module_says() {
    let walk = RandomWalk::default();
    for end in [MigrationEnd::Last, MigrationEnd::ReceivingPeak] {
        let nulls = [
            ("two walks", rejections(1, &walk, &walk, end)),
            ("walk, source bubble", rejections(2, &walk, &bubble(0.3, 0.5), end)),
            ("GARCH, source bubble", rejections(3, &Garch::default(), &bubble(0.3, 0.5), end)),
            (
                "variance break, source bubble",
                rejections(4, &VarianceBreak::default(), &bubble(0.3, 0.5), end),
            ),
        ];
        let running = rejections(5, &bubble(0.6, 1.0), &bubble(0.3, 0.5), end);
        let collapsed = rejections(6, &bubble(0.6, 0.8), &bubble(0.3, 0.5), end);
        let before = rejections(7, &bubble(0.2, 0.35), &bubble(0.3, 0.5), end);
        let together = rejections(8, &bubble(0.3, 0.5), &bubble(0.3, 0.5), end);
        println!(
            "{end:?}: {nulls:?}; running {running:?}, collapsed {collapsed:?}, before {before:?}, together {together:?}"
        );
        for (name, (rate, tested)) in nulls {
            let noise = 3.2 * (0.05 * 0.95 / f64::from(tested)).sqrt();
            assert!((rate - 0.05).abs() < noise, "{end:?} {name} {rate}");
        }
        assert!(together.0 < 0.05 && running.0 > 0.15, "{together:?} {running:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_definition_is_computed_and_origin_and_scale_do_not_matter(seed in 0_u64..1000, last in 75_usize..80) {
        let normal = Normal::new();
        let mut stream = Stream::new(seed, 0);
        let x = bubble(0.3, 0.5).path(80, &normal, &mut stream);
        let y = RandomWalk::default().path(80, &normal, &mut stream);
        let Ok(ours) = migration(&y, &x, Some(20), MigrationEnd::At(last)) else { return Ok(()) };
        // Every coefficient by its own regression.
        for (values, coefficients) in [(&x, &ours.source_coefficients), (&y, &ours.receiving_coefficients)] {
            for (i, c) in coefficients.iter().enumerate() {
                let slow = root(&values[..20 + i], RootModel::Constant).unwrap().root;
                prop_assert!((c - slow).abs() < 1e-9, "{} {}", c, slow);
            }
        }
        let at = |c: &[f64], date: usize| c[date - 19];
        prop_assert!((19..80).all(|t| at(&ours.source_coefficients, t) <= at(&ours.source_coefficients, ours.source_peak)));
        prop_assert_eq!(ours.last, last);
        let m = (last - ours.source_peak) as f64;
        let dates = ours.source_peak + 1..=last;
        let z: Vec<f64> =
            dates.clone().map(|t| at(&ours.source_coefficients, t) * (t - ours.source_peak) as f64 / m).collect();
        let left: Vec<f64> = dates
            .zip(&z)
            .map(|(t, z)| at(&ours.receiving_coefficients, t) - ours.constant - ours.slope * z)
            .collect();
        // Normal equations.
        prop_assert!(left.iter().sum::<f64>().abs() < 1e-10);
        prop_assert!(left.iter().zip(&z).map(|(e, z)| e * z).sum::<f64>().abs() < 1e-10);
        let moved: Vec<f64> = y.iter().map(|v| 1e-150 * (v + 4096.0)).collect();
        let other = migration(&moved, &x, Some(20), MigrationEnd::At(last)).unwrap();
        prop_assert!((other.slope - ours.slope).abs() < 1e-7);
    }
}

#[test]
fn a_bubble_that_moves_is_stated_and_bad_input_is_named() {
    let normal = Normal::new();
    let mut stream = Stream::new(12, 3);
    let x = bubble(0.3, 0.5).path(120, &normal, &mut stream);
    let y = bubble(0.6, 1.0).path(120, &normal, &mut stream);
    let ours = migration(&y, &x, None, MigrationEnd::Last).unwrap();
    let bootstrap = |execution: &Execution<'_>| {
        MigrationNull::bootstrap(&ours, Multiplier::Rademacher, 99, 1, execution).unwrap()
    };
    let null = bootstrap(&Execution::serial());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    assert_eq!(bootstrap(&Execution::on(&pool)), null);
    let statement = ours.statement(&null);
    assert_eq!((statement.statistic, statement.p_value), (Some(ours.slope), Some(null.p_value())));
    assert_eq!(statement.smallest_p, Some(0.01));
    assert!(ours.source_peak.abs_diff(59) <= 1 && ours.last == 119, "{}", ours.source_peak);

    assert!(matches!(
        migration(&y[1..], &x, None, MigrationEnd::Last),
        Err(SampleError::LengthMismatch { .. })
    ));
    assert!(matches!(migration(&y, &x, Some(7), MigrationEnd::Last), Err(SampleError::Parameter { .. })));
    assert!(matches!(migration(&y, &x, None, MigrationEnd::At(120)), Err(SampleError::Parameter { .. })));
    assert!(matches!(migration(&y, &x, None, MigrationEnd::At(60)), Err(SampleError::Parameter { .. })));
    // The source peaks at the very end.
    let mut jump: Vec<f64> = (0..120).map(|t| f64::from((t * 37) % 11)).collect();
    jump[118..].copy_from_slice(&[1e3, 1e6]);
    assert!(matches!(migration(&x, &jump, None, MigrationEnd::Last), Err(SampleError::TooShort { .. })));
    let mut flat = y.clone();
    flat[..30].fill(100.0);
    assert!(matches!(migration(&flat, &x, None, MigrationEnd::Last), Err(SampleError::Still(_))));
}
