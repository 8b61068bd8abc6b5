//! The sign tests against peer output, printed critical values, and by simulation.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

mod reference_files;

use reference_files::{column, explosive};
use utakata::Execution;
use utakata::dgp::{
    Garch, PeriodicBubble, Process, RandomWalk, StochasticVolatility, StudentWalk, VarianceBreak,
};
use utakata::explosive::{Layout, default_minimum_window};
use utakata::null::{BoundaryKind, Null, NullError, Simulation, quantile_standard_error, simulate};
use utakata::random::{Normal, Stream};
use utakata::robust::{
    RobustError, RobustNull, RobustTest, Supremum, cumulated_signs, robust_statistics, simulate_robust,
};
use utakata::statement::GuaranteeKind;

const SERIES: [&str; 10] = [
    "one_bubble250",
    "rw200",
    "rw200_offset1e6",
    "rw200_scale1e-6",
    "rw_drift400",
    "sim_div",
    "sim_psy1",
    "sim_psy2",
    "snp_dy",
    "snp_pd",
];

#[test]
fn the_sequences_are_those_of_the_peer() {
    let Some(folder) = explosive() else { return };
    for series in SERIES {
        let values = column(&folder.join(format!("series/{series}.csv")), "value");
        let layout = Layout::new(values.len(), 0, default_minimum_window(values.len())).unwrap();
        for (test, file) in [(RobustTest::Sign, "sign"), (RobustTest::DemeanedSign, "sign_dm")] {
            let file = folder.join(format!("robust/{series}_radf_{file}.csv"));
            let ours = robust_statistics(&values, test, &layout).unwrap().recursive;
            assert_eq!(column(&file, "end_obs")[0] as usize, layout.first_date() + 1);
            for (ours, name) in [(&ours.badf, "badf"), (&ours.bsadf, "bsadf")] {
                let peer = column(&file, name);
                assert_eq!(ours.len(), peer.len());
                for (a, b) in ours.iter().zip(&peer) {
                    assert!((a.unwrap() - b).abs() < 1e-11 * b.abs().max(1.0), "{series} {name}: {a:?} {b}");
                }
            }
        }
    }
}

#[test]
fn a_small_case_by_hand() {
    // Signs + + − + +: x = 0 1 2 1 2, d = 1 1 −1 1 1; Σx² = 10, Σxd = 2, Σd² = 5, SSR = 4.6, s² = 4.6/4.
    let values = [5.0, 5.5, 9.0, 8.0, 8.1, 100.0];
    assert_eq!(cumulated_signs(&values), [0.0, 1.0, 2.0, 1.0, 2.0, 3.0]);
    let found = robust_statistics(&values, RobustTest::Sign, &Layout::new(6, 0, 5).unwrap()).unwrap();
    assert!((found.recursive.gsadf - 2.0 / 11.5_f64.sqrt()).abs() < 1e-14);
}

fn null(test: RobustTest, layout: &Layout, replications: usize) -> RobustNull {
    let simulation = Simulation { replications, seed: 2020, keep_sequences: false };
    simulate_robust(test, layout, &[], &simulation, &Execution::serial()).unwrap()
}

#[test]
fn critical_values_are_those_printed() {
    // Harvey, Leybourne and Zu (2020), T = 200, smallest window a tenth of the sample. Within four standard errors of
    // ours; theirs are smaller, or rounded.
    let null = null(RobustTest::Sign, &Layout::new(200, 0, 20).unwrap(), 20_000);
    let printed = [
        (null.sadf(), [(0.90, 2.405), (0.95, 2.735), (0.99, 3.434)]),
        (null.gsadf(), [(0.90, 3.469), (0.95, 3.901), (0.99, 4.957)]),
    ];
    for (draws, values) in printed {
        for (level, value) in values {
            let error = quantile_standard_error(draws, level).unwrap();
            let ours = utakata::null::quantile(draws, level).unwrap();
            assert!((ours - value).abs() < 4.0 * error, "{level}: {ours} ± {error} against {value}");
        }
    }
}

