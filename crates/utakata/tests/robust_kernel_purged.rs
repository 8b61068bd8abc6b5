//! The kernel-purged tests against peer output, printed critical values, and by simulation.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

mod reference_files;

use reference_files::{column, explosive};
use utakata::Execution;
use utakata::dgp::{
    Garch, PeriodicBubble, Process, RandomWalk, StochasticVolatility, StudentWalk, VarianceBreak,
};
use utakata::explosive::{ExplosiveError, Layout, recursive};
use utakata::null::{Null, NullError, Simulation, quantile, quantile_standard_error, simulate};
use utakata::random::{Normal, Stream};
use utakata::robust::kernel_purged::{
    PurgedUnionNull, default_bandwidth, purge, purged_union, simulate_purged_union,
};
use utakata::robust::{RobustError, RobustNull, RobustTest, Supremum, robust_statistics, simulate_robust};

const PURGED: RobustTest = RobustTest::KernelPurged { bandwidth: None };
const PURGED_NO_CONSTANT: RobustTest = RobustTest::KernelPurgedNoConstant { bandwidth: None };

#[test]
fn the_sequences_are_those_of_the_peer_without_its_lost_observation() {
    let Some(folder) = explosive() else { return };
    for series in
        ["one_bubble250", "rw200", "rw_drift400", "sim_div", "sim_psy1", "sim_psy2", "snp_dy", "snp_pd"]
    {
        let values = column(&folder.join(format!("series/{series}.csv")), "value");
        let changes = values.len() - 1;
        // exuber's bandwidth belongs to all changes, of which the first enters nothing.
        let bandwidth = default_bandwidth(changes) * changes as f64 / (changes - 1) as f64;
        let test = RobustTest::KernelPurged { bandwidth: Some(bandwidth) };
        let file = folder.join(format!("robust/{series}_radf_kp.csv"));
        let (dates, peer) = (column(&file, "end_obs"), column(&file, "bsadf"));
        let window = dates[0] as usize - 2;
        let ours = robust_statistics(&values[1..], test, &Layout::new(changes, 0, window).unwrap()).unwrap();
        assert_eq!(ours.recursive.bsadf.len(), peer.len());
        for (a, b) in ours.recursive.bsadf.iter().zip(&peer) {
            assert!((a.unwrap() - b).abs() < 1e-11 * b.abs().max(1.0), "{series}: {a:?} {b}");
        }
    }
}

fn null(test: RobustTest, layout: &Layout, replications: usize) -> RobustNull {
    let simulation = Simulation { replications, seed: 2025, keep_sequences: false };
    simulate_robust(test, layout, &[], &simulation, &Execution::serial()).unwrap()
}

#[test]
fn critical_values_are_those_printed() {
    // Harvey, Leybourne, Taylor and Zu (2025), PSYσ, smallest window a tenth of the sample. Four standard errors of ours.
    for (observations, printed) in [(100, [1.629, 1.828, 2.392]), (200, [1.608, 1.789, 2.140])] {
        let layout = Layout::new(observations, 0, observations / 10).unwrap();
        let null = null(PURGED, &layout, 8000);
        for (level, value) in [0.90, 0.95, 0.99].into_iter().zip(printed) {
            let error = quantile_standard_error(null.gsadf(), level).unwrap();
            let ours = quantile(null.gsadf(), level).unwrap();
            assert!((ours - value).abs() < 4.0 * error, "{level}: {ours} ± {error} against {value}");
        }
    }
}

const PATHS: u64 = 1500;
/// Three binomial standard errors around 5 % at 1500 paths.
const NOISE: f64 = 0.017;

/// Share of paths of 200 observations that the test rejects at 5 %.
fn rejections(null: &RobustNull, process: &dyn Process) -> f64 {
    let normal = Normal::new();
    let rejected = (0..PATHS).filter(|&path| {
        let values = process.path(200, &normal, &mut Stream::new(61, path));
        let found = robust_statistics(&values, null.test(), null.layout()).unwrap();
        null.p_values(&found).unwrap().gsadf.unwrap() <= 0.05
    });
    rejected.count() as f64 / PATHS as f64
}

