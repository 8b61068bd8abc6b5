//! The sets of critical times hold what they say, and the residual tests have their size.

#![allow(clippy::unwrap_used)] // a failing test may panic

use utakata::Execution;
use utakata::lppls::inference::{
    CriticalTimeOptions, ReversionOptions, critical_time_set, critical_time_test, reversion,
};
use utakata::lppls::{LpplsError, SearchBox, fit};
use utakata::random::{Normal, Stream};

fn index(n: usize) -> Vec<f64> {
    (0..n).map(|t| t as f64).collect()
}

/// A bubble that would burst `d` after its end, with AR(1) residuals of a standard deviation of 0.01.
fn bubble(n: usize, d: f64, phi: f64, path: u64) -> Vec<f64> {
    let (normal, mut stream) = (Normal::new(), Stream::new(11, path));
    let mut residual = normal.sample(&mut stream);
    index(n)
        .iter()
        .map(|t| {
            let x = d + (n - 1) as f64 - t;
            let log = 5.0 - 0.04 * x.powf(0.6) * (1.0 + 0.08 * (8.0 * x.ln() + 1.0).cos());
            residual = phi * residual + (1.0 - phi * phi).sqrt() * normal.sample(&mut stream);
            log + 0.01 * residual
        })
        .collect()
}

/// `docs/lppls.md` has the table of many paths; here 60, and bounds that a coverage of 90 % leaves with a probability of
/// about 1 % (fewer than 47 of 60), and independence (about 45 %) always.
#[test]
fn sets_hold_the_critical_time_when_residuals_persist() {
    let options = CriticalTimeOptions { replications: 39, ..CriticalTimeOptions::default() };
    let paths = 60;
    let test = |path: u64| {
        let logs = bubble(80, 9.0, 0.9, path);
        let options = CriticalTimeOptions { seed: path, ..options };
        critical_time_test(&index(80), &logs, &SearchBox::NARROW, 9.0, &options).unwrap()
    };
    let tested: Vec<_> = (0..paths).map(test).collect();
    let held = tested.iter().filter(|candidate| candidate.kept).count();
    assert!(held >= 47, "{held} of {paths}");
    // A set that held everything would be no set.
    let options = CriticalTimeOptions { replications: 19, ..options };
    let far = critical_time_test(&index(120), &bubble(120, 2.0, 0.0, 1), &SearchBox::NARROW, 20.0, &options);
    assert!(!far.unwrap().kept);
}

#[test]
fn a_clear_bubble_has_a_narrow_set_on_any_number_of_threads() {
    let logs = bubble(120, 8.0, 0.0, 3);
    let options = CriticalTimeOptions { candidates: 9, replications: 19, ..CriticalTimeOptions::default() };
    let set = |execution: &Execution<'_>| {
        critical_time_set(&index(120), &logs, &SearchBox::NARROW, &options, execution).unwrap()
    };
    let found = set(&Execution::serial());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    assert_eq!(found, set(&Execution::on(&pool)));
    assert_eq!(found.candidates.len(), 10);
    assert!(found.pieces.iter().any(|piece| piece.low < 8.0 && 8.0 < piece.high), "{found:?}");
    assert!(found.pieces.iter().all(|piece| !piece.open_high), "{found:?}");
    assert!(found.phi.abs() < 0.3, "{}", found.phi);
    let best = found.candidates.iter().find(|candidate| candidate.tc_minus_t2 == found.tc_minus_t2).unwrap();
    assert!(best.kept && best.ratio.abs() < 1e-3, "{best:?}");
}

#[test]
fn a_random_walk_leaves_an_end_open() {
    let (normal, mut stream) = (Normal::new(), Stream::new(5, 4));
    let mut level = 0.0;
    let mut step = |_| {
        level += 0.01 * normal.sample(&mut stream);
        level
    };
    let logs: Vec<f64> = (0..100).map(&mut step).collect();
    let options = CriticalTimeOptions { candidates: 6, replications: 19, ..CriticalTimeOptions::default() };
    let serial = Execution::serial();
    let found = critical_time_set(&index(100), &logs, &SearchBox::NARROW, &options, &serial).unwrap();
    assert!(found.pieces.iter().any(|piece| piece.open_low || piece.open_high), "{found:?}");
    let outside = critical_time_test(&index(100), &logs, &SearchBox::NARROW, 90.0, &options).unwrap_err();
    assert!(matches!(outside, LpplsError::SearchBox { parameter: "tc − t2", .. }), "{outside}");
}

/// Walks of a length between two of the table, whose seed it does not know. 200 walks at 10 %: 20 expected, and between 8
/// and 34 with a probability of 99.9 %.
#[test]
fn residual_tests_have_their_size_between_the_lengths_of_the_table() {
    let (normal, times) = (Normal::new(), index(105));
    let mut rejected = [0_usize; 5];
    for path in 0..200 {
        let mut stream = Stream::new(23, path);
        let mut level = 0.0;
        let mut step = |_: &f64| {
            level += normal.sample(&mut stream);
            level
        };
        let logs: Vec<f64> = times.iter().map(&mut step).collect();
        let found = fit(&times, &logs, &SearchBox::NARROW).unwrap();
        let options = ReversionOptions::default();
        let tested = reversion(&found, &times, &logs, &options, &Execution::serial()).unwrap();
        assert!(tested.from_table);
        let p = tested.p_values;
        for (count, p) in rejected.iter_mut().zip([p.df, p.adf, p.pp, p.kpss, p.lomb]) {
            *count += usize::from(p <= 0.1);
        }
    }
    assert!(rejected.iter().all(|count| (8..=34).contains(count)), "{rejected:?}");
}

#[test]
fn simulated_p_values_agree_with_the_table_and_serve_other_clocks() {
    let (times, logs) = (index(90), bubble(90, 9.0, 0.9, 2));
    let found = fit(&times, &logs, &SearchBox::NARROW).unwrap();
    let serial = Execution::serial();
    let options = ReversionOptions { paths: 199, ..ReversionOptions::default() };
    let table = reversion(&found, &times, &logs, &options, &serial).unwrap();
    let forced = ReversionOptions { simulate: true, ..options };
    let simulated = reversion(&found, &times, &logs, &forced, &serial).unwrap();
    assert_eq!((table.from_table, simulated.from_table, simulated.paths), (true, false, 199));
    for (a, b) in [
        (table.p_values.df, simulated.p_values.df),
        (table.p_values.kpss, simulated.p_values.kpss),
        (table.p_values.lomb, simulated.p_values.lomb),
    ] {
        // Four standard errors of the simulated one.
        assert!((a - b).abs() < 4.0 * (0.25_f64 / 199.0).sqrt(), "{a} {b}");
    }
    let weeks: Vec<f64> = times.iter().map(|t| t + 2.0 * (t / 5.0).floor()).collect();
    let found = fit(&weeks, &logs, &SearchBox::NARROW).unwrap();
    let few = ReversionOptions { paths: 39, ..options };
    let other = reversion(&found, &weeks, &logs, &few, &serial).unwrap();
    assert!(!other.from_table && other.smallest_p == 1.0 / 40.0);
    let statements = other.statements();
    assert_eq!(statements.len(), 5);
    assert!(statements.iter().all(|s| s.p_value.unwrap() >= s.smallest_p.unwrap()));
}