#[test]
fn the_size_of_a_change_does_not_matter() {
    let values = StochasticVolatility::default().path(120, &Normal::new(), &mut Stream::new(51, 0));
    // The same signs with sizes over thirty orders of magnitude.
    let mut level = 0.0;
    let wild: Vec<f64> = std::iter::once(0.0)
        .chain(values.windows(2).enumerate().map(|(t, pair)| {
            level += (pair[1] - pair[0]).signum() * 10_f64.powi(-((t * 7 % 15) as i32));
            level
        }))
        .collect();
    let layout = Layout::new(120, 0, 20).unwrap();
    for test in [RobustTest::Sign, RobustTest::DemeanedSign] {
        let plain = robust_statistics(&values, test, &layout).unwrap();
        assert_eq!(robust_statistics(&wild, test, &layout).unwrap(), plain);
    }
}

const PATHS: u64 = 2000;
/// Three binomial standard errors around 5 % at 2000 paths.
const NOISE: f64 = 0.0146;

/// Share of paths of 200 observations that the test rejects at 5 %.
fn rejections(null: &RobustNull, process: &dyn Process) -> f64 {
    let normal = Normal::new();
    let rejected = (0..PATHS).filter(|&path| {
        let values = process.path(200, &normal, &mut Stream::new(100, path));
        let found = robust_statistics(&values, null.test(), null.layout()).unwrap();
        null.p_values(&found).unwrap().gsadf.unwrap() <= 0.05
    });
    rejected.count() as f64 / PATHS as f64
}

#[test]
fn the_size_is_nominal_whatever_the_volatility() {
    let layout = Layout::new(200, 0, 27).unwrap();
    for test in [RobustTest::Sign, RobustTest::DemeanedSign] {
        let null = null(test, &layout, 9999);
        for (name, process) in [
            ("random walk", &RandomWalk::default() as &dyn Process),
            ("variance ×9", &VarianceBreak::default()),
            ("variance ÷9", &VarianceBreak { ratio: 1.0 / 9.0, at: 0.5 }),
            ("stochastic volatility", &StochasticVolatility::default()),
            ("GARCH", &Garch::default()),
            ("t(3)", &StudentWalk::default()),
        ] {
            let rate = rejections(&null, process);
            assert!((rate - 0.05).abs() < NOISE, "{test:?} {name}: {rate}");
        }
    }
}

#[test]
fn a_drift_counts_against_the_plain_test_and_hardly_against_the_demeaned_one() {
    let layout = Layout::new(200, 0, 27).unwrap();
    let drift = RandomWalk { drift: 0.25, ..RandomWalk::default() };
    let plain = rejections(&null(RobustTest::Sign, &layout, 1999), &drift);
    let demeaned = rejections(&null(RobustTest::DemeanedSign, &layout, 1999), &drift);
    assert!(plain > 0.3 && demeaned < 0.1, "{plain} {demeaned}");
}

#[test]
fn changes_of_zero_are_kept_in_place_and_the_size_with_them() {
    // Prices on a grid as coarse as the steps: a third of the changes is zero, more at first than later.
    let layout = Layout::new(100, 0, 19).unwrap();
    let simulation = |seed| Simulation { replications: 99, seed, keep_sequences: false };
    let normal = Normal::new();
    let paths = 600;
    let rejected = (0..paths).filter(|&path| {
        let process = VarianceBreak { ratio: 4.0, at: 0.3 };
        let mut values = process.path(100, &normal, &mut Stream::new(53, path));
        for y in &mut values {
            *y = y.round();
        }
        let found = robust_statistics(&values, RobustTest::Sign, &layout).unwrap();
        assert!(found.unchanged.len() > 5);
        let null =
            simulate_robust(found.test, &layout, &found.unchanged, &simulation(path), &Execution::serial());
        null.unwrap().p_values(&found).unwrap().gsadf.unwrap() <= 0.05
    });
    let rate = rejected.count() as f64 / paths as f64;
    // Ties between draws make it a little conservative; three binomial standard errors are 0.027.
    assert!((0.02..0.077).contains(&rate), "{rate}");
}