#[test]
fn the_size_survives_volatility() {
    let layout = Layout::new(200, 0, 27).unwrap();
    for test in [PURGED, PURGED_NO_CONSTANT] {
        let null = null(test, &layout, 4999);
        for (name, process) in [
            ("random walk", &RandomWalk::default() as &dyn Process),
            ("variance ×9", &VarianceBreak::default()),
            ("variance ÷9", &VarianceBreak { ratio: 1.0 / 9.0, at: 0.5 }),
            ("stochastic volatility", &StochasticVolatility::default()),
            ("GARCH", &Garch::default()),
            ("t(3)", &StudentWalk::default()),
        ] {
            let rate = rejections(&null, process);
            eprintln!("{} {name}: {rate}", test.name());
            assert!((rate - 0.05).abs() < NOISE, "{} {name}: {rate}", test.name());
        }
    }
}

#[test]
fn bubbles_are_found() {
    let layout = Layout::new(200, 0, 27).unwrap();
    let bubble = PeriodicBubble::psy1();
    let [purged, no_constant] =
        [PURGED, PURGED_NO_CONSTANT].map(|test| rejections(&null(test, &layout, 1999), &bubble));
    let simulation = Simulation { replications: 1999, seed: 2025, keep_sequences: false };
    let ordinary =
        simulate(&Null::RandomWalk { drift: 0.0 }, &layout, &simulation, &Execution::serial()).unwrap();
    let normal = Normal::new();
    let found = (0..PATHS).filter(|&path| {
        let values = bubble.path(200, &normal, &mut Stream::new(61, path));
        let statistics = recursive(&values, &layout).unwrap();
        ordinary.p_values(&statistics).unwrap().gsadf.unwrap() <= 0.05
    });
    let gsadf = found.count() as f64 / PATHS as f64;
    eprintln!("power: PSYσ {purged}, PSY*σ {no_constant}, GSADF {gsadf}");
    // Purging costs power where there was nothing to purge: 39 and 49 % against 81 % in runs of their own.
    assert!(purged > 0.32 && no_constant > 0.42 && gsadf > no_constant, "{purged} {no_constant} {gsadf}");
}

#[test]
fn the_draws_do_not_depend_on_threads() {
    let layout = Layout::new(80, 0, 17).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    let (serial, parallel) = (Execution::serial(), Execution::on(&pool));
    let simulation = Simulation::new(64, 3);
    for test in RobustTest::ALL {
        let draw = |execution| simulate_robust(test, &layout, &[], &simulation, execution).unwrap();
        assert_eq!(draw(&serial), draw(&parallel), "{}", test.name());
    }
    let draw = |execution| simulate_purged_union(None, &layout, 0.9, &simulation, execution).unwrap();
    assert_eq!(draw(&serial), draw(&parallel));
}

#[test]
fn changes_too_small_for_their_squares_count_as_none() {
    let mut values = RandomWalk::default().path(60, &Normal::new(), &mut Stream::new(64, 0));
    for y in &mut values[..20] {
        *y *= 1e-300;
    }
    let purged = purge(&values, Some(1e-3)).unwrap();
    assert!(purged.iter().all(|x| x.is_finite()));
    assert!(purged[..20].iter().all(|x| *x == 0.0) && purged[40] != purged[41]);
}

#[test]
fn origin_and_scale_do_not_matter_and_a_peg_stands_still() {
    let mut values = RandomWalk::default().path(120, &Normal::new(), &mut Stream::new(62, 0));
    let peg = values[40];
    values[40..80].fill(peg);
    let purged = purge(&values, None).unwrap();
    assert!(purged[40..80].iter().all(|&x| x == purged[40]));
    for (origin, scale) in [(1e6, 1.0), (0.0, 1e-200), (0.0, 1e200)] {
        let moved: Vec<f64> = values.iter().map(|y| origin + scale * y).collect();
        for (a, b) in purge(&moved, None).unwrap().iter().zip(&purged) {
            assert!((a - b).abs() < 1e-8, "{a} {b}");
        }
    }
    let bad = RobustTest::KernelPurged { bandwidth: Some(-1.0) };
    let layout = Layout::new(120, 0, 20).unwrap();
    assert_eq!(robust_statistics(&values, bad, &layout), Err(ExplosiveError::Bandwidth { bandwidth: -1.0 }));
    let simulation = Simulation::new(99, 1);
    assert!(matches!(
        simulate_robust(bad, &layout, &[], &simulation, &Execution::serial()),
        Err(RobustError::Explosive(ExplosiveError::Bandwidth { .. }))
    ));
    let found = robust_statistics(&values, PURGED, &layout).unwrap();
    let statement = null(PURGED, &layout, 99).statement(&found, Supremum::Double).unwrap();
    assert_eq!((statement.method.as_str(), statement.observations), ("kernel-purged-psy", 120));
}