#[test]
fn bubbles_are_found_though_less_often_than_by_gsadf_with_constant_variance() {
    let layout = Layout::new(200, 0, 27).unwrap();
    let bubble = PeriodicBubble::psy1();
    let sign = rejections(&null(RobustTest::Sign, &layout, 1999), &bubble);
    let simulation = Simulation { replications: 1999, seed: 2020, keep_sequences: false };
    let ordinary =
        simulate(&Null::RandomWalk { drift: 0.0 }, &layout, &simulation, &Execution::serial()).unwrap();
    let normal = Normal::new();
    let found = (0..PATHS).filter(|&path| {
        let values = bubble.path(200, &normal, &mut Stream::new(100, path));
        let statistics = utakata::explosive::recursive(&values, &layout).unwrap();
        ordinary.p_values(&statistics).unwrap().gsadf.unwrap() <= 0.05
    });
    let gsadf = found.count() as f64 / PATHS as f64;
    eprintln!("power: sPSY {sign}, GSADF {gsadf}");
    assert!(sign > 0.2 && gsadf > sign, "sPSY {sign}, GSADF {gsadf}");
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let values = RandomWalk::default().path(60, &Normal::new(), &mut Stream::new(54, 0));
    let layout = Layout::new(60, 0, 15).unwrap();
    let null = null(RobustTest::Sign, &layout, 99);
    let found = robust_statistics(&values, RobustTest::Sign, &layout).unwrap();
    let statement = null.statement(&found, Supremum::Double).unwrap();
    assert_eq!(statement.guarantee.kind, GuaranteeKind::Exact);
    assert_eq!((statement.statistic, statement.smallest_p), (Some(found.recursive.gsadf), Some(0.01)));
    assert!(null.statement(&found, Supremum::Forward).unwrap().p_value > Some(0.0));

    let demeaned = robust_statistics(&values, RobustTest::DemeanedSign, &layout).unwrap();
    assert!(matches!(null.p_values(&demeaned), Err(RobustError::TestMismatch { .. })));
    let other = robust_statistics(&values, RobustTest::Sign, &Layout::new(60, 0, 16).unwrap()).unwrap();
    assert!(matches!(null.p_values(&other), Err(RobustError::Null(NullError::LayoutMismatch { .. }))));
    let mut pegged = values.clone();
    pegged[7] = pegged[6];
    let pegged = robust_statistics(&pegged, RobustTest::Sign, &layout).unwrap();
    assert_eq!(pegged.unchanged, [7]);
    assert!(matches!(null.p_values(&pegged), Err(RobustError::UnchangedMismatch { statistic: 1, null: 0 })));
    assert_eq!(null.boundary(BoundaryKind::Pointwise, 0.95), Err(NullError::SequencesNotKept));
    assert!(serde_json::to_value(&found).unwrap()["test"]["name"] == "sign");
}

#[test]
fn boundaries_hold_their_false_alarm_rate_on_other_draws() {
    let layout = Layout::new(100, 0, 19).unwrap();
    let simulation = Simulation::new(4000, 55);
    let null = simulate_robust(RobustTest::Sign, &layout, &[], &simulation, &Execution::serial()).unwrap();
    let normal = Normal::new();
    for kind in [BoundaryKind::Pointwise, BoundaryKind::RunningSup, BoundaryKind::FamilyWise] {
        let boundary = null.boundary(kind, 0.95).unwrap();
        let crossed = (0..1000_u64).filter(|&path| {
            let values = Garch::default().path(100, &normal, &mut Stream::new(56, path));
            let found = robust_statistics(&values, RobustTest::Sign, &layout).unwrap().recursive;
            found.bsadf.iter().zip(&boundary.values).any(|(b, v)| b.unwrap() > v.unwrap())
        });
        let (rate, promised) = (crossed.count() as f64 / 1000.0, boundary.false_alarm_rate);
        let noise = 3.0 * (promised * (1.0 - promised) * (1e-3 + 2.5e-4)).sqrt();
        assert!((rate - promised).abs() < noise, "{kind:?}: {rate} against {promised}");
    }
}