/// Share of paths of 200 observations that the union rejects at 5 %.
fn union_rejections(null: &PurgedUnionNull, process: &dyn Process) -> f64 {
    let normal = Normal::new();
    let rejected = (0..PATHS).filter(|&path| {
        let values = process.path(200, &normal, &mut Stream::new(61, path));
        null.p_value(&purged_union(&values, None, null.layout()).unwrap()).unwrap() <= 0.05
    });
    rejected.count() as f64 / PATHS as f64
}

fn union_null(layout: &Layout, replications: usize) -> PurgedUnionNull {
    let simulation = Simulation::new(replications, 2025);
    simulate_purged_union(None, layout, 0.95, &simulation, &Execution::serial()).unwrap()
}

#[test]
fn the_union_has_the_size_of_one_test_and_most_of_the_power_of_the_better() {
    let null = union_null(&Layout::new(200, 0, 27).unwrap(), 4999);
    for (name, process) in [
        ("random walk", &RandomWalk::default() as &dyn Process),
        ("variance ×9", &VarianceBreak::default()),
        ("variance ÷9", &VarianceBreak { ratio: 1.0 / 9.0, at: 0.5 }),
        ("stochastic volatility", &StochasticVolatility::default()),
        ("GARCH", &Garch::default()),
        ("t(3)", &StudentWalk::default()),
    ] {
        let rate = union_rejections(&null, process);
        eprintln!("union {name}: {rate}");
        assert!((rate - 0.05).abs() < NOISE, "union {name}: {rate}");
    }
    let power = union_rejections(&null, &PeriodicBubble::psy1());
    // 48 % in a run of its own, beside 39 % of PSYσ and 49 % of PSY*σ.
    assert!(power > 0.42, "{power}");
}

#[test]
fn the_critical_values_of_the_union_are_those_printed() {
    for (observations, printed) in [(100, [3.950, 4.527, 6.129]), (200, [3.468, 3.804, 4.589])] {
        let layout = Layout::new(observations, 0, observations / 10).unwrap();
        let null = union_null(&layout, 8000);
        for (level, value) in [0.90, 0.95, 0.99].into_iter().zip(printed) {
            let error = quantile_standard_error(null.draws(), level).unwrap();
            let ours = quantile(null.draws(), level).unwrap();
            // The printed 99 % at T = 100 lies 6 % above, for PSY*σ too: see the documentation of the module.
            let tolerance = if value > 6.0 { 0.08 * value } else { 4.0 * error };
            assert!((ours - value).abs() < tolerance, "{observations}: {ours} ± {error} against {value}");
        }
    }
}

#[test]
fn the_union_refuses_what_it_was_not_simulated_for() {
    let values = Garch::default().path(80, &Normal::new(), &mut Stream::new(63, 0));
    let layout = Layout::new(80, 0, 17).unwrap();
    let null = union_null(&layout, 199);
    let union = purged_union(&values, None, &layout).unwrap();
    let statistic = null.statistic(&union).unwrap();
    assert_eq!(
        statistic,
        (null.scale() * union.constant.recursive.gsadf).max(union.no_constant.recursive.gsadf)
    );
    assert_eq!(null.statement(&union).unwrap().p_value, Some(null.p_value(&union).unwrap()));
    let wider = purged_union(&values, Some(0.1), &layout).unwrap();
    assert!(matches!(null.p_value(&wider), Err(RobustError::TestMismatch { .. })));
    let longer = purged_union(&values, None, &Layout::new(80, 0, 18).unwrap()).unwrap();
    assert!(matches!(null.p_value(&longer), Err(RobustError::Null(NullError::LayoutMismatch { .. }))));
    let simulation = Simulation::new(199, 1);
    let level = simulate_purged_union(None, &layout, 1.0, &simulation, &Execution::serial());
    assert!(matches!(level, Err(RobustError::Null(NullError::Level { .. }))));
}
